// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/http/socketaddress.h"

#include "core/json/json.h"
#include "core/json/tree.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace rtmscope::http {

namespace {

constexpr char wholeText = '\x81'; // final, no reserved bits, text
constexpr qsizetype lengthIn16Bits = 126;
constexpr qsizetype lengthIn64Bits = 127;

//! Of a text in one frame, not masked; empty if it is anything else.
QByteArrayView payloadOf(QByteArrayView frame)
{
    constexpr quint8 maskBit = 0x80;
    if (frame.size() < 2 || frame[0] != wholeText || (static_cast<quint8>(frame[1]) & maskBit) != 0)
        return {};
    const qsizetype head = frame[1] == lengthIn64Bits ? 10 : frame[1] == lengthIn16Bits ? 4 : 2;
    if (frame.size() < head)
        return {};
    const quint64 length = head == 10  ? qFromBigEndian<quint64>(frame.data() + 2)
                           : head == 4 ? qFromBigEndian<quint16>(frame.data() + 2)
                                       : static_cast<quint64>(frame[1]);
    return length == static_cast<quint64>(frame.size() - head) ? frame.sliced(head) : QByteArrayView();
}

QByteArray textFrame(const QByteArray &payload)
{
    QByteArray head(1, wholeText);
    if (payload.size() < lengthIn16Bits) {
        head.append(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xffff) {
        head.append(static_cast<char>(lengthIn16Bits)).append(2, '\0');
        qToBigEndian(static_cast<quint16>(payload.size()), head.data() + 2);
    } else {
        head.append(static_cast<char>(lengthIn64Bits)).append(8, '\0');
        qToBigEndian(static_cast<quint64>(payload.size()), head.data() + 2);
    }
    return head + payload;
}

} // namespace

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

QByteArray frameWithOtherAddress(QByteArrayView frame,
                                 const std::function<QByteArray(const SocketAddress &)> &other)
{
    constexpr QByteArrayView event = "reconnect_url";
    const QByteArrayView payload = payloadOf(frame);
    if (std::search(payload.begin(), payload.end(), event.begin(), event.end()) == payload.end())
        return {};
    const QByteArray text = payload.toByteArray();
    const json::Tree tree = json::Tree::parse(text);
    const int type = tree.find(u"type");
    if (type < 0 || tree.node(type).kind != json::Kind::String || tree.string(type).toUtf8() != event)
        return {};
    const auto changed = withOtherAddress(text, other);
    return changed ? textFrame(*changed) : QByteArray();
}

} // namespace rtmscope::http
