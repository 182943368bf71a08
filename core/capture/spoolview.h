// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <array>
#include <memory>

namespace rtmscope {

class SharedFile;

//! Pieces of files around the last places that were read there, so that a walk over neighbouring lines costs
//! one system call for hundreds of them; also a walk that goes back and forth between a few places, as one
//! over a record of several files does. One thread.
class FileWindow
{
public:
    //! In which direction the next reads will probably go.
    enum class Walk : quint8 {
        Either,    //!< as a view that is scrolled
        Forward,   //!< from the first line to the last
        Scattered, //!< here and there: nothing is read but what is asked for
    };
    explicit FileWindow(Walk walk);

    //! Copies bytes of the first \a end ones of \a file; returns how many.
    qsizetype read(const SharedFile &file, qint64 end, qint64 offset, char *out, qsizetype length);
    //! The bytes themselves, until the next call; empty if the window is not that large.
    QByteArrayView view(const SharedFile &file, qint64 end, qint64 offset, qsizetype length);

private:
    struct Piece
    {
        const SharedFile *file = nullptr; // whoever reads holds it
        qint64 at = 0;
        QByteArray bytes = {};
        qsizetype served = 0; // of them
        quint64 used = 0;     // when it last was
        bool holds(const SharedFile &of, qint64 offset) const
        {
            return file == &of && offset >= at && offset < at + bytes.size();
        }
    };

    Piece *pieceAt(const SharedFile &file, qint64 offset);
    Piece *filled(const SharedFile &file, qint64 end, qint64 offset, qsizetype atLeast);
    Piece &pieceToFill(const SharedFile &file, qint64 offset);

    Walk m_walk;
    std::array<Piece, 8> m_pieces;
    qsizetype m_last = 0; // of the pieces, that was read last
    quint64 m_uses = 0;
    qsizetype m_size; // of what is read next
};

//! The bytes of a Spool at one moment: what its file has, and what only memory holds yet. Immutable; any
//! thread, while the spool goes on. Copies share everything.
class SpoolView
{
public:
    qint64 size() const { return m_blockAt + m_block.size(); }
    //! Bytes [offset, offset+length); fewer only if the file was cut by somebody else. \a window is the
    //! caller's.
    QByteArray read(FileWindow &window, qint64 offset, qint64 length) const;
    //! The same to \a out; returns how many.
    qint64 readTo(char *out, FileWindow &window, qint64 offset, qint64 length) const;
    //! The same without a copy, where they stand in one piece; else empty. Until the next call.
    QByteArrayView view(FileWindow &window, qint64 offset, qint64 length) const;

private:
    friend class Spool;
    //! A file and where its bytes begin among all; they end where those of the next one do.
    struct File
    {
        std::shared_ptr<const SharedFile> file;
        qint64 begin = 0;
    };
    struct Sealed
    {
        qint64 at;
        QByteArray bytes;
    };

    QByteArrayView inMemory(qint64 offset) const;
    qsizetype fileAt(qint64 offset) const;
    qint64 endOf(qsizetype file) const
    {
        return file + 1 == m_files.size() ? m_written : m_files.at(file + 1).begin;
    }

    QList<File> m_files;    // none in memory; of a recording the last one is being written
    qint64 m_written = 0;   // bytes that the files have
    QList<Sealed> m_sealed; // full blocks that could not be written yet, from there on
    qint64 m_blockAt = 0;   // behind them
    QByteArray m_block;     // being filled
};

//! Reads a SpoolView. One thread; a copy in another thread reads beside it.
class SpoolReader
{
public:
    SpoolReader(SpoolView view, FileWindow::Walk walk)
        : m_view(std::move(view))
        , m_window(walk)
    {
    }

    qint64 size() const { return m_view.size(); }
    QByteArray read(qint64 offset, qint64 length) const { return m_view.read(m_window, offset, length); }
    //! The same without a copy, where they stand in one piece; else empty. Until the next call.
    QByteArrayView view(qint64 offset, qint64 length) const { return m_view.view(m_window, offset, length); }
    //! Reads to the end of \a out, up to \a length bytes. False if nothing is there.
    bool append(QByteArray &out, qint64 offset, qint64 length) const;

private:
    SpoolView m_view;
    mutable FileWindow m_window;
};

} // namespace rtmscope
