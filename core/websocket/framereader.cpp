// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/framereader.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace rtmscope {

namespace {

constexpr std::size_t bufferBytes = 64 * 1024;
constexpr std::size_t leastSpace = 4 * 1024;
constexpr std::size_t mostHeaderBytes = 14;
static_assert(leastSpace > mostHeaderBytes);
constexpr quint64 mostControlBytes = 125;
// A frame may announce what never comes: memory follows what is there, in steps.
constexpr qsizetype firstReserve = 1024 * 1024;

constexpr quint8 finalBit = 0x80;
constexpr quint8 reservedBits = 0x70;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 maskBit = 0x80;
constexpr quint8 lengthBits = 0x7f;
constexpr quint8 lengthIn16Bits = 126;
constexpr quint8 lengthIn64Bits = 127;

} // namespace

FrameReader::FrameReader(Role role, qsizetype mostBytes)
    : m_buffer(bufferBytes)
    , m_role(role)
    , m_most(mostBytes)
{
}

std::span<char> FrameReader::space()
{
    if (m_begin == m_end) {
        m_begin = m_end = 0;
    } else if (m_buffer.size() - m_end < leastSpace) {
        // What is left is less than a header, unless next() was not called until it said NeedMore.
        if (m_begin == 0)
            m_buffer.resize(2 * m_buffer.size());
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= std::exchange(m_begin, 0);
    }
    return std::span(m_buffer).subspan(m_end);
}

void FrameReader::filled(qsizetype bytes)
{
    m_end += static_cast<std::size_t>(std::max<qsizetype>(0, bytes));
}

qsizetype FrameReader::feed(QByteArrayView bytes)
{
    const std::span<char> into = space();
    const qsizetype taken = std::min(bytes.size(), static_cast<qsizetype>(into.size()));
    std::copy_n(bytes.data(), taken, into.data());
    filled(taken);
    return taken;
}

bool FrameReader::next(Item *item)
{
    while (!m_over) {
        if (!m_inPayload) {
            const Header header = readHeader();
            if (header == Header::Incomplete)
                return false;
            if (header == Header::Bad) {
                *item = {Kind::Broken, m_fault, 0, QByteArray(m_buffer.data() + m_begin, 2)};
                m_over = true;
                return true;
            }
        }
        if (!takePayload())
            return false;
        m_inPayload = false;
        if (isControl()) {
            finishControl(item);
        } else if (m_final) {
            finishMessage(item);
        } else {
            continue;
        }
        m_over = item->kind == Kind::Close || item->violation != Violation::None;
        return true;
    }
    return false;
}

FrameReader::Header FrameReader::readHeader()
{
    const std::size_t there = m_end - m_begin;
    if (there < 2)
        return Header::Incomplete;
    const char *at = m_buffer.data() + m_begin;
    const auto first = static_cast<quint8>(at[0]);
    const auto second = static_cast<quint8>(at[1]);
    m_fault = faultOf(first, second);
    if (m_fault != Violation::None)
        return Header::Bad;
    const quint8 shortLength = second & lengthBits;
    const std::size_t lengthBytes = shortLength == lengthIn16Bits ? 2 : shortLength == lengthIn64Bits ? 8 : 0;
    const bool masked = (second & maskBit) != 0;
    const std::size_t size = 2 + lengthBytes + (masked ? sizeof m_mask : 0);
    if (there < size)
        return Header::Incomplete;

    m_missing = lengthBytes == 2   ? qFromBigEndian<quint16>(at + 2)
                : lengthBytes == 8 ? qFromBigEndian<quint64>(at + 2)
                                   : shortLength;
    m_opcode = static_cast<Opcode>(first & opcodeBits);
    if (!isControl() && m_missing > static_cast<quint64>(m_most - m_message.size())) {
        m_fault = Violation::TooLarge;
        return Header::Bad;
    }
    m_final = (first & finalBit) != 0;
    if (m_opcode == Opcode::Text || m_opcode == Opcode::Binary)
        m_continues = m_opcode;
    if (masked)
        std::memcpy(m_mask, at + size - sizeof m_mask, sizeof m_mask);
    m_maskAt = 0;
    m_begin += size;
    m_inPayload = true;
    if (!isControl() && m_message.isEmpty())
        m_message.reserve(std::min(static_cast<qsizetype>(m_missing), firstReserve));
    return Header::Complete;
}

