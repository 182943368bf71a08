// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/markbook.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! What others write into the log shows up after so long; what is marked here at once.
constexpr auto growthInterval = 200ms;
//! So long it may keep the thread from doing something else.
constexpr qint64 turnMs = 3;
//! A look at the clock costs as much as a look at several rows.
constexpr qsizetype rowsPerLook = 1024;

//! The row that \a note means; see MarkBook::rowOf().
template<typename Log>
qsizetype rowMeant(const Log &log, const MarkNote &note)
{
    if (note.of == 0)
        return -1;
    const qsizetype row = log.rowOf(note.of);
    if (note.ofUs == 0 || (row >= 0 && log.row(row).timeUs == note.ofUs))
        return row;
    // Times ascend where files were joined.
    qsizetype first = 0;
    for (qsizetype count = log.size(); count > 0;) {
        const qsizetype half = count / 2;
        if (log.row(first + half).timeUs < note.ofUs) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    for (; first < log.size() && log.row(first).timeUs == note.ofUs; ++first) {
        const LogRow &found = log.row(first);
        if (found.direction != Direction::Note || !MarkNote::isKind(log.typeName(found.type)))
            return first;
    }
    return -1;
}

//! Whether rows of a type may be marks: a look at its name for each type, not for each row.
template<typename Log>
bool mayBeMark(const Log &log, const LogRow &row, std::vector<qint8> &isMark)
{
    if (row.direction != Direction::Note)
        return false;
    if (row.type >= isMark.size())
        isMark.resize(std::size_t(row.type) + 1, -1);
    qint8 &known = isMark[row.type];
    if (known < 0)
        known = row.type == manyTypes || MarkNote::isKind(log.typeName(row.type)) ? 1 : 0;
    return known == 1;
}

} // namespace

MarkBook::MarkBook(QObject *parent)
    : QObject(parent)
{
    m_growth.setSingleShot(true);
    m_growth.setInterval(growthInterval);
    m_turn.setSingleShot(true);
    m_turn.setInterval(0ms);
    for (const QTimer *timer : {&m_growth, &m_turn})
        connect(timer, &QTimer::timeout, this, &MarkBook::catchUp);
}

MarkBook::~MarkBook() = default;

void MarkBook::setLog(EventLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    if (log) {
        connect(log, &EventLog::grew, this, [this] {
            if (!m_growth.isActive())
                m_growth.start();
        });
        connect(log, &EventLog::indexed, this, [this](bool rearranged) {
            if (rearranged)
                restart();
        });
    }
    restart();
    if (log)
        m_growth.start(); // its last announcement may lie behind, and what it stood for still come
}

void MarkBook::restart()
{
    m_growth.stop();
    m_turn.stop();
    m_read = 0;
    m_isMark.clear();
    const bool hadMarks = !m_marks.isEmpty();
    m_marks = {};
    catchUp();
    if (hadMarks && m_marks.isEmpty())
        Q_EMIT changed();
}

void MarkBook::catchUp()
{
    if (m_log && readOn())
        Q_EMIT changed();
    if (m_log && m_read < m_log->size())
        m_turn.start();
}

//! True if anything changed.
bool MarkBook::readOn()
{
    QElapsedTimer clock;
    clock.start();
    bool changed = false;
    for (const qsizetype end = m_log->size(); m_read < end; ++m_read) {
        const bool isMark = mayBeMark(*m_log, m_log->row(m_read), m_isMark);
        if ((isMark || m_read % rowsPerLook == 0) && clock.elapsed() >= turnMs)
            break;
        if (!isMark)
            continue;
        if (const auto note = MarkNote::from(m_log->event(m_read)))
            changed = m_marks.apply(*note, rowOf(*m_log, *note)) || changed;
    }
    return changed;
}

qsizetype MarkBook::rowOf(const EventLog &log, const MarkNote &note)
{
    return rowMeant(log, note);
}

Marks marksIn(const LogSnapshot &log)
{
    const LogReader reader(log, FileWindow::Walk::Scattered);
    std::vector<qint8> isMark;
    Marks marks;
    for (qsizetype row = 0; row < log.size(); ++row) {
        if (!mayBeMark(log, log.row(row), isMark))
            continue;
        if (const auto note = MarkNote::from(reader.event(row)))
            marks.apply(*note, rowMeant(log, *note));
    }
    return marks;
}

} // namespace rtmscope
