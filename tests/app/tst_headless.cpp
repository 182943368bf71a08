// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/profilestore.h"
#include "core/demo/demoserver.h"
#include "core/json/json.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;

//! The built program on its command line, against the demo server in this process: what it prints, and its
//! status.
class TestHeadless : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tailPrintsTheExactBytes();
    void tailDemoNeedsNothing();
    void tailFilters();
    void tailPrintsCaptureLines();
    void tailPrintsReadableLines();
    void tailRefusesABadFilter();
    void tailEndsWhenItsReaderGoes();
    void tailStatistics();
    void sendPrintsTheAcknowledgement();
    void sendToAnUnknownChannel();
    void sendIsRefused();
    void failures_data();
    void failures();
    void serverDown();
    void serveIsAServer();
    void serveLetsThingsGoWrong_data();
    void serveLetsThingsGoWrong();
    void storedProfileSuppliesTheWay();
    void storedProfileWithoutAToken();
    void storedTokenGoesToItsOwnServerOnly();
    void unknownProfileIsOnlyAName();
    void windowWithoutADisplay();

private:
    struct Outcome
    {
        int status = -1;
        QByteArray out;
        QByteArray err;
    };
    static Outcome finish(QProcess &process);
    static void start(QProcess &process, const QStringList &arguments, const DemoServer *server,
                      const QByteArray &token = DemoServer::token());
    static Outcome run(const QStringList &arguments, const DemoServer *server,
                       const QByteArray &token = DemoServer::token());
    //! The token in the environment and nothing else.
    static Outcome runWithToken(const QStringList &arguments);
};

void TestHeadless::start(QProcess &process, const QStringList &arguments, const DemoServer *server,
                         const QByteArray &token)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"RTMSCOPE_API_URL"_s);
    environment.remove(u"SLACK_API_TOKEN"_s);
    if (server) {
        environment.insert(u"RTMSCOPE_API_URL"_s, server->apiBase().toString());
        environment.insert(u"SLACK_API_TOKEN"_s, QString::fromUtf8(token));
    }
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), arguments);
}

TestHeadless::Outcome TestHeadless::finish(QProcess &process)
{
    // The demo server lives in this thread: wait with an event loop, not with waitForFinished.
    QSignalSpy finished(&process, &QProcess::finished);
    if (process.state() != QProcess::NotRunning && finished.isEmpty() && !finished.wait(30'000)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "did not end: " + process.readAllStandardError()};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

TestHeadless::Outcome TestHeadless::run(const QStringList &arguments, const DemoServer *server,
                                        const QByteArray &token)
{
    QProcess process;
    start(process, arguments, server, token);
    return finish(process);
}

TestHeadless::Outcome TestHeadless::runWithToken(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"RTMSCOPE_API_URL"_s);
    environment.insert(u"SLACK_API_TOKEN"_s, QString::fromUtf8(DemoServer::token()));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), arguments);
    return finish(process);
}

