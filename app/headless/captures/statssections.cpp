// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/statssections.h"

#include "core/base/clock.h"
#include "core/json/objectbuilder.h"
#include "core/summary/eventsummary.h"
#include "core/text/cleantext.h"
#include "core/text/durationwords.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StatsText", text);
}

struct KindNames
{
    LatencyKind kind;
    const char *words;
    const char *key;
};
constexpr std::array<KindNames, latencyKindCount> kinds{{
    {LatencyKind::Pong, QT_TRANSLATE_NOOP("StatsText", "ping to pong"), "pong"},
    {LatencyKind::Ack, QT_TRANSLATE_NOOP("StatsText", "message to answer"), "ack"},
    {LatencyKind::Echo, QT_TRANSLATE_NOOP("StatsText", "message to echo"), "echo"},
    {LatencyKind::Envelope, QT_TRANSLATE_NOOP("StatsText", "event to acknowledgement"), "envelope"},
    {LatencyKind::Call, QT_TRANSLATE_NOOP("StatsText", "call to answer"), "call"},
}};

QString moment(qint64 us)
{
    return us == 0 ? u"-"_s : QDateTime::fromMSecsSinceEpoch(us / 1000).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

//! The smallest is a second where threads are told of: people are slow.
QString patienceWords(qint64 us)
{
    constexpr qint64 secondUs = 1'000'000;
    constexpr qint64 minuteUs = 60 * secondUs;
    constexpr qint64 hourUs = 60 * minuteUs;
    if (us < 0)
        return u"-"_s;
    if (us < minuteUs)
        return durationWords(us);
    if (us < hourUs)
        return tr("%1 min %2 s").arg(us / minuteUs).arg(us % minuteUs / secondUs);
    return tr("%1 h %2 min").arg(us / hourUs).arg(us % hourUs / minuteUs);
}

QByteArray kindJson(const LatencyFigures::Kind &kind)
{
    json::ObjectBuilder object;
    object.number("count", kind.count).number("unanswered", kind.unanswered);
    if (kind.count == 0)
        return object.close();
    object.number("median_us", kind.medianUs)
        .number("p90_us", kind.ninetiethUs)
        .number("p99_us", kind.ninetyNinthUs)
        .number("longest_us", kind.longestUs);
    QByteArray slowest;
    for (const LatencyFigures::Slow &slow : kind.slowest) {
        json::ObjectBuilder each;
        each.number("us", slow.us)
            .number("n", qint64(slow.askedSeq))
            .number("answered_n", qint64(slow.answeredSeq));
        slowest += (slowest.isEmpty() ? "\n  " : ",\n  ") + each.close();
    }
    return object.json("slowest", '[' + slowest + ']').close();
}

QByteArray threadJson(const ThreadFigures::Row &row, const Workspace &names)
{
    json::ObjectBuilder object;
    object.text("channel", row.channel)
        .text("name", cleanName(names.conversationName(ChannelId(row.channel))))
        .text("thread_ts", row.threadTs())
        .number("replies", row.seen);
    if (row.claimed >= 0)
        object.number("claimed", row.claimed);
    object.number("people", row.people).boolean("unanswered", row.isUnanswered);
    if (row.firstReplyUs >= 0)
        object.number("first_reply_us", row.firstReplyUs);
    if (row.lastReplyUs != 0)
        object.text("last_reply", QString::fromLatin1(isoUtc(row.lastReplyUs)));
    if (row.rootSeq != 0)
        object.number("n", qint64(row.rootSeq));
    return object.close();
}

} // namespace

QByteArray latenciesText(const LatencyFigures &figures)
{
    const QLocale locale;
    QString out;
    const auto line = [&out](const QStringList &cells, const QString &what) {
        for (const QString &cell : cells)
            out += u"%1  "_s.arg(cell, 10);
        out += what + u'\n';
    };
    line({tr("count"), tr("median"), tr("90 %"), tr("99 %"), tr("longest"), tr("no answer")},
         tr("from … to …"));
    for (const KindNames &each : kinds) {
        const LatencyFigures::Kind &kind = figures.of(each.kind);
        QStringList cells{locale.toString(kind.count)};
        for (const qint64 us : {kind.medianUs, kind.ninetiethUs, kind.ninetyNinthUs, kind.longestUs})
            cells << (kind.count == 0 ? u"-"_s : durationWords(us));
        line(cells << locale.toString(kind.unanswered), tr(each.words));
    }
    return out.toUtf8();
}

QByteArray latenciesJson(const LatencyFigures &figures, const QString &file)
{
    json::ObjectBuilder object;
    object.text("file", file);
    for (const KindNames &each : kinds)
        object.json(each.key, kindJson(figures.of(each.kind)));
    return object.close() + '\n';
}

QByteArray threadsText(const ThreadFigures &figures, const LogSnapshot &log, const Workspace &names)
{
    const QLocale locale;
    QString out = tr("%1 threads, %2 unanswered, %3 with replies missing")
                      .arg(locale.toString(figures.threads), locale.toString(figures.unanswered),
                           locale.toString(figures.incomplete));
    if (figures.medianFirstReplyUs >= 0)
        out += tr("; first reply after %1 (median)").arg(patienceWords(figures.medianFirstReplyUs));
    out += u"\n\n"_s;
    const auto line = [&out](const QStringList &cells, const QString &words) {
        out += u"%1  %2  %3  %4  %5\n"_s.arg(cells[0], 9)
                   .arg(cells[1], 13)
                   .arg(cells[2], 19)
                   .arg(cells[3], -20)
                   .arg(words);
    };
    line({tr("replies"), tr("first reply"), tr("last reply"), tr("channel")}, tr("thread"));
    const LogReader reader(log, FileWindow::Walk::Scattered);
    EventSummary summary;
    SummaryContext context;
    context.workspace = &names;
    for (const ThreadFigures::Row &row : figures.rows) {
        const qsizetype root = row.rootSeq == 0 ? -1 : log.rowOf(row.rootSeq);
        const QString words = root < 0 ? tr("(its first message is not in the record)")
                                       : summary.of(reader.event(root), context);
        const QString seen =
            row.missing() > 0 ? tr("%1 of %2").arg(row.seen).arg(row.claimed) : locale.toString(row.seen);
        line({seen, row.isUnanswered ? tr("unanswered") : patienceWords(row.firstReplyUs),
              moment(row.lastReplyUs), cleanName(names.conversationName(ChannelId(row.channel)))},
             words);
    }
    return out.toUtf8();
}

QByteArray threadsJson(const ThreadFigures &figures, const QString &file, const Workspace &names)
{
    json::ObjectBuilder object;
    object.text("file", file)
        .number("threads", figures.threads)
        .number("unanswered", figures.unanswered)
        .number("incomplete", figures.incomplete);
    if (figures.medianFirstReplyUs >= 0)
        object.number("median_first_reply_us", figures.medianFirstReplyUs);
    QByteArray rows;
    for (const ThreadFigures::Row &row : figures.rows)
        rows += (rows.isEmpty() ? "\n" : ",\n") + threadJson(row, names);
    return object.json("rows", '[' + rows + ']').close() + '\n';
}

} // namespace rtmscope
