// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/commandline.h"
#include "core/base/logcategories.h"
#include "tests/support/testmain.h"

#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using namespace rtmscope;

//! The command line as data: what is understood, and what is refused with which words.
class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void commands_data();
    void commands();
    void refusals_data();
    void refusals();
    void commandBehindOptions_data();
    void commandBehindOptions();
    void tail();
    void send();
    void threadsByLink();
    void argumentsMustBeUtf8_data();
    void argumentsMustBeUtf8();
    void fileNamesThatAreNotUtf8();
    void tokenComesFromTheEnvironment();
    void socketModeTakesTwoTokens_data();
    void socketModeTakesTwoTokens();
    void proxyAndAuthorities_data();
    void proxyAndAuthorities();
    void whatIsNotSaidStaysOpen();
    void plansJoinWishAndProfile_data();
    void plansJoinWishAndProfile();
    void tokenComesFromAFile();
    void tokenFileMustHoldOneLine();
    void logCategories_data();
    void logCategories();
    void logHelpNamesEveryCategory();
    void helpNamesEveryCommand();
};

void TestCommandLine::init()
{
    qunsetenv("SLACK_API_TOKEN");
    qunsetenv("RTMSCOPE_API_URL");
    for (const char *variable : {"SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_USER_TOKEN"})
        qunsetenv(variable);
}

void TestCommandLine::commands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("command");
    QTest::newRow("nothing") << QStringList{} << int(Command::Window);
    QTest::newRow("demo window") << QStringList{u"--demo"_s} << int(Command::Window);
    QTest::newRow("tail") << QStringList{u"tail"_s} << int(Command::Tail);
    QTest::newRow("send") << QStringList{u"send"_s, u"--channel"_s, u"#a"_s, u"--text"_s, u"b"_s}
                          << int(Command::Send);
    QTest::newRow("serve") << QStringList{u"serve"_s, u"--port"_s, u"0"_s} << int(Command::Serve);
    QTest::newRow("tap") << QStringList{u"tap"_s, u"--upstream"_s, u"https://slack-gov.com/api/"_s}
                         << int(Command::Tap);
    QTest::newRow("help") << QStringList{u"--help"_s} << int(Command::Help);
    QTest::newRow("help of a command") << QStringList{u"tail"_s, u"-h"_s} << int(Command::Help);
    QTest::newRow("version") << QStringList{u"--version"_s} << int(Command::Version);
}

void TestCommandLine::commands()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, command);
    const auto line = parseCommandLine(QStringList{u"rtmscope"_s} + arguments);
    QVERIFY2(line.ok(), line.ok() ? "" : qPrintable(line.error().words));
    QCOMPARE(int(line->command), command);
}

