// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/captureshelf.h"

#include <QString>

#include <functional>

class QSettings;
class QWidget;

//! The always-on recordings of all profiles, and how many of them a person wants to keep. Free functions; GUI
//! thread.
namespace rtmscope {

captureshelf::Keeping keepingIn(const QSettings &settings);
void keepKeeping(QSettings &settings, const captureshelf::Keeping &keeping);
//! Removes those that are too many, in another thread, soon. \a current is being written; empty: none is.
void pruneRecordings(const QString &dataFolder, const captureshelf::Keeping &keeping, const QString &current);

//! Asks over \a window how many shall stay. What is chosen is in the settings when \a changed is called.
//! \a openFolder: somebody wants to see them.
void askForKeeping(QWidget &window, QSettings &settings, const QString &dataFolder,
                   const std::function<void()> &openFolder,
                   const std::function<void(const captureshelf::Keeping &)> &changed);

} // namespace rtmscope
