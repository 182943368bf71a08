// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

namespace rtmscope {

//! Names in the order in which people look for them: "channel-2" before "channel-10", capitals and accents
//! make no difference. Keys are compared byte by byte; equal ones are one name in this order. Any thread.
QByteArray naturalKey(QStringView text);

} // namespace rtmscope
