// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace rtmscope {

//! Where \a bytes cease to be UTF-8, counted from zero; negative: nowhere. Any thread.
qsizetype badUtf8Byte(QByteArrayView bytes);

//! "0xE4".
QString hexByte(char byte);

} // namespace rtmscope
