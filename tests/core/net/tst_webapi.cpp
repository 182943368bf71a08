// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/webapi.h"
#include "tests/core/net/httpstub.h"
#include "tests/support/testmain.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpServer>
#include <QThread>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! The Web API client against a server whose every byte the test decides.
class TestWebApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsLookAsDocumented();
    void valuesAreEncoded();
    void aCallThatWritesIsNeverRepeated_data();
    void aCallThatWritesIsNeverRepeated();
    void theServersClockIsTold();
    void answersAreToldOnce();
    void badAnswersAreErrorsInWords_data();
    void badAnswersAreErrorsInWords();
    void nobodyListening();
    void silenceTimesOut();
    void redirectsAreRefused_data();
    void redirectsAreRefused();
    void aHandlerDiesWithItsContext();
    void handlersRunInTheirThread();
    void noRequestWithoutNeed_data();
    void noRequestWithoutNeed();
    void rateLimitPausesOneMethodOnly();
    void rateLimitWithoutTime_data();
    void rateLimitWithoutTime();
    void rateLimitInOddForms_data();
    void rateLimitInOddForms();
    void causesOfBadAnswersHaveTheirOwnWords();
    void patienceEnds_data();
    void patienceEnds();
    void addressesAreGivenAsTheyCame();
    void callOnceHandsTheRateLimitBack();
    void callsInLineGoOneByOne();
    void pagesAreFollowed();
    void pagesEndHoweverTheServerSpellsIt_data();
    void pagesEndHoweverTheServerSpellsIt();
    void pagesStopOnRequest();
    void pagesOfALoopingServerEnd_data();
    void pagesOfALoopingServerEnd();
    void observingRefusesWhatOthersCouldSee_data();
    void observingRefusesWhatOthersCouldSee();
    void everyCallIsRecordedWithoutSecrets();
    void proxyIsUsedAndGetsNoTokenItShouldNot();
    void wrongProxyPasswordSaysSo();
    void proxyTroubleNamesTheProxy();
    void unusableSettingsRefuseEveryCall();
    void withoutTokenWhereNoneIsNeeded();
};

namespace {

const QByteArray demoToken = "xoxb-4242-CANARY";

//! One API and what came of its calls.
struct Client
{
    explicit Client(const QUrl &base, const QByteArray &withToken = demoToken)
        : api(base, Secret(withToken), Clock::system())
        , finished(&api, &WebApi::finished)
    {
        api.setRequestTimeout(2s);
    }
    void call(const QString &method, const ApiArguments &arguments = {})
    {
        api.call(method, arguments, &context, [this](const Result<ApiAnswer> &r) { results.push_back(r); });
    }
    const Error &error(std::size_t index = 0) const { return results.at(index).error(); }

    WebApi api;
    QObject context;
    std::vector<Result<ApiAnswer>> results;
    QSignalSpy finished;
};

} // namespace

void TestWebApi::requestsLookAsDocumented()
{
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true,"user":"mira"})"); });
    Client client(server.apiBase());
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QVERIFY(client.results[0].ok());
    QCOMPARE(client.results[0]->root()["user"].text(), u"mira"_s);
    const HttpRequest &request = server.requests.constFirst();
    QVERIFY(request.head.startsWith("POST /api/auth.test HTTP/1.1"));
    QCOMPARE(request.header("authorization"), "Bearer " + demoToken);
    QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded; charset=utf-8"));
    QCOMPARE(request.header("user-agent"), QByteArray("rtmscope/" RTMSCOPE_VERSION));
    QVERIFY(!request.head.split('\n').constFirst().contains("CANARY"));
}

void TestWebApi::valuesAreEncoded()
{
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(QUrl(server.apiBase().toString().chopped(1)));
    client.call(u"chat.postMessage"_s, {{u"channel"_s, u"C1"_s}, {u"text"_s, u"a&b=c+d %20 grün 🧵\n"_s}});
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(server.requests.constFirst().target, QByteArray("/api/chat.postMessage")); // the slash was added
    QCOMPARE(server.requests.constFirst().body,
             QByteArray("channel=C1&text=a%26b%3Dc%2Bd%20%2520%20gr%C3%BCn%20%F0%9F%A7%B5%0A"));
}

void TestWebApi::aCallThatWritesIsNeverRepeated_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("short") << 5;
    QTest::newRow("of many segments") << 200'000;
}

