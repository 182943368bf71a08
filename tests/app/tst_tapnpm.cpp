// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Other people's bots through the built program's tap, with a demo server behind it and every byte of both
// sides compared. Needs node and the bots' packages in the build folder; RTMSCOPE_NPM_CLIENTS=1 fetches them.
// What is not there is skipped, with the reason.
#include "core/demo/server/demoserver.h"
#include "core/tap/http/bodyreader.h"
#include "core/tap/http/head.h"
#include "tests/app/wiretap.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <memory>
#include <vector>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using demo::DemoServer;

class TestTapNpm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyByteIsTheSame_data();
    void everyByteIsTheSame();
};

namespace {

constexpr int skipped = 77; // what SKIP_RETURN_CODE names in CMakeLists.txt

QDir folderOf(const QString &name)
{
    return QDir(QStringLiteral(RTMSCOPE_NPM_FOLDER) + u'/' + name);
}

//! Puts the packages into their folder, unless they are there. False when they can't be had.
bool install(const QString &name, const QString &packages)
{
    const QDir folder = folderOf(name);
    if (folder.exists(u"complete"_s))
        return true;
    if (!qEnvironmentVariableIsSet("RTMSCOPE_NPM_CLIENTS") || !folder.mkpath(u"."_s))
        return false;
    QFile manifest(folder.filePath(u"package.json"_s));
    if (!manifest.open(QIODevice::WriteOnly))
        return false;
    manifest.write("{\"private\":true}\n");
    manifest.close();
    QProcess npm;
    npm.setWorkingDirectory(folder.path());
    npm.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    npm.start(u"npm"_s, QStringList{u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--silent"_s,
                                    u"--ignore-scripts"_s} +
                            packages.split(u' '));
    if (!npm.waitForFinished(180'000) || npm.exitCode() != 0)
        return false;
    QFile complete(folder.filePath(u"complete"_s));
    return complete.open(QIODevice::WriteOnly);
}

//! A request and its answer as they stood on the wire.
struct Exchange
{
    http::Head request;
    QByteArray requestBody;
    http::Head answer;
    QByteArray answerBody;

    QByteArray key() const { return request.method + ' ' + request.target + ' ' + requestBody; }
};

struct Traffic
{
    QList<Exchange> calls;
    QHash<QByteArray, Wiretap::Line> sockets; //!< by Sec-WebSocket-Key: what stood behind the heads
    QList<QByteArray> odd;                    //!< what could not be read
};

QByteArray cutBody(const http::Framing &framing, QByteArray *bytes)
{
    http::BodyReader reader(framing);
    const qsizetype size = reader.take(*bytes);
    const QByteArray body = bytes->left(size);
    bytes->remove(0, size);
    return body;
}

void read(Wiretap::Line line, Traffic *traffic)
{
    while (!line.up.isEmpty() && !line.down.isEmpty()) {
        Exchange exchange;
        http::HeadFault fault{};
        if (!http::readRequest(line.up, &exchange.request, &fault) || fault != http::HeadFault::None ||
            !http::readAnswer(line.down, &exchange.answer, &fault) || fault != http::HeadFault::None) {
            traffic->odd << line.up.left(200) << line.down.left(200);
            return;
        }
        line.up.remove(0, exchange.request.size);
        line.down.remove(0, exchange.answer.size);
        if (exchange.answer.status == 101) {
            traffic->sockets.insert(exchange.request.value("sec-websocket-key"), line);
            return;
        }
        exchange.requestBody = cutBody(exchange.request.framing, &line.up);
        exchange.answerBody =
            cutBody(http::framingOfAnswer(exchange.answer, exchange.request.method), &line.down);
        traffic->calls.append(exchange);
    }
    if (!line.up.isEmpty() || !line.down.isEmpty())
        traffic->odd << line.up.left(200) << line.down.left(200);
}

Traffic trafficOn(const Wiretap &wire)
{
    Traffic traffic;
    for (const auto &line : wire.lines())
        read(*line, &traffic);
    std::stable_sort(traffic.calls.begin(), traffic.calls.end(),
                     [](const Exchange &a, const Exchange &b) { return a.key() < b.key(); });
    return traffic;
}

//! The headers that a tap passes on as they are.
QByteArray passedHeaders(http::Head head)
{
    http::removeHopByHop(&head);
    for (const char *name : {"host", "accept-encoding", "content-length"})
        head.remove(name);
    return head.bytes().mid(head.startLine.size());
}

QByteArray withoutAddress(const QByteArray &body)
{
    static const QRegularExpression address(u"ws://127\\.0\\.0\\.1:\\d+(/tap/[0-9a-f]+)?"_s);
    return QString::fromUtf8(body).replace(address, u"ws://somewhere"_s).toUtf8();
}

//! The frames of a server, one by one; what is no whole frame stands at the end. Without their heads those
//! that hold the address of the next socket, which is another on the program's side.
QList<QByteArray> framesOf(QByteArray bytes)
{
    QList<QByteArray> frames;
    while (bytes.size() >= 10) {
        const auto shortLength = static_cast<quint8>(bytes[1]);
        const qsizetype head = shortLength == 127 ? 10 : shortLength == 126 ? 4 : 2;
        const quint64 length = head == 10  ? qFromBigEndian<quint64>(bytes.constData() + 2)
                               : head == 4 ? qFromBigEndian<quint16>(bytes.constData() + 2)
                                           : shortLength;
        const QByteArray frame = bytes.left(head + static_cast<qsizetype>(length));
        bytes.remove(0, frame.size());
        const bool isNext = frame.contains("\"type\":\"reconnect_url\"");
        frames << (isNext ? withoutAddress(frame.mid(head)) : frame);
    }
    return frames << bytes;
}

void compare(const Traffic &program, const Traffic &server)
{
    QVERIFY2(program.odd.isEmpty(), program.odd.join('\n').constData());
    QVERIFY2(server.odd.isEmpty(), server.odd.join('\n').constData());
    QCOMPARE(program.calls.size(), server.calls.size());
    int addresses = 0;
    for (qsizetype i = 0; i < program.calls.size(); ++i) {
        const Exchange &a = program.calls[i];
        const Exchange &b = server.calls[i];
        QCOMPARE(a.key(), b.key());
        QCOMPARE(passedHeaders(a.request), passedHeaders(b.request));
        QCOMPARE(a.answer.startLine, b.answer.startLine);
        QCOMPARE(passedHeaders(a.answer), passedHeaders(b.answer));
        QCOMPARE(withoutAddress(a.answerBody), withoutAddress(b.answerBody));
        addresses += a.answerBody == b.answerBody ? 0 : 1;
    }
    QCOMPARE(addresses, static_cast<int>(program.sockets.size())); // that alone is another
    QCOMPARE(program.sockets.size(), server.sockets.size());
    for (auto socket = program.sockets.cbegin(); socket != program.sockets.cend(); ++socket) {
        const Wiretap::Line there = server.sockets.value(socket.key());
        QVERIFY(socket->up.size() > 10 && socket->down.size() > 10);
        QCOMPARE(there.up, socket->up);
        QCOMPARE(framesOf(there.down), framesOf(socket->down));
    }
}

//! At a port that is as long as \a port, for which it stands in what passes.
std::unique_ptr<Wiretap> wireOfAsManyDigits(quint16 port)
{
    constexpr int mostTries = 200;
    std::vector<std::unique_ptr<Wiretap>> others; // they keep their ports, so that the system gives another
    while (others.size() < mostTries) {
        auto wire = std::make_unique<Wiretap>();
        if (QByteArray::number(wire->port()).size() == QByteArray::number(port).size())
            return wire;
        others.push_back(std::move(wire));
    }
    return {};
}

QList<QJsonObject> linesOf(const QString &capture)
{
    QFile file(capture);
    QList<QJsonObject> lines;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n'))
            lines << QJsonDocument::fromJson(line).object();
    }
    return lines;
}

} // namespace

void TestTapNpm::everyByteIsTheSame_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("packages");
    QTest::addColumn<QString>("script");
    QTest::addColumn<bool>("acknowledges");
    QTest::newRow("@slack/rtm-api 7") << u"rtm-api-7"_s << u"@slack/rtm-api@7.0.4 @slack/web-api@8.2.0"_s
                                      << u"tests/core/demo/npm_client.mjs"_s << false;
    QTest::newRow("@slack/bolt 5") << u"bolt-5"_s << u"@slack/bolt@5.1.0"_s << u"tests/app/tap_bolt.cjs"_s
                                   << true;
}

