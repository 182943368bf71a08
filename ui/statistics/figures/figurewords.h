// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <vector>

//! Figures as people read them, by the locale, and as spreadsheets do. Free functions; GUI thread.
namespace rtmscope::figures {

QString count(qint64 number);
QString bytes(qint64 bytes); //!< "812 B", "2.1 MB"
QString share(double part);  //!< "12.5 %"
//! "34 /s", "2.1 /min", "0.5 /h": in the unit that makes a number of it.
QString rate(double perSecond);
//! "2 d 3 h", "4 min 12 s", "12.3 s"; what is less than a minute as durationWords() has it.
QString duration(qint64 us);
//! A number of any size with six digits at most: "1,234.5", "0.00012", "1.2e+19".
QString number(double value);
//! "14:02:11", with the date where that is not of \a besideUs's day.
QString moment(qint64 us, qint64 besideUs);

//! A table as RFC 4180 has it: texts in quotes, numbers without.
class Csv
{
public:
    void add(const QVariant &cell); //!< a text, a number, or nothing
    void endRow();
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
    bool m_isBegun = false; //!< the row has a cell
};

} // namespace rtmscope::figures
