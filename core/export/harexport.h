// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/frameexport.h"

namespace rtmscope {

//! An HTTP archive 1.2 with each connection as a web socket, its frames as browsers write them, and each call
//! of the Web API as a request. Opened again, the frames are the same to the last byte.
void exportHar(const ExportRows &rows, ExportStream &out);

} // namespace rtmscope
