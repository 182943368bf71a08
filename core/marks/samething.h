// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"
#include "core/marks/marks.h"

#include <QString>

//! What an event has in common with others: its message, thread, channel and person. Free functions; any
//! thread.
namespace rtmscope::samething {

enum class Kind : quint8 { Message, Thread, Person };

//! A filter (docs/filters.md) that lets through \a event and all others about the same message: the message
//! itself, its changes, deletion and reactions; or of the same thread: the message that it began with, its
//! answers, and what becomes of them; or of the same person. Empty if \a event is about none.
QString filterFor(Kind kind, const Event &event);

//! The timestamp of the first message of the thread that \a frame (not its envelope) is about, which may be
//! the only one so far; empty if it is about no message.
QString threadIn(json::Value frame);

//! Where \a event belongs. What is larger than a megabyte is no message and is in no thread.
EntryPlace placeOf(const Event &event);

} // namespace rtmscope::samething
