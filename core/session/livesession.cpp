// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/livesession.h"

#include "core/connection/endpoint.h"
#include "core/connection/tokencheck.h"
#include "core/errors/errorwords.h"
#include "core/net/notes.h"
#include "core/session/sessioncore.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace rtmscope {

Error sessionRefusal(Error::Kind kind, const QString &code, const QString &words)
{
    return Error{kind, code, words, {}, {}};
}

// --- What every session is made of

LiveSession::Core::Core(LiveSession *session, Config given, const Clock &givenClock)
    : q(session)
    , config(std::move(given))
    , clock(givenClock)
    , web(config.apiBase, config.token, clock)
    , addressWeb(config.kind == StreamKind::SocketMode
                     ? std::make_unique<WebApi>(config.apiBase, config.appToken, clock)
                     : nullptr)
    , people(web)
    , names(web, people)
    , manager(*this, config, addressWeb ? *addressWeb : web, ledger, clock)
{
    q->keepToken(cleanedToken(config.token));
    wire(web);
    if (addressWeb) {
        q->keepToken(cleanedToken(config.appToken));
        wire(*addressWeb);
    }
    connect(&manager, &ConnectionManager::stateChanged, q, &LiveSession::stateChanged);
    connect(&manager, &ConnectionManager::failed, q, &LiveSession::failed);
    connect(&manager, &ConnectionManager::retryHeld, q, &LiveSession::retryHeld);
    connect(&manager, &ConnectionManager::identityKnown, q, &LiveSession::identityKnown);
    connect(&manager, &ConnectionManager::latencyMeasured, q, &LiveSession::latencyMeasured);
    connect(&manager, &ConnectionManager::unanswered, q, &LiveSession::unanswered);
    connect(&manager, &ConnectionManager::progressed, q, &LiveSession::progressed);
    connect(&manager.watch(), &LivenessWatch::burstEnded, q, &EventSource::batchEnded);
}

void LiveSession::Core::wire(WebApi &api)
{
    api.setRequestTimeout(config.timings.requestTimeout);
    api.setRetryAfterFallback(config.timings.missingRetryAfter);
    api.setPatience(config.networkAttempts, config.mostWait);
    // What can't be used is told by the first call: it is refused with the same words.
    (void)api.setProxy(config.proxy);
    (void)api.setCaFile(config.caFile);
    connect(&api, &WebApi::finished, q, [this](const ApiCall &call) { q->note(notes::api(call)); });
    connect(&api, &WebApi::pagesGaveUp, q, [this](const QString &, const Error &error) {
        q->note(notes::Object()
                    .text("kind", u"trouble")
                    .text("code", error.code)
                    .text("text", error.words)
                    .close());
    });
}

//! Recorded, and no more.
void LiveSession::Core::control(Stream &stream, const WebSocket::Control &control)
{
    if (leaving)
        return;
    WebSocket::Control shown = control;
    for (const Secret &token : {cleanedToken(config.token), cleanedToken(config.appToken)}) {
        if (!token.isTrivial())
            token.maskIn(shown.payload);
    }
    q->deliverOn(stream.number, Direction::Note, notes::control(shown));
}

void LiveSession::Core::addressKnown(const QUrl &address)
{
    for (const Secret &ticket : ticketsOf(address))
        q->keepSecret(ticket);
}

bool LiveSession::Core::write(Stream &stream, const QByteArray &bytes)
{
    SocketLink *link = stream.link.get();
    const QPointer<SocketLink> alive(link);
    q->deliverOn(stream.number, Direction::Out, bytes);
    return alive && alive->send(bytes);
}

std::optional<Error> LiveSession::Core::refusalNow() const
{
    if (!armed)
        return apiError(u"observing"_s);
    if (manager.state() != State::Ready)
        return sessionRefusal(
            Error::Kind::Network, u"not_connected"_s,
            LiveSession::tr("There is no connection right now (%1).").arg(stateWords(manager.state())));
    return {};
}

