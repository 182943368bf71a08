// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/logcontent.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

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

//! The first of each file.
void LogContent::noteDamage(qint64 offset)
{
    if (offset < 0)
        return;
    if (damagedAt < 0)
        damagedAt = offset;
    const SourceRuns::Run *run = index.sources().at(offset);
    const bool isKnown = std::any_of(m_damages.cbegin(), m_damages.cend(),
                                     [&](qint64 known) { return index.sources().at(known) == run; });
    if (!isKnown)
        m_damages.append(offset);
}

void LogContent::sayWhereItIsDamaged()
{
    const QLocale locale;
    for (const qint64 offset : std::as_const(m_damages)) {
        const SourceRuns::Run *run = index.sources().at(offset);
        if (run)
            say(tr("The damage in %1 begins at byte %2.")
                    .arg(info.sources.value(run->before), locale.toString(offset - run->offset + 1)));
        else
            say(tr("The damage begins at byte %1.").arg(locale.toString(offset + 1)));
    }
}

qint64 LogContent::endOfRows() const
{
    return index.size() == 0 ? 0 : index.row(index.size() - 1).offset + index.row(index.size() - 1).length;
}

void LogContent::beginSource(const LogSource &source)
{
    constexpr quint16 most = 0xFFFF;
    const bool isMerged = !source.info.sources.isEmpty();
    const auto before = quint16(std::min<qsizetype>(info.sources.size(), most - 1));
    if (info.sources.size() < most)
        info.sources += isMerged ? source.info.sources : QStringList{source.name};
    info.sources.resize(std::min<qsizetype>(info.sources.size(), most));
    index.beginSource({source.offset, before, isMerged, source.isInOrder});
    m_several.infoBefore = std::exchange(m_several.info, source.info);
    m_several.isFresh = true;
    m_several.count = quint16(std::min<int>(m_several.count + 1, most));
    m_sockets = 0; // they are counted among its connections
}

//! Connections and gaps of one capture are not those of another, though both count from 1; but a recording in
//! parts counts on by itself.
void LogContent::countOn(const IndexSlice &slice)
{
    if (!m_several.isFresh || slice.rows.empty())
        return;
    m_several.isFresh = false;
    const CaptureInfo &now = m_several.info;
    const CaptureInfo &last = m_several.infoBefore;
    const bool isPart = !now.recording.isEmpty();
    const bool goesOn = isPart ? m_several.recordings.contains(now.recording)
                               : m_several.lastNumber != 0 && now.source == last.source &&
                                     now.selfId == last.selfId &&
                                     slice.numbers.front() == m_several.lastNumber + 1;
    if (!goesOn)
        m_several.before = {0, m_several.lastConnection, m_several.lastGap};
    else if (isPart)
        m_several.before = m_several.recordings.value(now.recording);
    if (isPart)
        m_several.recordings.insert(now.recording, m_several.before);
}

void LogContent::noteOverlap(const IndexSlice &slice, qsizetype firstRow)
{
    const QString &recording = m_several.info.recording;
    for (std::size_t i = 0; i < slice.keys.size(); ++i) {
        quint64 key = slice.keys[i];
        // In copies of one recording whatever has the same number is the same.
        if (isOfCopies(key) && !recording.isEmpty() && slice.numbers[i] != 0)
            key = qHashMulti(0, recording, slice.numbers[i]) | 1U;
        m_overlap.add(key, m_several.count, firstRow + qsizetype(i));
    }
    if (!slice.numbers.empty())
        m_several.lastNumber = slice.numbers.back();
    const ContextRuns::Counted &before = m_several.before;
    m_several.lastConnection =
        std::max(m_several.lastConnection, slice.lastConnection + m_sockets + before.connections);
    m_several.lastGap = std::max(m_several.lastGap, slice.lastGap + before.gaps);
}

void LogContent::noteTeam(const CaptureInfo &team)
{
    if (m_several.count > 0 && !team.teamId.isEmpty())
        m_several.teams.insert(team.teamId, team.teamName.isEmpty() ? team.teamId : team.teamName);
}

//! Of several captures the first says what they have in common.
void LogContent::takeInfo(const CaptureInfo &partInfo)
{
    noteTeam(partInfo);
    if (m_several.count <= 1) {
        const QStringList sources = info.sources;
        info = partInfo;
        if (m_several.count > 0) {
            info.sources = sources;
            info.recording.clear();
            info.part = 0;
        }
        return;
    }
    if (info.startedAtUs == 0 || (partInfo.startedAtUs != 0 && partInfo.startedAtUs < info.startedAtUs))
        info.startedAtUs = partInfo.startedAtUs;
    if (info.teamId.isEmpty())
        learn(partInfo);
}

void LogContent::sayHowTheyMeet()
{
    if (m_several.count < 2)
        return;
    say(tr("%1 captures are one record here, in the order of time.")
            .arg(QLocale().toString(m_several.count)));
    if (m_several.teams.size() > 1) {
        const QStringList plain = m_several.teams.values();
        QStringList names;
        for (auto team = m_several.teams.cbegin(); team != m_several.teams.cend();
             ++team) // some are namesakes
            names << (plain.count(*team) > 1 ? u"%1 %2"_s.arg(*team, team.key()) : *team);
        names.sort();
        say(tr("They are of different workspaces (%1), which are shown as one.").arg(names.join(u", "_s)));
    }
    if (repeats == 0)
        return;
    say(leavesOutRepeats
            ? counted(repeats, tr("1 event stands in more than one of them; it is here once."),
                      tr("%1 events stand in more than one of them; they are here once."))
            : counted(repeats, tr("1 event stands in more than one of them; it is marked as repeated."),
                      tr("%1 events stand in more than one of them; they are marked as repeated.")));
}

void LogContent::beginPart(const CaptureInfo &partInfo, bool partIsCapture)
{
    takeInfo(partInfo);
    isCapture = isCapture && partIsCapture;
    m_partIsCapture = partIsCapture;
    m_otherRequests = 0;
}

void LogContent::append(const IndexSlice &slice)
{
    countOn(slice);
    const qsizetype firstRow = index.size();
    index.append(slice, {m_sockets, m_several.before.connections, m_several.before.gaps});
    noteOverlap(slice, firstRow);
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
    if (slice.team)
        noteTeam(*slice.team);
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
    const std::vector<qsizetype> again = m_overlap.take();
    repeats = qsizetype(again.size());
    if (isSorted)
        index.sortByTime(again, leavesOutRepeats);
    sayHowTheyMeet();
    sayWhatIsUnreadable();
    for (const QString &remark : remarks)
        say(remark);
    sayWhereItIsDamaged();
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
