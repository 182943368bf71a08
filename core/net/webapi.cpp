// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/webapi.h"

#include "core/base/logcategories.h"
#include "core/base/utf8.h"
#include "core/connection/endpoint.h"
#include "core/errors/answererrors.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"
#include "core/errors/retryafter.h"
#include "core/net/answershape.h"
#include "core/net/apipages.h"
#include "core/net/bodyonce.h"
#include "core/net/notes.h"
#include "core/net/proxyprobe.h"
#include "core/net/trust.h"
#include "core/text/cleantext.h"

#include <QDateTime>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrlQuery>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr int statusTooManyRequests = 429;
// The largest answer anybody has seen, the old rtm.start of a big workspace, had some tens of megabytes.
constexpr qint64 mostAnswerBytes = 128 * 1024 * 1024;
// A hundred thousand conversations at the size of page that we ask for.
constexpr int usualMostPages = 500;

qint64 serverTimeUs(const QNetworkReply &reply)
{
    const QDateTime date = httpDate(reply.rawHeader("Date"));
    return date.isValid() ? date.toMSecsSinceEpoch() * 1000 : 0;
}

QStringList scopesBeside(const QNetworkReply &reply)
{
    QStringList scopes = QString::fromLatin1(reply.rawHeader("X-OAuth-Scopes")).split(u',');
    for (QString &scope : scopes)
        scope = cleanName(scope);
    scopes.removeAll(QString());
    return scopes;
}

bool looksLikeHtml(const QNetworkReply &reply, const QByteArray &body)
{
    return reply.header(QNetworkRequest::ContentTypeHeader)
               .toString()
               .contains("html"_L1, Qt::CaseInsensitive) ||
           body.trimmed().startsWith('<');
}

RetryAfter retryAfter(const QNetworkReply &reply, std::chrono::milliseconds fallback)
{
    return readRetryAfter(reply.rawHeader("Retry-After"), httpDate(reply.rawHeader("Date")), fallback);
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
        bool once = false;      //!< a 429 goes to the handler
        bool anonymous = false; //!< without the token
        int limited = 0;        //!< how often it has met a 429
    };
    //! One request on its way.
    struct Attempt
    {
        qint64 startedUs = 0;
        qint64 encryptedUs = 0;
        QNetworkProxy proxy;
        Route route;
        QList<QSslError> tlsErrors;
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
            badBase = checked.error();
        if (const auto usable = checkedToken(token); !usable)
            badToken = usable.error();
        network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        if (auto trust = trustWith({}))
            tls = *trust;
    }

    void accept(Call call);
    std::optional<Error> refusal(const Call &call) const;
    void start(Call call);
    QNetworkReply *post(const Call &call);
    QNetworkRequest request(const Call &call) const;
    void finish(QNetworkReply *reply, const Call &call, const Attempt &attempt);
    void conclude(const Call &call, ApiCall record, const Attempt &attempt, const Result<ApiAnswer> &result);
    Result<ApiAnswer> answerIn(QNetworkReply *reply, const QByteArray &body,
                               const std::shared_ptr<json::Document> &document, const Attempt &attempt) const;
    Error failure(QNetworkReply *reply, const Attempt &attempt) const;
    QString told(const QByteArray &body) const;
    Error unreadable(QNetworkReply *reply, const QByteArray &body) const;
    bool waitOut(Call call, const Error &error);
    void resume(const QString &method);
    void nextInLine(const QString &method);
    void answer(const Call &call, const Result<ApiAnswer> &result) const;
    void answerLater(const Call &call, const Error &error) const;

    WebApi *q;
    QUrl base;
    Secret token;
    const Clock &clock;
    ProxySetting proxy;
    QSslConfiguration tls;
    // Why no request can be made at all.
    std::optional<Error> badBase;
    std::optional<Error> badToken;
    std::optional<Error> badProxy;
    std::optional<Error> badCaFile;
    bool readOnly = false;
    std::chrono::milliseconds timeout = 30s;
    std::chrono::milliseconds retryAfterFallback = 30s;
    int mostPages = usualMostPages;
    int attempts = 0;                      //!< most 429s that one call waits out, and one; 0: no bound
    std::chrono::milliseconds mostWait{0}; //!< longest Retry-After that is waited out; 0: no bound
    QHash<QString, Line> lines;
    QNetworkAccessManager network;
};

