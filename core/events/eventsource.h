// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/events/event.h"
#include "core/events/types/eventtypes.h"

#include <QMetaMethod>
#include <QObject>

#include <array>
#include <memory>
#include <vector>

namespace rtmscope {

class EventDecoder;

//! Where events come from. Base of LiveSession.
//! Lives in the thread of its owner (the GUI thread in the window) and emits there, always in this order:
//! recording() and recorded(), then for frames from the server the typed signal, then eventReceived(). What
//! the server delivers a second time is recorded, with Event::repeated, and nothing else is emitted for it.
//! Whoever keeps the record connects to recording() (EventLog::keep does), so that everybody else finds an
//! event already safe, and so that what a protocol wants acknowledged is answered behind that and before
//! anybody looks at it.
class EventSource : public QObject
{
    Q_OBJECT
public:
    ~EventSource() override;

Q_SIGNALS:
    //! Every entry of the record, before anybody else learns of it: for whoever keeps the record. An answer
    //! to it may leave as soon as this returns.
    void recording(const rtmscope::Event &event);
    //! What was told by recording() has to be on disk when this returns: it is about to be acknowledged, and
    //! nobody will send it again.
    void recordDue();
    //! Every entry of the record: frames in and out, and notes.
    void recorded(const rtmscope::Event &event);
    //! The socket's buffer is empty for now: flush what you batch.
    void batchEnded();
    //! Every frame from the server, known or not, exactly once. Repeats are left out.
    void eventReceived(const rtmscope::Event &event);
    //! A frame from the server whose type we have no struct for, or that is not JSON.
    void unknownEvent(const rtmscope::Event &event);

    // One signal per event type: void messagePosted(const MessagePosted &body, const Event &event), …
#define RTMSCOPE_SIGNAL(Type, signal, kind, noise, summary, fold)                                            \
    void signal(const rtmscope::Type &body, const rtmscope::Event &event);
    RTMSCOPE_EVENTS(RTMSCOPE_SIGNAL)
#undef RTMSCOPE_SIGNAL

protected:
    explicit EventSource(const Clock &clock, QObject *parent = nullptr);

    //! A frame as it came from (In) or went to (Out) the wire. Masks tickets, records, decodes, emits.
    //! Returns the entry's number.
    quint64 deliver(Direction direction, const QByteArray &bytes, bool binary = false);
    //! The same for a frame of another connection than the present one.
    quint64 deliverOn(quint32 connection, Direction direction, const QByteArray &bytes, bool binary = false);
    //! The same with a given time, for replays.
    quint64 deliverAt(qint64 timeUs, Direction direction, const QByteArray &bytes, bool binary = false);
    //! A note. \a json is an object whose first member is "kind".
    quint64 note(const QByteArray &json);

    //! A frame from the server was told by recording() and to nobody else yet. Answers are written here, and
    //! recorded by recordAnswer(); nothing else is delivered.
    virtual void safeToAnswer(const Event &event);
    //! A frame of ours, written while safeToAnswer() runs: recording() is told of it at once, recorded() only
    //! behind the event that it answers.
    void recordAnswer(quint32 connection, const QByteArray &bytes);

    //! A token of our own: should a frame or note repeat it, it is recorded as ***. There may be several.
    void keepToken(const Secret &token);
    //! The same for a ticket in use.
    void keepSecret(const Secret &secret);

    //! Whether a frame from the server came before, so that it is only recorded. Asked once for each, when
    //! the header fields are there and what was parsed is lent to it; \a decoder has just read it.
    virtual bool isRepeat(const Event &event, const EventDecoder &decoder);

    void setConnection(quint32 connection)
    {
        m_connection = connection;
    }
    quint32 connection() const
    {
        return m_connection;
    }

    void connectNotify(const QMetaMethod &signal) override;
    void disconnectNotify(const QMetaMethod &signal) override;

private:
    quint64 take(qint64 timeUs, quint32 connection, Direction direction, const QByteArray &bytes,
                 bool binary);
    void emitFrame(const Event &event);
    void emitRecorded(const Event &event);
    void emitAnswers();
    template<typename Body>
    void emitTyped(const Event &event, void (EventSource::*typed)(const Body &, const Event &));
    void updateReceivers();

    const Clock &m_clock;
    std::unique_ptr<EventDecoder> m_decoder;
    std::array<bool, eventTypeCount> m_hasReceiver{}; // typed bodies are built only when somebody listens
    std::vector<Event> m_answers;                     //!< that recorded() has yet to tell of
    bool m_receiversChanged = false;
    quint64 m_seq = 0;
    quint32 m_connection = 0;
};

} // namespace rtmscope
