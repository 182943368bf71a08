// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/framecutter.h"

#include <QtEndian>

#include <algorithm>

namespace rtmscope {

namespace {

constexpr std::size_t shortestHeader = 2;
constexpr quint8 maskBit = 0x80;
constexpr quint8 lengthBits = 0x7f;
constexpr quint8 lengthIn16Bits = 126;
constexpr quint8 lengthIn64Bits = 127;
constexpr std::size_t maskBytes = 4;

} // namespace

qsizetype FrameCutter::take(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && !isHeaderComplete())
        taken += takeHeader(bytes.sliced(taken));
    if (!isHeaderComplete())
        return taken;
    const auto rest = static_cast<quint64>(bytes.size() - taken);
    const quint64 payload = std::min(rest, m_missing);
    m_missing -= payload;
    if (m_missing == 0)
        frameCame();
    return taken + static_cast<qsizetype>(payload);
}

qsizetype FrameCutter::takeHeader(QByteArrayView bytes)
{
    const std::size_t taken = std::min(static_cast<std::size_t>(bytes.size()), m_headerWanted - m_headerSize);
    std::copy_n(bytes.data(), taken, m_header.data() + m_headerSize);
    m_headerSize += taken;
    if (isHeaderComplete())
        headerCame();
    return static_cast<qsizetype>(taken);
}

//! As many bytes came as were wanted: perhaps it shows now that it is longer.
void FrameCutter::headerCame()
{
    const auto second = static_cast<quint8>(m_header[1]);
    const quint8 shortLength = second & lengthBits;
    const std::size_t lengthBytes = shortLength == lengthIn16Bits ? 2 : shortLength == lengthIn64Bits ? 8 : 0;
    m_headerWanted = shortestHeader + lengthBytes + ((second & maskBit) != 0 ? maskBytes : 0);
    if (!isHeaderComplete())
        return;
    m_first = static_cast<quint8>(m_header[0]);
    m_missing = lengthBytes == 2   ? qFromBigEndian<quint16>(m_header.data() + shortestHeader)
                : lengthBytes == 8 ? qFromBigEndian<quint64>(m_header.data() + shortestHeader)
                                   : shortLength;
}

void FrameCutter::frameCame()
{
    if (!isControl())
        m_inMessage = !isFinal();
    m_headerSize = 0;
    m_headerWanted = shortestHeader;
}

} // namespace rtmscope
