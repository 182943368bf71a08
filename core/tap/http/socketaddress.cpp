// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/http/socketaddress.h"

#include "core/json/json.h"
#include "core/json/tree.h"

#include <algorithm>
#include <array>

namespace rtmscope::http {

bool answersWithSocket(QByteArrayView method)
{
    constexpr std::array<QByteArrayView, 3> methods{"rtm.connect", "rtm.start", "apps.connections.open"};
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

std::optional<QByteArray> withOtherAddress(const QByteArray &json,
                                           const std::function<QByteArray(const SocketAddress &)> &other)
{
    const json::Tree tree = json::Tree::parse(json);
    const int node = tree.find(u"url");
    if (node < 0 || tree.node(node).kind != json::Kind::String)
        return {};
    const QByteArray address = tree.string(node).toUtf8();
    const QByteArray scheme = address.left(address.indexOf("://")).toLower();
    if (scheme != "ws" && scheme != "wss")
        return {};
    const qsizetype hostAt = scheme.size() + 3;
    const auto endsHost = [](char c) { return c == '/' || c == '?' || c == '#'; };
    const auto end = std::find_if(address.begin() + hostAt, address.end(), endsHost);
    const auto size = static_cast<qsizetype>(end - address.begin());
    const QByteArray replaced = other({address.left(size), address.mid(size)});
    const json::Tree::Node &at = tree.node(node);
    return json.left(at.begin) +
           json::quoted(std::string_view(replaced.constData(), std::size_t(replaced.size()))) +
           json.mid(at.end);
}

} // namespace rtmscope::http
