// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QUrl;
class QWidget;

//! Questions that the window asks, each in a dialog that is over when the function returns. GUI thread.
namespace rtmscope::windowdialogs {

//! Shows where a link leads, and opens it if that is wanted.
void openLink(QWidget &window, const QUrl &url);
void showAbout(QWidget &window);

} // namespace rtmscope::windowdialogs
