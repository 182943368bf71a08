// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/typist.h"

#include "core/json/json.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::bench {

namespace {

using std::chrono::milliseconds;

constexpr qsizetype mostFindings = 10;
constexpr auto lookingEvery = 2s;

} // namespace

Typist::Typist(Stand &stand, milliseconds period)
    : m_stand(stand)
{
    m_timer.setInterval(period);
    connect(&m_timer, &QTimer::timeout, this, &Typist::type);
    connect(&stand.session(), &EventSource::recorded, this, [this](const Event &event) {
        if (event.direction == Direction::Note && event.type == "send"_L1)
            noted(event.raw);
    });
    // A person looks at the outbox now and then.
    m_decisions.setInterval(lookingEvery);
    connect(&m_decisions, &QTimer::timeout, this, &Typist::decide);
}

void Typist::start()
{
    m_timer.start();
    m_decisions.start();
}

void Typist::stop()
{
    m_timer.stop();
}

void Typist::type()
{
    OutgoingMessage message;
    message.channel = ChannelId(u"C0OPS"_s);
    message.text = u"typed %1 of seed %2"_s.arg(++m_number).arg(m_stand.options().seed);
    // Every third reply goes into a thread.
    if (const QList<MessageTs> parents = m_stand.parents(); m_number % 3 == 0 && !parents.isEmpty())
        message.thread = parents.at(m_number % parents.size());
    if (const auto local = m_stand.outbox().enqueue(message))
        m_replies[*local].text = message.text;
}

void Typist::noted(const QByteArray &note)
{
    json::Document document;
    if (!document.parse(note))
        return;
    const json::Value root = document.root();
    Reply &reply = m_replies[root["local"].text()];
    reply.step = root["step"].text();
    reply.error = root["error"]["code"].text();
    reply.doubted = reply.doubted || reply.step == "unconfirmed"_L1;
}

//! What waits for a decision: what the outbox could not find out is looked for once more, and what is known
//! to be missing, or was refused, is sent again. Nobody presses "send anyway".
void Typist::decide()
{
    for (const OutboxItem &item : m_stand.outbox().items()) {
        if (m_replies.value(item.local).error == "thread_not_found"_L1) {
            m_dropped.insert(item.local); // there is no place for it any more
            m_stand.outbox().discard(item.local);
        } else if (item.state == OutboxItem::State::Unknown) {
            m_stand.outbox().checkAgain(item.local);
        } else if (item.state == OutboxItem::State::Missing || item.state == OutboxItem::State::Failed) {
            ++m_retried;
            m_stand.outbox().retry(item.local);
        }
    }
}

void Typist::settle(milliseconds longest)
{
    // As fast as it types, the outbox may send: what waited for a connection is still queued, and takes its
    // turns.
    const milliseconds turns = Outbox::Timings().sendEvery * m_stand.outbox().pendingCount();
    m_stand.waitFor(
        [this] { return m_stand.outbox().pendingCount() == 0 && m_stand.outbox().stuckCount() == 0; },
        longest + turns);
    m_decisions.stop();
}

Typist::Result Typist::check() const
{
    Result result;
    result.typed = static_cast<int>(m_replies.size());
    result.retried = m_retried;
    QSet<QString> kept;
    for (const StoredSend &send : m_stand.store().sends(Stand::profile()))
        kept.insert(send.local);
    const auto found = [&result](const QString &text, const Reply &reply) {
        if (result.findings.size() < mostFindings)
            result.findings.append(u"“%1” (%2 %3) %4"_s.arg(reply.text, reply.step, reply.error, text));
    };
    for (auto reply = m_replies.cbegin(); reply != m_replies.cend(); ++reply) {
        const int posts = m_stand.posts(reply->text);
        if (m_dropped.contains(reply.key())) {
            ++result.dropped;
            result.twice += posts > 1 ? 1 : 0;
            continue;
        }
        result.doubtful += reply->doubted ? 1 : 0;
        result.arrivedOnce += posts == 1 ? 1 : 0;
        if (posts > 1) {
            ++result.twice;
            found(u"was posted %1 times"_s.arg(posts), *reply);
        } else if (posts == 0 && kept.contains(reply.key())) {
            ++result.waiting;
            found(u"still waits in the outbox"_s, *reply);
        } else if (posts == 0) {
            ++result.lost;
            found(u"is lost"_s, *reply);
        } else if (kept.contains(reply.key())) {
            ++result.leftInDoubt;
        }
    }
    return result;
}

} // namespace rtmscope::bench
