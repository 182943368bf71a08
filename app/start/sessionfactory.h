// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/livesession.h"

namespace rtmscope {

class EventKeyStore;

//! The session that speaks what \a config says. \a keys: where Socket Mode keeps which events it has seen,
//! under \a profile; nullptr: nowhere. It has to outlive the session.
std::unique_ptr<LiveSession> makeSession(const ConnectionSettings &config, EventKeyStore *keys = nullptr,
                                         const QString &profile = {});

} // namespace rtmscope
