// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/capturecommands.h"
#include "app/headless/captures/chosenrows.h"
#include "app/headless/captures/inputlog.h"
#include "app/headless/captures/outputsink.h"
#include "app/headless/captures/statssections.h"
#include "app/headless/captures/watched.h"
#include "app/start/connection.h"
#include "app/start/standardstreams.h"
#include "core/base/clock.h"
#include "core/filter/rowmatcher.h"
#include "core/json/objectbuilder.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

class StatsText
{
    Q_DECLARE_TR_FUNCTIONS(StatsText)
public:
    StatsText(const InputLog &input, const LogStatistics &figures, StatisticsKey key, const Workspace &names)
        : m_input(input)
        , m_figures(figures)
        , m_key(key)
        , m_names(names)
    {
    }

    QByteArray text() const;
    QByteArray json() const;

private:
    QString keyTitle() const;
    QString keyWords(const LogStatistics::Row &row) const;
    QString name(const LogStatistics::Row &row) const;
    QByteArray rowJson(const LogStatistics::Row &row) const;
    QString headLine() const;

    const InputLog &m_input;
    const LogStatistics &m_figures;
    StatisticsKey m_key;
    const Workspace &m_names;
};

QString keyWord(StatisticsKey key)
{
    switch (key) {
    case StatisticsKey::Type:
        return u"type"_s;
    case StatisticsKey::Channel:
        return u"channel"_s;
    case StatisticsKey::User:
        return u"user"_s;
    case StatisticsKey::Bot:
        return u"bot"_s;
    case StatisticsKey::Connection:
        break;
    }
    return u"connection"_s;
}

