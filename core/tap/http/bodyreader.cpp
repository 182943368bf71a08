// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/http/bodyreader.h"

#include <algorithm>

namespace rtmscope::http {

namespace {

constexpr qsizetype mostLine = 4096; // a chunk's size with its extensions, or a trailer
constexpr qsizetype mostTrailers = 16 * 1024;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

BodyReader::BodyReader(Framing framing, qsizetype mostKept)
    : m_most(mostKept)
{
    switch (framing.kind) {
    case Framing::Kind::None:
        return;
    case Framing::Kind::Length:
        m_missing = framing.length;
        m_state = m_missing == 0 ? State::Over : State::Plain;
        return;
    case Framing::Kind::Chunked:
        m_state = State::ChunkSize;
        return;
    case Framing::Kind::UntilClose:
        m_state = State::UntilClose;
        return;
    }
}

qsizetype BodyReader::take(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state != State::Over && m_state != State::Broken) {
        const QByteArrayView rest = bytes.sliced(taken);
        switch (m_state) {
        case State::UntilClose:
            keep(rest);
            return bytes.size();
        case State::Plain:
        case State::ChunkData:
            taken += takeData(rest);
            break;
        default:
            taken += takeLine(rest);
        }
    }
    return taken;
}

void BodyReader::end()
{
    if (m_state == State::UntilClose)
        m_state = State::Over;
    else if (m_state != State::Over)
        m_state = State::Broken;
}

void BodyReader::keep(QByteArrayView bytes)
{
    const qsizetype room = std::max<qsizetype>(0, m_most - m_kept.size());
    m_kept.append(bytes.first(std::min(room, bytes.size())));
    m_size += static_cast<quint64>(bytes.size());
}

qsizetype BodyReader::takeData(QByteArrayView bytes)
{
    const auto taken = static_cast<qsizetype>(std::min(static_cast<quint64>(bytes.size()), m_missing));
    keep(bytes.first(taken));
    m_missing -= static_cast<quint64>(taken);
    if (m_missing == 0)
        m_state = m_state == State::Plain ? State::Over : State::ChunkEnd;
    return taken;
}

qsizetype BodyReader::takeLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype taken = end < 0 ? bytes.size() : end + 1;
    if (m_line.size() + taken > mostLine) {
        m_state = State::Broken;
        return taken;
    }
    m_line.append(bytes.first(taken));
    if (end >= 0)
        lineCame();
    return taken;
}

void BodyReader::lineCame()
{
    // Lone line feeds are where two readers part ways.
    if (!m_line.endsWith("\r\n") || m_line.indexOf('\r') != m_line.size() - 2) {
        m_state = State::Broken;
        return;
    }
    m_line.chop(2);
    switch (m_state) {
    case State::ChunkSize:
        sizeCame();
        break;
    case State::ChunkEnd:
        m_state = m_line.isEmpty() ? State::ChunkSize : State::Broken;
        break;
    default:
        m_trailerBytes += m_line.size();
        if (m_line.isEmpty())
            m_state = State::Over;
        else if (m_trailerBytes > mostTrailers)
            m_state = State::Broken;
    }
    m_line.clear();
}

void BodyReader::sizeCame()
{
    constexpr qsizetype mostDigits = 15;
    const auto notDigit = std::find_if_not(m_line.cbegin(), m_line.cend(), isHexDigit);
    const auto digits = static_cast<qsizetype>(notDigit - m_line.cbegin());
    const bool endsWell =
        notDigit == m_line.cend() || *notDigit == ';' || *notDigit == ' ' || *notDigit == '\t';
    if (digits == 0 || digits > mostDigits || !endsWell) {
        m_state = State::Broken;
        return;
    }
    constexpr int hexadecimal = 16;
    m_missing = m_line.left(digits).toULongLong(nullptr, hexadecimal);
    m_state = m_missing == 0 ? State::Trailer : State::ChunkData;
}

} // namespace rtmscope::http
