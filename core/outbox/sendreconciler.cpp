// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/sendreconciler.h"

#include "core/base/logcategories.h"
#include "core/events/innerevent.h"
#include "core/outbox/sendnotes.h"
#include "core/session/livesession.h"

#include <QHash>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using State = OutboxItem::State;

constexpr int mostLooks = 3;       // while the server may still be at it
constexpr int mostFailedLooks = 3; // before "could not be checked"
constexpr auto stillAtIt = 30s;    // a request without an answer may still be worked on for so long

} // namespace

SendReconciler::SendReconciler(Host &host, SendQueue &queue, LiveSession &session, const Clock &clock,
                               const Outbox::Timings &timings)
    : m_host(host)
    , m_queue(queue)
    , m_session(session)
    , m_clock(clock)
    , m_timings(timings)
{
}

void SendReconciler::eventCame(const Event &event)
{
    if (event.direction != Direction::In || event.type != "message"_L1 || m_queue.items().empty())
        return;
    const UserId self = m_session.identity().self;
    if (self.isEmpty() || event.user != self.text())
        return;
    const json::Value root = innerOf(event, m_document); // an app's own posts come back in envelopes
    if (const auto own = ownMessage(root, ChannelId(root["channel"].text()), self)) {
        m_matcher.saw(*own);
        settleSeen();
    }
}

void SendReconciler::settleSeen()
{
    for (bool again = true; std::exchange(again, false);) {
        for (SendItem &item : m_queue.items()) {
            if (!item.isInDoubt() || m_queue.hasTwin(item, State::Written))
                continue;
            const auto seen = m_matcher.find(item.conversation(), item.message.text, item.firstWrittenUs);
            if (!seen)
                continue;
            m_host.settle(item, seen->ts, sendnotes::sourceName(seen->source));
            again = true; // the list has changed under us
            break;
        }
    }
    const bool isOpen =
        std::any_of(m_queue.items().cbegin(), m_queue.items().cend(),
                    [](const SendItem &item) { return item.isInDoubt() || item.state == State::Written; });
    if (!isOpen)
        m_matcher.forgetSeen();
}

bool SendReconciler::mayLook(const SendItem &item) const
{
    return item.state == State::Checking && !item.looking && item.notBeforeUs <= m_clock.monotonicUs() &&
           !m_queue.hasTwin(item, State::Written);
}

void SendReconciler::look()
{
    if (m_session.state() != LiveSession::State::Ready)
        return;
    QHash<ConversationRef, QStringList> asked;
    for (SendItem &item : m_queue.items()) {
        if (!mayLook(item))
            continue;
        item.looking = true;
        asked[item.conversation()].append(item.local);
    }
    for (auto each = asked.cbegin(); each != asked.cend(); ++each)
        ask(each.key(), each.value());
}

void SendReconciler::ask(const ConversationRef &ref, const QStringList &locals)
{
    qint64 sinceUs = std::numeric_limits<qint64>::max();
    bool foreign = false;
    for (const QString &local : locals) {
        const SendItem *item = m_queue.byLocal(local);
        if (!item)
            continue;
        m_host.note(*item, u"checking");
        sinceUs = std::min(sinceUs, item->firstWrittenUs);
        foreign = foreign || (!item->author.isEmpty() && item->author != m_host.author());
    }
    if (foreign || m_session.identity().self.isEmpty()) {
        const Error error{Error::Kind::Input,
                          u"other_account"_s,
                          foreign ? tr("It was sent from another account than the one that is connected now.")
                                  : tr("The server did not tell who we are."),
                          {},
                          {}};
        QMetaObject::invokeMethod(
            this, [this, locals, error] { told(locals, error); }, Qt::QueuedConnection);
        return;
    }
    askOwnHistory(m_session.web(), ref, m_session.identity().self, sinceUs, this,
                  [this, locals](const Result<QList<OwnMessage>> &found) { told(locals, found); });
}

void SendReconciler::told(const QStringList &locals, const Result<QList<OwnMessage>> &found)
{
    if (found) {
        for (const OwnMessage &message : *found)
            m_matcher.saw(message);
    }
    for (const QString &local : locals) {
        SendItem *item = m_queue.byLocal(local);
        // While we asked, a late answer or an echo may have settled it, or somebody discarded it.
        if (!item || !std::exchange(item->looking, false) || item->state != State::Checking)
            continue;
        const auto seen = m_matcher.find(item->conversation(), item->message.text, item->firstWrittenUs);
        if (seen && !m_queue.hasTwin(*item, State::Written))
            m_host.settle(*item, seen->ts, sendnotes::sourceName(seen->source));
        else if (!found && found.error().code == "thread_not_found"_L1)
            missed(*item, &found.error());
        else if (!found)
            lookFailed(*item, found.error());
        else if (!m_queue.hasTwin(*item, State::Written))
            missed(*item);
    }
    m_host.reconciled();
}

bool SendReconciler::mayStillCome(const SendItem &item) const
{
    if (item.looks >= mostLooks || item.writtenUs == 0)
        return false;
    const bool byStream = item.message.route == SendRoute::Rtm && m_session.config().kind == StreamKind::Rtm;
    if (byStream)
        return item.connection == m_session.connectionNumber();
    return m_clock.monotonicUs() - item.writtenUs < std::chrono::microseconds(stillAtIt).count();
}

void SendReconciler::missed(SendItem &item, const Error *gone)
{
    item.failedLooks = 0;
    ++item.looks;
    if (mayStillCome(item)) {
        item.notBeforeUs = m_clock.monotonicUs() +
                           std::chrono::microseconds(doubled(m_timings.lookAgain, item.looks - 1)).count();
        return;
    }
    qCInfo(lcOutbox).noquote() << item.local << "is not on the server";
    m_host.note(item, u"missing", gone);
    if (std::exchange(item.resend, false))
        return m_host.sendAgain(item);
    item.state = State::Missing;
    item.words = gone ? gone->words
                      : tr("The server has not got it: it was lost on the way, or never left. Sending it "
                           "again is safe.");
    m_host.itemsChanged();
}

void SendReconciler::lookFailed(SendItem &item, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol;
    const bool isOnline = m_session.state() == LiveSession::State::Ready;
    if (passes && !isOnline)
        return; // once there is a connection again
    if (passes && ++item.failedLooks < mostFailedLooks) {
        item.notBeforeUs =
            m_clock.monotonicUs() +
            std::chrono::microseconds(doubled(m_timings.lookFailed, item.failedLooks - 1)).count();
        return;
    }
    item.state = State::Unknown;
    item.resend = false;
    item.words = error.words;
    m_host.note(item, u"unchecked", &error);
    m_host.itemsChanged();
}

void SendReconciler::startCheck(SendItem &item)
{
    item.state = State::Checking;
    item.looks = mostLooks; // the server had its time when we looked before
    item.failedLooks = 0;
    item.notBeforeUs = 0;
    const Error error = noAnswer(tr("Looking once more whether it has arrived."));
    m_host.note(item, u"unconfirmed", &error);
    m_host.itemsChanged();
    look();
}

} // namespace rtmscope
