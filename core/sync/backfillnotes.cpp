// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/backfillnotes.h"

#include "core/net/notes.h"

#include <algorithm>

namespace rtmscope::backfillnotes {

namespace {

notes::Object head(int gap)
{
    notes::Object note;
    note.text("kind", u"backfill").number("gap", gap);
    return note;
}

} // namespace

QByteArray started(int gap)
{
    return head(gap).text("state", u"started").close();
}

QByteArray part(int gap, const ConversationRef &ref, int messages, int pages, const char *state,
                const Error *error, std::chrono::milliseconds retryAfter)
{
    notes::Object note = head(gap);
    note.text("channel", ref.channel.text()).textIfAny("thread_ts", ref.thread.text());
    note.text("state", QString::fromLatin1(state)).number("messages", messages).number("pages", pages);
    if (retryAfter.count() > 0)
        note.number("retry_after_ms", retryAfter.count());
    if (error)
        note.json("error", notes::error(*error));
    return note.close();
}

QByteArray finished(int gap, const Gap *filled)
{
    notes::Object note = head(gap);
    note.text("state", u"finished");
    if (!filled)
        return note.close();
    const auto count = [filled](auto wanted) {
        return std::count_if(filled->fills.begin(), filled->fills.end(), wanted);
    };
    note.number("conversations", count([](const GapFill &fill) { return fill.thread.isEmpty(); }));
    note.number("threads", count([](const GapFill &fill) { return !fill.thread.isEmpty(); }));
    note.number("messages", filled->messages());
    note.number("failed", count([](const GapFill &fill) { return fill.state == GapFill::State::Failed; }));
    return note.close();
}

} // namespace rtmscope::backfillnotes
