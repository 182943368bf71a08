// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>

namespace rtmscope {

class SpoolReader;

//! Cuts a file of JSON into its records without reading what is in them. Used to open a log; one thread.
//! Reads in blocks, so that a file of any size takes a few megabytes (and a single record as many as it has),
//! and one that shrinks meanwhile just ends.
//!
//! A record is what may become a row: an object, or whatever stands where an object is expected. Some objects
//! are no records but hold them, and are entered instead: a Web API answer with pages of messages, an object
//! with a list of frames, an HTTP archive (HAR) with the messages of its web sockets.
class RecordScanner
{
public:
    enum class Layout : quint8 {
        Lines,  //!< one record per line; blank lines are skipped
        Whole,  //!< all of it is one record
        Values, //!< JSON values one after the other or in an array, each over as many lines as it likes
    };
    struct Record
    {
        qint64 offset = 0; //!< in the file
        QByteArrayView
            bytes;       //!< valid until the visitor returns; only the beginning of one that is too large
        qint64 size = 0; //!< to be JSON for us
        bool complete = true; //!< false for a last line without newline, or a value that the file's end cuts
    };
    //! What the records that follow have in common.
    struct Place
    {
        quint32 socket = 0;        //!< 1, 2, 3 … for each web socket of an HTTP archive, else 0
        QByteArray channel;        //!< the conversation that an object around the records names; may be empty
        bool isPage = false;       //!< messages of an answer: newest first, and without their conversation
        bool isRequest = false;    //!< one record, the request that opened the socket
        QByteArray startedAt = {}; //!< then when it did, as it stands there; may be empty
    };
    //! Returns false to stop.
    using Visitor = std::function<bool(const Record &)>;
    //! Before each block that is read. Returns false to end there.
    using BlockVisitor = std::function<bool(qint64 offset)>;
    using PlaceVisitor = std::function<void(qint64 offset, const Place &)>;

    enum class Beginning : quint8 {
        OfFile, //!< there may be a byte order mark, which is no part of the first record
        Within, //!< somewhere behind a line's end
    };
    //! Bytes [begin, end) of \a file, which outlives the scanner.
    RecordScanner(const SpoolReader &file, qint64 begin, qint64 end, Beginning beginning = Beginning::OfFile);

    //! Called when records of another place follow, before the first of them.
    void onPlace(PlaceVisitor visitor) { m_placeVisitor = std::move(visitor); }
    void onBlock(BlockVisitor visitor) { m_blockVisitor = std::move(visitor); }
    void scan(Layout layout, const Visitor &visitor);
    //! One that was found by Lines and turned out to hold others: \a offset and \a size are those of a
    //! record.
    void scanInside(qint64 offset, qsizetype size, const Visitor &visitor);

    //! The file ends inside something that should have been closed.
    bool endsInside() const { return m_endsInside; }
    //! Entries of an HTTP archive that are no web sockets, or have none of their messages.
    qsizetype otherRequests() const { return m_otherRequests; }
    quint32 sockets() const { return m_sockets; }
    bool isArchive() const { return m_isArchive; } //!< an HTTP archive was met

private:
    class Cursor;
    class Walker;

    void scanLines(const Visitor &visitor);

    const SpoolReader &m_file;
    qint64 m_begin;
    qint64 m_end;
    PlaceVisitor m_placeVisitor;
    BlockVisitor m_blockVisitor;
    quint32 m_sockets = 0;
    qsizetype m_otherRequests = 0;
    bool m_isArchive = false;
    bool m_endsInside = false;
};

} // namespace rtmscope
