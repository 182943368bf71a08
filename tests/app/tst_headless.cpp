// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/profilestore.h"
#include "core/demo/server/demoserver.h"
#include "core/json/json.h"
#include "tests/core/session/rtmstub.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;
using rtmscope::testing::RtmStub;

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
    void tailWaitsForNames();
    void tailRefusesABadFilter();
    void tailEndsWhenItsReaderGoes();
    void tailStatistics();
    void tailFindsWhomAFilterNames_data();
    void tailFindsWhomAFilterNames();
    void tailAsksForNamesAgain();
    void tailNamesWhatIsNear_data();
    void tailNamesWhatIsNear();
    void sendPrintsTheAcknowledgement();
    void sendReadsItsInputToTheEnd();
    void sendRefusesWhatIsNoText_data();
    void sendRefusesWhatIsNoText();
    void sendTakesAnyProof_data();
    void sendTakesAnyProof();
    void sendSlowsDownWhenTold();
    void sendGivesUpSlowingDown();
    void sendRefusesAnArchivedId();
    void endlessListsAreToldOnce_data();
    void endlessListsAreToldOnce();
    void wordsThatAreLost_data();
    void wordsThatAreLost();
    void aTokenIsWaitedForInWords();
    void outputThatFails_data();
    void outputThatFails();
    void aReaderWhoLeavesIsAnEnd_data();
    void aReaderWhoLeavesIsAnEnd();
    void nothingIsWrittenIntoASocketByMistake();
    void everybodyMayLogEverything();
    void logsWhatIsAskedFor();
    void rateLimitsAreBounded_data();
    void rateLimitsAreBounded();
    void eachAttemptIsToldOnce();
    void timeWithoutAConnection();
    void addressWithOurToken();
    void serverThatSaysNothing();
    void sendToAnUnknownChannel();
    void sendIsRefused();
    void filesThatCannotBeUsed_data();
    void filesThatCannotBeUsed();
    void failures_data();
    void failures();
    void serverDown();
    void serveIsAServer();
    void serveTakesLines();
    void serveLetsThingsGoWrong_data();
    void serveLetsThingsGoWrong();
    void storedProfileSuppliesTheWay();
    void storedProfileWithoutAToken();
    void storedTokenGoesToItsOwnServerOnly();
    void unknownProfileIsOnlyAName();
    void windowWithoutADisplay_data();
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
    //! Through a shell, where the program is "$@": for what only a shell can do to descriptors.
    static Outcome runIn(const QString &script, const QStringList &arguments, const DemoServer *server);
    static void startAt(QProcess &process, const QUrl &apiBase, const QStringList &arguments);
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

TestHeadless::Outcome TestHeadless::runIn(const QString &script, const QStringList &arguments,
                                          const DemoServer *server)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (server) {
        environment.insert(u"RTMSCOPE_API_URL"_s, server->apiBase().toString());
        environment.insert(u"SLACK_API_TOKEN"_s, QString::fromUtf8(DemoServer::token()));
    }
    process.setProcessEnvironment(environment);
    process.start(u"sh"_s,
                  QStringList{u"-c"_s, script, u"sh"_s, QStringLiteral(RTMSCOPE_PROGRAM)} + arguments);
    return finish(process);
}

