// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

//! What apps alone hear of, and RTM never says: the event types that only the Events API has
//! (docs/socket-mode.md 9). Things that would end an app (app_uninstalled) happen on command only.
namespace rtmscope::demo {

//! The number of stories; after so many they begin again.
int appStoryCount();
//! The inner event of one of them, as JSON. \a index: 0 and up, to any height.
QByteArray appStory(int index, World &world, const QByteArray &appId);

} // namespace rtmscope::demo
