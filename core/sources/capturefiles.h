// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace rtmscope {

//! What a log is opened from: a file, folder or archive, or several as one record. A value.
struct CaptureFiles
{
    CaptureFiles(const QString &path) // NOLINT: one path is the usual case
        : paths{path}
    {
    }
    CaptureFiles(const QStringList &several, bool leaveOut = false) // NOLINT: as above
        : paths(several)
        , leaveOutRepeats(leaveOut)
    {
    }

    QStringList paths;
    QStringList names = {}; //!< what they are called instead, if they bear no names of their own; else empty
    //! Of events that stand in more than one, which are flagged as repeated otherwise.
    bool leaveOutRepeats = false;
};

} // namespace rtmscope
