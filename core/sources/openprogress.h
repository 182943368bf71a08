// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <functional>

namespace rtmscope {

enum class OpenStep : quint8 {
    Unpacking, //!< copying what a folder or an archive holds
    Reading,   //!< finding the entries
};

//! Told now and then while a file is opened, in the thread that opens it; done of total bytes (0: not known).
//! Returns false to give up: opening then ends soon, with the code "cancelled".
using OpenProgress = std::function<bool(OpenStep step, qint64 done, qint64 total)>;

} // namespace rtmscope
