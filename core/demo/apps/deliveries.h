// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/demo/apps/envelopes.h"
#include "core/demo/gateway/timescale.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace rtmscope::demo {

//! What nobody has acknowledged yet, and when it is sent again: after 3 s, a minute, and five minutes
//! (docs/socket-mode.md 5). Owned by the apps; server's thread.
class Deliveries : public QObject
{
    Q_OBJECT
public:
    //! \a clock must outlive it.
    Deliveries(const Clock &clock, TimeScale scaled, QObject *parent);

    //! Its turn has come again: sends it and says so by await().
    std::function<void(const std::shared_ptr<Delivery> &)> again;
    //! Nobody acknowledged it in time, and it does not come again.
    std::function<void(const Delivery &)> givenUp;

    //! The clock of its present attempt runs. \a envelopeId: which it was sent as; empty: to nobody.
    void await(const std::shared_ptr<Delivery> &delivery, const QByteArray &envelopeId);
    //! Envelopes that are waited for, each attempt by itself.
    qsizetype waiting() const { return m_byEnvelope.size(); }
    //! Null: \a appId waits for no envelope of that id.
    std::shared_ptr<Delivery> acknowledge(const QByteArray &appId, const QByteArray &envelopeId);

private:
    void strike();
    void plan();
    void end(const std::shared_ptr<Delivery> &delivery);

    const Clock &m_clock;
    TimeScale m_scaled;
    QTimer m_timer;
    QHash<QByteArray, std::shared_ptr<Delivery>> m_byEnvelope;
    std::multimap<qint64, std::shared_ptr<Delivery>> m_due; //!< by monotonic time; some are over already
};

} // namespace rtmscope::demo