void TestCommandLine::refusals_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("a token as argument") << u"tail --token xoxb-1"_s << u"SLACK_API_TOKEN"_s;
    QTest::newRow("a token after =") << u"tail --token=xoxb-1"_s << u"SLACK_API_TOKEN"_s;
    QTest::newRow("unknown option") << u"tail --nonsense"_s << u"nonsense"_s;
    QTest::newRow("option of another command") << u"send --count 3"_s << u"count"_s;
    QTest::newRow("format") << u"tail --format xml"_s << u"json, raw, text or none"_s;
    QTest::newRow("direction") << u"tail --direction up"_s << u"in, out or both"_s;
    QTest::newRow("count zero") << u"tail --count 0"_s << u"whole number"_s;
    QTest::newRow("count word") << u"tail --count many"_s << u"“many”"_s;
    QTest::newRow("duration negative") << u"tail --duration -2"_s << u"above 0"_s;
    QTest::newRow("duration not a number") << u"tail --duration nan"_s << u"above 0"_s;
    QTest::newRow("stray word") << u"tail general"_s << u"general"_s;
    QTest::newRow("send without channel") << u"send --text hi"_s << u"--channel"_s;
    QTest::newRow("send without text") << u"send --channel C1"_s << u"--text"_s;
    QTest::newRow("broadcast without thread")
        << u"send --channel C1 --text hi --broadcast"_s << u"--thread"_s;
    QTest::newRow("thread in words") << u"send --channel C1 --text hi --thread yesterday"_s << u"yesterday"_s;
    QTest::newRow("thread with digits missing")
        << u"send --channel C1 --text hi --thread 1700000000.1"_s << u"ten digits, a point and six digits"_s;
    QTest::newRow("thread as a link to a channel")
        << u"send --channel C1 --text hi --thread https://a.example/archives/C1"_s << u"--thread"_s;
    QTest::newRow("app token without its mode") << u"tail --app-token-file /nowhere"_s << u"--socket-mode"_s;
    QTest::newRow("sharing without its mode")
        << u"send --channel x --text y --share-app"_s << u"--socket-mode"_s;
    QTest::newRow("connect method of another mode")
        << u"tail --socket-mode --connect-method rtm.start"_s << u"RTM"_s;
    QTest::newRow("connect method") << u"tail --connect-method rtm.stop"_s << u"rtm.start"_s;
    QTest::newRow("base url") << u"tail --api-url nowhere"_s << u"https://slack.com/api/"_s;
    QTest::newRow("proxy") << u"tail --proxy nonsense"_s << u"none or system"_s;
    QTest::newRow("profile") << u"tail --profile="_s << u"name of a profile"_s;
    QTest::newRow("port") << u"serve --port 70000"_s << u"65535"_s;
    QTest::newRow("chaos") << u"serve --chaos explode"_s << u"explode"_s;
    QTest::newRow("upstream") << u"tap --upstream nowhere"_s << u"https://slack.com/api/"_s;
    QTest::newRow("upstream elsewhere") << u"tail --upstream https://a.example/"_s << u"upstream"_s;
    QTest::newRow("a tap has no token") << u"tap --token-file x"_s << u"token-file"_s;
    QTest::newRow("chaos elsewhere") << u"tail --chaos kill"_s << u"chaos"_s;
    QTest::newRow("start shape") << u"serve --start-shape round"_s << u"full or connect"_s;
    QTest::newRow("rate") << u"serve --rate 0"_s << u"above 0"_s;
    QTest::newRow("rate not a number") << u"serve --rate nan"_s << u"above 0"_s;
    QTest::newRow("missing file") << u"no-such-capture.rtmcap"_s << u"no-such-capture.rtmcap"_s;
    QTest::newRow("unknown command") << u"mend x"_s << u"no command and no file named “mend”"_s;
    QTest::newRow("mistyped command") << u"tial --count 3"_s << u"Similar: tail"_s;
    QTest::newRow("theme") << u"--theme pink"_s << u"light, dark or contrast"_s;
}

void TestCommandLine::refusals()
{
    QFETCH(QString, arguments);
    QFETCH(QString, says);
    const auto line = parseCommandLine((u"rtmscope "_s + arguments).split(u' '));
    QVERIFY(!line.ok());
    QVERIFY2(line.error().words.contains(says), qPrintable(line.error().words));
    QVERIFY(!line.error().words.contains("xoxb-1"_L1));
}

void TestCommandLine::commandBehindOptions_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<Command>("command");
    QTest::newRow("first") << u"tail --demo"_s << Command::Tail;
    QTest::newRow("behind a switch") << u"--demo tail"_s << Command::Tail;
    QTest::newRow("behind an option with its value") << u"--profile nope tail --count 3"_s << Command::Tail;
    QTest::newRow("value in the same word") << u"--profile=nope tail"_s << Command::Tail;
    QTest::newRow("behind a short one") << u"-q serve --port 0"_s << Command::Serve;
    QTest::newRow("behind --log") << u"--log net serve"_s << Command::Serve;
    QTest::newRow("a value of that name") << u"--profile tail --demo"_s << Command::Window;
    QTest::newRow("no command at all") << u"--demo --theme dark"_s << Command::Window;
}

