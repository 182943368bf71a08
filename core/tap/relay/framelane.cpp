// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/framelane.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr qsizetype mostRecordedBytes = 64 * 1024 * 1024; // as in a session
constexpr qsizetype mostCollected = 16 * 1024 * 1024;     // a larger message no fault waits for
constexpr qsizetype mostReplaced = 16 * 1024;             // a larger frame is not waited for to be replaced

FrameReader::Role readerRole(TapFault::Way way)
{
    return way == TapFault::Way::In ? FrameReader::Role::Client : FrameReader::Role::Server;
}

} // namespace

FrameLane::FrameLane(TapFault::Way way, TapFaults &faults, Handlers handlers, QObject *parent)
    : QObject(parent)
    , m_way(way)
    , m_faults(faults)
    , m_handlers(std::move(handlers))
    , m_reader(readerRole(way), mostRecordedBytes)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameLane::releaseDue);
}

void FrameLane::take(QByteArrayView bytes)
{
    QByteArray whole;
    if (!m_begun.isEmpty()) {
        whole = std::exchange(m_begun, {}).append(bytes);
        bytes = whole;
    }
    // A message that is half gone is beyond the reach of faults; what is held back keeps its place.
    if (!m_slow)
        m_slow = m_faults.touchesFrames() && m_cutter.isAtMessageEnd();
    if (!m_slow)
        return takeFast(bytes);
    while (!bytes.isEmpty() && m_slow)
        bytes = bytes.sliced(takeOne(bytes));
    if (!bytes.isEmpty())
        takeFast(bytes);
}

//! Passed on as they are, and told after that: the program's time is what is measured.
void FrameLane::takeFast(QByteArrayView bytes)
{
    if (!m_held.empty())
        return takeBehind(bytes);
    if (m_handlers.replace)
        return takeLooking(bytes);
    if (m_injections.empty()) {
        m_handlers.pass(bytes);
        for (QByteArrayView rest = bytes; !rest.isEmpty();)
            rest = rest.sliced(m_cutter.take(rest));
        return tell(bytes);
    }
    while (!bytes.isEmpty()) {
        const qsizetype taken = m_cutter.take(bytes);
        m_handlers.pass(bytes.first(taken));
        tell(bytes.first(taken));
        bytes = bytes.sliced(taken);
        injectDue();
    }
}

//! One of the frames may have to be replaced, so a small one waits until it is whole; nobody could read a
//! part of it anyway. All others pass as many together as came.
void FrameLane::takeLooking(QByteArrayView bytes)
{
    qsizetype passed = 0;
    qsizetype at = 0;
    const auto passUpTo = [&](qsizetype end) {
        if (end > passed)
            m_handlers.pass(bytes.sliced(passed, end - passed));
    };
    while (at < bytes.size()) {
        const FrameCutter before = m_cutter;
        const qsizetype taken = m_cutter.take(bytes.sliced(at));
        const bool isWhole = before.isAtFrameEnd() && m_cutter.isAtFrameEnd();
        if (before.isAtFrameEnd() && !isWhole && taken < mostReplaced) {
            m_cutter = before;
            break;
        }
        const QByteArray other =
            isWhole && taken <= mostReplaced ? m_handlers.replace(bytes.sliced(at, taken)) : QByteArray();
        if (!other.isEmpty()) {
            passUpTo(at);
            m_handlers.pass(other);
            passed = at + taken;
        }
        at += taken;
    }
    passUpTo(at);
    m_begun = bytes.sliced(at).toByteArray();
    tell(bytes.first(at));
    injectDue();
}

void FrameLane::sourceEnded()
{
    const QByteArray begun = std::exchange(m_begun, {});
    if (begun.isEmpty())
        return;
    m_handlers.pass(begun);
    tell(begun);
}

//! The rest of a message that was too large to wait for, while something before it still waits.
void FrameLane::takeBehind(QByteArrayView bytes)
{
    for (QByteArrayView rest = bytes; !rest.isEmpty();)
        rest = rest.sliced(m_cutter.take(rest));
    if (m_way == TapFault::Way::Out)
        tell(bytes);
    hold(bytes.toByteArray(), 0ms);
}

