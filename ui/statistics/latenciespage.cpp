// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/latenciespage.h"

#include "ui/parts/tokenlabel.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/statistics/figures/histogram.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::theme::grid;

namespace rtmscope {

LatenciesPage::LatenciesPage(QWidget *parent)
    : StatisticsPage(parent)
    , m_kinds(new LatenciesModel(this))
    , m_table(new FigureTable(tr("Latencies"), this))
    , m_histogram(new Histogram(this))
    , m_lack(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_slowest(new SlowestModel(this))
    , m_list(new FigureTable(tr("Slowest"), this))
{
    makeTables();
    m_lack->setWordWrap(true);
    m_lack->setContentsMargins(grid(4), grid(3), grid(4), grid(3));
    m_lack->setAccessibleName(tr("Why there are none"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_table);
    column->addSpacing(grid(2));
    column->addWidget(m_histogram);
    column->addWidget(m_lack);
    column->addWidget(m_list, 1);
    connect(&m_run, &TallyRunBase::advanced, this, [this] {
        show();
        Q_EMIT advanced();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_isChosen = m_isChosen || m_table->hasFocus();
        showKind();
    });
    connect(m_list, &FigureTable::rowActivated, this,
            [this](int row) { Q_EMIT eventRequested(m_slowest->at(row).askedSeq); });
    connect(m_list, &FigureTable::menuRequested, this, &LatenciesPage::showMenu);
    setChoice({});
    fitKinds();
}

void LatenciesPage::makeTables()
{
    m_table->setModel(m_kinds);
    m_table->header()->setSortIndicatorShown(false);
    m_table->header()->setSectionsClickable(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setColumns({{{}, 0},
                         {u"9,999,999"_s, 3},
                         {u"999 min"_s, 0},
                         {u"999 ms"_s, 4},
                         {u"999 min"_s, 2},
                         {u"99 min 99 s"_s, 1},
                         {u"9,999"_s, 5}});
    m_table->setCurrentIndex(m_kinds->index(0, 0));
    m_list->setModel(m_slowest);
    m_list->header()->setSortIndicatorShown(false);
    m_list->header()->setSectionsClickable(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setColumns({{u"99 min 99 s"_s, 0}, {{}, 0}, {u"9,999,999"_s, 0}});
}

//! All kinds are in view: there are five.
void LatenciesPage::fitKinds()
{
    const int row = m_table->sizeHintForRow(0);
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + int(latencyKindCount) * row + 2);
}

void LatenciesPage::changeEvent(QEvent *event)
{
    StatisticsPage::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitKinds();
}

void LatenciesPage::setLog(EventLog *log, const WorkspaceFeed *names)
{
    StatisticsPage::setLog(log, names);
    m_isChosen = false;
    setChoice({});
}

void LatenciesPage::setChoice(const RowChoice &chosen)
{
    m_run.forget({}, chosen);
    show();
}

void LatenciesPage::goOn(const LogSnapshot &log)
{
    m_run.goOn(log);
    showKind();
}

void LatenciesPage::show()
{
    m_kinds->show(m_run.figures());
    // Until somebody chooses, what the record has most of.
    if (!m_isChosen) {
        const auto &kinds = m_run.figures()->kinds;
        const auto most = std::max_element(
            kinds.begin(), kinds.end(),
            [](const LatencyFigures::Kind &a, const LatencyFigures::Kind &b) { return a.count < b.count; });
        m_table->setCurrentIndex(m_kinds->index(int(most - kinds.begin()), 0));
    }
    showKind();
}

void LatenciesPage::showKind()
{
    const int row = std::max(0, m_table->currentIndex().row());
    const LatencyFigures::Kind &kind = m_kinds->at(row);
    const bool isEmpty = kind.count == 0;
    m_histogram->setBars(kind.histogram);
    m_histogram->setVisible(!isEmpty);
    m_lack->setVisible(isEmpty);
    m_lack->say(!log()           ? tr("Nothing is open.")
                : m_run.isBusy() ? tr("Looking…")
                                 : LatenciesModel::lackWords(LatencyKind(row), kind.unanswered));
    m_slowest->show(kind.slowest);
    m_list->setVisible(!isEmpty);
}

QString LatenciesPage::summary() const
{
    const auto &kinds = m_run.figures()->kinds;
    qint64 count = 0;
    for (const LatencyFigures::Kind &kind : kinds)
        count += kind.count;
    if (count == 0)
        return {};
    return tr("%1 measured, by the times of the record").arg(figures::count(count));
}

QByteArray LatenciesPage::csv(bool selectedOnly) const
{
    return m_kinds->csv(rowsFor(*m_table, selectedOnly));
}

QWidget *LatenciesPage::content() const
{
    return m_table;
}

void LatenciesPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    const LatencyFigures::Slow slow = m_slowest->at(index.row());
    QMenu menu(this);
    menu.addAction(tr("Go to the event"), this, [this, slow] { Q_EMIT eventRequested(slow.askedSeq); });
    menu.addAction(tr("Go to its answer"), this, [this, slow] { Q_EMIT eventRequested(slow.answeredSeq); })
        ->setEnabled(slow.answeredSeq != slow.askedSeq);
    menu.exec(at);
}

} // namespace rtmscope
