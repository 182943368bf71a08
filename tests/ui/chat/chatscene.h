// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventsource.h"
#include "core/workspace/workspace.h"
#include "tests/support/manualclock.h"
#include "ui/chat/composer/messagedesk.h"

#include <QHash>

#include <memory>
#include <utility>

namespace rtmscope::testing {

//! A workspace fed by frames written as JSON text, through the same door as a live one. We are U02ME ("Ana
//! Silva"); U01MIRA, U02TOMAS, U03NOA and the bot U04BOT are there; #general, #ops, #deploys, the private
//! incident-0412, and direct messages with each.
class ChatScene : public EventSource
{
public:
    ChatScene();

    WorkspaceFeed feed;

    //! The scene's times count from 14:00:00 UTC on 22 November 2026.
    static QString ts(int seconds, int micros = 0);

    //! The member that makes a message a reply to the one of that time; for \a more of say().
    static QByteArray inThread(int parentSeconds);

    void in(const QByteArray &json);
    void out(const QByteArray &json);
    void addNote(const QByteArray &json);
    //! \a more: further members, each led by a comma.
    void say(const char *user, const QString &text, int seconds, const QByteArray &more = {},
             const char *channel = "C0OPS");
    //! For \a more of say(): every block and part of an attachment that has a shape of its own.
    static QByteArray manyParts();
    //! The note the outbox leaves of a step.
    void step(const char *local, const char *step, const QByteArray &more = {});
    //! Mira, Tomás, Noa and a bot talk in #ops, with everything a message can carry.
    void talk();
    const Conversation *ops() const
    {
        return feed.workspace().conversation(ChannelId(QStringLiteral("C0OPS")));
    }

private:
    explicit ChatScene(std::unique_ptr<ManualClock> clock);
    void introduce();

    std::unique_ptr<ManualClock> m_clock;
};

//! Takes everything, and keeps drafts by where they were typed.
struct KeepingDesk : MessageDesk
{
    QString draft(const ChannelId &channel, const MessageTs &thread) override
    {
        return drafts.value({channel, thread});
    }
    QByteArray preview(const OutgoingMessage &message) const override { return message.text.toUtf8(); }
    Result<Done> send(const QList<OutgoingMessage> &parts, Safekeeping) override
    {
        sent += parts;
        return Done{};
    }

    QHash<std::pair<ChannelId, MessageTs>, QString> drafts;
    QList<OutgoingMessage> sent;
};

} // namespace rtmscope::testing
