// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/drift/driftwords.h"

#include "core/summary/gapwords.h"
#include "core/summary/linewords.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype shownText = 120;

//! With the day, where it is not today's.
QString when(const MessageTs &ts)
{
    const qint64 us = ts.toMicroseconds();
    return us == 0 ? ts.text() : GapWords::moment(us, QDateTime::currentMSecsSinceEpoch() * 1000);
}

QString quoted(const QString &text)
{
    return text.isEmpty() ? DriftWords::tr("nothing") : inQuotes(oneLine(text, shownText));
}

QString number(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace

QString DriftWords::kind(DriftKind kind)
{
    switch (kind) {
    case DriftKind::MissingHere:
        return tr("missing here");
    case DriftKind::MissingThere:
        return tr("missing on the server");
    case DriftKind::DeletedHere:
        return tr("deleted here, not on the server");
    case DriftKind::Text:
        return tr("the text differs");
    case DriftKind::Edited:
        return tr("the last edit differs");
    case DriftKind::Reactions:
        return tr("the reactions differ");
    case DriftKind::ReplyCount:
        return tr("the number of replies differs");
    }
    return {};
}

QString DriftWords::place(const ConversationRef &place, const Workspace &workspace)
{
    const QString name = cleanName(workspace.conversationName(place.channel));
    return place.thread ? tr("%1, in a thread").arg(name) : name;
}

QString DriftWords::headline(const DriftFinding &finding, const Workspace &workspace)
{
    const QStringList parts{place(finding.place, workspace), cleanName(finding.author), when(finding.ts)};
    return tr("%1: %2").arg(joined(parts), kind(finding.kind));
}

QString DriftWords::values(const DriftFinding &finding)
{
    switch (finding.kind) {
    case DriftKind::MissingHere:
    case DriftKind::MissingThere:
    case DriftKind::DeletedHere:
        return quoted(finding.text);
    case DriftKind::Text:
        return tr("Here: %1. On the server: %2.").arg(quoted(finding.here), quoted(finding.there));
    case DriftKind::Edited: {
        const auto edited = [](const QString &ts) {
            return ts.isEmpty() ? tr("never edited") : tr("edited %1").arg(when(MessageTs(ts)));
        };
        return tr("Here: %1. On the server: %2.").arg(edited(finding.here), edited(finding.there));
    }
    case DriftKind::Reactions:
    case DriftKind::ReplyCount: {
        const auto orNone = [](const QString &text) { return text.isEmpty() ? tr("none") : cleanLine(text); };
        return tr("Here: %1. On the server: %2.").arg(orNone(finding.here), orNone(finding.there));
    }
    }
    return {};
}

QString DriftWords::origin(const DriftFinding &finding, const Workspace &workspace)
{
    const QString entry = number(qint64(finding.seq));
    switch (finding.origin) {
    case DriftFinding::Origin::Entry:
        return tr("Alike until event %1, which made the difference here.").arg(entry);
    case DriftFinding::Origin::After:
        return finding.changedTs
                   ? tr("Changed on the server at %1, but no event told of it; the last that told of the "
                        "message is %2.")
                         .arg(when(finding.changedTs), entry)
                   : tr("Changed on the server after event %1, the last that told of the message; no event "
                        "told of that.")
                         .arg(entry);
    case DriftFinding::Origin::Expected:
        return tr("No event told of it; it belongs before event %1.").arg(entry);
    case DriftFinding::Origin::Gap: {
        const QList<Gap> &gaps = workspace.gaps();
        const auto gap = std::find_if(gaps.cbegin(), gaps.cend(),
                                      [&](const Gap &each) { return each.entry() == finding.seq; });
        if (gap == gaps.cend() || gap->isOpen())
            return tr("It happened while there was no connection.");
        return tr("It happened in the gap from %1 to %2.")
            .arg(GapWords::clock(gap->fromUs), GapWords::moment(gap->toUs, gap->fromUs));
    }
    case DriftFinding::Origin::Unknown:
        break;
    }
    return tr("The record does not reach back to where it comes from.");
}

QString DriftWords::omission(const DriftOmission &omission, const Workspace &workspace)
{
    return omission.place.channel.isEmpty()
               ? omission.words
               : tr("%1: %2").arg(place(omission.place, workspace), omission.words);
}

QString DriftWords::summary(const DriftReport &report)
{
    const QString what =
        tr("%1 of %2 and %3")
            .arg(counted(report.messages, tr("1 message"), tr("%L1 messages")),
                 counted(report.conversations, tr("1 conversation"), tr("%L1 conversations")),
                 counted(report.threads, tr("1 thread"), tr("%L1 threads")));
    if (report.findings.isEmpty()) {
        return report.isComplete ? tr("No difference in %1.").arg(what)
                                 : tr("No difference so far in %1.").arg(what);
    }
    return tr("%1 in %2.")
        .arg(counted(report.findings.size(), tr("1 difference"), tr("%L1 differences")), what);
}

QString DriftWords::whole(const DriftReport &report, const Workspace &workspace)
{
    QStringList lines{summary(report)};
    for (const DriftFinding &finding : report.findings) {
        lines << QString() << headline(finding, workspace) << u"  "_s + values(finding)
              << u"  "_s + origin(finding, workspace);
    }
    if (!report.omissions.isEmpty())
        lines << QString() << tr("Not compared:");
    for (const DriftOmission &omission : report.omissions)
        lines << u"  "_s + DriftWords::omission(omission, workspace);
    return lines.join(u'\n') + u'\n';
}

} // namespace rtmscope