void WebApi::Private::accept(Call call)
{
    if (const auto problem = refusal(call))
        return answerLater(call, *problem);
    if (readOnly && !onlyReads(call.method))
        return answerLater(call, apiError(u"observing"_s));
    const auto line = lines.find(call.method);
    if (line != lines.end() && !call.once) {
        line->calls.append(std::move(call));
        return;
    }
    start(std::move(call));
}

std::optional<Error> WebApi::Private::refusal(const Call &call) const
{
    for (const auto *problem : {&badBase, &badProxy, &badCaFile}) {
        if (*problem)
            return *problem;
    }
    return call.anonymous ? std::nullopt : badToken;
}

QNetworkRequest WebApi::Private::request(const Call &call) const
{
    QNetworkRequest request(base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(call.method)))));
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      u"application/x-www-form-urlencoded; charset=utf-8"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, QString::fromLatin1(userAgent()));
    if (!call.anonymous)
        request.setRawHeader("Authorization", "Bearer " + token.reveal());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(timeout.count()));
    request.setSslConfiguration(tls);
    return request;
}

QNetworkReply *WebApi::Private::post(const Call &call)
{
    const QByteArray body = bodyOf(call.arguments);
    if (onlyReads(call.method))
        return network.post(request(call), body);
    QNetworkRequest once = request(call);
    once.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    once.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *device = new BodyOnce(body, q);
    QNetworkReply *reply = network.post(once, device);
    device->setParent(reply);
    return reply;
}

void WebApi::Private::start(Call call)
{
    // Asked for each request: the system's may change with the network.
    const auto way = proxyFor(proxy, base);
    if (!way)
        return answerLater(call, way.error());
    network.setProxy(*way);
    auto attempt = std::make_shared<Attempt>();
    attempt->startedUs = clock.monotonicUs();
    attempt->proxy = *way;
    attempt->route = Route(base.host(), *way);
    QNetworkReply *reply = post(call);
    connect(reply, &QNetworkReply::downloadProgress, q, [reply](qint64 received, qint64) {
        if (received > mostAnswerBytes)
            reply->abort();
    });
    // Only listened to: nobody can have these ignored.
    connect(reply, &QNetworkReply::sslErrors, q,
            [attempt](const QList<QSslError> &errors) { attempt->tlsErrors = errors; });
    connect(reply, &QNetworkReply::encrypted, q,
            [this, attempt] { attempt->encryptedUs = clock.monotonicUs(); });
    connect(reply, &QNetworkReply::finished, q,
            [this, reply, attempt, call = std::move(call)] { finish(reply, call, *attempt); });
}

//! Nothing came that could be called an answer.
Error WebApi::Private::failure(QNetworkReply *reply, const Attempt &attempt) const
{
    if (reply->error() == QNetworkReply::OperationCanceledError)
        return timeoutError(attempt.route.host, timeout);
    if (!attempt.tlsErrors.isEmpty())
        return tlsError(attempt.route.host, attempt.tlsErrors);
    return networkError(reply->error(), attempt.route, reply->errorString());
}

//! The server's own words, for whoever wants to see them.
QString WebApi::Private::told(const QByteArray &body) const
{
    constexpr qsizetype mostBytes = 2000;
    QByteArray masked = notes::withoutTickets(body);
    token.maskIn(masked);
    QString text = cleanLines(maskSecrets(QString::fromUtf8(masked))).trimmed();
    if (text.size() > mostBytes)
        text = text.left(mostBytes) + u'…';
    return text;
}

