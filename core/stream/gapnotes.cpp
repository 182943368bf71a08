// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/gapnotes.h"

#include "core/net/notes.h"

namespace rtmscope {

QByteArray GapNotes::note(const Open &gap)
{
    notes::Object note;
    note.text("kind", u"gap").number("id", gap.id).number("from_us", gap.loss.fromUs);
    const bool over = gap.toConnection != 0;
    if (over)
        note.number("to_us", gap.toUs);
    else
        note.boolean("open", true);
    note.text("cause", gap.loss.cause).textIfAny("code", gap.loss.code);
    note.number("from_conn", gap.loss.connection);
    if (over)
        note.number("to_conn", gap.toConnection)
            .number("attempts", gap.attempts)
            .boolean("resumed", gap.kept);
    return note.textIfAny("proof", gap.loss.proof).close();
}

QByteArray GapNotes::begin(const Loss &loss)
{
    if (m_open)
        return {};
    m_open = Open{.id = ++m_lastId, .loss = loss};
    return note(*m_open);
}

void GapNotes::attempted()
{
    if (m_open)
        ++m_open->attempts;
}

void GapNotes::connected(qint64 nowUs, quint32 connection, bool kept)
{
    if (!m_open)
        return;
    // The wall clock may have been set back in between; a gap does not end before it begins.
    m_open->toUs = std::max(nowUs, m_open->loss.fromUs);
    m_open->toConnection = connection;
    m_open->kept = m_open->kept && kept;
}

void GapNotes::doubtKept()
{
    if (m_open)
        m_open->kept = false;
}

QByteArray GapNotes::end()
{
    if (!m_open || m_open->toConnection == 0)
        return {};
    const QByteArray json = note(*m_open);
    m_open.reset();
    return json;
}

QByteArray GapNotes::whole(const Loss &loss, qint64 toUs, quint32 toConnection)
{
    return note({.id = ++m_lastId,
                 .loss = loss,
                 .attempts = 1,
                 .toUs = std::max(toUs, loss.fromUs),
                 .toConnection = toConnection,
                 .kept = false});
}

} // namespace rtmscope
