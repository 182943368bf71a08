// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/profile.h"

#include <functional>

class QWidget;

namespace rtmscope {

//! Asks whether another program uses the Slack app: each event goes to one connection of an app only. Returns
//! at once; \a answered is called if there is an answer. GUI thread.
void askAboutOthers(QWidget &parent, std::function<void(Profile::OtherPrograms)> answered);

} // namespace rtmscope
