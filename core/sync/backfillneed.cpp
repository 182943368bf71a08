// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/backfillneed.h"

#include "core/net/webapi.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int mostEmptyPages = 10;

} // namespace

BackFillPage::BackFillPage(const ApiAnswer &answer)
    : hasMore(answer.root()["has_more"].boolean().value_or(false) || !answer.nextCursor().isEmpty())
    , cursor(answer.nextCursor())
{
    for (const auto &message : answer.root()["messages"].elements()) {
        const MessageTs ts(message["ts"].text());
        if (ts.isEmpty())
            continue;
        lowest = lowest.isEmpty() ? ts : std::min(lowest, ts);
        highest = std::max(highest, ts);
    }
}

Error noProgressError()
{
    return {Error::Kind::Protocol,
            u"no_progress"_s,
            QCoreApplication::translate("BackFill",
                                        "The server says that there is more, but sends the same again."),
            {},
            {}};
}

BackFillProgress BackFillRange::takeHistory(const BackFillPage &page, const BackFillQuery &query,
                                            int *emptyPages)
{
    // An earlier gap may have joined meanwhile: then the page ends too early.
    const bool ended = !page.hasMore && query.from <= from;
    const bool isEmpty = page.lowest.isEmpty();
    if (ended || (!isEmpty && page.lowest <= from))
        return BackFillProgress::Done;
    if (page.hasMore &&
        (isEmpty ? page.cursor.isEmpty() || ++*emptyPages > mostEmptyPages : below && page.lowest >= below))
        return BackFillProgress::Stuck;
    if (isEmpty) {
        cursor = page.cursor;
        return BackFillProgress::GoesOn;
    }
    if (top.isEmpty())
        top = page.highest;
    below = page.lowest;
    cursor.clear();
    *emptyPages = 0;
    return BackFillProgress::GoesOn;
}

BackFillProgress BackFillRange::takeReplies(const BackFillPage &page, const MessageTs &parent,
                                            int *emptyPages)
{
    if (!page.hasMore)
        return BackFillProgress::Done;
    // The parent stands on every page, also on one without a reply.
    const bool isEmpty = page.highest.isEmpty() || page.highest == parent;
    if (isEmpty ? page.cursor.isEmpty() || ++*emptyPages > mostEmptyPages : page.highest <= from)
        return BackFillProgress::Stuck;
    cursor = isEmpty ? page.cursor : QString();
    if (!isEmpty)
        from = page.highest;
    return BackFillProgress::GoesOn;
}

void BackFillRange::join(const MessageTs &readFrom, const MessageTs &mark, int gap)
{
    from = std::min(from, readFrom);
    begin = std::min(begin, mark);
    gaps.append(gap);
}

void BackFillNeed::addGap(int gap, const MessageTs &readFrom, const MessageTs &mark, const MessageTs &held)
{
    if (!ranges.isEmpty() && ranges.constFirst().below.isEmpty()) // not begun: one need for both gaps
        return ranges.first().join(readFrom, mark, gap);
    // What overlaps with the range of an earlier gap is counted there.
    const MessageTs begin = ranges.isEmpty() ? mark : std::max(mark, held);
    if (!ranges.isEmpty())
        ranges.first().end = begin;
    ranges.prepend({readFrom, {}, begin, {}, {}, {}, {gap}});
}

void BackFillNeed::addReplies(const MessageTs &from, const QList<int> &gaps)
{
    if (ranges.isEmpty()) {
        ranges.append({from, {}, from, {}, {}, {}, gaps});
        return;
    }
    BackFillRange &range = ranges.first();
    for (const int gap : gaps) {
        if (!range.gaps.contains(gap))
            range.join(from, from, gap);
    }
}

bool BackFillNeed::concerns(int gap) const
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [gap](const BackFillRange &range) { return range.gaps.contains(gap); });
}

} // namespace rtmscope
