// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>

class QWidget;

namespace rtmscope {

//! What a person can do about a message of theirs that has not arrived.
enum class SendAction : quint8 {
    Retry,      //!< send it again; only where that is safe
    CheckAgain, //!< look once more whether the server has it
    SendAnyway, //!< though it may arrive twice: ask by confirmSendAnyway() first
    Discard,
};

//! Whether the person wants it sent though it may arrive twice. Asks above \a parent.
bool confirmSendAnyway(QWidget *parent);

} // namespace rtmscope
