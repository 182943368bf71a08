// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/ownhistory.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 slackUs = 2'000'000; // protocol 4.2 rule 3

QString tsText(qint64 us)
{
    return u"%1.%2"_s.arg(us / 1'000'000).arg(us % 1'000'000, 6, 10, QLatin1Char('0'));
}

} // namespace

std::optional<OwnMessage> ownMessage(const json::Value &message, const ChannelId &channel, const UserId &self)
{
    const QString subtype = message["subtype"].text();
    if (!subtype.isEmpty() && subtype != "thread_broadcast"_L1)
        return std::nullopt;
    const MessageTs ts(message["ts"].text());
    if (self.isEmpty() || ts.isEmpty() || channel.isEmpty() || message["user"].text() != self.text() ||
        !message["text"].isString())
        return std::nullopt;
    MessageTs thread(message["thread_ts"].text());
    if (thread == ts)
        thread = {}; // a parent stands in the channel
    // A replay carries the id that its send had (protocol 3.1).
    const auto source = message["reply_to"].exists() ? OwnMessage::Source::Replay : OwnMessage::Source::Echo;
    return OwnMessage{{channel, thread}, ts, message["text"].text(), source};
}

void askOwnHistory(WebApi &web, const ConversationRef &ref, const UserId &self, qint64 sinceUs,
                   QObject *context, std::function<void(const Result<QList<OwnMessage>> &)> told)
{
    ApiArguments arguments{{u"channel"_s, ref.channel.text()}};
    if (ref.thread)
        arguments.append({u"ts"_s, ref.thread.text()});
    arguments += {{u"oldest"_s, tsText(std::max<qint64>(0, sinceUs - slackUs))},
                  {u"inclusive"_s, u"1"_s},
                  {u"limit"_s, u"200"_s}};
    struct Found
    {
        QList<OwnMessage> messages;
        bool cut = false; //!< there is more than the server lets us see
    };
    const auto found = std::make_shared<Found>();
    web.callPages(
        ref.thread ? u"conversations.replies"_s : u"conversations.history"_s, arguments, context,
        [found, ref, self](const ApiAnswer &page) {
            for (const json::Value &message : page.root()["messages"].elements()) {
                auto own = ownMessage(message, ref.channel, self);
                if (!own || own->conversation != ref)
                    continue;
                own->source = OwnMessage::Source::History;
                found->messages.append(*own);
            }
            found->cut = page.root()["has_more"].boolean().value_or(false) && page.nextCursor().isEmpty();
            return true;
        },
        [found, told = std::move(told)](const Result<Done> &end) {
            if (!end)
                return told(end.error());
            if (found->cut)
                return told(Error{Error::Kind::Protocol,
                                  u"history_cut"_s,
                                  QCoreApplication::translate(
                                      "OwnHistory", "The server shows only a part of what was said there."),
                                  {},
                                  {}});
            told(found->messages);
        });
}

} // namespace rtmscope
