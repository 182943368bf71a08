// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logcontent.h"
#include "core/sources/capturefiles.h"
#include "core/sources/exportlayout.h"
#include "core/sources/filesource.h"
#include "core/sources/openprogress.h"

#include <functional>

namespace rtmscope {

//! In bytes: a screen full of rows comes at once, the rest in slices that take some milliseconds each.
struct SliceSizes
{
    qint64 first = 128 * 1024;
    qint64 later = 8 * 1024 * 1024;
};

//! Finds the entries of a file, a folder or an archive, or of several, for EventLog. Of a file with one
//! record per line, as our own captures are, threads of the pool read slices at a time; all else is read by
//! the calling thread alone. What is found is delivered in order, so that the outcome is the same. Lives in
//! one thread, which may be any.
class LogOpening
{
public:
    //! Does something to the log's content, in the log's thread.
    using Step = std::function<void(LogContent &)>;
    //! Takes the next step, to be done after those before. Called in this opening's thread.
    using Deliver = std::function<void(Step)>;

    //! \a progress is called in the thread that runs this.
    explicit LogOpening(CaptureFiles files, OpenProgress progress = {}, SliceSizes sizes = {});

    //! Opens, unpacks what is packed. An Input error says in words what is wrong.
    Result<Done> begin();
    //! What was opened, for the log to read from. Call it once, after begin().
    Spool takeSpool() { return std::move(m_spool); }
    //! Reads all of it. Fails with an Input error if nothing in it can be shown, and with "cancelled".
    Result<Done> run(const Deliver &deliver);
    //! From the first step on no row will change its place, as far as can be told: they may be shown.
    bool isInOrder() const { return m_isInOrder; }

private:
    struct Place : exportlayout::Place
    {
        int path = 0; //!< which of those that were given
    };

    Result<Done> readPart(const Place &place);
    void readSerially(const Place &place, const capturereader::Context &context,
                      RecordScanner::Layout layout);
    void readInSlices(const filesource::Part &part, const capturereader::Context &context, bool wantsKeys);
    Result<Done> openPath(int number, std::vector<Spool> *spools);
    bool beginSource(const Place &place, const capturereader::Format *format);
    QString nameOfPath(int number) const;
    QString path() const { return m_files.paths.value(0); }
    void deliver(IndexSlice &&slice);
    bool goesOn(qint64 offset);
    void end(qsizetype parts, const QStringList &noFrames);

    CaptureFiles m_files;
    OpenProgress m_progress;
    SliceSizes m_sizes;
    Spool m_spool; // until it is taken
    bool m_isCollection = false;
    int m_leftOut = 0;
    QStringList m_remarks; // of what is damaged
    SpoolView m_bytes;
    std::vector<Place> m_places;
    Deliver m_deliver;
    bool m_isPartWhole = true; //!< false: its end is that of a damaged archive
    int m_begun = -1;          //!< the path whose frames are being read, if they are not those of a capture
    bool m_isInOrder = false;
    bool m_givenUp = false;
};

} // namespace rtmscope
