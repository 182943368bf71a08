// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/rtmsession.h"

#include "core/base/logcategories.h"
#include "core/connection/endpoint.h"
#include "core/errors/errorwords.h"
#include "core/events/eventdecoder.h"
#include "core/names/channelnames.h"
#include "core/names/peoplenames.h"
#include "core/net/notes.h"
#include "core/send/frames.h"
#include "core/session/controlframes.h"
#include "core/session/repeats.h"
#include "core/session/rtmconnect.h"
#include "core/session/signalsender.h"
#include "core/stream/connectionmanager.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

Error refusal(Error::Kind kind, const QString &code, const QString &words)
{
    return Error{kind, code, words, {}, {}};
}

} // namespace

//! What is RTM's own: its frames, the answers to what we wrote, and which events came before.
struct RtmSession::Private final : public StreamProtocol
{
    Private(RtmSession *session, Config given, const Clock &givenClock);

    // The protocol of the streams
    AddressCall addressCall() const override { return rtmConnect(config.connectMethod); }
    void frame(Stream &stream, const QByteArray &bytes, bool binary) override;
    void control(Stream &stream, const WebSocket::Control &control) override;
    quint64 takeId() override { return ++lastId; }
    void writePing(Stream &stream, quint64 id) override;
    void connectionChanged(quint32 connection) override { q->setConnection(connection); }
    void note(const QByteArray &json) override { q->note(json); }
    void addressKnown(const QUrl &address) override;
    void handOverBegan(quint32 old) override { repeats.beginHandOver(old); }
    void handOverEnded() override { repeats.endHandOver(); }

    // What came
    void eventCame(const Event &event);
    void acknowledged(const Event &event);
    void replayed(const Event &event);
    void errorFrame(const Event &event);
    void offered();
    bool isRepeat(const Event &event, const EventDecoder &decoder);

    bool write(Stream &stream, const QByteArray &bytes);

    RtmSession *q;
    Config config;
    const Clock &clock;
    WebApi web;
    PeopleNames people;
    ChannelNames names;
    AckLedger ledger;
    Repeats repeats;
    SignalSender signalSender;
    json::Document document;
    const QByteArray *arriving = nullptr; //!< the frame being delivered, its tickets still in it
    bool leaving = false;                 //!< being destroyed
    bool armed = true;
    quint64 lastId = 0;
    ConnectionManager manager; //!< last: when it goes, it still speaks to us
};

RtmSession::Private::Private(RtmSession *session, Config given, const Clock &givenClock)
    : q(session)
    , config(std::move(given))
    , clock(givenClock)
    , web(config.apiBase, config.token, clock)
    , people(web)
    , names(web, people)
    , signalSender(
          [this](const auto &make) -> std::optional<quint64> {
              if (!manager.isReady() || !manager.stream())
                  return {};
              const quint64 id = takeId();
              write(*manager.stream(), make(id));
              return id;
          },
          clock)
    , manager(*this, config, web, ledger, clock)
{
    q->keepSecret(cleanedToken(config.token));
    web.setRequestTimeout(config.timings.requestTimeout);
    web.setRetryAfterFallback(config.timings.missingRetryAfter);
    web.setPatience(config.networkAttempts, config.mostWait);
    // What can't be used is told by the first call: it is refused with the same words.
    (void)web.setProxy(config.proxy);
    (void)web.setCaFile(config.caFile);
    connect(&web, &WebApi::finished, q, [this](const ApiCall &call) { q->note(notes::api(call)); });
    connect(&web, &WebApi::pagesGaveUp, q, [this](const QString &, const Error &error) {
        q->note(notes::Object()
                    .text("kind", u"trouble")
                    .text("code", error.code)
                    .text("text", error.words)
                    .close());
    });
    connect(q, &EventSource::eventReceived, q, [this](const Event &event) { eventCame(event); });
    connect(&manager, &ConnectionManager::streamReady, q, [this] { signalSender.streamReady(); });
    connect(&manager, &ConnectionManager::stateChanged, q, &RtmSession::stateChanged);
    connect(&manager, &ConnectionManager::failed, q, &RtmSession::failed);
    connect(&manager, &ConnectionManager::retryHeld, q, &RtmSession::retryHeld);
    connect(&manager, &ConnectionManager::identityKnown, q, &RtmSession::identityKnown);
    connect(&manager, &ConnectionManager::latencyMeasured, q, &RtmSession::latencyMeasured);
    connect(&manager, &ConnectionManager::unanswered, q, &RtmSession::unanswered);
    connect(&manager, &ConnectionManager::progressed, q, &RtmSession::progressed);
    connect(&manager.watch(), &LivenessWatch::burstEnded, q, &EventSource::batchEnded);
}

// --- What came

void RtmSession::Private::frame(Stream &stream, const QByteArray &bytes, bool binary)
{
    arriving = &bytes;
    q->deliverOn(stream.number, Direction::In, bytes, binary);
    arriving = nullptr;
}

