// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/stages.h"
#include "core/connection/state.h"
#include "core/stream/transitions.h"

namespace rtmscope {

//! The state of a session, what is known beside it, and the "state" note of each change
//! (docs/capture-format.md). Knows the table of transitions and does nothing itself. A value; one thread.
class StateMachine
{
public:
    SessionState state() const { return m_state; }
    bool is(SessionState state) const { return m_state == state; }
    //! Ready, or about to be: the stream is read and written.
    bool isStreaming() const { return is(SessionState::Ready) || is(SessionState::Resuming); }
    bool allows(Trigger trigger) const { return nextState(m_state, trigger).has_value(); }

    struct Change
    {
        bool happened = false; //!< false: the table does not know this, and nothing has changed
        bool isOther = false;  //!< the state is another one than before
        QByteArray note;
    };
    Change fire(Trigger trigger, const QString &cause);

    //! An attempt is over; its stages go into the note of the state that it leads to.
    void attemptOver(const Stages &stages);
    const Stages &stages() const { return m_stages; } //!< of the last attempt that is over

    Identity identity; //!< who we are, since the last attempt that got so far
    Error lastError;   //!< why the state is Backoff or Failed

private:
    QByteArray note(SessionState from, const QString &cause, bool withStages) const;

    SessionState m_state = SessionState::Disconnected;
    Stages m_stages;
    bool m_stagesUntold = false; //!< no note has them yet
};

} // namespace rtmscope