//! The server read the message, perhaps posted it, and hung up. Left to itself Qt sends it again.
void TestWebApi::aCallThatWritesIsNeverRepeated()
{
    QFETCH(int, size);
    bool close = false;
    HttpStub server(
        [&close](const HttpRequest &) { return close ? "CLOSE" : httpAnswer(200, R"({"ok":true})"); });
    Client client(server.apiBase());
    const ApiArguments arguments{{u"channel"_s, u"C1"_s}, {u"text"_s, QString(size, u'x')}};
    client.call(u"chat.postMessage"_s, arguments); // opens the connection that the next one uses again
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QVERIFY(client.results[0].ok());
    close = true;
    client.call(u"chat.postMessage"_s, arguments);
    QTRY_COMPARE(client.results.size(), std::size_t(2));
    QCOMPARE(client.error(1).kind, Error::Kind::Network);
    // Whatever else would come goes over the same event loop as this call.
    close = false;
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(3));
    const auto posts = std::count_if(server.requests.cbegin(), server.requests.cend(),
                                     [](const auto &each) { return each.target == "/api/chat.postMessage"; });
    QCOMPARE(posts, 2);
    QCOMPARE(server.requests[1].body.size(), server.requests[0].body.size());
}

void TestWebApi::theServersClockIsTold()
{
    bool dated = true;
    HttpStub server([&dated](const HttpRequest &) {
        return httpAnswer(200, R"({"ok":true})", "application/json",
                          dated ? "Date: Wed, 25 Nov 2026 16:00:01 GMT\r\n" : "Date: soon\r\n");
    });
    Client client(server.apiBase());
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.finished.size(), 1);
    QCOMPARE(client.finished[0][0].value<ApiCall>().serverUs, 1'795'622'401'000'000);
    dated = false;
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.finished.size(), 2);
    QCOMPARE(client.finished[1][0].value<ApiCall>().serverUs, 0);
}

void TestWebApi::answersAreToldOnce()
{
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(server.apiBase());
    client.call(u"auth.test"_s);
    QVERIFY(client.results.empty()); // never before call() returned
    client.call(u"team.info"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(2));
    QCOMPARE(client.finished.size(), 2);
}

void TestWebApi::badAnswersAreErrorsInWords_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code");
    QTest::addColumn<Error::Kind>("kind");
    using enum Error::Kind;
    QTest::newRow("refused") << httpAnswer(200, R"({"ok":false,"error":"invalid_auth"})") << u"invalid_auth"_s
                             << Rejected;
    QTest::newRow("refused with 401")
        << httpAnswer(401, R"({"ok":false,"error":"invalid_auth"})") << u"invalid_auth"_s << Rejected;
    QTest::newRow("refused behind a byte order mark")
        << httpAnswer(200, "\xEF\xBB\xBF"
                           R"({"ok":false,"error":"invalid_auth"})")
        << u"invalid_auth"_s << Rejected;
    QTest::newRow("503, empty") << httpAnswer(503, "") << u"http_503"_s << Network;
    QTest::newRow("500, HTML") << httpAnswer(500, "<html>Oops</html>", "text/html") << u"http_500"_s
                               << Network;
    QTest::newRow("503 in JSON") << httpAnswer(503, R"({"ok":false,"error":"service_unavailable"})")
                                 << u"service_unavailable"_s << Network;
    QTest::newRow("500, ok:true") << httpAnswer(500, R"({"ok":true})") << u"http_500"_s << Network;
    QTest::newRow("404") << httpAnswer(404, "not here", "text/plain") << u"http_404"_s << Network;
    QTest::newRow("portal page") << httpAnswer(200, "<!doctype html><title>Sign in</title>", "text/html")
                                 << u"not_json"_s << Protocol;
    QTest::newRow("HTML called JSON")
        << httpAnswer(200, "<html>", "application/json") << u"not_json"_s << Protocol;
    QTest::newRow("cut JSON") << httpAnswer(200, R"({"ok":tr)") << u"answer_cut"_s << Network;
    QTest::newRow("cut in a text") << httpAnswer(200, R"({"ok":true,"team":"}\")") << u"answer_cut"_s
                                   << Network;
    QTest::newRow("cut by a hang-up")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"ok\":true,\"url\":\"ws:CLOSE")
        << u"answer_cut"_s << Network;
    QTest::newRow("bad JSON") << httpAnswer(200, R"({"ok":maybe})") << u"not_json"_s << Protocol;
    QTest::newRow("other words") << httpAnswer(200, "backend restarting", "text/plain") << u"not_json"_s
                                 << Protocol;
    QTest::newRow("refused without a reason")
        << httpAnswer(200, R"({"ok":false})") << u"not_json"_s << Protocol;
    QTest::newRow("an array") << httpAnswer(200, R"([{"ok":true}])") << u"not_json"_s << Protocol;
    QTest::newRow("no ok") << httpAnswer(200, R"({"hello":"world"})") << u"not_json"_s << Protocol;
    QTest::newRow("empty") << httpAnswer(200, "") << u"not_json"_s << Protocol;
    QTest::newRow("2,000 deep") << httpAnswer(200, QByteArray(2000, '[') + QByteArray(2000, ']'))
                                << u"not_json"_s << Protocol;
    QTest::newRow("hangs up") << QByteArray("CLOSE") << u"connection_closed"_s << Network;
}

