// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/tree.h"

namespace rtmscope {

//! How the place of a value is written in a query or a program.
enum class PathDialect : quint8 {
    JsonPath,   //!< RFC 9535: $.item.channel, $['odd key'][0]
    Jq,         //!< .item.channel, .["odd key"][0]
    Python,     //!< event["item"]["channel"]
    JavaScript, //!< event.item.channel, event["odd key"][0]
    Go,         //!< event["item"].(map[string]any)["channel"].(string)
    Cpp,        //!< Qt: event[u"item"][u"channel"].toString()
};

//! The queries begin at the root of the frame. Programs begin where their libraries hand it over: at the
//! inner event (`event`) and, for the rest of an envelope of Socket Mode, at its payload (`body`) or at the
//! whole
//! (`envelope`).
QString spelledPath(const json::Tree &tree, int node, PathDialect dialect);

} // namespace rtmscope
