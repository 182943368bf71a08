// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/message/sendaction.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rtmscope {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(SendAction)
};

} // namespace

bool confirmSendAnyway(QWidget *parent)
{
    QMessageBox question(QMessageBox::NoIcon, Words::tr("Send it again"),
                         Words::tr("Send this message again?"), QMessageBox::Cancel, parent);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(Words::tr(
        "It could not be found out whether it has arrived. If it has, the others will see it twice."));
    const QPushButton *send = question.addButton(Words::tr("Send anyway"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    return static_cast<const QAbstractButton *>(question.clickedButton()) ==
           static_cast<const QAbstractButton *>(send);
}

} // namespace rtmscope