void TestHeadless::startAt(QProcess &process, const QUrl &apiBase, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RTMSCOPE_API_URL"_s, apiBase.toString());
    environment.insert(u"SLACK_API_TOKEN"_s, QString::fromUtf8(DemoServer::token()));
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

//! Lines keep their order, and who has no name is waited for once only.
void TestHeadless::tailWaitsForNames()
{
    RtmStub stub;
    stub.otherMethods = [](const QByteArray &method) -> QByteArray {
        if (method.contains("users.info"))
            return R"({"ok":true,"user":{"id":"U77NAMED","name":"vera","profile":{"display_name":"Vera"}}})";
        if (method.contains("conversations.info"))
            return R"({"ok":true,"channel":{"id":"C77NAMED","name":"attic","is_channel":true}})";
        return R"({"ok":true,"channels":[]})";
    };
    QProcess process;
    startAt(
        process, stub.apiBase(),
        {u"tail"_s, u"--format"_s, u"text"_s, u"--count"_s, u"3"_s, u"--filter"_s, u"type == \"message\""_s});
    QTRY_COMPARE(stub.sockets.size(), 1);
    const auto say = [&stub](const char *channel, const char *user, int number) {
        stub.say(0, QByteArray(R"({"type":"message","channel":")") + channel + R"(","user":")" + user +
                        R"(","text":"line )" + QByteArray::number(number) + R"(","ts":"1700000000.00000)" +
                        QByteArray::number(number) + "\"}");
    };
    say("C77NAMED", "U77NAMED", 1);
    say("C77NAMED", "U77OTHER", 2); // whose look-up is answered with somebody else
    say("C77NAMED", "U77NAMED", 3);
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 0, outcome.err);
    const QList<QByteArray> lines = linesOf(outcome.out);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].contains("#attic") && lines[0].endsWith("Vera: line 1"), lines[0]);
    QVERIFY2(lines[1].endsWith("U77OTHER: line 2"), lines[1]);
    QVERIFY2(lines[2].endsWith("Vera: line 3"), lines[2]);
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

void TestHeadless::tailFindsWhomAFilterNames_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("channel") << u"channel == #general"_s << QByteArray("C0GENERAL");
    QTest::newRow("channel not joined")
        << u"channel != #hiring && type == \"message\""_s << QByteArray("message");
    QTest::newRow("person") << u"user == @priya"_s << QByteArray("U06PRIYA");
}

void TestHeadless::tailFindsWhomAFilterNames()
{
    QFETCH(QString, filter);
    QFETCH(QByteArray, id);
    DemoServer server(pace(400));
    QVERIFY(server.listen());
    const Outcome outcome =
        run({u"tail"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"5"_s, u"--filter"_s, filter}, &server);
    QVERIFY2(outcome.status == 0, outcome.err);
    const QList<QByteArray> lines = linesOf(outcome.out);
    QCOMPARE(lines.size(), 5);
    for (const QByteArray &line : lines)
        QVERIFY2(line.contains(id), line);
}

void TestHeadless::tailAsksForNamesAgain()
{
    DemoServer server(pace(400));
    QVERIFY(server.listen());
    server.failNext(u"users.list"_s, 1, 503, {});
    const Outcome outcome =
        run({u"tail"_s, u"--count"_s, u"1"_s, u"--filter"_s, u"user == @priya"_s}, &server);
    QVERIFY2(outcome.status == 0, outcome.err);
    QVERIFY2(outcome.err.contains("503"), outcome.err);
}

void TestHeadless::tailNamesWhatIsNear_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("channel") << u"channel == #generall"_s << QByteArray("#general");
    QTest::newRow("person") << u"user == @pria"_s << QByteArray("@priya");
}

void TestHeadless::tailNamesWhatIsNear()
{
    QFETCH(QString, filter);
    QFETCH(QByteArray, says);
    DemoServer server(pace(50));
    QVERIFY(server.listen());
    const Outcome outcome = run({u"tail"_s, u"--filter"_s, filter}, &server);
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains(says) && outcome.err.contains('^'), outcome.err);
}

void TestHeadless::sendReadsItsInputToTheEnd()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    {
        QProcess process;
        start(process, {u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"-"_s}, &server);
        QVERIFY(process.waitForStarted());
        for (const char *piece : {"one ", "two ", "three\n"}) {
            process.write(piece);
            QVERIFY(process.waitForBytesWritten());
        }
        process.closeWriteChannel();
        const Outcome outcome = finish(process);
        QVERIFY2(outcome.status == 0, outcome.err);
        QVERIFY2(outcome.out.contains("\"one two three\""), outcome.out);
    }
    QProcess process;
    start(process, {u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"-"_s}, &server);
    process.write(QByteArray(200'000, 'x')); // more than a pipe holds, and than anybody may send
    process.closeWriteChannel();
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("200,000") && !outcome.err.contains("Connected"), outcome.err);
}