QString moment(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString rateWords(double perSecond)
{
    return QString::number(perSecond, 'f', perSecond < 10 ? 3 : 1);
}

QString StatsText::keyTitle() const
{
    switch (m_key) {
    case StatisticsKey::Type:
        return tr("type");
    case StatisticsKey::Channel:
        return tr("conversation");
    case StatisticsKey::User:
        return tr("person");
    case StatisticsKey::Bot:
        return tr("app");
    case StatisticsKey::Connection:
        break;
    }
    return tr("connection");
}

//! A name that the id has; empty where it has none.
QString StatsText::name(const LogStatistics::Row &row) const
{
    if (row.key.isEmpty())
        return {};
    const QString found = m_key == StatisticsKey::Channel ? m_names.conversationName(ChannelId(row.key))
                          : m_key == StatisticsKey::User  ? m_names.userName(UserId(row.key))
                                                          : QString();
    return found == row.key ? QString() : cleanName(found);
}

QString StatsText::keyWords(const LogStatistics::Row &row) const
{
    const QString key = cleanLine(row.key);
    if (m_key == StatisticsKey::Type) {
        QString words = row.subtype.isEmpty() ? key : key + u'/' + cleanLine(row.subtype);
        if (words.isEmpty())
            words = tr("(no type)");
        if (row.direction == Direction::Note)
            return tr("%1 (note)").arg(words);
        return row.direction == Direction::Out ? tr("%1 (out)").arg(words) : words;
    }
    if (key.isEmpty())
        return tr("(none)");
    const QString shown = name(row);
    return shown.isEmpty() ? key : u"%1  %2"_s.arg(key, shown);
}

QString StatsText::headLine() const
{
    const QLocale locale;
    const QString events =
        m_figures.count == 1 ? tr("1 event") : tr("%1 events").arg(locale.toString(m_figures.count));
    QString line = tr("%1, %2 bytes").arg(events, locale.toString(m_figures.bytes));
    if (m_figures.lastUs == 0)
        return line;
    line += tr(", %1 to %2, %3 per second")
                .arg(moment(m_figures.firstUs), moment(m_figures.lastUs),
                     rateWords(m_figures.rate(m_figures.count)));
    return line + tr("; busiest second %1, at %2")
                      .arg(locale.toString(m_figures.busiestSecond), moment(m_figures.busiestUs));
}

QByteArray StatsText::text() const
{
    const QLocale locale;
    QString out = headLine() + u"\n\n"_s;
    const auto line = [&out](const QString &count, const QString &share, const QString &bytes,
                             const QString &rate, const QString &key) {
        out += u"%1  %2  %3  %4  %5\n"_s.arg(count, 12).arg(share, 6).arg(bytes, 15).arg(rate, 10).arg(key);
    };
    line(tr("events"), u"%"_s, tr("bytes"), tr("per s"), keyTitle());
    for (const LogStatistics::Row &row : m_figures.rows) {
        const double share = 100.0 * double(row.count) / double(std::max<qint64>(1, m_figures.count));
        line(locale.toString(row.count), QString::number(share, 'f', 1), locale.toString(row.bytes),
             m_figures.lastUs == 0 ? u"-"_s : rateWords(m_figures.rate(row.count)), keyWords(row));
    }
    return out.toUtf8();
}

QByteArray StatsText::rowJson(const LogStatistics::Row &row) const
{
    json::ObjectBuilder object;
    object.text("key", row.key);
    if (m_key == StatisticsKey::Type) {
        object.textIfAny("subtype", row.subtype);
        object.text("dir", row.direction == Direction::In    ? u"in"_s
                           : row.direction == Direction::Out ? u"out"_s
                                                             : u"note"_s);
    }
    object.textIfAny("name", name(row)).number("count", row.count).number("bytes", row.bytes);
    if (row.lastUs != 0) {
        object.json("per_second", QByteArray::number(m_figures.rate(row.count), 'g', 6))
            .text("first", QString::fromLatin1(isoUtc(row.firstUs)))
            .text("last", QString::fromLatin1(isoUtc(row.lastUs)));
    }
    return object.close();
}

QByteArray StatsText::json() const
{
    json::ObjectBuilder object;
    object.text("file", m_input.name).number("count", m_figures.count).number("bytes", m_figures.bytes);
    if (m_figures.lastUs != 0) {
        object.text("first", QString::fromLatin1(isoUtc(m_figures.firstUs)))
            .text("last", QString::fromLatin1(isoUtc(m_figures.lastUs)))
            .json("per_second", QByteArray::number(m_figures.rate(m_figures.count), 'g', 6))
            .number("busiest_second", m_figures.busiestSecond)
            .text("busiest_at", QString::fromLatin1(isoUtc(m_figures.busiestUs)));
    }
    object.text("by", keyWord(m_key));
    QByteArray rows;
    for (const LogStatistics::Row &row : m_figures.rows)
        rows += (rows.isEmpty() ? "\n" : ",\n") + rowJson(row);
    return object.json("rows", '[' + rows + ']').close() + '\n';
}

RowChoice choiceOf(const LogFilter &filter)
{
    if (filter.query().matchesEverything())
        return {};
    return [matcher = RowMatcher(filter.query())](const LogReader &log, qsizetype row) mutable {
        return matcher.matches(log, row);
    };
}

//! Latencies, or threads.
Result<QByteArray> sectionOf(const InputLog &input, const CaptureWish &wish, const LogFilter &filter,
                             const std::atomic_bool &stopped)
{
    const auto goesOn = [&stopped](qsizetype, qsizetype) { return !stopped; };
    if (wish.figures == CaptureWish::Figures::Latencies) {
        const auto figures = tallied<LatencyTally>(input.log, {}, choiceOf(filter), goesOn);
        if (!figures || stopped)
            return exportCancelled();
        filter.tellGivenUp();
        return wish.json ? latenciesJson(*figures, input.name) : latenciesText(*figures);
    }
    const ThreadTally::Options options{.mostRows = std::numeric_limits<std::size_t>::max()};
    const auto figures = tallied<ThreadTally>(input.log, options, choiceOf(filter), goesOn);
    if (!figures || stopped)
        return exportCancelled();
    filter.tellGivenUp();
    const Workspace names = filter.names().value_or(Workspace());
    return wish.json ? threadsJson(*figures, input.name, names) : threadsText(*figures, input.log, names);
}

Result<QByteArray> figuresOf(const InputLog &input, const CaptureWish &wish, const std::atomic_bool &stopped)
{
    const bool needsNames = wish.key == StatisticsKey::Channel || wish.key == StatisticsKey::User ||
                            wish.figures == CaptureWish::Figures::Threads;
    const auto filter = LogFilter::compile(wish.filter, input.log, needsNames, stopped);
    if (!filter)
        return filter.error();
    if (wish.figures != CaptureWish::Figures::Counts)
        return sectionOf(input, wish, *filter, stopped);
    const auto rows = filter->rows(input.log, stopped);
    const auto figures =
        LogStatistics::of(input.log, wish.key, rows, [&stopped](qsizetype, qsizetype) { return !stopped; });
    if (!figures || stopped)
        return exportCancelled();
    filter->tellGivenUp();
    const Workspace names = filter->names().value_or(Workspace()); // the text refers to it
    const StatsText text(input, *figures, wish.key, names);
    return wish.json ? text.json() : text.text();
}

int statsOf(const CommandLine &line, const std::atomic_bool &stopped)
{
    const CaptureWish &wish = line.captures;
    const auto filter = LogFilter::check(wish.filter);
    if (!filter)
        return endAfterFailure(filter.error());
    if (!line.quiet)
        filter->tellReading();
    if (const auto output = canWriteOut(); !output)
        return endAfterFailure(output.error());
    const auto input = InputLog::open(wish.files, wish.leaveOutRepeats, stopped);
    if (!input)
        return endAfterFailure(input.error());
    const auto figures = figuresOf(*input, wish, stopped);
    input->tellNotice(line.quiet);
    if (!figures)
        return endAfterFailure(figures.error());
    if (const auto written = writeOut(*figures); !written)
        return endAfterFailure(written.error());
    return input->isDamaged ? ExitDamaged : ExitDone;
}

} // namespace

int runStats(const CommandLine &line)
{
    return runWatched([&line](const std::atomic_bool &stopped) { return statsOf(line, stopped); });
}

} // namespace rtmscope
