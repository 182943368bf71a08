// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/gapwords.h"

#include "core/summary/eventsummary.h"
#include "core/workspace/workspace.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr qsizetype longestCause = 80;

QDate dateOf(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000).date();
}

//! The fill that speaks for a place: the thread's own, else the conversation's.
const GapFill *fillAt(const Gap &gap, const GapWords::Place &place)
{
    const GapFill *own = gap.fill(place.channel, place.thread);
    return own || place.thread.isEmpty() ? own : gap.fill(place.channel);
}

//! A limit holds for all that is still to come.
const GapFill *waiting(const Gap &gap)
{
    const auto it = std::find_if(gap.fills.begin(), gap.fills.end(),
                                 [](const GapFill &fill) { return fill.state == GapFill::State::Waiting; });
    return it == gap.fills.end() ? nullptr : &*it;
}

} // namespace

QString GapWords::clock(qint64 us)
{
    return clockTime(us).left(8);
}

QString GapWords::moment(qint64 us, qint64 of)
{
    return dateOf(us) == dateOf(of) ? clock(us) : dateAndTime(us).left(19);
}

QString GapWords::duration(qint64 us)
{
    const QLocale locale;
    if (us <= 0)
        return tr("under 1\u00a0ms");
    if (us < secondUs)
        return tr("%1\u00a0ms").arg(locale.toString(std::max<qint64>(1, us / 1000)));
    if (us < 10 * secondUs)
        return tr("%1\u00a0s").arg(locale.toString(double(us) / secondUs, 'f', 1));
    const qint64 seconds = us / secondUs;
    if (seconds < 60)
        return tr("%1\u00a0s").arg(locale.toString(seconds));
    if (seconds < 3600)
        return tr("%1\u00a0min %2\u00a0s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1\u00a0h %2\u00a0min").arg(locale.toString(seconds / 3600)).arg(seconds / 60 % 60);
}

QString GapWords::elapsed(qint64 us)
{
    const qint64 seconds = std::max<qint64>(1, us / secondUs);
    return seconds < 10 ? tr("%1\u00a0s").arg(QLocale().toString(seconds)) : duration(seconds * secondUs);
}

QString GapWords::messages(qint64 count)
{
    return count == 1 ? tr("1 message") : tr("%1 messages").arg(QLocale().toString(count));
}

QString GapWords::cause(const Gap &gap)
{
    QString words = oneLine(gap.cause, longestCause);
    while (words.endsWith(u'.'))
        words.chop(1);
    return words;
}

QString GapWords::outcome(const Gap &gap)
{
    const QString number = QLocale().toString(gap.messages());
    switch (gap.state()) {
    case Gap::State::Open:
        return tr("still open");
    case Gap::State::Resumed:
        return tr("nothing is missing");
    case Gap::State::Unfilled:
        return tr("not back-filled");
    case Gap::State::Filling:
        return tr("back-filling, %1 so far").arg(number);
    case Gap::State::Waiting:
        return tr("back-filling, rate-limited");
    case Gap::State::Filled:
        return gap.messages() == 0 ? tr("no message was missed") : tr("%1 back-filled").arg(number);
    case Gap::State::Partly:
        return tr("%1 back-filled, not everywhere").arg(number);
    }
    return {};
}

QString GapWords::connections(const Gap &gap)
{
    QStringList parts;
    if (gap.fromConnection > 0 && gap.toConnection > 0)
        parts.append(tr("%1 to %2").arg(gap.fromConnection).arg(gap.toConnection));
    else if (gap.fromConnection > 0)
        parts.append(tr("from %1").arg(gap.fromConnection));
    if (gap.attempts > 0)
        parts.append(gap.attempts == 1 ? tr("1 attempt") : tr("%1 attempts").arg(gap.attempts));
    return parts.join(u", "_s);
}

QStringList GapWords::places(const Gap &gap, const Workspace &workspace)
{
    QStringList lines;
    for (const GapFill &fill : gap.fills) {
        QString place = workspace.conversationName(fill.channel);
        if (fill.thread) {
            const qint64 us = fill.thread.toMicroseconds();
            place = tr("%1, thread of %2").arg(place, us > 0 ? moment(us, gap.fromUs) : fill.thread.text());
        }
        if (fill.state != GapFill::State::Done)
            lines.append(tr("%1: %2").arg(place, fill.problem));
        else if (fill.messages > 0)
            lines.append(tr("%1: %2").arg(place, messages(fill.messages)));
    }
    return lines;
}

