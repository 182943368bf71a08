// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace rtmscope {

//! Tells a view when to take in what changed: the first change after a quiet time at once, further ones at
//! most thirty times a second, ten times while several come in that time (nobody can read them one by one),
//! and four times while no window of ours can be seen. All throttles are told in the same moment, so that the
//! window is painted once for all its views. Owned by the view or its model; GUI thread.
class UpdateThrottle : public QObject
{
    Q_OBJECT
public:
    explicit UpdateThrottle(QObject *parent = nullptr);

    //! Something changed: due() follows, never from within this call.
    void schedule();
    //! More is left than could be done at once: due() follows when the event loop had its turn.
    void resume();
    void cancel();
    bool isScheduled() const { return m_scheduled; }

Q_SIGNALS:
    void due();

private:
    void tick();

    int m_changes = 0; //!< since due() was emitted
    bool m_busy = false;
    bool m_scheduled = false;
};

} // namespace rtmscope
