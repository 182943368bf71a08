// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/transitions.h"

#include <algorithm>
#include <array>

namespace rtmscope {

namespace {

using enum SessionState;
using T = Trigger;

// clang-format off
constexpr std::array table{
    Transition{Disconnected,   T::OpenAsked,      Authenticating},
    Transition{Disconnected,   T::TooSoon,        Backoff},

    Transition{Authenticating, T::AddressGiven,   Connecting},
    Transition{Authenticating, T::Lost,           Backoff},
    Transition{Authenticating, T::Refused,        Failed},
    Transition{Authenticating, T::CloseAsked,     Disconnected},

    Transition{Connecting,     T::SocketOpened,   AwaitingHello},
    Transition{Connecting,     T::OfferFailed,    Authenticating},
    Transition{Connecting,     T::Lost,           Backoff},
    Transition{Connecting,     T::Refused,        Failed},
    Transition{Connecting,     T::CloseAsked,     Disconnected},

    Transition{AwaitingHello,  T::HelloCame,      Ready},
    Transition{AwaitingHello,  T::HelloWithDoubt, Resuming},
    Transition{AwaitingHello,  T::OfferFailed,    Authenticating},
    Transition{AwaitingHello,  T::Lost,           Backoff},
    Transition{AwaitingHello,  T::Refused,        Failed},
    Transition{AwaitingHello,  T::CloseAsked,     Disconnected},

    Transition{Resuming,       T::DoubtSettled,   Ready},
    Transition{Resuming,       T::MoveAsked,      Resuming},
    Transition{Resuming,       T::MoveFailed,     Resuming},
    Transition{Resuming,       T::HandedOver,     Resuming},
    Transition{Resuming,       T::LostAsking,     Authenticating},
    Transition{Resuming,       T::LostOpening,    Connecting},
    Transition{Resuming,       T::LostGreeting,   AwaitingHello},
    Transition{Resuming,       T::Lost,           Backoff},
    Transition{Resuming,       T::Refused,        Failed},
    Transition{Resuming,       T::CloseAsked,     Disconnected},

    Transition{Ready,          T::MoveAsked,      Ready},
    Transition{Ready,          T::MoveFailed,     Ready},
    Transition{Ready,          T::HandedOver,     Ready},
    Transition{Ready,          T::LostAsking,     Authenticating},
    Transition{Ready,          T::LostOpening,    Connecting},
    Transition{Ready,          T::LostGreeting,   AwaitingHello},
    Transition{Ready,          T::Lost,           Backoff},
    Transition{Ready,          T::Refused,        Failed},
    Transition{Ready,          T::CloseAsked,     Disconnected},

    Transition{Backoff,        T::WaitOver,       Authenticating},
    Transition{Backoff,        T::OfferTaken,     Connecting},
    Transition{Backoff,        T::OpenAsked,      Authenticating},
    Transition{Backoff,        T::CloseAsked,     Disconnected},

    Transition{Failed,         T::OpenAsked,      Authenticating},
    Transition{Failed,         T::TooSoon,        Backoff},
    Transition{Failed,         T::CloseAsked,     Disconnected},
};
// clang-format on

} // namespace

std::span<const Transition> transitions()
{
    return table;
}

std::optional<SessionState> nextState(SessionState from, Trigger trigger)
{
    const auto row = std::find_if(table.begin(), table.end(), [from, trigger](const Transition &candidate) {
        return candidate.from == from && candidate.trigger == trigger;
    });
    return row == table.end() ? std::nullopt : std::optional(row->to);
}

} // namespace rtmscope
