// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/send/outgoing.h"

#include "core/send/frames.h"
#include "core/text/splittext.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Outgoing", text);
}

QByteArray longestFrame(const OutgoingMessage &message, const QString &text)
{
    // Which id it will get is not known yet.
    return frames::message(std::numeric_limits<quint64>::max(), message.channel, text, message.thread,
                           message.broadcast);
}

} // namespace

Result<Done> checkLength(const OutgoingMessage &message)
{
    if (message.route == SendRoute::Rtm)
        return frames::checkLimits(message.text, longestFrame(message, message.text).size());
    if (message.text.trimmed().isEmpty())
        return frames::checkLimits(message.text, 0);
    const QLocale locale;
    if (const qsizetype count = frames::characters(message.text); count > mostPostCharacters)
        return Error{Error::Kind::Input,
                     u"msg_too_long"_s,
                     tr("The message has %1 characters; chat.postMessage takes %2. Send it in parts.")
                         .arg(locale.toString(count), locale.toString(mostPostCharacters)),
                     {},
                     {}};
    return Done{};
}

QList<OutgoingMessage> splitMessage(const OutgoingMessage &message)
{
    const TextRoom room{frames::mostCharacters,
                        frames::mostBytes - 1 - longestFrame(message, QString()).size()};
    QList<OutgoingMessage> parts;
    const QStringList texts = splitText(message.text, room);
    for (const QString &text : texts) {
        parts.append(message);
        parts.last().text = text;
        parts.last().route = SendRoute::Rtm;
    }
    return parts;
}

QString routeName(SendRoute route)
{
    return route == SendRoute::Rtm ? u"RTM"_s : u"chat.postMessage"_s;
}

} // namespace rtmscope
