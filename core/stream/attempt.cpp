// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/attempt.h"

#include "core/base/logcategories.h"
#include "core/connection/endpoint.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"

#include <QHostAddress>
#include <QHostInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

bool resolvesNames(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy &&
           proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability);
}

Error networkTrouble(const QString &code, const QString &words)
{
    return Error{Error::Kind::Network, code, words, {}, {}};
}

} // namespace

Attempt::Attempt(const ConnectionSettings &settings, AddressCall call, WebApi &web, const Clock &clock,
                 FrameHandler onFrame, ControlHandler onControl, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_call(std::move(call))
    , m_web(web)
    , m_clock(clock)
    , m_onFrame(std::move(onFrame))
    , m_onControl(std::move(onControl))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Attempt::timeout);
    m_stages.setMethod(m_call.method);
}

void Attempt::begin(Stages::Stage stage)
{
    m_stages.begin(stage, m_clock.monotonicUs());
    Q_EMIT stageBegan();
}

void Attempt::ask()
{
    connect(&m_web, &WebApi::finished, this, [this](const ApiCall &call) {
        if (call.method == m_call.method)
            callEnded(call);
    });
    const QString host = m_web.base().host();
    const auto proxy = proxyFor(m_settings.proxy, m_web.base());
    if (proxy && resolvesNames(*proxy))
        m_stages.skip(Stages::Stage::Resolve, Stages::Reason::Proxy);
    else if (isLoopback(host) || !QHostAddress(host).isNull())
        m_stages.skip(Stages::Stage::Resolve, Stages::Reason::Address);
    else if (proxy && checkedApiBase(m_settings.apiBase) && checkedToken(cleanedToken(m_settings.token)))
        return resolve();
    call(); // which refuses what can't be used
}

//! Only to know how long it takes: the call resolves again, and finds the answer in Qt's cache.
void Attempt::resolve()
{
    begin(Stages::Stage::Resolve);
    if (m_over) // whoever heard of it may have dropped us
        return;
    m_timer.start(m_settings.timings.requestTimeout);
    QHostInfo::lookupHost(m_web.base().host(), this, [this](const QHostInfo &found) {
        if (m_over)
            return;
        m_timer.stop();
        if (found.error() == QHostInfo::NoError)
            return call();
        fail(networkError(QAbstractSocket::HostNotFoundError, Route(m_web.base().host()),
                          found.errorString()));
    });
}

void Attempt::call()
{
    begin(Stages::Stage::Answer);
    if (m_over) // whoever heard of it may have dropped us
        return;
    m_call.introduction.web ? introduce() : askForAddress();
}

void Attempt::introduce()
{
    m_calledUs = m_clock.monotonicUs();
    m_stages.setMethod(m_call.introduction.method);
    connect(m_call.introduction.web, &WebApi::finished, this, [this](const ApiCall &call) {
        if (call.method == m_call.introduction.method)
            callEnded(call);
    });
    m_call.introduction.web->callOnce(m_call.introduction.method, {}, this,
                                      [this](const Result<ApiAnswer> &answer) {
                                          if (m_over)
                                              return;
                                          if (!answer)
                                              return failCall(m_call.introduction.method, answer.error());
                                          const auto identity = m_call.introduction.read(*answer);
                                          if (!identity)
                                              return fail(identity.error());
                                          Q_EMIT identified(*identity);
                                          if (!m_over)
                                              askForAddress();
                                      });
}

void Attempt::askForAddress()
{
    qCDebug(lcStream).noquote() << "asking for an address by" << m_call.method;
    m_calledUs = m_clock.monotonicUs();
    if (m_call.introduction.web) {
        m_stages.introduced(m_call.method, m_calledUs);
        Q_EMIT stageBegan();
        if (m_over) // whoever heard of it may have dropped us
            return;
    }
    m_web.callOnce(m_call.method, m_call.arguments, this,
                   [this](const Result<ApiAnswer> &answer) { answered(answer); });
}

//! Our call is over: how much of it was the connection, how much the answer.
void Attempt::callEnded(const ApiCall &call)
{
    if (m_step != Step::Asking || m_over)
        return;
    // An attempt that was dropped may have left a call behind, which ends some time.
    const qint64 nowUs = m_clock.monotonicUs();
    constexpr qint64 rounding = 1000;
    if (nowUs - call.durationMs * 1000 < m_calledUs - rounding)
        return;
    m_stages.end(nowUs);
    const bool plain = m_web.base().scheme() != "https"_L1;
    const Stages::Entry tls = m_stages[Stages::Stage::Tls]; // of a call before this one
    if (call.tlsMs >= 0)
        m_stages.set(Stages::Stage::Tls, std::chrono::milliseconds(call.tlsMs) +
                                             std::max(tls.took, std::chrono::milliseconds(0)));
    else if (!plain && call.httpStatus == 0)
        return m_stages.failAt(Stages::Stage::Tls); // nobody answered, or was not who it should be
    else if (tls.fate != Stages::Fate::Done)
        m_stages.skip(Stages::Stage::Tls, plain ? Stages::Reason::Plain : Stages::Reason::KeptOpen);
    if (!call.ok)
        return m_stages.failAt(Stages::Stage::Answer);
    m_stages.set(Stages::Stage::Answer,
                 std::chrono::milliseconds(call.durationMs - std::max<qint64>(0, call.tlsMs)));
}

