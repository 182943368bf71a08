// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "core/filter/filterrun.h"
#include "core/log/eventlog.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace rtmscope {

//! All events of a log that hold a text, or match a regular expression, anywhere in their frames; found in
//! other threads, and what comes later as well. GUI thread.
class EventSearch : public QObject
{
    Q_OBJECT
public:
    explicit EventSearch(QObject *parent);
    ~EventSearch() override;

    void setLog(EventLog *log);
    //! Begins anew; an empty text finds nothing. False with problem() set if \a text is no expression.
    bool start(const QString &text, bool isExpression);
    void stop();

    const QString &problem() const { return m_problem; }
    bool isRunning() const { return m_run != nullptr; }
    const std::vector<quint32> &hits() const { return m_hits; } //!< rows of the log, ascending
    qsizetype looked() const { return m_looked; }               //!< rows that were searched
    quint64 givenUp() const { return m_query.givenUp(); }       //!< see FilterQuery
    //! The first hit behind (1) or before (-1) \a row that \a isShown is true of, around the ends of the log;
    //! -1: there is none.
    qsizetype next(qsizetype row, int direction, const std::function<bool(qsizetype row)> &isShown) const;

Q_SIGNALS:
    void changed(); //!< hits, or how far it is

private:
    void goOn();

    QPointer<EventLog> m_log;
    FilterQuery m_query;
    bool m_isActive = false;
    QString m_problem;
    std::vector<quint32> m_hits;
    qsizetype m_looked = 0;
    std::unique_ptr<FilterRun> m_run;
    QTimer m_growth;
};

} // namespace rtmscope
