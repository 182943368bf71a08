// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/endpoint.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"
#include "core/json/json.h"
#include "core/names/messagelink.h"
#include "core/names/nearnames.h"
#include "core/net/notes.h"
#include "core/send/frames.h"
#include "core/session/repeats.h"
#include "core/stream/ackledger.h"
#include "core/stream/transitions.h"
#include "tests/support/testmain.h"

#include <QMetaEnum>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! The session's rules that need no socket: addresses, tokens, error words, frames, notes, states.
class TestSessionRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void apiBases_data();
    void apiBases();
    void typedBases_data();
    void typedBases();
    void sameServer_data();
    void sameServer();
    void socketAddresses_data();
    void socketAddresses();
    void socketErrorsDoNotQuoteTheTicket();
    void tokensAreCleaned_data();
    void tokensAreCleaned();
    void everyKnownCodeHasWordsAndAKind();
    void errorCodes_data();
    void errorCodes();
    void missingScopeNamesBothLists();
    void refusalsKeepTheServersWords_data();
    void refusalsKeepTheServersWords();
    void messageLinks_data();
    void messageLinks();
    void messageTimes_data();
    void messageTimes();
    void namesThatAreNear_data();
    void namesThatAreNear();
    void errorFrames_data();
    void errorFrames();
    void framesSayWhy_data();
    void framesSayWhy();
    void errorTextIsMasked();
    void messageFrames_data();
    void messageFrames();
    void limits_data();
    void limits();
    void presenceFitsIntoAFrame();
    void ledgerAnswersOnce();
    void ledgerSettlesAReplay();
    void ledgerKnowsItsTextWrapped_data();
    void ledgerKnowsItsTextWrapped();
    void everyStateCanBeLeftAndReached();
    void theDocumentedTableIsTheTable();
    void onlyHelloLeadsToReady();
    void ticketsAreMaskedAndNothingElse_data();
    void ticketsAreMaskedAndNothingElse();
    void apiNotesHoldNoSecret();
    void aReplayMayLackEverything();
};

void TestSessionRules::apiBases_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("used"); // empty: refused
    QTest::newRow("the usual") << u"https://slack.com/api/"_s << u"https://slack.com/api/"_s;
    QTest::newRow("slash forgotten") << u"https://slack.com/api"_s << u"https://slack.com/api/"_s;
    QTest::newRow("no path") << u"https://slack-gov.com"_s << u"https://slack-gov.com/"_s;
    QTest::newRow("loopback v4") << u"http://127.0.0.1:8080/api/"_s << u"http://127.0.0.1:8080/api/"_s;
    QTest::newRow("other loopback") << u"http://127.9.8.7/api/"_s << u"http://127.9.8.7/api/"_s;
    QTest::newRow("loopback v6") << u"http://[::1]:8080/api/"_s << u"http://[::1]:8080/api/"_s;
    QTest::newRow("localhost") << u"http://LOCALHOST/api"_s << u"http://localhost/api/"_s;
    QTest::newRow("query dropped") << u"https://slack.com/api/?a=b#c"_s << u"https://slack.com/api/"_s;
    QTest::newRow("user dropped") << u"https://u:p@slack.com/api/"_s << u"https://slack.com/api/"_s;
    QTest::newRow("plain http") << u"http://slack.com/api/"_s << QString();
    QTest::newRow("plain http, near loopback") << u"http://127.0.0.1.example.com/"_s << QString();
    QTest::newRow("plain http, private network") << u"http://192.168.0.1/"_s << QString();
    QTest::newRow("no scheme") << u"slack.com/api/"_s << QString();
    QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("empty") << u""_s << QString();
}

void TestSessionRules::apiBases()
{
    QFETCH(QString, given);
    QFETCH(QString, used);
    const auto base = checkedApiBase(QUrl(given));
    QCOMPARE(base.ok(), !used.isEmpty());
    if (base) {
        QCOMPARE(base->toString(), used);
    } else {
        QCOMPARE(base.error().kind, Error::Kind::Input);
        QVERIFY(!base.error().words.isEmpty());
    }
}