void TestCommandLine::commandBehindOptions()
{
    QFETCH(const QString, arguments);
    QFETCH(const Command, command);
    const auto line = parseCommandLine((u"rtmscope "_s + arguments).split(u' '));
    QVERIFY2(line.ok(), line.ok() ? "" : qPrintable(line.error().words));
    QCOMPARE(int(line->command), int(command));
    // What is behind -- is a file, whatever its name.
    QVERIFY(!parseCommandLine(u"rtmscope --demo -- tail"_s.split(u' ')).ok());
}

void TestCommandLine::tail()
{
    const auto line = parseCommandLine(
        u"rtmscope|tail|--demo|--format|raw|--count|200|--direction|both|--duration|1.5|--stats|--filter|a == b"_s
            .split(u'|'));
    QVERIFY(line.ok());
    QVERIFY(line->demo);
    QCOMPARE(int(line->format), int(OutputFormat::Raw));
    QCOMPARE(line->count, 200);
    QVERIFY(line->printIn);
    QVERIFY(line->printOut);
    QCOMPARE(line->duration->count(), 1500);
    QVERIFY(line->stats);
    QCOMPARE(line->filter, u"a == b"_s);
}

void TestCommandLine::send()
{
    const auto line = parseCommandLine(
        u"rtmscope|send|--channel|#general|--text|hi|--thread|1700000000.000200|--broadcast|--connect-method|rtm.start"_s
            .split(u'|'));
    QVERIFY(line.ok());
    QCOMPARE(line->channel, u"#general"_s);
    QCOMPARE(line->text, u"hi"_s);
    QCOMPARE(line->thread.text(), u"1700000000.000200"_s);
    QVERIFY(line->broadcast);
    QCOMPARE(int(line->connection.connectMethod.value()), int(ConnectMethod::RtmStart));
}

void TestCommandLine::threadsByLink()
{
    const auto line = parseCommandLine(
        {u"rtmscope"_s, u"send"_s, u"--channel"_s, u"C1"_s, u"--text"_s, u"hi"_s, u"--thread"_s,
         u"https://a.example/archives/C1/p1700000000000100?thread_ts=1699.2"_s});
    QVERIFY(line.ok());
    QCOMPARE(line->thread.text(), u"1699.2"_s); // a reply has no thread of its own
    QCOMPARE(line->threadChannel.text(), u"C1"_s);
}

void TestCommandLine::argumentsMustBeUtf8_data()
{
    QTest::addColumn<QByteArray>("arguments"); // with | in between
    QTest::addColumn<QString>("says");         // empty: they are read
    QTest::newRow("fine") << QByteArray("rtmscope|send|--text|Gr\xc3\xbc\xc3\x9f") << QString();
    QTest::newRow("Latin-1") << QByteArray("rtmscope|send|--text|Gr\xfc\xdf")
                             << u"--text is not UTF-8: byte 3 (0xFC)"_s;
    QTest::newRow("behind =") << QByteArray("rtmscope|send|--text=Gr\xfc\xdf")
                              << u"--text is not UTF-8: byte 3"_s;
    QTest::newRow("behind what") << QByteArray("rtmscope|send|--text|Gr\xfc\xdf") << u"(0xFC), behind “Gr”"_s;
    QTest::newRow("a secret before it")
        << QByteArray("rtmscope|send|--text|xoxb-1-2-abcdefghijkl \xfc") << u"behind “*** ”"_s;
    QTest::newRow("no option") << QByteArray("rtmscope|tail|a|b\xfc") << u"Argument 3 is not UTF-8: byte 2"_s;
    QTest::newRow("cut") << QByteArray("rtmscope|tail|--filter|a\xe2\x82")
                         << u"--filter is not UTF-8: byte 2"_s;
    QTest::newRow("overlong") << QByteArray("rtmscope|tail|--filter|\xc0\xaf") << u"byte 1 (0xC0)"_s;
    QTest::newRow("half a pair") << QByteArray("rtmscope|tail|--filter|\xed\xa0\x80") << u"byte 1 (0xED)"_s;
    QTest::newRow("a file's name") << QByteArray("rtmscope|caf\xe9.ndjson") << QString();
}

