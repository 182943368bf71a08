// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/demoserver.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;

//! The built program as a tap, with the demo server behind it: what it prints, and its status.
class TestTapCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsWhatPasses_data();
    void printsWhatPasses();
    void tellsWhatToSetAndWhatCameOfIt();
    void completesTheUpstream();
    void letsThingsGoWrong_data();
    void letsThingsGoWrong();
    void failures_data();
    void failures();
    void knowsNothingOfTheEnvironment();

private:
    static void start(QProcess &process, const QStringList &arguments);
    //! Says \a request at \a port and gives what comes back; the tap closes behind it.
    static QByteArray ask(quint16 port, const QByteArray &method, const QByteArray &body = {});
    static quint16 portIn(const QByteArray &words);
    static int finish(QProcess &process);
};

void TestTapCommand::start(QProcess &process, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"RTMSCOPE_API_URL"_s);
    environment.remove(u"SLACK_API_TOKEN"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), QStringList{u"tap"_s} + arguments);
    QVERIFY(process.waitForStarted());
}

QByteArray TestTapCommand::ask(quint16 port, const QByteArray &method, const QByteArray &body)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write("POST /api/" + method +
                 " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer " +
                 DemoServer::token() +
                 "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray got;
    const bool closed = QTest::qWaitFor(
        [&] {
            got += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState && !got.isEmpty();
        },
        20'000);
    return closed ? got : QByteArray();
}

quint16 TestTapCommand::portIn(const QByteArray &words)
{
    static const QRegularExpression address(u"http://127\\.0\\.0\\.1:(\\d+)/api/"_s);
    return address.match(QString::fromUtf8(words)).captured(1).toUShort();
}

int TestTapCommand::finish(QProcess &process)
{
    process.terminate();
    QSignalSpy ended(&process, &QProcess::finished);
    if (process.state() != QProcess::NotRunning && !ended.wait(20'000))
        return -1;
    return process.exitCode();
}

void TestTapCommand::printsWhatPasses_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("json") << u"json"_s << QByteArray("\"kind\":\"api\",\"method\":\"auth.test\",\"args\":{}");
    QTest::newRow("text") << u"text"_s << QByteArray("api                                   auth.test 200");
}

void TestTapCommand::printsWhatPasses()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, holds);
    DemoServer server({});
    QVERIFY(server.listen());
    QTemporaryDir scratch;
    const QString capture = scratch.filePath(u"a.rtmcap"_s);
    QProcess process;
    start(process, {u"--upstream"_s, server.apiBase().toString(), u"--format"_s, format, u"--record"_s,
                    capture, u"--quiet"_s});
    QByteArray out;
    const auto read = [&] { out += process.readAllStandardOutput(); };
    QTRY_VERIFY_WITH_TIMEOUT((read(), out.endsWith('\n')), 20'000); // "listening"
    const quint16 port = portIn(out);
    QVERIFY(port != 0);
    const QByteArray answer = ask(port, "auth.test");
    QVERIFY2(answer.contains("\"ok\":true"), answer.constData());
    QTRY_VERIFY2((read(), out.contains(holds)), out.constData());
    QCOMPARE(finish(process), 0);
    QVERIFY(process.readAllStandardError().isEmpty());
    QVERIFY(!out.contains(DemoServer::token()));
    QFile file(capture);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray recorded = file.readAll();
    QVERIFY(recorded.contains("\"method\":\"auth.test\""));
    QVERIFY(!recorded.contains(DemoServer::token()));
}

void TestTapCommand::tellsWhatToSetAndWhatCameOfIt()
{
    DemoServer server({});
    QVERIFY(server.listen());
    QProcess process;
    start(process, {u"--upstream"_s, server.apiBase().toString(), u"--format"_s, u"none"_s});
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20'000);
    const QByteArray address = process.readLine().trimmed();
    QVERIFY(ask(portIn(address), "auth.test").contains("\"ok\":true"));
    QVERIFY(ask(portIn(address), "users.info", "user=U0NOBODY").contains("user_not_found"));
    QCOMPARE(finish(process), 0);
    const QByteArray words = process.readAllStandardError();
    for (const char *name : {"slackApiUrl: '", "base_url=\"", "setMethodsEndpointUrlPrefix(\"",
                             "slack.OptionAPIURL(\"", "config.endpoint = '"})
        QVERIFY2(words.contains(name + address), name);
    QVERIFY2(words.contains("The program is "), words.constData());
    QVERIFY2(words.contains("Calls: 2, 1 failed."), words.constData());
    QVERIFY2(words.contains("users.info failed with user_not_found, 1 time(s)"), words.constData());
    QVERIFY2(words.contains("Call to answer: median "), words.constData());
    QVERIFY(!words.contains(DemoServer::token()));
}

//! The path that nearly all have may be left out.
void TestTapCommand::completesTheUpstream()
{
    DemoServer server({});
    QVERIFY(server.listen());
    for (const auto &end : {u""_s, u"/"_s}) {
        QProcess process;
        const QUrl api = server.apiBase();
        start(process, {u"--upstream"_s, u"http://127.0.0.1:%1%2"_s.arg(api.port()).arg(end), u"--format"_s,
                        u"none"_s});
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20'000);
        const quint16 port = portIn(process.readLine());
        QVERIFY(ask(port, "auth.test").contains("\"ok\":true"));
        QCOMPARE(finish(process), 0);
        QVERIFY(process.readAllStandardError().contains("passes on to " + api.toEncoded()));
    }
}

void TestTapCommand::letsThingsGoWrong_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a wait")
        << u"rate-limit method auth.test retry-after 9s"_s << QByteArray("Retry-After: 9\r\n")
        << QByteArray("auth.test was told to wait, 1 time(s), at most 9.00 s; called too early 1 time(s).");
    QTest::newRow("a wait of nobody knows what")
        << u"rate-limit method auth.test retry-after none"_s << QByteArray("HTTP/1.1 429")
        << QByteArray("auth.test was told to wait, 1 time(s), and not for how long.");
}

