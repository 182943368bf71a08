// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/answershape.h"

#include <algorithm>

namespace rtmscope::answershape {

bool isCutJson(const QByteArray &text)
{
    if (!text.startsWith('{') && !text.startsWith('['))
        return false;
    int depth = 0;
    bool inString = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char letter = text.at(at);
        if (inString && letter == '\\')
            ++at;
        else if (letter == '"')
            inString = !inString;
        else if (!inString && (letter == '{' || letter == '['))
            ++depth;
        else if (!inString && (letter == '}' || letter == ']'))
            --depth;
    }
    return inString || depth > 0;
}

bool isPlainWords(const QByteArray &text)
{
    constexpr qsizetype most = 300;
    return !text.isEmpty() && text.size() <= most && !text.startsWith('{') && !text.startsWith('[') &&
           std::none_of(text.cbegin(), text.cend(), [](char letter) { return letter >= 0 && letter < ' '; });
}

bool saysTooMany(const QByteArray &text)
{
    if (!isPlainWords(text))
        return false;
    const QByteArray words = text.toLower();
    return words.contains("too many requests") || words.contains("rate limit") || words.contains("ratelimit");
}

} // namespace rtmscope::answershape
