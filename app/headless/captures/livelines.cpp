// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/livelines.h"

#include "core/capture/captureline.h"
#include "core/capture/capturereader.h"
#include "core/filter/rowmatcher.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace rtmscope {

namespace {

//! What does not end its first line by then is no stream of entries.
constexpr qsizetype longestFirstLine = 4 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("InputLog", text);
}

} // namespace

LiveLines::LiveLines(InputStream &stream, QString filter, bool needsNames)
    : m_stream(stream)
    , m_filter(std::move(filter))
    , m_needsNames(needsNames)
{
}

Result<bool> LiveLines::begin(const std::atomic_bool &stopped)
{
    QByteArray head;
    qsizetype end = -1;
    while (end < 0 && head.size() < longestFirstLine && !m_stream.atEnd()) {
        const auto block = m_stream.read(stopped);
        if (!block)
            return block.error();
        head += *block;
        end = head.indexOf('\n');
    }
    m_stream.putBack(head);
    const QByteArrayView line = QByteArrayView(head).first(std::max<qsizetype>(0, end)).trimmed();
    if (captureline::isHeader(line)) {
        const auto info = captureline::parseHeader(line);
        m_isCapture = info.ok() && info->formatVersion == CaptureInfo().formatVersion;
        if (m_isCapture)
            m_info = *info;
        return m_isCapture;
    }
    if (!line.startsWith('{') || !capturereader::isWhole(line))
        return false;
    const Event event = capturereader::headerOf(line, {});
    m_isCapture = event.seq != 0;
    return m_isCapture || (!event.type.isEmpty() && event.direction != Direction::Note);
}

//! "#ops" means whom the stream has named so by now; before that, nobody.
void LiveLines::compile()
{
    const bool isCurrent = m_compiledAt && !m_query.isRelative() &&
                           (!m_asksForNames || *m_compiledAt == m_names.namesRevision());
    if (isCurrent)
        return;
    m_compiledAt = m_names.namesRevision();
    const auto look = [this](const QString &name) {
        m_asksForNames = true;
        QStringList ids;
        for (const ChannelId &id : m_names.channelsNamed(name))
            ids << id.text();
        for (const UserId &id : m_names.usersNamed(name))
            ids << id.text();
        return ids.isEmpty() ? QStringList{name} : ids;
    };
    m_query.compile(m_filter, look, nullptr);
}

bool LiveLines::takeLines(QByteArrayView lines, const Take &take)
{
    const auto log = EventLog::ofLines(lines, m_isCapture, m_rows + 1);
    noteDamage(*log, lines);
    const LogReader reader(log->snapshot());
    m_rows += quint64(reader.size());
    m_lines += lines.count('\n');
    if (m_needsNames || m_asksForNames || !m_compiledAt) {
        for (qsizetype row = 0; row < reader.size(); ++row)
            m_names.apply(reader.event(row));
    }
    compile();
    std::vector<quint32> rows;
    RowMatcher matcher(m_query);
    for (qsizetype row = 0; row < reader.size(); ++row) {
        if (matcher.matches(reader, row))
            rows.push_back(quint32(row));
    }
    return take({reader, rows, m_names});
}

void LiveLines::noteDamage(const EventLog &log, QByteArrayView lines)
{
    if (log.damagedAt() < 0 || !m_damage.isEmpty())
        return;
    m_damage = tr("What comes is damaged: line %1 is neither an entry nor a frame.")
                   .arg(QLocale().toString(m_lines + lines.first(log.damagedAt()).count('\n') + 1));
}

//! A last line without its end is one all the same, if it is whole.
void LiveLines::takeEnd(const Take &take)
{
    const QByteArray rest = m_rest.trimmed();
    if (rest.isEmpty())
        return;
    if (capturereader::isWhole(rest))
        takeLines(rest, take);
    else if (m_damage.isEmpty())
        m_damage = tr("The last line was torn and left out: line %1.").arg(QLocale().toString(m_lines + 1));
}

Result<Done> LiveLines::run(const std::atomic_bool &stopped, const Take &take)
{
    while (!m_stream.atEnd()) {
        const auto block = m_stream.read(stopped);
        if (!block)
            return block.error();
        m_rest += *block;
        const qsizetype end = m_rest.lastIndexOf('\n') + 1;
        if (end == 0)
            continue;
        const QByteArray lines = m_rest.first(end);
        m_rest.remove(0, end);
        if (!takeLines(lines, take))
            return Done{};
    }
    takeEnd(take);
    return Done{};
}

} // namespace rtmscope
