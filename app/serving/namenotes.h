// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/replay/recording.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QList>

//! What a capture knows of people and conversations, for the record of its playing: whoever reads that shall
//! find names in it, though the bot never asked for them. Pure functions.
namespace rtmscope::namenotes {

//! A "state" note that tells team and self, as \a cast knows them, and notes of kind "api" (users.list,
//! conversations.list, with "from": "capture"), in pages.
QList<QByteArray> of(const Workspace &names, const demo::Recording &cast);

} // namespace rtmscope::namenotes
