// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/websocketcodec.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace rtmscope::demo {

QByteArray webSocketAccept(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

void appendFrameHeader(QByteArray &out, Opcode opcode, qsizetype payloadSize, bool final)
{
    out.append(static_cast<char>((final ? 0x80 : 0x00) | static_cast<quint8>(opcode)));
    char length[8];
    if (payloadSize < 126) {
        out.append(static_cast<char>(payloadSize));
    } else if (payloadSize <= 0xffff) {
        out.append(static_cast<char>(126));
        qToBigEndian(static_cast<quint16>(payloadSize), length);
        out.append(length, 2);
    } else {
        out.append(static_cast<char>(127));
        qToBigEndian(static_cast<quint64>(payloadSize), length);
        out.append(length, 8);
    }
}

QByteArray webSocketFrame(Opcode opcode, QByteArrayView payload, bool final)
{
    QByteArray frame;
    frame.reserve(payload.size() + 10);
    appendFrameHeader(frame, opcode, payload.size(), final);
    return std::move(frame.append(payload));
}

QByteArray closePayload(quint16 code, const QByteArray &reason)
{
    char bytes[2];
    qToBigEndian(code, bytes);
    return QByteArray(bytes, 2) + reason.left(123); // a control frame carries 125 bytes at most
}

FrameReader::State FrameReader::takeFrame(quint8 *head, QByteArray *payload)
{
    if (m_buffer.size() < 2)
        return State::NeedMore;
    const auto *bytes = reinterpret_cast<const uchar *>(m_buffer.constData());
    const bool masked = (bytes[1] & 0x80) != 0;
    const bool control = (bytes[0] & 0x08) != 0;
    quint64 length = bytes[1] & 0x7f;
    if (!masked || (bytes[0] & 0x70) != 0 || (control && (length > 125 || (bytes[0] & 0x80) == 0)))
        return State::Broken;
    qsizetype at = 2;
    const qsizetype lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (m_buffer.size() < at + lengthBytes + 4)
        return State::NeedMore;
    if (lengthBytes == 2)
        length = qFromBigEndian<quint16>(bytes + at);
    else if (lengthBytes == 8)
        length = qFromBigEndian<quint64>(bytes + at);
    at += lengthBytes;
    if (length + static_cast<quint64>(m_assembled.size()) >= static_cast<quint64>(m_limit))
        return State::TooLong;
    const auto size = static_cast<qsizetype>(length);
    if (m_buffer.size() < at + 4 + size)
        return State::NeedMore;
    *head = bytes[0];
    payload->resize(size);
    for (qsizetype i = 0; i < size; ++i)
        (*payload)[i] = static_cast<char>(bytes[at + 4 + i] ^ bytes[at + (i & 3)]);
    m_buffer.remove(0, at + 4 + size);
    return State::Message;
}

FrameReader::State FrameReader::take(Message *message)
{
    while (true) {
        quint8 head = 0;
        QByteArray payload;
        if (const State state = takeFrame(&head, &payload); state != State::Message)
            return state;
        const auto opcode = static_cast<Opcode>(head & 0x0f);
        const bool final = (head & 0x80) != 0;
        switch (opcode) {
        case Opcode::Close:
        case Opcode::Ping:
        case Opcode::Pong:
            *message = {opcode, payload, false};
            return State::Message;
        case Opcode::Text:
        case Opcode::Binary:
            if (m_assembling != Opcode::Continuation)
                return State::Broken;
            m_assembling = opcode;
            m_assembled = payload;
            break;
        case Opcode::Continuation:
            if (m_assembling == Opcode::Continuation)
                return State::Broken;
            m_assembled += payload;
            break;
        default:
            return State::Broken;
        }
        if (final) {
            *message = {m_assembling, m_assembled, opcode == Opcode::Continuation};
            m_assembling = Opcode::Continuation;
            m_assembled.clear();
            return State::Message;
        }
    }
}

} // namespace rtmscope::demo
