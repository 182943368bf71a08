// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/recordscanner.h"
#include "core/log/logindex.h"

#include <optional>
#include <vector>

//! Finding the entries of a file, piece by piece. Used by core/log only.
namespace rtmscope {

//! What stands between two places of a file, read without knowing what stands before it. LogIndex::append()
//! puts slices together again, so that they say what reading it in one go would have said.
struct IndexSlice
{
    std::vector<LogRow> rows;     //!< with the numbers of `names`
    std::vector<quint64> numbers; //!< of the entries; 0 where the file gives none
    RowMaker names;
    ContextRuns contexts;
    QHash<quint32, QString> hosts;
    std::vector<quint64> keys;            //!< sameEventKey() of the rows, if they are wanted
    quint32 lastConnection = 0;           //!< the greatest number of one
    int lastGap = 0;                      //!< likewise
    quint32 sockets = 0;                  //!< of HTTP archives in it; contexts and hosts count them from 1
    qsizetype otherRequests = 0;          //!< of such archives
    std::optional<CaptureInfo> team = {}; //!< what notes tell of team and self
    QStringList remarks;                  //!< sentences for EventLog::notice()
    qint64 tornAt = -1;                   //!< where the last record begins, if it is torn
    qint64 unreadableAt = -1;             //!< the first of what is neither an entry nor a frame
    qsizetype unreadableLines = 0;
    qsizetype unreadableElements = 0; //!< of lists, and messages of web sockets
    bool mixesTimes = false; //!< rows do not come in the order of their times: pages, or several sockets
    bool isCapture = true;   //!< holds nothing but entries and what stands for one
};

//! Takes the records of a part of a file as a RecordScanner finds them. One thread.
class SliceScanner
{
public:
    //! Bytes [begin, end) of \a file. \a around is true of all of them.
    SliceScanner(const SpoolReader &file, qint64 begin, qint64 end, const capturereader::Context &around,
                 RecordScanner::Beginning beginning);

    //! Other captures are read with this one: what they have in common is to be found.
    void wantKeys() { m_wantsKeys = true; }
    //! Before each block that is read. Returns false to end there.
    void onBlock(RecordScanner::BlockVisitor visitor) { m_scanner.onBlock(std::move(visitor)); }
    //! Called when a slice is full; what follows begins another. Without it all goes into one.
    void onFull(std::function<void(IndexSlice &&)> visitor) { m_full = std::move(visitor); }
    //! Returns what has not been handed over yet.
    IndexSlice scan(RecordScanner::Layout layout);
    //! The file ends inside something that should have been closed.
    bool endsInside() const { return m_scanner.endsInside(); }

    //! How many entries are in a full slice, about.
    static constexpr std::size_t fullSize = 16 * 1024;

private:
    using Record = RecordScanner::Record;

    bool takeRecord(const Record &record, bool isLine);
    bool take(const Record &record, bool mayEnter, bool isLine);
    void enter(qint64 offset, const RecordScanner::Place &place);
    void takeFrames(const Record &record, int frames, bool isLine);
    bool takePieces(const Record &record, const Event &first);
    void takeEvent(const Event &event, qint64 offset, qint64 size, bool isLine);
    void learn(const Event &note);
    void pushContext(qint64 offset, const capturereader::Context &context);

    RecordScanner m_scanner;
    capturereader::Context m_around;
    capturereader::Context m_context; // at the record that is being taken
    std::function<void(IndexSlice &&)> m_full;
    IndexSlice m_slice;
    bool m_wantsKeys = false;
};

} // namespace rtmscope
