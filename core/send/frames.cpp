// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/send/frames.h"

#include "core/json/json.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::frames {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Frames", text);
}

constexpr qsizetype usualBytes = 192;

QByteArray head(quint64 id, const char *type)
{
    QByteArray frame;
    frame.reserve(usualBytes);
    frame.append("{\"id\":").append(QByteArray::number(id)).append(",\"type\":\"").append(type).append('"');
    return frame;
}

} // namespace

QByteArray message(quint64 id, const ChannelId &channel, const QString &text, const MessageTs &thread,
                   bool broadcast)
{
    QByteArray frame = head(id, "message");
    frame.append(",\"channel\":").append(json::quoted(channel.text()));
    frame.append(",\"text\":").append(json::quoted(text));
    if (thread) {
        frame.append(",\"thread_ts\":").append(json::quoted(thread.text()));
        // Outside a thread there is nothing to broadcast from.
        if (broadcast)
            frame += ",\"reply_broadcast\":true";
    }
    frame += '}';
    return frame;
}

QByteArray typing(quint64 id, const ChannelId &channel)
{
    return head(id, "typing") + ",\"channel\":" + json::quoted(channel.text()) + '}';
}

QByteArray ping(quint64 id, qint64 monotonicMs)
{
    return head(id, "ping") + ",\"time\":" + QByteArray::number(monotonicMs) + '}';
}

QByteArray presenceSub(quint64 id, const QList<UserId> &users)
{
    QByteArray frame = head(id, "presence_sub") + ",\"ids\":[";
    for (qsizetype i = 0; i < users.size(); ++i) {
        const QByteArray user = json::quoted(users[i].text());
        constexpr qsizetype rest = 3; // a comma before, two brackets behind
        if (frame.size() + user.size() + rest >= mostBytes)
            break;
        if (i > 0)
            frame += ',';
        frame += user;
    }
    return frame + "]}";
}

qsizetype characters(QStringView text)
{
    return text.size() -
           std::count_if(text.begin(), text.end(), [](QChar unit) { return unit.isLowSurrogate(); });
}

Result<Done> checkLimits(const QString &text, qsizetype frameBytes)
{
    const QLocale locale;
    if (QStringView(text).trimmed().isEmpty())
        return Error{
            Error::Kind::Input, u"no_text"_s, tr("There is no text to send. Write something first."), {}, {}};
    if (const qsizetype count = characters(text); count > mostCharacters)
        return Error{
            Error::Kind::Input,
            u"msg_too_long"_s,
            tr("The message has %1 characters; the server takes %2. Shorten it by %3, or send it in parts.")
                .arg(locale.toString(count), locale.toString(mostCharacters),
                     locale.toString(count - mostCharacters)),
            {},
            {}};
    if (frameBytes >= mostBytes)
        return Error{
            Error::Kind::Input,
            u"msg_too_long"_s,
            tr("The message needs %1 bytes on the wire; from %2 on the server hangs up. Shorten it, or send "
               "it in parts.")
                .arg(locale.toString(frameBytes), locale.toString(mostBytes)),
            {},
            {}};
    return Done{};
}

} // namespace rtmscope::frames
