// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/valuespage.h"

#include "core/filter/filtertree.h"
#include "core/log/eventlog.h"
#include "ui/statistics/countsmodel.h"
#include "ui/statistics/countspage.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr std::size_t mostListed = 5'000;

} // namespace

QLineEdit *makeFieldEdit(const QString &name, QWidget *parent,
                         const std::function<void(const QString &)> &act)
{
    auto *edit = new QLineEdit(parent);
    edit->setAccessibleName(name);
    edit->setLayoutDirection(Qt::LeftToRight);
    edit->setClearButtonEnabled(false);
    QObject::connect(edit, &QLineEdit::returnPressed, edit, [edit, act] { act(edit->text().trimmed()); });
    return edit;
}

ValuesPage::ValuesPage(QWidget *parent)
    : StatisticsPage(parent)
    , m_edit(makeFieldEdit(tr("Field whose values are counted"), this,
                           [this](const QString &field) { setField(field); }))
    , m_model(new CountsModel(this))
    , m_table(new FigureTable(tr("Values"), this))
{
    m_edit->setPlaceholderText(tr("subtype, reaction, message.edited.user"));
    m_table->setModel(m_model);
    setCountColumns(*m_table, false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CountsModel::Count, Qt::DescendingOrder);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme::grid(4), 0, theme::grid(4), theme::grid(2));
    bar->addWidget(m_edit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    connect(m_table, &FigureTable::rowActivated, this,
            [this](int row) { Q_EMIT filterRequested(m_model->row(row).filter, FilterJoin::Replace); });
    connect(m_table, &FigureTable::menuRequested, this, &ValuesPage::showMenu);
    setField(u"subtype"_s);
}

void ValuesPage::setField(const QString &field)
{
    m_field = field;
    if (m_edit->text() != field)
        m_edit->setText(field);
    forget();
    Q_EMIT workWanted();
}

void ValuesPage::setLog(EventLog *log, const WorkspaceFeed *names)
{
    StatisticsPage::setLog(log, names);
    setChoice({});
}

void ValuesPage::setChoice(const RowChoice &chosen)
{
    m_chosen = chosen;
    forget();
}

void ValuesPage::forget()
{
    m_run.reset();
    m_counts = {};
    m_counted = {};
    show();
}

void ValuesPage::goOn(const LogSnapshot &log)
{
    if (m_run || log.size() <= m_counts.until() || !hasWork())
        return;
    m_counted = log;
    m_run = std::make_unique<ValueRun>(log, m_field, m_counts, m_chosen);
    connect(m_run.get(), &ValueRun::advanced, this, [this] {
        m_counts = m_run->counts();
        if (m_run->isFinished())
            m_run.release()->deleteLater(); // it is what tells this
        show();
        Q_EMIT advanced();
    });
    if (m_model->rowCount() == 0)
        show();
}

//! What was counted so far is gone on with.
void ValuesPage::halt()
{
    m_run.reset();
}

bool ValuesPage::hasWork() const
{
    return filter::Field::parse(m_field).has_value();
}

StatisticsPage::Progress ValuesPage::progress() const
{
    return {m_run != nullptr, m_counts.until(), m_run ? m_run->log().size() : m_counts.until()};
}

void ValuesPage::show()
{
    const ValueCounts::Listed listed = m_counts.list(m_counted, mostListed);
    m_more = listed.more;
    m_model->showValues(m_field, listed.values, m_counts.until());
    m_table->setEmptyWords(
        !log()              ? tr("Nothing is open.")
        : m_field.isEmpty() ? tr("Write a field above, or choose “Count its values” in an event’s tree.")
        : !hasWork() ? tr("“%1” is no field. Paths are written like message.edited.user.").arg(m_field)
        : m_run      ? tr("Counting…")
        : m_counts.until() == 0 ? tr("Nothing was recorded yet.")
                                : tr("No event has a value at “%1”.").arg(m_field));
}

QString ValuesPage::summary() const
{
    if (m_model->rowCount() == 0)
        return {};
    QString words =
        m_counts.distinct() == 1 ? tr("1 value") : tr("%1 values").arg(figures::count(m_counts.distinct()));
    if (m_more > 0)
        words = tr("%1, of which the %2 most frequent are listed")
                    .arg(words, figures::count(m_model->rowCount()));
    return m_counts.leavesOut() ? tr("%1. There are more, or some that are too long to be listed.").arg(words)
                                : words;
}

QByteArray ValuesPage::csv(bool selectedOnly) const
{
    return m_model->csv(rowsFor(*m_table, selectedOnly));
}

QWidget *ValuesPage::content() const
{
    return m_table;
}

void ValuesPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    QMenu menu(this);
    addFilters(menu, m_model->row(index.row()).filter);
    menu.exec(at);
}

} // namespace rtmscope
