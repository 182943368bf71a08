// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/demoserver.h"
#include "tests/core/demo/apppeer.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;
using rtmscope::testing::AppPeer;
using rtmscope::testing::RtmPeer;

//! The built program as "serve FILE", with bots of Qt's own parts: what they get, what is said of them, and
//! its status.
class TestServeCapture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void playsEveryFrameAsItWas();
    void playsWhatTheWindowOpens_data();
    void playsWhatTheWindowOpens();
    void knowsWhatTheCaptureTells();
    void recordsAndPrintsWhatTheBotDoes();
    void appsAcknowledgeAndAnswer();
    void stepsByLines();
    void stepsByLinesThatAreThereAlready();
    void expectations_data();
    void expectations();
    void expectationsBesideTheCapture();
    void endsOnRequestWithWhatIsKnown();
    void aBotThatGoesIsNotWaitedForForEver();
    void aNewRecordIsNeverWrittenOver();
    void failures_data();
    void failures();
    void secretsStayInside();

private:
    QString write(const QString &name, const QByteArray &bytes) const;
    QString writeCapture(const QList<QByteArray> &frames, const QList<QByteArray> &notes = {}) const;
    void start(const QStringList &arguments, const QByteArray &input = {}, bool leaveOpen = true);
    QUrl address();
    int finish();
    bool says(const char *what);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_out;
    QByteArray m_err;
};

namespace {

QByteArray message(int number, const char *text = "hello")
{
    return "{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U1\",\"text\":\"" + QByteArray(text) +
           "\",\"ts\":\"" + QByteArray::number(1'700'000'000 + number) + ".000100\"}";
}

QList<QByteArray> heard(const RtmPeer &peer)
{
    QList<QByteArray> frames;
    for (const QByteArray &frame : peer.frames()) {
        if (!frame.startsWith("{\"type\":\"hello\""))
            frames.append(frame);
    }
    return frames;
}

} // namespace

void TestServeCapture::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_process = std::make_unique<QProcess>();
    m_out.clear();
    m_err.clear();
}

void TestServeCapture::cleanup()
{
    if (m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
    m_process.reset();
}

QString TestServeCapture::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

QString TestServeCapture::writeCapture(const QList<QByteArray> &frames, const QList<QByteArray> &notes) const
{
    QByteArray lines =
        "{\"rtmcap\":1,\"program\":\"rtmscope test\",\"started\":\"2026-11-22T14:02:09.104518Z\",\"team\":{"
        "\"id\":\"T7\",\"name\":\"Acme\"},\"self\":{\"id\":\"U7\"}}\n";
    int n = 0;
    const auto entry = [&n](const QByteArray &dir) {
        ++n;
        return "{\"n\":" + QByteArray::number(n) +
               ",\"t\":\"2026-11-22T14:02:" + QByteArray::number(10 + n % 50) + ".104518Z\",\"dir\":\"" +
               dir + "\",\"conn\":1,";
    };
    for (const QByteArray &note : notes)
        lines += entry("note") + note.mid(1) + '\n';
    for (const QByteArray &frame : frames)
        lines += entry("in") + "\"frame\":" + frame + "}\n";
    return write(u"bot.rtmcap"_s, lines);
}

void TestServeCapture::start(const QStringList &arguments, const QByteArray &input, bool leaveOpen)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"RTMSCOPE_API_URL"_s);
    environment.remove(u"SLACK_API_TOKEN"_s);
    m_process->setProcessEnvironment(environment);
    connect(m_process.get(), &QProcess::readyReadStandardError, this,
            [this] { m_err += m_process->readAllStandardError(); });
    m_process->start(QStringLiteral(RTMSCOPE_PROGRAM), QStringList{u"serve"_s} + arguments);
    QVERIFY(m_process->waitForStarted());
    if (!input.isEmpty())
        m_process->write(input);
    if (!leaveOpen)
        m_process->closeWriteChannel();
}

