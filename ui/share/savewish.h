// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/exportformat.h"

#include <QString>

namespace rtmscope {

//! Which events a person wants to have in a file.
enum class SavedEvents : quint8 {
    All,      //!< that were recorded by now
    Shown,    //!< what the filter and the noise level let through
    Selected, //!< in the event stream
};

//! What a person wants to be written, and where to. A value.
struct SaveWish
{
    QString path;
    SavedEvents events = SavedEvents::All;
    ExportFormat format = ExportFormat::Capture;
    //! Of lists of frames, which do not say it themselves.
    bool incoming = true;
    bool outgoing = false;
};

} // namespace rtmscope
