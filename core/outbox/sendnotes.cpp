// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/sendnotes.h"

#include "core/base/words.h"
#include "core/net/notes.h"

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::sendnotes {

namespace {

using Hold = OutboxItem::Hold;

constexpr std::array holdWords{
    Word{Hold::Offline, "offline"_L1},    Word{Hold::Observing, "observing"_L1},
    Word{Hold::Pacing, "pacing"_L1},      Word{Hold::SlowDown, "slow_down"_L1},
    Word{Hold::Order, "order"_L1},        Word{Hold::EarlierPart, "earlier_part"_L1},
    Word{Hold::SameText, "same_text"_L1}, Word{Hold::Storage, "storage"_L1},
};

notes::Object head(const SendItem &item, QStringView step)
{
    notes::Object note;
    note.text("kind", u"send").text("local", item.local).text("step", step);
    return note;
}

} // namespace

QByteArray step(const SendItem &item, QStringView name, quint32 connection, const Error *error)
{
    notes::Object note = head(item, name);
    if (name == u"queued" || name == u"restored") {
        note.text("channel", item.message.channel.text()).text("text", item.message.text);
        note.textIfAny("thread_ts", item.message.thread.text());
        if (item.message.broadcast)
            note.boolean("broadcast", true);
        note.number("typed_us", item.createdAtUs);
        if (item.parts > 0)
            note.number("part", item.part).number("parts", item.parts);
    } else if (name == u"written" && item.message.route == SendRoute::Rtm) {
        note.number("conn", connection).number("id", static_cast<qint64>(item.id));
    } else if (name == u"written") {
        note.text("via", routeName(item.message.route));
    }
    if (error)
        note.json("error", notes::error(*error));
    return note.close();
}

QByteArray held(const SendItem &item, Hold why, std::chrono::milliseconds wait)
{
    notes::Object note = head(item, u"held");
    note.text("why", QString(wordOf(holdWords, why)));
    if (wait.count() > 0)
        note.number("wait_ms", wait.count());
    return note.close();
}

QByteArray sent(const SendItem &item, const MessageTs &ts, QStringView by)
{
    return head(item, u"sent").textIfAny("ts", ts.text()).text("by", by).close();
}

QStringView sourceName(OwnMessage::Source source)
{
    switch (source) {
    case OwnMessage::Source::Replay:
        return u"replay";
    case OwnMessage::Source::History:
        return u"history";
    case OwnMessage::Source::Echo:
        break;
    }
    return u"echo";
}

} // namespace rtmscope::sendnotes
