// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace rtmscope {

//! The columns that every table of events has. Those of a person's own (ColumnPath) follow, from ColumnCount
//! on, in their order.
struct EventColumn
{
    enum Id {
        Number,
        Time,
        DirectionColumn,
        Type,
        Channel,
        User,
        Summary,
        Size,
        EnvelopeColumn, //!< this and the next two are of use for Socket Mode only
        Delivery,
        Acknowledged,
        ColumnCount
    };
};

} // namespace rtmscope
