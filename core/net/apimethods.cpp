// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/webapi.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

bool WebApi::onlyReads(const QString &method)
{
    // The last word of a method says what it does; these never change anything that others could see.
    constexpr std::array reading{"list"_L1,        "info"_L1,         "test"_L1,          "history"_L1,
                                 "replies"_L1,     "members"_L1,      "conversations"_L1, "connect"_L1,
                                 "start"_L1,       "messages"_L1,     "files"_L1,         "teamInfo"_L1,
                                 "getPresence"_L1, "getPermalink"_L1, "getReactions"_L1,  "lookupByEmail"_L1,
                                 "identity"_L1};
    if (method == "apps.connections.open"_L1) // a socket; conversations.open would be seen by others
        return true;
    if (method == "profile.get"_L1 || method == "users.profile.get"_L1 || method == "reactions.get"_L1)
        return true;
    const QStringView last = QStringView(method).mid(method.lastIndexOf(u'.') + 1);
    return std::any_of(reading.begin(), reading.end(),
                       [last](QLatin1StringView word) { return last == word; });
}

} // namespace rtmscope
