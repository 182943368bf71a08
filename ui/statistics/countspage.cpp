// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/countspage.h"

#include "core/log/eventlog.h"
#include "ui/statistics/countsmodel.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"

#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

CountsPage::CountsPage(QWidget *parent)
    : StatisticsPage(parent)
    , m_model(new CountsModel(this))
    , m_table(new FigureTable(tr("Counts"), this))
{
    m_table->setModel(m_model);
    setCountColumns(*m_table, true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CountsModel::Count, Qt::DescendingOrder);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_table);
    connect(&m_run, &TallyRunBase::advanced, this, [this] {
        show();
        Q_EMIT advanced();
    });
    connect(m_table, &FigureTable::rowActivated, this, [this](int row) {
        Q_EMIT filterRequested(m_model->filterFor(row, names()), FilterJoin::Replace);
    });
    connect(m_table, &FigureTable::menuRequested, this, &CountsPage::showMenu);
    setChoice({});
}

void setCountColumns(FigureTable &table, bool withBytes)
{
    table.setColumns({{{}, 0},
                      {u"9,999,999"_s, 0},
                      {u"100.0 %"_s, 1},
                      {u"999.9 MB"_s, withBytes ? 2 : FigureTable::never},
                      {u"999.9 /min"_s, withBytes ? 3 : FigureTable::never}});
}

void CountsPage::setKey(StatisticsKey key)
{
    if (m_key == key)
        return;
    m_key = key;
    show();
}

void CountsPage::setLog(EventLog *log, const WorkspaceFeed *names)
{
    StatisticsPage::setLog(log, names);
    m_run.forget({}, {});
    show();
}

//! What was counted before stands until there is something else: with the rows their selection would go, and
//! somebody may be about to press Enter on one.
void CountsPage::setChoice(const RowChoice &chosen)
{
    m_run.forget({}, chosen);
}

void CountsPage::goOn(const LogSnapshot &log)
{
    m_run.goOn(log);
    if (figures().count == 0 && (!m_run.isBusy() || m_model->rowCount() == 0))
        show();
}

void CountsPage::show()
{
    m_model->showCounts(m_key, figures(), names());
    m_table->setEmptyWords(!log()           ? tr("Nothing is open.")
                           : m_run.isBusy() ? tr("Counting…")
                           : log()->size() == 0
                               ? tr("Nothing was recorded yet. Counts appear with the first events.")
                               : tr("No event is shown: the filter or the noise level hides them all."));
}

void CountsPage::namesChanged()
{
    if (m_key == StatisticsKey::Channel || m_key == StatisticsKey::User)
        show();
}

QString CountsPage::summary() const
{
    const LogStatistics &counted = figures();
    if (counted.count == 0)
        return {};
    QString words = tr("%1 events, %2").arg(figures::count(counted.count), figures::bytes(counted.bytes));
    if (counted.lastUs != 0)
        words = tr("%1, %2 to %3, %4")
                    .arg(words, figures::moment(counted.firstUs, 0),
                         figures::moment(counted.lastUs, counted.firstUs),
                         figures::rate(counted.rate(counted.count)));
    if (counted.others > 0)
        words = tr("%1. %2 others with %3 events are not listed.")
                    .arg(words, figures::count(counted.others), figures::count(counted.othersCount));
    return words;
}

QByteArray CountsPage::csv(bool selectedOnly) const
{
    return m_model->csv(rowsFor(*m_table, selectedOnly));
}

QWidget *CountsPage::content() const
{
    return m_table;
}

void CountsPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    QMenu menu(this);
    addFilters(menu, m_model->filterFor(index.row(), names()));
    menu.exec(at);
}

} // namespace rtmscope
