// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/serve/pacechoice.h"

namespace rtmscope {

namespace {

constexpr double stepByStep = -1;

} // namespace

PaceChoice::PaceChoice(QWidget *parent)
    : QComboBox(parent)
{
    setAccessibleName(tr("Pace"));
    addItem(tr("As fast as it was"), 1.0);
    addItem(tr("2 times as fast"), 2.0);
    addItem(tr("10 times as fast"), 10.0);
    addItem(tr("As fast as it is read"), 0.0);
    addItem(tr("Step by step"), stepByStep);
}

double PaceChoice::speed() const
{
    return isStepping() ? 1.0 : currentData().toDouble();
}

bool PaceChoice::isStepping() const
{
    return currentData().toDouble() < 0;
}

void PaceChoice::set(double speed, bool stepping)
{
    const double wanted = stepping ? stepByStep : speed;
    for (int row = 0; row < count(); ++row) {
        if (qFuzzyCompare(itemData(row).toDouble() + 2, wanted + 2)) // none of them is below -1
            setCurrentIndex(row);
    }
}

} // namespace rtmscope
