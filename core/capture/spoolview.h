// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <memory>

namespace rtmscope {

class SharedFile;

//! A piece of a file around the last place that was read there, so that a walk over neighbouring lines costs
//! one system call for hundreds of them. One thread.
class FileWindow
{
public:
    //! In which direction the next reads will probably go.
    enum class Walk : quint8 {
        Either,    //!< as a view that is scrolled
        Forward,   //!< from the first line to the last
        Scattered, //!< here and there: nothing is read but what is asked for
    };
    explicit FileWindow(Walk walk)
        : m_walk(walk)
    {
    }

    //! Copies bytes of the first \a end ones of \a file; returns how many.
    qsizetype read(const SharedFile &file, qint64 end, qint64 offset, char *out, qsizetype length);
    //! The bytes themselves, until the next call; empty if the window is not that large.
    QByteArrayView view(const SharedFile &file, qint64 end, qint64 offset, qsizetype length);

private:
    bool fill(const SharedFile &file, qint64 end, qint64 offset);
    bool isInside(qint64 offset) const { return offset >= m_at && offset < m_at + m_bytes.size(); }

    Walk m_walk;
    QByteArray m_bytes;
    qint64 m_at = 0;
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
    struct Sealed
    {
        qint64 at;
        QByteArray bytes;
    };

    QByteArrayView inMemory(qint64 offset) const;

    std::shared_ptr<const SharedFile> m_file; // none in memory
    qint64 m_written = 0;                     // bytes that the file has
    QList<Sealed> m_sealed;                   // full blocks that could not be written yet, from there on
    qint64 m_blockAt = 0;                     // behind them
    QByteArray m_block;                       // being filled
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
