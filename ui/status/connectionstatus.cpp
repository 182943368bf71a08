// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/connectionstatus.h"

namespace rtmscope {

ConnectionStatus::Look ConnectionStatus::lookOf(SessionState state)
{
    switch (state) {
    case SessionState::Authenticating:
    case SessionState::Connecting:
    case SessionState::AwaitingHello:
    case SessionState::Resuming:
        return Look::Busy;
    case SessionState::Ready:
        return Look::Good;
    case SessionState::Backoff:
        return Look::Waiting;
    case SessionState::Failed:
        return Look::Failed;
    case SessionState::Disconnected:
        break;
    }
    return Look::Off;
}

} // namespace rtmscope
