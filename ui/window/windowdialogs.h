// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QSettings;
class QUrl;
class QWidget;

//! Questions that the window asks, each in a dialog that is over when the function returns. Files are asked
//! for in the folder of the last time, which \a settings keeps. GUI thread.
namespace rtmscope::windowdialogs {

//! Empty: none.
QString captureToOpen(QWidget &window, QSettings &settings);
QString folderToOpen(QWidget &window, QSettings &settings);
//! Where to save what is called \a name. The suffix says as what: a capture, or with \a otherFormats
//! anything that it can be exported to.
QString captureToSave(QWidget &window, QSettings &settings, const QString &name, bool otherFormats = true);
//! Shows where a link leads, and opens it if that is wanted.
void openLink(QWidget &window, const QUrl &url);
void showAbout(QWidget &window);

} // namespace rtmscope::windowdialogs