void TestHeadless::sendRefusesWhatIsNoText_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<int>("status");
    QTest::newRow("not UTF-8, by pipe")
        << u"printf 'ab\\344' | \"$@\" --text -"_s << QByteArray("byte 3 (0xE4)") << 1;
    QTest::newRow("not UTF-8, as an argument")
        << u"\"$@\" --text \"$(printf 'ab\\344')\""_s << QByteArray("byte 3 (0xE4)") << 1;
    QTest::newRow("no input") << u"\"$@\" --text - <&-"_s << QByteArray("closed") << 4;
    QTest::newRow("a folder") << u"\"$@\" --text - </"_s << QByteArray("can't be read") << 4;
    QTest::newRow("nothing") << u"\"$@\" --text - </dev/null"_s << QByteArray("no text") << 1;
}

void TestHeadless::sendRefusesWhatIsNoText()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, says);
    QFETCH(int, status);
    const Outcome outcome = runIn(script, {u"send"_s, u"--demo"_s, u"--channel"_s, u"#general"_s}, nullptr);
    QCOMPARE(outcome.status, status);
    QVERIFY2(outcome.err.contains(says), outcome.err);
    QVERIFY(outcome.out.isEmpty());
}

void TestHeadless::sendTakesAnyProof_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("err");
    QTest::newRow("only our own message")
        << QByteArray(R"({"type":"message","channel":"C1","user":"U0ME","text":"Hi","ts":"1.2"})") << 0
        << QByteArray();
    QTest::newRow("an error that names no frame")
        << QByteArray(R"({"type":"error","error":{"code":9,"msg":"the well is dry"}})") << 2
        << QByteArray("the well is dry");
    QTest::newRow("an error without an inner object")
        << QByteArray(R"({"type":"error","code":9,"msg":"the well is dry"})") << 2
        << QByteArray("the well is dry");
}

void TestHeadless::sendTakesAnyProof()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, err);
    RtmStub stub;
    QProcess process;
    startAt(process, stub.apiBase(), {u"send"_s, u"--channel"_s, u"C1"_s, u"--text"_s, u"Hi"_s});
    QTRY_COMPARE(stub.heard.size(), 1);
    stub.say(
        0, R"({"type":"message","channel":"C1","user":"U0OTHER","text":"Hi","ts":"1.1"})"); // proves nothing
    stub.say(0, answer);
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == status, outcome.err);
    QCOMPARE(outcome.out.trimmed(), answer);
    QVERIFY2(outcome.err.contains(err), outcome.err);
}

namespace {

quint64 idOf(const QByteArray &frame)
{
    rtmscope::json::Document document;
    return document.parse(frame) ? static_cast<quint64>(document.root()["id"].integer().value_or(0)) : 0;
}

QByteArray slowDown(quint64 id)
{
    return R"({"ok":false,"reply_to":)" + QByteArray::number(id) +
           R"(,"error":{"code":-1,"msg":"slow down, please","retry_after":0.05}})";
}

} // namespace

void TestHeadless::sendSlowsDownWhenTold()
{
    RtmStub stub;
    QProcess process;
    startAt(process, stub.apiBase(), {u"send"_s, u"--channel"_s, u"C1"_s, u"--text"_s, u"Hi"_s});
    QTRY_COMPARE(stub.heard.size(), 1);
    stub.say(0, slowDown(idOf(stub.heard.at(0))));
    QTRY_COMPARE(stub.heard.size(), 2);
    const QByteArray ack = R"({"ok":true,"reply_to":)" + QByteArray::number(idOf(stub.heard.at(1))) +
                           R"(,"ts":"1.2","text":"Hi"})";
    stub.say(0, ack);
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 0, outcome.err);
    QCOMPARE(outcome.out.trimmed(), ack);
    QVERIFY2(outcome.err.contains("slow down"), outcome.err);
}

void TestHeadless::sendGivesUpSlowingDown()
{
    RtmStub stub;
    QProcess process;
    startAt(process, stub.apiBase(),
            {u"send"_s, u"--channel"_s, u"C1"_s, u"--text"_s, u"Hi"_s, u"--attempts"_s, u"2"_s});
    for (int i = 0; i < 2; ++i) {
        QTRY_COMPARE(stub.heard.size(), i + 1);
        stub.say(0, slowDown(idOf(stub.heard.at(i))));
    }
    QCOMPARE(finish(process).status, 3);
}

