// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/methods/scopes.h"

#include "core/demo/world/objectwriter.h"

#include <array>

namespace rtmscope::demo {

namespace {

struct Rule
{
    const char *methods; //!< a method, or the beginning of several
    const char *scope;
};

// The first that fits decides, so the exceptions of a family stand before it.
constexpr std::array rules{
    Rule{"conversations.history", "channels:history"},
    Rule{"conversations.replies", "channels:history"},
    Rule{"conversations.list", "channels:read"},
    Rule{"conversations.info", "channels:read"},
    Rule{"conversations.members", "channels:read"},
    Rule{"conversations.open", "im:write"},
    Rule{"conversations.close", "im:write"},
    Rule{"conversations.mark", "channels:write"},
    Rule{"conversations.join", "channels:join"},
    Rule{"conversations.", "channels:manage"},
    Rule{"users.conversations", "channels:read"},
    Rule{"users.lookupByEmail", "users:read.email"},
    Rule{"users.setPresence", "users:write"},
    Rule{"users.setActive", "users:write"},
    Rule{"users.profile.set", "users.profile:write"},
    Rule{"users.profile.get", "users.profile:read"},
    Rule{"users.prefs.", "client"},
    Rule{"users.", "users:read"},
    Rule{"bots.info", "users:read"},
    Rule{"usergroups.", "usergroups:read"},
    Rule{"dnd.info", "dnd:read"},
    Rule{"dnd.teamInfo", "dnd:read"},
    Rule{"dnd.", "dnd:write"},
    Rule{"chat.getPermalink", ""},
    Rule{"chat.", "chat:write"},
    Rule{"reactions.get", "reactions:read"},
    Rule{"reactions.", "reactions:write"},
    Rule{"pins.list", "pins:read"},
    Rule{"pins.", "pins:write"},
    Rule{"files.info", "files:read"},
    Rule{"files.list", "files:read"},
    Rule{"files.", "files:write"},
    Rule{"emoji.list", "emoji:read"},
    Rule{"team.info", "team:read"},
    Rule{"team.profile.get", "users.profile:read"},
    Rule{"subscriptions.", "client"},
};

} // namespace

QList<QByteArray> botScopes()
{
    return {"channels:history", "channels:read",  "chat:write",      "emoji:read",
            "files:read",       "groups:history", "groups:read",     "im:history",
            "im:read",          "mpim:history",   "mpim:read",       "pins:read",
            "reactions:read",   "team:read",      "usergroups:read", "users:read"};
}

QList<QByteArray> personScopes()
{
    QList<QByteArray> scopes = botScopes();
    scopes.append({"dnd:read", "stars:read"});
    return scopes;
}

QByteArray neededScope(const QByteArray &method)
{
    for (const Rule &rule : rules) {
        if (method.startsWith(rule.methods))
            return rule.scope;
    }
    return {};
}

QByteArray missingScope(const QByteArray &needed, const QList<QByteArray> &provided)
{
    return ObjectWriter()
        .flag("ok", false)
        .text("error", "missing_scope")
        .text("needed", needed)
        .text("provided", provided.join(','))
        .done();
}

} // namespace rtmscope::demo