void TestSessionRules::typedBases_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QUrl>("url"); // empty: refused
    QTest::newRow("the real one") << u"https://slack.com/api/"_s << slackApiBase();
    QTest::newRow("slash completed") << u" https://slack.com/api "_s << slackApiBase();
    QTest::newRow("scheme assumed") << u"slack-gov.com/api/"_s << govSlackApiBase();
    QTest::newRow("path completed") << u"https://example.org"_s << QUrl(u"https://example.org/api/"_s);
    QTest::newRow("other path kept") << u"https://example.org/mock"_s << QUrl(u"https://example.org/mock/"_s);
    QTest::newRow("loopback by name") << u"http://localhost:8080"_s << QUrl(u"http://localhost:8080/api/"_s);
    QTest::newRow("loopback v6") << u"http://[::1]:8080/api/"_s << QUrl(u"http://[::1]:8080/api/"_s);
    QTest::newRow("plain http") << u"http://slack.com/api/"_s << QUrl();
    QTest::newRow("looks like loopback") << u"http://127.0.0.1.example.org/"_s << QUrl();
    QTest::newRow("empty") << QString() << QUrl();
    QTest::newRow("other scheme") << u"ftp://slack.com/"_s << QUrl();
    QTest::newRow("with a password") << u"https://me:secret@slack.com/api/"_s << QUrl();
    QTest::newRow("with a query") << u"https://slack.com/api/?token=x"_s << QUrl();
    QTest::newRow("no host") << u"https:///api/"_s << QUrl();
}

void TestSessionRules::typedBases()
{
    QFETCH(QString, typed);
    const auto base = readApiBase(typed);
    QTEST(base ? *base : QUrl(), "url");
    if (!base)
        QVERIFY(base.error().words.endsWith(u'.'));
}

void TestSessionRules::sameServer_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("same") << u"https://slack.com/api/"_s << u"https://slack.com/api/"_s << true;
    QTest::newRow("other path") << u"https://slack.com/api/"_s << u"https://slack.com/v2/"_s << true;
    QTest::newRow("usual port") << u"https://slack.com/api/"_s << u"https://slack.com:443/api/"_s << true;
    QTest::newRow("other host") << u"https://slack.com/api/"_s << u"https://slack-gov.com/api/"_s << false;
    QTest::newRow("subdomain") << u"https://slack.com/api/"_s << u"https://a.slack.com/api/"_s << false;
    QTest::newRow("other port") << u"http://127.0.0.1:1/api/"_s << u"http://127.0.0.1:2/api/"_s << false;
    QTest::newRow("other scheme") << u"https://slack.com:80/"_s << u"http://slack.com:80/"_s << false;
}

void TestSessionRules::sameServer()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(isSameServer(QUrl(a), QUrl(b)), "same");
}

void TestSessionRules::socketAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("wss") << u"wss://wss-primary.slack.com/websocket/abc"_s << true;
    QTest::newRow("ws to loopback") << u"ws://127.0.0.1:4000/rtm?ticket=abc"_s << true;
    QTest::newRow("ws to localhost") << u"ws://localhost:4000/rtm"_s << true;
    QTest::newRow("ws elsewhere") << u"ws://example.com/websocket/abc"_s << false;
    QTest::newRow("http") << u"http://127.0.0.1/"_s << false;
    QTest::newRow("missing") << u""_s << false;
}

void TestSessionRules::socketAddresses()
{
    QFETCH(QString, url);
    QFETCH(bool, accepted);
    QCOMPARE(checkedSocketUrl(QUrl(url)).ok(), accepted);
}

void TestSessionRules::socketErrorsDoNotQuoteTheTicket()
{
    const auto url = checkedSocketUrl(QUrl(u"ws://example.com/websocket/S3CRET"_s));
    QVERIFY(!url);
    QVERIFY(!url.error().words.contains(u"S3CRET"_s));
    QVERIFY(!url.error().detail.contains(u"S3CRET"_s));
}

void TestSessionRules::tokensAreCleaned_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("used");
    QTest::newRow("clean") << QByteArray("xoxb-1-a") << QByteArray("xoxb-1-a");
    QTest::newRow("line end") << QByteArray("xoxb-1-a\r\n") << QByteArray("xoxb-1-a");
    QTest::newRow("spaces") << QByteArray(" \t xoxb-1-a ") << QByteArray("xoxb-1-a");
    QTest::newRow("double quotes") << QByteArray("\"xoxb-1-a\"\n") << QByteArray("xoxb-1-a");
    QTest::newRow("single quotes") << QByteArray("'xoxb-1-a'") << QByteArray("xoxb-1-a");
    QTest::newRow("typographic quotes") << QByteArray("“xoxb-1-a”") << QByteArray("xoxb-1-a");
    QTest::newRow("with scheme") << QByteArray("Bearer xoxb-1-a") << QByteArray("xoxb-1-a");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfxoxb-1-a") << QByteArray("xoxb-1-a");
    QTest::newRow("whole header") << QByteArray("Authorization: Bearer xoxb-1-a\n") << QByteArray("xoxb-1-a");
    QTest::newRow("shell line") << QByteArray("export SLACK_API_TOKEN='xoxb-1-a'") << QByteArray("xoxb-1-a");
    QTest::newRow("zero width space") << QByteArray("\u200bxoxb-1-a") << QByteArray("xoxb-1-a");
    QTest::newRow("nothing but quotes") << QByteArray(" \"\" \n") << QByteArray();
}

