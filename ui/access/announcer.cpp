// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/access/announcer.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto pause = 2s;

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != "rtmscope::Announcer"_L1)
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Notification);
}

} // namespace

Announcer::Announcer(QWidget *window)
    : QWidget(window)
{
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed)
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(0, 0, 1, 1);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Announcer::tell);
}

void Announcer::announce(Topic topic, const QString &words)
{
    if (m_silent || words.isEmpty())
        return;
    m_waiting.removeIf([topic](const News &news) { return news.topic == topic; });
    m_waiting.append({topic, words});
    if (!m_pause.isActive())
        m_pause.start(0); // with whatever else this turn of the event loop brings
}

void Announcer::setSilent(bool silent)
{
    m_silent = silent;
    if (silent)
        m_waiting.clear();
}

void Announcer::tell()
{
    if (m_waiting.isEmpty())
        return;
    QStringList sentences;
    for (const News &news : std::exchange(m_waiting, {}))
        sentences.append(news.words.endsWith(u'.') ? news.words : news.words + u'.');
    const QString words = sentences.join(u' ');
    setAccessibleName(words);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, words);
#else
    // A notification that appears is read out; of Qt's other events none gets to the accessibility bus.
    QAccessibleEvent event(this, QAccessible::ObjectShow);
#endif
    QAccessible::updateAccessibility(&event);
    m_pause.start(pause);
    Q_EMIT announced(words);
}

} // namespace rtmscope