//! What came with status 200 and is not an answer of the Web API: each cause in words of its own.
Error WebApi::Private::unreadable(QNetworkReply *reply, const QByteArray &body) const
{
    const QString host = base.host();
    const QByteArray text = body.trimmed();
    const qint64 promised = reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    const bool brokeOff =
        reply->error() == QNetworkReply::RemoteHostClosedError || (promised > 0 && body.size() < promised);
    if (brokeOff || answershape::isCutJson(text))
        return answerCutError(host, body.size());
    if (looksLikeHtml(*reply, body))
        return notJsonError(host, true);
    if (text.isEmpty())
        return emptyAnswerError(host);
    if (const qsizetype at = badUtf8Byte(body); at >= 0 && (text.startsWith('{') || text.startsWith('[')))
        return notUtf8Error(host, body, at);
    if (answershape::saysTooMany(text))
        return rateLimitedError(retryAfter(*reply, retryAfterFallback));
    return notJsonError(host, false, answershape::isPlainWords(text) ? told(body) : QString());
}

//! \a document holds what could be parsed of \a body.
Result<ApiAnswer> WebApi::Private::answerIn(QNetworkReply *reply, const QByteArray &body,
                                            const std::shared_ptr<json::Document> &document,
                                            const Attempt &attempt) const
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString host = base.host();
    const auto withBody = [this, &body](Error error) {
        error.detail = told(body);
        return error;
    };
    if (status == statusTooManyRequests)
        return withBody(rateLimitedError(retryAfter(*reply, retryAfterFallback)));
    if (status == 0 || reply->error() == QNetworkReply::ProxyAuthenticationRequiredError ||
        reply->error() == QNetworkReply::OperationCanceledError)
        return failure(reply, attempt);
    if (status >= 300 && status < 400)
        return httpError(status, host);

    if (!document->root().isObject())
        return withBody(status == 200 ? unreadable(reply, body) : httpError(status, host));
    const QUrl address(document->root()["url"].text());
    QByteArray shown = body;
    if (token.maskIn(shown)) // a server may say it back, in an error for example
        document->parse(shown);
    const json::Value root = document->root();
    if (root["ok"].boolean() == true && status < 400) {
        ApiAnswer answer(document, shown, address);
        answer.setScopes(scopesBeside(*reply));
        return answer;
    }
    // A 5xx with JSON in it is still the server's trouble unless it gives a reason of its own.
    if (!root["error"].isString())
        return withBody(status == 200 ? noReasonError(host, root) : httpError(status, host));
    Error error = apiErrorFrom(root);
    if (error.kind == Error::Kind::RateLimited) {
        const Error limited = rateLimitedError(retryAfter(*reply, retryAfterFallback));
        error.retryAfter = limited.retryAfter;
        error.words = error.detail.isEmpty() ? limited.words : limited.words + u' ' + error.detail;
    }
    return withBody(error);
}

void WebApi::Private::finish(QNetworkReply *reply, const Call &call, const Attempt &attempt)
{
    reply->deleteLater();
    QByteArray body = reply->isOpen() ? reply->readAll() : QByteArray(); // an aborted one is closed
    if (constexpr QByteArrayView mark("\xEF\xBB\xBF");
        body.startsWith(mark)) // as some editors put before a file
        body.remove(0, mark.size());
    const auto document = std::make_shared<json::Document>();
    const bool isJson = document->parse(body);
    const auto result = answerIn(reply, body, document, attempt);
    token.maskIn(body); // only now: an address may hold it

    ApiCall record;
    record.method = call.method;
    record.arguments = call.arguments;
    record.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    record.serverUs = serverTimeUs(*reply);
    if (isJson)
        record.answer = notes::withoutTickets(body);
    const bool unclear = !result && result.error().code == "proxy_failed"_L1 &&
                         attempt.proxy.type() == QNetworkProxy::HttpProxy;
    if (!unclear)
        return conclude(call, record, attempt, result);
    const auto port = static_cast<quint16>(base.port(base.scheme() == "https"_L1 ? 443 : 80));
    explainProxyFailure(attempt.proxy, base.host(), port, q,
                        [this, call, record, attempt, result](const std::optional<Error> &better) {
                            conclude(call, record, attempt, better.value_or(result.error()));
                        });
}

