// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventsource.h"

#include "core/events/eventdecoder.h"

namespace rtmscope {

EventSource::EventSource(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_decoder(std::make_unique<EventDecoder>())
{
}

EventSource::~EventSource() = default;

quint64 EventSource::deliver(Direction direction, const QByteArray &bytes, bool binary)
{
    return take(m_clock.nowUs(), m_connection, direction, bytes, binary);
}

quint64 EventSource::deliverOn(quint32 connection, Direction direction, const QByteArray &bytes, bool binary)
{
    return take(m_clock.nowUs(), connection, direction, bytes, binary);
}

quint64 EventSource::deliverAt(qint64 timeUs, Direction direction, const QByteArray &bytes, bool binary)
{
    return take(timeUs, m_connection, direction, bytes, binary);
}

bool EventSource::isRepeat(const Event &, const EventDecoder &)
{
    return false;
}

quint64 EventSource::take(qint64 timeUs, quint32 connection, Direction direction, const QByteArray &bytes,
                          bool binary)
{
    emitAnswers();
    Event event;
    event.seq = ++m_seq;
    event.receivedAtUs = timeUs;
    event.direction = direction;
    event.form = binary ? FrameForm::Binary : FrameForm::Json;
    event.connection = connection;
    event.raw = bytes;
    m_decoder->maskTickets(event);
    m_decoder->read(event);
    m_decoder->lend(event);
    if (direction == Direction::In)
        event.repeated = isRepeat(event, *m_decoder);
    const bool isLent = event.parsed().isValid();
    Q_EMIT recording(event);
    if (direction == Direction::In)
        safeToAnswer(event);
    if (isLent && !event.parsed().isValid()) {
        // Writing an answer may find that the socket is dead, which is recorded: the decoder held that since.
        m_decoder->read(event);
        m_decoder->lend(event);
    }
    if (direction == Direction::In && !event.repeated)
        emitFrame(event);
    else
        emitRecorded(event);
    return event.seq;
}

void EventSource::keepToken(const Secret &token)
{
    m_decoder->keepToken(token);
}

void EventSource::safeToAnswer(const Event &) {}

void EventSource::recordAnswer(quint32 connection, const QByteArray &bytes)
{
    Event event;
    event.seq = ++m_seq;
    event.receivedAtUs = m_clock.nowUs();
    event.direction = Direction::Out;
    event.connection = connection;
    event.raw = bytes;
    EventDecoder::readHeader(&event); // ours still holds the event that is answered
    Q_EMIT recording(event);
    m_answers.push_back(std::move(event));
}

void EventSource::emitRecorded(const Event &event)
{
    Q_EMIT recorded(event);
    emitAnswers();
}

//! In the order of the record, whatever those who hear of an entry deliver themselves.
void EventSource::emitAnswers()
{
    if (m_answers.empty())
        return;
    const std::vector<Event> answers = std::exchange(m_answers, {});
    for (const Event &answer : answers)
        Q_EMIT recorded(answer);
}

void EventSource::keepSecret(const Secret &secret)
{
    m_decoder->keepSecret(secret);
}

quint64 EventSource::note(const QByteArray &json)
{
    return deliver(Direction::Note, json);
}

template<typename Body>
void EventSource::emitTyped(const Event &event, void (EventSource::*typed)(const Body &, const Event &))
{
    // Decoded before anybody is told: a handler may deliver another frame, and the decoder holds one at a
    // time.
    Body body;
    m_decoder->decode(event, &body);
    emitRecorded(event);
    Q_EMIT(this->*typed)(body, event);
}

void EventSource::emitFrame(const Event &event)
{
    using Emit = void (*)(EventSource &, const Event &);
#define RTMSCOPE_EMIT(Type, signal, ...)                                                                     \
    [](EventSource &source, const Event &what) { source.emitTyped(what, &EventSource::signal); },
    static constexpr std::array<Emit, eventTypeCount> emitters
    {
        nullptr, RTMSCOPE_EVENTS(RTMSCOPE_EMIT)
    };
#undef RTMSCOPE_EMIT

    if (m_receiversChanged)
        updateReceivers();
    const std::size_t row = m_decoder->row();
    if (m_hasReceiver[row]) {
        emitters[row](*this, event);
    } else {
        emitRecorded(event);
        if (row == 0)
            Q_EMIT unknownEvent(event);
    }
    Q_EMIT eventReceived(event);
}

void EventSource::connectNotify(const QMetaMethod &)
{
    m_receiversChanged = true;
}

void EventSource::disconnectNotify(const QMetaMethod &)
{
    // Qt may call this with its own lock held, under which asking isSignalConnected() would wait for ever.
    m_receiversChanged = true;
}

void EventSource::updateReceivers()
{
    m_receiversChanged = false;
#define RTMSCOPE_METHOD(Type, signal, ...) QMetaMethod::fromSignal(&EventSource::signal),
    static const std::array<QMetaMethod, eventTypeCount> methods
    {
        QMetaMethod(), RTMSCOPE_EVENTS(RTMSCOPE_METHOD)
    };
#undef RTMSCOPE_METHOD
    for (std::size_t i = 1; i < eventTypeCount; ++i)
        m_hasReceiver[i] = isSignalConnected(methods[i]);
}

} // namespace rtmscope
