// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/spoolview.h"

#include "core/capture/sharedfile.h"

#include <algorithm>
#include <cstring>

namespace rtmscope {

namespace {

constexpr qsizetype windowSize = 256 * 1024;
constexpr qsizetype smallestWindow = 8 * 1024;

} // namespace

FileWindow::FileWindow(Walk walk)
    : m_walk(walk)
    , m_size(windowSize)
{
}

FileWindow::Piece *FileWindow::pieceAt(const SharedFile &file, qint64 offset)
{
    if (Piece &last = m_pieces[std::size_t(m_last)]; last.holds(file, offset))
        return &last;
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        if (m_pieces[i].holds(file, offset)) {
            m_last = qsizetype(i);
            return &m_pieces[i];
        }
    }
    return nullptr;
}

//! The piece whose walk goes on there; else one that nobody needs, or that was needed longest ago. Where
//! pieces go before much of them was read, there are more places than pieces, and smaller ones do.
FileWindow::Piece &FileWindow::pieceToFill(const SharedFile &file, qint64 offset)
{
    std::size_t oldest = 0;
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const Piece &piece = m_pieces[i];
        const bool goesOn = piece.file == &file && offset >= piece.at - windowSize &&
                            offset <= piece.at + piece.bytes.size() + windowSize;
        if (goesOn || !piece.file) {
            m_last = qsizetype(i);
            m_size = goesOn ? std::min(windowSize, 2 * m_size) : m_size;
            return m_pieces[i];
        }
        if (piece.used < m_pieces[oldest].used)
            oldest = i;
    }
    if (m_pieces[oldest].served < m_pieces[oldest].bytes.size() / 4)
        m_size = std::max(smallestWindow, m_size / 2);
    m_last = qsizetype(oldest);
    return m_pieces[oldest];
}

FileWindow::Piece *FileWindow::filled(const SharedFile &file, qint64 end, qint64 offset, qsizetype atLeast)
{
    if (Piece *piece = pieceAt(file, offset))
        return piece;
    Piece &piece = pieceToFill(file, offset);
    const qsizetype size = std::max(m_size, atLeast);
    // From a little before: views are as likely to walk up as down.
    const qint64 before = m_walk == Walk::Either ? size / 4 : 0;
    piece.file = &file;
    piece.served = 0;
    piece.at = std::max<qint64>(0, offset - before);
    piece.bytes.resize(std::min<qint64>(before + size, end - piece.at));
    piece.bytes.resize(file.readAt(piece.at, piece.bytes.data(), piece.bytes.size()));
    return piece.holds(file, offset) ? &piece : nullptr;
}

qsizetype FileWindow::read(const SharedFile &file, qint64 end, qint64 offset, char *out, qsizetype length)
{
    if (length >= windowSize || (m_walk == Walk::Scattered && !pieceAt(file, offset)))
        return file.readAt(offset, out, length);
    qsizetype got = 0;
    while (got < length) {
        Piece *piece = filled(file, end, offset + got, 0);
        if (!piece)
            break;
        const qint64 inPiece = offset + got - piece->at;
        const qsizetype part = std::min<qsizetype>(length - got, piece->bytes.size() - inPiece);
        std::memcpy(out + got, piece->bytes.constData() + inPiece, std::size_t(part));
        piece->served += part;
        piece->used = ++m_uses;
        got += part;
    }
    return got;
}

QByteArrayView FileWindow::view(const SharedFile &file, qint64 end, qint64 offset, qsizetype length)
{
    const auto holdsAll = [&](const Piece *piece) {
        return piece && offset + length <= piece->at + piece->bytes.size();
    };
    Piece *piece = pieceAt(file, offset);
    if (!holdsAll(piece)) {
        if (length > windowSize / 2 || m_walk == Walk::Scattered)
            return {};
        if (piece)
            piece->bytes.resize(0); // what begins in it ends behind it
        piece = filled(file, end, offset, length);
    }
    if (!holdsAll(piece))
        return {};
    piece->served += length;
    piece->used = ++m_uses;
    return QByteArrayView(piece->bytes).sliced(offset - piece->at, length);
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

qsizetype SpoolView::fileAt(qint64 offset) const
{
    if (m_files.size() == 1)
        return 0;
    const auto behind = std::upper_bound(m_files.begin(), m_files.end(), offset,
                                         [](qint64 wanted, const File &file) { return wanted < file.begin; });
    return behind - m_files.begin() - 1;
}

qint64 SpoolView::readTo(char *out, FileWindow &window, qint64 offset, qint64 length) const
{
    qint64 got = 0;
    while (got < length && offset + got < m_written) {
        const qsizetype number = fileAt(offset + got);
        const File &file = m_files.at(number);
        const qint64 end = endOf(number);
        const qint64 wanted = std::min(length - got, end - offset - got);
        const qint64 inFile =
            window.read(*file.file, end - file.begin, offset + got - file.begin, out + got, wanted);
        got += inFile;
        if (inFile < wanted)
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
    if (offset < m_written) {
        const qsizetype number = fileAt(offset);
        const File &file = m_files.at(number);
        const qint64 end = endOf(number);
        return offset + length <= end ? window.view(*file.file, end - file.begin, offset - file.begin, length)
                                      : QByteArrayView();
    }
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
