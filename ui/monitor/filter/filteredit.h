// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"

#include <QLineEdit>

namespace rtmscope {

//! A line edit that shows a mistake by its outline; the words for it stand beside, in the status label.
class FilterEdit : public QLineEdit
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit FilterEdit(QWidget *parent = nullptr);
    void setMistaken(bool mistaken);
    bool isMistaken() const { return m_mistaken; }

Q_SIGNALS:
    void escaped();
    void movedOn(); //!< arrow down: to what is filtered

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_mistaken = false;
};

} // namespace rtmscope
