// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/scenario.h"
#include "core/demo/world/acts.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

constexpr std::size_t playsAtOnce = 3;
constexpr quint64 rareEvery = 16; //!< steps
constexpr qint64 secondUs = 1'000'000;
constexpr qint64 pastUs = 48 * 3600 * secondUs;
constexpr std::array strayEmoji{"+1", "eyes", "heart", "joy", "tada", "100", "wave::skin-tone-4", "shipit"};

} // namespace

Scenario::Scenario(World &world, quint64 seed)
    : m_world(world)
    , m_random(seed)
    , m_stage(world, m_random)
    , m_rare(world, m_stage, m_random)
{
}

void Scenario::shuffle(std::vector<const Dialogue *> &deck)
{
    for (std::size_t i = deck.size(); i > 1; --i)
        std::swap(deck[i - 1], deck[static_cast<std::size_t>(m_random.below(static_cast<int>(i)))]);
}

void Scenario::seedPast()
{
    QHash<QByteArray, QList<const Dialogue *>> byRoom;
    for (const Dialogue &dialogue : screenplay())
        byRoom[dialogue.channel].append(&dialogue);
    std::vector<const Dialogue *> played;
    std::vector<const Dialogue *> fresh;
    for (const auto &channel : m_world.channels()) {
        QList<const Dialogue *> all = byRoom.value(channel->name);
        if (channel->id == "G0TRIO")
            all = byRoom.value("trio");
        if (all.isEmpty() || channel->kind == Channel::Kind::Im)
            continue;
        // The last two of each room are kept for the live part, so that its beginning is news.
        const qsizetype kept = all.size() > 4 ? 2 : 0;
        seedChannel(*channel, all.mid(0, all.size() - kept));
        for (qsizetype i = 0; i < all.size(); ++i)
            (i < all.size() - kept ? played : fresh).push_back(all[i]);
    }
    seedDirect(byRoom.value("dm"), fresh);
    seedArchive(*m_world.channel("C0OLDSITE"));
    m_world.setSeedingTime(0);
    shuffle(played);
    shuffle(fresh);
    m_deck = std::move(played);
    m_deck.insert(m_deck.end(), fresh.begin(), fresh.end());
}

void Scenario::seedChannel(Channel &channel, const QList<const Dialogue *> &dialogues)
{
    const qint64 begin = m_world.epochUs() - pastUs;
    const qint64 share = (pastUs - 600 * secondUs) / dialogues.size();
    for (qsizetype i = 0; i < dialogues.size(); ++i) {
        Play play = m_stage.begin(*dialogues[i]);
        qint64 at = begin + i * share + m_random.below(1800) * secondUs + m_random.below(1'000'000);
        if (i == 0 && channel.kind == Channel::Kind::Public) {
            m_world.setSeedingTime(at - 900 * secondUs);
            m_world.post(channel, {channel.members.last(),
                                   "<@" + channel.members.last() + "> has joined the channel",
                                   "channel_join",
                                   {},
                                   {},
                                   0,
                                   false});
        }
        while (!play.over()) {
            m_world.setSeedingTime(at);
            m_stage.advance(play, false);
            at += (15 + m_random.below(240)) * secondUs + m_random.below(1'000'000);
        }
    }
    // Something unread in most rooms, nothing in the rest.
    const std::size_t unread = static_cast<std::size_t>(m_random.below(4)) * 2;
    const std::size_t count = channel.messages.size();
    const Message &lastSeen = channel.messages[count > unread ? count - 1 - unread : 0];
    for (const char *reader : {botUserId, youUserId})
        channel.lastRead[reader] = lastSeen.ts;
}

//! The first dialogues between two are the past of both identities; the rest is still to come.
void Scenario::seedDirect(const QList<const Dialogue *> &dialogues, std::vector<const Dialogue *> &fresh)
{
    for (const char *self : {botUserId, youUserId}) {
        m_world.protagonist = self;
        qint64 at = m_world.epochUs() - pastUs / 2;
        for (qsizetype i = 0; i < dialogues.size() / 2; ++i, at += 3 * 3600 * secondUs) {
            for (Play play = m_stage.begin(*dialogues[i]); !play.over(); at += 47 * secondUs) {
                m_world.setSeedingTime(at);
                m_stage.advance(play, false);
                play.channel->lastRead[self] = play.channel->messages.back().ts;
            }
        }
    }
    m_world.protagonist = botUserId;
    m_world.setSeedingTime(m_world.epochUs() - 300 * secondUs);
    for (const char *self : {botUserId, youUserId}) {
        m_world.post(
            m_world.directMessage(self, "USLACKBOT"),
            {"USLACKBOT",
             "Welcome to the *demo workspace*. It runs on your own computer and nothing in it leaves it.\n"
             "\u2022 say hello in <#C0OPS|ops>: somebody answers\n"
             "\u2022 reply in a thread, and tick _also send to channel_\n"
             "\u2022 look at what goes over the wire while you do",
             {},
             {},
             m_random.uuid(),
             0,
             false});
    }
    for (qsizetype i = dialogues.size() / 2; i < dialogues.size(); ++i)
        fresh.push_back(dialogues[i]);
}

