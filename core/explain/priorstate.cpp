// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/priorstate.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype rowsBetweenLooks = 64; // at whether to stop

const EventTraits &traitsOfRow(const LogReader &log, const LogRow &row)
{
    return traitsOf(row.direction, log.typeName(row.type), log.subtypeName(row.type));
}

//! Their folds name who acts and where, though they change nothing else.
bool namesPeople(Summary summary)
{
    switch (summary) {
    case Summary::BlockActions:
    case Summary::Suggestion:
    case Summary::View:
    case Summary::Shortcut:
    case Summary::Dialog:
    case Summary::SlashCommand:
    case Summary::WorkflowStep:
        return true;
    default:
        return false;
    }
}

bool isAboutPresence(Fold fold)
{
    return fold == Fold::Presence || fold == Fold::OwnPresence;
}

template<typename Value>
Value &at(std::vector<Value> &values, std::size_t index, Value fresh)
{
    if (index >= values.size())
        values.resize(index + 1, fresh);
    return values[index];
}

} // namespace

void PriorState::clear()
{
    m_scope = {};
    m_known = {};
    m_workspace = {};
    m_row = 0;
    m_lastSeq = 0;
}

//! Of answers the arguments say which conversation; lists are about all of them.
PriorState::Scope PriorState::scopeOf(const LogReader &log, qsizetype row)
{
    Scope scope;
    const Event event = log.event(row);
    const Fold fold = traitsOf(event).fold;
    if (!event.channel.isEmpty())
        scope.channels.insert(event.channel);
    json::Document document;
    const json::Value body = innerOf(event, document);
    switch (fold) {
    case Fold::ApiNote:
        scope.channels << body["args"]["channel"].text() << body["answer"]["channel"].text()
                       << body["answer"]["channel"]["id"].text();
        scope.isEverything = body["answer"]["channels"].exists() || body["answer"]["ims"].exists();
        break;
    case Fold::Updated:
        for (const json::Value channel : body["channels"].elements())
            scope.channels.insert(channel.text());
        break;
    case Fold::Renumbered:
        scope.channels.insert(body["old_channel_id"].text());
        break;
    case Fold::SendNote:
    case Fold::Acknowledgement:
        addOwnChannels(scope, log, row);
        break;
    default:
        scope.hasPresence = isAboutPresence(fold) || fold == Fold::User;
        break;
    }
    scope.channels.remove(QString());
    return scope;
}

//! Steps of our messages and acknowledgements name the message only: it is wherever we wrote.
void PriorState::addOwnChannels(Scope &scope, const LogReader &log, qsizetype row)
{
    for (qsizetype i = 0; i < row; ++i) {
        const LogRow &entry = log.row(i);
        const bool isOurs = entry.direction == Direction::Out ||
                            (entry.direction == Direction::Note && log.typeName(entry.type) == "send"_L1);
        if (isOurs && entry.channel != 0)
            scope.channels.insert(log.symbol(entry.channel));
    }
}

//! What was said under an id that a conversation had before.
void PriorState::addRenumbered(Scope &scope, const LogReader &log, qsizetype row)
{
    if (scope.isEverything || scope.channels.isEmpty())
        return;
    std::vector<std::pair<QString, QString>> changes; // of ids
    std::vector<qint8> types;                         // by number: 1 if it is the one
    for (qsizetype i = 0; i < row; ++i) {
        const LogRow &entry = log.row(i);
        qint8 &isIt = at<qint8>(types, entry.type, -1);
        if (isIt < 0)
            isIt = log.typeName(entry.type) == "channel_id_changed"_L1 ? 1 : 0;
        if (isIt == 0 || entry.direction != Direction::In)
            continue;
        json::Document document;
        const Event event = log.event(i);
        const json::Value body = innerOf(event, document);
        changes.emplace_back(body["old_channel_id"].text(), body["new_channel_id"].text());
    }
    for (qsizetype known = -1; known != scope.channels.size();) {
        known = scope.channels.size();
        for (const auto &[old, fresh] : changes) {
            if (scope.channels.contains(old) || scope.channels.contains(fresh))
                scope.channels << old << fresh;
        }
    }
}

PriorState::Wish PriorState::wishOf(const LogReader &log, const LogRow &row)
{
    qint8 &known = at<qint8>(m_known.types, std::size_t(row.type) * 3 + std::size_t(row.direction), -1);
    if (known < 0) {
        const EventTraits &traits = traitsOfRow(log, row);
        if (row.direction == Direction::Note)
            known = traits.fold == Fold::Nothing ? Never : Always;
        else if (row.direction == Direction::Out)
            known = traits.kind == EventClass::Message ? InPlace : Never;
        else if (traits.fold == Fold::Nothing)
            known = namesPeople(traits.summary) ? InPlace : Never;
        else if (traits.fold == Fold::Acknowledgement || traits.fold == Fold::Renumbered)
            known = Always;
        else
            known = isAboutPresence(traits.fold) ? Presence : InPlace;
    }
    return Wish(known);
}

bool PriorState::isInScope(const LogReader &log, quint32 channel)
{
    if (channel == 0 || channel >= manySymbols)
        return true; // of no conversation, or nobody knows of which
    qint8 &known = at<qint8>(m_known.channels, channel, -1);
    if (known < 0)
        known = m_scope.channels.contains(log.symbol(channel)) ? 1 : 0;
    return known == 1;
}

bool PriorState::isWanted(const LogReader &log, const LogRow &row)
{
    if (row.flags & LogRow::Binary)
        return false;
    switch (wishOf(log, row)) {
    case Never:
        return false;
    case Always:
        return true;
    case Presence:
        return m_scope.hasPresence || m_scope.isEverything;
    case InPlace:
        break;
    }
    return m_scope.isEverything || isInScope(log, row.channel);
}

std::optional<Workspace> PriorState::before(const LogReader &log, qsizetype row,
                                            const std::atomic_bool &stopped)
{
    Scope scope = scopeOf(log, row);
    addRenumbered(scope, log, row);
    if (scope.isEverything && row > mostRows)
        return std::nullopt;
    const bool goesOn =
        scope == m_scope && m_row <= row && (m_row == 0 || log.log().seqOf(m_row - 1) == m_lastSeq);
    if (!goesOn) {
        clear();
        m_scope = scope;
    }
    for (qsizetype i = m_row; i < row; ++i) {
        if (i % rowsBetweenLooks == 0 && stopped) {
            clear();
            return std::nullopt;
        }
        if (isWanted(log, log.row(i)))
            m_workspace.apply(log.event(i));
    }
    m_row = row;
    m_lastSeq = row > 0 ? log.log().seqOf(row - 1) : 0;
    Workspace answer = m_workspace;
    if (row > 0)
        answer.expireTyping(log.row(row - 1).timeUs);
    return answer;
}

} // namespace rtmscope