QString GapWords::unknowable(const Gap &gap)
{
    if (gap.state() == Gap::State::Resumed)
        return tr("Nothing: the server kept every event.");
    return tr(
        "Edits, deletions and reactions of that time, except on pages that were read again; who typed; first "
        "replies to messages older than those pages, until their thread is opened.");
}

QString GapWords::span(const QList<const Gap *> &gaps)
{
    const Gap &first = *gaps.constFirst();
    const Gap &last = *gaps.constLast();
    const QString why = cause(last);
    QString words;
    if (gaps.size() > 1 && last.isOpen())
        words = tr("No connection %1 times since %2, and now").arg(gaps.size()).arg(clock(first.fromUs));
    else if (gaps.size() > 1)
        words = tr("No connection %1 times, %2 to %3")
                    .arg(gaps.size())
                    .arg(clock(first.fromUs), moment(last.toUs, first.fromUs));
    else if (last.isOpen())
        words = tr("No connection since %1").arg(clock(last.fromUs));
    else if (last.toUs - last.fromUs < secondUs) // one and the same second twice would look like a mistake
        words = tr("No connection for %1 at %2").arg(duration(last.toUs - last.fromUs), clock(last.fromUs));
    else
        words = tr("No connection %1 to %2").arg(clock(last.fromUs), moment(last.toUs, last.fromUs));
    if (why.isEmpty())
        return words + u'.';
    return (gaps.size() > 1 ? tr("%1. At last: %2.") : tr("%1. %2.")).arg(words, why);
}

QString GapWords::fate(const QList<const Gap *> &gaps, const Place &place)
{
    int filled = 0;
    bool allResumed = true;
    bool pending = false;
    QString problem;
    const GapFill *limited = nullptr;
    bool unfilled = false;
    for (const Gap *gap : gaps) {
        const Gap::State state = gap->state();
        const GapFill *fill = fillAt(*gap, place);
        const GapFill *own = gap->fill(place.channel, place.thread);
        // A channel speaks for its threads, too: their replies were missed there.
        filled += place.thread.isEmpty() ? gap->messagesIn(place.channel) : own ? own->messages : 0;
        if (state == Gap::State::Open || state == Gap::State::Resumed)
            continue;
        allResumed = false;
        if (fill && fill->state == GapFill::State::Failed)
            problem = fill->problem;
        else if (state == Gap::State::Unfilled || (gap->fillEnded && !fill))
            unfilled = true;
        else if (!gap->fillEnded && (!fill || fill->state == GapFill::State::Waiting))
            pending = true;
        if (pending && !limited)
            limited = waiting(*gap);
    }
    const bool open = gaps.constLast()->isOpen();
    if (open && gaps.size() == 1)
        return place.recording ? tr("The capture ends before the connection came back.")
                               : tr("What is said meanwhile is fetched when it is back.");
    if (allResumed)
        return tr("The server kept everything: nothing is missing.");
    const QString count =
        filled == 0 ? tr("No message was missed") : tr("%1 back-filled").arg(messages(filled));
    if (!problem.isEmpty())
        return tr("Not wholly back-filled: %1").arg(problem);
    if (unfilled)
        return tr("What was said meanwhile may be missing.");
    if (pending && place.recording)
        return tr("The capture ends before all was back-filled.");
    if (pending && (place.away || open))
        return tr("Back-filling goes on when the connection is back.");
    if (limited)
        return tr("%1 Back-filling goes on at %2.").arg(limited->problem, clock(limited->resumesAtUs));
    if (pending)
        return tr("Back-filling…");
    return tr("%1; edits, deletions and reactions of that time can’t be known.").arg(count);
}

QString GapWords::band(const QList<const Gap *> &gaps, const Place &place)
{
    return tr("%1 %2", "the outage, what became of it").arg(span(gaps), fate(gaps, place));
}

} // namespace rtmscope
