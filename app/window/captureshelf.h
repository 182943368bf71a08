// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>

//! Where recordings lie, and how many of them stay. Free functions; any thread.
namespace rtmscope::captureshelf {

//! Limits for one profile's recordings; the oldest go first.
struct Limits
{
    int files = 60;
    qint64 bytes = 2'000'000'000;
    //! A file written to this recently may belong to another window that is still recording.
    std::chrono::minutes untouched{60};
};

//! FOLDER/captures/PROFILE; not created.
QString folder(const QString &dataFolder, const QString &profile);
//! A path in \a folder that names the moment and does not exist yet.
QString newPath(const QString &folder, qint64 nowUs);
//! Removes the oldest captures beyond \a limits. Scans the folder: never in the GUI thread. Returns how many
//! went.
int prune(const QString &folder, const Limits &limits);

} // namespace rtmscope::captureshelf
