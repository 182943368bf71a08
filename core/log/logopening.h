// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/exportlayout.h"
#include "core/capture/filesource.h"
#include "core/capture/openprogress.h"
#include "core/log/logcontent.h"

#include <functional>

namespace rtmscope {

//! In bytes: a screen full of rows comes at once, the rest in slices that take some milliseconds each.
struct SliceSizes
{
    qint64 first = 128 * 1024;
    qint64 later = 8 * 1024 * 1024;
};

//! Finds the entries of a file, a folder or an archive for EventLog. Of a file with one record per line, as
//! our own captures are, threads of the pool read slices at a time; all else is read by the calling thread
//! alone. What is found is delivered in order, so that the outcome is the same. Lives in one thread, which
//! may be any.
class LogOpening
{
public:
    //! Does something to the log's content, in the log's thread.
    using Step = std::function<void(LogContent &)>;
    //! Takes the next step, to be done after those before. Called in this opening's thread.
    using Deliver = std::function<void(Step)>;

    //! \a progress is called in the thread that runs this.
    explicit LogOpening(QString path, OpenProgress progress = {}, SliceSizes sizes = {});

    //! Opens, unpacks what is packed. An Input error says in words what is wrong.
    Result<Done> begin();
    //! What was opened, for the log to read from. Call it once, after begin().
    Spool takeSpool() { return std::move(m_source.spool); }
    //! Reads all of it. Fails with an Input error if nothing in it can be shown, and with "cancelled".
    Result<Done> run(const Deliver &deliver);
    //! From the first step on no row will change its place, as far as can be told: they may be shown.
    bool isInOrder() const { return m_isInOrder; }

private:
    using Place = exportlayout::Place;

    Result<Done> readPart(const Place &place);
    void readSerially(const Place &place, const capturereader::Context &context,
                      RecordScanner::Layout layout);
    void readInSlices(const filesource::Part &part, const capturereader::Context &context);
    void deliver(IndexSlice &&slice);
    bool goesOn(qint64 offset);
    void end(qsizetype parts, const QStringList &noFrames);

    QString m_path;
    OpenProgress m_progress;
    SliceSizes m_sizes;
    filesource::Source m_source; // without its spool, once that was taken
    SpoolView m_bytes;
    std::vector<Place> m_places;
    Deliver m_deliver;
    bool m_isInOrder = false;
    bool m_givenUp = false;
};

} // namespace rtmscope