void TestCommandLine::argumentsMustBeUtf8()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QString, says);
    const auto read = readArguments(arguments.split('|'));
    QCOMPARE(read.ok(), says.isEmpty());
    if (!read)
        QVERIFY2(read.error().words.contains(says), qPrintable(read.error().words));
}

void TestCommandLine::fileNamesThatAreNotUtf8()
{
    const auto read = readArguments({"rtmscope", "caf\xe9.ndjson"});
    QVERIFY(read.ok());
    const auto line = parseCommandLine(*read);
    QVERIFY(!line.ok());
    QVERIFY2(line.error().words.contains("is not UTF-8"_L1), qPrintable(line.error().words));
    QCOMPARE(line.error().code, u"no_such_file"_s);
}

void TestCommandLine::tokenComesFromTheEnvironment()
{
    qputenv("SLACK_API_TOKEN", " xoxb-from-environment \n");
    qputenv("RTMSCOPE_API_URL", "http://127.0.0.1:4000/api/");
    const auto line = parseCommandLine({u"rtmscope"_s, u"tail"_s});
    QVERIFY(line.ok());
    QCOMPARE(line->connection.token.reveal(), "xoxb-from-environment");
    QCOMPARE(line->connection.apiBase, QUrl(u"http://127.0.0.1:4000/api/"_s));
}

void TestCommandLine::socketModeTakesTwoTokens_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("a bot's") << QByteArray("SLACK_BOT_TOKEN");
    QTest::newRow("a person's") << QByteArray("SLACK_USER_TOKEN");
    QTest::newRow("either") << QByteArray("SLACK_API_TOKEN");
}

void TestCommandLine::socketModeTakesTwoTokens()
{
    QFETCH(QByteArray, variable);
    qputenv("SLACK_APP_TOKEN", "xapp-from-environment");
    qputenv(variable.constData(), "xoxb-from-environment");
    const auto line = parseCommandLine({u"rtmscope"_s, u"tail"_s, u"--socket-mode"_s});
    QVERIFY(line.ok());
    QVERIFY(line->connection.kind == StreamKind::SocketMode);
    QCOMPARE(line->connection.appToken.reveal(), "xapp-from-environment");
    QCOMPARE(line->connection.token.reveal(), "xoxb-from-environment");
    QVERIFY(!line->connection.sharedAllowed);
    const auto rtm = parseCommandLine({u"rtmscope"_s, u"tail"_s});
    QVERIFY(rtm.ok());
    QVERIFY(!rtm->connection.kind);
    QVERIFY(rtm->connection.appToken.isEmpty());
    QCOMPARE(rtm->connection.token.isEmpty(), variable != "SLACK_API_TOKEN");
}

void TestCommandLine::proxyAndAuthorities_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("used");
    QTest::newRow("http") << u"http://p:3128"_s << u"secret"_s << u"http://p:3128"_s << QByteArray();
    QTest::newRow("none") << u"none"_s << QString() << u"none"_s << QByteArray();
    QTest::newRow("system") << u"system"_s << QString() << u"system"_s << QByteArray();
    QTest::newRow("password from the environment")
        << u"socks5://mira@p"_s << u"secret"_s << u"socks5://mira@p"_s << QByteArray("secret");
    QTest::newRow("password in it") << u"http://mira:own@p"_s << u"secret"_s << u"http://mira@p"_s
                                    << QByteArray("own");
}

