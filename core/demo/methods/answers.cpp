// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/methods/answers.h"
#include "core/demo/world/acts.h"

#include <QTimer>

#include <array>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr std::array toQuestions{
    "Good question. I would ask <@U06PRIYA>, she was there when it was decided.",
    "Yes, I think so. Give me a minute to check.",
    "Not today, but tomorrow morning for sure.",
    "It depends: with the flag on, yes; without it, no.",
    "I had the same question last week! The answer is in the wiki, second page.",
};
constexpr std::array toStatements{
    "Makes sense to me",
    "Noted, thank you",
    "Agreed. Shall I write that into the ticket?",
    "Oh nice, I did not know that",
    "Sounds good :+1:",
    "That is the best news of this hour",
    "Can you say a bit more? I want to be sure I get it right.",
    "I will take it from here",
    "+1, and let us do it before Thursday",
};
constexpr std::array inHebrew{"מעולה, תודה!", "רגע, אני בודקת",
                              "נשמע טוב :ok_hand:", "אפשר לדבר על זה מחר בבוקר?"};
constexpr std::array inArabic{"شكرًا، وصلت", "سأتحقق من ذلك الآن",
                              "فكرة ممتازة :clap:", "هل يمكن أن نؤجلها إلى الغد؟"};
constexpr std::array fromSlackbot{
    "I am only Slackbot, but I am listening. Try a message in <#C0OPS|ops>: people there answer.",
    "I looked it up: nobody has ever asked me that.",
    "Tip: reply in a thread and tick *Also send to channel* to see a broadcast.",
};
constexpr std::array kindEmoji{"+1", "eyes", "heart", "raised_hands", "tada", "ok_hand", "smile"};

bool mentionsWord(const QByteArray &text, const char *word)
{
    const QByteArray lower = ' ' + text.toLower() + ' ';
    const qsizetype at = lower.indexOf(word);
    if (at < 1)
        return false;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; };
    return !letter(lower[at - 1]) && !letter(lower[at + static_cast<qsizetype>(qstrlen(word))]);
}

} // namespace

Answers::Answers(World &world, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_random(seed)
{
}

void Answers::hear(const Channel &channel, const Message &message)
{
    const Heard heard{channel.id, message.ts, message.isReply() ? message.threadTs : 0, message.user};
    const QByteArray who = somebodyOf(channel, message.user);
    if (who.isEmpty())
        return;
    const bool direct = channel.kind == Channel::Kind::Im;
    const QByteArray text = message.text;
    if (mentionsWord(text, "hello") || mentionsWord(text, "hi") || mentionsWord(text, "hey"))
        return answerLater(heard, who, "Hi <@" + message.user + ">! Good to see you here :wave:");
    if (!direct && (mentionsWord(text, "thanks") || mentionsWord(text, "thank")))
        return reactLater(heard, who, "heart");
    if (direct || text.contains('?') || m_random.chance(45))
        answerLater(heard, who, words(who, text));
    else if (m_random.chance(70))
        reactLater(heard, who, m_random.pick(kindEmoji));
    if (!direct && m_random.chance(30))
        reactLater(heard, somebodyOf(channel, message.user), m_random.pick(kindEmoji));
}

//! A person of \a channel, never one of those that tokens act as.
QByteArray Answers::somebodyOf(const Channel &channel, const QByteArray &notUser)
{
    QList<QByteArray> people;
    for (const QByteArray &member : channel.members) {
        const User *user = m_world.user(member);
        const bool machine = user == nullptr || !user->botId.isEmpty();
        const bool outside = member == botUserId || member == youUserId || member == notUser;
        if (!outside && (!machine || channel.kind == Channel::Kind::Im))
            people.append(member);
    }
    return people.isEmpty() ? QByteArray() : m_random.pick(people);
}

QByteArray Answers::words(const QByteArray &who, const QByteArray &text)
{
    if (who == "USLACKBOT")
        return m_random.pick(fromSlackbot);
    if (who == "U0DEPLOY")
        return "I only know rollouts. The next one will be in <#C0DEPLOYS|deploys>.";
    if (who == "U03NOA")
        return m_random.pick(inHebrew);
    if (who == "U04KARIM")
        return m_random.pick(inArabic);
    return text.contains('?') ? m_random.pick(toQuestions) : m_random.pick(toStatements);
}

void Answers::reactLater(const Heard &heard, const QByteArray &who, const QByteArray &emoji)
{
    QTimer::singleShot(1s + std::chrono::milliseconds(m_random.below(2000)), this, [this, heard, who, emoji] {
        Channel *channel = m_world.channel(heard.channelId);
        Message *message = channel != nullptr ? channel->find(heard.ts) : nullptr;
        if (message != nullptr)
            m_world.react(*channel, *message, emoji, who);
    });
}

void Answers::answerLater(const Heard &heard, const QByteArray &who, const QByteArray &text)
{
    const QByteArray id = m_random.uuid();
    QTimer::singleShot(600ms, this, [this, heard, who] {
        if (const Channel *channel = m_world.channel(heard.channelId))
            rooms::typing(m_world, *channel, who, heard.threadTs);
    });
    QTimer::singleShot(1200ms + std::chrono::milliseconds(m_random.below(1800)), this,
                       [this, heard, who, text, id] {
                           if (Channel *channel = m_world.channel(heard.channelId))
                               m_world.post(*channel, {who, text, {}, {}, id, heard.threadTs, false});
                       });
}

} // namespace rtmscope::demo