//! Recorded, and no more.
void RtmSession::Private::control(Stream &stream, const WebSocket::Control &control)
{
    if (leaving)
        return;
    WebSocket::Control shown = control;
    if (const Secret token = cleanedToken(config.token); !token.isTrivial())
        token.maskIn(shown.payload);
    q->deliverOn(stream.number, Direction::Note, notes::control(shown));
}

bool RtmSession::Private::isRepeat(const Event &event, const EventDecoder &decoder)
{
    if (decoder.moment().empty() && !repeats.handingOver())
        return false;
    if (controlframes::isControl(event.type))
        return false;
    const bool isMessage = event.type == "message"_L1;
    const bool isReplay = isMessage && decoder.hasReplyTo();
    Repeats::Frame frame{
        .moment = decoder.moment(), .bytes = event.raw, .connection = event.connection, .isReplay = isReplay};
    if (isMessage && event.subtype.isEmpty())
        frame.channel = event.channel;
    // A replay may tell what became of a message of ours, even if another socket had the message before.
    return repeats.isRepeat(frame) && !(isReplay && !ledger.isEmpty());
}

void RtmSession::Private::eventCame(const Event &event)
{
    using controlframes::Kind;
    const Kind kind = controlframes::kindOf(event.type);
    switch (kind) {
    case Kind::None:
        return;
    case Kind::Acknowledgement:
        return acknowledged(event);
    case Kind::Error:
        return errorFrame(event);
    case Kind::Message:
        return ledger.isEmpty() ? void() : replayed(event);
    case Kind::Hello: {
        const bool kept = document.parse(event.raw) && controlframes::isFastReconnect(document.root());
        return manager.helloCame(event.connection, kept);
    }
    case Kind::Pong: {
        const bool isRead = document.parse(event.raw);
        return manager.pongCame(event.connection,
                                isRead ? document.root()["reply_to"].integer() : std::nullopt);
    }
    case Kind::Goodbye:
        return manager.moveAsked(event.connection, tr("The server said goodbye."));
    case Kind::Migration:
        return manager.moveAsked(event.connection, tr("The workspace moves to another server."));
    case Kind::ReconnectUrl:
        return manager.isPresent(event.connection) ? offered() : void();
    }
}

//! reconnect_url. The record has *** in its place; what it was is kept here only.
void RtmSession::Private::offered()
{
    if (!arriving || !document.parse(*arriving))
        return;
    const QUrl url(document.root()["url"].text());
    if (!checkedSocketUrl(url)) {
        qCInfo(lcSession, "reconnect_url holds no address that may be used");
        return;
    }
    addressKnown(url);
    manager.offered(Secret(url.toEncoded()));
}

void RtmSession::Private::acknowledged(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const auto answer = controlframes::readAcknowledgement(document.root());
    const auto entry = ledger.answered(answer.replyTo);
    if (!entry) {
        qCDebug(lcSession, "an acknowledgement that names none of ours: %llu",
                static_cast<unsigned long long>(answer.replyTo));
        return;
    }
    if (answer.accepted) {
        repeats.acknowledged(entry->channel.text(), answer.spelledTs);
        Q_EMIT q->acknowledged(entry->id, answer.ts, answer.text.value_or(entry->text));
    } else {
        qCDebug(lcSession, "message %llu refused: %s", static_cast<unsigned long long>(entry->id),
                qUtf8Printable(answer.error.code));
        Q_EMIT q->refused(entry->id, answer.error);
    }
    manager.retireIfDone();
}

void RtmSession::Private::errorFrame(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const Error error = errorInFrame(document.root());
    if (const auto entry = ledger.answered(controlframes::replyTo(document.root()))) {
        Q_EMIT q->refused(entry->id, error);
        return manager.retireIfDone();
    }
    qCDebug(lcSession, "error %s on connection %u", qUtf8Printable(error.code), event.connection);
    manager.errorCame(event.connection, error);
}

void RtmSession::Private::replayed(const Event &event)
{
    if (!document.parse(event.raw))
        return;
    const auto replay = controlframes::readReplay(document.root());
    if (!replay)
        return;
    const auto entry = ledger.replayed(replay->replyTo, replay->channel, replay->text, event.connection);
    if (!entry)
        return;
    Q_EMIT q->acknowledged(entry->id, replay->ts, replay->text);
    manager.retireIfDone();
    // The server repeats one message only, the last: there is nothing more to wait for.
    manager.settled(tr("The server has our last message."));
}

void RtmSession::Private::addressKnown(const QUrl &address)
{
    for (const Secret &ticket : ticketsOf(address))
        q->keepSecret(ticket);
}

// --- What goes

bool RtmSession::Private::write(Stream &stream, const QByteArray &bytes)
{
    // Recorded before it leaves: after a crash the record must not know less than the server.
    SocketLink *link = stream.link.get();
    const QPointer<SocketLink> alive(link);
    q->deliverOn(stream.number, Direction::Out, bytes);
    return alive && alive->send(bytes);
}

