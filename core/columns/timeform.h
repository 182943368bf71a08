// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! How a table writes when an event came. None of them changes by itself: nothing is counted back from now.
enum class TimeForm : quint8 {
    Local, //!< "14:04:11.318" in local time
    Utc,
    SinceFirst,     //!< since the first event of the record
    SincePrevious,  //!< since the one that came before it, of those that are shown
    SinceReference, //!< since an event that a person chose; before it with a minus
};
inline constexpr int timeFormCount = 5;

//! A form, and what it counts from. Times in microseconds since the epoch, UTC; 0: there is none.
struct TimeView
{
    TimeForm form = TimeForm::Local;
    bool dates = false; //!< a time of day alone would be ambiguous
    qint64 firstUs = 0;
    qint64 referenceUs = 0; //!< 0: the first event stands for it

    //! The column's title, translated: "Time (UTC)".
    static QString title(TimeForm form);
    //! As an entry of a menu: "Since the first event".
    static QString name(TimeForm form);

    //! From when \a timeUs is counted; 0: nothing is known to count from. \a previousUs: of the event before.
    qint64 originUs(qint64 previousUs) const;
    //! Empty where the time is not known, or nothing to count from.
    QString text(qint64 timeUs, qint64 previousUs) const;
};

//! "0.012", "1:02.345", "-3:00:00.000", "2d 03:00:00.000".
QString spanText(qint64 us);

} // namespace rtmscope
