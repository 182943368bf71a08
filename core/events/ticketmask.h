// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace rtmscope {

//! A quick look at a frame: false means that maskTickets() would find nothing. Costs some nanoseconds.
bool mayHoldTickets(QByteArrayView frame);

//! Replaces the tickets inside a frame by *** and returns the names of their members, in wire order, each
//! once: socket addresses, upload and response URLs, trigger ids, tokens and cookies, however deeply they are
//! nested (protocol section 8). Only these bytes change. In a text that is not JSON, socket addresses are
//! replaced.
QStringList maskTickets(QByteArray &frame);

} // namespace rtmscope
