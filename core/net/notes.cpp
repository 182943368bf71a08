// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/notes.h"

#include "core/base/secret.h"
#include "core/events/ticketmask.h"
#include "core/json/json.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::notes {

namespace {

bool isTicketKey(const QString &key)
{
    constexpr std::array keys{"token"_L1,         "access_token"_L1,   "refresh_token"_L1,
                              "upload_url"_L1,    "response_url"_L1,   "trigger_id"_L1,
                              "ticket"_L1,        "cookie"_L1,         "bot_access_token"_L1,
                              "client_secret"_L1, "signing_secret"_L1, "interactivity_pointer"_L1};
    return std::any_of(keys.begin(), keys.end(), [&key](QLatin1StringView known) { return key == known; });
}

QByteArray arguments(const ApiArguments &arguments)
{
    Object out;
    for (const auto &[key, value] : arguments)
        out.text(key.toUtf8().constData(),
                 isTicketKey(key) && !value.isEmpty() ? u"***"_s : maskSecrets(value));
    return out.close();
}

} // namespace

QByteArray api(const ApiCall &call)
{
    Object out;
    out.text("kind", u"api").text("method", call.method).json("args", arguments(call.arguments));
    out.number("status", call.httpStatus).boolean("ok", call.ok).number("ms", call.durationMs);
    out.textIfAny("error", call.error);
    if (!call.answer.isEmpty())
        out.json("answer", call.answer);
    return out.close();
}

QByteArray control(const WebSocket::Control &control)
{
    const bool isClose = control.kind == FrameReader::Kind::Close;
    Object out;
    out.text("kind", isClose                                   ? u"ws_close"
                     : control.kind == FrameReader::Kind::Ping ? u"ws_ping"
                                                               : u"ws_pong");
    out.text("by", control.sent ? u"us" : u"server");
    if (control.closeCode != 0)
        out.number("code", control.closeCode);
    // Many libraries put a few bytes of chance into their pings.
    if (control.payload.isValidUtf8())
        out.textIfAny(isClose ? "reason" : "payload", maskSecrets(QString::fromUtf8(control.payload)));
    else
        out.text(isClose ? "reason_hex" : "payload_hex",
                 QString::fromLatin1(maskSecrets(QString::fromLatin1(control.payload)).toLatin1().toHex()));
    return out.close();
}

QByteArray error(const Error &error)
{
    return Object().text("code", error.code).text("msg", error.words).close();
}

QByteArray withoutTickets(const QByteArray &json)
{
    QByteArray out = json;
    maskTickets(out, TicketSearch::Thorough);
    return out;
}

} // namespace rtmscope::notes
