// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/threadtally.h"
#include "ui/statistics/statisticspage.h"

namespace rtmscope {

class ThreadsModel;

//! The threads of the record. Enter or a double click shows the events of one.
class ThreadsPage : public StatisticsPage
{
    Q_OBJECT
public:
    explicit ThreadsPage(QWidget *parent = nullptr);

    void setLog(EventLog *log, const WorkspaceFeed *names) override;
    void setChoice(const RowChoice &chosen) override;
    void goOn(const LogSnapshot &log) override;
    void halt() override { m_run.halt(); }
    Progress progress() const override { return {m_run.isBusy(), m_run.rows(), m_run.end(), m_run.cost()}; }
    QString summary() const override;
    QByteArray csv(bool selectedOnly) const override;
    void namesChanged() override;
    QWidget *content() const override;

private:
    void show();
    void showMenu(const QModelIndex &index, const QPoint &at);

    TallyRun<ThreadTally> m_run;
    ThreadsModel *m_model;
    FigureTable *m_table;
};

} // namespace rtmscope
