// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/sessionfactory.h"

#include "core/session/rtmsession.h"
#include "core/socketmode/socketmodesession.h"

namespace rtmscope {

std::unique_ptr<LiveSession> makeSession(const ConnectionSettings &config, EventKeyStore *keys,
                                         const QString &profile)
{
    if (config.kind == StreamKind::Rtm)
        return std::make_unique<RtmSession>(config);
    auto session = std::make_unique<SocketModeSession>(config);
    session->keepKeysIn(keys, profile);
    return session;
}

} // namespace rtmscope