namespace {

DemoServer::Options pace(double eventsPerSecond)
{
    DemoServer::Options options;
    options.eventsPerSecond = eventsPerSecond;
    return options;
}

QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    if (!lines.isEmpty() && lines.constLast().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace

void TestHeadless::tailPrintsTheExactBytes()
{
    DemoServer server(pace(400));
    QVERIFY(server.listen());
    QSignalSpy sent(&server, &DemoServer::frameSent);
    const Outcome outcome = run({u"tail"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"200"_s}, &server);
    QCOMPARE(outcome.status, 0);

    const QList<QByteArray> printed = linesOf(outcome.out);
    QCOMPARE(printed.size(), 200);
    QVERIFY(sent.size() >= 200);
    rtmscope::json::Document document;
    for (qsizetype i = 0; i < printed.size(); ++i) {
        QByteArray expected = sent.at(i).constFirst().toByteArray();
        if (expected.contains("reconnect_url"))
            continue; // the one frame whose ticket is masked on purpose
        QCOMPARE(printed.at(i), expected);
        QVERIFY(document.parse(printed.at(i)));
    }
}

void TestHeadless::tailDemoNeedsNothing()
{
    const Outcome outcome =
        run({u"tail"_s, u"--demo"_s, u"--rate"_s, u"500"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"50"_s},
            nullptr);
    QCOMPARE(outcome.status, 0);
    const QList<QByteArray> printed = linesOf(outcome.out);
    QCOMPARE(printed.size(), 50);
    QVERIFY(printed.constFirst().contains("\"hello\""));
    QVERIFY2(outcome.err.contains("Connected to"), outcome.err);
}

void TestHeadless::tailFilters()
{
    DemoServer server(pace(400));
    QVERIFY(server.listen());
    const Outcome outcome = run(
        {u"tail"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"10"_s, u"--filter"_s, u"type == \"message\""_s},
        &server);
    QCOMPARE(outcome.status, 0);
    rtmscope::json::Document document;
    for (const QByteArray &line : linesOf(outcome.out)) {
        QVERIFY(document.parse(line));
        QCOMPARE(document.root()["type"].text(), u"message"_s);
    }
}

void TestHeadless::tailPrintsCaptureLines()
{
    DemoServer server(pace(200));
    QVERIFY(server.listen());
    const Outcome outcome = run({u"tail"_s, u"--count"_s, u"5"_s, u"--direction"_s, u"both"_s}, &server);
    QCOMPARE(outcome.status, 0);
    rtmscope::json::Document document;
    for (const QByteArray &line : linesOf(outcome.out)) {
        QVERIFY(document.parse(line));
        QVERIFY(document.root()["n"].integer().has_value());
        QVERIFY(document.root()["frame"].isObject());
    }
}

void TestHeadless::tailPrintsReadableLines()
{
    DemoServer server(pace(200));
    QVERIFY(server.listen());
    const Outcome outcome = run(
        {u"tail"_s, u"--format"_s, u"text"_s, u"--count"_s, u"40"_s, u"--filter"_s, u"type == \"message\""_s},
        &server);
    QCOMPARE(outcome.status, 0);
    const QList<QByteArray> lines = linesOf(outcome.out);
    QCOMPARE(lines.size(), 40);
    // Names have arrived by then: nobody reads ids.
    QVERIFY2(lines.constLast().contains(" #"), lines.constLast());
}

void TestHeadless::tailRefusesABadFilter()
{
    const Outcome outcome = run({u"tail"_s, u"--demo"_s, u"--filter"_s, u"type == "_s}, nullptr);
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains('^'), outcome.err);
}

void TestHeadless::tailEndsWhenItsReaderGoes()
{
    DemoServer server(pace(2000));
    QVERIFY(server.listen());
    QProcess reader;
    QProcess process;
    process.setStandardOutputProcess(&reader);
    start(process, {u"tail"_s, u"--format"_s, u"raw"_s}, &server);
    reader.start(u"head"_s, {u"-n"_s, u"3"_s});
    QCOMPARE(linesOf(finish(reader).out).size(), 3);
    QCOMPARE(finish(process).status, 0);
}

void TestHeadless::tailStatistics()
{
    DemoServer server(pace(400));
    QVERIFY(server.listen());
    const Outcome outcome =
        run({u"tail"_s, u"--format"_s, u"none"_s, u"--count"_s, u"60"_s, u"--stats"_s}, &server);
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains("60 event"), outcome.err);
    QVERIFY2(outcome.err.contains("1  hello"), outcome.err);
}

void TestHeadless::sendPrintsTheAcknowledgement()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const Outcome outcome =
        run({u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"from the command line"_s}, &server);
    QVERIFY2(outcome.status == 0, outcome.err);
    rtmscope::json::Document document;
    QVERIFY(document.parse(outcome.out.trimmed()));
    QCOMPARE(document.root()["ok"].boolean(), true);
    QCOMPARE(document.root()["text"].text(), u"from the command line"_s);
    QVERIFY(!document.root()["ts"].text().isEmpty());
}

void TestHeadless::sendToAnUnknownChannel()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const Outcome outcome =
        run({u"send"_s, u"--channel"_s, u"#nowhere-at-all"_s, u"--text"_s, u"x"_s}, &server);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("nowhere-at-all"), outcome.err);
}

void TestHeadless::sendIsRefused()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    server.setAckPolicy(u"fail"_s);
    const Outcome outcome = run({u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"x"_s}, &server);
    QCOMPARE(outcome.status, 2);
}

