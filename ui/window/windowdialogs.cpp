// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowdialogs.h"

#include "core/export/exportformat.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace rtmscope::windowdialogs {

namespace {

const QString folderKey = u"files/folder"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::MainWindow", text);
}

QString captureFilter()
{
    return tr("Captures and frames (*.rtmcap *.ndjson *.jsonl *.json *.har *.log *.txt *.zip *.gz *.zst "
              "*.xz *.bz2 *.tar *.tgz);;All files (*)");
}

//! What was chosen, and next time the dialog begins there.
QString remembered(const QString &path, QSettings &settings)
{
    if (!path.isEmpty())
        settings.setValue(folderKey, QFileInfo(path).absolutePath());
    return path;
}

} // namespace

QString captureToOpen(QWidget &window, QSettings &settings)
{
    return remembered(QFileDialog::getOpenFileName(&window, tr("Open a capture"),
                                                   settings.value(folderKey).toString(), captureFilter()),
                      settings);
}

QString folderToOpen(QWidget &window, QSettings &settings)
{
    return remembered(QFileDialog::getExistingDirectory(&window, tr("Open an export’s folder"),
                                                        settings.value(folderKey).toString()),
                      settings);
}

QString captureToSave(QWidget &window, QSettings &settings, const QString &given, bool otherFormats)
{
    QString folder = settings.value(folderKey).toString();
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(folder).exists()) // not everybody has one
        folder = QDir::homePath();
    QString name = given;
    name.replace(u'/', u'-');
    if (name.endsWith(".rtmcap"_L1))
        name.chop(QLatin1StringView(".rtmcap").size());
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HHmm"_s);
    const QString proposal = u"%1/%2 %3.rtmcap"_s.arg(folder, name, stamp);
    // Not getSaveFileName(): Qt's own dialog adds no suffix there, and the file would not be listed by the
    // next one.
    QFileDialog dialog(&window, otherFormats ? tr("Save as") : tr("Save as a capture"));
    QStringList filters;
    for (const ExportFormatEntry &entry : exportFormats()) {
        if (otherFormats || entry.format == ExportFormat::Capture)
            filters << u"%1 (*.%2)"_s.arg(entry.title, entry.suffix);
    }
    dialog.setNameFilters(filters);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(u"rtmcap"_s);
    dialog.selectFile(proposal);
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
                     [&dialog, &filters](const QString &chosen) {
                         const QString suffix = exportFormats().value(filters.indexOf(chosen)).suffix;
                         const QFileInfo named(dialog.selectedFiles().value(0));
                         dialog.setDefaultSuffix(suffix);
                         dialog.selectFile(named.path() + u'/' + named.completeBaseName() + u'.' + suffix);
                     });
    if (dialog.exec() != QDialog::Accepted)
        return {};
    return remembered(dialog.selectedFiles().value(0), settings);
}

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
