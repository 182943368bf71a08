// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/timeform.h"

#include "core/base/clock.h"
#include "core/summary/linewords.h"

#include <QCoreApplication>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::TimeForm", text);
}

QString utcText(qint64 timeUs, bool dated)
{
    // "2026-11-22T14:02:11.318204Z": its parts have fixed places.
    const QString iso = QString::fromLatin1(isoUtc(timeUs));
    const QString time = iso.mid(11, 12);
    return dated ? iso.first(10) + u' ' + time : time;
}

} // namespace

QString spanText(qint64 us)
{
    const qint64 size = std::abs(us);
    const qint64 ms = size / 1'000;
    const qint64 seconds = ms / 1'000;
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    const auto padded = [](qint64 n, int width) { return u"%1"_s.arg(n, width, 10, QChar(u'0')); };
    QString text = us < 0 && ms > 0 ? u"-"_s : QString();
    if (days > 0)
        text += u"%1d "_s.arg(days) + padded(hours % 24, 2) + u':';
    else if (hours > 0)
        text += QString::number(hours) + u':';
    if (hours > 0)
        text += padded(minutes % 60, 2) + u':';
    else if (minutes > 0)
        text += QString::number(minutes) + u':';
    text += minutes > 0 ? padded(seconds % 60, 2) : QString::number(seconds);
    return text + u'.' + padded(ms % 1'000, 3);
}

QString TimeView::title(TimeForm form)
{
    switch (form) {
    case TimeForm::Local:
        break;
    case TimeForm::Utc:
        return tr("Time (UTC)");
    case TimeForm::SinceFirst:
        return tr("Since first");
    case TimeForm::SincePrevious:
        return tr("Since previous");
    case TimeForm::SinceReference:
        return tr("Since reference");
    }
    return tr("Time");
}

QString TimeView::name(TimeForm form)
{
    switch (form) {
    case TimeForm::Local:
        break;
    case TimeForm::Utc:
        return tr("Time of day, UTC");
    case TimeForm::SinceFirst:
        return tr("Since the first event");
    case TimeForm::SincePrevious:
        return tr("Since the event shown before");
    case TimeForm::SinceReference:
        return tr("Since the reference");
    }
    return tr("Time of day, local");
}

qint64 TimeView::originUs(qint64 previousUs) const
{
    switch (form) {
    case TimeForm::Local:
    case TimeForm::Utc:
        return 0;
    case TimeForm::SinceFirst:
        return firstUs;
    case TimeForm::SincePrevious:
        return previousUs;
    case TimeForm::SinceReference:
        break;
    }
    return referenceUs != 0 ? referenceUs : firstUs;
}

QString TimeView::text(qint64 timeUs, qint64 previousUs) const
{
    if (timeUs == 0)
        return {};
    if (form == TimeForm::Local)
        return dates ? dateAndTime(timeUs) : clockTime(timeUs);
    if (form == TimeForm::Utc)
        return utcText(timeUs, dates);
    const qint64 origin = originUs(previousUs);
    return origin == 0 ? QString() : spanText(timeUs - origin);
}

} // namespace rtmscope
