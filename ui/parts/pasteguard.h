// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QWidget;

namespace rtmscope {

//! Keeps a paste of nothing away from every text editor of the program, whoever makes one: an empty
//! clipboard, a middle click without a selection, an owner that offers no format. Qt 6.4 takes the first of
//! the formats without looking whether there is one, which ends the program. Watches the application while it
//! lives; GUI thread.
class PasteGuard : public QObject
{
    Q_OBJECT
public:
    explicit PasteGuard(QObject *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watchMenu(QWidget *menu);
};

} // namespace rtmscope