void TestWebApi::badAnswersAreErrorsInWords()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    QFETCH(Error::Kind, kind);
    HttpStub server([&answer](const HttpRequest &) { return answer; });
    Client client(server.apiBase());
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QVERIFY(!client.results[0].ok());
    QCOMPARE(client.error().code, code);
    QCOMPARE(client.error().kind, kind);
    QVERIFY(client.error().words.size() > 20);
}

void TestWebApi::nobodyListening()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QUrl base(u"http://127.0.0.1:%1/api/"_s.arg(gone.serverPort()));
    gone.close();
    Client client(base);
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.error().code, u"connection_refused"_s);
    QVERIFY(client.error().words.contains(u"127.0.0.1"_s));
}

void TestWebApi::silenceTimesOut()
{
    HttpStub server([](const HttpRequest &) { return QByteArray(); });
    Client client(server.apiBase());
    client.api.setRequestTimeout(50ms);
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.error().code, u"timeout"_s);
    QCOMPARE(client.error().kind, Error::Kind::Network);
}

void TestWebApi::redirectsAreRefused_data()
{
    // Another port or scheme of the same host is another server; and even our own gets no second request.
    QTest::addColumn<QByteArray>("location"); // PORT: of another server, OWN: of the same
    QTest::newRow("other port") << QByteArray("http://127.0.0.1:PORT/api/auth.test");
    QTest::newRow("other name, other port") << QByteArray("http://localhost:PORT/api/auth.test");
    QTest::newRow("without a scheme") << QByteArray("//127.0.0.1:PORT/api/auth.test");
    QTest::newRow("other scheme") << QByteArray("https://127.0.0.1:PORT/api/auth.test");
    QTest::newRow("credentials in it") << QByteArray("http://me:pass@127.0.0.1:PORT/api/auth.test");
    QTest::newRow("same server") << QByteArray("http://127.0.0.1:OWN/api/other");
    QTest::newRow("path only") << QByteArray("/api/other");
}

