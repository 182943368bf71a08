// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/notesummary.h"

#include "core/summary/framesummary.h"
#include "core/summary/gapwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 maxUs = 253'402'300'799'999'999; // the end of the year 9999

} // namespace

QString NoteSummary::stateNote() const
{
    const QString cause = s.text("cause");
    return cause.isEmpty() ? s.text("state") : s.text("state") + u": "_s + cause;
}

QString NoteSummary::apiNote() const
{
    const QString method = s.text("method");
    const QString status = s.root["status"].text();
    const QString error = s.text("error");
    const auto ms = s.root["ms"].integer();
    return joined(
        {status.isEmpty() ? method : method + u' ' + status, error, ms ? tr("%1 ms").arg(*ms) : QString()});
}

QString NoteSummary::sendNote() const
{
    const QString step = s.text("step");
    const json::Value error = s.root["error"];
    if (error.isObject())
        return step + u": "_s + joined({error["code"].text(), error["msg"].text()});
    if (const QString source = s.text("text"); !source.isEmpty())
        return step + u": "_s + inQuotes(s.plain(source));
    if (const QString number = s.root["id"].text(); !number.isEmpty())
        return tr("%1 as id %2").arg(step, number);
    // What held it, by which route it went, what proved that it arrived.
    for (const char *member : {"why", "via", "by"}) {
        if (const QString detail = s.text(member); !detail.isEmpty())
            return step + u": "_s + detail;
    }
    return step;
}

QString NoteSummary::gapNote() const
{
    const auto time = [this](std::string_view key) {
        const qint64 us = s.root[key].integer().value_or(0);
        return us > 0 && us <= maxUs ? us : 0;
    };
    const qint64 from = time("from_us");
    const qint64 to = time("to_us");
    const QString cause = s.text("cause");
    QString line = tr("no connection");
    if (from > 0 && to > 0)
        line = (s.root["resumed"].boolean() == true ? tr("no connection %1 to %2, %3, nothing is missing")
                                                    : tr("no connection %1 to %2, %3"))
                   .arg(clockTime(from).left(8), clockTime(to).left(8), GapWords::duration(to - from));
    else if (from > 0)
        line = tr("no connection since %1").arg(clockTime(from).left(8));
    return cause.isEmpty() ? line : line + u": "_s + cause;
}

//! A ping, pong or close frame of the WebSocket.
QString NoteSummary::controlFrame() const
{
    const QString code = s.text("code");
    const bool isClose = s.event.type == "ws_close"_L1;
    const QString said = isClose ? s.text("reason") : s.text("payload");
    const QString by = s.text("by");
    return joined({by == "us"_L1        ? tr("by us")
                   : by == "program"_L1 ? tr("by the program")
                   : by == "tap"_L1     ? tr("by the tap")
                                        : tr("by the server"),
                   !code.isEmpty() ? tr("code %1").arg(code)
                   : isClose       ? tr("no code")
                                   : QString(),
                   said.isEmpty() ? QString() : inQuotes(said)});
}

QString NoteSummary::backfillNote() const
{
    const QString gap = tr("gap %1").arg(s.text("gap"));
    if (!s.text("channel").isEmpty())
        return joined({gap, backfillOfPlace()});
    if (s.root["state"].string() != "finished")
        return tr("%1, back-fill begins").arg(gap);
    const auto messages = s.root["messages"].integer().value_or(0);
    const auto failed = s.root["failed"].integer().value_or(0);
    return joined(
        {gap,
         tr("back-fill done: %1 in %2, %3")
             .arg(GapWords::messages(messages),
                  counted(s.root["conversations"].integer().value_or(0), tr("1 conversation"),
                          tr("%L1 conversations")),
                  counted(s.root["threads"].integer().value_or(0), tr("1 thread"), tr("%L1 threads"))),
         failed > 0 ? tr("%L1 refused").arg(failed) : QString()});
}

QString NoteSummary::backfillOfPlace() const
{
    QString place = s.channelName(s.text("channel"));
    if (const QString thread = s.text("thread_ts"); !thread.isEmpty())
        place = tr("thread %1 in %2").arg(s.quotedTarget(s.text("channel"), thread), place);
    const std::string_view state = s.root["state"].string();
    if (state == "waiting") {
        const auto wait = s.root["retry_after_ms"].integer().value_or(0);
        return tr("%1: rate-limited, goes on in %2")
            .arg(place, GapWords::duration(std::clamp<qint64>(wait, 0, maxUs / 1000) * 1000));
    }
    if (state == "failed") {
        const QString why = s.root["error"]["msg"].text();
        return tr("%1: not back-filled: %2").arg(place, why.isEmpty() ? s.root["error"]["code"].text() : why);
    }
    const auto messages = s.root["messages"].integer().value_or(0);
    return messages == 0 ? tr("%1: nothing was missed").arg(place)
                         : tr("%1: %2 back-filled").arg(place, GapWords::messages(messages));
}

QString NoteSummary::markNote() const
{
    const QString label = s.text("label");
    if (s.root["name"].exists())
        return tr("label %1 is called “%2”").arg(label, s.text("name"));
    QString about = tr("event %1").arg(s.text("of"));
    if (const QString channel = s.text("channel"); !channel.isEmpty())
        about = s.text("thread_ts").isEmpty() ? s.channelName(channel)
                                              : tr("a thread in %1").arg(s.channelName(channel));
    else if (const QString user = s.text("user"); !user.isEmpty())
        about = s.userName(user);
    const bool isSet = s.root["set"].boolean().value_or(true);
    if (label.isEmpty())
        return isSet ? tr("%1 is marked").arg(about) : tr("%1 is marked no longer").arg(about);
    return isSet ? tr("%1 has label %2").arg(about, label)
                 : tr("%1 has label %2 no longer").arg(about, label);
}

QString NoteSummary::otherNote() const
{
    if (s.event.type == "mark"_L1 && (s.root["of"].exists() || s.root["label"].exists()))
        return markNote();
    if (s.event.type == "comment"_L1 && s.root["of"].exists())
        return s.text("text").isEmpty() ? tr("event %1 has no comment any longer").arg(s.text("of"))
                                        : tr("on event %1: %2").arg(s.text("of"), s.text("text"));
    const QString comment = s.text("text");
    return comment.isEmpty() ? FrameSummary{s}.scalars() : comment;
}

} // namespace rtmscope
