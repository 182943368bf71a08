// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/plotpage.h"

#include "core/base/clock.h"
#include "core/filter/filtertree.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/statistics/figures/plotview.h"
#include "ui/statistics/valuespage.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

PlotPage::PlotPage(QWidget *parent)
    : StatisticsPage(parent)
    , m_edit(
          makeFieldEdit(tr("Field that is plotted"), this, [this](const QString &field) { setField(field); }))
    , m_plot(new PlotView(this))
{
    m_edit->setPlaceholderText(tr("size, message.reply_count, num_connections"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme::grid(4), 0, theme::grid(4), theme::grid(1));
    bar->addWidget(m_edit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_plot, 1);
    connect(&m_run, &TallyRunBase::advanced, this, [this] {
        show();
        Q_EMIT advanced();
    });
    connect(m_plot, &PlotView::eventChosen, this, &PlotPage::eventChosen);
    setField(u"size"_s);
}

void PlotPage::setField(const QString &field)
{
    m_field = field;
    if (m_edit->text() != field)
        m_edit->setText(field);
    forget();
    Q_EMIT workWanted();
}

void PlotPage::setLog(EventLog *log, const WorkspaceFeed *names)
{
    StatisticsPage::setLog(log, names);
    setChoice({});
}

void PlotPage::setChoice(const RowChoice &chosen)
{
    m_chosen = chosen;
    forget();
}

void PlotPage::forget()
{
    m_run.forget({.field = m_field}, m_chosen);
    show();
}

void PlotPage::goOn(const LogSnapshot &log)
{
    if (!hasWork())
        return;
    m_run.goOn(log);
    if (m_run.figures()->count == 0)
        show();
}

bool PlotPage::hasWork() const
{
    return filter::Field::parse(m_field).has_value();
}

void PlotPage::show()
{
    m_plot->setFigures(m_run.figures());
    m_plot->setEmptyWords(
        !log()              ? tr("Nothing is open.")
        : m_field.isEmpty() ? tr("Write a field above, or choose “Plot it” in an event’s tree.")
        : !hasWork() ? tr("“%1” is no field. Paths are written like message.reply_count.").arg(m_field)
        : m_run.isBusy()                 ? tr("Looking…")
        : m_run.figures()->otherKind > 0 ? tr("“%1” is there in %2 events, but is no number.")
                                               .arg(m_field, figures::count(m_run.figures()->otherKind))
                                         : tr("No event that is shown has a number at “%1”.").arg(m_field));
}

QString PlotPage::summary() const
{
    const PlotFigures &found = *m_run.figures();
    if (found.count == 0)
        return {};
    QString words = tr("%1 numbers, lowest %2, median %3, highest %4")
                        .arg(figures::count(found.count), figures::number(found.lowest),
                             figures::number(found.median), figures::number(found.highest));
    if (found.otherKind > 0)
        words = tr("%1; in %2 events it is no number").arg(words, figures::count(found.otherKind));
    return words;
}

//! What is drawn: the lowest and the highest of each piece of the time.
QByteArray PlotPage::csv(bool) const
{
    figures::Csv csv;
    for (const QString &name :
         {u"time"_s, u"count"_s, u"lowest"_s, u"highest"_s, u"lowest_n"_s, u"highest_n"_s})
        csv.add(name);
    csv.endRow();
    for (const PlotFigures::Column &column : m_run.figures()->columns) {
        csv.add(QString::fromLatin1(isoUtc(column.timeUs)));
        csv.add(column.count);
        csv.add(column.lowest);
        csv.add(column.highest);
        csv.add(column.lowestSeq);
        csv.add(column.highestSeq);
        csv.endRow();
    }
    return csv.text();
}

QWidget *PlotPage::content() const
{
    return m_plot;
}

} // namespace rtmscope
