// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/logindex.h"

#include "core/json/json.h"
#include "core/log/indexslice.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

std::optional<CaptureInfo> teamIn(const Event &note)
{
    json::Document document;
    if (note.type != "state"_L1 || !note.raw.contains("\"team\"") || !document.parse(note.raw))
        return std::nullopt;
    const json::Value root = document.root();
    CaptureInfo team;
    team.teamId = root["team"]["id"].text();
    team.teamName = root["team"]["name"].text();
    team.selfId = root["self"]["id"].text();
    return team;
}

void ContextRuns::push(qint64 offset, const capturereader::Context &context)
{
    while (!m_runs.isEmpty() && m_runs.constLast().offset >= offset) // what was entered there was broken
        m_runs.removeLast();
    m_runs.append({offset, context});
}

const capturereader::Context &ContextRuns::at(qint64 offset) const
{
    static const capturereader::Context none;
    const auto behind = std::upper_bound(m_runs.cbegin(), m_runs.cend(), offset,
                                         [](qint64 wanted, const Run &run) { return wanted < run.offset; });
    return behind == m_runs.cbegin() ? none : std::prev(behind)->context;
}

void ContextRuns::append(const ContextRuns &others, const Counted &before)
{
    for (const Run &run : others.m_runs) {
        capturereader::Context context = run.context;
        context.socket += context.socket == 0 ? 0 : before.sockets;
        context.connectionsBefore = before.connections;
        context.gapsBefore = before.gaps;
        push(run.offset, context);
    }
}

LogRow RowMaker::make(const Event &event, qint64 offset, qsizetype length)
{
    const bool isNote = event.direction == Direction::Note;
    LogRow row;
    row.offset = offset;
    row.length = static_cast<quint32>(std::min<qsizetype>(length, std::numeric_limits<quint32>::max()));
    row.timeUs = event.receivedAtUs;
    row.direction = event.direction;
    row.type = types.intern(event.type, event.subtype, isNote, [&event] { return event.isKnown(); });
    row.channel = symbols.intern(event.channel);
    row.user = symbols.intern(event.user);
    if (event.form == FrameForm::Binary)
        row.flags |= LogRow::NotJson | LogRow::Binary;
    else if (event.form == FrameForm::Text && event.type.isEmpty()) // JSON with line breaks has a type
        row.flags |= LogRow::NotJson;
    if (!event.masked.isEmpty())
        row.flags |= LogRow::Masked;
    if (event.repeated)
        row.flags |= LogRow::Repeated;
    if (!types.entry(row.type).known)
        row.flags |= LogRow::UnknownType;
    return row;
}

LogIndex::View LogIndex::view() const
{
    return {m_rows.view(),          m_numbers.view(), m_contexts, m_maker.types.view(),
            m_maker.symbols.view(), m_hosts,          m_sources};
}

void LogIndex::push(const LogRow &row, quint64 seq)
{
    if (row.timeUs > 0) {
        m_earliestUs = m_earliestUs == 0 ? row.timeUs : std::min(m_earliestUs, row.timeUs);
        m_latestUs = std::max(m_latestUs, row.timeUs);
    }
    if (row.flags & LogRow::UnknownType)
        ++m_unknownRows[row.type];
    m_rows.push(row);
    m_numbers.push(seq);
}

qsizetype LogIndex::add(const Event &event, qint64 offset, qsizetype length)
{
    push(m_maker.make(event, offset, length), event.seq);
    return size() - 1;
}

