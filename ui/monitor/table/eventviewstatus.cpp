// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// What the view says of itself: counts, why nothing is shown, how many rows are new.
#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/table/eventtablemodel.h"
#include "ui/monitor/table/eventview.h"
#include "ui/monitor/table/tabledesk.h"
#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString number(qsizetype n)
{
    return QLocale().toString(n);
}

//! Why there is nothing to see.
QString emptyWords(const EventTableModel::Counts &counts, bool isFiltering,
                   const FilterQuery::Problem *problem, const QString &nothingRecorded)
{
    if (counts.captured == 0)
        return nothingRecorded;
    if (isFiltering)
        return EventView::tr("Filtering…");
    if (counts.cleared == counts.captured)
        return EventView::tr("Everything so far is cleared from the list. What comes next appears here.");
    if (problem)
        return EventView::tr("The filter can't be used as it stands. %1").arg(problem->words);
    if (counts.givenUp > 0)
        return EventView::tr(
                   "Nothing is shown, but on %1 of %2 recorded events the regular expression takes too long. "
                   "Make it simpler.")
            .arg(number(qsizetype(counts.givenUp)), number(counts.captured));
    return EventView::tr("None of the %1 recorded events passes. Change the filter or the noise level.")
        .arg(number(counts.captured));
}

} // namespace

QString EventView::statusText() const
{
    if (const FilterQuery::Problem *problem = m_filter->problem())
        return tr("Character %1: %2").arg(number(problem->position + 1), problem->words);
    const EventTableModel::Counts counts = m_model->counts();
    QStringList parts{tr("%1 of %2 shown").arg(number(counts.shown), number(counts.captured))};
    if (m_filteringPercent >= 0)
        parts.prepend(tr("filtering, %1 %").arg(m_filteringPercent));
    if (counts.noise > 0)
        parts << tr("%1 hidden as noise").arg(number(counts.noise));
    if (counts.cleared > 0)
        parts << tr("%1 cleared").arg(number(counts.cleared));
    if (counts.givenUp > 0)
        parts.prepend(tr("%1 left out: the regular expression takes too long there, make it simpler")
                          .arg(number(qsizetype(counts.givenUp))));
    if (isPaused())
        parts.prepend(tr("paused, %1 waiting").arg(number(counts.waiting)));
    if (!m_remark.isEmpty())
        parts.prepend(m_remark);
    else if (m_selectedSeq != 0 && m_filteringPercent < 0 && !m_table->currentIndex().isValid())
        parts.prepend((m_log && m_log->rowOf(m_selectedSeq) < counts.cleared
                           ? tr("the selected event %1 is cleared from the list")
                           : tr("the selected event %1 is hidden by filter or noise level"))
                          .arg(m_selectedSeq));
    return parts.join(u" · "_s);
}

EventView::ShownCount EventView::shownCount() const
{
    const EventTableModel::Counts counts = m_model->counts();
    return {counts.shown, !m_model->isFiltering() && counts.waiting == 0};
}

void EventView::updateStatus()
{
    m_statusTimer.stop();
    const QString text = statusText();
    if (m_status->text() != text)
        m_status->setText(text);
    m_status->setAccessibleDescription(text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     theme::colour(m_filter->problem() ? theme::Colour::Error : theme::Colour::Dim));
    if (m_status->palette() != colours)
        m_status->setPalette(colours);
    if (const EventTableModel::Counts counts = m_model->counts(); counts.shown == 0)
        m_table->setEmptyText(
            m_log ? emptyWords(counts, m_filteringPercent >= 0, m_filter->problem(), m_emptyWords)
                  : tr("No events: nothing is connected and no capture is open."));
    m_table->setAccessibleDescription(m_model->counts().shown == 0 ? m_table->emptyText() : QString());
    m_desk->tell();
    updatePill();
    Q_EMIT counted(m_model->counts().captured);
}

void EventView::updatePill()
{
    // What a file has was there before, however long it takes to read it.
    const bool mayBeNew = !m_following && m_log && !m_log->isReadOnly() && !m_desk->hasOrder();
    const int newRows = !mayBeNew ? 0 : m_model->rowCount() - m_model->firstRowFrom(m_seenRows);
    const bool wanted = newRows > 0;
    if (wanted) {
        m_pill->setText(tr("%1 new ↓").arg(number(newRows)));
        m_pill->setAccessibleName(tr("%1 new events, go to the end").arg(number(newRows)));
    }
    m_pill->setVisible(wanted);
}

void EventView::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    if (m_model->counts().shown == 0)
        updateStatus();
}

void EventView::setBand(QWidget *band)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, band);
}

bool EventView::isFiltering() const
{
    return m_model->isFiltering();
}

std::vector<quint32> EventView::shownRows() const
{
    std::vector<quint32> rows;
    rows.reserve(std::size_t(m_model->rowCount()));
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows.push_back(quint32(m_model->logRow(row)));
    return rows;
}

void EventView::setFoot(QWidget *foot)
{
    static_cast<QVBoxLayout *>(layout())->addWidget(foot);
}

void EventView::setBeside(QWidget *strip)
{
    m_list->addWidget(strip);
}

void EventView::say(const QString &remark)
{
    m_remark = remark;
    updateStatus();
}

void EventView::setSwallowing(bool swallows)
{
    m_model->setSwallowing(swallows);
}

} // namespace rtmscope
