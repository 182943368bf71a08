// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/filter/rowfilter.h"

#include <QPushButton>

namespace rtmscope {

//! "Noise 1": which level is shown, with a menu to choose another. GUI thread.
class NoiseButton : public QPushButton
{
    Q_OBJECT
public:
    explicit NoiseButton(QWidget *parent = nullptr);
    void setLevel(NoiseLevel level);

Q_SIGNALS:
    void levelChosen(rtmscope::NoiseLevel level);
};

} // namespace rtmscope