void TestHeadless::failures_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no token") << QByteArray() << 2 << QByteArray("token");
    QTest::newRow("wrong token") << QByteArray("xoxb-fail-invalid_auth") << 2 << QByteArray("token");
    QTest::newRow("revoked") << QByteArray("xoxb-fail-token_revoked") << 2 << QByteArray("revoked");
    QTest::newRow("granular") << QByteArray("xoxb-fail-not_allowed_token_type") << 2 << QByteArray("classic");
    QTest::newRow("scope") << QByteArray("xoxb-fail-missing_scope") << 2 << QByteArray("scope");
    QTest::newRow("closes at once") << QByteArray("xoxb-closes-at-once") << 3 << QByteArray("closed");
    QTest::newRow("server error") << QByteArray("xoxb-http-500") << 3 << QByteArray("500");
}

void TestHeadless::failures()
{
    QFETCH(QByteArray, token);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const Outcome outcome = run({u"tail"_s, u"--attempts"_s, u"2"_s}, &server, token);
    QVERIFY2(outcome.status == status, outcome.err);
    QVERIFY2(outcome.err.toLower().contains(says), outcome.err);
    QVERIFY(token.isEmpty() || !outcome.err.contains(token));
}

void TestHeadless::serverDown()
{
    QTcpServer placeholder;
    QVERIFY(placeholder.listen(QHostAddress::LocalHost));
    const quint16 port = placeholder.serverPort();
    placeholder.close();
    qputenv("SLACK_API_TOKEN", "xoxb-demo-nobody");
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RTMSCOPE_API_URL"_s, u"http://127.0.0.1:%1/api/"_s.arg(port));
    environment.insert(u"SLACK_API_TOKEN"_s, u"xoxb-demo-nobody"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), {u"tail"_s, u"--attempts"_s, u"2"_s});
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 3, outcome.err);
    QVERIFY(!outcome.err.contains("xoxb"));
}

void TestHeadless::serveIsAServer()
{
    QProcess serve;
    start(serve, {u"serve"_s, u"--rate"_s, u"200"_s}, nullptr);
    QVERIFY(serve.waitForStarted());
    QTRY_VERIFY(serve.canReadLine());
    const QByteArray base = serve.readLine().trimmed();
    QVERIFY2(base.startsWith("http://127.0.0.1:") && base.endsWith("/api/"), base);

    const Outcome outcome = run({u"tail"_s, u"--api-url"_s, QString::fromUtf8(base), u"--token-file"_s,
                                 [] {
                                     static QTemporaryFile file;
                                     if (file.open())
                                         file.write(DemoServer::token());
                                     file.close();
                                     return file.fileName();
                                 }(),
                                 u"--format"_s, u"raw"_s, u"--count"_s, u"20"_s},
                                nullptr);
    QVERIFY2(outcome.status == 0, outcome.err);
    QCOMPARE(linesOf(outcome.out).size(), 20);
    serve.terminate();
    QCOMPARE(finish(serve).status, 0);
}

void TestHeadless::serveLetsThingsGoWrong_data()
{
    QTest::addColumn<bool>("fromFile");
    QTest::newRow("inline") << false;
    QTest::newRow("from a file") << true;
}

