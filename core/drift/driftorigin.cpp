// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/drift/driftorigin.h"

#include "core/drift/driftcompare.h"
#include "core/workspace/workspace.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope::drift {

namespace {

//! Our clock and the server's need not agree better than that.
constexpr qint64 clockSlackUs = 5'000'000;
//! A message that more entries tell of than this is looked at by the newest of them.
constexpr std::size_t mostEntries = 2'000;

//! The entries that tell of each message that differs.
class EntrySearch
{
public:
    EntrySearch(const LogSnapshot &log, const QList<DriftFinding> &findings);
    void run(const std::atomic_bool &cancelled);
    const std::vector<qsizetype> &rowsOf(std::size_t finding) const { return m_rows[finding]; }

private:
    const std::vector<std::size_t> &findingsIn(quint32 channel);
    void look(qsizetype row, QByteArrayView frame, const std::vector<std::size_t> &among);

    LogReader m_reader;
    std::vector<QByteArray> m_ts;
    std::vector<std::vector<qsizetype>> m_rows;
    QHash<QString, std::vector<std::size_t>> m_byChannel;
    QHash<quint32, std::vector<std::size_t>> m_bySymbol;
    std::vector<std::size_t> m_all;
};

EntrySearch::EntrySearch(const LogSnapshot &log, const QList<DriftFinding> &findings)
    : m_reader(log)
    , m_rows(std::size_t(findings.size()))
{
    for (const DriftFinding &finding : findings) {
        m_byChannel[finding.place.channel.text()].push_back(m_ts.size());
        m_all.push_back(m_ts.size());
        m_ts.push_back(finding.ts.text().toUtf8());
    }
}

const std::vector<std::size_t> &EntrySearch::findingsIn(quint32 channel)
{
    const auto known = m_bySymbol.find(channel);
    return known != m_bySymbol.end()
               ? *known
               : *m_bySymbol.insert(channel, m_byChannel.value(m_reader.symbol(channel)));
}

void EntrySearch::look(qsizetype row, QByteArrayView frame, const std::vector<std::size_t> &among)
{
    for (const std::size_t finding : among) {
        if (frame.indexOf(m_ts[finding]) < 0)
            continue;
        std::vector<qsizetype> &rows = m_rows[finding];
        if (rows.size() == mostEntries)
            rows.erase(rows.begin() + mostEntries / 2);
        rows.push_back(row);
    }
}

void EntrySearch::run(const std::atomic_bool &cancelled)
{
    for (qsizetype row = 0; row < m_reader.size() && !cancelled; ++row) {
        const LogRow &entry = m_reader.row(row);
        // Answers of the Web API may tell of any conversation.
        const bool isAnswer = entry.direction == Direction::Note && m_reader.typeName(entry.type) == "api"_L1;
        if (entry.flags & LogRow::Repeated)
            continue;
        const std::vector<std::size_t> &among = isAnswer ? m_all : findingsIn(entry.channel);
        if (!among.empty())
            look(row, m_reader.borrowedFrame(row), among);
    }
}

//! What an entry made of a message.
struct Moment
{
    quint64 seq = 0;     // the first that did
    quint64 lastSeq = 0; // the last that left it so
    qint64 lastUs = 0;
    QByteArray value;
};

class OriginSearch
{
public:
    OriginSearch(const LogSnapshot &log, const QList<Gap> &gaps)
        : m_reader(log)
        , m_gaps(gaps)
    {
    }

    void locate(DriftFinding &finding, const std::vector<qsizetype> &rows) const;

private:
    std::vector<Moment> history(const DriftFinding &finding, const std::vector<qsizetype> &rows) const;
    const Gap *gapBetween(qint64 fromUs, qint64 toUs) const;
    quint64 firstSince(qint64 timeUs) const;

    LogReader m_reader;
    const QList<Gap> &m_gaps;
};

//! All that the message depends on stands in these entries: no other need be folded.
std::vector<Moment> OriginSearch::history(const DriftFinding &finding,
                                          const std::vector<qsizetype> &rows) const
{
    std::vector<Moment> moments;
    Workspace workspace;
    for (const qsizetype row : rows) {
        const Event event = m_reader.event(row);
        workspace.apply(event);
        const Conversation *conversation = workspace.conversation(finding.place.channel);
        const Message *message = conversation ? conversation->find(finding.ts) : nullptr;
        const QByteArray value = valueOf(finding.kind, message);
        if (moments.empty() ? message != nullptr : moments.back().value != value)
            moments.push_back({event.seq, 0, 0, value});
        if (moments.empty())
            continue;
        moments.back().lastSeq = event.seq;
        moments.back().lastUs = event.receivedAtUs;
    }
    return moments;
}

const Gap *OriginSearch::gapBetween(qint64 fromUs, qint64 toUs) const
{
    const auto found = std::find_if(m_gaps.cbegin(), m_gaps.cend(), [&](const Gap &gap) {
        const qint64 end = gap.isOpen() ? std::numeric_limits<qint64>::max() : gap.toUs + clockSlackUs;
        return !gap.resumed && gap.fromUs - clockSlackUs <= toUs && end >= fromUs;
    });
    return found == m_gaps.cend() ? nullptr : &*found;
}

quint64 OriginSearch::firstSince(qint64 timeUs) const
{
    qsizetype low = 0;
    qsizetype high = m_reader.size();
    while (low < high) {
        const qsizetype middle = low + (high - low) / 2;
        if (m_reader.row(middle).timeUs < timeUs)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m_reader.size() ? m_reader.log().seqOf(low) : 0;
}

void OriginSearch::locate(DriftFinding &finding, const std::vector<qsizetype> &rows) const
{
    const std::vector<Moment> moments = history(finding, rows);
    const auto agreed = std::find_if(moments.crbegin(), moments.crend(), [&finding](const Moment &moment) {
        return moment.value == finding.thereValue;
    });
    if (agreed != moments.crend() && agreed != moments.crbegin()) {
        finding.origin = DriftFinding::Origin::Entry;
        finding.seq = std::prev(agreed)->seq;
        return;
    }
    const qint64 changedUs = finding.changedTs.toMicroseconds();
    const qint64 lastUs = moments.empty() ? finding.ts.toMicroseconds() : moments.back().lastUs;
    const Gap *gap = changedUs > 0 ? gapBetween(changedUs, changedUs)
                                   : gapBetween(lastUs, std::numeric_limits<qint64>::max());
    if (gap) {
        finding.origin = DriftFinding::Origin::Gap;
        finding.seq = gap->entry();
    } else if (!moments.empty()) {
        finding.origin = DriftFinding::Origin::After;
        finding.seq = moments.back().lastSeq;
    } else if (m_reader.size() > 0 && changedUs >= m_reader.row(0).timeUs) {
        finding.seq = firstSince(changedUs);
        finding.origin = finding.seq != 0 ? DriftFinding::Origin::Expected : DriftFinding::Origin::Unknown;
    }
}

} // namespace

void findOrigins(const LogSnapshot &log, const QList<Gap> &gaps, QList<DriftFinding> *findings,
                 const std::atomic_bool &cancelled)
{
    if (findings->isEmpty())
        return;
    EntrySearch entries(log, *findings);
    entries.run(cancelled);
    const OriginSearch search(log, gaps);
    for (qsizetype i = 0; i < findings->size() && !cancelled; ++i)
        search.locate((*findings)[i], entries.rowsOf(std::size_t(i)));
}

} // namespace rtmscope::drift
