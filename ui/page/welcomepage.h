// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"

class QBoxLayout;

namespace rtmscope {

//! What the window shows while there is no account: four ways in, of equal rank, the demo first. Owned by
//! the window.
class WelcomePage : public Surface
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void demoRequested();
    void connectRequested();
    void tapRequested();
    void openRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_cards;
};

} // namespace rtmscope
