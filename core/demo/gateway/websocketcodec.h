// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace rtmscope::demo {

//! The server's half of RFC 6455, by hand: QWebSocket would refuse to send the broken things that a test
//! needs (invalid UTF-8, torn frames), and costs several times as much per frame.
enum class Opcode : quint8 {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xa
};

//! Value of Sec-WebSocket-Accept for a client's key.
QByteArray webSocketAccept(const QByteArray &key);

//! Appends the header of an unmasked frame; the payload follows it.
void appendFrameHeader(QByteArray &out, Opcode opcode, qsizetype payloadSize, bool final = true);
//! A whole unmasked frame.
QByteArray webSocketFrame(Opcode opcode, QByteArrayView payload, bool final = true);
//! The payload of a close frame.
QByteArray closePayload(quint16 code, const QByteArray &reason);

//! Puts a client's masked frames together again. Fed with bytes as they come; one per connection.
class FrameReader
{
public:
    struct Message
    {
        Opcode opcode = Opcode::Text; //!< of a whole message: Text, Binary, Close, Ping or Pong
        QByteArray payload;
        bool inPieces = false; //!< it came in more than one frame
    };
    enum class State {
        NeedMore, //!< no whole message yet
        Message,  //!< one message taken
        Broken,   //!< the client does not speak RFC 6455: close with 1002
        TooLong   //!< the message reached the limit: real Slack drops the connection
    };

    //! \a limitBytes: a message of this size or more is TooLong.
    explicit FrameReader(qsizetype limitBytes)
        : m_limit(limitBytes)
    {
    }
    void feed(QByteArrayView bytes) { m_buffer.append(bytes); }
    State take(Message *message);

private:
    State takeFrame(quint8 *head, QByteArray *payload);

    QByteArray m_buffer;
    QByteArray m_assembled;
    Opcode m_assembling = Opcode::Continuation; //!< Continuation: no fragmented message is under way
    qsizetype m_limit;
};

} // namespace rtmscope::demo