void TestWebApi::redirectsAreRefused()
{
    QFETCH(QByteArray, location);
    HttpStub elsewhere([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    for (const int status : {301, 302, 303, 307, 308}) {
        QByteArray target = location;
        target.replace("PORT", QByteArray::number(elsewhere.port()));
        HttpStub server([&](const HttpRequest &) {
            target.replace("OWN", QByteArray::number(server.port()));
            return httpAnswer(status, "", "text/plain", "Location: " + target + "\r\n");
        });
        Client client(server.apiBase());
        client.call(u"auth.test"_s);
        QTRY_COMPARE(client.results.size(), std::size_t(1));
        QCOMPARE(client.error().code, u"http_%1"_s.arg(status));
        QCOMPARE(server.requests.size(), 1);
        QCOMPARE(elsewhere.connections(), 0);
    }
}

void TestWebApi::aHandlerDiesWithItsContext()
{
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(server.apiBase());
    bool called = false;
    auto context = std::make_unique<QObject>();
    client.api.call(u"auth.test"_s, {}, context.get(),
                    [&called](const Result<ApiAnswer> &) { called = true; });
    context.reset();
    QTRY_COMPARE(client.finished.size(), 1);
    QVERIFY(!called);
}

void TestWebApi::handlersRunInTheirThread()
{
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(server.apiBase());
    QThread thread;
    thread.start();
    auto *context = new QObject;
    context->moveToThread(&thread);
    std::atomic<QThread *> ranIn = nullptr;
    client.api.call(u"auth.test"_s, {}, context,
                    [&ranIn](const Result<ApiAnswer> &) { ranIn = QThread::currentThread(); });
    QTRY_COMPARE(ranIn.load(), &thread);
    context->deleteLater();
    thread.quit();
    QVERIFY(thread.wait());
}

void TestWebApi::noRequestWithoutNeed_data()
{
    QTest::addColumn<QString>("base"); // empty: the server's own
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    QTest::newRow("no token") << QString() << QByteArray(" \n") << u"not_authed"_s;
    QTest::newRow("a header in the token")
        << QString() << QByteArray("xoxb-1\r\nX-Evil: 1") << u"bad_token"_s;
    QTest::newRow("plain http elsewhere")
        << u"http://example.invalid/api/"_s << demoToken << u"insecure_url"_s;
    QTest::newRow("not an address") << u"localhost"_s << demoToken << u"bad_url"_s;
}

void TestWebApi::noRequestWithoutNeed()
{
    QFETCH(QString, base);
    QFETCH(QByteArray, token);
    QFETCH(QString, code);
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(base.isEmpty() ? server.apiBase() : QUrl(base), token);
    client.call(u"auth.test"_s);
    QVERIFY(client.results.empty()); // told later, like every answer
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.error().code, code);
    QVERIFY(client.finished.isEmpty());
    QVERIFY(server.requests.isEmpty());
}

void TestWebApi::rateLimitPausesOneMethodOnly()
{
    int historyCalls = 0;
    HttpStub server([&historyCalls](const HttpRequest &request) {
        const bool limited = request.target.endsWith("history") && ++historyCalls == 1;
        return limited ? httpAnswer(429, R"({"ok":false,"error":"ratelimited"})", "application/json",
                                    "Retry-After: 1\r\n")
                       : httpAnswer(200, R"({"ok":true})");
    });
    Client client(server.apiBase());
    QSignalSpy limited(&client.api, &WebApi::rateLimited);
    QElapsedTimer time;
    time.start();
    client.call(u"conversations.history"_s);
    QTRY_COMPARE(limited.size(), 1);
    QCOMPARE(limited[0][0].toString(), u"conversations.history"_s);
    QCOMPARE(limited[0][1].value<Error>().retryAfter, std::optional<std::chrono::milliseconds>(1000ms));
    client.call(u"users.info"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1)); // the other method did not wait
    QCOMPARE(historyCalls, 1);
    QTRY_COMPARE(client.results.size(), std::size_t(2)); // and the first was repeated by itself
    QVERIFY(client.results[1].ok());
    QVERIFY(time.elapsed() >= 1000);
    QCOMPARE(client.finished.size(), 3);
}

void TestWebApi::rateLimitWithoutTime_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("says");
    QTest::newRow("no header") << QByteArray() << u"does not say how long"_s;
    QTest::newRow("a date that has passed")
        << QByteArray("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n") << u"1994-11-06 08:49:37 UTC"_s;
    QTest::newRow("negative") << QByteArray("Retry-After: -1\r\n") << u"“-1”"_s;
    QTest::newRow("a word") << QByteArray("Retry-After: soon\r\n") << u"“soon”"_s;
    QTest::newRow("not a number") << QByteArray("Retry-After: nan\r\n") << u"“nan”"_s;
}

void TestWebApi::rateLimitWithoutTime()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, says);
    int calls = 0;
    HttpStub server([&calls, header](const HttpRequest &) {
        return ++calls == 1 ? httpAnswer(429, "slow down", "text/plain", header)
                            : httpAnswer(200, R"({"ok":true})");
    });
    Client client(server.apiBase());
    QSignalSpy limited(&client.api, &WebApi::rateLimited);
    client.api.setRetryAfterFallback(60ms);
    client.call(u"users.info"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    const auto error = limited.value(0).value(1).value<Error>();
    QCOMPARE(error.retryAfter, std::optional<std::chrono::milliseconds>(60ms));
    QVERIFY2(error.words.contains(says), qPrintable(error.words));
}

void TestWebApi::rateLimitInOddForms_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &header, int seconds, const char *says) {
        QTest::newRow(name) << header + "\r\n" << seconds << QString::fromUtf8(says);
    };
    constexpr int week = 7 * 24 * 3600; // whatever is asked for, we ask again
    row("several headers, joined", "Retry-After: 3, 3", 3, "wait 3 s");
    row("the longest of several", "Retry-After: 2\r\nRetry-After: 5", 5, "wait 5 s");
    row("a day and more", "Retry-After: 100000", 100'000, "wait 28 h");
    row("a month", "Retry-After: 2592000", week, "wait 30 days");
    row("ages", "Retry-After: 1e30", week, "“1e30” seconds");
    row("for ever", "Retry-After: inf", week, "“inf” seconds");
    row("at once", "Retry-After: 0", 1, "wait 1 s");
    const QByteArray clock = "Date: Sat, 03 Mar 2001 10:00:00 GMT\r\nRetry-After: ";
    row("a date by the server's clock", clock + "Sat, 03 Mar 2001 10:02:05 GMT", 125, "wait 2 min");
    row("a date, with another day's name", clock + "Mon, 03 Mar 2001 10:02:05 GMT", 125, "wait 2 min");
    row("a date in the form of 1985", clock + "Saturday, 03-Mar-01 10:02:05 GMT", 125, "wait 2 min");
    row("a date in C's form", clock + "Sat Mar  3 10:02:05 2001", 125, "wait 2 min");
    row("a date of mails", clock + "Sat, 03 Mar 2001 11:02:05 +0100", 125, "wait 2 min");
    row("a date of ISO", clock + "2001-03-03T10:02:05Z", 125, "wait 2 min");
    row("a date far off", clock + "Tue, 01 Jan 2091 00:00:00 GMT", week, "until 2091-01-01 00:00:00 UTC");
}

