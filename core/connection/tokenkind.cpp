// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/tokenkind.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

struct Prefix
{
    QByteArrayView text;
    TokenKind kind;
};

constexpr std::array prefixes{
    Prefix{"xapp-", TokenKind::App},
    Prefix{"xoxb-", TokenKind::Bot},
    Prefix{"xoxp-", TokenKind::User},
    Prefix{"xoxe.xoxb-", TokenKind::RotatingBot},
    Prefix{"xoxe.xoxp-", TokenKind::RotatingUser},
    Prefix{"xoxe-", TokenKind::Refresh},
    Prefix{"xoxr-", TokenKind::Refresh},
    Prefix{"xoxc-", TokenKind::BrowserSession},
    Prefix{"xoxd-", TokenKind::BrowserCookie},
    Prefix{"xwfp-", TokenKind::Workflow},
    Prefix{"xoxa-", TokenKind::WorkspaceApp},
};

bool isPrintable(char byte)
{
    return byte > 0x20 && byte < 0x7f;
}

} // namespace

TokenKind tokenKindOf(const Secret &token)
{
    const QByteArray &text = token.reveal();
    if (text.isEmpty())
        return TokenKind::Nothing;
    if (!std::all_of(text.begin(), text.end(), isPrintable))
        return TokenKind::Broken;
    const auto found = std::find_if(prefixes.begin(), prefixes.end(),
                                    [&text](const Prefix &prefix) { return text.startsWith(prefix.text); });
    if (found == prefixes.end())
        return TokenKind::Unknown;
    return text.size() == found->text.size() ? TokenKind::Beginning : found->kind;
}

QString appIdIn(const Secret &appToken)
{
    if (tokenKindOf(appToken) != TokenKind::App)
        return {};
    const QString id = QString::fromLatin1(appToken.reveal()).section(u'-', 2, 2);
    const bool looksLikeOne =
        id.size() > 1 && id.startsWith(u'A') && std::all_of(id.begin(), id.end(), [](QChar character) {
            return (character >= u'A' && character <= u'Z') || (character >= u'0' && character <= u'9');
        });
    return looksLikeOne ? id : QString();
}

} // namespace rtmscope