void TestCommandLine::proxyAndAuthorities()
{
    QFETCH(QString, proxy);
    QFETCH(QString, password);
    qputenv("RTMSCOPE_PROXY_PASSWORD", password.toUtf8());
    const auto line = parseCommandLine({u"rtmscope"_s, u"tail"_s, u"--proxy"_s, proxy, u"--ca-file"_s,
                                        u"/etc/ca.pem"_s, u"--profile"_s, u" Work "_s});
    qunsetenv("RTMSCOPE_PROXY_PASSWORD");
    QVERIFY(line.ok());
    QTEST(line->connection.proxy->text(), "text");
    QTEST(line->connection.proxy->password.reveal(), "used");
    QCOMPARE(line->connection.caFile, u"/etc/ca.pem"_s);
    QCOMPARE(line->connection.profile, u"Work"_s);
    QVERIFY(line->connection.profileGiven);
}

void TestCommandLine::whatIsNotSaidStaysOpen()
{
    const auto line = parseCommandLine({u"rtmscope"_s, u"tail"_s});
    QVERIFY(line.ok());
    QVERIFY(line->connection.apiBase.isEmpty());
    QVERIFY(!line->connection.connectMethod);
    QVERIFY(!line->connection.proxy);
    QVERIFY(line->connection.caFile.isEmpty());
    QVERIFY(!line->connection.profileGiven);
    QCOMPARE(line->connection.profile, u"default"_s);
}

void TestCommandLine::plansJoinWishAndProfile_data()
{
    QTest::addColumn<bool>("stored");
    QTest::addColumn<bool>("tokenKept");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("outcome"); // "base proxy [kept]" or a code
    const QByteArray given = "xoxb-1-a";
    QTest::newRow("nothing stored") << false << false << given << QString() << QString()
                                    << u"https://slack.com/api/ system"_s;
    QTest::newRow("nothing stored, no token")
        << false << false << QByteArray() << QString() << QString() << u"https://slack.com/api/ system"_s;
    QTest::newRow("stored") << true << true << QByteArray() << QString() << QString()
                            << u"https://mock.example/api/ http://mira@p:1 kept"_s;
    QTest::newRow("flags win") << true << true << given << u"https://other.example/api/"_s << u"none"_s
                               << u"https://other.example/api/ none"_s;
    QTest::newRow("another proxy") << true << true << QByteArray() << QString() << u"http://mira@q:1"_s
                                   << u"https://mock.example/api/ http://mira@q:1"_s;
    QTest::newRow("the same proxy") << true << true << QByteArray() << QString() << u"http://mira@p:1"_s
                                    << u"https://mock.example/api/ http://mira@p:1 kept"_s;
    QTest::newRow("kept token elsewhere") << true << true << QByteArray() << u"https://other.example/api/"_s
                                          << QString() << u"token_elsewhere"_s;
    QTest::newRow("same server, other path")
        << true << true << QByteArray() << u"https://mock.example/v2/"_s << QString()
        << u"https://mock.example/v2/ http://mira@p:1 kept"_s;
    QTest::newRow("no token kept") << true << false << QByteArray() << QString() << QString()
                                   << u"no_token"_s;
}

void TestCommandLine::plansJoinWishAndProfile()
{
    QFETCH(bool, stored);
    QFETCH(bool, tokenKept);
    QFETCH(QByteArray, token);
    QFETCH(QString, base);
    QFETCH(QString, proxy);
    QFETCH(QString, outcome);
    Profile profile;
    profile.id = profile.name = u"Work"_s;
    profile.apiBase = QUrl(u"https://mock.example/api/"_s);
    profile.proxy = {ProxySetting::Kind::HttpConnect, u"p"_s, 1, u"mira"_s, {}};
    profile.proxyPasswordKept = true;
    profile.tokenKept = tokenKept;
    ConnectionWish wish;
    wish.token = Secret(token);
    wish.apiBase = QUrl(base);
    if (!proxy.isEmpty())
        wish.proxy = *readProxy(proxy);
    const auto plan = planConnection(wish, stored ? std::optional(profile) : std::nullopt);
    if (!plan) {
        QCOMPARE(plan.error().code, outcome);
        QVERIFY(plan.error().words.contains(u"Work"_s));
        return;
    }
    const QString kept = plan->profile.proxyPasswordKept ? u" kept"_s : QString();
    QCOMPARE(plan->profile.apiBase.toString() + u' ' + plan->profile.proxy.text() + kept, outcome);
    QCOMPARE(plan->token.reveal(), token);
    QCOMPARE(plan->profile.id.isEmpty(), !stored);
}

