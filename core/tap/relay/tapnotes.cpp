// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tapnotes.h"

#include "core/json/objectbuilder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope::tapnotes {

namespace {

using Object = json::ObjectBuilder;
using Way = TapFault::Way;

QString tr(const char *text)
{
    return QCoreApplication::translate("TapNotes", text);
}

Object note(QStringView what)
{
    Object out;
    out.text("kind", u"tap").text("what", what);
    return out;
}

QStringView directionOf(Way way)
{
    return way == Way::In ? u"in" : u"out";
}

QStringView sayerOf(Way way)
{
    return way == Way::In ? u"server" : u"program";
}

QString protocolOf(const SocketTarget &target)
{
    switch (target.protocol) {
    case SocketRelay::Protocol::Rtm:
        return u"rtm"_s;
    case SocketRelay::Protocol::SocketMode:
        return u"socket_mode"_s;
    case SocketRelay::Protocol::Unknown:
        break;
    }
    return {};
}

//! What was wrong with a frame, as the object of "… sent".
QString violationWords(FrameReader::Violation violation)
{
    using Violation = FrameReader::Violation;
    switch (violation) {
    case Violation::ReservedBits:
        return tr("a frame with reserved bits set, as compression does that was not agreed on");
    case Violation::ReservedOpcode:
        return tr("a frame of a kind that WebSocket does not have");
    case Violation::Masked:
        return tr("a frame that is masked by a server, or not masked by a client");
    case Violation::ControlTooLong:
        return tr("a ping, pong or close frame of more than 125 bytes");
    case Violation::ControlInPieces:
        return tr("a ping, pong or close frame in pieces");
    case Violation::NothingToContinue:
        return tr("the continuation of a message that had not begun");
    case Violation::Interrupted:
        return tr("the beginning of a message before the last one was complete");
    case Violation::TooLarge:
        return tr("a message of more than 64 MB");
    case Violation::InvalidUtf8:
        return tr("a text message that is not valid UTF-8");
    default:
        return tr("a close frame that breaks the rules of WebSocket");
    }
}

} // namespace

QByteArray call(const TapCall &call)
{
    Object out;
    out.text("kind", u"api").text("method", QString::fromUtf8(call.method)).json("args", call.arguments);
    out.number("status", call.status).boolean("ok", call.ok).number("ms", call.durationUs / 1000);
    out.textIfAny("error", call.error).text("from", u"tap").text("http", QString::fromUtf8(call.verb));
    out.number("us", call.durationUs);
    out.number("sent", static_cast<qint64>(call.sent)).number("received", static_cast<qint64>(call.received));
    out.textIfAny("retry_after", QString::fromUtf8(call.retryAfter));
    out.textIfAny("fault", QString::fromUtf8(call.fault));
    if (!call.answer.isEmpty())
        out.json("answer", call.answer);
    return out.close();
}

QByteArray control(Way way, const FrameReader::Item &item)
{
    const bool isClose = item.kind == FrameReader::Kind::Close;
    Object out;
    out.text("kind", isClose ? u"ws_close" : item.kind == FrameReader::Kind::Ping ? u"ws_ping" : u"ws_pong");
    out.text("by", sayerOf(way));
    if (item.closeCode != 0)
        out.number("code", item.closeCode);
    if (item.bytes.isValidUtf8())
        out.textIfAny(isClose ? "reason" : "payload", maskSecrets(QString::fromUtf8(item.bytes)));
    else
        out.text(isClose ? "reason_hex" : "payload_hex", QString::fromLatin1(item.bytes.toHex()));
    return out.close();
}

QByteArray listening(const QUrl &address, const QUrl &upstream)
{
    return note(u"listening")
        .text("address", address.toString())
        .text("upstream", upstream.toString())
        .text("text",
              tr("The tap listens at %1 and passes on to %2.").arg(address.toString(), upstream.toString()))
        .close();
}

QByteArray socket(const SocketTarget &target, bool opened)
{
    const QString host = target.origin.host();
    return note(opened ? u"socket_opened" : u"socket_ended")
        .textIfAny("protocol", protocolOf(target))
        .text("host", host)
        .text("text", opened ? tr("The program opened a socket to %1.").arg(host)
                             : tr("The program’s socket to %1 is over.").arg(host))
        .close();
}

QByteArray refused(const SocketTarget &target, int status)
{
    return note(u"socket_refused")
        .text("host", target.origin.host())
        .number("status", status)
        .text("text", tr("The program’s socket was refused with HTTP %1.").arg(status))
        .close();
}

QByteArray violation(Way way, FrameReader::Violation violation)
{
    const QString who = way == Way::In ? tr("The server sent %1. It was passed on.")
                                       : tr("The program sent %1. It was passed on.");
    return note(u"violation")
        .text("by", sayerOf(way))
        .text("text", who.arg(violationWords(violation)))
        .close();
}

QByteArray oversize(qsizetype bytes)
{
    return note(u"oversize")
        .text("by", u"program")
        .number("bytes", bytes)
        .text("text", tr("A frame of %1 bytes: on Socket Mode Slack drops frames of 20 KB and more without a "
                         "word, so an "
                         "acknowledgement in it does not count.")
                          .arg(bytes))
        .close();
}

QByteArray struck(Way way, const char *fault, qsizetype bytes)
{
    return note(u"struck")
        .text("fault", QString::fromLatin1(fault))
        .text("dir", directionOf(way))
        .number("bytes", bytes)
        .text("text", tr("%1: a frame of %2 bytes, %3")
                          .arg(QString::fromLatin1(fault), QString::number(bytes),
                               way == Way::In ? tr("to the program") : tr("from the program")))
        .close();
}

QByteArray fault(const QString &words)
{
    return note(u"fault").text("text", words).close();
}

QByteArray trouble(const Error &error)
{
    return note(u"trouble").text("code", error.code).text("text", maskSecrets(error.words)).close();
}

QByteArray identity(const Identity &who)
{
    const QByteArray team = Object()
                                .text("id", who.team.text())
                                .text("name", who.teamName)
                                .textIfAny("domain", who.teamDomain)
                                .close();
    const QByteArray self = Object().text("id", who.self.text()).text("name", who.selfName).close();
    return Object()
        .text("kind", u"state")
        .text("state", u"Ready")
        .text("from", u"Connecting")
        .text("cause", tr("the program is %1 in %2").arg(who.selfName, who.teamName))
        .json("team", team)
        .json("self", self)
        .close();
}

} // namespace rtmscope::tapnotes