void Attempt::answered(const Result<ApiAnswer> &answer)
{
    if (m_over)
        return;
    if (!answer)
        return failCall(m_call.method, answer.error());
    if (m_call.identity)
        Q_EMIT identified(m_call.identity(answer->root()));
    if (!m_over) // whoever hears who we are may drop us
        open(answer->address());
}

void Attempt::openAt(const Secret &address)
{
    m_byOffer = true;
    for (const auto stage : {Stages::Stage::Resolve, Stages::Stage::Tls, Stages::Stage::Answer})
        m_stages.skip(stage, Stages::Reason::Offered);
    open(QUrl(QString::fromUtf8(address.reveal())));
}

void Attempt::open(const QUrl &url)
{
    const auto checked = checkedSocketUrl(url);
    if (!checked)
        return fail(checked.error());
    const auto proxy = proxyFor(m_settings.proxy, *checked);
    if (!proxy)
        return fail(proxy.error());
    m_addressGivenUs = m_clock.monotonicUs();
    m_addressGivenWallUs = m_clock.nowUs();
    m_step = Step::Opening;
    Q_EMIT addressGiven(*checked);
    if (m_over)
        return;
    begin(Stages::Stage::Socket);
    if (m_over)
        return;
    const ConnectionTimings &timings = m_settings.timings;
    m_stream = std::make_unique<Stream>(m_connection, Heartbeat({.quiet = timings.quietBeforePing,
                                                                 .deadline = timings.pongDeadline,
                                                                 .urgentDeadline = timings.doubtDeadline,
                                                                 .latencyEvery = timings.latencyEvery}));
    Stream *stream = m_stream.get();
    stream->link = std::make_unique<SocketLink>(
        [onFrame = m_onFrame, stream](const QByteArray &bytes, bool binary) {
            onFrame(*stream, bytes, binary);
        },
        [onControl = m_onControl, stream](const WebSocket::Control &control) { onControl(*stream, control); },
        this);
    connect(stream->link.get(), &SocketLink::opened, this, [this] {
        m_step = Step::AwaitingHello;
        begin(Stages::Stage::Hello);
        if (m_over)
            return;
        m_stream->openedUs = m_clock.monotonicUs();
        m_timer.start(std::min(m_settings.timings.helloGrace, m_settings.timings.helloTimeout));
        Q_EMIT opened();
        if (!m_over && !m_settings.awaitsHello)
            Q_EMIT helloWaived();
    });
    connect(stream->link.get(), &SocketLink::gone, this,
            [this](const Error &error) { fail(m_stream->farewell.value_or(error)); });
    m_timer.start(m_settings.timings.helloTimeout);
    stream->link->setUnnamedPause(m_settings.timings.missingRetryAfter);
    stream->link->open(*checked, *proxy, m_web.tls());
}

void Attempt::timeout()
{
    const ConnectionTimings &timings = m_settings.timings;
    if (m_step == Step::Asking)
        return fail(timeoutError(m_web.base().host(), timings.requestTimeout));
    if (m_step == Step::Opening)
        return fail(networkTrouble(
            u"timeout"_s, tr("The stream did not open within %1.").arg(waitWords(timings.helloTimeout))));
    if (!m_askedWithoutHello && timings.helloGrace < timings.helloTimeout) {
        m_askedWithoutHello = true;
        m_timer.start(timings.helloTimeout - timings.helloGrace);
        Q_EMIT helloOverdue();
        return;
    }
    if (!m_askedWithoutHello)
        return fail(
            networkTrouble(u"no_hello"_s, tr("%1 opened the stream but said no hello within %2.")
                                              .arg(m_stream->link->host(), waitWords(timings.helloTimeout))));
    // Most servers that do so were written for tests, and will do it every time.
    fail(networkTrouble(
        u"no_hello"_s,
        tr("%1 opened the stream but within %2 neither said hello nor answered our ping, so "
           "nobody can tell whether it listens. A server for tests may never do either: to go on "
           "without, start Rtmscope with --no-hello, or say so in the profile.")
            .arg(m_stream->link->host(), waitWords(timings.helloTimeout))));
}

void Attempt::fail(const Error &error)
{
    qCDebug(lcStream, "attempt failed: %s", qUtf8Printable(error.code));
    m_timer.stop();
    Q_EMIT failed(error);
}

void Attempt::failCall(const QString &method, const Error &error)
{
    fail(m_call.explain ? m_call.explain(method, error) : error);
}

void Attempt::drop()
{
    m_over = true;
    disconnect();
    m_timer.stop();
    m_stream.reset();
    deleteLater();
}

std::unique_ptr<Stream> Attempt::takeStream()
{
    m_over = true;
    m_timer.stop();
    m_stages.end(m_clock.monotonicUs());
    m_stream->link->disconnect(this);
    m_stream->link->setParent(parent());
    return std::move(m_stream);
}

} // namespace rtmscope