void TestHeadless::sendRefusesAnArchivedId()
{
    RtmStub stub;
    stub.otherMethods = [](const QByteArray &) {
        return QByteArray(R"({"ok":true,"channel":{"id":"C1","name":"attic","is_archived":true}})");
    };
    QProcess process;
    startAt(process, stub.apiBase(), {u"send"_s, u"--channel"_s, u"C1"_s, u"--text"_s, u"Hi"_s});
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 2, outcome.err);
    QVERIFY2(outcome.err.contains("#attic (C1) is archived"), outcome.err);
    QVERIFY(stub.heard.isEmpty());
}

void TestHeadless::endlessListsAreToldOnce_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("send") << QStringList{u"send"_s, u"--channel"_s, u"#alpa"_s, u"--text"_s, u"Hi"_s}
                          << QByteArray("Similar: #alpha");
    QTest::newRow("tail, channel") << QStringList{u"tail"_s, u"--filter"_s, u"channel == #alpa"_s}
                                   << QByteArray("Similar: #alpha");
    QTest::newRow("tail, person") << QStringList{u"tail"_s, u"--filter"_s, u"user == @mirra"_s}
                                  << QByteArray("Similar: @mira");
}

//! What follows from it comes behind.
void TestHeadless::endlessListsAreToldOnce()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    int calls = 0;
    RtmStub stub;
    stub.otherMethods = [&calls](const QByteArray &) {
        return R"({"ok":true,"channels":[{"id":"C7","name":"alpha"}],"members":[{"id":"U7","name":"mira"}],)"
               R"("response_metadata":{"next_cursor":"c)" +
               QByteArray::number(++calls % 3) + R"("}})";
    };
    QProcess process;
    startAt(process, stub.apiBase(), arguments);
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 1, outcome.err);
    QCOMPARE(outcome.err.count("go round"), 1);
    QVERIFY2(linesOf(outcome.err).constLast().contains(says), outcome.err);
}

void TestHeadless::wordsThatAreLost_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QStringList &arguments, int status) {
        QTest::addRow("%s, disk full", name) << arguments << status << u"/dev/full"_s;
        QTest::addRow("%s, closed", name) << arguments << status << u"&-"_s;
    };
    row("tail", {u"tail"_s, u"--count"_s, u"1"_s}, 4);
    row("send", {u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"Hi"_s}, 4);
    row("serve", {u"serve"_s, u"--duration"_s, u"0.1"_s}, 4);
    row("no words", {u"serve"_s, u"--duration"_s, u"0.1"_s, u"--quiet"_s}, 0);
    row("no words of tail", {u"tail"_s, u"--count"_s, u"1"_s, u"--quiet"_s}, 0);
}

void TestHeadless::wordsThatAreLost()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, where);
    if (where == u"/dev/full"_s && !QFile::exists(where))
        QSKIP("This system has no /dev/full.");
    DemoServer server(pace(100));
    QVERIFY(server.listen());
    QSignalSpy received(&server, &DemoServer::frameReceived);
    const Outcome outcome = runIn(u"\"$@\" 2>"_s + where, arguments, &server);
    QCOMPARE(outcome.status, status);
    for (const auto &frame : std::as_const(received)) // what ends as a failure was not sent
        QVERIFY(!frame.constFirst().toByteArray().contains(R"("message")"));
    // Whoever leaves ends nothing.
    const Outcome left =
        runIn(u"exec 3>&1; { sleep 0.2; \"$@\" >/dev/null; echo \"status $?\" >&3; } 2>&1 | true"_s,
              {u"serve"_s, u"--duration"_s, u"0.1"_s}, nullptr);
    QVERIFY2(left.out.contains("status 0"), left.out + left.err);
}

