// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/tapfault.h"

#include <QObject>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

class QTimer;

namespace rtmscope {

//! The chaos desk of a tap: keeps which faults are under way and tells those who pass frames and calls on
//! what to do with each. Owned by its Tap; lives in its thread.
class TapFaults : public QObject
{
    Q_OBJECT
public:
    explicit TapFaults(QObject *parent = nullptr);
    ~TapFaults() override;

    //! How many of the open sockets a fault would strike; until then any is taken to strike.
    void setSockets(std::function<int(const TapFault &fault)> struckBy) { m_struckBy = std::move(struckBy); }
    //! Of one that finds no socket it is reported that nothing happened.
    void strike(const TapFault &fault);
    //! The same for a line, or for a script: lines or parts between semicolons, each a fault that may be
    //! preceded by "at 30s", "after 5s" (behind the one above) or "every 20s". "#" begins a comment. Takes
    //! the place of a script that runs. An Input error names the part, and nothing begins.
    Result<Done> run(const QByteArray &script);
    //! The same error, and nothing begins in any case.
    static Result<Done> check(const QByteArray &script);
    //! The script stops, and everything that is wrong is put right. What is cut stays cut.
    void endAll();
    bool areUnderWay() const; //!< whether anything but plain passing on is wanted

    //! What to do with one message on its way.
    struct FrameFate
    {
        bool drop = false;
        bool duplicate = false;
        int reorder = 0; //!< so many, this one too, go in reverse order: it waits for the others; 0: no
        std::chrono::milliseconds delay{0};
    };
    FrameFate fateOfFrame(TapFault::Way way);                   //!< asked once for each; counts it
    std::chrono::milliseconds delayOf(TapFault::Way way) const; //!< for what no other fault strikes: pings
    bool isReordering(TapFault::Way way) const; //!< more frames are awaited to be turned round
    bool touchesFrames() const;
    bool isHalfOpen() const { return m_halfOpen; }

    //! What takes the place of a call's own answer, or delays it.
    struct CallFate
    {
        int status = 0; //!< 0: the call goes to the upstream
        QByteArray retryAfter = {};
        QByteArray body = {};
        QByteArray fault = {}; //!< the line that struck, for the record
        std::chrono::milliseconds delay{0};
    };
    CallFate fateOfCall(const QByteArray &method); //!< asked once for each; counts it
    int refusedUpgrade();                          //!< an HTTP status, or 0; counts it

Q_SIGNALS:
    //! What the tap has to do with its sockets now: Kill, Close, Disconnect or Goodbye.
    void socketsStruck(const rtmscope::TapFault &fault);
    void changed(); //!< half-open began or ended, or what is held has to go on
    //! A fault began or ended, for logs: "half-open for 30s", "half-open: over".
    void reported(const QString &words);

private:
    struct Order;
    struct Runner;

    void order(const TapFault &fault);
    void purge();
    void removeSpent();
    void beginHalfOpen(const TapFault &fault);
    bool findsNothing(const TapFault &fault) const;

    std::function<int(const TapFault &fault)> m_struckBy;
    std::vector<std::unique_ptr<Order>> m_orders;
    std::vector<std::unique_ptr<Runner>> m_runners; //!< of the script
    std::unique_ptr<QTimer> m_halfOpenEnd;
    bool m_halfOpen = false;
};

} // namespace rtmscope
