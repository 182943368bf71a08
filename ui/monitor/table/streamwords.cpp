// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/streamwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::EventView", text);
}

QString number(qsizetype n)
{
    return QLocale().toString(n);
}

} // namespace

QString streamwords::empty(const Standing &standing, const QString &nothingRecorded)
{
    const EventTableModel::Counts &counts = standing.counts;
    if (counts.captured == 0)
        return nothingRecorded;
    if (standing.filteringPercent >= 0)
        return tr("Filtering…");
    if (counts.cleared >= counts.captured)
        return tr("Everything so far is cleared from the list. What comes next appears here.");
    if (standing.problem)
        return tr("The filter can't be used as it stands. %1").arg(standing.problem->words);
    if (counts.givenUp > 0)
        return tr("Nothing is shown, but on %1 of %2 recorded events the regular expression takes too long. "
                  "Make it simpler.")
            .arg(number(qsizetype(counts.givenUp)), number(counts.captured));
    return tr("None of the %1 recorded events passes. Change the filter or the noise level.")
        .arg(number(counts.captured));
}

QString streamwords::status(const Standing &standing)
{
    if (standing.problem)
        return tr("Character %1: %2").arg(number(standing.problem->position + 1), standing.problem->words);
    const EventTableModel::Counts &counts = standing.counts;
    // What is cut off where there is little room stands last, and is a tip still.
    QStringList parts;
    if (standing.isPaused)
        parts << tr("paused, %1 waiting").arg(number(counts.waiting));
    if (standing.filteringPercent >= 0)
        parts << tr("filtering, %1 %").arg(standing.filteringPercent);
    parts << tr("%1 of %2 shown").arg(number(counts.shown), number(counts.captured));
    if (counts.givenUp > 0)
        parts << tr("%1 left out: the regular expression takes too long there, make it simpler")
                     .arg(number(qsizetype(counts.givenUp)));
    if (!standing.remark.isEmpty())
        parts << standing.remark;
    else if (standing.hiddenSelected != 0 && standing.filteringPercent < 0)
        parts << (standing.isCleared ? tr("the selected event %1 is cleared from the list")
                                     : tr("the selected event %1 is hidden by filter or noise level"))
                     .arg(standing.hiddenSelected);
    if (counts.noise > 0)
        parts << tr("%1 hidden as noise").arg(number(counts.noise));
    if (counts.cleared > 0)
        parts << tr("%1 cleared").arg(number(counts.cleared));
    return parts.join(u" · "_s);
}

} // namespace rtmscope
