// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/timeline/timeaxis.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;
constexpr int mostTicks = 200; // no screen has room for more

//! Milliseconds from one mark to the next, less than a day.
constexpr std::array<qint64, 30> steps{1,
                                       2,
                                       5,
                                       10,
                                       20,
                                       50,
                                       100,
                                       200,
                                       500,
                                       secondMs,
                                       2 * secondMs,
                                       5 * secondMs,
                                       10 * secondMs,
                                       15 * secondMs,
                                       30 * secondMs,
                                       minuteMs,
                                       2 * minuteMs,
                                       5 * minuteMs,
                                       10 * minuteMs,
                                       15 * minuteMs,
                                       30 * minuteMs,
                                       hourMs,
                                       2 * hourMs,
                                       3 * hourMs,
                                       6 * hourMs,
                                       12 * hourMs,
                                       dayMs,
                                       2 * dayMs,
                                       7 * dayMs,
                                       14 * dayMs};
constexpr std::array<int, 7> months{1, 3, 6, 12, 24, 60, 120};
constexpr qint64 monthMs = 31 * dayMs;

QString timeForm(qint64 stepMs)
{
    if (stepMs < secondMs)
        return u"HH:mm:ss.zzz"_s;
    return stepMs < minuteMs ? u"HH:mm:ss"_s : u"HH:mm"_s;
}

//! As wide as what the form makes.
QString digits(QString form)
{
    for (QChar &letter : form)
        letter = letter.isLetter() ? u'0' : letter;
    return form;
}

QString dateText(const QDateTime &moment)
{
    return moment.toString(u"yyyy-MM-dd"_s);
}

//! The clock on the wall as a number that runs without jumps: marks stand at round times of it.
qint64 wallMs(qint64 timeUs)
{
    const qint64 ms = timeUs / 1'000;
    return ms + QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc() * secondMs;
}

QDateTime fromWall(qint64 wall)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(wall, QTimeZone::utc());
    return QDateTime(utc.date(), utc.time());
}

class Maker
{
public:
    Maker(qint64 fromUs, qint64 toUs, int width, const TimeAxis::Measure &measure)
        : m_fromUs(fromUs)
        , m_toUs(toUs)
        , m_msPerPixel(double(toUs - fromUs) / 1'000 / width)
        , m_measure(measure)
    {
    }

    std::vector<TimeAxis::Tick> make(qint64 todayUs)
    {
        const QString date = dateText(QDateTime::fromMSecsSinceEpoch(m_fromUs / 1'000));
        const bool spansDays = date != dateText(QDateTime::fromMSecsSinceEpoch(m_toUs / 1'000));
        for (const qint64 step : steps) {
            const QString form = timeForm(step);
            if (!fits(step,
                      step >= dayMs || (spansDays && form.size() < 10) ? u"0000-00-00"_s : digits(form)))
                continue;
            placeByStep(step, form);
            break;
        }
        if (m_ticks.empty())
            placeByMonths();
        nameDay(date, todayUs);
        return std::move(m_ticks);
    }

private:
    bool fits(qint64 stepMs, const QString &label) const
    {
        const int air = m_measure(u"00"_s);
        return double(stepMs) / m_msPerPixel >= m_measure(label) + air;
    }
    void add(const QDateTime &moment, const QString &form, bool isDay)
    {
        const qint64 timeUs = moment.toMSecsSinceEpoch() * 1'000;
        if (timeUs >= m_fromUs && timeUs <= m_toUs && m_ticks.size() < mostTicks)
            m_ticks.push_back({timeUs, isDay ? dateText(moment) : moment.toString(form), isDay});
    }
    void placeByStep(qint64 step, const QString &form)
    {
        const qint64 last = wallMs(m_toUs);
        // Whole weeks begin on Mondays: the epoch was a Thursday.
        const qint64 phase = step % (7 * dayMs) == 0 ? 4 * dayMs : 0;
        qint64 wall = (wallMs(m_fromUs) - phase + step - 1) / step * step + phase;
        for (int i = 0; wall <= last && i < mostTicks; wall += step, ++i)
            add(fromWall(wall), form, wall % dayMs == 0);
    }
    void placeByMonths()
    {
        for (const int step : months) {
            if (!fits(step * monthMs, u"0000-00-00"_s) && step != months.back())
                continue;
            QDate day = QDateTime::fromMSecsSinceEpoch(m_fromUs / 1'000).date();
            day = QDate(day.year(), 1, 1);
            for (int i = 0; i < 12 * mostTicks && day.startOfDay().toMSecsSinceEpoch() * 1'000 <= m_toUs;
                 ++i) {
                add(day.startOfDay(), {}, true);
                day = day.addMonths(step);
            }
            return;
        }
    }
    //! Times alone do not tell of which day they are.
    void nameDay(const QString &date, qint64 todayUs)
    {
        const bool isTold = std::any_of(m_ticks.begin(), m_ticks.end(),
                                        [](const TimeAxis::Tick &tick) { return tick.isDay; });
        if (isTold || m_ticks.empty() || date == dateText(QDateTime::fromMSecsSinceEpoch(todayUs / 1'000)))
            return;
        TimeAxis::Tick &first = m_ticks.front();
        first.label = date + u' ' + first.label;
        const double room = double(m_measure(first.label) + m_measure(u"00"_s)) * m_msPerPixel * 1'000;
        const auto covered = [&](const TimeAxis::Tick &tick) {
            return tick.timeUs != first.timeUs && double(tick.timeUs - first.timeUs) < room;
        };
        for (TimeAxis::Tick &tick : m_ticks) {
            if (covered(tick))
                tick.label.clear();
        }
    }

    const qint64 m_fromUs;
    const qint64 m_toUs;
    const double m_msPerPixel;
    const TimeAxis::Measure &m_measure;
    std::vector<TimeAxis::Tick> m_ticks;
};

} // namespace

std::vector<TimeAxis::Tick> TimeAxis::ticks(qint64 fromUs, qint64 toUs, int width, const Measure &measure,
                                            qint64 todayUs)
{
    if (toUs <= fromUs || width <= 0 || fromUs <= 0)
        return {};
    return Maker(fromUs, toUs, width, measure).make(todayUs);
}

} // namespace rtmscope
