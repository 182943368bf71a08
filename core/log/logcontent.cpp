// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/logcontent.h"

#include <QCoreApplication>
#include <QLocale>

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

} // namespace

qsizetype LogContent::add(const Event &event, qint64 offset, qsizetype length)
{
    if (event.direction == Direction::Note && info.teamId.isEmpty()) {
        if (const auto team = teamIn(event))
            learn(*team);
    }
    return index.add(event, offset, length);
}

void LogContent::learn(const CaptureInfo &team)
{
    info.teamId = team.teamId;
    info.teamName = team.teamName;
    info.selfId = team.selfId;
}

void LogContent::noteDamage(qint64 offset)
{
    if (damagedAt < 0)
        damagedAt = offset;
}

qint64 LogContent::endOfRows() const
{
    return index.size() == 0 ? 0 : index.row(index.size() - 1).offset + index.row(index.size() - 1).length;
}

void LogContent::beginPart(const CaptureInfo &partInfo, bool partIsCapture)
{
    info = partInfo;
    isCapture = isCapture && partIsCapture;
    m_partIsCapture = partIsCapture;
    m_otherRequests = 0;
}

void LogContent::append(const IndexSlice &slice)
{
    index.append(slice, m_sockets);
    m_sockets += slice.sockets;
    m_otherRequests += slice.otherRequests;
    m_unreadableLines += slice.unreadableLines;
    m_unreadableElements += slice.unreadableElements;
    m_mixesTimes = m_mixesTimes || slice.mixesTimes;
    isCapture = isCapture && slice.isCapture;
    // Of other programs' files, lines that are no frames are nothing unusual.
    if (m_partIsCapture)
        noteDamage(slice.unreadableAt);
    noteDamage(slice.tornAt);
    if (slice.team && info.teamId.isEmpty())
        learn(*slice.team);
    for (const QString &remark : slice.remarks)
        say(remark);
}

void LogContent::endPart(bool endsInside)
{
    if (endsInside && notice.isEmpty())
        say(tr("The file ends in the middle of something; what came before is complete."));
    if (endsInside)
        noteDamage(endOfRows());
    if (m_otherRequests > 0) {
        say(counted(
            m_otherRequests,
            tr("1 other request of the HTTP archive was left out: only web sockets carry frames."),
            tr("%1 other requests of the HTTP archive were left out: only web sockets carry frames.")));
    }
}

void LogContent::end(qsizetype parts, const QStringList &remarks, bool isDamaged)
{
    if (isDamaged)
        noteDamage(endOfRows());
    isCapture = isCapture && parts == 1;
    isSorted = m_mixesTimes || parts > 1;
    if (isSorted)
        index.sortByTime();
    sayWhatIsUnreadable();
    for (const QString &remark : remarks)
        say(remark);
    if (damagedAt >= 0)
        say(tr("The damage begins at byte %1.").arg(QLocale().toString(damagedAt + 1)));
}

void LogContent::giveUp()
{
    isCut = true;
    say(tr("Reading was stopped: the file goes on behind the last event shown here."));
}

void LogContent::sayWhatIsUnreadable()
{
    if (m_unreadableLines > 0) {
        say(counted(m_unreadableLines, tr("1 line is neither an entry nor a frame; it is shown as text."),
                    tr("%1 lines are neither an entry nor a frame; they are shown as text.")));
    }
    if (m_unreadableElements > 0) {
        say(counted(m_unreadableElements,
                    m_sockets > 0 ? tr("1 message of its web sockets is no JSON; it is shown as text.")
                                  : tr("1 element is no frame; it is shown as text."),
                    m_sockets > 0 ? tr("%1 messages of its web sockets are no JSON; they are shown as text.")
                                  : tr("%1 elements are no frames; they are shown as text.")));
    }
}

} // namespace rtmscope
