// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/connectionwish.h"

#include <QString>
#include <QStringList>

class QApplication;

namespace rtmscope {

//! How to start the window. Without file, profile and token it opens the profile that was open last, or else
//! the demo workspace.
struct DesktopOptions
{
    bool demo = false; //!< the demo even if a token is at hand
    ConnectionWish connection;
    QStringList files;   //!< captures to open, as one record
    QString dataFolder;  //!< empty: where the system keeps such things
    QString theme;       //!< "light", "dark", "contrast"; empty: as set in the window
    double demoRate = 0; //!< events per second; 0: the demo's own pace
    quint64 demoSeed = 1;
};

//! Runs the window until it is closed; returns the exit code.
int runDesktop(const DesktopOptions &options, QApplication &application);

} // namespace rtmscope