void WebApi::Private::conclude(const Call &call, ApiCall record, const Attempt &attempt,
                               const Result<ApiAnswer> &result)
{
    record.ok = result.ok();
    record.error = result ? QString() : result.error().code;
    record.durationMs = (clock.monotonicUs() - attempt.startedUs) / 1000;
    if (attempt.encryptedUs != 0)
        record.tlsMs = (attempt.encryptedUs - attempt.startedUs) / 1000;
    qCDebug(lcNet).noquote() << call.method << "HTTP" << record.httpStatus
                             << (record.ok ? u"ok"_s : record.error) << "in" << record.durationMs << "ms";
    Q_EMIT q->finished(record);

    if (!result && waitOut(call, result.error()))
        return;
    answer(call, result);
    nextInLine(call.method);
}

bool WebApi::Private::waitOut(Call call, const Error &error)
{
    if (error.kind != Error::Kind::RateLimited || call.once)
        return false;
    const std::chrono::milliseconds delay = error.retryAfter.value_or(retryAfterFallback);
    ++call.limited;
    if ((attempts > 0 && call.limited >= attempts) || (mostWait.count() > 0 && delay > mostWait))
        return false;
    const QString method = call.method;
    qCDebug(lcNet).noquote() << method << "waits" << delay.count() << "ms, as the server asked";
    Line &line = lines[method];
    line.calls.prepend(std::move(call));
    if (!line.paused) {
        line.paused = true;
        QTimer::singleShot(delay, q, [this, method] { resume(method); });
    }
    Q_EMIT q->rateLimited(method, error);
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
    d->accept({method, arguments, context, std::move(handler)});
}

void WebApi::callOnce(const QString &method, const ApiArguments &arguments, QObject *context, Handler handler)
{
    d->accept({method, arguments, context, std::move(handler), true});
}

void WebApi::callWithoutToken(const QString &method, const ApiArguments &arguments, QObject *context,
                              Handler handler)
{
    d->accept({method, arguments, context, std::move(handler), true, true});
}

void WebApi::callPages(const QString &method, const ApiArguments &arguments, QObject *context,
                       std::function<bool(const ApiAnswer &)> page,
                       std::function<void(const Result<Done> &)> end)
{
    walkPages(*this, {method, arguments, context, std::move(page), std::move(end), d->mostPages});
}

void WebApi::setReadOnly(bool readOnly)
{
    d->readOnly = readOnly;
}

QByteArray WebApi::bodyOf(const ApiArguments &arguments)
{
    QByteArray body;
    for (const auto &[key, value] : arguments) {
        if (!body.isEmpty())
            body += '&';
        body += QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
    }
    return body;
}

void WebApi::setRequestTimeout(std::chrono::milliseconds timeout)
{
    d->timeout = timeout;
}

void WebApi::setMostPages(int pages)
{
    d->mostPages = pages;
}

void WebApi::setRetryAfterFallback(std::chrono::milliseconds wait)
{
    d->retryAfterFallback = wait;
}

void WebApi::setPatience(int attempts, std::chrono::milliseconds mostWait)
{
    d->attempts = attempts;
    d->mostWait = mostWait;
}

Result<Done> WebApi::setProxy(const ProxySetting &proxy)
{
    d->proxy = proxy;
    d->badProxy.reset();
    if (d->badBase)
        return Done{}; // that is told first; there is no target to speak of
    if (const auto usable = proxyFor(proxy, d->base); !usable) {
        d->badProxy = usable.error();
        qCInfo(lcNet, "the proxy can't be used: %s", qUtf8Printable(usable.error().code));
        return usable.error();
    }
    return Done{};
}

Result<Done> WebApi::setCaFile(const QString &path)
{
    d->badCaFile.reset();
    const auto trust = trustWith(path);
    if (!trust) {
        d->badCaFile = trust.error();
        qCInfo(lcNet, "the CA file can't be used: %s", qUtf8Printable(trust.error().code));
        return trust.error();
    }
    d->tls = *trust;
    return Done{};
}

const QSslConfiguration &WebApi::tls() const
{
    return d->tls;
}

const QUrl &WebApi::base() const
{
    return d->base;
}

void WebApi::forgetConnections()
{
    d->network.clearConnectionCache();
}

QNetworkAccessManager &WebApi::network()
{
    return d->network;
}

} // namespace rtmscope
