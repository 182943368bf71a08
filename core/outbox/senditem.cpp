// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/senditem.h"

#include "core/base/words.h"

#include <QUuid>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::senditem {

namespace {

using State = OutboxItem::State;

// Read back, each word means the first state of it.
constexpr std::array stateWords{
    Word{State::Queued, "queued"_L1},        Word{State::Written, "written"_L1},
    Word{State::Checking, "unconfirmed"_L1}, Word{State::Missing, "unconfirmed"_L1},
    Word{State::Unknown, "unconfirmed"_L1},  Word{State::Failed, "failed"_L1}};

//! What was on its way may be there, and has to be looked for.
State stateFrom(const QString &word)
{
    const State state = valueOf(stateWords, word).value_or(State::Checking);
    return state == State::Written ? State::Checking : state;
}

} // namespace

std::list<SendItem> fromMessages(const QList<OutgoingMessage> &parts, qint64 createdAtUs,
                                 const QString &author)
{
    const bool isSplit = parts.size() > 1;
    const QString group = isSplit ? QUuid::createUuid().toString(QUuid::Id128) : QString();
    std::list<SendItem> items;
    for (const OutgoingMessage &message : parts) {
        SendItem &item = items.emplace_back();
        item.local = QUuid::createUuid().toString(QUuid::WithoutBraces);
        item.message = message;
        item.createdAtUs = createdAtUs;
        item.author = author;
        item.group = group;
        item.part = isSplit ? static_cast<int>(items.size()) : 0;
        item.parts = isSplit ? static_cast<int>(parts.size()) : 0;
    }
    return items;
}

StoredSend toRow(const SendItem &item)
{
    return {item.local,       item.message, QString(wordOf(stateWords, item.state)),
            item.createdAtUs, item.words,   item.firstWrittenUs,
            item.group,       item.part,    item.parts,
            item.author};
}

SendItem fromRow(const StoredSend &row)
{
    SendItem item;
    item.local = row.local;
    item.message = row.message;
    item.state = stateFrom(row.state);
    item.words = row.failure;
    item.createdAtUs = row.createdAtUs;
    item.firstWrittenUs = row.writtenAtUs;
    item.author = row.author;
    item.group = row.group;
    item.part = row.part;
    item.parts = row.parts;
    return item;
}

OutboxItem shown(const SendItem &item, const SendQueue::Turn &turn, qint64 nowUs, qint64 deadlineUs)
{
    OutboxItem out;
    out.local = item.local;
    out.message = item.message;
    out.state = item.state;
    out.words = item.words;
    out.createdAtUs = item.createdAtUs;
    out.part = item.part;
    out.parts = item.parts;
    out.onDisk = item.onDisk;
    out.hold = turn.hold;
    qint64 dueUs = 0;
    if (turn.wait.count() > 0)
        dueUs = nowUs + std::chrono::microseconds(turn.wait).count();
    else if (item.state == State::Written && item.id != 0)
        dueUs = item.writtenUs + deadlineUs;
    else if (item.state == State::Checking && item.notBeforeUs > nowUs)
        dueUs = item.notBeforeUs;
    if (dueUs > 0)
        out.due = QDeadlineTimer(std::chrono::milliseconds(std::max<qint64>(0, dueUs - nowUs) / 1000));
    return out;
}

} // namespace rtmscope::senditem