void TestSessionRules::tokensAreCleaned()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, used);
    const Secret token = cleanedToken(Secret(given));
    QCOMPARE(token.reveal(), used);
    QCOMPARE(checkedToken(token).ok(), !used.isEmpty());
}

void TestSessionRules::everyKnownCodeHasWordsAndAKind()
{
    QVERIFY(knownApiCodes().size() > 50);
    for (const char *code : knownApiCodes()) {
        const Error error = apiError(QString::fromLatin1(code), {});
        QCOMPARE(error.code, QString::fromLatin1(code));
        QVERIFY2(error.words.size() > 20, code);
        QVERIFY2(error.words.endsWith(u'.'), code);
        QVERIFY2(error.kind == Error::Kind::Rejected || remedyFor(error.code) != Remedy::Stop, code);
    }
}

void TestSessionRules::errorCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("remedy");
    using enum Error::Kind;
    const auto row = [](const char *code, Error::Kind kind, Remedy remedy) {
        QTest::newRow(code) << QString::fromLatin1(code) << kind << int(remedy);
    };
    // protocol 2.4, line by line
    for (const char *code : {"not_authed",
                             "invalid_auth",
                             "account_inactive",
                             "token_revoked",
                             "token_expired",
                             "user_removed_from_team",
                             "team_disabled",
                             "not_allowed_token_type",
                             "missing_scope",
                             "no_permission",
                             "is_bot",
                             "access_denied",
                             "accesslimited",
                             "ekm_access_denied",
                             "two_factor_setup_required",
                             "enterprise_is_restricted",
                             "team_access_not_granted",
                             "method_deprecated",
                             "deprecated_endpoint",
                             "rtm_connect_required",
                             "legacy_custom_bots_deprecated",
                             "invalid_arguments",
                             "invalid_arg_name",
                             "invalid_array_arg",
                             "invalid_charset",
                             "invalid_form_data",
                             "invalid_post_type",
                             "missing_post_type",
                             "never_heard_of_this"})
        row(code, Rejected, Remedy::Stop);
    for (const char *code : {"org_login_required", "team_added_to_org"})
        row(code, Network, Remedy::RetrySlowly);
    for (const char *code : {"migration_in_progress", "fatal_error", "internal_error", "service_unavailable",
                             "request_timeout", "unknown_method"})
        row(code, Network, Remedy::Retry);
    row("ratelimited", RateLimited, Remedy::Retry);
}

void TestSessionRules::errorCodes()
{
    QFETCH(QString, code);
    QFETCH(Error::Kind, kind);
    QFETCH(int, remedy);
    QCOMPARE(apiError(code, {}).kind, kind);
    QCOMPARE(int(remedyFor(code)), remedy);
}

static Error errorFrom(const QByteArray &json)
{
    json::Document document;
    return document.parse(json) ? apiErrorFrom(document.root()) : Error{};
}

void TestSessionRules::missingScopeNamesBothLists()
{
    const Error error = errorFrom(
        R"({"ok":false,"error":"missing_scope","needed":"rtm:stream","provided":"identify,chat:write"})");
    QCOMPARE(error.code, u"missing_scope"_s);
    QVERIFY(error.words.contains(u"rtm:stream"_s));
    QVERIFY(error.words.contains(u"identify,chat:write"_s));
}

