// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <span>
#include <vector>

namespace rtmscope {

//! The four bits of RFC 6455 that say what a frame is.
enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

//! The reading half of RFC 6455: makes messages and control frames of the bytes of one connection, cut as the
//! network likes. Knows no socket; any thread. Nothing is changed on the way: a message is its payload to the
//! last byte, valid UTF-8 or not, and a close frame has the code and reason that were sent. One allocation
//! for a message, none for what lies around it.
//!
//!   const std::span<char> space = reader.space();
//!   reader.filled(socket.read(space.data(), space.size()));
//!   while (reader.next(&item)) …
class FrameReader
{
public:
    //! Who reads: what comes from a client has to be masked, what comes from a server must not be.
    enum class Role : quint8 { Client, Server };
    enum class Kind : quint8 { Text, Binary, Ping, Pong, Close, Broken };
    enum class Violation : quint8 {
        None,
        ReservedBits,      //!< compressed, for example, though no extension was agreed on
        ReservedOpcode,    //!< 3 to 7 or 11 to 15
        Masked,            //!< by a server, or not by a client
        ControlTooLong,    //!< more than 125 bytes
        ControlInPieces,   //!< a ping, pong or close without the final bit
        NothingToContinue, //!< a continuation of no message
        Interrupted,       //!< a new message inside another
        TooLarge,          //!< beyond the limit
        InvalidUtf8,       //!< the item is the Text nevertheless
        CloseTooShort,     //!< half a code; the item is the Close nevertheless, as with the next two
        CloseCode,         //!< one that must not be sent
        CloseReason        //!< not UTF-8
    };
    struct Item
    {
        Kind kind = Kind::Text;
        Violation violation = Violation::None;
        quint16 closeCode = 0; //!< Close: as sent; 0: none was
        QByteArray bytes;      //!< the payload; Close: the reason; Broken: the first two bytes of the frame
    };

    FrameReader(Role role, qsizetype mostBytes);

    //! Where the next bytes go; never empty. Valid until the next call.
    std::span<char> space();
    void filled(qsizetype bytes);
    //! For those who have the bytes already: takes as many as there is space for, and says how many.
    qsizetype feed(QByteArrayView bytes);

    //! The next message or control frame; false if more bytes are needed. A Close and whatever has a
    //! violation are the last.
    bool next(Item *item);

    //! Bytes of a message that is not whole yet.
    qsizetype pending() const { return m_message.size(); }

    //! What RFC 6455 wants the other side to be told when the connection is failed for \a violation.
    static quint16 closeCodeFor(Violation violation);
    //! Whether \a code may stand in a close frame: 1000 to 1014 without 1004 to 1006, and 3000 to 4999.
    static bool isCloseCode(quint16 code);

private:
    enum class Header : quint8 { Incomplete, Complete, Bad };

    Header readHeader();
    Violation faultOf(quint8 first, quint8 second) const;
    bool takePayload();
    void finishMessage(Item *item);
    void finishControl(Item *item);
    void finishClose(Item *item);
    bool isControl() const { return static_cast<quint8>(m_opcode) >= 8; }

    std::vector<char> m_buffer;
    std::size_t m_begin = 0; //!< of what has not been read yet
    std::size_t m_end = 0;
    Role m_role;
    qsizetype m_most;

    QByteArray m_message;
    QByteArray m_control;
    quint64 m_missing = 0; //!< bytes of the present frame's payload that have yet to come
    Violation m_fault = Violation::None;
    Opcode m_opcode = Opcode::Text;            //!< of the present frame
    Opcode m_continues = Opcode::Continuation; //!< what the message under way is; Continuation: there is none
    bool m_inPayload = false;
    bool m_final = false;
    bool m_over = false;
    quint8 m_mask[4] = {};
    quint8 m_maskAt = 0;
};

} // namespace rtmscope