void TestHeadless::aTokenIsWaitedForInWords()
{
    DemoServer server(pace(100));
    QVERIFY(server.listen());
    QTemporaryDir folder;
    const QString pipe = folder.filePath(u"token"_s);
    QCOMPARE(QProcess::execute(u"mkfifo"_s, {pipe}), 0);
    QProcess process;
    startAt(process, server.apiBase(), {u"tail"_s, u"--count"_s, u"1"_s, u"--token-file"_s, pipe});
    QByteArray err;
    const auto waits = [&] {
        err += process.readAllStandardError();
        return err.contains("Waiting for the token from");
    };
    QTRY_VERIFY_WITH_TIMEOUT(waits(), 20'000);
    QFile writer(pipe);
    QVERIFY(writer.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    writer.write(DemoServer::token() + '\n'); // and stays open
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 0, outcome.err);
}

void TestHeadless::outputThatFails_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QStringList tail{u"tail"_s, u"--count"_s, u"3"_s};
    const QStringList send{u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"Hi"_s};
    const QStringList serve{u"serve"_s, u"--duration"_s, u"5"_s};
    const auto row = [](const char *name, const QStringList &arguments) {
        QTest::addRow("%s, disk full", name) << u"\"$@\" >/dev/full"_s << arguments << QByteArray("written");
        QTest::addRow("%s, closed", name) << u"\"$@\" >&-"_s << arguments << QByteArray("closed");
    };
    row("tail", tail);
    row("send", send);
    row("send, quietly", send + QStringList{u"--quiet"_s});
    row("serve", serve);
    row("help", {u"tail"_s, u"--help"_s});
}

void TestHeadless::outputThatFails()
{
    QFETCH(QString, script);
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    if (script.contains(u"/dev/full"_s) && !QFile::exists(u"/dev/full"_s))
        QSKIP("This system has no /dev/full.");
    DemoServer server(pace(100));
    QVERIFY(server.listen());
    QSignalSpy received(&server, &DemoServer::frameReceived);
    const Outcome outcome = runIn(script, arguments, &server);
    QVERIFY2(outcome.status == 4, outcome.err);
    QVERIFY2(outcome.err.contains("Standard output") && outcome.err.contains(says), outcome.err);
    // Whether it was sent is what somebody wants to know who tries again.
    const bool sent = std::any_of(received.cbegin(), received.cend(), [](const auto &frame) {
        return frame.constFirst().toByteArray().contains(R"("message")");
    });
    QCOMPARE(outcome.err.contains("The message was sent"), sent);
}

void TestHeadless::aReaderWhoLeavesIsAnEnd_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("tail") << QStringList{u"tail"_s, u"--format"_s, u"raw"_s};
    QTest::newRow("send") << QStringList{u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"Hi"_s};
    QTest::newRow("serve") << QStringList{u"serve"_s, u"--duration"_s, u"1"_s};
    QTest::newRow("help") << QStringList{u"--help"_s};
}

void TestHeadless::aReaderWhoLeavesIsAnEnd()
{
    QFETCH(QStringList, arguments);
    DemoServer server(pace(2000));
    QVERIFY(server.listen());
    const Outcome outcome =
        runIn(u"exec 3>&1; { \"$@\"; echo \"status $?\" >&3; } | true"_s, arguments, &server);
    QVERIFY2(outcome.out.contains("status 0"), outcome.out + outcome.err);
    QVERIFY2(!outcome.err.contains("Standard output"), outcome.err);
}

//! With descriptor 2 closed the first socket would get its number, and the words for people.
void TestHeadless::nothingIsWrittenIntoASocketByMistake()
{
    DemoServer server(pace(100));
    QVERIFY(server.listen());
    QSignalSpy received(&server, &DemoServer::frameReceived);
    const Outcome outcome =
        runIn(u"\"$@\" 0<&- 2>&-"_s, {u"tail"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"20"_s}, &server);
    QCOMPARE(outcome.status, 4); // its words were lost
    QCOMPARE(linesOf(outcome.out).size(), 20);
    rtmscope::json::Document document;
    for (const QByteArray &line : linesOf(outcome.out))
        QVERIFY2(document.parse(line), line);
}

