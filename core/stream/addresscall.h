// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/state.h"
#include "core/net/webapi.h"

namespace rtmscope {

//! The call of the Web API that is answered with a stream's address, and how to read in its answer who we
//! are. A plain value.
struct AddressCall
{
    QString method;
    ApiArguments arguments;
    Identity (*identity)(const json::Value &answer) = nullptr;
};

} // namespace rtmscope
