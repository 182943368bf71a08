// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>

namespace rtmscope {

struct EventBody; // the variant of all typed bodies; see core/events/types/eventtypes.h

//! What a source has parsed, lent to whoever is told of the entry: as long as it delivers it and parses
//! nothing else. Copies of the entry have none, because they may outlive the source.
class ParsedFrame
{
public:
    ParsedFrame() = default;
    ParsedFrame(const json::Document &document, json::Value inner)
        : m_document(&document)
        , m_parse(document.parses())
        , m_inner(inner)
    {
    }
    ParsedFrame(const ParsedFrame &) {}
    ParsedFrame &operator=(const ParsedFrame &)
    {
        m_document = nullptr;
        return *this;
    }

    bool isValid() const { return m_document && m_document->parses() == m_parse; }
    json::Value root() const { return m_document->root(); } //!< only while it is valid; inner() likewise
    json::Value inner() const { return m_inner; }           //!< the event in it, see innerevent.h

private:
    friend class EventDecoder;
    const json::Document *m_document = nullptr;
    quint64 m_parse = 0;
    json::Value m_inner;
};

enum class Direction : quint8 {
    In,   //!< a frame from the server
    Out,  //!< a frame of ours
    Note, //!< not a frame: a connection state, gap, Web API call, send step, mark or comment
};

//! How the bytes can be read.
enum class FrameForm : quint8 {
    Json,   //!< one JSON value; raw can be spliced into a capture line as it is
    Text,   //!< a text frame that is not JSON, too deep, too large or holds a raw newline
    Binary, //!< a binary frame
};

//! One entry of the record: a frame in either direction, or a note. The envelope of every typed event.
//! A cheap value: copies share the bytes and the decoded body.
struct Event
{
    quint64 seq = 0;         //!< "n" of the capture: 1, 2, 3 … over everything one source delivers
    qint64 receivedAtUs = 0; //!< microseconds since the epoch, UTC
    Direction direction = Direction::In;
    FrameForm form = FrameForm::Json;
    quint32 connection = 0; //!< 1, 2, 3 … per socket of this source; 0 before the first
    QString type; //!< `type` of the event, in an envelope of the one inside; "ack" for a frame with reply_to
                  //!< or envelope_id and no type; a note's kind; else empty
    QString subtype;
    QString channel;    //!< id, wherever this type keeps it (channel, channel.id, item.channel, channel_id)
    QString user;       //!< id, likewise; the acting user
    QByteArray raw;     //!< the exact bytes, except for tickets named in masked
    QStringList masked; //!< names of members whose value was replaced by *** before anything else saw it
    bool channelIsBeside =
        false;             //!< channel is not in raw: the file that raw was read from says it elsewhere
    bool repeated = false; //!< the server delivered it before: kept in the record, but nobody acts on it
    QString problem; //!< why form is not Json, in words; empty otherwise. A Text frame may still be valid
                     //!< JSON (with line breaks): then type, body and the rest are there as for any other

    //! The typed body; decoded from raw at the first call, then kept. The "unknown" alternative for types we
    //! do not know, for notes and for what is not JSON. A message with an unknown subtype is still a
    //! MessagePosted.
    const EventBody &body() const;
    //! True when the body is one of the typed alternatives.
    bool isKnown() const { return row() != 0; }
    //! The place of its type in RTMSCOPE_EVENTS, from 1, which is the alternative of its body; 0 for what is
    //! unknown, for notes and binary frames. Does not decode. See eventtraits.h for what is known of a row.
    std::size_t row() const;
    //! What its source has parsed: for innerevent.h.
    const ParsedFrame &parsed() const { return m_parsed; }

private:
    friend class EventDecoder;
    static constexpr quint16 neverRead = 0xFFFF;

    mutable quint16 m_row = neverRead;
    mutable std::shared_ptr<const EventBody> m_body;
    ParsedFrame m_parsed;
};

} // namespace rtmscope

Q_DECLARE_METATYPE(rtmscope::Event)
