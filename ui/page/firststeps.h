// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"

#include <array>

class QBoxLayout;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! Three quiet remarks for somebody who sees the program for the first time: what this is and where it runs,
//! what Observe and Armed mean, and how to see what a message was on the wire. They stand in the way of
//! nothing and stay until dismissed. Side by side where there is room, else one after the other. Owned by the
//! window.
class FirstSteps : public Surface
{
    Q_OBJECT
public:
    explicit FirstSteps(QWidget *parent = nullptr);

    //! The demo on this computer, or somebody's workspace.
    void setDemo(bool demo);
    void setSocketMode(bool socketMode); //!< what is spoken; else RTM
    void setArmed(bool armed);
    //! One remark at a time.
    void setNarrow(bool narrow);
    //! Each in a short sentence; the whole words are in the tool tip and told to assistive tools.
    void setLow(bool low);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    //! It knows its width: the window's.
    bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void dismissed();
    void connectRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Remark
    {
        QWidget *box = nullptr;
        TokenLabel *heading = nullptr;
        TokenLabel *words = nullptr;
    };
    static constexpr int count = 3;

    Remark makeRemark(const QString &sign);
    QWidget *makeButtons();
    void tell();
    void showRemarks();
    void setMargins();

    std::array<Remark, count> m_remarks;
    QBoxLayout *m_buttons = nullptr;
    QPushButton *m_connect;
    QPushButton *m_next;
    QPushButton *m_dismiss;
    bool m_socketMode = false;
    bool m_demo = true;
    bool m_armed = true;
    bool m_narrow = false;
    bool m_low = false;
    int m_current = 0; //!< the one in view where there is room for one only
};

} // namespace rtmscope
