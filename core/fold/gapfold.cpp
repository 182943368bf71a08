// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/gapfold.h"

#include "core/events/event.h"

#include <algorithm>

namespace rtmscope {

using json::Value;

namespace {

// A run of days on a bad line; the record itself has them all.
constexpr qsizetype mostGaps = 200;
constexpr qsizetype gapMargin = 50; // dropped together, so that dropping stays cheap
constexpr qsizetype mostFills = 2'000;
constexpr qint64 clockSlackUs = 60'000'000;

constexpr qint64 latestUs = 253'402'300'799'999'999; // the end of the year 9999

//! Times are reckoned with: what no clock can say must not get far.
qint64 timeOf(const Value &value, qint64 otherwise)
{
    return std::clamp<qint64>(value.integer().value_or(otherwise), 1, latestUs);
}

int smallNumber(const Value &value)
{
    return static_cast<int>(std::clamp<qint64>(value.integer().value_or(0), 0, 1'000'000'000));
}

} // namespace

//! The newest message of each conversation that we knew when the stream said its last. Whatever is newer and
//! comes later was missed. A dead stream is found out late, and meanwhile the Web API may have told of
//! messages that are newer, but not of all that came between.
QHash<ChannelId, MessageTs> GapFold::newestHeld() const
{
    const auto isHeard = [this](const Message &message) {
        // A message of ours is there from the keystroke on; how it got its ts came later.
        return (message.local.isEmpty() ? message.firstSeq : message.lastSeq) <= c.state.heardSeq;
    };
    QHash<ChannelId, MessageTs> newest;
    for (const Conversation &conversation : std::as_const(c.state.conversations)) {
        const Conversation::Data &data = FoldContext::dataOf(conversation);
        const auto sent = std::make_reverse_iterator(data.messages.unsentBegin());
        const auto found = std::find_if(sent, data.messages.rend(), isHeard);
        if (found != data.messages.rend())
            newest.insert(data.id, found->ts);
    }
    return newest;
}

//! Whether a message that the Web API tells of is news from a gap, and not just history: newer than what was
//! held when one began. Where nothing was held at all, our clock has to do.
bool GapFold::wasMissed(const Message &message, const Conversation::Data &conversation) const
{
    return std::any_of(c.state.gaps.crbegin(), c.state.gaps.crend(), [&](const Gap &gap) {
        if (gap.isOpen() || gap.resumed)
            return false;
        const MessageTs held = gap.heldUpTo(message.channel);
        const bool inTime = message.timeUs <= gap.toUs + clockSlackUs;
        // What was heard after it and dropped again in a long run comes back as history, too.
        return held ? message.ts > held && (inTime || conversation.dropped == 0)
                    : message.timeUs >= gap.fromUs - clockSlackUs && inTime;
    });
}

//! Some gaps are told of when they are over only, and by then news may have come. So what was held is
//! remembered when the connection leaves Ready, and when another one takes over, which is from Ready to
//! Ready.
void GapFold::rememberLoss(const Value &root)
{
    if (root["from"].string() == "Ready")
        c.state.heldAtLoss = newestHeld();
}

void GapFold::note(const Value &root)
{
    const qint64 nowUs = c.event.receivedAtUs;
    const qint64 fromUs = timeOf(root["from_us"], nowUs);
    const bool isOpen = root["open"].boolean().value_or(false) && !root["to_us"].exists();
    const qint64 toUs = isOpen ? 0 : timeOf(root["to_us"], nowUs);
    if (isOpen && root["code"].string() == "on_request") {
        c.state.heldAtLoss =
            newestHeld(); // wanted, and perhaps the end of it all: a gap only if somebody comes back
        return;
    }
    Gap *gap = entryFor(smallNumber(root["id"]), fromUs, toUs);
    if (!gap)
        return;
    gap->fromUs = fromUs;
    gap->toUs = toUs;
    gap->cause = root["cause"].text();
    gap->code = root["code"].text();
    gap->proof = root["proof"].text();
    gap->fromConnection = static_cast<quint32>(smallNumber(root["from_conn"]));
    gap->toConnection = static_cast<quint32>(smallNumber(root["to_conn"]));
    gap->attempts = smallNumber(root["attempts"]);
    gap->resumed = root["resumed"].boolean().value_or(false);
    (isOpen ? gap->openedSeq : gap->closedSeq) = c.event.seq;
    if (!isOpen)
        c.state.heldAtLoss.reset();
    c.changed(*gap);
}

//! The entry of the ledger that a note is about, made if it is new; nullptr if the note tells nothing new.
Gap *GapFold::entryFor(int id, qint64 fromUs, qint64 toUs)
{
    const auto same = [&](const Gap &gap) {
        if (id == 0)
            return gap.fromUs == fromUs && (gap.isOpen() || gap.toUs == toUs);
        // Records that were pasted together count anew.
        return gap.id == id && (gap.isOpen() || gap.fromUs == fromUs);
    };
    const auto known = std::find_if(c.state.gaps.rbegin(), c.state.gaps.rend(), same);
    if (known != c.state.gaps.rend())
        return known->isOpen() ? &*known : nullptr;
    if (!c.state.gaps.isEmpty() && c.state.gaps.constLast().isOpen()) { // its end was never written: a crash
        c.state.gaps.last().toUs = fromUs;
        c.changed(c.state.gaps.last());
    }
    if (c.state.gaps.size() >= mostGaps + gapMargin) {
        c.state.gaps.remove(0, c.state.gaps.size() - mostGaps + 1);
        c.state.gaps.squeeze();
    }
    Gap gap;
    gap.id = id > 0 ? id : c.state.gaps.isEmpty() ? 1 : c.state.gaps.constLast().id + 1;
    gap.heldBefore = toUs != 0 && c.state.heldAtLoss ? *c.state.heldAtLoss : newestHeld();
    for (const MessageTs &held : std::as_const(gap.heldBefore))
        gap.newestHeld = std::max(gap.newestHeld, held);
    c.state.gaps.append(std::move(gap));
    ++c.state.gapCount;
    return &c.state.gaps.last();
}

void GapFold::backfill(const Value &root)
{
    const int id = smallNumber(root["gap"]);
    const auto gap = std::find_if(c.state.gaps.rbegin(), c.state.gaps.rend(),
                                  [id](const Gap &each) { return each.id == id; });
    if (gap == c.state.gaps.rend() || gap->isOpen())
        return;
    const std::string_view state = root["state"].string();
    const ChannelId channel(root["channel"].text());
    if (channel.isEmpty()) {
        gap->fillEnded = state == "finished";
        gap->fillBegun = true;
    } else if (!fill(*gap, channel, root)) {
        return;
    }
    c.changed(*gap);
}

//! Each note has the numbers so far: the last one counts.
bool GapFold::fill(Gap &gap, const ChannelId &channel, const Value &root)
{
    const std::string_view state = root["state"].string();
    GapFill fill;
    fill.channel = channel;
    fill.thread = MessageTs(root["thread_ts"].text());
    fill.messages = smallNumber(root["messages"]);
    fill.pages = smallNumber(root["pages"]);
    if (state == "waiting") {
        fill.state = GapFill::State::Waiting;
        fill.resumesAtUs = c.event.receivedAtUs + 1'000LL * smallNumber(root["retry_after_ms"]);
    } else if (state == "failed") {
        fill.state = GapFill::State::Failed;
    } else if (state != "done") {
        return false;
    }
    const Value error = root["error"];
    fill.problem = error["msg"].text().isEmpty() ? error["code"].text() : error["msg"].text();
    const auto known = std::find_if(gap.fills.begin(), gap.fills.end(), [&](const GapFill &each) {
        return each.channel == fill.channel && each.thread == fill.thread;
    });
    if (known != gap.fills.end()) {
        *known = std::move(fill);
    } else if (gap.fills.size() < mostFills) {
        gap.fills.append(std::move(fill));
    }
    gap.fillBegun = true;
    return true;
}

} // namespace rtmscope
