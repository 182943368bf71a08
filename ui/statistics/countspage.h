// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/entrycounts.h"
#include "ui/statistics/statisticspage.h"

namespace rtmscope {

class CountsModel;

//! How many events there are of each type, channel, person, app or connection. Enter or a double click on one
//! shows only those.
class CountsPage : public StatisticsPage
{
    Q_OBJECT
public:
    explicit CountsPage(QWidget *parent = nullptr);

    //! What they are counted by. All of it is counted at once.
    void setKey(StatisticsKey key);

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
    const LogStatistics &figures() const { return (*m_run.figures())[std::size_t(m_key)]; }

    TallyRun<EntryCounts> m_run;
    CountsModel *m_model;
    FigureTable *m_table;
    StatisticsKey m_key = StatisticsKey::Type;
};

//! The columns of a table of counts, for any text size; of values nobody counts the bytes.
void setCountColumns(FigureTable &table, bool withBytes);

} // namespace rtmscope
