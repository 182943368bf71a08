// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/websocket/framereader.h"

#include <QByteArray>
#include <QList>

namespace rtmscope::testing {

//! A frame as any side might write it, rightly or not.
struct RawFrame
{
    quint8 opcode = 1;
    QByteArray payload;
    bool final = true;
    quint8 reserved = 0; //!< three bits
    bool masked = false;
    int lengthBytes = 0; //!< 2 or 8: a longer length field than needed
};

inline QByteArray bytesOf(const RawFrame &frame)
{
    const auto size = static_cast<quint64>(frame.payload.size());
    const int lengthBytes = size > 0xffff ? 8 : std::max(frame.lengthBytes, size > 125 ? 2 : 0);
    QByteArray out;
    out += static_cast<char>((frame.final ? 0x80 : 0) | (frame.reserved << 4) | frame.opcode);
    const quint64 shortLength = lengthBytes == 8 ? 127 : lengthBytes == 2 ? 126 : size;
    out += static_cast<char>((frame.masked ? 0x80U : 0U) | shortLength);
    for (int i = lengthBytes - 1; i >= 0; --i)
        out += static_cast<char>(size >> (8 * i));
    const QByteArray key("\x5a\x00\xff\x17", 4);
    if (frame.masked)
        out += key;
    for (qsizetype i = 0; i < frame.payload.size(); ++i)
        out += static_cast<char>(frame.masked ? frame.payload[i] ^ key[i % 4] : frame.payload[i]);
    return out;
}

//! What a reader makes of \a bytes when they come in pieces of the given sizes, the last size again and
//! again.
inline QList<FrameReader::Item> itemsOf(FrameReader::Role role, qsizetype most, QByteArrayView bytes,
                                        const QList<qsizetype> &pieces)
{
    FrameReader reader(role, most);
    QList<FrameReader::Item> items;
    FrameReader::Item item;
    qsizetype at = 0;
    for (qsizetype i = 0; at < bytes.size(); ++i) {
        const qsizetype size = std::min(pieces[std::min(i, pieces.size() - 1)], bytes.size() - at);
        at += reader.feed(bytes.sliced(at, size));
        while (reader.next(&item))
            items.append(item);
    }
    return items;
}

//! An item in one line, to be compared and read.
inline QByteArray lineOf(const FrameReader::Item &item)
{
    using Kind = FrameReader::Kind;
    const char *const kinds[] = {"text", "binary", "ping", "pong", "close", "broken"};
    QByteArray line = kinds[static_cast<int>(item.kind)];
    if (item.kind == Kind::Close)
        line += ' ' + QByteArray::number(item.closeCode);
    if (item.kind != Kind::Broken)
        line += ' ' + item.bytes.toHex();
    if (item.violation != FrameReader::Violation::None)
        line += " !" + QByteArray::number(FrameReader::closeCodeFor(item.violation));
    return line;
}

} // namespace rtmscope::testing