void TestTapCommand::letsThingsGoWrong()
{
    QFETCH(QString, fault);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, says);
    DemoServer server({});
    QVERIFY(server.listen());
    QProcess process;
    start(process,
          {u"--upstream"_s, server.apiBase().toString(), u"--format"_s, u"none"_s, u"--chaos"_s, fault});
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20'000);
    const quint16 port = portIn(process.readLine());
    QVERIFY(ask(port, "auth.test").contains(header));
    QVERIFY(ask(port, "auth.test").contains("\"ok\":true"));
    QCOMPARE(finish(process), 0);
    const QByteArray words = process.readAllStandardError();
    QVERIFY2(words.contains("fault: " + fault.toUtf8()), words.constData());
    QVERIFY2(words.contains(says), words.constData());
}

void TestTapCommand::failures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("upstream") << QStringList{u"--upstream"_s, u"http://slack.com/api/"_s} << 1
                              << QByteArray("unencrypted");
    QTest::newRow("no address") << QStringList{u"--upstream"_s, u"nonsense"_s} << 1 << QByteArray("nonsense");
    QTest::newRow("nothing") << QStringList{u"--upstream"_s, QString()} << 1
                             << QByteArray("--upstream takes the address");
    const QByteArray noPassword = "Leave out the name, password";
    QTest::newRow("a password") << QStringList{u"--upstream"_s, u"https://mira:hunter2@slack.com/api/"_s} << 1
                                << noPassword;
    QTest::newRow("a password and no scheme")
        << QStringList{u"--upstream"_s, u"mira:hunter2@slack.com"_s} << 1 << QByteArray("no address");
    QTest::newRow("a password and nonsense")
        << QStringList{u"--upstream"_s, u"https://mira:hunter2@bad host/"_s} << 1
        << QByteArray("look like https://slack.com/api/");
    QTest::newRow("filter") << QStringList{u"--filter"_s, u"type =="_s} << 1 << QByteArray("not understood");
    QTest::newRow("faults") << QStringList{u"--chaos"_s, u"kill; explode"_s} << 1 << QByteArray("Part 2");
    QTest::newRow("CA file") << QStringList{u"--ca-file"_s, u"/does/not/exist"_s} << 4
                             << QByteArray("/does/not/exist");
    QTest::newRow("record") << QStringList{u"--record"_s, u"/proc/nowhere/a.rtmcap"_s} << 4
                            << QByteArray("/proc/nowhere");
    QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s} << 1 << QByteArray("65535");
    QTest::newRow("a token") << QStringList{u"--token"_s, u"xoxb-1"_s} << 1 << QByteArray("never goes on");
    QTest::newRow("a word") << QStringList{u"now"_s} << 1 << QByteArray("now");
}

void TestTapCommand::failures()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, says);
    QProcess process;
    QSignalSpy ended(&process, &QProcess::finished);
    start(process, arguments);
    QVERIFY(process.state() == QProcess::NotRunning || ended.wait(20'000));
    const QByteArray words = process.readAllStandardError();
    QVERIFY2(words.contains(says), words.constData());
    QVERIFY2(!words.contains("hunter2"), words.constData());
    QVERIFY2(!words.contains("listens at"), words.constData());
    QVERIFY(!process.readAllStandardOutput().contains("hunter2"));
    QTEST(process.exitCode(), "status");
}

//! Neither its token nor its address: those of the program are its own business.
void TestTapCommand::knowsNothingOfTheEnvironment()
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RTMSCOPE_API_URL"_s, u"http://127.0.0.1:9/api/"_s);
    environment.insert(u"SLACK_API_TOKEN"_s, u"xoxb-1-canary"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM),
                  {u"tap"_s, u"--format"_s, u"json"_s, u"--duration"_s, u"0.05"_s});
    QSignalSpy ended(&process, &QProcess::finished);
    QVERIFY(process.state() == QProcess::NotRunning || ended.wait(20'000));
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(out.contains("\"upstream\":\"https://slack.com/api/\""), out.constData());
    QVERIFY(!out.contains("canary") && !process.readAllStandardError().contains("canary"));
    QCOMPARE(process.exitCode(), 0);
}

RTMSCOPE_TEST_MAIN(TestTapCommand)
#include "tst_tapcommand.moc"
