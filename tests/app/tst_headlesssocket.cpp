// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/socketmode/socketstub.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace rtmscope::testing;

//! The built program on its command line, by Socket Mode: what it prints, its status, and what it keeps to
//! itself.
class TestHeadlessSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tailDemo();
    void sendDemoPrintsTheAnswer();
    void tailAcknowledgesWhatItPrints();
    void linesTellHowSoonAndHowLate();
    void sendOpensNoSocket_data();
    void sendOpensNoSocket();
    void sendThatFails_data();
    void sendThatFails();
    void sharedAppEndsIt();
    void sharingIsSaid();
    void wrongTokensAreTold_data();
    void wrongTokensAreTold();
    void secretsStayInside();

private:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
    };
    using Variables = QList<std::pair<QString, QString>>;
    static Variables usualTokens()
    {
        return {{u"SLACK_APP_TOKEN"_s, u"xapp-1-A0STUB-1-CANARYAPPTOKEN5e1d"_s},
                {u"SLACK_BOT_TOKEN"_s, u"xoxb-1-CANARYBOTTOKEN5e1d"_s}};
    }
    static Outcome run(const QStringList &arguments, const SocketStub *stub, const Variables &variables);
};

TestHeadlessSocket::Outcome TestHeadlessSocket::run(const QStringList &arguments, const SocketStub *stub,
                                                    const Variables &variables)
{
    QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"RTMSCOPE_API_URL"_s, u"SLACK_API_TOKEN"_s, u"SLACK_USER_TOKEN"_s,
                             u"SLACK_BOT_TOKEN"_s, u"SLACK_APP_TOKEN"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home.path());
    if (stub)
        environment.insert(u"RTMSCOPE_API_URL"_s, stub->apiBase().toString());
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    QProcess process;
    process.setProcessEnvironment(environment);
    bool ended = false;
    connect(&process, &QProcess::finished, &process, [&ended] { ended = true; });
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), arguments);
    // The stub is of this thread, so the event loop has to run meanwhile.
    if (!QTest::qWaitFor([&ended] { return ended; }, 60'000))
        process.kill();
    process.waitForFinished(5'000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestHeadlessSocket::tailDemo()
{
    const Outcome outcome = run({u"tail"_s, u"--demo"_s, u"--socket-mode"_s, u"--rate"_s, u"200"_s,
                                 u"--count"_s, u"30"_s, u"--direction"_s, u"both"_s},
                                nullptr, {});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.err.contains("Connected to "));
    QVERIFY(outcome.out.contains(R"("dir":"in")") && outcome.out.contains(R"("type":"events_api")"));
    QVERIFY(outcome.out.contains(R"("dir":"out","conn":1,"frame":{"envelope_id":")"));
}

void TestHeadlessSocket::sendDemoPrintsTheAnswer()
{
    const Outcome outcome = run({u"send"_s, u"--demo"_s, u"--socket-mode"_s, u"--channel"_s, u"#general"_s,
                                 u"--text"_s, u"from the command line"_s},
                                nullptr, {});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject answer = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(answer.value("ok"_L1).toBool(), true);
    QCOMPARE(answer.value("message"_L1).toObject().value("text"_L1).toString(), u"from the command line"_s);
}

void TestHeadlessSocket::tailAcknowledgesWhatItPrints()
{
    SocketStub stub;
    QTimer saying;
    int said = 0;
    connect(&saying, &QTimer::timeout, this, [&] {
        if (!stub.isOpen(0))
            return;
        const QByteArray number = QByteArray::number(++said);
        stub.say(0, envelopeFrame("e-" + number, "Ev" + number, messageEvent("1." + number)));
    });
    saying.start(20);
    const Outcome outcome = run(
        {u"tail"_s, u"--socket-mode"_s, u"--format"_s, u"raw"_s, u"--count"_s, u"5"_s}, &stub, usualTokens());
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out.count('\n'), 5); // hello and four
    for (int i = 1; i <= 4; ++i) {
        QVERIFY(outcome.out.contains("\"e-" + QByteArray::number(i) + "\""));
        QVERIFY(stub.acksOn(0).contains(ackFrame("e-" + QByteArray::number(i))));
    }
}

void TestHeadlessSocket::linesTellHowSoonAndHowLate()
{
    SocketStub stub;
    stub.answers["users.info"] = R"({"ok":true,"user":{"id":"U0EVA","name":"eva"}})";
    QTimer saying;
    bool said = false;
    connect(&saying, &QTimer::timeout, this, [&] {
        if (std::exchange(said, said || stub.isOpen(0)) || !stub.isOpen(0))
            return;
        stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1", "first"), R"("retry_attempt":1)"));
        stub.say(0, envelopeFrame("e-2", "Ev1", messageEvent("1.1", "first"), R"("retry_attempt":2)"));
        stub.say(
            0,
            R"({"envelope_id":"e-3","type":"slash_commands","payload":{"command":"/deploy","text":"now","user_id":"U0EVA","user_name":"eva","channel_id":"C0B","channel_name":"deploys"}})");
    });
    saying.start(20);
    const Outcome outcome = run({u"tail"_s, u"--socket-mode"_s, u"--format"_s, u"text"_s, u"--direction"_s,
                                 u"both"_s, u"--count"_s, u"7"_s},
                                &stub, usualTokens());
    QCOMPARE(outcome.exitCode, 0);
    const QString out = QString::fromUtf8(outcome.out);
    for (const auto &line : {
             u"message .*eva: late, attempt 2: first"_s,
             u"→ ack .* \\d+ ms to the acknowledgement, envelope e-1"_s,
             u"message .*eva: \\(delivered again\\) first"_s,
             u"slash_commands +#deploys +eva: /deploy now from eva in #deploys"_s,
             u"→ ack .* \\d+ ms to the acknowledgement, envelope e-3"_s,
         })
        QVERIFY2(QRegularExpression(line).match(out).hasMatch(), (line + u'\n' + out).toUtf8().constData());
}

void TestHeadlessSocket::sendOpensNoSocket_data()
{
    QTest::addColumn<bool>("withAppToken");
    QTest::newRow("both tokens") << true;
    QTest::newRow("the other alone") << false;
}

//! It neither takes events from those who use the app nor is refused for them.
void TestHeadlessSocket::sendOpensNoSocket()
{
    QFETCH(bool, withAppToken);
    SocketStub stub;
    stub.connections = 4;
    Variables variables = usualTokens();
    if (!withAppToken)
        variables.removeFirst();
    const Outcome outcome = run({u"send"_s, u"--socket-mode"_s, u"--channel"_s, u"C0A"_s, u"--thread"_s,
                                 u"1700000000.000100"_s, u"--text"_s, u"a & b"_s},
                                &stub, variables);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains(R"("text":"canonical")"), outcome.out.constData());
    QCOMPARE(stub.lastCall("chat.postMessage").body,
             QByteArray("channel=C0A&thread_ts=1700000000.000100&text=a%20%26%20b"));
    QCOMPARE(stub.callsOf("chat.postMessage"), 1);
    QCOMPARE(stub.callsOf("apps.connections.open"), 0);
    QVERIFY(stub.sockets.isEmpty());
}

void TestHeadlessSocket::sendThatFails_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("words");
    const QByteArray none;
    QTest::newRow("refused") << QByteArray(R"({"ok":false,"error":"not_in_channel"})") << 2
                             << QByteArray("not_in_channel") << none;
    QTest::newRow("nobody knows") << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") << 3 << none
                                  << QByteArray("look before you send it again");
    QTest::newRow("slower") << QByteArray("HTTP/1.1 429 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n")
                            << 3 << none << QByteArray("Given up after 2 attempt");
}

