// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/teststep.h"

#include <QListWidget>

namespace rtmscope {

//! The rungs of a connection test, each with its sign, what was found and the time it took. Owned by the
//! dialog that offers the test.
class TestLadder : public QListWidget
{
    Q_OBJECT
public:
    explicit TestLadder(QWidget *parent = nullptr);

    void begin(); //!< empties it
    void show(const TestStep &step);
    using QListWidget::show;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    QListWidgetItem *m_running = nullptr;
};

} // namespace rtmscope
