// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/valueplot.h"
#include "ui/statistics/statisticspage.h"

class QLineEdit;

namespace rtmscope {

class PlotView;

//! The numbers that a field has, over time.
class PlotPage : public StatisticsPage
{
    Q_OBJECT
public:
    explicit PlotPage(QWidget *parent = nullptr);

    //! A field of docs/filters.md, or a path.
    void setField(const QString &field);

    void setLog(EventLog *log, const WorkspaceFeed *names) override;
    void setChoice(const RowChoice &chosen) override;
    void goOn(const LogSnapshot &log) override;
    void halt() override { m_run.halt(); }
    Progress progress() const override { return {m_run.isBusy(), m_run.rows(), m_run.end(), m_run.cost()}; }
    bool hasWork() const override;
    QString summary() const override;
    QByteArray csv(bool selectedOnly) const override;
    QWidget *content() const override;

private:
    void forget();
    void show();

    QString m_field;
    RowChoice m_chosen;
    TallyRun<ValuePlot> m_run;
    QLineEdit *m_edit;
    PlotView *m_plot;
};

} // namespace rtmscope