void TestHeadlessSocket::sendThatFails()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, out);
    QFETCH(QByteArray, words);
    SocketStub stub;
    stub.answers["chat.postMessage"] = answer;
    const Outcome outcome = run({u"send"_s, u"--socket-mode"_s, u"--channel"_s, u"C0A"_s, u"--text"_s, u"x"_s,
                                 u"--attempts"_s, u"2"_s},
                                &stub, usualTokens());
    QCOMPARE(outcome.exitCode, exitCode);
    QVERIFY2(outcome.out.contains(out), outcome.out.constData());
    QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    QVERIFY(stub.sockets.isEmpty());
}

void TestHeadlessSocket::sharedAppEndsIt()
{
    SocketStub stub;
    stub.connections = 2;
    const Outcome outcome = run({u"tail"_s, u"--socket-mode"_s}, &stub, usualTokens());
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains("Another connection of this Slack app"), outcome.err.constData());
    QVERIFY2(outcome.err.contains("--share-app"), outcome.err.constData());
    QVERIFY(stub.heard.isEmpty());
}

void TestHeadlessSocket::sharingIsSaid()
{
    SocketStub stub;
    stub.connections = 3;
    const Outcome outcome =
        run({u"tail"_s, u"--socket-mode"_s, u"--share-app"_s, u"--count"_s, u"1"_s}, &stub, usualTokens());
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.contains("This app has 3 connections, and 2 of them are not ours"),
             outcome.err.constData());
}