void TestHeadless::serveLetsThingsGoWrong()
{
    QFETCH(bool, fromFile);
    const QTemporaryDir folder;
    QString script = u"every 100ms one of kill, close 1001; at 10ms acks never for 50ms"_s;
    if (fromFile) {
        QFile file(folder.filePath(u"rough.chaos"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# a rough morning\nseed 7\n" + script.toUtf8());
        script = file.fileName();
    }
    QProcess serve;
    start(serve, {u"serve"_s, u"--rate"_s, u"200"_s, u"--chaos"_s, script}, nullptr);
    QTRY_VERIFY(serve.canReadLine());
    const QString base = QString::fromUtf8(serve.readLine()).trimmed();

    // A client that is thrown out meanwhile, and comes back.
    QProcess tail;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RTMSCOPE_API_URL"_s, base);
    environment.insert(u"SLACK_API_TOKEN"_s, QString::fromUtf8(DemoServer::token()));
    tail.setProcessEnvironment(environment);
    tail.start(QStringLiteral(RTMSCOPE_PROGRAM),
               {u"tail"_s, u"--format"_s, u"raw"_s, u"--attempts"_s, u"0"_s, u"--filter"_s,
                u"type == \"hello\""_s, u"--count"_s, u"2"_s});
    const Outcome outcome = finish(tail);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(linesOf(outcome.out).size(), 2);

    serve.terminate();
    const Outcome served = finish(serve);
    QCOMPARE(served.status, 0);
    QVERIFY2(served.err.contains("fault: acks never for 50ms"), served.err);
    QVERIFY2(served.err.contains("fault: acks: over"), served.err);
    QVERIFY2(served.err.contains("fault: kill") || served.err.contains("fault: close 1001"), served.err);
}

namespace {

//! A data folder with one profile in it, for the program under test.
class StoredProfile
{
public:
    StoredProfile(const QUrl &base, bool tokenKept)
    {
        rtmscope::Profile profile;
        profile.name = u"Work"_s;
        profile.apiBase = base;
        profile.proxy.kind = rtmscope::ProxySetting::Kind::None;
        profile.tokenKept = tokenKept;
        const auto store =
            rtmscope::ProfileStore::open(m_folder.filePath(u"rtmscope/rtmscope/profiles.sqlite"_s));
        stored = store && (*store)->put(profile);
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
        // Nobody's keychain may be asked for a token of a test.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_folder.path().toLocal8Bit() + "/nobody");
    }
    ~StoredProfile()
    {
        qunsetenv("XDG_DATA_HOME");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    }
    bool stored = false;

private:
    QTemporaryDir m_folder;
};

} // namespace

void TestHeadless::storedProfileSuppliesTheWay()
{
    DemoServer server(pace(50));
    QVERIFY(server.listen());
    const StoredProfile profile(server.apiBase(), false);
    QVERIFY(profile.stored);
    const Outcome tail = runWithToken({u"tail"_s, u"--profile"_s, u"work"_s, u"--count"_s, u"1"_s});
    QCOMPARE(tail.status, 0);
    QCOMPARE(linesOf(tail.out).size(), 1);
}

void TestHeadless::storedProfileWithoutAToken()
{
    DemoServer server(pace(0));
    QVERIFY(server.listen());
    {
        const StoredProfile profile(server.apiBase(), false);
        const Outcome tail = run({u"tail"_s, u"--profile"_s, u"Work"_s}, nullptr);
        QCOMPARE(tail.status, 1);
        QVERIFY2(tail.err.contains("has no token in the keychain"), tail.err.constData());
    }
    const StoredProfile profile(server.apiBase(), true); // so it says, but nobody answers there
    const Outcome tail = run({u"tail"_s, u"--profile"_s, u"Work"_s}, nullptr);
    QVERIFY(tail.status == 1 || tail.status == 2); // without QtKeychain the token is just missing
    QVERIFY2(tail.err.contains("keychain") || tail.err.contains("token"), tail.err.constData());
}

void TestHeadless::storedTokenGoesToItsOwnServerOnly()
{
    DemoServer server(pace(0));
    QVERIFY(server.listen());
    QSignalSpy calls(&server, &DemoServer::apiCalled);
    const StoredProfile profile(QUrl(u"https://slack.com/api/"_s), true);
    const Outcome tail =
        run({u"tail"_s, u"--profile"_s, u"Work"_s, u"--api-url"_s, server.apiBase().toString()}, nullptr);
    QCOMPARE(tail.status, 1);
    QVERIFY2(tail.err.contains("is for slack.com"), tail.err.constData());
    QVERIFY(calls.isEmpty());
}

void TestHeadless::unknownProfileIsOnlyAName()
{
    DemoServer server(pace(50));
    QVERIFY(server.listen());
    const StoredProfile profile(QUrl(u"https://slack.com/api/"_s), true);
    const Outcome tail = run({u"tail"_s, u"--profile"_s, u"another"_s, u"--count"_s, u"1"_s}, &server);
    QCOMPARE(tail.status, 0);
}

void TestHeadless::windowWithoutADisplay()
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), QStringList());
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("tail --demo"), outcome.err);
}

RTMSCOPE_TEST_MAIN(TestHeadless)
#include "tst_headless.moc"
