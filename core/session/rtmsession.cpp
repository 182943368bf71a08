// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/rtmsession.h"

#include "core/base/logcategories.h"
#include "core/connection/endpoint.h"
#include "core/errors/errorwords.h"
#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/send/frames.h"
#include "core/session/controlframes.h"
#include "core/session/repeats.h"
#include "core/session/rtmconnect.h"
#include "core/session/sessioncore.h"
#include "core/session/signalsender.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

//! What is RTM's own: its frames, the answers to what we wrote, and which events came before.
struct RtmSession::Private final : public LiveSession::Core
{
    Private(RtmSession *session, Config given, const Clock &givenClock);

    // The protocol of the streams
    QString oldAgeWords() const override { return tr("Servers end a connection after eight hours."); }
    AddressCall addressCall() override { return rtmConnect(config.connectMethod); }
    void frame(Stream &stream, const QByteArray &bytes, bool binary) override;
    void writePing(Stream &stream, quint64 id) override;
    void handOverBegan(quint32 old) override { repeats.beginHandOver(old); }
    void handOverEnded() override { repeats.endHandOver(); }
    void opening() override { repeats.forget(); } // a person wants to see everything

    // What came
    void eventCame(const Event &event);
    void acknowledged(const Event &event);
    void replayed(const Event &event);
    void errorFrame(const Event &event);
    void offered();
    bool isRepeat(const Event &event, const EventDecoder &decoder);

    Repeats repeats;
    SignalSender signalSender;
    json::Document document;
    const QByteArray *arriving = nullptr; //!< the frame being delivered, its tickets still in it
};

RtmSession::Private::Private(RtmSession *session, Config given, const Clock &givenClock)
    : Core(session, std::move(given), givenClock)
    , signalSender(
          [this](const auto &make) -> std::optional<quint64> {
              if (!manager.isReady() || !manager.stream())
                  return {};
              const quint64 id = takeId();
              write(*manager.stream(), make(id));
              return id;
          },
          clock)
{
    connect(q, &EventSource::eventReceived, q, [this](const Event &event) { eventCame(event); });
    connect(&manager, &ConnectionManager::streamReady, q, [this] { signalSender.streamReady(); });
}

// --- What came

void RtmSession::Private::frame(Stream &stream, const QByteArray &bytes, bool binary)
{
    arriving = &bytes;
    deliver(stream, bytes, binary);
    arriving = nullptr;
}

bool RtmSession::Private::isRepeat(const Event &event, const EventDecoder &decoder)
{
    if (decoder.moment().empty() && !repeats.handingOver())
        return false;
    if (controlframes::isControl(event))
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
    const Kind kind = controlframes::kindOf(event);
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
        const bool kept = controlframes::isFastReconnect(frameOf(event, document));
        return manager.helloCame(event.connection, kept);
    }
    case Kind::Pong:
        return manager.pongCame(event.connection, frameOf(event, document)["reply_to"].integer());
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
    const json::Value frame = frameOf(event, document);
    if (!frame.exists())
        return;
    const auto answer = controlframes::readAcknowledgement(frame);
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
    const json::Value frame = frameOf(event, document);
    if (!frame.exists())
        return;
    const Error error = errorInFrame(frame);
    if (const auto entry = ledger.answered(controlframes::replyTo(frame))) {
        Q_EMIT q->refused(entry->id, error);
        return manager.retireIfDone();
    }
    qCDebug(lcSession, "error %s on connection %u", qUtf8Printable(error.code), event.connection);
    manager.errorCame(event.connection, error);
}

void RtmSession::Private::replayed(const Event &event)
{
    const auto replay = controlframes::readReplay(frameOf(event, document));
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

// --- What goes

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
    : LiveSession(clock, parent)
{
    auto core = std::make_unique<Private>(this, std::move(config), clock);
    d = core.get();
    setCore(std::move(core));
}

RtmSession::~RtmSession() = default;

Result<quint64> RtmSession::sendMessage(const ChannelId &channel, const QString &text,
                                        const MessageTs &thread, bool broadcast)
{
    if (const auto allowed = canSend(channel, text, thread, broadcast); !allowed)
        return allowed.error();
    const QByteArray frame = messageFrame(channel, text, thread, broadcast);
    const quint64 id = d->takeId();
    Stream &stream = *d->manager.stream();
    d->signalSender.messageSent(channel);
    d->ledger.written({id, stream.number, channel, text});
    if (!d->write(stream, frame)) {
        (void)d->ledger.answered(id);
        return sessionRefusal(Error::Kind::Network, u"not_connected"_s,
                              tr("The connection broke while sending."));
    }
    return id;
}

QByteArray RtmSession::messageFrame(const ChannelId &channel, const QString &text, const MessageTs &thread,
                                    bool broadcast) const
{
    return frames::message(nextId(), channel, text, thread, broadcast);
}

Result<Done> RtmSession::checkText(const QString &text, qsizetype bytes) const
{
    return frames::checkLimits(text, bytes);
}

Result<quint64> RtmSession::sendTyping(const ChannelId &channel)
{
    if (const auto refusal = d->refusalNow())
        return *refusal;
    return d->signalSender.typing(channel);
}

Result<Done> RtmSession::subscribePresence(const QList<UserId> &users)
{
    d->signalSender.subscribePresence(users);
    return Done{};
}

bool RtmSession::isRepeat(const Event &event, const EventDecoder &decoder)
{
    return d->isRepeat(event, decoder);
}

} // namespace rtmscope