void TestSessionRules::refusalsKeepTheServersWords_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("context")
        << QByteArray(
               R"({"ok":false,"error":"legacy_custom_bots_deprecated","context":"Over since March, see https://a.example"})")
        << QStringList{u"Over since March, see https://a.example"_s, u"classic app"_s};
    QTest::newRow("a tap in between")
        << QByteArray(
               R"({"ok":false,"error":"rtmscope_tap","tap":{"code":"connection_refused","words":"Nobody listens there."}})")
        << QStringList{u"The tap between"_s, u"Nobody listens there."_s};
    QTest::newRow("context as an object")
        << QByteArray(
               R"({"ok":false,"error":"legacy_custom_bots_deprecated","context":{"message":"Over","see":{"url":"https://a.example"}}})")
        << QStringList{u"“Over; url: https://a.example”"_s};
    QTest::newRow("objects everywhere")
        << QByteArray(
               R"({"ok":false,"error":"missing_scope","needed":{"scope":"a:read"},"provided":[{"scope":"b"},7],"warning":{"text":"w1"}})")
        << QStringList{u"Needed: scope: a:read. Provided: scope: b, 7."_s, u"“w1”"_s};
    QTest::newRow("scopes of another refusal")
        << QByteArray(R"({"ok":false,"error":"no_permission","needed":["a:read","b"],"provided":"c"})")
        << QStringList{u"a:read, b"_s, u"Provided: c"_s};
    QTest::newRow("a code without advice")
        << QByteArray(
               R"({"ok":false,"error":"moon","response_metadata":{"messages":["[ERROR] full moon"],"warnings":["w2"]},"warning":"w1"})")
        << QStringList{u"moon"_s, u"[ERROR] full moon"_s, u"w1"_s, u"w2"_s};
}

void TestSessionRules::refusalsKeepTheServersWords()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, words);
    const Error error = errorFrom(json);
    for (const QString &part : std::as_const(words))
        QVERIFY2(error.words.contains(part), qPrintable(error.words));
}

void TestSessionRules::messageLinks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says"); // channel, person, ts, thread
    const auto row = [](const char *name, const QString &text, const QString &says) {
        QTest::newRow(name) << text << says;
    };
    row("channel", u"https://a.example/archives/C042"_s, u"C042   "_s);
    row("message", u"https://a.example/archives/C042/p1700000000000100"_s, u"C042  1700000000.000100 "_s);
    row("reply", u"https://a.example/archives/C042/p1700000000000100?thread_ts=1699.0002&cid=C042"_s,
        u"C042  1700000000.000100 1699.0002"_s);
    row("as a client wraps it", u"<https://a.example/archives/D7/p1700000000000100|there>"_s,
        u"D7  1700000000.000100 "_s);
    row("in the web client", u"https://app.a.example/client/T01/C042"_s, u"C042   "_s);
    row("a thread there", u"https://app.a.example/client/T01/C042/thread/C042-1700000000.000100"_s,
        u"C042   1700000000.000100"_s);
    row("of the app", u"slack://channel?team=T01&id=C042&message=1700000000.000100"_s,
        u"C042  1700000000.000100 "_s);
    row("a person", u"https://a.example/team/U042"_s, u" U042  "_s);
    row("another link", u"https://a.example/blog"_s, {});
    row("a name", u"#general"_s, {});
    row("nothing", {}, {});
}

void TestSessionRules::messageLinks()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto link = readMessageLink(text);
    const QString said =
        link
            ? QStringList{link->channel.text(), link->user.text(), link->ts.text(), link->thread.text()}.join(
                  u' ')
            : QString();
    QCOMPARE(said, says);
}

void TestSessionRules::messageTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ts");
    QTest::newRow("a ts") << u"1700000000.000100"_s << u"1700000000.000100"_s;
    QTest::newRow("as in a link") << u"p1700000000000100"_s << u"1700000000.000100"_s;
    QTest::newRow("without a point") << u" 1700000000000100 "_s << u"1700000000.000100"_s;
    for (const char *text :
         {"1700000000", "p17", "yesterday", "1700000000.", "1700000000.000100x", "1700000000.1",
          "1700000000.0001000", "170000000.000100", "p170000000000010", "1.2", ""})
        QTest::newRow(text[0] ? text : "nothing") << QString::fromLatin1(text) << QString();
}

void TestSessionRules::messageTimes()
{
    QFETCH(QString, text);
    QFETCH(QString, ts);
    const auto read = readMessageTs(text);
    QCOMPARE(read ? read->text() : QString(), ts);
}

void TestSessionRules::namesThatAreNear_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("near");
    QTest::newRow("a letter too many") << u"opps"_s << QStringList{u"ops"_s};
    QTest::newRow("swapped") << u"mria"_s << QStringList{u"mira"_s};
    QTest::newRow("a part") << u"general"_s << QStringList{u"general-talk"_s};
    QTest::newRow("nothing like it") << u"zebra"_s << QStringList{};
    QTest::newRow("far too long") << QString(100'000, u'o') << QStringList{};
}

