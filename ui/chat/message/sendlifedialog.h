// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/sendlife.h"

#include <QDialog>

namespace rtmscope {

//! Every step of one of our messages with its time and how long it took, readable by keyboard and screen
//! readers and fit to be copied. A snapshot; closes by itself with Esc.
class SendLifeDialog : public QDialog
{
    Q_OBJECT
public:
    //! \a about: the beginning of the message, so that one knows which it is.
    SendLifeDialog(const SendLife &life, const QString &about, QWidget *parent = nullptr);
};

} // namespace rtmscope
