// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/ticketmask.h"

#include "core/events/letterscan.h"
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
    constexpr qsizetype quotes = 2;
    const json::Tree::Node &text = tree.node(node);
    if (text.kind != json::Kind::String || text.keyBegin < 0 || text.end - text.begin <= quotes)
        return false; // nothing in it, nothing to hide
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

constexpr qsizetype window = 6; // letters looked at from each position

//! Whether hasLettersOfTickets() may be true: never no where that says yes. Half its comparisons, so that
//! nearly every frame is done with this.
bool mayHaveLettersOfTickets(const char *text, qsizetype count)
{
    return holdsSomewhere(text, count, [](const char *at) {
        const bool url = (at[2] == '_') & (at[3] == 'u') & ((at[1] == 'd') | (at[1] == 'e') | (at[1] == 't'));
        const bool trigger = (at[1] == 'g') & (at[2] == 'e') & (at[3] == 'r');
        const bool token = (at[1] == 'o') & (at[2] == 'k') & (at[3] == 'e');
        const bool cookie = (at[0] == 'c') & (at[2] == 'o') & (at[3] == 'k');
        const bool scheme = (at[0] == 'w') & (at[1] == 's') & ((at[2] == ':') | (at[2] == 's'));
        return url | trigger | token | cookie | scheme;
    });
}

//! Whether one of \a count positions begins six letters that a ticket has in its name: the end of upload_url,
//! response_url or reconnect_url, of trigger_id, token" or cookie, or a socket's scheme. Exact enough that
//! image_url and "broken" pass by.
bool hasLettersOfTickets(const char *text, qsizetype count)
{
    return holdsSomewhere(text, count, [](const char *at) {
        const auto are = [at](const char(&letters)[window + 1]) {
            int same = 1;
            for (qsizetype i = 0; i < window; ++i)
                same &= int{at[i] == letters[i]};
            return same;
        };
        // Numbers, not booleans: a branch a letter would keep the loop from becoming one of vectors.
        const int scheme = int{at[0] == 'w'} & int{at[1] == 's'} &
                           (int{at[2] == ':'} | (int{at[2] == 's'} & int{at[3] == ':'}));
        return (are("ad_url") | are("se_url") | are("ct_url") | are("gger_i") | are("token\"") |
                are("cookie") | scheme) != 0;
    });
}

} // namespace

bool mayHoldTickets(QByteArrayView frame)
{
    constexpr qsizetype block = 64;
    const char *text = frame.data();
    const qsizetype positions = frame.size() - (window - 1);
    const auto hit = [text](qsizetype at, qsizetype count) {
        return mayHaveLettersOfTickets(text + at, count) && hasLettersOfTickets(text + at, count);
    };
    if (positions < block)
        return positions > 0 && hit(0, positions);
    for (qsizetype at = 0; at + block <= positions; at += block) {
        if (hit(at, block))
            return true;
    }
    return hit(positions - block, block); // the rest, and some of it again
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