void RtmSession::Private::writePing(Stream &stream, quint64 id)
{
    write(stream, frames::ping(id, clock.monotonicUs() / 1000));
}

// --- The public face

RtmSession::RtmSession(Config config, QObject *parent)
    : RtmSession(std::move(config), Clock::system(), parent)
{
}

RtmSession::RtmSession(Config config, const Clock &clock, QObject *parent)
    : EventSource(clock, parent)
    , d(std::make_unique<Private>(this, std::move(config), clock))
{
}

RtmSession::~RtmSession()
{
    // Nobody hears of this end: whoever listens may be gone too.
    d->leaving = true;
    d.reset();
}

void RtmSession::open()
{
    if (state() == State::Backoff)
        return retryNow();
    if (state() != State::Disconnected && state() != State::Failed)
        return;
    d->repeats.forget(); // a person who connects anew, to whatever server, wants to see everything
    d->manager.open();
}

void RtmSession::close(Leave leave)
{
    d->manager.close(leave == Leave::ForNow);
}

void RtmSession::retryNow()
{
    d->manager.retryNow();
}

void RtmSession::networkChanged(bool reachable)
{
    d->manager.watch().setNetwork(reachable);
}

RtmSession::State RtmSession::state() const
{
    return d->manager.state();
}

const Identity &RtmSession::identity() const
{
    return d->manager.states().identity;
}

const Error &RtmSession::lastError() const
{
    return d->manager.states().lastError;
}

std::chrono::milliseconds RtmSession::nextAttemptIn() const
{
    return d->manager.nextAttemptIn();
}

std::chrono::milliseconds RtmSession::latency() const
{
    return d->manager.watch().latency();
}

Liveness RtmSession::liveness() const
{
    return d->manager.liveness();
}

const Stages &RtmSession::stages() const
{
    return d->manager.stages();
}

qint64 RtmSession::lastFrameMonotonicUs() const
{
    return d->manager.watch().lastFrameUs();
}

quint64 RtmSession::nextId() const
{
    return d->lastId + 1;
}

void RtmSession::setArmed(bool armed)
{
    if (std::exchange(d->armed, armed) == armed)
        return;
    d->web.setReadOnly(!armed);
    Q_EMIT armedChanged(armed);
}

bool RtmSession::isArmed() const
{
    return d->armed;
}

Result<Done> RtmSession::canSend(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                 bool broadcast) const
{
    if (!d->armed)
        return apiError(u"observing"_s);
    if (!channel || channel.text().startsWith(u'#'))
        return refusal(Error::Kind::Input, u"no_channel"_s,
                       tr("The stream takes a conversation's id, such as C0123, not its name."));
    if (const auto limits = frames::checkLimits(text, messageFrame(channel, text, thread, broadcast).size());
        !limits)
        return limits;
    if (state() != State::Ready)
        return refusal(Error::Kind::Network, u"not_connected"_s,
                       tr("There is no connection right now (%1).").arg(stateWords(state())));
    return Done{};
}

Result<quint64> RtmSession::sendMessage(const ChannelId &channel, const QString &text,
                                        const MessageTs &thread, bool broadcast)
{
    if (const auto allowed = canSend(channel, text, thread, broadcast); !allowed)
        return allowed.error();
    const QByteArray frame = messageFrame(channel, text, thread, broadcast);
    const quint64 id = ++d->lastId;
    Stream &stream = *d->manager.stream();
    d->signalSender.messageSent(channel);
    d->ledger.written({id, stream.number, channel, text});
    if (!d->write(stream, frame)) {
        (void)d->ledger.answered(id);
        return refusal(Error::Kind::Network, u"not_connected"_s, tr("The connection broke while sending."));
    }
    return id;
}

void RtmSession::sendMessageTo(const QString &channelNameOrId, const QString &text, const MessageTs &thread,
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

QByteArray RtmSession::messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                    bool broadcast) const
{
    return frames::message(nextId(), channel, text, thread, broadcast);
}

Result<quint64> RtmSession::sendTyping(const ChannelId &channel)
{
    if (!d->armed)
        return apiError(u"observing"_s);
    if (state() != State::Ready)
        return refusal(Error::Kind::Network, u"not_connected"_s, tr("There is no connection right now."));
    return d->signalSender.typing(channel);
}

void RtmSession::subscribePresence(const QList<UserId> &users)
{
    d->signalSender.subscribePresence(users);
}

void RtmSession::resolveChannel(const QString &nameOrId, QObject *context,
                                std::function<void(const Result<ChannelId> &)> found)
{
    d->names.resolve(nameOrId, context, std::move(found));
}

void RtmSession::resolveName(const QString &name, QObject *context,
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

bool RtmSession::isRepeat(const Event &event, const EventDecoder &decoder)
{
    return d->isRepeat(event, decoder);
}

WebApi &RtmSession::web()
{
    return d->web;
}

const RtmSession::Config &RtmSession::config() const
{
    return d->config;
}

} // namespace rtmscope
