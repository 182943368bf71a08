// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/rowmatcher.h"

#include "core/filter/filterquerydata.h"
#include "core/filter/rowsubject.h"
#include "core/filter/textsearch.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace rtmscope {

namespace {

using filter::Node;
using filter::numberIn;
using filter::Verdict;

constexpr qint8 no = qint8(Verdict::No);
constexpr qint8 yes = qint8(Verdict::Yes);
constexpr qint8 unknown = qint8(Verdict::Unknown);
constexpr qint8 notAsked = -1;

qint8 negated(qint8 verdict)
{
    return verdict == unknown ? unknown : verdict == yes ? no : yes;
}

//! Whether \a node asks for one thing that index rows know by a number.
std::optional<filter::Field::Kind> numberedField(const Node &node)
{
    if (!node.left.field || node.right.field)
        return std::nullopt;
    const filter::Field::Kind kind = node.left.field->kind;
    const bool isNumbered = kind >= filter::Field::Kind::Dir && kind <= filter::Field::Kind::User;
    return isNumbered ? std::optional(kind) : std::nullopt;
}

//! The text that whatever \a root matches must hold, if it can be found by its bytes alone.
const TextSearch *neededText(const Node &root)
{
    if (root.kind == Node::Kind::Search && root.searches.size() == 1 && root.searches.front().isPlain())
        return &root.searches.front();
    if (root.kind != Node::Kind::And)
        return nullptr;
    for (const Node &child : root.children) {
        if (const TextSearch *needed = neededText(child))
            return needed;
    }
    return nullptr;
}

//! So many bytes are looked through at once: LogReader::lines() gives no more.
constexpr qint64 pieceSize = 120 * 1024;

bool isPlainLine(const LogRow &row)
{
    return !(row.flags & (LogRow::NotJson | LogRow::Binary));
}

} // namespace

struct RowMatcher::Step
{
    const Node *node = nullptr; // of the query
    std::size_t end = 0;        // the first step behind those below it
    std::optional<filter::Field::Kind> field = {};
    std::vector<qint8> known = {}; // verdicts by number
};

RowMatcher::RowMatcher() = default;
RowMatcher::~RowMatcher() = default;
RowMatcher::RowMatcher(const RowMatcher &) = default;
RowMatcher &RowMatcher::operator=(const RowMatcher &) = default;

RowMatcher::RowMatcher(FilterQuery query)
    : m_query(std::move(query))
{
    add(&m_query.d->parsed.root);
    const Step &root = m_steps.front();
    const auto isNumbered = [](const Step &step) { return step.field.has_value(); };
    m_isPlain = m_steps.size() == 1 ? isNumbered(root)
                                    : root.node->kind == Node::Kind::And &&
                                          std::all_of(m_steps.begin() + 1, m_steps.end(), isNumbered);
    m_needle = neededText(m_query.d->parsed.root);
}

void RowMatcher::add(const void *root)
{
    const auto *node = static_cast<const Node *>(root);
    const std::size_t at = m_steps.size();
    m_steps.push_back({.node = node, .field = numberedField(*node)});
    for (const Node &child : node->children)
        add(&child);
    m_steps[at].end = m_steps.size();
}

void RowMatcher::forgetLog()
{
    for (Step &step : m_steps)
        step.known.clear();
    m_ahead = {};
}

template<typename Log>
bool RowMatcher::matchesIn(const Log &log, qsizetype row)
{
    if (m_steps.empty())
        return true;
    const Row asked{row, log.row(row)};
    std::size_t at = 0;
    const qint8 known = m_isPlain ? allOf(log, asked) : verdict(&at, log, asked);
    if (known != unknown)
        return known == yes;
    return !isAbsent(log, row) && m_query.matches(log, row);
}

void RowMatcher::collect(const LogReader &log, qsizetype begin, qsizetype end, std::vector<quint32> &rows)
{
    const std::size_t first = rows.size();
    rows.resize(first + std::size_t(end - begin));
    std::iota(rows.begin() + std::ptrdiff_t(first), rows.end(), quint32(begin));
    keepMatching(log, rows, first);
}

void RowMatcher::keepMatching(const LogReader &log, std::vector<quint32> &rows, std::size_t first)
{
    if (m_steps.empty() || m_query.matchesEverything() || (m_isPlain && keepKnown(log, rows, first)))
        return;
    const auto from = rows.begin() + std::ptrdiff_t(first);
    rows.erase(std::remove_if(from, rows.end(), [&](quint32 row) { return !matchesIn(log, row); }),
               rows.end());
}

