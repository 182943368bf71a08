// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/liveness/networkwatch.h"

#include <QNetworkInformation>

namespace rtmscope {

namespace {

bool isReachable(QNetworkInformation::Reachability reachability)
{
    // What is only local or behind a portal may still lead to a server; the session finds out.
    return reachability != QNetworkInformation::Reachability::Disconnected;
}

} // namespace

NetworkWatch::NetworkWatch(QObject *parent)
    : QObject(parent)
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    const QNetworkInformation *system = QNetworkInformation::instance();
    connect(system, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability now) { Q_EMIT changed(isReachable(now)); });
    connect(system, &QNetworkInformation::transportMediumChanged, this,
            [this, system] { Q_EMIT changed(isReachable(system->reachability())); });
    // Only what is missing is news.
    if (!isReachable(system->reachability()))
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT changed(false); }, Qt::QueuedConnection);
}

} // namespace rtmscope