void TestCommandLine::tokenComesFromAFile()
{
    qputenv("SLACK_API_TOKEN", "xoxb-from-environment");
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("xoxb-from-file\n");
    file.close();
    const auto line = parseCommandLine({u"rtmscope"_s, u"tail"_s, u"--token-file"_s, file.fileName()});
    QVERIFY(line.ok());
    QCOMPARE(line->connection.token.reveal(), "xoxb-from-file");
}

void TestCommandLine::tokenFileMustHoldOneLine()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("xoxb-one\nxoxb-two\n");
    file.close();
    const auto line = parseCommandLine({u"rtmscope"_s, u"tail"_s, u"--token-file"_s, file.fileName()});
    QVERIFY(!line.ok());
    QVERIFY(!line.error().words.contains("xoxb"_L1));
}

void TestCommandLine::logCategories_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("rules"); // empty: refused
    QTest::newRow("one") << u"net"_s << u"rtmscope.net=true"_s;
    QTest::newRow("several") << u"session, net"_s << u"rtmscope.session=true\nrtmscope.net=true"_s;
    QTest::newRow("in full") << u"rtmscope.outbox"_s << u"rtmscope.outbox=true"_s;
    QTest::newRow("all") << u"all"_s << u"rtmscope.*=true"_s;
    QTest::newRow("Qt's rules") << u"rtmscope.*=true;qt.network*=false"_s
                                << u"rtmscope.*=true\nqt.network*=false"_s;
    QTest::newRow("unknown") << u"nett"_s << QString();
    QTest::newRow("one of two unknown") << u"net,nett"_s << QString();
    QTest::newRow("nothing") << u","_s << QString();
}

void TestCommandLine::logCategories()
{
    QFETCH(QString, given);
    QFETCH(QString, rules);
    for (const QStringList &command :
         {QStringList(), QStringList{u"tail"_s}, QStringList{u"serve"_s}, QStringList{u"tap"_s}}) {
        const auto line =
            parseCommandLine(QStringList{u"rtmscope"_s} + command + QStringList{u"--log"_s, given});
        QCOMPARE(line.ok(), !rules.isEmpty());
        if (line)
            QCOMPARE(line->logRules, rules);
        else
            QVERIFY2(line.error().words.contains("outbox"_L1), qPrintable(line.error().words));
    }
}

void TestCommandLine::logHelpNamesEveryCategory()
{
    const auto line = parseCommandLine({u"rtmscope"_s, u"send"_s, u"--log"_s, u"help"_s});
    QVERIFY(line.ok());
    QCOMPARE(line->command, Command::Help);
    for (const rtmscope::LogCategory &category : rtmscope::logCategories())
        QVERIFY2(line->helpText.contains(QLatin1StringView(category.name)), category.name);
}

void TestCommandLine::helpNamesEveryCommand()
{
    const auto line = parseCommandLine({u"rtmscope"_s, u"--help"_s});
    QVERIFY(line.ok());
    for (const QString &word :
         {u"tail"_s, u"send"_s, u"serve"_s, u"tap"_s, u"FILE"_s, u"--demo"_s, u"Exit status"_s})
        QVERIFY2(line->helpText.contains(word), qPrintable(word));
}

RTMSCOPE_TEST_MAIN(TestCommandLine)
#include "tst_commandline.moc"
