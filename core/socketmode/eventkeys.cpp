// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/eventkeys.h"

#include <QCryptographicHash>

#include <cstring>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr qint64 lifeUs = std::chrono::microseconds(25h).count(); // hourly retries go on for a day
// More than a workspace may send to an app in that time.
constexpr std::size_t mostKeys = 1'000'000;
constexpr auto writeEvery = 2s;
constexpr qsizetype mostUnwritten = 500;

} // namespace

EventKeys::EventKeys(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(writeEvery);
    connect(&m_timer, &QTimer::timeout, this, &EventKeys::writeDown);
}

EventKeys::~EventKeys()
{
    writeDown();
}

void EventKeys::keepIn(EventKeyStore *store, const QString &profile)
{
    m_store = store;
    m_profile = profile;
    if (!m_store)
        return;
    const auto seen = m_store->seenSince(profile, m_clock.nowUs() - lifeUs);
    if (!seen)
        return troubled(seen.error());
    for (const SeenEvent &event : *seen) {
        Key key{};
        if (event.key.size() != sizeof key)
            continue;
        std::memcpy(key.data(), event.key.constData(), sizeof key);
        remember(key, event.atUs);
    }
}

EventKeys::Key EventKeys::keyOf(std::string_view id)
{
    Key key{};
    if (id.size() <= sizeof key) {
        std::memcpy(key.data(), id.data(), id.size());
        return key;
    }
    const QByteArray digest = QCryptographicHash::hash(
        QByteArray::fromRawData(id.data(), static_cast<qsizetype>(id.size())), QCryptographicHash::Sha256);
    std::memcpy(key.data(), digest.constData(), sizeof key);
    return key;
}

QByteArray EventKeys::stored(const Key &key)
{
    return QByteArray(reinterpret_cast<const char *>(key.data()), sizeof key);
}

bool EventKeys::insert(std::string_view id)
{
    const Key key = keyOf(id);
    if (m_known.contains({key}))
        return true;
    const qint64 nowUs = m_clock.nowUs();
    forgetOld(nowUs);
    remember(key, nowUs);
    if (m_store) {
        m_unwritten.append({stored(key), nowUs});
        if (m_unwritten.size() >= mostUnwritten)
            writeDown();
        else if (!m_timer.isActive())
            m_timer.start();
    }
    return false;
}

void EventKeys::remember(const Key &key, qint64 atUs)
{
    m_known.insert({key});
    m_order.push_back({key, atUs});
}

void EventKeys::forgetOld(qint64 nowUs)
{
    while (!m_order.empty() && (m_order.size() >= mostKeys || m_order.front().atUs < nowUs - lifeUs)) {
        m_known.remove({m_order.front().key});
        m_order.pop_front();
    }
}

void EventKeys::writeDown()
{
    m_timer.stop();
    if (!m_store || m_unwritten.isEmpty())
        return;
    if (const auto written = m_store->addSeen(m_profile, std::exchange(m_unwritten, {})); !written)
        troubled(written.error());
}

void EventKeys::troubled(const Error &error)
{
    if (!std::exchange(m_troubled, true))
        Q_EMIT storeTroubled(error);
}

} // namespace rtmscope
