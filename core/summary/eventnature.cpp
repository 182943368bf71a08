// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventnature.h"

#include "core/events/innerevent.h"
#include "core/json/json.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What is asked for names and pictures only.
bool asksForNames(const QString &method)
{
    static const QSet<QString> methods{u"users.info"_s, u"bots.info"_s, u"conversations.info"_s,
                                       u"emoji.list"_s, u"usergroups.list"_s};
    return methods.contains(method);
}

//! A page of what an outage may have hidden. What it brought has a note of its own.
bool fillsGap(const QString &method, json::Value arguments)
{
    return (method == "conversations.history"_L1 || method == "conversations.replies"_L1) &&
           arguments["oldest"].exists();
}

EventNature natureOfNote(const QString &kind, json::Value root)
{
    const bool hasError = root["error"].isObject() || !root["error"].text().isEmpty();
    if (kind == "api"_L1) {
        const bool failed = hasError || root["ok"].boolean() == false;
        const QString method = root["method"].text();
        return {failed, !failed && (asksForNames(method) || fillsGap(method, root["args"]))};
    }
    if (kind == "backfill"_L1) {
        const bool failed = hasError || root["failed"].integer().value_or(0) > 0;
        const bool idle = root["channel"].exists() && root["state"].text() == "done"_L1 &&
                          root["messages"].integer().value_or(-1) == 0;
        return {failed, !failed && idle};
    }
    if (kind == "network"_L1)
        return {root["reachable"].boolean() == false, false};
    return {hasError, false};
}

} // namespace

EventNature natureOf(const Event &event)
{
    const bool isNote = event.direction == Direction::Note;
    const bool mayRefuse =
        event.direction == Direction::In && (event.type == "ack"_L1 || event.type == "error"_L1);
    if (event.form != FrameForm::Json || !(isNote || mayRefuse))
        return {};
    json::Document scratch;
    const json::Value frame = frameOf(event, scratch);
    if (!frame.exists())
        return {};
    if (isNote)
        return natureOfNote(event.type, frame);
    return {event.type == "error"_L1 || frame["ok"].boolean() == false, false};
}

} // namespace rtmscope