//! Qt still logs while the program's statics go.
void TestHeadless::everybodyMayLogEverything()
{
    qputenv("QT_LOGGING_RULES", "*=true");
    qputenv("QT_DEBUG_PLUGINS", "1");
    const Outcome outcome = run({u"tail"_s, u"--demo"_s, u"--count"_s, u"1"_s}, nullptr);
    qunsetenv("QT_LOGGING_RULES");
    qunsetenv("QT_DEBUG_PLUGINS");
    QVERIFY2(outcome.status == 0, outcome.err.right(2000));
    QVERIFY(!outcome.err.contains("invalid QRegularExpression"));
}

//! What --log says holds no secret, not even of a server that repeats it, and nothing that people wrote.
void TestHeadless::logsWhatIsAskedFor()
{
    const Outcome silent = run({u"tail"_s, u"--demo"_s, u"--count"_s, u"1"_s}, nullptr);
    const QRegularExpression category(u"rtmscope\\.[a-z]+: "_s);
    QVERIFY(!category.match(QString::fromUtf8(silent.err)).hasMatch());
    const Outcome some =
        run({u"tail"_s, u"--demo"_s, u"--count"_s, u"1"_s, u"--log"_s, u"stream"_s}, nullptr);
    QCOMPARE(some.status, 0);
    QVERIFY(category.match(QString::fromUtf8(some.err)).hasMatch());
    QVERIFY2(some.err.contains("rtmscope.stream: AwaitingHello -> Ready"), some.err.right(2000));
    QVERIFY(!some.err.contains("rtmscope.net"));
    const Outcome all = run({u"tail"_s, u"--demo"_s, u"--count"_s, u"1"_s, u"--log"_s, u"all"_s}, nullptr);
    QVERIFY2(all.err.contains("rtmscope.net: rtm.connect HTTP 200 ok"), all.err.right(2000));
    QVERIFY(!all.err.contains(DemoServer::token()));
    QVERIFY(!all.err.contains("ws://"));
}

void TestHeadless::rateLimitsAreBounded_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QByteArray>("says");
    const QStringList tail{u"tail"_s, u"--attempts"_s, u"2"_s};
    const QStringList send{u"send"_s, u"--channel"_s,  u"#general"_s, u"--text"_s,
                           u"Hi"_s,   u"--attempts"_s, u"2"_s};
    QTest::newRow("on connect") << tail << 1 << QByteArray("wait 1 s");
    QTest::newRow("on connect, for a day") << tail << 100'000 << QByteArray("wait 28 h");
    QTest::newRow("in look-ups") << send << 1 << QByteArray("wait 1 s");
    QTest::newRow("in look-ups, for a day") << send << 100'000 << QByteArray("wait 28 h");
}

void TestHeadless::rateLimitsAreBounded()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, seconds);
    QFETCH(QByteArray, says);
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const bool onConnect = arguments.constFirst() == u"tail"_s;
    for (const QString &method : onConnect ? QStringList{u"rtm.connect"_s}
                                           : QStringList{u"users.conversations"_s, u"conversations.list"_s})
        server.rateLimitNext(method, 1000, seconds);
    const Outcome outcome = run(arguments, &server);
    QVERIFY2(outcome.status == 3, outcome.err);
    QVERIFY2(outcome.err.contains(says), outcome.err);
}

void TestHeadless::eachAttemptIsToldOnce()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const Outcome outcome = run({u"tail"_s, u"--attempts"_s, u"3"_s}, &server, "xoxb-http-500");
    QCOMPARE(outcome.status, 3);
    QCOMPARE(outcome.err.count("has trouble of its own"), 3);
}

void TestHeadless::timeWithoutAConnection()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const Outcome outcome =
        run({u"tail"_s, u"--attempts"_s, u"0"_s, u"--duration"_s, u"0.3"_s}, &server, "xoxb-http-500");
    QCOMPARE(outcome.status, 3);
    QVERIFY2(outcome.err.contains("no connection had come"), outcome.err);
}

void TestHeadless::addressWithOurToken()
{
    RtmStub stub;
    stub.connectAnswer = R"({"ok":true,"url":")" +
                         stub.address(QString::fromUtf8(DemoServer::token())).toUtf8() +
                         R"(","self":{"id":"U0ME"},"team":{"id":"T0"}})";
    QProcess process;
    startAt(process, stub.apiBase(), {u"tail"_s, u"--count"_s, u"1"_s});
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 0, outcome.err);
    QCOMPARE(stub.paths.value(0), u'/' + QString::fromUtf8(DemoServer::token()));
    QVERIFY(!(outcome.out + outcome.err).contains(DemoServer::token()));
}

