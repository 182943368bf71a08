// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/chosenrows.h"

#include "app/start/connection.h"
#include "core/base/secret.h"
#include "core/filter/assist/filterhints.h"
#include "core/filter/assist/observedfields.h"
#include "core/filter/assist/valuecounts.h"
#include "core/filter/judgedrows.h"
#include "core/filter/markterms.h"
#include "core/filter/rowmatcher.h"
#include "core/marks/markbook.h"
#include "core/names/nearnames.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LogFilter", text);
}

//! The words, and below them the expression with its place underlined.
Error problemWith(const QString &expression, const FilterQuery::Problem &problem, const QString &remark = {})
{
    constexpr qsizetype mostBefore = 60; // of a long one only what stands around
    constexpr qsizetype most = 110;
    constexpr qsizetype longestWords = 300;
    const QString words = tr("The filter is not understood: %1").arg(shortened(problem.words, longestWords));
    const QString whole = maskSecrets(cleanLine(expression));
    const qsizetype begin = whole.size() <= most ? 0 : std::max<qsizetype>(0, problem.position - mostBefore);
    const QString head = begin > 0 ? u"…"_s : QString();
    const QString shown = head + whole.mid(begin, most) + (begin + most < whole.size() ? u"…"_s : QString());
    const qsizetype at = head.size() + problem.position - begin;
    const QString place =
        u"  "_s + shown + u"\n  "_s + QString(at, u' ') +
        QString(std::clamp<qsizetype>(problem.length, 1, std::max<qsizetype>(1, shown.size() - at)), u'^');
    return {.kind = Error::Kind::Input,
            .code = u"usage"_s,
            .words = remark.isEmpty() ? words : words + u' ' + remark,
            .detail = place};
}

QStringList idsNamed(const Workspace &workspace, const QString &name)
{
    QStringList ids;
    for (const ChannelId &id : workspace.channelsNamed(name))
        ids << id.text();
    for (const UserId &id : workspace.usersNamed(name))
        ids << id.text();
    ids.removeDuplicates();
    return ids;
}

QString similarTo(const Workspace &workspace, const QString &name)
{
    QStringList names;
    if (name.startsWith(u'#')) {
        for (const Conversation &conversation : workspace.conversations())
            names << conversation.name();
    } else {
        for (const User &user : workspace.users())
            names << user.name << user.displayName;
    }
    names.removeAll({});
    QStringList near = nearNames(name.mid(1), names);
    for (QString &each : near)
        each.prepend(name.front());
    return near.isEmpty() ? QString() : tr("Similar: %1.").arg(near.join(u", "_s));
}

} // namespace

Result<LogFilter> LogFilter::check(const QString &expression)
{
    LogFilter filter;
    FilterQuery::Problem problem;
    const auto anything = [](const QString &name) { return QStringList{name}; };
    if (!filter.m_query.compile(expression, anything, &problem))
        return problemWith(expression, problem);
    return filter;
}

Result<LogFilter> LogFilter::compile(const QString &expression, const LogSnapshot &log, bool wantsNames,
                                     const std::atomic_bool &stopped)
{
    LogFilter filter;
    bool hasNames = false;
    FilterQuery::Problem problem;
    const auto notice = [&hasNames](const QString &name) {
        hasNames = true;
        return QStringList{name};
    };
    // "last 5m" counts back from the end of the recording.
    const qint64 nowUs = log.size() == 0 ? 0 : log.row(log.size() - 1).timeUs;
    FilterQuery::Context context{notice, nowUs};
    if (!filter.m_query.compileIn(expression, context, &problem))
        return problemWith(expression, problem);
    if (filter.m_query.asksForMarks()) {
        context.marks = std::make_shared<const Marks>(marksIn(log));
        filter.m_query.compileIn(expression, context, nullptr);
    }
    if (hasNames || wantsNames) {
        filter.m_names = foldedLog(log, [&stopped](qsizetype, qsizetype) { return !stopped; });
        if (!filter.m_names)
            return exportCancelled();
    }
    QString remark;
    const auto look = [&](const QString &name) {
        const QStringList ids = idsNamed(*filter.m_names, name);
        if (ids.isEmpty())
            remark = similarTo(*filter.m_names, name);
        return ids;
    };
    context.names = look;
    if (hasNames && !filter.m_query.compileIn(expression, context, &problem))
        return problemWith(expression, problem, remark);
    return filter;
}

bool LogFilter::run(const LogSnapshot &log, const std::atomic_bool &stopped,
                    const std::function<bool(const std::vector<quint32> &rows, qsizetype until)> &take) const
{
    return judgeRows(
        log,
        [matcher = RowMatcher(m_query), marks = MarkRows(), keepsMarks = asksForMarkRows(m_query)](
            const LogReader &reader, qsizetype begin, qsizetype end, std::vector<quint32> &rows) mutable {
            const std::size_t first = rows.size();
            matcher.collect(reader, begin, end, rows);
            if (!keepsMarks)
                dropMarkRows(reader, marks, rows, first);
            return qsizetype(0);
        },
        [&](FilterRun::Results &&results) { return !stopped && take(results.shown, results.until); });
}

std::optional<std::vector<quint32>> LogFilter::rows(const LogSnapshot &log,
                                                    const std::atomic_bool &stopped) const
{
    if (m_query.matchesEverything())
        return std::nullopt;
    std::vector<quint32> all;
    run(log, stopped, [&all](const std::vector<quint32> &some, qsizetype) {
        all.insert(all.end(), some.begin(), some.end());
        return true;
    });
    return all;
}

void LogFilter::tellNearMiss(const LogSnapshot &log, const std::atomic_bool &stopped) const
{
    constexpr std::size_t mostCompared = 5000;
    const auto tell = [](const FilterHint &hint) {
        printWords(tr("Nothing is found. %1").arg(hint.words));
        if (!hint.better.isEmpty())
            printWords(tr("Perhaps: %1").arg(maskSecrets(cleanLine(hint.better))));
    };
    const std::vector<FilterQuery::Term> terms = m_query.terms();
    if (terms.empty() || log.size() == 0 || stopped)
        return;
    const QStringList observed = observedFields(log);
    for (const FilterQuery::Term &term : terms) {
        if (const auto hint = fieldHint(m_query, term, observed))
            return tell(*hint);
    }
    for (const FilterQuery::Term &term : terms) {
        if (term.kind != FilterQuery::Term::Kind::Equal)
            continue;
        ValueRun run(log, term.field);
        QEventLoop loop;
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, &loop, [&] {
            if (stopped || run.isFinished())
                loop.quit();
        });
        look.start(std::chrono::milliseconds(20));
        if (!run.isFinished())
            loop.exec();
        if (stopped)
            return;
        if (const auto hint = valueHint(m_query, term, run.counts().list(log, mostCompared).values))
            return tell(*hint);
    }
}

void LogFilter::tellReading() const
{
    if (m_query.understood() != m_query.text())
        printWords(tr("Read as: %1").arg(maskSecrets(cleanLine(m_query.understood()))));
}

void LogFilter::tellGivenUp(quint64 count)
{
    if (count > 0) {
        printWords(tr("The regular expression took too long on %1 values, which count as not matching.")
                       .arg(QLocale().toString(count)));
    }
}

} // namespace rtmscope
