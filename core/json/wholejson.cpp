// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/wholejson.h"

#include "core/json/json.h"

#include <algorithm>

namespace rtmscope::json {

bool isFitToWrite(const QByteArray &text)
{
    if (!text.isValidUtf8())
        return false;
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::none_of(text.begin(), text.end(), isControl))
        return true;
    Document document; // between the parts of JSON some may stand
    return document.parse(text);
}

} // namespace rtmscope::json
