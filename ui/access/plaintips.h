// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

namespace rtmscope {

//! \a text for QToolTip::showText() and Qt::ToolTipRole: shown as it is, wrapped where it is long. Qt takes
//! for markup what looks like it, and what came from the wire may.
QString literalTip(const QString &text);

//! Every QWidget::toolTip() of the program is plain text, which is what an assistive tool reads as the
//! widget's description; this shows it so, never as HTML. One per application, installed by theme::apply().
class PlainTips : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace rtmscope
