// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>

namespace rtmscope {

class Spool;

//! Cuts a file of JSON into its records without reading what is in them. Used by EventLog::open; one thread.
//! Reads in blocks, so that a file of any size takes a few megabytes, and one that shrinks meanwhile just
//! ends.
class RecordScanner
{
public:
    enum class Layout : quint8 {
        Lines,  //!< one record per line; blank lines are skipped
        Values, //!< JSON objects one after the other, each over as many lines as it likes
        Array,  //!< the same as elements of one array
    };
    struct Record
    {
        qint64 offset = 0;    //!< in the file
        QByteArrayView bytes; //!< valid until the next next()
        bool complete = true; //!< false for a last line without newline, or a value that the file's end cuts
    };

    //! \a file outlives the scanner.
    RecordScanner(const Spool &file, Layout layout);

    //! False at the end.
    bool next(Record *record);

private:
    bool nextLine(Record *record);
    bool nextValue(Record *record);
    bool skipToValue();
    bool readMore();

    const Spool &m_file;
    Layout m_layout;
    QByteArray m_block;
    qint64 m_blockAt = 0; // offset in the file of the block's first byte
    qsizetype m_at = 0;   // in the block: what is before has been handed out
};

} // namespace rtmscope