//! A piece of one frame, kept until the whole message is there.
qsizetype FrameLane::takeOne(QByteArrayView bytes)
{
    const qsizetype taken = m_cutter.take(bytes);
    m_frame.append(bytes.first(taken));
    // What the program says is told when it says it, whatever becomes of it.
    if (m_way == TapFault::Way::Out)
        tell(bytes.first(taken));
    if (m_cutter.isAtFrameEnd()) {
        if (m_cutter.isControl()) {
            hold(std::exchange(m_frame, {}), m_faults.delayOf(m_way));
        } else {
            m_message += std::exchange(m_frame, {});
            if (m_cutter.isFinal())
                messageCame();
        }
    } else if (m_message.size() + m_frame.size() > mostCollected) {
        releaseKept();
        hold(std::exchange(m_message, {}) + std::exchange(m_frame, {}), 0ms);
        m_slow = false;
    }
    if (m_cutter.isAtMessageEnd() && m_slow)
        faultsChanged();
    return taken;
}

void FrameLane::messageCame()
{
    QByteArray message = std::exchange(m_message, {});
    if (m_handlers.replace) {
        if (const QByteArray other = m_handlers.replace(message); !other.isEmpty())
            message = other;
    }
    const TapFaults::FrameFate fate = m_faults.fateOfFrame(m_way);
    if (fate.drop)
        return m_handlers.struck("drop", message.size());
    if (fate.reorder > 0) {
        m_kept.prepend(message);
        m_heldBytes += message.size();
        m_handlers.struck("reorder", message.size());
        if (fate.reorder == 1 || m_heldBytes > mostCollected)
            releaseKept();
        return;
    }
    hold(message, fate.delay);
    if (fate.duplicate) {
        m_handlers.struck("duplicate", message.size());
        hold(message, fate.delay);
    }
}

//! In the order they come: nothing overtakes what waits already.
void FrameLane::hold(const QByteArray &bytes, std::chrono::milliseconds delay)
{
    if (m_held.empty() && delay.count() <= 0)
        return send(bytes);
    QDeadlineTimer due(std::max<std::chrono::milliseconds>(delay, 0ms), Qt::PreciseTimer);
    m_held.push_back({bytes, due});
    m_heldBytes += bytes.size();
    if (!m_timer.isActive())
        startDelay();
}

void FrameLane::startDelay()
{
    // Rounded up: a timer that is early would only be started again.
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(m_held.front().due.remainingTimeAsDuration()));
}

void FrameLane::releaseKept()
{
    const QList<QByteArray> kept = std::exchange(m_kept, {});
    for (const QByteArray &message : kept) {
        m_heldBytes -= message.size();
        hold(message, m_faults.delayOf(m_way));
    }
}

void FrameLane::releaseDue()
{
    while (!m_held.empty() && m_held.front().due.hasExpired()) {
        const QByteArray bytes = std::move(m_held.front().bytes);
        m_held.pop_front();
        m_heldBytes -= bytes.size();
        send(bytes);
    }
    if (!m_held.empty())
        startDelay();
    else
        faultsChanged();
}

void FrameLane::send(const QByteArray &bytes)
{
    m_handlers.pass(bytes);
    if (m_way == TapFault::Way::In)
        tell(bytes);
    injectDue();
}

void FrameLane::faultsChanged()
{
    if (!m_faults.isReordering(m_way))
        releaseKept();
    if (m_slow && !m_faults.touchesFrames() && m_held.empty() && m_kept.isEmpty() && m_frame.isEmpty() &&
        m_message.isEmpty())
        m_slow = false;
    if (isEmpty())
        Q_EMIT emptied();
}

bool FrameLane::isEmpty() const
{
    return m_held.empty() && m_kept.isEmpty();
}

void FrameLane::inject(const QByteArray &frame, bool told)
{
    m_injections.push_back({frame, told});
    injectDue();
}

void FrameLane::injectDue()
{
    // While messages are collected, nothing is half sent; what was told last says where the others are.
    while (!m_injections.empty() && (m_slow || m_cutter.isAtMessageEnd())) {
        const Injection next = std::move(m_injections.front());
        m_injections.pop_front();
        m_handlers.pass(next.frame);
        if (next.told)
            tell(next.frame);
    }
}

//! Frame by frame, so that the reader can be replaced behind one that it can't go on from.
void FrameLane::tell(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype taken = m_toldCutter.take(bytes);
        for (QByteArrayView piece = bytes.first(taken); !piece.isEmpty() && !m_skipping;) {
            piece = piece.sliced(m_reader.feed(piece));
            drainReader();
        }
        bytes = bytes.sliced(taken);
        if (m_toldCutter.isAtFrameEnd() && std::exchange(m_skipping, false))
            m_reader = FrameReader(readerRole(m_way), mostRecordedBytes);
    }
}

void FrameLane::drainReader()
{
    FrameReader::Item item;
    while (!m_skipping && m_reader.next(&item)) {
        m_skipping = item.kind == FrameReader::Kind::Close || item.violation != FrameReader::Violation::None;
        m_handlers.item(item);
    }
}

} // namespace rtmscope
