// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/filedialogs.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace rtmscope::filedialogs {

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

//! Next time the dialog begins where this was chosen.
void rememberFolder(const QString &path, QSettings &settings)
{
    if (!path.isEmpty())
        settings.setValue(folderKey, QFileInfo(path).absolutePath());
}

QString proposal(const QSettings &settings, const QString &given, const QString &suffix)
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
    return u"%1/%2 %3.%4"_s.arg(folder, name, stamp, suffix);
}

} // namespace

QStringList capturesToOpen(QWidget &window, QSettings &settings)
{
    const QStringList paths = QFileDialog::getOpenFileNames(
        &window, tr("Open captures"), settings.value(folderKey).toString(), captureFilter());
    rememberFolder(paths.value(0), settings);
    return paths;
}

QString folderToOpen(QWidget &window, QSettings &settings)
{
    const QString path = QFileDialog::getExistingDirectory(&window, tr("Open an export’s folder"),
                                                           settings.value(folderKey).toString());
    rememberFolder(path, settings);
    return path;
}

QList<ExportFormat> allFormats()
{
    QList<ExportFormat> formats;
    for (const ExportFormatEntry &entry : exportFormats())
        formats << entry.format;
    return formats;
}

std::optional<Target> fileToSave(QWidget &window, QSettings &settings, const QString &title,
                                 const QString &name, const QList<ExportFormat> &formats)
{
    QList<ExportFormatEntry> entries;
    for (const ExportFormatEntry &entry : exportFormats()) {
        if (formats.contains(entry.format))
            entries << entry;
    }
    QStringList filters;
    for (const ExportFormatEntry &entry : std::as_const(entries))
        filters << u"%1 (*.%2)"_s.arg(entry.title, entry.suffix);
    // Not getSaveFileName(): Qt's own dialog adds no suffix there, and the file would not be listed by the
    // next one.
    QFileDialog dialog(&window, title);
    dialog.setNameFilters(filters);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(entries.constFirst().suffix);
    dialog.selectFile(proposal(settings, name, entries.constFirst().suffix));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
                     [&dialog, &filters, &entries](const QString &chosen) {
                         const QString suffix = entries.value(filters.indexOf(chosen)).suffix;
                         const QFileInfo named(dialog.selectedFiles().value(0));
                         dialog.setDefaultSuffix(suffix);
                         dialog.selectFile(named.path() + u'/' + named.completeBaseName() + u'.' + suffix);
                     });
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return std::nullopt;
    const QString path = dialog.selectedFiles().constFirst();
    rememberFolder(path, settings);
    // Where one of several may be meant, the suffix that was typed says which.
    const auto byName = exportFormatOf(path);
    const ExportFormat chosen = entries.value(filters.indexOf(dialog.selectedNameFilter())).format;
    return Target{path, byName && formats.contains(*byName) ? *byName : chosen};
}

} // namespace rtmscope::filedialogs
