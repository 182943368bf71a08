// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowdialogs.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace rtmscope::windowdialogs {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::MainWindow", text);
}

} // namespace

void openLink(QWidget &window, const QUrl &url)
{
    // The words of a link are the sender's; where it leads is shown before anything opens.
    QMessageBox question(QMessageBox::NoIcon, tr("Open a link"), tr("Open this address?"),
                         QMessageBox::Cancel, &window);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(url.toString(QUrl::FullyEncoded));
    const QAbstractButton *open = question.addButton(tr("Open"), QMessageBox::AcceptRole);
    question.exec();
    if (question.clickedButton() == open)
        QDesktopServices::openUrl(url);
}

void showAbout(QWidget &window)
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Rtmscope"),
                    u"Rtmscope %1"_s.arg(QStringLiteral(RTMSCOPE_VERSION)), QMessageBox::Close, &window);
    box.setIconPixmap(window.windowIcon().pixmap(theme::grid(16), theme::grid(16)));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("Watches what a workspace says over Slack’s Real Time Messaging API, and answers.\n\n"
           "Free software under the MIT licence. Not made by, or affiliated with, Slack."));
    box.exec();
}

} // namespace rtmscope::windowdialogs
