// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/headless/captures/inputstream.h"
#include "core/filter/filterquery.h"
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

//! Entries or frames, one a line, that a pipe brings as they happen: looked at as they come, in memory that
//! does not grow. One thread.
class LiveLines
{
public:
    //! What came in one go: its log, and the rows that match, ascending.
    struct Batch
    {
        const LogReader &reader;
        const std::vector<quint32> &rows;
        const Workspace &names; //!< as they are by now
    };
    //! False ends it.
    using Take = std::function<bool(const Batch &batch)>;

    //! \a filter: empty for all. \a needsNames: Batch::names are to be known.
    LiveLines(InputStream &stream, QString filter, bool needsNames);

    //! Whether what comes is such lines: waits for the first of them, and leaves the stream as it was. What
    //! else there is has to be read as a whole.
    Result<bool> begin(const std::atomic_bool &stopped);
    //! The first line of a capture, if that is what comes.
    const CaptureInfo &info() const { return m_info; }
    //! Until the stream ends, \a take has enough, or an error. After begin().
    Result<Done> run(const std::atomic_bool &stopped, const Take &take);

    //! What is wrong with it, with the line; empty: nothing.
    const QString &damage() const { return m_damage; }
    quint64 givenUp() const { return m_query.givenUp(); } //!< see FilterQuery

private:
    bool takeLines(QByteArrayView lines, const Take &take);
    void compile();
    void noteDamage(const EventLog &log, QByteArrayView lines);
    void takeEnd(const Take &take);

    InputStream &m_stream;
    QString m_filter;
    bool m_needsNames;
    bool m_asksForNames = false; //!< the filter does
    CaptureInfo m_info;
    bool m_isCapture = false;
    FilterQuery m_query;
    std::optional<quint64> m_compiledAt; //!< revision of the names
    Workspace m_names;
    QByteArray m_rest; //!< of a line that has not ended yet
    quint64 m_rows = 0;
    qint64 m_lines = 0;
    QString m_damage;
};

} // namespace rtmscope
