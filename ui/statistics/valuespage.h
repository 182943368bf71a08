// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/assist/valuecounts.h"
#include "ui/statistics/statisticspage.h"

#include <functional>
#include <memory>

class QLineEdit;

namespace rtmscope {

class CountsModel;

//! A field in which one types what a page is about: a field of filters, or a path. \a act is called with it
//! when Enter is pressed.
QLineEdit *makeFieldEdit(const QString &name, QWidget *parent,
                         const std::function<void(const QString &)> &act);

//! Which values a field has, and in how many events each.
class ValuesPage : public StatisticsPage
{
    Q_OBJECT
public:
    explicit ValuesPage(QWidget *parent = nullptr);

    //! A field of docs/filters.md, or a path.
    void setField(const QString &field);

    void setLog(EventLog *log, const WorkspaceFeed *names) override;
    void setChoice(const RowChoice &chosen) override;
    void goOn(const LogSnapshot &log) override;
    void halt() override;
    Progress progress() const override;
    bool hasWork() const override;
    QString summary() const override;
    QByteArray csv(bool selectedOnly) const override;
    QWidget *content() const override;

private:
    void forget();
    void show();
    void showMenu(const QModelIndex &index, const QPoint &at);

    QString m_field;
    RowChoice m_chosen;
    ValueCounts m_counts;
    LogSnapshot m_counted; //!< what m_counts is of
    std::unique_ptr<ValueRun> m_run;
    qsizetype m_more = 0; //!< values that are not listed
    QLineEdit *m_edit;
    CountsModel *m_model;
    FigureTable *m_table;
};

} // namespace rtmscope
