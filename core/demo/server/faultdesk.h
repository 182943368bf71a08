// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/apps/socketapps.h"
#include "core/demo/gateway/gateway.h"
#include "core/demo/server/chaosscript.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QTimer>

#include <functional>

namespace rtmscope::demo {

//! Carries faults out: the one place that knows how each of them is done, and when it ends. Owned by the
//! server, lives in its thread. A fault of a kind that is under way takes the place of the earlier one.
class FaultDesk : public QObject
{
    Q_OBJECT
public:
    //! What takes the place of a method's own answer.
    struct Answer
    {
        int status = 200;
        QList<QByteArray> headers;
        QByteArray body;
    };
    //! What the desk can't do by the gateway.
    struct Switches
    {
        std::function<void(bool listening)> listen; //!< whether anybody takes connections
        std::function<void(bool muted)> muteAll;    //!< every connection, those to come as well
    };

    //! \a gateway and \a apps must outlive it. \a timeScale: all durations times this. \a seed: of the
    //! choices.
    FaultDesk(Gateway &gateway, SocketApps &apps, Switches switches, double timeScale, quint64 seed,
              QObject *parent);
    ~FaultDesk() override;

    void carryOut(const Fault &fault);
    void end(Fault::Kind kind); //!< one that lasts
    //! Runs \a script from now on, in place of one that runs.
    void run(const ChaosScript &script);
    void stopScript();
    //! The script stops, and everything that is wrong is put right. What is cut stays cut.
    void endAll();
    //! Asked before each call of a method; counts the call.
    std::optional<Answer> answerFor(const QByteArray &method);

Q_SIGNALS:
    //! A fault began or ended, for logs: "half-open old for 30s", "half-open: over".
    void reported(const QString &words);

private:
    using Kind = Fault::Kind;
    struct Runner;
    //! Answers that calls of the Web API have yet to get.
    struct Order
    {
        Fault fault; //!< its times are counted down
        QDeadlineTimer until;
    };

    void begin(const Fault &fault);
    void beginState(const Fault &fault);
    SocketFaults wantedBy(const Fault &fault) const;
    void order(Fault fault);
    void sendOddFrame(const QByteArray &choice);
    void sendBroken(const QByteArray &choice);
    void sendErrorFrame(const Fault &fault);
    static Answer answerOf(const Fault &fault);
    void changeSockets(const std::function<void(SocketFaults &)> &change);
    void strike(Runner &runner);
    FaultKind::Stream spoken() const;
    std::chrono::milliseconds pause(const ChaosScript::Step &step);

    Gateway &m_gateway;
    SocketApps &m_apps;
    Switches m_switches;
    TimeScale m_scaled;
    Random m_random;
    QHash<Kind, QTimer *> m_endings; //!< of the faults under way
    QList<Order> m_orders;
    std::vector<std::unique_ptr<Runner>> m_runners; //!< of the script's steps
};

} // namespace rtmscope::demo
