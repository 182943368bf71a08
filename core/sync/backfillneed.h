// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace rtmscope {

class ApiAnswer;

//! What was asked for. While the answer is on its way, further gaps may change the need.
struct BackFillQuery
{
    bool window = false;
    MessageTs from;
    MessageTs below;
};

//! What a page of history or replies says of how to go on.
struct BackFillPage
{
    explicit BackFillPage(const ApiAnswer &answer);

    MessageTs lowest; //!< empty: it holds no message
    MessageTs highest;
    bool hasMore;
    QString cursor;
};

//! What a page brought its range.
enum class BackFillProgress : quint8 {
    GoesOn,
    Done,
    Stuck, //!< the server says that there is more, but sends the same again
};

//! The same in words.
Error noProgressError();

//! Messages that are missing: newer than `from`, older than `below`. A conversation is read from its newest
//! message down, so `below` sinks; a thread from its oldest up, so `from` rises. A plain value.
struct BackFillRange
{
    //! \a emptyPages: how many came in a row.
    BackFillProgress takeHistory(const BackFillPage &page, const BackFillQuery &query, int *emptyPages);
    BackFillProgress takeReplies(const BackFillPage &page, const MessageTs &parent, int *emptyPages);
    //! A further gap that begins earlier lies in it as well.
    void join(const MessageTs &readFrom, const MessageTs &mark, int gap);

    MessageTs from;
    MessageTs below; //!< empty: up to the newest, nothing was asked yet
    MessageTs begin; //!< what is newer counts as missed
    MessageTs top;   //!< the newest message when it was begun
    MessageTs end;   //!< what is newer belongs to a later range; empty: there is none
    QString cursor;  //!< only after a page without messages, where there is nothing else to go on from
    QList<int> gaps; //!< those it lies in, oldest first
};

//! All that one conversation or thread lacks. A plain value.
struct BackFillNeed
{
    //! What \a gap swallowed of a conversation, read from \a readFrom on. \a mark: everything up to there was
    //! held; \a held: the newest message that was.
    void addGap(int gap, const MessageTs &readFrom, const MessageTs &mark, const MessageTs &held);
    //! The same of a thread, for several gaps.
    void addReplies(const MessageTs &from, const QList<int> &gaps);
    //! Where an earlier gap's pages began; what is older is that one's business.
    MessageTs top() const { return ranges.isEmpty() ? MessageTs() : ranges.constFirst().top; }
    bool isMet() const { return ranges.isEmpty() && !window; }
    bool concerns(int gap) const;

    QList<BackFillRange> ranges; //!< newest first
    bool window = false;         //!< what is on the screen is to be read again
    int pages = 0;
    int emptyPages = 0;
    int tries = 0;
};

} // namespace rtmscope
