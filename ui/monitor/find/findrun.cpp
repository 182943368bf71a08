// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/find/findrun.h"

namespace rtmscope {

FindRun::FindRun(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

FindRun::~FindRun()
{
    cancel();
    m_pool.waitForDone();
}

//! What is under way ends by itself, a little later.
void FindRun::cancel()
{
    if (m_stop)
        *m_stop = true;
    m_pool.clear();
    m_isBusy = false;
    ++m_journey;
}

void FindRun::begin(const QByteArray &frame, const json::Tree &tree, const QString &wanted, FindScope scope)
{
    cancel();
    m_stop = std::make_shared<std::atomic_bool>(false);
    if (frame.size() <= smallFrame || wanted.isEmpty()) {
        Q_EMIT finished(findInFrame(frame, tree, wanted, scope, *m_stop));
        return;
    }
    m_isBusy = true;
    m_pool.start([this, frame, tree, wanted, scope, stop = m_stop, journey = m_journey] {
        const FoundPlaces found = findInFrame(frame, tree, wanted, scope, *stop);
        QMetaObject::invokeMethod(
            this,
            [this, found, journey] {
                if (journey != m_journey)
                    return;
                m_isBusy = false;
                Q_EMIT finished(found);
            },
            Qt::QueuedConnection);
    });
}

} // namespace rtmscope
