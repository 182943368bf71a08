// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/sendqueue.h"

#include "core/net/ratelimiter.h"
#include "core/text/sametext.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <iterator>
#include <limits>

namespace rtmscope {

using Hold = OutboxItem::Hold;
using State = OutboxItem::State;
using std::chrono::milliseconds;

namespace {

milliseconds upTo(qint64 us, qint64 nowUs)
{
    return milliseconds((std::max<qint64>(0, us - nowUs) + 999) / 1000);
}

} // namespace

milliseconds doubled(milliseconds first, int times)
{
    return std::min<milliseconds>(first * (1 << std::clamp(times, 0, 16)), std::chrono::minutes(1));
}

Error noAnswer(const QString &words)
{
    return Error{Error::Kind::Network, QStringLiteral("no_ack"), words, {}, {}};
}

SendItem &SendQueue::add(SendItem item)
{
    return m_items.emplace_back(std::move(item));
}

void SendQueue::insert(SendItem item, const QString &before)
{
    const auto at = std::find_if(m_items.begin(), m_items.end(),
                                 [&](const SendItem &known) { return known.local == before; });
    m_items.insert(at, std::move(item));
}

std::optional<SendItem> SendQueue::take(const QString &local)
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [&](const SendItem &item) { return item.local == local; });
    if (found == m_items.end())
        return std::nullopt;
    SendItem item = std::move(*found);
    m_items.erase(found);
    return item;
}

SendItem *SendQueue::byLocal(const QString &local)
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [&](const SendItem &item) { return item.local == local; });
    return found == m_items.end() ? nullptr : &*found;
}

SendItem *SendQueue::byId(quint64 id)
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [id](const SendItem &item) { return id != 0 && item.id == id; });
    return found == m_items.end() ? nullptr : &*found;
}

QStringList SendQueue::locals() const
{
    QStringList out;
    for (const SendItem &item : m_items)
        out.append(item.local);
    return out;
}

bool SendQueue::move(const QString &local, qsizetype index)
{
    const auto item = std::find_if(m_items.begin(), m_items.end(),
                                   [&](const SendItem &known) { return known.local == local; });
    const auto size = static_cast<qsizetype>(m_items.size());
    if (item == m_items.end() || item->state != State::Queued || index < 0 || index >= size)
        return false;
    const qsizetype from = std::distance(m_items.begin(), item);
    if (from == index)
        return false;
    const auto target = std::next(m_items.begin(), index > from ? index + 1 : index);
    const auto home = std::next(item);
    m_items.splice(target, m_items, item);
    if (keepsParts())
        return true;
    m_items.splice(home, m_items, item);
    return false;
}

bool SendQueue::keepsParts() const
{
    QHash<QString, int> last;
    return std::all_of(m_items.begin(), m_items.end(), [&last](const SendItem &item) {
        if (item.group.isEmpty())
            return true;
        int &part = last[item.group];
        return std::exchange(part, item.part) < item.part;
    });
}

const SendItem *SendQueue::earlierPart(const SendItem &item) const
{
    if (item.group.isEmpty())
        return nullptr;
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&item](const SendItem &other) {
        return other.group == item.group && other.part < item.part;
    });
    return found == m_items.end() ? nullptr : &*found;
}

qint64 SendQueue::nextTurnUs(qint64 nowUs, Hold general, const RateLimiter &limiter)
{
    qint64 dueUs = std::numeric_limits<qint64>::max();
    const QList<Turn> all = turns(nowUs, general, limiter);
    for (const Turn &turn : all) {
        if (turn.hold == Hold::None || turn.wait.count() > 0)
            dueUs = std::min(dueUs, nowUs + std::chrono::microseconds(turn.wait).count());
    }
    return dueUs;
}

QStringList SendQueue::writtenUntil(qint64 us) const
{
    QStringList locals;
    for (const SendItem &item : m_items) {
        if (item.state == State::Written && item.id != 0 && item.writtenUs <= us)
            locals.append(item.local);
    }
    return locals;
}

bool SendQueue::hasTwin(const SendItem &item, State state) const
{
    return std::any_of(m_items.begin(), m_items.end(), [&](const SendItem &other) {
        return &other != &item && other.state == state && other.conversation() == item.conversation() &&
               isSameText(item.message.text, other.message.text);
    });
}

Hold SendQueue::holdOf(const SendItem &item, qint64 nowUs) const
{
    if (earlierPart(item))
        return Hold::EarlierPart;
    if (item.notBeforeUs > nowUs)
        return item.unsaved ? Hold::Storage : Hold::SlowDown;
    return hasTwin(item, State::Checking) ? Hold::SameText : Hold::None;
}

QList<SendQueue::Turn> SendQueue::turns(qint64 nowUs, Hold general, const RateLimiter &limiter)
{
    QList<Turn> out;
    QSet<ConversationRef> taken; // places where an earlier message waits
    int ahead = 0;               // that go before, of those that can go
    for (SendItem &item : m_items) {
        if (item.state != State::Queued)
            continue;
        Turn turn{&item, general, milliseconds(0)};
        if (general == Hold::None) {
            turn.hold = holdOf(item, nowUs);
            if (turn.hold == Hold::None && taken.contains(item.conversation()))
                turn.hold = Hold::Order;
        }
        if (turn.hold == Hold::SlowDown || turn.hold == Hold::Storage)
            turn.wait = upTo(item.notBeforeUs, nowUs);
        if (turn.hold == Hold::None) {
            turn.wait = limiter.waitTime(ahead++);
            if (turn.wait.count() > 0)
                turn.hold = Hold::Pacing;
        } else if (const SendItem *earlier = earlierPart(item);
                   !earlier || earlier->state <= State::Checking) {
            // A part that somebody has to decide about does not hold up the rest of the conversation.
            taken.insert(item.conversation());
        }
        out.append(turn);
    }
    return out;
}

} // namespace rtmscope
