// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/webapi.h"

#include "core/session/endpoint.h"
#include "core/session/errorwords.h"
#include "core/session/notes.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr int statusTooManyRequests = 429;
// The largest answer anybody has seen, the old rtm.start of a big workspace, had some tens of megabytes.
constexpr qint64 mostAnswerBytes = 128 * 1024 * 1024;

//! Proxies as the endpoint rules say, for every request of one manager.
class ProxyRule final : public QNetworkProxyFactory
{
public:
    explicit ProxyRule(QUrl setting)
        : m_setting(std::move(setting))
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const auto proxy = proxyFor(m_setting, query.url());
        return {proxy ? *proxy : QNetworkProxy(QNetworkProxy::NoProxy)};
    }

private:
    QUrl m_setting;
};

QByteArray formEncoded(const ApiArguments &arguments)
{
    QByteArray body;
    for (const auto &[key, value] : arguments) {
        if (!body.isEmpty())
            body += '&';
        body += QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
    }
    return body;
}

bool looksLikeHtml(const QNetworkReply &reply, const QByteArray &body)
{
    return reply.header(QNetworkRequest::ContentTypeHeader)
               .toString()
               .contains("html"_L1, Qt::CaseInsensitive) ||
           body.trimmed().startsWith('<');
}

std::chrono::milliseconds retryAfter(const QNetworkReply &reply, std::chrono::milliseconds fallback)
{
    bool isNumber = false;
    const double seconds = reply.rawHeader("Retry-After").trimmed().toDouble(&isNumber);
    constexpr double mostSeconds = 24 * 3600;
    // A date form exists in HTTP, but nobody has seen it here; it counts as no header.
    if (!isNumber || seconds < 0 || seconds > mostSeconds)
        return fallback;
    return std::chrono::milliseconds(qRound64(seconds * 1000));
}

} // namespace

QString ApiAnswer::nextCursor() const
{
    return root()["response_metadata"]["next_cursor"].text();
}

struct WebApi::Private
{
    struct Call
    {
        QString method;
        ApiArguments arguments;
        QPointer<QObject> context;
        Handler handler;
        bool once = false; //!< a 429 goes to the handler
    };
    struct Pages
    {
        QString method;
        ApiArguments arguments;
        QPointer<QObject> context;
        std::function<bool(const ApiAnswer &)> page;
        std::function<void(const Result<Done> &)> end;
    };
    //! A method after a 429: its calls stand in line and go one at a time until the line is empty.
    struct Line
    {
        QList<Call> calls;
        bool paused = false;
    };

    Private(WebApi *api, const QUrl &givenBase, const Secret &givenToken, const Clock &givenClock)
        : q(api)
        , token(cleanedToken(givenToken))
        , clock(givenClock)
    {
        const auto checked = checkedApiBase(givenBase);
        base = checked ? *checked : givenBase;
        if (!checked)
            refusal = checked.error();
        else if (const auto usable = checkedToken(token); !usable)
            refusal = usable.error();
        network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        network.setProxyFactory(new ProxyRule(QUrl()));
    }

    void accept(Call call);
    void start(Call call);
    QNetworkRequest request(const QString &method) const;
    void finish(QNetworkReply *reply, const Call &call, qint64 startedUs);
    Result<ApiAnswer> parse(QNetworkReply *reply, const QByteArray &body) const;
    bool waitOut(const Call &call, const Error &error);
    void resume(const QString &method);
    void nextInLine(const QString &method);
    void answer(const Call &call, const Result<ApiAnswer> &result) const;
    void answerLater(const Call &call, const Error &error) const;
    void nextPage(const Pages &pages, const QString &cursor);

    WebApi *q;
    QUrl base;
    Secret token;
    const Clock &clock;
    std::optional<Error> refusal; //!< why no request can be made at all
    bool readOnly = false;
    std::chrono::milliseconds timeout = 30s;
    std::chrono::milliseconds retryAfterFallback = 30s;
    QHash<QString, Line> lines;
    QNetworkAccessManager network;
};

