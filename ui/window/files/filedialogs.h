// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/exportformat.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

class QSettings;
class QWidget;

//! Questions for files, each in a dialog that is over when the function returns and that begins in the folder
//! of the last time, which \a settings keeps. GUI thread.
namespace rtmscope::filedialogs {

//! Empty: none.
QStringList capturesToOpen(QWidget &window, QSettings &settings);
QString folderToOpen(QWidget &window, QSettings &settings);

struct Target
{
    QString path;
    ExportFormat format = ExportFormat::Capture;
};
//! Where to save what is called \a name, and as which of \a formats, the first of which is proposed.
std::optional<Target> fileToSave(QWidget &window, QSettings &settings, const QString &title,
                                 const QString &name, const QList<ExportFormat> &formats);
//! As any of them.
QList<ExportFormat> allFormats();

} // namespace rtmscope::filedialogs