void TestSessionRules::namesThatAreNear()
{
    QFETCH(QString, wanted);
    QFETCH(QStringList, near);
    QCOMPARE(nearNames(wanted, {u"mira"_s, u"shops"_s, u"ops"_s, u"general-talk"_s, u"kitchen"_s}), near);
}

void TestSessionRules::errorFrames_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("expired");
    QTest::addColumn<bool>("slowDown");
    QTest::addColumn<int>("retryAfterMs");
    const auto row = [](const char *name, const char *json, const char *code, bool expired, bool slow,
                        int ms) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(code) << expired << slow << ms;
    };
    row("expired", R"({"code":1,"msg":"Socket URL has expired"})", "1", true, false, -1);
    row("no text", R"({"code":2,"msg":"message text is missing"})", "2", false, false, -1);
    row("slow down", R"({"code":-1,"msg":"slow down, too many messages..."})", "-1", false, true, -1);
    row("rate limited", R"({"code":17,"msg":"Ratelimited","retry_after":4})", "17", false, false, 4000);
    row("code as text", R"({"code":"2","msg":"message text is missing"})", "2", false, false, -1);
    row("never seen", R"({"code":4711,"msg":"the moon is in the way"})", "4711", false, false, -1);
    row("a code of the Web API", R"({"code":3,"msg":"thread_not_found"})", "thread_not_found", false, false,
        -1);
    row("bare word", R"("something_odd")", "something_odd", false, false, -1);
    row("nothing", R"({})", "unknown", false, false, -1);
    row("endless wait", R"({"code":17,"msg":"Ratelimited","retry_after":1e300})", "17", false, false,
        604'800'000);
    row("no time", R"({"code":17,"msg":"Ratelimited","retry_after":-3})", "17", false, false, -1);
}

void TestSessionRules::errorFrames()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    QFETCH(bool, expired);
    QFETCH(bool, slowDown);
    QFETCH(int, retryAfterMs);
    json::Document document;
    QVERIFY(document.parse(json));
    const Error error = frameError(document.root());
    QCOMPARE(error.code, code);
    QVERIFY(!error.words.isEmpty());
    QCOMPARE(isExpiredUrl(error), expired);
    QCOMPARE(isSlowDown(error), slowDown);
    QCOMPARE(error.retryAfter ? int(error.retryAfter->count()) : -1, retryAfterMs);
}

void TestSessionRules::framesSayWhy_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("beside the error")
        << QByteArray(R"({"ok":false,"error":"restricted_action","needed":"a:b","context":{"why":"policy"}})")
        << QStringList{u"Its administrators decide"_s, u"Needed: a:b"_s, u"why: policy"_s};
    QTest::newRow("within it") << QByteArray(
                                      R"({"error":{"code":9,"msg":"no","context":{"message":"see it"}}})")
                               << QStringList{u"“no” (error 9)"_s, u"“see it”"_s};
    QTest::newRow("no reason") << QByteArray(R"({"ok":false,"reply_to":1})")
                               << QStringList{u"gave no reason"_s};
    QTest::newRow("a sentence") << QByteArray(R"({"type":"error","error":"the well is dry"})")
                                << QStringList{u"said: “the well is dry”."_s};
}

void TestSessionRules::framesSayWhy()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, words);
    json::Document document;
    QVERIFY(document.parse(json));
    const Error error = errorInFrame(document.root());
    for (const QString &part : std::as_const(words))
        QVERIFY2(error.words.contains(part), qPrintable(error.words));
}

void TestSessionRules::errorTextIsMasked()
{
    const Error error = errorFrom(R"({"ok":false,"error":"token xoxb-12-S3CRET is bad"})");
    QVERIFY(!error.code.contains(u"S3CRET"_s));
    QVERIFY(!error.words.contains(u"S3CRET"_s));
    const Error socket =
        networkError(QAbstractSocket::UnknownSocketError, u"host"_s, u"at wss://host/S3CRET"_s);
    QVERIFY(!socket.detail.contains(u"S3CRET"_s));
}