void TestTapNpm::everyByteIsTheSame()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, packages);
    QFETCH(const QString, script);
    QFETCH(const bool, acknowledges);
    if (!install(folder, packages))
        QSKIP("its packages are not there; RTMSCOPE_NPM_CLIENTS=1 fetches them");

    // bot -> wire -> tap -> wire -> demo server
    Wiretap behind;
    DemoServer::Options options;
    options.eventsPerSecond = 20;
    options.publicUrl = "http://127.0.0.1:" + QByteArray::number(behind.port());
    DemoServer server(options);
    QVERIFY(server.listen());
    behind.forwardTo(server.port());
    QTemporaryDir scratch;
    const QString capture = scratch.filePath(u"bot.rtmcap"_s);
    QProcess tap;
    tap.start(QStringLiteral(RTMSCOPE_PROGRAM),
              {u"tap"_s, u"--format"_s, u"none"_s, u"--record"_s, capture, u"--upstream"_s,
               u"http://127.0.0.1:%1/api/"_s.arg(behind.port())});
    QTRY_VERIFY_WITH_TIMEOUT(tap.canReadLine(), 20'000);
    const QUrl address(QString::fromUtf8(tap.readLine()).trimmed());
    QVERIFY(address.port() > 0);
    const auto wire = wireOfAsManyDigits(static_cast<quint16>(address.port()));
    if (!wire)
        QSKIP("the system has no port that is as long as the tap's");
    Wiretap &before = *wire;
    before.forwardTo(static_cast<quint16>(address.port()));
    before.standsFor(static_cast<quint16>(address.port()));

    QProcess node;
    node.setWorkingDirectory(folderOf(folder).path());
    node.setProcessChannelMode(QProcess::MergedChannels);
    QSignalSpy finished(&node, &QProcess::finished);
    node.start(u"node"_s,
               {QStringLiteral(RTMSCOPE_SOURCE_DIR "/") + script,
                u"http://127.0.0.1:%1/api/"_s.arg(before.port()), QString::fromUtf8(DemoServer::token()),
                QString::fromUtf8(DemoServer::appToken()), u"20"_s});
    QVERIFY(finished.wait(90'000));
    const QByteArray said = node.readAll();
    QVERIFY2(node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0, said.constData());
    tap.terminate();
    QSignalSpy ended(&tap, &QProcess::finished);
    QVERIFY(tap.state() == QProcess::NotRunning || ended.wait(10'000));
    QCOMPARE(tap.exitCode(), 0);
    const QByteArray figures = tap.readAllStandardError();

    const Traffic program = trafficOn(before);
    QVERIFY(!program.sockets.isEmpty() && program.calls.size() >= 5);
    compare(program, trafficOn(behind));
    if (QTest::currentTestFailed())
        return;

    // The record tells each call and each acknowledgement, with its time.
    const QList<QJsonObject> lines = linesOf(capture);
    qsizetype calls = 0;
    qsizetype acks = 0;
    for (const QJsonObject &line : lines) {
        if (line.value("kind"_L1).toString() == "api"_L1) {
            ++calls;
            QVERIFY(line.value("t"_L1).toString().size() == 27 && line.value("us"_L1).toInt(-1) > 0);
        }
        if (line.value("dir"_L1).toString() == "out"_L1 &&
            line.value("frame"_L1).toObject().contains("envelope_id"_L1))
            ++acks;
    }
    QCOMPARE(calls, program.calls.size());
    QVERIFY2(!acknowledges || acks >= 20, said.constData());
    QVERIFY2(!acknowledges || figures.contains("Event to acknowledgement"), figures.constData());
    QFile record(capture);
    QVERIFY(record.open(QIODevice::ReadOnly));
    const QByteArray all = record.readAll() + figures;
    QVERIFY(!all.contains(DemoServer::token()) && !all.contains(DemoServer::appToken()));
    QVERIFY(!all.contains("ticket="));
}

int main(int argc, char *argv[])
{
    rtmscope::testing::pinEnvironment();
    QCoreApplication app(argc, argv);
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty()) {
        qInfo("skipped: node is missing");
        return skipped;
    }
    if (!qEnvironmentVariableIsSet("RTMSCOPE_NPM_CLIENTS") &&
        !folderOf(u"rtm-api-7"_s).exists(u"complete"_s) && !folderOf(u"bolt-5"_s).exists(u"complete"_s)) {
        qInfo("skipped: no bot is there. With node, npm and a network, RTMSCOPE_NPM_CLIENTS=1 fetches them.");
        return skipped;
    }
    TestTapNpm test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_tapnpm.moc"
