// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/exportstream.h"
#include "core/log/logsnapshot.h"

#include <optional>
#include <vector>

namespace rtmscope {

//! The entry of a row. Recordings of ours hold no tickets, but a line may have been written by anybody.
Event eventWithoutTickets(const LogReader &reader, qsizetype row);

//! The rows of a log that are exported, in order. Lives as long as the export; one thread.
class ExportRows
{
public:
    //! \a rows: nothing stands for all; they must outlive this.
    ExportRows(LogSnapshot log, const std::optional<std::vector<quint32>> &rows)
        : m_reader(std::move(log))
        , m_rows(rows)
    {
    }

    qsizetype size() const { return m_rows ? qsizetype(m_rows->size()) : m_reader.size(); }
    qsizetype row(qsizetype at) const { return m_rows ? qsizetype((*m_rows)[std::size_t(at)]) : at; }
    Event event(qsizetype at) const { return eventWithoutTickets(m_reader, row(at)); }
    const LogSnapshot &log() const { return m_reader.log(); }
    const LogReader &reader() const { return m_reader; }

private:
    LogReader m_reader;
    const std::optional<std::vector<quint32>> &m_rows;
};

//! The line of an entry as it stands in a capture, tickets blacked out. \a kept is where it may be written
//! anew.
QByteArrayView captureLineOf(const LogReader &reader, qsizetype row, QByteArray &kept);

//! Entries with a header in front: a capture.
void exportCapture(const ExportRows &rows, ExportStream &out);

struct FrameListing
{
    bool incoming = true;
    bool outgoing = false;
    bool isArray = false; //!< else one frame a line
};
//! Frames without times and directions, byte for byte. What is no JSON stands as a string, what is binary as
//! {"base64":"…"}, so that every line is JSON; line breaks between a frame's members become blanks.
void exportFrames(const ExportRows &rows, const FrameListing &listing, ExportStream &out);
//! One of them, or a note, as it stands there.
QByteArray frameLine(const Event &event);

} // namespace rtmscope
