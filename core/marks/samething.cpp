// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/samething.h"

#include "core/events/innerevent.h"

using namespace Qt::StringLiterals;

namespace rtmscope::samething {

namespace {

constexpr qsizetype largestMessage = 1'000'000;

struct Stamps
{
    QString message; //!< of the message that it is about
    QString thread;  //!< of the first message of its thread, which may be the message itself
};

//! What a change, deletion or reaction is about stands inside; its own time is no message.
Stamps stampsIn(json::Value frame)
{
    Stamps stamps;
    stamps.message = frame["deleted_ts"].text();
    for (const json::Value about :
         {frame["message"], frame["previous_message"], frame["item"], frame["item"]["message"], frame}) {
        if (stamps.message.isEmpty())
            stamps.message = about["ts"].text();
        if (stamps.thread.isEmpty())
            stamps.thread = about["thread_ts"].text();
    }
    if (stamps.thread.isEmpty())
        stamps.thread = stamps.message;
    return stamps;
}

Stamps stampsOf(const Event &event)
{
    json::Document document;
    if (event.direction == Direction::Note || event.raw.size() > largestMessage || !document.parse(event.raw))
        return {};
    return stampsIn(innerEvent(document.root()));
}

//! In quotes of the filter language: only the quote and the backslash are escaped there.
QString quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + escaped + u'"';
}

//! With the time as a word to search for, most frames need not be taken apart.
QString inChannel(const QString &channel, const QString &ts, std::initializer_list<const char *> members)
{
    QStringList places;
    for (const char *member : members)
        places << QLatin1StringView(member) + u" == "_s + quoted(ts);
    QString filter = quoted(ts) + u" && ("_s + places.join(" || "_L1) + u')';
    if (!channel.isEmpty()) // an acknowledgement of what we wrote names none
        filter = u"(channel == %1 || !(channel exists)) && "_s.arg(quoted(channel)) + filter;
    return filter;
}

} // namespace

QString filterFor(Kind kind, const Event &event)
{
    if (kind == Kind::Person)
        return event.user.isEmpty() ? QString() : u"user == "_s + quoted(event.user);
    const Stamps stamps = stampsOf(event);
    if (kind == Kind::Message && !stamps.message.isEmpty()) {
        return inChannel(
            event.channel, stamps.message,
            {"ts", "message.ts", "previous_message.ts", "deleted_ts", "item.ts", "item.message.ts"});
    }
    if (kind == Kind::Thread && !stamps.thread.isEmpty()) {
        return inChannel(event.channel, stamps.thread,
                         {"thread_ts", "message.thread_ts", "previous_message.thread_ts",
                          "item.message.thread_ts", "ts", "message.ts", "previous_message.ts", "deleted_ts",
                          "item.ts", "item.message.ts"});
    }
    return {};
}

QString threadIn(json::Value frame)
{
    return stampsIn(frame).thread;
}

EntryPlace placeOf(const Event &event)
{
    return {event.channel, event.user, stampsOf(event).thread};
}

} // namespace rtmscope::samething