void TestSessionRules::messageFrames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("thread");
    QTest::addColumn<bool>("broadcast");
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("plain") << u"Hi"_s << u""_s << false
                           << QByteArray(R"({"id":7,"type":"message","channel":"C1","text":"Hi"})");
    QTest::newRow("raw UTF-8, escapes only where JSON needs them")
        << u"Grüße \"🧵\"\n"_s << u""_s << false
        << QByteArray(
               "{\"id\":7,\"type\":\"message\",\"channel\":\"C1\",\"text\":\"Grüße \\\"🧵\\\"\\n\"}");
    QTest::newRow("in a thread")
        << u"Hi"_s << u"12.34"_s << false
        << QByteArray(R"({"id":7,"type":"message","channel":"C1","text":"Hi","thread_ts":"12.34"})");
    QTest::newRow("broadcast")
        << u"Hi"_s << u"12.34"_s << true
        << QByteArray(
               R"({"id":7,"type":"message","channel":"C1","text":"Hi","thread_ts":"12.34","reply_broadcast":true})");
    QTest::newRow("broadcast outside a thread means nothing")
        << u"Hi"_s << u""_s << true << QByteArray(R"({"id":7,"type":"message","channel":"C1","text":"Hi"})");
}

void TestSessionRules::messageFrames()
{
    QFETCH(QString, text);
    QFETCH(QString, thread);
    QFETCH(bool, broadcast);
    QTEST(frames::message(7, ChannelId(u"C1"_s), text, MessageTs(thread), broadcast), "frame");
}

void TestSessionRules::limits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code"); // empty: allowed
    QTest::newRow("4,000 letters") << QString(4000, u'a') << QString();
    QTest::newRow("4,001 letters") << QString(4001, u'a') << u"msg_too_long"_s;
    QTest::newRow("4,000 emoji are 4,000 characters") << u"🧵"_s.repeated(4000) << QString();
    QTest::newRow("4,001 emoji") << u"🧵"_s.repeated(4001) << u"msg_too_long"_s;
    QTest::newRow("4,000 controls swell to six bytes each") << QString(4000, QChar(1)) << u"msg_too_long"_s;
    QTest::newRow("nothing") << QString() << u"no_text"_s;
    QTest::newRow("white space") << u" \n\t "_s << u"no_text"_s;
}

void TestSessionRules::limits()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const auto frame =
        frames::message(1, ChannelId(u"C0123456789"_s), text, MessageTs(u"1795356000.000100"_s), true);
    const auto checked = frames::checkLimits(text, frame.size());
    QCOMPARE(checked.ok(), code.isEmpty());
    if (checked) {
        QVERIFY(frame.size() < frames::mostBytes);
    } else {
        QCOMPARE(checked.error().code, code);
        QCOMPARE(checked.error().kind, Error::Kind::Input);
    }
}

void TestSessionRules::presenceFitsIntoAFrame()
{
    QList<UserId> users;
    for (int i = 0; i < 5000; ++i)
        users << UserId(u"U%1"_s.arg(i, 10, 10, QChar(u'0')));
    const QByteArray frame = frames::presenceSub(9, users);
    QVERIFY(frame.size() < frames::mostBytes);
    json::Document document;
    QVERIFY(document.parse(frame));
    QVERIFY(document.root()["ids"].size() > 1000);
    QCOMPARE(frames::presenceSub(9, users.mid(0, 2)),
             QByteArray(R"({"id":9,"type":"presence_sub","ids":["U0000000000","U0000000001"]})"));
}

void TestSessionRules::ledgerAnswersOnce()
{
    AckLedger ledger;
    ledger.written({1, 7, ChannelId(u"C1"_s), u"one"_s});
    ledger.written({2, 7, ChannelId(u"C1"_s), u"two"_s});
    ledger.written({3, 8, ChannelId(u"C1"_s), u"on the next socket"_s});
    QVERIFY(!ledger.answered(99)); // unknown ids are to be ignored
    QCOMPARE(ledger.answered(2)->text, u"two"_s);
    QVERIFY(!ledger.answered(2));
    QVERIFY(ledger.isWaitingOn(7));
    QCOMPARE(ledger.connectionLost(7), QList<quint64>{1});
    QVERIFY(ledger.connectionLost(7).isEmpty());
    QVERIFY(!ledger.isWaitingOn(7));
    QVERIFY(ledger.isWaitingOn(8)); // nothing happened to that one
    QVERIFY(!ledger.isEmpty());
}