void WebApi::Private::accept(Call call)
{
    if (refusal)
        return answerLater(call, *refusal);
    if (readOnly && !onlyReads(call.method))
        return answerLater(call, apiError(u"observing"_s));
    const auto line = lines.find(call.method);
    if (line != lines.end() && !call.once) {
        line->calls.append(std::move(call));
        return;
    }
    start(std::move(call));
}

QNetworkRequest WebApi::Private::request(const QString &method) const
{
    QNetworkRequest request(base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(method)))));
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      u"application/x-www-form-urlencoded; charset=utf-8"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, QString::fromLatin1(userAgent()));
    request.setRawHeader("Authorization", "Bearer " + token.reveal());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(timeout.count()));
    return request;
}

void WebApi::Private::start(Call call)
{
    const qint64 startedUs = clock.monotonicUs();
    QNetworkReply *reply = network.post(request(call.method), formEncoded(call.arguments));
    connect(reply, &QNetworkReply::downloadProgress, q, [reply](qint64 received, qint64) {
        if (received > mostAnswerBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, q,
            [this, reply, startedUs, call = std::move(call)] { finish(reply, call, startedUs); });
}

Result<ApiAnswer> WebApi::Private::parse(QNetworkReply *reply, const QByteArray &body) const
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString host = base.host();
    if (status == statusTooManyRequests)
        return rateLimitedError(retryAfter(*reply, retryAfterFallback));
    if (status == 0 || reply->error() == QNetworkReply::ProxyAuthenticationRequiredError) {
        if (reply->error() == QNetworkReply::OperationCanceledError)
            return timeoutError(host, timeout);
        return networkError(reply->error(), host, reply->errorString());
    }
    if (status >= 300 && status < 400)
        return httpError(status, host);

    auto document = std::make_shared<json::Document>();
    const bool isJson = document->parse(body) && document->root().isObject();
    if (!isJson)
        return status == 200 ? notJsonError(host, looksLikeHtml(*reply, body)) : httpError(status, host);
    if (document->root()["ok"].boolean() == true && status < 400)
        return ApiAnswer(std::move(document), body);
    // A 5xx with JSON in it is still the server's trouble unless it gives a reason of its own.
    if (!document->root()["error"].isString())
        return status == 200 ? notJsonError(host, false) : httpError(status, host);
    Error error = apiErrorFrom(document->root());
    if (error.kind == Error::Kind::RateLimited)
        error.retryAfter = retryAfter(*reply, retryAfterFallback);
    return error;
}

void WebApi::Private::finish(QNetworkReply *reply, const Call &call, qint64 startedUs)
{
    reply->deleteLater();
    QByteArray body = reply->isOpen() ? reply->readAll() : QByteArray(); // an aborted one is closed
    token.maskIn(body); // a server may say it back, in an error for example
    const auto result = parse(reply, body);

    ApiCall record;
    record.method = call.method;
    record.arguments = call.arguments;
    record.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    record.ok = result.ok();
    record.error = result ? QString() : result.error().code;
    record.durationMs = (clock.monotonicUs() - startedUs) / 1000;
    if (json::Document check; check.parse(body))
        record.answer = notes::withoutTickets(body);
    Q_EMIT q->finished(record);

    if (!result && waitOut(call, result.error()))
        return;
    answer(call, result);
    nextInLine(call.method);
}

bool WebApi::Private::waitOut(const Call &call, const Error &error)
{
    if (error.kind != Error::Kind::RateLimited || call.once)
        return false;
    const auto delay = error.retryAfter.value_or(retryAfterFallback);
    Line &line = lines[call.method];
    line.calls.prepend(call);
    if (!line.paused) {
        line.paused = true;
        QTimer::singleShot(delay, q, [this, method = call.method] { resume(method); });
    }
    Q_EMIT q->rateLimited(call.method, delay);
    return true;
}

void WebApi::Private::resume(const QString &method)
{
    lines[method].paused = false;
    nextInLine(method);
}

void WebApi::Private::nextInLine(const QString &method)
{
    const auto line = lines.find(method);
    if (line == lines.end() || line->paused)
        return;
    while (!line->calls.isEmpty() && !line->calls.constFirst().context)
        line->calls.removeFirst();
    if (line->calls.isEmpty()) {
        lines.erase(line);
        return;
    }
    // Observe may have been chosen while the call waited.
    Call call = line->calls.takeFirst();
    if (readOnly && !onlyReads(method)) {
        answerLater(call, apiError(u"observing"_s));
        return nextInLine(method);
    }
    start(std::move(call));
}

void WebApi::Private::answer(const Call &call, const Result<ApiAnswer> &result) const
{
    QObject *context = call.context;
    if (!context)
        return;
    if (context->thread() == q->thread())
        return call.handler(result);
    QMetaObject::invokeMethod(
        context, [handler = call.handler, result] { handler(result); }, Qt::QueuedConnection);
}

void WebApi::Private::answerLater(const Call &call, const Error &error) const
{
    if (call.context)
        QMetaObject::invokeMethod(
            call.context, [handler = call.handler, error] { handler(error); }, Qt::QueuedConnection);
}

void WebApi::Private::nextPage(const Pages &pages, const QString &cursor)
{
    ApiArguments arguments = pages.arguments;
    if (!cursor.isEmpty())
        arguments.append({u"cursor"_s, cursor});
    q->call(pages.method, arguments, pages.context, [this, pages, cursor](const Result<ApiAnswer> &result) {
        if (!result)
            return pages.end(result.error());
        const QString next = result->nextCursor();
        const bool more = pages.page(*result) && !next.isEmpty();
        // A server that repeats its cursor would keep us busy for ever.
        if (!more || next == cursor)
            return pages.end(Done{});
        nextPage(pages, next);
    });
}

WebApi::WebApi(QUrl base, Secret token, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, base, token, clock))
{
}

