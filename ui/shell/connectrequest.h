// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/session/proxysetting.h"

#include <QUrl>

namespace rtmscope {

//! What the connect dialog asks for. The token lives in memory only.
struct ConnectRequest
{
    Secret token;
    QUrl apiBase; //!< ends in a slash
    ProxySetting proxy;
    bool legacyStart = false; //!< rtm.start instead of rtm.connect
};

} // namespace rtmscope