void TestSessionRules::ledgerSettlesAReplay()
{
    AckLedger ledger;
    const ChannelId channel(u"C1"_s);
    ledger.written({4, 1, channel, u"four"_s});
    ledger.written({5, 1, channel, u"five"_s});
    ledger.written({9, 2, channel, u"nine"_s});
    QVERIFY(!ledger.inDoubt());
    (void)ledger.connectionLost(1);
    QVERIFY(ledger.inDoubt());
    QVERIFY(!ledger.answered(5)); // an ack on another connection has nothing to say about this one
    QVERIFY(!ledger.replayed(5, channel, u"something else"_s, 2));
    QVERIFY(!ledger.replayed(5, ChannelId(u"C2"_s), u"five"_s, 2));
    QVERIFY(!ledger.replayed(6, channel, u"five"_s, 2));
    QVERIFY(ledger.replayed(5, channel, u"five"_s, 2));
    QVERIFY(ledger.inDoubt());
    ledger.forgetDoubts();
    QVERIFY(!ledger.replayed(4, channel, u"four"_s, 2));
    QVERIFY(!ledger.replayed(9, channel, u"nine"_s, 2)); // its own socket gets an ack, not a replay
    QVERIFY(ledger.replayed(9, channel, u"nine"_s, 3));  // in a hand-over the next one may be told first
}

void TestSessionRules::ledgerKnowsItsTextWrapped_data()
{
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("servers");
    QTest::addColumn<bool>("same");
    QTest::newRow("same") << u"a &lt; b"_s << u"a &lt; b"_s << true;
    QTest::newRow("address wrapped") << u"see https://x.org/?a=1 now"_s << u"see <https://x.org/?a=1> now"_s
                                     << true;
    QTest::newRow("host name linked") << u"see x.org now"_s << u"see <http://x.org|x.org> now"_s << true;
    QTest::newRow("another address") << u"see https://x.org"_s << u"see <https://y.org>"_s << false;
    QTest::newRow("another text") << u"one"_s << u"two"_s << false;
}

void TestSessionRules::ledgerKnowsItsTextWrapped()
{
    QFETCH(QString, ours);
    QFETCH(QString, servers);
    AckLedger ledger;
    ledger.written({1, 1, ChannelId(u"C1"_s), ours});
    (void)ledger.connectionLost(1);
    QTEST(ledger.replayed(1, ChannelId(u"C1"_s), servers, 2).has_value(), "same");
}

void TestSessionRules::everyStateCanBeLeftAndReached()
{
    const QMetaEnum states = QMetaEnum::fromType<SessionState>();
    for (int i = 0; i < states.keyCount(); ++i) {
        const auto state = static_cast<SessionState>(states.value(i));
        const auto all = transitions();
        QVERIFY2(std::any_of(all.begin(), all.end(), [state](auto &t) { return t.from == state; }),
                 states.key(i));
        QVERIFY2(std::any_of(all.begin(), all.end(), [state](auto &t) { return t.to == state; }),
                 states.key(i));
        QVERIFY2(!stateWords(state).isEmpty(), states.key(i));
        if (state != SessionState::Disconnected)
            QCOMPARE(nextState(state, Trigger::CloseAsked), SessionState::Disconnected);
    }
}

//! The compiler complains when a trigger is missing here.
static QString triggerName(Trigger trigger)
{
    switch (trigger) {
    case Trigger::OpenAsked:
        return u"OpenAsked"_s;
    case Trigger::TooSoon:
        return u"TooSoon"_s;
    case Trigger::CloseAsked:
        return u"CloseAsked"_s;
    case Trigger::AddressGiven:
        return u"AddressGiven"_s;
    case Trigger::SocketOpened:
        return u"SocketOpened"_s;
    case Trigger::HelloCame:
        return u"HelloCame"_s;
    case Trigger::HelloWithDoubt:
        return u"HelloWithDoubt"_s;
    case Trigger::DoubtSettled:
        return u"DoubtSettled"_s;
    case Trigger::Lost:
        return u"Lost"_s;
    case Trigger::Refused:
        return u"Refused"_s;
    case Trigger::WaitOver:
        return u"WaitOver"_s;
    case Trigger::OfferTaken:
        return u"OfferTaken"_s;
    case Trigger::OfferFailed:
        return u"OfferFailed"_s;
    case Trigger::MoveAsked:
        return u"MoveAsked"_s;
    case Trigger::MoveFailed:
        return u"MoveFailed"_s;
    case Trigger::HandedOver:
        return u"HandedOver"_s;
    case Trigger::LostAsking:
        return u"LostAsking"_s;
    case Trigger::LostOpening:
        return u"LostOpening"_s;
    case Trigger::LostGreeting:
        return u"LostGreeting"_s;
    }
    return {};
}