WebApi::~WebApi()
{
    // Replies die with their manager; none of them may speak to us while we are half gone.
    const auto replies = d->network.findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : replies)
        reply->disconnect(this);
}

void WebApi::call(const QString &method, const ApiArguments &arguments, QObject *context, Handler handler)
{
    d->accept({method, arguments, context, std::move(handler), false});
}

void WebApi::callOnce(const QString &method, const ApiArguments &arguments, QObject *context, Handler handler)
{
    d->accept({method, arguments, context, std::move(handler), true});
}

void WebApi::callPages(const QString &method, const ApiArguments &arguments, QObject *context,
                       std::function<bool(const ApiAnswer &)> page,
                       std::function<void(const Result<Done> &)> end)
{
    d->nextPage({method, arguments, context, std::move(page), std::move(end)}, {});
}

void WebApi::setReadOnly(bool readOnly)
{
    d->readOnly = readOnly;
}

bool WebApi::onlyReads(const QString &method)
{
    // The last word of a method says what it does; these never change anything that others could see.
    constexpr std::array reading{"list"_L1,        "info"_L1,         "test"_L1,          "history"_L1,
                                 "replies"_L1,     "members"_L1,      "conversations"_L1, "connect"_L1,
                                 "start"_L1,       "messages"_L1,     "files"_L1,         "teamInfo"_L1,
                                 "getPresence"_L1, "getPermalink"_L1, "getReactions"_L1,  "lookupByEmail"_L1,
                                 "identity"_L1};
    if (method == "profile.get"_L1 || method == "users.profile.get"_L1 || method == "reactions.get"_L1)
        return true;
    const QStringView last = QStringView(method).mid(method.lastIndexOf(u'.') + 1);
    return std::any_of(reading.begin(), reading.end(),
                       [last](QLatin1StringView word) { return last == word; });
}

void WebApi::setRequestTimeout(std::chrono::milliseconds timeout)
{
    d->timeout = timeout;
}

void WebApi::setRetryAfterFallback(std::chrono::milliseconds wait)
{
    d->retryAfterFallback = wait;
}

Result<Done> WebApi::setProxy(const QUrl &proxy)
{
    if (const auto checked = proxyFor(proxy, d->base); !checked) {
        d->refusal = checked.error();
        return checked.error();
    }
    d->network.setProxyFactory(new ProxyRule(proxy));
    return Done{};
}

const QUrl &WebApi::base() const
{
    return d->base;
}

QNetworkAccessManager &WebApi::network()
{
    return d->network;
}

} // namespace rtmscope
