// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/drift/driftcompare.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::drift {

namespace {

bool isThere(const Message *message)
{
    return message && !message->deleted && !message->tombstone && !message->placeholder;
}

bool isTombstone(const Message &told)
{
    return told.tombstone || told.subtype == "tombstone"_L1;
}

//! "tada 2, eyes 1": by name, as the server may tell them in any order.
QString reactionWords(const Message &message)
{
    QStringList words;
    for (const Reaction &reaction : message.reactions) {
        if (reaction.count > 0)
            words << u":%1: %2"_s.arg(reaction.name, QString::number(reaction.count));
    }
    words.sort();
    return words.join(u", "_s);
}

class Comparison
{
public:
    Comparison(const ServerRange &there, const Workspace &here)
        : m_there(there)
        , m_here(here)
        , m_conversation(here.conversation(there.place.channel))
    {
    }

    QList<DriftFinding> run();

private:
    void compare(const MessageTs &ts, const ToldMessage &told);
    void compareContents(const Message &mine, const ToldMessage &told);
    void lookForMore();
    bool isOfPlace(const Message &message) const;
    DriftFinding &add(DriftKind kind, const Message &message);
    void addIfUnlike(DriftKind kind, const Message &mine, const Message &told, const QString &here,
                     const QString &there);

    const ServerRange &m_there;
    const Workspace &m_here;
    const Conversation *m_conversation;
    QList<DriftFinding> m_findings;
};

DriftFinding &Comparison::add(DriftKind kind, const Message &message)
{
    DriftFinding finding;
    finding.kind = kind;
    finding.place = {m_there.place.channel, message.isReply() ? message.threadTs : MessageTs()};
    finding.ts = message.ts;
    finding.author = m_here.authorName(message);
    finding.text = message.text;
    m_findings.append(finding);
    return m_findings.last();
}

void Comparison::addIfUnlike(DriftKind kind, const Message &mine, const Message &told, const QString &here,
                             const QString &there)
{
    const QByteArray value = valueOf(kind, &told);
    if (valueOf(kind, &mine) == value)
        return;
    DriftFinding &finding = add(kind, mine);
    finding.here = here;
    finding.there = there;
    finding.thereValue = value;
    if (kind == DriftKind::Text || kind == DriftKind::Edited)
        finding.changedTs = told.editedTs;
    else if (kind == DriftKind::ReplyCount && told.replyCount > mine.replyCount)
        finding.changedTs = told.latestReply;
}

void Comparison::compareContents(const Message &mine, const ToldMessage &told)
{
    const Message &theirs = told.message;
    const qsizetype before = m_findings.size();
    if (told.hasText)
        addIfUnlike(DriftKind::Text, mine, theirs, mine.text, theirs.text);
    if (m_findings.size() == before)
        addIfUnlike(DriftKind::Edited, mine, theirs, mine.editedTs.text(), theirs.editedTs.text());
    addIfUnlike(DriftKind::Reactions, mine, theirs, reactionWords(mine), reactionWords(theirs));
    if (!theirs.isReply())
        addIfUnlike(DriftKind::ReplyCount, mine, theirs, QString::number(mine.replyCount),
                    QString::number(theirs.replyCount));
}

void Comparison::compare(const MessageTs &ts, const ToldMessage &told)
{
    const Message *mine = m_conversation ? m_conversation->find(ts) : nullptr;
    const bool isGone = isTombstone(told.message);
    if (isGone && isThere(mine)) {
        add(DriftKind::MissingThere, *mine);
    } else if (isGone || told.hidden) {
        return;
    } else if (!mine || mine->placeholder) {
        if (ts < m_there.claimFrom)
            return; // from before we were there, and nobody asked for it
        DriftFinding &finding = add(DriftKind::MissingHere, told.message);
        finding.changedTs = ts;
        finding.thereValue = valueOf(DriftKind::MissingHere, &told.message);
    } else if (!isThere(mine)) {
        add(DriftKind::DeletedHere, *mine).thereValue = valueOf(DriftKind::DeletedHere, &told.message);
    } else {
        compareContents(*mine, told);
    }
}

bool Comparison::isOfPlace(const Message &message) const
{
    return m_there.place.thread ? message.isReply() && message.threadTs == m_there.place.thread
                                : !message.isReply() || message.broadcast;
}

//! What is here only. A message that only we are shown, or that is still on its way, the server tells of
//! nowhere.
void Comparison::lookForMore()
{
    if (!m_conversation)
        return;
    const MessageList &messages = m_conversation->messages();
    for (auto mine = messages.notOlder(m_there.from); mine != messages.unsentBegin(); ++mine) {
        if (!m_there.holds(mine->ts) || !isOfPlace(*mine) || !isThere(&*mine) || mine->ephemeral)
            continue;
        if (!m_there.messages.contains(mine->ts))
            add(DriftKind::MissingThere, *mine);
    }
}

QList<DriftFinding> Comparison::run()
{
    for (const auto &[ts, told] : m_there.messages) {
        const bool isParent = m_there.place.thread && ts == m_there.place.thread; // the channel's business
        if (!isParent && m_there.holds(ts))
            compare(ts, told);
    }
    lookForMore();
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [](const DriftFinding &a, const DriftFinding &b) { return a.ts < b.ts; });
    return m_findings;
}

} // namespace

QList<DriftFinding> differences(const ServerRange &there, const Workspace &here)
{
    return Comparison(there, here).run();
}

QByteArray valueOf(DriftKind kind, const Message *message)
{
    switch (kind) {
    case DriftKind::MissingHere:
    case DriftKind::MissingThere:
    case DriftKind::DeletedHere:
        return isThere(message) && !isTombstone(*message) ? QByteArrayLiteral("there") : QByteArray();
    case DriftKind::Text:
        return message ? message->text.toUtf8() : QByteArray();
    case DriftKind::Edited:
        return message ? message->editedTs.text().toUtf8() : QByteArray();
    case DriftKind::Reactions:
        return message ? reactionWords(*message).toUtf8() : QByteArray();
    case DriftKind::ReplyCount:
        return QByteArray::number(message ? message->replyCount : 0);
    }
    return {};
}

} // namespace rtmscope::drift