void TestWebApi::rateLimitInOddForms()
{
    QFETCH(QByteArray, header);
    QFETCH(int, seconds);
    QFETCH(QString, says);
    HttpStub server([header](const HttpRequest &) { return httpAnswer(429, "", "text/plain", header); });
    Client client(server.apiBase());
    std::optional<Error> error;
    client.api.callOnce(u"rtm.connect"_s, {}, &client.context,
                        [&error](const Result<ApiAnswer> &answer) { error = answer.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->retryAfter, std::optional<std::chrono::milliseconds>(std::chrono::seconds(seconds)));
    QVERIFY2(error->words.contains(says), qPrintable(error->words));
}

void TestWebApi::causesOfBadAnswersHaveTheirOwnWords()
{
    QList<QByteArray> answers{httpAnswer(200, R"({"ok":tr)"),
                              httpAnswer(200, "too many requests", "text/plain"),
                              httpAnswer(200, "<html>", "text/html"),
                              httpAnswer(200, ""),
                              httpAnswer(200, "[1]"),
                              httpAnswer(200, "{\"ok\":true,\"team\":\"caf\xe9\"}"),
                              httpAnswer(200, "gone fishing", "text/plain")};
    const auto count = static_cast<std::size_t>(answers.size());
    HttpStub server([&answers](const HttpRequest &) { return answers.takeFirst(); });
    Client client(server.apiBase());
    QSet<QString> words;
    int limited = 0;
    for (std::size_t i = 0; i < count; ++i) {
        client.api.callOnce(u"auth.test"_s, {}, &client.context,
                            [&words, &limited](const Result<ApiAnswer> &answer) {
                                words << answer.error().words;
                                limited += answer.error().kind == Error::Kind::RateLimited;
                            });
        QTRY_COMPARE(static_cast<std::size_t>(words.size()), i + 1);
    }
    QCOMPARE(limited, 1);
    QVERIFY2(words.values().join(u' ').contains(u"byte 23 of 25 is 0xE9"_s),
             qPrintable(words.values().join(u'\n')));
}

void TestWebApi::patienceEnds_data()
{
    QTest::addColumn<int>("attempts");
    QTest::addColumn<std::chrono::milliseconds>("mostWait");
    QTest::addColumn<int>("asked");
    QTest::newRow("after three") << 3 << 0ms << 3;
    QTest::newRow("told to wait too long") << 0 << 10ms << 1;
}

void TestWebApi::patienceEnds()
{
    QFETCH(int, attempts);
    QFETCH(std::chrono::milliseconds, mostWait);
    QFETCH(int, asked);
    HttpStub server(
        [](const HttpRequest &) { return httpAnswer(429, "", "text/plain", "Retry-After: 0.02\r\n"); });
    Client client(server.apiBase());
    client.api.setPatience(attempts, mostWait);
    client.call(u"users.info"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.error().kind, Error::Kind::RateLimited);
    QCOMPARE(server.requests.size(), asked);
}

//! Some servers make the token a part of the stream's address. It is dialled as it is, and shown nowhere.
void TestWebApi::addressesAreGivenAsTheyCame()
{
    const QByteArray address = "ws://localhost:9001/" + demoToken;
    HttpStub server([address](const HttpRequest &) {
        return httpAnswer(200, R"({"ok":true,"url":")" + address + R"(","said":")" + demoToken + R"("})");
    });
    Client client(server.apiBase());
    client.call(u"rtm.connect"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.results[0]->address().toEncoded(), address);
    QCOMPARE(client.results[0]->root()["said"].text(), u"***"_s);
    QVERIFY(!client.results[0]->raw().contains("CANARY"));
    QVERIFY(!client.finished.value(0).value(0).value<ApiCall>().answer.contains("CANARY"));
}

void TestWebApi::callOnceHandsTheRateLimitBack()
{
    HttpStub server(
        [](const HttpRequest &) { return httpAnswer(429, "", "text/plain", "Retry-After: 7\r\n"); });
    Client client(server.apiBase());
    std::optional<Error> error;
    client.api.callOnce(u"rtm.connect"_s, {}, &client.context,
                        [&error](const Result<ApiAnswer> &answer) { error = answer.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, Error::Kind::RateLimited);
    QCOMPARE(error->retryAfter, std::optional(7000ms));
}

void TestWebApi::callsInLineGoOneByOne()
{
    int answered = 0;
    HttpStub server([&answered](const HttpRequest &) {
        return ++answered == 1 ? httpAnswer(429, "", "text/plain", "Retry-After: 0.05\r\n")
                               : httpAnswer(200, R"({"ok":true})");
    });
    Client client(server.apiBase());
    QSignalSpy limited(&client.api, &WebApi::rateLimited);
    client.call(u"users.info"_s, {{u"user"_s, u"U0"_s}});
    QTRY_COMPARE(limited.size(), 1);
    for (int i = 1; i <= 4; ++i)
        client.call(u"users.info"_s, {{u"user"_s, u"U%1"_s.arg(i)}});
    QTRY_COMPARE(client.results.size(), std::size_t(5));
    QList<QByteArray> bodies;
    for (const HttpRequest &request : std::as_const(server.requests))
        bodies << request.body;
    QCOMPARE(bodies, (QList<QByteArray>{"user=U0", "user=U0", "user=U1", "user=U2", "user=U3", "user=U4"}));
}

void TestWebApi::pagesAreFollowed()
{
    HttpStub server([](const HttpRequest &request) {
        if (request.body.contains("cursor=c2%3D"))
            return httpAnswer(200, R"({"ok":true,"n":3,"response_metadata":{"next_cursor":""}})");
        if (request.body.contains("cursor=c1"))
            return httpAnswer(200, R"({"ok":true,"n":2,"response_metadata":{"next_cursor":"c2="}})");
        return httpAnswer(200, R"({"ok":true,"n":1,"response_metadata":{"next_cursor":"c1"}})");
    });
    Client client(server.apiBase());
    QList<qint64> pages;
    int ends = 0;
    client.api.callPages(
        u"users.list"_s, {{u"limit"_s, u"200"_s}}, &client.context,
        [&pages](const ApiAnswer &page) {
            pages << page.root()["n"].integer().value_or(-1);
            return true;
        },
        [&ends](const Result<Done> &result) { ends += result.ok() ? 1 : 100; });
    QTRY_COMPARE(ends, 1);
    QCOMPARE(pages, (QList<qint64>{1, 2, 3}));
    QVERIFY(server.requests.last().body.startsWith("limit=200&cursor="));
}

void TestWebApi::pagesEndHoweverTheServerSpellsIt_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::newRow("empty cursor") << QByteArray(R"({"ok":true,"response_metadata":{"next_cursor":""}})");
    QTest::newRow("no cursor") << QByteArray(R"({"ok":true,"response_metadata":{}})");
    QTest::newRow("no metadata") << QByteArray(R"({"ok":true})");
    QTest::newRow("null") << QByteArray(R"({"ok":true,"response_metadata":{"next_cursor":null}})");
}

void TestWebApi::pagesEndHoweverTheServerSpellsIt()
{
    QFETCH(QByteArray, page);
    HttpStub server([&page](const HttpRequest &) { return httpAnswer(200, page); });
    Client client(server.apiBase());
    bool ended = false;
    client.api.callPages(
        u"users.list"_s, {}, &client.context, [](const ApiAnswer &) { return true; },
        [&ended](const Result<Done> &result) { ended = result.ok(); });
    QTRY_VERIFY(ended);
    QCOMPARE(server.requests.size(), 1);
}

void TestWebApi::pagesStopOnRequest()
{
    HttpStub server([](const HttpRequest &) {
        return httpAnswer(200, R"({"ok":true,"response_metadata":{"next_cursor":"more"}})");
    });
    Client client(server.apiBase());
    bool ended = false;
    client.api.callPages(
        u"users.list"_s, {}, &client.context, [](const ApiAnswer &) { return false; },
        [&ended](const Result<Done> &result) { ended = result.ok(); });
    QTRY_VERIFY(ended);
    QCOMPARE(server.requests.size(), 1);
}

void TestWebApi::pagesOfALoopingServerEnd_data()
{
    QTest::addColumn<int>("circle"); // pages until a cursor comes again; 0: never
    QTest::addColumn<bool>("news");  // each page holds something new
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("mostCalls");
    QTest::newRow("itself") << 1 << false << u"pages_go_round"_s << 2;
    QTest::newRow("two") << 2 << false << u"pages_go_round"_s << 3;
    QTest::newRow("five") << 5 << true << u"pages_go_round"_s << 6;
    QTest::newRow("ever new cursors") << 0 << false << u"pages_do_not_end"_s << 11;
    QTest::newRow("ever new pages") << 0 << true << u"pages_do_not_end"_s << 30;
}

void TestWebApi::pagesOfALoopingServerEnd()
{
    QFETCH(const int, circle);
    QFETCH(const bool, news);
    int asked = 0;
    HttpStub server([&](const HttpRequest &) {
        ++asked;
        const QByteArray cursor = QByteArray::number(circle > 0 ? asked % circle : asked);
        return httpAnswer(200, "{\"ok\":true,\"members\":[" + QByteArray::number(news ? asked : 0) +
                                   "],\"response_metadata\":{\"next_cursor\":\"c" + cursor + "\"}}");
    });
    Client client(server.apiBase());
    client.api.setMostPages(30);
    QSignalSpy told(&client.api, &WebApi::pagesGaveUp);
    Error error;
    int pages = 0;
    client.api.callPages(
        u"users.list"_s, {}, &client.context,
        [&pages](const ApiAnswer &) {
            ++pages;
            return true;
        },
        [&error](const Result<Done> &result) { error = result.ok() ? Error{} : result.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(!error.code.isEmpty(), 20'000);
    QTEST(error.code, "code");
    QVERIFY(error.words.contains(u"users.list"_s));
    QTEST(asked, "mostCalls");
    QCOMPARE(pages, asked);
    QCOMPARE(told.size(), 1);
}

void TestWebApi::observingRefusesWhatOthersCouldSee_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<bool>("reads");
    for (const char *method : {"auth.test",
                               "rtm.connect",
                               "rtm.start",
                               "users.info",
                               "users.list",
                               "users.conversations",
                               "conversations.list",
                               "conversations.info",
                               "conversations.history",
                               "conversations.replies",
                               "conversations.members",
                               "emoji.list",
                               "team.info",
                               "chat.getPermalink",
                               "users.getPresence",
                               "files.info",
                               "search.messages",
                               "bots.info",
                               "reactions.get",
                               "users.profile.get"})
        QTest::newRow(method) << QString::fromLatin1(method) << true;
    for (const char *method :
         {"chat.postMessage", "chat.update", "chat.delete", "chat.meMessage", "chat.postEphemeral",
          "reactions.add", "reactions.remove", "conversations.mark", "conversations.open",
          "conversations.join", "conversations.leave", "users.setPresence", "users.profile.set",
          "dnd.setSnooze", "pins.add", "files.upload", "files.completeUploadExternal", "something.new",
          "list.somethingNew"})
        QTest::newRow(method) << QString::fromLatin1(method) << false;
}

void TestWebApi::observingRefusesWhatOthersCouldSee()
{
    QFETCH(QString, method);
    QFETCH(bool, reads);
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(server.apiBase());
    client.api.setReadOnly(true);
    client.call(method);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.results[0].ok(), reads);
    QCOMPARE(server.requests.isEmpty(), !reads);
    if (!reads)
        QCOMPARE(client.error().code, u"observing"_s);
    client.api.setReadOnly(false);
    client.call(method);
    QTRY_COMPARE(client.results.size(), std::size_t(2));
    QVERIFY(client.results[1].ok());
}

void TestWebApi::everyCallIsRecordedWithoutSecrets()
{
    HttpStub server([](const HttpRequest &request) {
        return request.target.endsWith("rtm.connect")
                   ? httpAnswer(200, R"({"ok":true,"url":"wss://h/TICKET","echo":")" + demoToken + R"("})")
                   : httpAnswer(200, "<html>" + demoToken, "text/html");
    });
    Client client(server.apiBase());
    client.call(u"rtm.connect"_s, {{u"presence_sub"_s, u"1"_s}});
    QTRY_COMPARE(client.finished.size(), 1);
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.finished.size(), 2);
    const auto first = client.finished[0][0].value<ApiCall>();
    QCOMPARE(first.method, u"rtm.connect"_s);
    QCOMPARE(first.httpStatus, 200);
    QVERIFY(first.ok);
    QCOMPARE(first.answer, QByteArray(R"({"ok":true,"url":"***","echo":"***"})"));
    const auto second = client.finished[1][0].value<ApiCall>();
    QVERIFY(!second.ok);
    QCOMPARE(second.error, u"not_json"_s);
    QVERIFY(second.answer.isEmpty());
    QVERIFY(client.results[0]->root()["url"].text().contains(u"TICKET"_s)); // the caller needs it
}

void TestWebApi::proxyIsUsedAndGetsNoTokenItShouldNot()
{
    // Whatever the scheme, a proxy is asked for a tunnel: it sees CONNECT and a host only.
    HttpStub proxy([](const HttpRequest &) {
        return httpAnswer(407, "", "text/plain",
                          "Proxy-Authenticate: Basic realm=\"us\"\r\nConnection: close\r\n");
    });
    for (const auto &[base, target] : {std::pair("https://example.invalid/api/", "example.invalid:443"),
                                       std::pair("http://127.0.0.1:9/api/", "127.0.0.1:9")}) {
        proxy.requests.clear();
        Client client(QUrl(QString::fromLatin1(base)));
        QVERIFY(client.api.setProxy(*readProxy(u"http://127.0.0.1:%1"_s.arg(proxy.port()))));
        client.call(u"auth.test"_s);
        QTRY_COMPARE(client.results.size(), std::size_t(1));
        QCOMPARE(client.error().code, u"proxy_auth"_s);
        QCOMPARE(client.error().kind, Error::Kind::Rejected);
        QVERIFY(client.error().words.contains(u"asks for a name and password"_s));
        QVERIFY(proxy.requests.constFirst().head.startsWith(QByteArray("CONNECT ") + target));
        for (const HttpRequest &request : std::as_const(proxy.requests))
            QVERIFY(!request.head.contains("CANARY"));
    }
}

void TestWebApi::wrongProxyPasswordSaysSo()
{
    HttpStub proxy([](const HttpRequest &) {
        return httpAnswer(407, "", "text/plain",
                          "Proxy-Authenticate: Basic realm=\"us\"\r\nConnection: close\r\n");
    });
    Client client(QUrl(u"https://example.invalid/api/"_s));
    QVERIFY(client.api.setProxy(*readProxy(u"http://mira:S3CRET@127.0.0.1:%1"_s.arg(proxy.port()))));
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.error().code, u"proxy_auth"_s);
    QVERIFY(client.error().words.contains(u"does not accept the name and password"_s));
    QVERIFY(client.error().words.contains(u"127.0.0.1:%1"_s.arg(proxy.port())));
    QVERIFY(!(client.error().words + client.error().detail).contains(u"S3CRET"_s));
}

void TestWebApi::proxyTroubleNamesTheProxy()
{
    Client client(QUrl(u"https://example.invalid/api/"_s));
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const QString address = u"127.0.0.1:%1"_s.arg(nobody.serverPort());
    nobody.close();
    QVERIFY(client.api.setProxy(*readProxy(u"socks5://"_s + address)));
    client.call(u"auth.test"_s);
    QVERIFY(client.api.setProxy(*readProxy(u"http://"_s + address)));
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i) {
        QCOMPARE(client.error(i).code, u"proxy_refused"_s);
        QCOMPARE(client.error(i).kind, Error::Kind::Network);
        QVERIFY(client.error(i).words.contains(address));
    }
}

void TestWebApi::unusableSettingsRefuseEveryCall()
{
    Client client(QUrl(u"https://example.invalid/api/"_s));
    QVERIFY(!client.api.setCaFile(u"/nowhere/ca.pem"_s));
    client.call(u"auth.test"_s);
    QTRY_COMPARE(client.results.size(), std::size_t(1));
    QCOMPARE(client.error().code, u"bad_ca_file"_s);
    QCOMPARE(client.error().kind, Error::Kind::Input);
    QVERIFY(client.error().words.contains(u"ca.pem"_s));
}

void TestWebApi::withoutTokenWhereNoneIsNeeded()
{
    HttpStub server([](const HttpRequest &) { return httpAnswer(200, R"({"ok":true})"); });
    Client client(server.apiBase(), {});
    std::optional<bool> ok;
    client.api.callWithoutToken(u"api.test"_s, {}, this,
                                [&ok](const Result<ApiAnswer> &answer) { ok = answer.ok(); });
    QTRY_COMPARE(ok, true);
    QCOMPARE(server.requests.constFirst().header("authorization"), QByteArray());
}

RTMSCOPE_TEST_MAIN(TestWebApi)
#include "tst_webapi.moc"