void LogIndex::append(const IndexSlice &slice, const ContextRuns::Counted &before)
{
    std::vector<quint32> symbols(slice.names.symbols.size());
    for (quint32 number = 0; number < symbols.size(); ++number)
        symbols[number] = m_maker.symbols.intern(slice.names.symbols.text(number));
    std::vector<quint16> types(slice.names.types.size());
    for (quint16 number = 0; number < types.size(); ++number) {
        const TypeTable::Entry &entry = slice.names.types.entry(number);
        types[number] =
            m_maker.types.intern(entry.type, entry.subtype, entry.isNote, [&entry] { return entry.known; });
    }
    const auto symbolHere = [&symbols](quint32 number) {
        return number < symbols.size() ? symbols[number] : manySymbols;
    };
    for (std::size_t i = 0; i < slice.rows.size(); ++i) {
        LogRow row = slice.rows[i];
        row.type = row.type < types.size() ? types[row.type] : manyTypes;
        row.channel = symbolHere(row.channel);
        row.user = symbolHere(row.user);
        if (row.type == manyTypes)
            row.flags |= LogRow::UnknownType;
        push(row, slice.numbers[i] != 0 ? slice.numbers[i] : quint64(size()) + 1);
    }
    m_contexts.append(slice.contexts, before);
    for (auto host = slice.hosts.cbegin(); host != slice.hosts.cend(); ++host)
        m_hosts.insert(host.key() + before.sockets + before.connections, host.value());
}

//! A row with what its place depends on.
struct LogIndex::Timed
{
    qint64 timeUs;
    qsizetype neighbour; // the row whose time it has
    qsizetype distance;  // in rows, behind it
    LogRow row;
    bool isAgain = false;
};

std::vector<LogIndex::Timed> LogIndex::timedRows() const
{
    std::vector<Timed> timed;
    timed.reserve(std::size_t(size()));
    for (qsizetype number = 0; number < size(); ++number)
        timed.push_back({row(number).timeUs, number, 0, row(number)});

    const auto isDated = [this](qsizetype number) { return row(number).timeUs != 0; };
    qsizetype before = -1; // the last row with a time
    for (qsizetype begin = 0, end = 0; begin < size(); begin = end) {
        const capturereader::Context *place = &contextOf(row(begin)); // one file, or one page in it
        qsizetype first = -1;
        qsizetype last = -1;
        for (end = begin; end < size() && &contextOf(row(end)) == place; ++end) {
            if (isDated(end)) {
                first = first < 0 ? end : first;
                last = end;
            }
        }
        const bool descends = first >= 0 && row(last).timeUs < row(first).timeUs;
        for (qsizetype number = begin; number < end; ++number) {
            if (isDated(number))
                before = number;
            const qsizetype neighbour = first >= 0 && number < first ? first : before;
            if (isDated(number) || row(number).direction == Direction::Note || neighbour < 0)
                continue;
            const qsizetype distance = descends ? neighbour - number : number - neighbour;
            timed[std::size_t(number)] = {row(neighbour).timeUs, neighbour, distance, row(number)};
        }
    }
    return timed;
}

//! Where somebody set the clock back, what came later still came later.
void LogIndex::keepOrderInSources(std::vector<Timed> &timed) const
{
    const SourceRuns::Run *before = nullptr;
    qint64 latestUs = 0;
    for (Timed &each : timed) {
        const SourceRuns::Run *run = m_sources.at(each.row.offset);
        if (!run || !run->isInOrder)
            continue;
        latestUs = run == before ? std::max(latestUs, each.timeUs) : each.timeUs;
        before = run;
        each.timeUs = latestUs;
    }
}

void LogIndex::sortByTime(const std::vector<qsizetype> &again, bool leaveOut)
{
    std::vector<Timed> sorted = timedRows();
    for (const qsizetype number : again) {
        sorted[std::size_t(number)].isAgain = true;
        sorted[std::size_t(number)].row.flags |= LogRow::Repeated;
    }
    if (!m_sources.isEmpty())
        keepOrderInSources(sorted);
    // No two rows are alike in all three.
    std::sort(sorted.begin(), sorted.end(), [](const Timed &a, const Timed &b) {
        return std::tie(a.timeUs, a.neighbour, a.distance) < std::tie(b.timeUs, b.neighbour, b.distance);
    });
    m_rows = {}; // views keep the old ones
    m_numbers = {};
    for (const Timed &timed : sorted) {
        if (leaveOut && timed.isAgain) {
            if (timed.row.flags & LogRow::UnknownType)
                --m_unknownRows[timed.row.type];
            continue;
        }
        m_rows.push(timed.row);
        m_numbers.push(quint64(m_rows.size()));
    }
}

} // namespace rtmscope
