// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/statistics/latenciesmodel.h"
#include "ui/statistics/statisticspage.h"

namespace rtmscope {

class Histogram;
class TokenLabel;

//! How long things took: each kind in figures, the chosen one as bars, and its slowest, which one can go to.
class LatenciesPage : public StatisticsPage
{
    Q_OBJECT
public:
    explicit LatenciesPage(QWidget *parent = nullptr);

    void setLog(EventLog *log, const WorkspaceFeed *names) override;
    void setChoice(const RowChoice &chosen) override;
    void goOn(const LogSnapshot &log) override;
    void halt() override { m_run.halt(); }
    Progress progress() const override { return {m_run.isBusy(), m_run.rows(), m_run.end(), m_run.cost()}; }
    QString summary() const override;
    QByteArray csv(bool selectedOnly) const override;
    QWidget *content() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeTables();
    void fitKinds();
    void show();
    void showKind();
    void showMenu(const QModelIndex &index, const QPoint &at);

    TallyRun<LatencyTally> m_run;
    LatenciesModel *m_kinds;
    FigureTable *m_table;
    Histogram *m_histogram;
    TokenLabel *m_lack; //!< in place of the histogram
    SlowestModel *m_slowest;
    FigureTable *m_list;
    bool m_isChosen = false; //!< a kind, by the user
};

} // namespace rtmscope
