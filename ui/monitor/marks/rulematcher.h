// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"
#include "ui/monitor/marks/colourrule.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

namespace rtmscope {

//! Tells which colour rule a row of a log matches; asked for the rows that are painted, and for no others. A
//! rule with a regular expression may take long on a row: such rows are judged in a thread of the pool, and
//! known() says when. GUI thread.
class RuleMatcher : public QObject
{
    Q_OBJECT
public:
    explicit RuleMatcher(QObject *parent);
    ~RuleMatcher() override;

    void setLog(EventLog *log);
    //! Those that are off, or whose filter is a mistake, match nothing.
    void setRules(const QList<ColourRule> &rules, const FilterQuery::NameLookup &names);
    bool isIdle() const { return m_matchers.empty(); } //!< no rule can match
    bool namesMatter() const { return m_namesMatter; } //!< "#ops" may be another channel one day
    //! The number of the first rule that matches; -1 if none does, or that is not known yet.
    int match(qsizetype row);

Q_SIGNALS:
    //! Rows for which match() could not tell are judged by now.
    void known();

private:
    struct Compiled
    {
        int rule = 0;
        RowMatcher matcher;
        bool mayBeSlow = false;
    };
    struct Asked;

    void forget();
    void askOthers();
    void learn();
    template<typename Log>
    static int firstMatch(std::vector<Compiled> &matchers, const Log &log, qsizetype row);

    QPointer<EventLog> m_log;
    std::vector<Compiled> m_matchers;
    bool m_namesMatter = false;
    QHash<qsizetype, int> m_known;   // of rows that others judged
    std::vector<qsizetype> m_wanted; // rows for them
    std::unique_ptr<Asked> m_asked;
    bool m_isNews = false; //!< some of them are known now, and nobody was told
    QTimer m_asking;
};

} // namespace rtmscope
