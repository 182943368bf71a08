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
}

void FindRun::cancel()
{
    m_stopped = true;
    m_pool.waitForDone();
    m_stopped = false;
    m_isBusy = false;
    ++m_journey;
}

void FindRun::begin(const QByteArray &frame, const json::Tree &tree, const QString &wanted, FindScope scope)
{
    cancel();
    if (frame.size() <= smallFrame || wanted.isEmpty()) {
        Q_EMIT finished(findInFrame(frame, tree, wanted, scope, m_stopped));
        return;
    }
    m_isBusy = true;
    m_pool.start([this, frame, tree, wanted, scope, journey = m_journey] {
        const FoundPlaces found = findInFrame(frame, tree, wanted, scope, m_stopped);
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