//! A room that is only kept for the record.
void Scenario::seedArchive(Channel &channel)
{
    m_world.setSeedingTime(m_world.epochUs() - pastUs - 3600 * secondUs);
    const auto say = [&](const char *who, const char *text, const char *subtype = "") {
        m_world.post(channel, {who, text, subtype, {}, {}, 0, false});
    };
    say("U15PAVEL", "The old site is switched off. Nine years, and it never once asked for a restart.");
    say("U11SOFIA", "Every page is redirected, I clicked them all.");
    say("U15PAVEL", "Of course you did. Goodbye, everybody, it was a pleasure :wave:");
    say("U11SOFIA", "<@U11SOFIA> archived the channel", "channel_archive");
    for (const char *reader : {botUserId, youUserId})
        channel.lastRead[reader] = channel.messages.back().ts;
}

void Scenario::step()
{
    ++m_steps;
    if (m_steps % rareEvery == 0) {
        m_rare.playNext();
        return;
    }
    const int die = m_random.below(100);
    if (die < 80)
        playDialogues();
    else if (die < 90)
        strayReaction();
    else
        strayPresence();
}

void Scenario::playDialogues()
{
    std::erase_if(m_plays, [](const Play &play) { return play.channel->archived; });
    while (m_plays.size() < playsAtOnce) {
        Play play = m_stage.begin(*draw());
        if (play.channel->archived)
            continue; // there are direct messages, which cannot be archived
        const bool taken = std::any_of(m_plays.begin(), m_plays.end(),
                                       [&](const Play &other) { return other.channel == play.channel; });
        if (taken && m_random.chance(70))
            continue; // two dialogues in one room happen, but seldom
        m_plays.push_back(std::move(play));
    }
    const auto index = m_random.below(static_cast<int>(m_plays.size()));
    Play &play = m_plays[static_cast<std::size_t>(index)];
    m_stage.advance(play, true);
    if (play.over())
        m_plays.erase(m_plays.begin() + index);
}

const Dialogue *Scenario::draw()
{
    if (m_deck.empty()) {
        for (const Dialogue &dialogue : screenplay())
            m_deck.push_back(&dialogue);
        shuffle(m_deck);
    }
    const Dialogue *dialogue = m_deck.back();
    m_deck.pop_back();
    return dialogue;
}

//! Somebody reacts to something recent, or takes a reaction back.
void Scenario::strayReaction()
{
    if (m_plays.empty())
        return;
    Play &play = m_plays[static_cast<std::size_t>(m_random.below(static_cast<int>(m_plays.size())))];
    Message *message = play.channel->find(play.last);
    if (message == nullptr || play.channel->kind == Channel::Kind::Im || play.channel->archived ||
        play.channel->members.isEmpty())
        return;
    const QByteArray user = m_random.pick(play.channel->members);
    if (user == botUserId || user == youUserId || m_world.user(user)->deleted)
        return;
    if (!message->reactions.empty() && m_random.chance(25)) {
        const Reaction reaction = message->reactions.front();
        const QByteArray last = reaction.users.last();
        if (last != botUserId && last != youUserId)
            m_world.unreact(*play.channel, *message, reaction.name, last);
        return;
    }
    const QByteArray name = message->reactions.empty() || m_random.chance(40)
                                ? QByteArray(m_random.pick(strayEmoji))
                                : message->reactions.front().name;
    m_world.react(*play.channel, *message, name, user);
}

void Scenario::strayPresence()
{
    User *user = m_world.user(castId("MTNKYPJLDOSHE"[m_random.below(13)]));
    people::setPresence(m_world, *user, !user->active);
}

} // namespace rtmscope::demo