FrameReader::Violation FrameReader::faultOf(quint8 first, quint8 second) const
{
    if ((first & reservedBits) != 0)
        return Violation::ReservedBits;
    const bool inMessage = m_continues != Opcode::Continuation;
    switch (static_cast<Opcode>(first & opcodeBits)) {
    case Opcode::Continuation:
        if (!inMessage)
            return Violation::NothingToContinue;
        break;
    case Opcode::Text:
    case Opcode::Binary:
        if (inMessage)
            return Violation::Interrupted;
        break;
    case Opcode::Close:
    case Opcode::Ping:
    case Opcode::Pong:
        if ((first & finalBit) == 0)
            return Violation::ControlInPieces;
        if ((second & lengthBits) > mostControlBytes)
            return Violation::ControlTooLong;
        break;
    default:
        return Violation::ReservedOpcode;
    }
    const bool masked = (second & maskBit) != 0;
    return masked == (m_role == Role::Server) ? Violation::None : Violation::Masked;
}

bool FrameReader::takePayload()
{
    QByteArray &into = isControl() ? m_control : m_message;
    const std::size_t taken = std::min<quint64>(m_end - m_begin, m_missing);
    const qsizetype from = into.size();
    into.append(m_buffer.data() + m_begin, static_cast<qsizetype>(taken));
    m_begin += taken;
    m_missing -= taken;
    if (m_role == Role::Server) {
        char *bytes = into.data();
        for (qsizetype i = from; i < into.size(); ++i)
            bytes[i] = static_cast<char>(bytes[i] ^ m_mask[m_maskAt++ % sizeof m_mask]);
    }
    return m_missing == 0;
}

void FrameReader::finishMessage(Item *item)
{
    const bool isText = std::exchange(m_continues, Opcode::Continuation) == Opcode::Text;
    // What grew step by step may be half empty, and a record keeps it for long.
    if (m_message.capacity() - m_message.size() > firstReserve)
        m_message.squeeze();
    *item = {isText ? Kind::Text : Kind::Binary, Violation::None, 0, std::exchange(m_message, {})};
    if (isText && !item->bytes.isValidUtf8())
        item->violation = Violation::InvalidUtf8;
}

void FrameReader::finishControl(Item *item)
{
    const Kind kind = m_opcode == Opcode::Ping   ? Kind::Ping
                      : m_opcode == Opcode::Pong ? Kind::Pong
                                                 : Kind::Close;
    *item = {kind, Violation::None, 0, std::exchange(m_control, {})};
    if (kind == Kind::Close)
        finishClose(item);
}

void FrameReader::finishClose(Item *item)
{
    if (item->bytes.isEmpty())
        return;
    if (item->bytes.size() < 2) {
        item->violation = Violation::CloseTooShort;
        return;
    }
    item->closeCode = qFromBigEndian<quint16>(item->bytes.constData());
    item->bytes.remove(0, 2);
    if (!isCloseCode(item->closeCode))
        item->violation = Violation::CloseCode;
    else if (!item->bytes.isValidUtf8())
        item->violation = Violation::CloseReason;
}

quint16 FrameReader::closeCodeFor(Violation violation)
{
    constexpr quint16 normal = 1000;
    constexpr quint16 protocolError = 1002;
    constexpr quint16 invalidData = 1007;
    constexpr quint16 tooBig = 1009;
    switch (violation) {
    case Violation::None:
        return normal;
    case Violation::TooLarge:
        return tooBig;
    case Violation::InvalidUtf8:
    case Violation::CloseReason:
        return invalidData;
    default:
        return protocolError;
    }
}

bool FrameReader::isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code <= 4999);
}

} // namespace rtmscope
