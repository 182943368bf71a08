// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/sessionfactory.h"

#include "core/session/rtmsession.h"

namespace rtmscope {

std::unique_ptr<LiveSession> makeSession(const ConnectionSettings &config)
{
    return std::make_unique<RtmSession>(config);
}

} // namespace rtmscope