void TestHeadless::serverThatSaysNothing()
{
    RtmStub stub;
    stub.greets = stub.pongs = false;
    QProcess process;
    startAt(process, stub.apiBase(),
            {u"tail"_s, u"--no-hello"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"1"_s});
    QTRY_COMPARE(stub.sockets.size(), 1);
    stub.say(0, R"({"type":"user_typing"})");
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 0, outcome.err);
    QCOMPARE(outcome.out, QByteArray("{\"type\":\"user_typing\"}\n"));
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
    // Whoever left out the @ of a person hears of that, and of no group that she is in.
    const Outcome person = run({u"send"_s, u"--channel"_s, u"mira"_s, u"--text"_s, u"x"_s}, &server);
    QCOMPARE(person.status, 1);
    QVERIFY2(person.err.contains("@mira") && !person.err.contains("mpdm"), person.err);
}

void TestHeadless::sendIsRefused()
{
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    server.setAckPolicy(u"fail"_s);
    const Outcome outcome = run({u"send"_s, u"--channel"_s, u"#general"_s, u"--text"_s, u"x"_s}, &server);
    QCOMPARE(outcome.status, 2);
}

void TestHeadless::filesThatCannotBeUsed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no token file") << QStringList{u"tail"_s, u"--token-file"_s, u"/no/such"_s};
    QTest::newRow("nothing in it") << QStringList{u"tail"_s, u"--token-file"_s, u"/dev/null"_s};
    QTest::newRow("no CA file") << QStringList{u"tail"_s, u"--ca-file"_s, u"/no/such"_s};
    QTest::newRow("no certificate in it") << QStringList{u"tail"_s, u"--ca-file"_s, u"/dev/null"_s};
    QTest::newRow("no capture") << QStringList{u"/no/such.rtmcap"_s};
}

void TestHeadless::filesThatCannotBeUsed()
{
    QFETCH(QStringList, arguments);
    DemoServer server(pace(1));
    QVERIFY(server.listen());
    const Outcome outcome = run(arguments, &server);
    QVERIFY2(outcome.status == 4, outcome.err);
    QVERIFY2(outcome.err.contains(arguments.constLast().toUtf8()), outcome.err);
}

void TestHeadless::failures_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no token") << QByteArray() << 1
                              << QByteArray("slack_api_token or into a file for --token-file");
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

void TestHeadless::serveTakesLines()
{
    QProcess serve;
    start(serve, {u"serve"_s}, nullptr);
    QTRY_VERIFY(serve.canReadLine());
    serve.write("refuse for 1h\nnonsense\nhelp\n");
    QByteArray said;
    const auto says = [&](const char *what) {
        said += serve.readAllStandardError();
        return said.contains(what);
    };
    QTRY_VERIFY2(says("fault: refuse for 1h"), said);
    QTRY_VERIFY2(says("nonsense"), said);
    QTRY_VERIFY2(says("disconnect     refresh_requested, warning,"), said);
    QVERIFY2(said.contains("xapp-1-A0RTMSCOPE-demo"), said);
    serve.write("every 10ms close 1001"); // without an end of line
    serve.closeWriteChannel();
    QTRY_VERIFY2(says("fault: close 1001"), said); // and the server goes on
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
    QCOMPARE(tail.status, 1); // without QtKeychain the token is just missing
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

void TestHeadless::windowWithoutADisplay_data()
{
    QTest::addColumn<QString>("display");
    QTest::newRow("none") << QString();
    QTest::newRow("one that is gone") << u":47114"_s;
}

void TestHeadless::windowWithoutADisplay()
{
    QFETCH(const QString, display);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    if (!display.isEmpty())
        environment.insert(u"DISPLAY"_s, display);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), QStringList());
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains("tail --demo"), outcome.err);
}

RTMSCOPE_TEST_MAIN(TestHeadless)
#include "tst_headless.moc"
