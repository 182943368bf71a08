// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/columnpath.h"
#include "core/columns/timeform.h"
#include "core/events/event.h"

#include <QString>

namespace rtmscope {

struct DressedRow;
struct EventRow;
class Workspace;

//! What a table says about its cells beside their text: tool tips, what a screen reader hears, the filter
//! that a value makes. Free functions; \a column is one of EventColumn's.
namespace rowwords {

//! Of a column's head.
QString title(int column, TimeForm form);
//! As the filter language and the capture spell it.
QString directionName(Direction direction);
//! "412, in, message, #ops, Mira Okafor, Error rate back to normal".
QString spoken(const DressedRow &row, bool isReference);
QString toolTip(const DressedRow &row, int column);
//! A filter expression for this cell's value; empty if it makes none. \a names may be nullptr.
QString filterFor(const EventRow &row, int column, const Workspace *names);
//! Likewise of a person's own column.
QString filterFor(const PathCell &cell, const ColumnPath &path);

} // namespace rowwords

} // namespace rtmscope