// --- The public face

LiveSession::LiveSession(const Clock &clock, QObject *parent)
    : EventSource(clock, parent)
{
}

LiveSession::~LiveSession()
{
    // Nobody hears of this end: whoever listens may be gone too.
    d->leaving = true;
    d.reset();
}

void LiveSession::setCore(std::unique_ptr<Core> core)
{
    d = std::move(core);
}

void LiveSession::open()
{
    if (state() == State::Backoff)
        return retryNow();
    if (state() != State::Disconnected && state() != State::Failed)
        return;
    d->opening();
    d->manager.open(checkedTokens(d->config));
}

void LiveSession::close(Leave leave)
{
    d->manager.close(leave == Leave::ForNow);
}

void LiveSession::retryNow()
{
    d->manager.retryNow();
}

void LiveSession::networkChanged(bool reachable)
{
    d->manager.watch().setNetwork(reachable);
}

LiveSession::State LiveSession::state() const
{
    return d->manager.state();
}

const Identity &LiveSession::identity() const
{
    return d->manager.states().identity;
}

const Error &LiveSession::lastError() const
{
    return d->manager.states().lastError;
}

std::chrono::milliseconds LiveSession::nextAttemptIn() const
{
    return d->manager.nextAttemptIn();
}

std::chrono::milliseconds LiveSession::latency() const
{
    return d->manager.watch().latency();
}

Liveness LiveSession::liveness() const
{
    return d->manager.liveness();
}

const Stages &LiveSession::stages() const
{
    return d->manager.stages();
}

qint64 LiveSession::lastFrameMonotonicUs() const
{
    return d->manager.watch().lastFrameUs();
}

quint64 LiveSession::nextId() const
{
    return d->lastId + 1;
}

void LiveSession::setArmed(bool armed)
{
    if (std::exchange(d->armed, armed) == armed)
        return;
    d->web.setReadOnly(!armed);
    Q_EMIT armedChanged(armed);
}

bool LiveSession::isArmed() const
{
    return d->armed;
}

Result<Done> LiveSession::canSend(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                  bool broadcast) const
{
    if (!d->armed)
        return apiError(u"observing"_s);
    if (!channel || channel.text().startsWith(u'#'))
        return sessionRefusal(Error::Kind::Input, u"no_channel"_s,
                              tr("The stream takes a conversation's id, such as C0123, not its name."));
    if (const auto fits = checkText(text, messageFrame(channel, text, thread, broadcast).size()); !fits)
        return fits;
    if (const auto refusal = d->refusalNow())
        return *refusal;
    return Done{};
}

void LiveSession::sendMessageTo(const QString &channelNameOrId, const QString &text, const MessageTs &thread,
                                bool broadcast, QObject *context,
                                std::function<void(const Result<quint64> &)> written)
{
    resolveChannel(
        channelNameOrId, context,
        [this, text, thread, broadcast, written = std::move(written)](const Result<ChannelId> &channel) {
            if (channel)
                written(sendMessage(*channel, text, thread, broadcast));
            else
                written(channel.error());
        });
}

void LiveSession::resolveChannel(const QString &nameOrId, QObject *context,
                                 std::function<void(const Result<ChannelId> &)> found)
{
    d->names.resolve(nameOrId, context, std::move(found));
}

void LiveSession::resolveName(const QString &name, QObject *context,
                              std::function<void(const Result<QStringList> &)> found)
{
    const auto texts = [found = std::move(found)](const auto &ids) {
        if (!ids)
            return found(ids.error());
        QStringList out;
        for (const auto &id : *ids)
            out << id.text();
        found(out);
    };
    if (name.startsWith(u'@'))
        d->people.resolve(name, context, texts);
    else
        d->names.resolveAll(name, context, texts);
}

WebApi &LiveSession::web()
{
    return d->web;
}

const LiveSession::Config &LiveSession::config() const
{
    return d->config;
}

} // namespace rtmscope