//! Term by term, for terms that must all hold and that index rows decide. False: some rows were kept that
//! have to be asked about by themselves.
bool RowMatcher::keepKnown(const LogReader &log, std::vector<quint32> &rows, std::size_t first)
{
    bool isDecided = true;
    for (std::size_t i = m_steps.size() > 1 ? 1 : 0; i < m_steps.size(); ++i) {
        Step &step = m_steps[i];
        const filter::Field::Kind kind = *step.field;
        RowCursor cursor(log.log());
        std::size_t kept = first;
        for (std::size_t at = first; at < rows.size(); ++at) {
            const quint32 row = rows[at];
            const LogRow &entry = cursor[row];
            const std::size_t number = numberIn(entry, kind);
            const bool isKnown = number < step.known.size() && step.known[number] != notAsked;
            const qint8 each = isKnown ? step.known[number] : remembered(step, log, Row{row, entry});
            isDecided = isDecided && each != unknown;
            rows[kept] = row;
            kept += each == no ? 0 : 1;
        }
        rows.resize(kept);
    }
    return isDecided;
}

bool RowMatcher::isAbsent(const LogReader &log, qsizetype row)
{
    if (!m_needle)
        return false;
    if (row < m_ahead.from || row > m_ahead.without || row >= m_ahead.until)
        lookAhead(log, row);
    return row < m_ahead.without;
}

//! What frames hold stands in the capture's lines as it is: a line without the text is not taken apart.
void RowMatcher::lookAhead(const LogReader &log, qsizetype row)
{
    const bool goesOn = row >= m_ahead.from && row < m_ahead.until;
    qsizetype end = goesOn ? m_ahead.until : row;
    const qint64 begin = log.row(row).offset;
    for (qint64 before = begin - 1; !goesOn && end < log.size(); ++end) {
        const LogRow &next = log.row(end);
        if (!isPlainLine(next) || next.offset <= before || next.offset + next.length - begin > pieceSize)
            break;
        before = next.offset;
    }
    m_ahead = {row, row, end};
    const QByteArrayView bytes = log.lines(row, end);
    if (bytes.isEmpty()) {
        m_ahead.until = row + 1; // it has to be asked by itself
        return;
    }
    const qsizetype found = m_needle->indexIn(bytes);
    m_ahead.without = end;
    if (found < 0)
        return;
    for (m_ahead.without = row; m_ahead.without + 1 < end; ++m_ahead.without) {
        if (log.row(m_ahead.without + 1).offset > begin + found)
            break;
    }
}

//! The commonest filters are terms that must all hold: no need to walk a tree for a million rows.
template<typename Log>
qint8 RowMatcher::allOf(const Log &log, const Row &row)
{
    qint8 result = yes;
    for (std::size_t i = m_steps.size() > 1 ? 1 : 0; i < m_steps.size(); ++i) {
        Step &step = m_steps[i];
        const std::size_t number = numberIn(row.entry, *step.field);
        const bool isKnown = number < step.known.size() && step.known[number] != notAsked;
        const qint8 each = isKnown ? step.known[number] : remembered(step, log, row);
        if (each == no)
            return no;
        if (each == unknown)
            result = unknown;
    }
    return result;
}

template<typename Log>
qint8 RowMatcher::verdict(std::size_t *at, const Log &log, const Row &row)
{
    Step &step = m_steps[*at];
    switch (step.node->kind) {
    case Node::Kind::Everything:
        *at = step.end;
        return yes;
    case Node::Kind::And:
        return joined(at, log, row, no);
    case Node::Kind::Or:
        return joined(at, log, row, yes);
    case Node::Kind::Not:
        ++*at;
        return negated(verdict(at, log, row));
    default:
        *at = step.end;
        if (step.field)
            return remembered(step, log, row);
        return qint8(evaluate(*step.node, filter::RowSubject(log, row.number, filter::Reading::Never)));
    }
}

template<typename Log>
qint8 RowMatcher::joined(std::size_t *at, const Log &log, const Row &row, qint8 decisive)
{
    const std::size_t end = m_steps[*at].end;
    qint8 result = negated(decisive);
    ++*at;
    while (*at < end) {
        const qint8 each = verdict(at, log, row);
        if (each == decisive) {
            *at = end;
            return decisive;
        }
        if (each == unknown)
            result = unknown;
    }
    return result;
}

template<typename Log>
qint8 RowMatcher::remembered(Step &step, const Log &log, const Row &row)
{
    const std::size_t number = numberIn(row.entry, *step.field);
    if (number >= step.known.size())
        step.known.resize(number + number / 2 + 16, notAsked);
    qint8 &known = step.known[number];
    if (known == notAsked)
        known = qint8(evaluate(*step.node, filter::RowSubject(log, row.number, filter::Reading::Never)));
    return known;
}

template bool RowMatcher::matchesIn(const EventLog &log, qsizetype row);
template bool RowMatcher::matchesIn(const LogReader &log, qsizetype row);

} // namespace rtmscope