static QStringList cells(const QString &cell)
{
    QStringList out = cell.split(u',');
    for (QString &word : out)
        word = word.trimmed().remove(u'`');
    return out;
}

//! docs/session.md: | from | trigger | when | to |, several states or triggers in one row.
void TestSessionRules::theDocumentedTableIsTheTable()
{
    QFile page(QStringLiteral(RTMSCOPE_SOURCE_DIR "/docs/session.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    const qsizetype begin = text.indexOf("| from | trigger |"_L1);
    QVERIFY(begin >= 0);
    QStringList documented;
    const QStringList lines = text.mid(begin, text.indexOf("\n\n"_L1, begin) - begin).split(u'\n').mid(2);
    for (const QString &line : lines) {
        const QStringList row = line.split(u'|');
        QCOMPARE(row.size(), 6);
        for (const QString &from : cells(row[1])) {
            for (const QString &trigger : cells(row[2]))
                documented << from + u' ' + trigger + u' ' + row[4].trimmed();
        }
    }
    const QMetaEnum states = QMetaEnum::fromType<SessionState>();
    const auto stateName = [&states](SessionState state) {
        return QString::fromLatin1(states.valueToKey(static_cast<int>(state)));
    };
    QStringList coded;
    for (const Transition &row : transitions())
        coded << stateName(row.from) + u' ' + triggerName(row.trigger) + u' ' + stateName(row.to);
    documented.sort();
    coded.sort();
    QCOMPARE(documented, coded);
}

void TestSessionRules::onlyHelloLeadsToReady()
{
    for (const Transition &transition : transitions()) {
        if (transition.to != SessionState::Ready)
            continue;
        QVERIFY(transition.from == SessionState::AwaitingHello || transition.from == SessionState::Resuming ||
                transition.from == SessionState::Ready);
    }
    QCOMPARE(nextState(SessionState::Disconnected, Trigger::HelloCame), std::nullopt);
    QCOMPARE(nextState(SessionState::Disconnected, Trigger::Lost), std::nullopt);
    QCOMPARE(nextState(SessionState::Failed, Trigger::WaitOver), std::nullopt);
}

void TestSessionRules::ticketsAreMaskedAndNothingElse_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *name, const char *given, const char *masked) {
        QTest::newRow(name) << QByteArray(given) << QByteArray(masked);
    };
    row("stream address", R"({"ok":true, "url":"wss://h/S3CRET","self":{"id":"U1"}})",
        R"({"ok":true, "url":"***","self":{"id":"U1"}})");
    row("with escaped slashes", R"({"url":"wss:\/\/h\/S3CRET"})", R"({"url":"***"})");
    row("plain ws", R"({"url": "ws://127.0.0.1:1/S3CRET" })", R"({"url": "***" })");
    row("upload", R"({"ok":true,"upload_url":"https://files/S3CRET","file_id":"F1"})",
        R"({"ok":true,"upload_url":"***","file_id":"F1"})");
    row("nested tokens", R"({"a":[{"token":"S3CRET","n":1.50}]})", R"({"a":[{"token":"***","n":1.50}]})");
    row("an ordinary address stays", R"({"url":"https://acme.slack.com/", "n":1e3})",
        R"({"url":"https://acme.slack.com/", "n":1e3})");
}

void TestSessionRules::ticketsAreMaskedAndNothingElse()
{
    QFETCH(QByteArray, given);
    QTEST(notes::withoutTickets(given), "masked");
}

void TestSessionRules::apiNotesHoldNoSecret()
{
    ApiCall call;
    call.method = u"users.info"_s;
    call.arguments = {{u"user"_s, u"U1"_s}, {u"token"_s, u"xoxb-1-S3CRET"_s}};
    call.httpStatus = 200;
    call.ok = true;
    call.durationMs = 12;
    call.answer = R"({"ok":true})";
    QCOMPARE(
        notes::api(call),
        QByteArray(R"({"kind":"api","method":"users.info","args":{"user":"U1","token":"***"},"status":200,)"
                   R"("ok":true,"ms":12,"answer":{"ok":true}})"));
}

void TestSessionRules::aReplayMayLackEverything()
{
    Repeats repeats;
    Repeats::Frame frame;
    frame.isReplay = true;
    QVERIFY(!repeats.isRepeat(frame));
    QVERIFY(repeats.isRepeat(frame));
}

RTMSCOPE_TEST_MAIN(TestSessionRules)
#include "tst_sessionrules.moc"