void TestHeadlessSocket::wrongTokensAreTold_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("appToken");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QByteArray>("words");
    const QStringList socketMode{u"tail"_s, u"--socket-mode"_s};
    QTest::newRow("none") << socketMode << QString() << u"SLACK_BOT_TOKEN"_s << QString()
                          << QByteArray("SLACK_APP_TOKEN");
    QTest::newRow("only the bot's") << socketMode << QString() << u"SLACK_BOT_TOKEN"_s << u"xoxb-1-a"_s
                                    << QByteArray("app-level token");
    QTest::newRow("only the app's") << socketMode << u"xapp-1-A1-1-x"_s << u"SLACK_BOT_TOKEN"_s << QString()
                                    << QByteArray("SLACK_USER_TOKEN");
    QTest::newRow("swapped") << socketMode << u"xoxb-1-a"_s << u"SLACK_BOT_TOKEN"_s << u"xapp-1-A1-1-x"_s
                             << QByteArray("each other's place");
    QTest::newRow("the app's for RTM") << QStringList{u"tail"_s} << QString() << u"SLACK_API_TOKEN"_s
                                       << u"xapp-1-A1-1-x"_s << QByteArray("--socket-mode");
}

void TestHeadlessSocket::wrongTokensAreTold()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, appToken);
    QFETCH(QString, variable);
    QFETCH(QString, token);
    QFETCH(QByteArray, words);
    SocketStub stub;
    const Outcome outcome = run(arguments, &stub, {{u"SLACK_APP_TOKEN"_s, appToken}, {variable, token}});
    QVERIFY(outcome.exitCode != 0);
    QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    QVERIFY(stub.calls.isEmpty());
}

void TestHeadlessSocket::secretsStayInside()
{
    // A server that says every secret everywhere; a harmless mark beside them has to be found.
    const QByteArray app = "xapp-1-A0STUB-1-CANARYAPPTOKEN5e1d";
    const QByteArray bot = "xoxb-1-CANARYBOTTOKEN5e1d";
    for (const auto &format : {u"json"_s, u"raw"_s, u"text"_s}) {
        SocketStub stub;
        QTimer saying;
        bool said = false;
        connect(&saying, &QTimer::timeout, this, [&] {
            if (said || !stub.isOpen(0))
                return;
            said = true;
            stub.say(
                0,
                R"({"envelope_id":"e-0","type":"interactive","payload":{"type":"block_actions","token":"CANARYVERIFICATION5e1d","response_url":"https://h/CANARYRESPONSE5e1d","trigger_id":"CANARYTRIGGER5e1d","bot_access_token":"xwfp-1-CANARYWORKFLOW5e1d"}})");
            stub.say(0, envelopeFrame("e-1", "Ev1", messageEvent("1.1", "HARMLESSMARK " + app + " " + bot)));
            stub.sockets.at(0)->ping(bot);
        });
        saying.start(20);
        stub.answers["users.info"] =
            R"({"ok":false,"error":"x","context":"HARMLESSMARK )" + app + ' ' + bot + "\"}";
        const Outcome outcome = run({u"tail"_s, u"--socket-mode"_s, u"--format"_s, format, u"--count"_s,
                                     u"3"_s, u"--log"_s, u"all"_s},
                                    &stub, usualTokens());
        QCOMPARE(outcome.exitCode, 0);
        const QByteArray all = outcome.out + outcome.err;
        QVERIFY2(all.contains("HARMLESSMARK"), all.constData());
        const qsizetype at = all.indexOf("CANARY");
        QVERIFY2(at < 0, all.mid(std::max<qsizetype>(0, at - 60), 120).constData());
    }
}

RTMSCOPE_TEST_MAIN(TestHeadlessSocket)
#include "tst_headlesssocket.moc"
