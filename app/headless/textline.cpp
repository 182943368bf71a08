// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/textline.h"

#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Wide enough for the usual types; longer ones push their line, nothing is cut.
constexpr qsizetype typeWidth = 20;
constexpr qsizetype channelWidth = 16;

} // namespace

QByteArray TextLine::of(const Event &event, const Workspace &workspace)
{
    const QString type = !event.subtype.isEmpty() ? event.subtype
                         : !event.type.isEmpty()  ? event.type
                                                  : u"-"_s;
    const QString channel =
        event.channel.isEmpty() ? QString() : workspace.conversationName(ChannelId(event.channel));
    QString user = m_summary.author(event, &workspace);

    EventSummary::Context context;
    context.workspace = &workspace;
    context.answeredUs = m_times.answeredUs(event);
    context.unknownType = event.direction == Direction::In && !event.isKnown();
    QString summary = m_summary.of(event, context);
    if (event.repeated)
        summary = QCoreApplication::translate("TextLine", "(delivered again) %1").arg(summary);

    const QString mark = event.direction == Direction::In    ? u" ← "_s
                         : event.direction == Direction::Out ? u" → "_s
                                                             : u" · "_s;
    QString line = clockTime(event.receivedAtUs) + mark + type.leftJustified(typeWidth) + u' ' +
                   channel.leftJustified(channelWidth) + u' ';
    // "@Mira has joined" and "Mira pressed …" say it already.
    if (summary.startsWith(u'@' + user) || (!user.isEmpty() && summary.startsWith(user + u' ')))
        user.clear();
    line += user;
    if (!user.isEmpty() && !summary.isEmpty())
        line += u": "_s;
    return cleanLine(line + summary).trimmed().toUtf8();
}

} // namespace rtmscope