//! The first line that it prints.
QUrl TestServeCapture::address()
{
    const bool there = QTest::qWaitFor([this] { return m_process->canReadLine(); }, 20'000);
    return there ? QUrl(QString::fromUtf8(m_process->readLine().trimmed())) : QUrl();
}

bool TestServeCapture::says(const char *what)
{
    m_out += m_process->readAllStandardOutput();
    m_err += m_process->readAllStandardError();
    return m_out.contains(what) || m_err.contains(what);
}

int TestServeCapture::finish()
{
    QSignalSpy ended(m_process.get(), &QProcess::finished);
    if (m_process->state() != QProcess::NotRunning && !ended.wait(30'000))
        return -1;
    (void)says("");
    return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

void TestServeCapture::playsEveryFrameAsItWas()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 500; ++i)
        frames.append(message(i, i % 2 == 0 ? "caf\\u00e9" : "x\",  \"odd\" : 1.50,\"odd\":\"y"));
    QList<QByteArray> all = frames;
    all.insert(3, "{\"type\":\"hello\"}");
    all.insert(9, "{\"type\":\"goodbye\"}");
    all.append("{\"ok\":true,\"reply_to\":1}");
    start({writeCapture(all), u"--speed"_s, u"max"_s, u"--exit-when-done"_s});
    const QUrl base = address();
    QVERIFY2(base.isValid(), m_err);
    RtmPeer peer(base, DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE_WITH_TIMEOUT(heard(peer).size(), frames.size(), 20'000);
    QCOMPARE(heard(peer), frames);
    QCOMPARE(finish(), 0);
    QVERIFY2(m_err.contains("Played: 500 event(s)"), m_err);
    QVERIFY2(m_err.contains("2 about the connection of then") && m_err.contains("1 answers"), m_err);
    QVERIFY2(m_out.isEmpty(), m_out);
}

void TestServeCapture::playsWhatTheWindowOpens_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<QByteArray>>("frames");
    const QByteArray one = message(1);
    const QByteArray two = message(2);
    QTest::newRow("frames alone") << QByteArray(one + '\n' + two + '\n') << QList<QByteArray>{one, two};
    QTest::newRow("in an array") << QByteArray('[' + one + ',' + two + ']') << QList<QByteArray>{one, two};
    QTest::newRow("cut in the middle")
        << QByteArray(one + '\n' + two + '\n' + one.chopped(9)) << QList<QByteArray>{one, two};
    QTest::newRow("damaged within") << QByteArray(one + "\n{\"type\":\"message\",\n" + two + '\n')
                                    << QList<QByteArray>{one, two};
    QTest::newRow("log lines") << QByteArray("2026-11-22T14:02:11Z < " + one +
                                             "\n2026-11-22T14:02:11Z > {\"type\":\"ping\"}\n"
                                             "2026-11-22T14:02:12Z < " +
                                             two + '\n')
                               << QList<QByteArray>{one, two};
    QTest::newRow("a page of history")
        << QByteArray("{\"ok\":true,\"channel\":\"C1\",\"messages\":[{\"type\":\"message\",\"user\":\"U1\","
                      "\"text\":\"b\",\"ts\":"
                      "\"1700000002.000100\"}]}")
        << QList<QByteArray>{"{\"type\":\"message\",\"user\":\"U1\",\"text\":\"b\",\"ts\":\"1700000002."
                             "000100\",\"channel\":"
                             "\"C1\"}"};
}

void TestServeCapture::playsWhatTheWindowOpens()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QList<QByteArray>, frames);
    start({write(u"given.ndjson"_s, bytes), u"--speed"_s, u"max"_s});
    const QUrl base = address();
    QVERIFY2(base.isValid(), m_err);
    RtmPeer peer(base, DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE_WITH_TIMEOUT(heard(peer).size(), frames.size(), 20'000);
    QCOMPARE(heard(peer), frames);
}

void TestServeCapture::knowsWhatTheCaptureTells()
{
    start({writeCapture(
               {message(1)},
               {"{\"kind\":\"api\",\"method\":\"users.info\",\"args\":{\"user\":\"U1\"},\"status\":200,"
                "\"ok\":true,"
                "\"ms\":1,\"answer\":{\"ok\":true,\"user\":{\"id\":\"U1\",\"name\":\"mira\",\"real_name\":"
                "\"Mira "
                "Okafor\",\"profile\":{\"real_name\":\"Mira Okafor\"}}}}",
                "{\"kind\":\"api\",\"method\":\"conversations.info\",\"args\":{\"channel\":\"C1\"},"
                "\"status\":200,"
                "\"ok\":true,\"ms\":1,\"answer\":{\"ok\":true,\"channel\":{\"id\":\"C1\",\"name\":\"ops\","
                "\"is_channel\":true,\"is_member\":true}}}"}),
           u"--speed"_s, u"max"_s});
    const QUrl base = address();
    QVERIFY2(base.isValid(), m_err);
    RtmPeer peer(base, DemoServer::token());
    QCOMPARE(peer.call(u"auth.test"_s).json().value(u"user_id"_s).toString(), u"U7"_s);
    QCOMPARE(peer.call(u"auth.test"_s).json().value(u"team"_s).toString(), u"Acme"_s);
    const QJsonObject user =
        peer.call(u"users.info"_s, {{u"user"_s, u"U1"_s}}).json().value(u"user"_s).toObject();
    QCOMPARE(user.value(u"real_name"_s).toString(), u"Mira Okafor"_s);
    const QJsonObject room =
        peer.call(u"conversations.info"_s, {{u"channel"_s, u"C1"_s}}).json().value(u"channel"_s).toObject();
    QCOMPARE(room.value(u"name"_s).toString(), u"ops"_s);
}

void TestServeCapture::recordsAndPrintsWhatTheBotDoes()
{
    const QString record = m_folder->filePath(u"said.rtmcap"_s);
    start({writeCapture({message(1, "deploy")}), u"--speed"_s, u"max"_s, u"--record"_s, record});
    RtmPeer peer(address(), DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 1);
    peer.send(
        {{u"id"_s, 1}, {u"type"_s, u"message"_s}, {u"channel"_s, u"C1"_s}, {u"text"_s, u"by socket"_s}});
    QVERIFY(peer.waitForAck(1).value(u"ok"_s).toBool());
    QVERIFY(peer.call(u"chat.postMessage"_s, {{u"channel"_s, u"C1"_s},
                                              {u"text"_s, u"by call"_s},
                                              {u"thread_ts"_s, u"1700000001.000100"_s}})
                .ok());
    QTRY_VERIFY2(says("by call"), m_out);
    QVERIFY2(says("by socket"), m_out);
    m_process->terminate();
    QCOMPARE(finish(), 0);
    QFile file(record);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QList<QByteArray> directions;
    qint64 last = 0;
    for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        QVERIFY2(!entry.isEmpty(), line);
        if (!entry.contains(u"n"_s))
            continue;
        QCOMPARE(entry.value(u"n"_s).toInteger(), ++last);
        const QString dir = entry.value(u"dir"_s).toString();
        if (line.contains(message(1, "deploy")))
            directions << "deploy " + dir.toUtf8();
        if (line.contains("\"text\":\"by socket\"") && dir == u"out"_s)
            directions << "by socket out";
        if (line.contains("\"method\":\"chat.postMessage\"") && line.contains("\"text\":\"by call\""))
            directions << "by call " + dir.toUtf8();
    }
    QCOMPARE(directions, (QList<QByteArray>{"deploy in", "by socket out", "by call note"}));
}

void TestServeCapture::appsAcknowledgeAndAnswer()
{
    const QByteArray command =
        "{\"envelope_id\":\"e1\",\"payload\":{\"command\":\"/deploy\",\"text\":\"api\",\"channel_id\":"
        "\"C1\",\"user_id\":\"U1\",\"response_url\":\"***\"},\"type\":\"slash_commands\","
        "\"accepts_response_payload\":true}";
    const QByteArray event =
        "{\"envelope_id\":\"e2\",\"payload\":{\"token\":\"***\",\"event\":" + message(2) +
        ",\"type\":\"event_callback\",\"event_id\":\"Ev5\"},\"type\":\"events_api\"}";
    const QString expect =
        write(u"x.expect"_s, "after event: ack within 5s\nafter slash_commands: answer within 5s, "
                             "text == done\n");
    start({writeCapture({command, event}), u"--speed"_s, u"max"_s, u"--expect"_s, expect,
           u"--exit-when-done"_s});
    AppPeer app(address());
    QVERIFY(app.connectApp());
    QTRY_COMPARE(app.envelopes().size(), 2);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(
        app.envelopes().constFirst().value(u"payload"_s).toObject().value(u"response_url"_s).toString()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    network.post(request, QByteArray("{\"text\":\"done\"}"));
    QTRY_VERIFY2(says("2 expectation(s), 0 failed"), m_out + m_err);
    QVERIFY2(says("response_url"), m_out);
    QCOMPARE(finish(), 0);
}

void TestServeCapture::stepsByLines()
{
    start({writeCapture({message(1), message(2), message(3)}), u"--step"_s});
    RtmPeer peer(address(), DemoServer::token());
    QVERIFY(peer.login());
    QTRY_VERIFY2(says("A client has come"), m_err);
    m_process->write("\n");
    QTRY_COMPARE(heard(peer).size(), 1);
    m_process->write("next\n");
    QTRY_COMPARE(heard(peer).size(), 2);
    m_process->write("speed max\nspeed nonsense\nplay\n");
    QTRY_COMPARE(heard(peer).size(), 3);
    QTRY_VERIFY2(says("A speed is a number above 0"), m_err);
    QTRY_VERIFY2(says("The capture is over"), m_err);
    m_process->write("refuse for 1h\n");
    QTRY_VERIFY2(says("fault: refuse for 1h"), m_err); // a fault still is one
}

//! As from a pipe: what was typed before anybody came is not lost.
void TestServeCapture::stepsByLinesThatAreThereAlready()
{
    start({writeCapture({message(1), message(2), message(3)}), u"--step"_s}, "\n\n", false);
    RtmPeer peer(address(), DemoServer::token());
    QTRY_VERIFY2(says("Standard input has ended"), m_err);
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 2);
    m_process->terminate();
    QCOMPARE(finish(), 0);
    QVERIFY2(m_err.contains("Played: 2 event(s)"), m_err);
}

void TestServeCapture::expectations_data()
{
    QTest::addColumn<QByteArray>("expect");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("met")
        << QByteArray("after message where text contains deploy: reply in thread within 5s, text ~ /^ok/")
        << 0 << QByteArray("ok    line 1: ");
    QTest::newRow("not met")
        << QByteArray("after message where text contains deploy: reply in thread within 1s, text ~ /^no/")
        << 1 << QByteArray("FAIL  line 1: ");
    QTest::newRow("not to happen") << QByteArray(
                                          "after message where text contains deploy: no reply within 1s")
                                   << 1 << QByteArray("there was a reply");
    QTest::newRow("never came up") << QByteArray("after message where text contains dance: reply") << 1
                                   << QByteArray("nothing was tried");
    QTest::newRow("silence") << QByteArray(
                                    "after message where text == hello: no reply in thread within 500ms")
                             << 0 << QByteArray("1 expectation(s), 0 failed");
}

void TestServeCapture::expectations()
{
    QFETCH(const QByteArray, expect);
    QFETCH(const QByteArray, says);
    const QString junit = m_folder->filePath(u"out.xml"_s);
    start({writeCapture({message(1, "deploy api"), message(2)}), u"--speed"_s, u"max"_s, u"--expect"_s,
           write(u"x.expect"_s, expect + '\n'), u"--junit"_s, junit, u"--exit-when-done"_s, u"--quiet"_s});
    RtmPeer peer(address(), DemoServer::token());
    connect(&peer.socket(), &QWebSocket::textMessageReceived, &peer, [&peer](const QString &text) {
        if (text.contains(u"deploy api"_s))
            peer.send({{u"id"_s, 1},
                       {u"type"_s, u"message"_s},
                       {u"channel"_s, u"C1"_s},
                       {u"text"_s, u"ok, on it"_s},
                       {u"thread_ts"_s, u"1700000001.000100"_s}});
    });
    QVERIFY(peer.login());
    QTEST(finish(), "status");
    QVERIFY2(m_out.contains(says), m_out);
    QFile file(junit);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray xml = file.readAll();
    QVERIFY2(xml.contains("<testcase "), xml);
    QCOMPARE(xml.contains("<failure "), m_process->exitCode() == 1);
    QVERIFY2(m_err.isEmpty(), m_err);
}

void TestServeCapture::expectationsBesideTheCapture()
{
    const QString capture = writeCapture({message(1)});
    write(u"bot.rtmcap.expect"_s, "after message: reply within 100ms\n");
    start({capture, u"--speed"_s, u"max"_s, u"--exit-when-done"_s});
    RtmPeer peer(address(), DemoServer::token());
    QVERIFY(peer.login());
    QCOMPARE(finish(), 1);
    QVERIFY2(m_err.contains("bot.rtmcap.expect"), m_err);
    QVERIFY2(m_out.contains("1 expectation(s), 1 failed"), m_out);
}

void TestServeCapture::endsOnRequestWithWhatIsKnown()
{
    start({writeCapture({message(1)}), u"--expect"_s,
           write(u"x.expect"_s, "after message: reply within 1m\n"), u"--duration"_s, u"0.5"_s});
    QVERIFY(address().isValid());
    QCOMPARE(finish(), 1);
    QVERIFY2(m_err.contains("No program has connected"), m_err);
    QVERIFY2(m_out.contains("FAIL  line 1: "), m_out);
}

void TestServeCapture::aBotThatGoesIsNotWaitedForForEver()
{
    start({writeCapture({message(1), message(2)}), u"--step"_s, u"--exit-when-done"_s});
    {
        RtmPeer peer(address(), DemoServer::token());
        QVERIFY(peer.login());
        QVERIFY(peer.call(u"conversations.info"_s, {{u"channel"_s, u"C1"_s}})
                    .ok()); // known before it is heard of
        QVERIFY(peer.call(u"users.info"_s, {{u"user"_s, u"U1"_s}}).ok());
    }
    QCOMPARE(finish(), 3);
    QVERIFY2(m_err.contains("has not come back"), m_err);
}

void TestServeCapture::aNewRecordIsNeverWrittenOver()
{
    const QString capture = writeCapture({message(1)});
    start({capture, u"--record"_s, capture});
    QCOMPARE(finish(), 4);
    QVERIFY2(m_err.contains("bot.rtmcap"), m_err);
    QFile file(capture);
    QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("\"text\":\"hello\""));
}

void TestServeCapture::failures_data()
{
    QTest::addColumn<QStringList>("arguments"); // CAPTURE: a good one, EMPTY: one without frames
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no such file") << QStringList{u"/does/not/exist"_s} << 4 << QByteArray("/does/not/exist");
    QTest::newRow("nothing in it") << QStringList{u"EMPTY"_s} << 4 << QByteArray("nothing to play");
    QTest::newRow("no capture") << QStringList{u"JUNK"_s} << 4 << QByteArray("junk.txt");
    QTest::newRow("two files") << QStringList{u"CAPTURE"_s, u"CAPTURE"_s} << 1 << QByteArray("One capture");
    QTest::newRow("speed") << QStringList{u"CAPTURE"_s, u"--speed"_s, u"fast"_s} << 1 << QByteArray("or max");
    QTest::newRow("no speed") << QStringList{u"CAPTURE"_s, u"--speed"_s, u"0"_s} << 1 << QByteArray("or max");
    QTest::newRow("wait") << QStringList{u"CAPTURE"_s, u"--wait"_s, u"nan"_s} << 1 << QByteArray("--wait");
    QTest::newRow("gap") << QStringList{u"CAPTURE"_s, u"--longest-gap"_s, u"-1"_s} << 1
                         << QByteArray("--longest-gap");
    QTest::newRow("format") << QStringList{u"CAPTURE"_s, u"--format"_s, u"raw"_s} << 1
                            << QByteArray("text, json or none");
    QTest::newRow("of the demo") << QStringList{u"CAPTURE"_s, u"--rate"_s, u"5"_s} << 1
                                 << QByteArray("--rate");
    QTest::newRow("without a capture")
        << QStringList{u"--speed"_s, u"2"_s} << 1 << QByteArray("name its file");
    QTest::newRow("no expectations") << QStringList{u"CAPTURE"_s, u"--junit"_s, u"x.xml"_s} << 1
                                     << QByteArray("--expect");
    QTest::newRow("expectations away") << QStringList{u"CAPTURE"_s, u"--expect"_s, u"/does/not/exist"_s} << 4
                                       << QByteArray("/does/not/exist");
    QTest::newRow("bad expectations")
        << QStringList{u"CAPTURE"_s, u"--expect"_s, u"JUNK"_s} << 1 << QByteArray("Line 1: ");
    QTest::newRow("name of nobody") << QStringList{u"CAPTURE"_s, u"--expect"_s, u"NOBODY"_s} << 1
                                    << QByteArray("@nobody");
    QTest::newRow("junit") << QStringList{u"CAPTURE"_s, u"--expect"_s, u"GOOD"_s, u"--junit"_s,
                                          u"/does/not/exist"_s}
                           << 4 << QByteArray("/does/not/exist");
}

void TestServeCapture::failures()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QByteArray, says);
    const QHash<QString, QString> files{
        {u"CAPTURE"_s, writeCapture({message(1)})},
        {u"EMPTY"_s, write(u"empty.rtmcap"_s,
                           "{\"rtmcap\":1,\"program\":\"x\"}\n{\"n\":1,\"t\":\"2026-11-22T14:02:09.104518Z\","
                           "\"dir\":\"note\",\"conn\":0,\"kind\":\"state\",\"state\":\"Failed\"}\n")},
        {u"JUNK"_s, write(u"junk.txt"_s, "no frames here\n")},
        {u"NOBODY"_s, write(u"nobody.expect"_s, "after message where user == @nobody: reply\n")},
        {u"GOOD"_s, write(u"good.expect"_s, "after message: reply\n")}};
    for (QString &argument : arguments)
        argument = files.value(argument, argument);
    start(arguments + QStringList{u"--duration"_s, u"5"_s});
    QTEST(finish(), "status");
    QVERIFY2(m_err.contains(says), m_err);
    QVERIFY2(m_out.isEmpty(), m_out);
}

void TestServeCapture::secretsStayInside()
{
    const QString record = m_folder->filePath(u"said.rtmcap"_s);
    start({writeCapture({message(1)}), u"--speed"_s, u"max"_s, u"--record"_s, record, u"--format"_s,
           u"json"_s});
    RtmPeer peer(address(), "xoxb-demo-canary-7");
    QVERIFY(peer.login());
    QTRY_COMPARE(heard(peer).size(), 1);
    peer.send({{u"id"_s, 1},
               {u"type"_s, u"message"_s},
               {u"channel"_s, u"C1"_s},
               {u"text"_s, u"xoxb-demo-canary-7"_s}});
    QVERIFY(peer.waitForAck(1).value(u"ok"_s).toBool());
    QTRY_VERIFY2(says("\"dir\":\"out\""), m_out);
    m_process->terminate();
    QCOMPARE(finish(), 0);
    QFile file(record);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray recorded = file.readAll();
    QVERIFY2(!recorded.contains("canary") && recorded.contains("***"), recorded);
    QVERIFY2(!m_out.contains("canary") && !m_err.contains("canary"), m_out);
}

RTMSCOPE_TEST_MAIN(TestServeCapture)
#include "tst_servecapture.moc"
