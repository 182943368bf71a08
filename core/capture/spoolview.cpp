// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/spoolview.h"

#include "core/capture/sharedfile.h"

#include <algorithm>
#include <cstring>

namespace rtmscope {

namespace {

constexpr qsizetype windowSize = 256 * 1024;

} // namespace

bool FileWindow::fill(const SharedFile &file, qint64 end, qint64 offset)
{
    if (isInside(offset))
        return true;
    // From a little before: views are as likely to walk up as down.
    const qint64 before = m_walk == Walk::Either ? windowSize / 4 : 0;
    m_at = std::max<qint64>(0, offset - before);
    m_bytes.resize(std::min<qint64>(windowSize, end - m_at));
    m_bytes.resize(file.readAt(m_at, m_bytes.data(), m_bytes.size()));
    return offset < m_at + m_bytes.size();
}

qsizetype FileWindow::read(const SharedFile &file, qint64 end, qint64 offset, char *out, qsizetype length)
{
    if (length >= windowSize || (m_walk == Walk::Scattered && !isInside(offset)))
        return file.readAt(offset, out, length);
    qsizetype got = 0;
    while (got < length && fill(file, end, offset + got)) {
        const qint64 inWindow = offset + got - m_at;
        const qsizetype piece = std::min<qsizetype>(length - got, m_bytes.size() - inWindow);
        std::memcpy(out + got, m_bytes.constData() + inWindow, std::size_t(piece));
        got += piece;
    }
    return got;
}

QByteArrayView FileWindow::view(const SharedFile &file, qint64 end, qint64 offset, qsizetype length)
{
    const auto isWhole = [&] { return offset >= m_at && offset + length <= m_at + m_bytes.size(); };
    if (!isWhole()) {
        if (length > windowSize / 2 || m_walk == Walk::Scattered)
            return {};
        m_bytes.resize(0); // what begins in it may end behind it
        fill(file, end, offset);
    }
    return isWhole() ? QByteArrayView(m_bytes).sliced(offset - m_at, length) : QByteArrayView();
}

//! What memory has from \a offset on, up to the end of a block.
QByteArrayView SpoolView::inMemory(qint64 offset) const
{
    if (offset >= m_blockAt)
        return QByteArrayView(m_block).sliced(offset - m_blockAt);
    const auto behind =
        std::upper_bound(m_sealed.begin(), m_sealed.end(), offset,
                         [](qint64 wanted, const Sealed &sealed) { return wanted < sealed.at; });
    const Sealed &sealed = *std::prev(behind);
    return QByteArrayView(sealed.bytes).sliced(offset - sealed.at);
}

qint64 SpoolView::readTo(char *out, FileWindow &window, qint64 offset, qint64 length) const
{
    qint64 got = 0;
    if (offset < m_written) {
        const qint64 inFile = std::min(length, m_written - offset);
        got = window.read(*m_file, m_written, offset, out, inFile);
        if (got < inFile)
            return got;
    }
    while (got < length) {
        const QByteArrayView held = inMemory(offset + got);
        const qint64 piece = std::min<qint64>(held.size(), length - got);
        std::memcpy(out + got, held.data(), std::size_t(piece));
        got += piece;
    }
    return got;
}

QByteArray SpoolView::read(FileWindow &window, qint64 offset, qint64 length) const
{
    const qint64 end = std::min(offset + length, size());
    if (offset < 0 || offset >= end)
        return {};
    QByteArray out(end - offset, Qt::Uninitialized);
    if (const qint64 got = readTo(out.data(), window, offset, out.size()); got < out.size())
        out.resize(got);
    return out;
}

QByteArrayView SpoolView::view(FileWindow &window, qint64 offset, qint64 length) const
{
    if (offset < 0 || offset + length > size())
        return {};
    if (offset + length <= m_written)
        return window.view(*m_file, m_written, offset, length);
    if (offset < m_written)
        return {};
    const QByteArrayView held = inMemory(offset);
    return held.size() < length ? QByteArrayView() : held.first(length);
}

bool SpoolReader::append(QByteArray &out, qint64 offset, qint64 length) const
{
    const qint64 wanted = std::min(length, m_view.size() - offset);
    if (wanted <= 0)
        return false;
    const qsizetype before = out.size();
    out.resize(before + wanted);
    const qint64 got = m_view.readTo(out.data() + before, m_window, offset, wanted);
    out.resize(before + got);
    return got > 0;
}

} // namespace rtmscope
