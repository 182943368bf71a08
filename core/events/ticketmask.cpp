// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/ticketmask.h"

#include "core/json/tree.h"

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// A string member with one of these names is a ticket wherever it stands.
constexpr std::array ticketNames{"upload_url"_L1, "response_url"_L1, "trigger_id"_L1,
                                 "token"_L1,      "cookie"_L1,       "cookies"_L1};

bool isSocketAddress(QStringView text)
{
    return text.startsWith("wss:"_L1, Qt::CaseInsensitive) || text.startsWith("ws:"_L1, Qt::CaseInsensitive);
}

bool isTicket(const json::Tree &tree, int node)
{
    if (tree.node(node).kind != json::Kind::String || tree.node(node).keyBegin < 0)
        return false;
    const QString key = tree.key(node);
    if (std::find(ticketNames.begin(), ticketNames.end(), key) != ticketNames.end())
        return true;
    if (!key.endsWith("url"_L1, Qt::CaseInsensitive))
        return false;
    const bool ofReconnectUrl = key == "url"_L1 && tree.node(node).parent == 0 && tree.find(u"type") >= 0 &&
                                tree.string(tree.find(u"type")) == "reconnect_url"_L1;
    return ofReconnectUrl || isSocketAddress(tree.string(node));
}

//! A text that is no JSON: everything from ws: up to what can't stand in a URL.
QStringList maskInText(QByteArray &text)
{
    QStringList masked;
    for (const QByteArrayView scheme : {QByteArrayView("wss:"), QByteArrayView("ws:")}) {
        qsizetype at = 0;
        while ((at = text.indexOf(scheme, at)) >= 0) {
            qsizetype end = at + scheme.size();
            if (end >= text.size() || (text[end] != '/' && text[end] != '\\')) {
                at = end;
                continue;
            }
            while (end < text.size() && !std::strchr(" \t\r\n\"'<>", text[end]))
                ++end;
            text.replace(at, end - at, "***");
            at += 3;
            masked = QStringList(u"url"_s);
        }
    }
    return masked;
}

} // namespace

bool mayHoldTickets(QByteArrayView frame)
{
    // Three letters out of each name, tested at every position without a branch, so that the compiler can
    // test many positions at once: "ken" of token, "kie" of cookie, "_ur" of upload_url and the like, "gge"
    // of trigger_id, and "ws" of both schemes of a socket.
    const char *text = frame.data();
    const qsizetype size = frame.size();
    bool mayBe = false;
    constexpr qsizetype block = 256;
    for (qsizetype start = 0; start < size - 2 && !mayBe; start += block) {
        const qsizetype end = std::min(start + block, size - 2);
        unsigned char hit = 0;
        for (qsizetype i = start; i < end; ++i) {
            const auto is = [&](char x, char y, char z) {
                return static_cast<unsigned char>((text[i] == x) & (text[i + 1] == y) & (text[i + 2] == z));
            };
            hit |= is('k', 'e', 'n');
            hit |= is('k', 'i', 'e');
            hit |= is('_', 'u', 'r');
            hit |= is('g', 'g', 'e');
            hit |= static_cast<unsigned char>((text[i] == 'w') & (text[i + 1] == 's'));
        }
        mayBe = hit != 0;
    }
    // Ordinary words hold these letters too ("broken", "image_url"); now the names in full.
    static constexpr std::array whole{"upload_url", "response_url", "reconnect_url", "trigger_id\"",
                                      "token\"",    "cookie",       "wss:",          "ws:"};
    return mayBe &&
           std::any_of(whole.begin(), whole.end(), [&](const char *name) { return frame.contains(name); });
}

QStringList maskTickets(QByteArray &frame)
{
    if (!mayHoldTickets(frame))
        return {};
    const json::Tree tree = json::Tree::parse(frame);
    if (tree.isEmpty())
        return maskInText(frame);

    QStringList masked;
    QByteArray out;
    qsizetype copied = 0;
    for (int i = 0; i < tree.size(); ++i) {
        if (!isTicket(tree, i))
            continue;
        // Between the quotes, so that what is left is JSON of the same shape.
        const json::Tree::Node &node = tree.node(i);
        out.append(QByteArrayView(frame).sliced(copied, node.begin + 1 - copied));
        out.append("***");
        copied = node.end - 1;
        if (!masked.contains(tree.key(i)))
            masked.append(tree.key(i));
    }
    if (copied > 0) {
        out.append(QByteArrayView(frame).sliced(copied));
        frame = out;
    }
    return masked;
}

} // namespace rtmscope
