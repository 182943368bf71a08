// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QStringList>

namespace rtmscope {

class Workspace;

//! What \a event did, by the workspace \a before and \a after it was folded in, a sentence each: "#ops:
//! unread 3 → 4", "#ops, “Deploy of api…”: 2 replies now (was 1)". Names are those of \a after. Of very many
//! changes the first are told and the rest is counted. Where nothing changed, one sentence says why. Plain
//! text; any thread that may read both.
QStringList stateChanges(const Workspace &before, const Workspace &after, const Event &event);

} // namespace rtmscope
