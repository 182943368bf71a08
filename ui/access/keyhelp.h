// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace rtmscope {

//! What some keys do in a view, for the list of all keys. Stands beside the code that handles them; a test
//! presses every key and compares.
struct KeyHelp
{
    QString words;
    QList<QKeySequence> keys;
};

struct KeyGroup
{
    QString title; //!< where: "In the event stream"
    QList<KeyHelp> keys;
};

} // namespace rtmscope
