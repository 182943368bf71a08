// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/framewriter.h"

#include <QtEndian>

#include <cstring>

namespace rtmscope {

QByteArray maskedFrame(Opcode opcode, QByteArrayView payload, quint32 mask)
{
    constexpr char finalBit = '\x80';
    constexpr char maskBit = '\x80';
    constexpr qsizetype mostHeaderBytes = 14;
    const qsizetype size = payload.size();
    QByteArray frame;
    frame.reserve(mostHeaderBytes + size);
    frame += static_cast<char>(finalBit | static_cast<char>(opcode));
    if (size < 126) {
        frame += static_cast<char>(maskBit | static_cast<char>(size));
    } else if (size <= 0xffff) {
        frame += static_cast<char>(maskBit | 126);
        const quint16 length = qToBigEndian(static_cast<quint16>(size));
        frame.append(reinterpret_cast<const char *>(&length), sizeof length);
    } else {
        frame += static_cast<char>(maskBit | 127);
        const quint64 length = qToBigEndian(static_cast<quint64>(size));
        frame.append(reinterpret_cast<const char *>(&length), sizeof length);
    }
    char key[sizeof mask];
    std::memcpy(key, &mask, sizeof mask);
    frame.append(key, sizeof key);
    const qsizetype begin = frame.size();
    frame.append(payload.data(), size);
    char *bytes = frame.data() + begin;
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ key[static_cast<std::size_t>(i) % sizeof key]);
    return frame;
}

QByteArray closePayload(quint16 code, QByteArrayView reason)
{
    const quint16 wire = qToBigEndian(code);
    QByteArray payload(reinterpret_cast<const char *>(&wire), sizeof wire);
    payload.append(reason.data(), reason.size());
    return payload;
}

} // namespace rtmscope
