// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/gaps/gapspane.h"

#include "core/summary/gapwords.h"
#include "core/workspace/workspace.h"
#include "ui/gaps/gapsmodel.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/plainheader.h"
#include "ui/theme/rowdelegate.h"

#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr qreal lead = 2; // rows begin where the words above and below do

class GapDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    Colour ink(const QModelIndex &index) const override
    {
        if (index.column() == GapsModel::Cause)
            return Colour::Dim;
        const auto *model = static_cast<const GapsModel *>(index.model());
        const Gap::State state = model->at(index.row()).state();
        const bool whole = state == Gap::State::Resumed || state == Gap::State::Filled;
        return index.column() == GapsModel::Outcome && !whole ? Colour::Warning : Colour::Text;
    }
};

} // namespace

GapsPane::GapsPane(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_model(new GapsModel(this))
    , m_pages(new QStackedLayout(this))
    , m_empty(new TokenLabel(Colour::Dim, TokenLabel::Size::Body, this))
    , m_summary(new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_list(new QTreeView(this))
{
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(grid(6));
    m_empty->setAccessibleName(tr("No gaps"));
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("All gaps"));
    m_summary->setContentsMargins(grid(4), grid(2), grid(4), grid(1.5));
    makeList();
    auto *ledger = new QWidget(this);
    auto *column = new QVBoxLayout(ledger);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_summary);
    column->addWidget(m_list, 3);
    column->addWidget(makeDetail(), 4);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(ledger);
    connect(m_model, &GapsModel::refreshed, this, &GapsPane::refresh);
    connect(m_model, &GapsModel::elapsedChanged, this, [this](const QString &elapsed) {
        m_summary->say(summary());
        Q_EMIT elapsedChanged(elapsed);
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &GapsPane::showDetail);
    refresh();
}

void GapsPane::makeList()
{
    m_list->setAccessibleName(tr("Gaps"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTabKeyNavigation(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new GapDelegate(lead, m_list));
    m_header = new PlainHeader(m_list);
    m_list->setHeader(m_header);
    m_list->setModel(m_model);
    m_list->header()->setSectionsMovable(false);
    m_list->header()->setHighlightSections(false);
    m_header->setSectionsClickable(false);
    m_header->setStretchLastSection(true);
    for (const int column : {GapsModel::Proof, GapsModel::Connections})
        m_list->setColumnHidden(column, true); // they stand below, in full
    layOutColumns();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &GapsPane::currentChanged);
    connect(m_list, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT eventRequested(m_model->at(index.row()).entry()); });
}

//! A column that finds no room goes: all of it stands below, and nobody scrolls sideways.
void GapsPane::layOutColumns()
{
    m_header->setFont(theme::secondaryFont());
    m_header->setLead(grid(lead));
    const int digit = fontMetrics().horizontalAdvance(u'0');
    constexpr int outcomeDigits = 24;
    constexpr int causeDigits = 30;
    int needed = outcomeDigits * digit;
    int end = 0;
    for (const auto &[column, digits] :
         {std::pair{GapsModel::Start, 8}, {GapsModel::End, 8}, {GapsModel::Duration, 13}}) {
        int width = digits * digit + 2 * PlainHeader::padding();
        // What is not of today carries its date.
        for (const int row : {0, m_model->rowCount() - 1})
            width =
                std::max(width, m_list->itemDelegate()->sizeHint({}, m_model->index(row, column)).width());
        m_list->setColumnWidth(column, width);
        (column == GapsModel::End ? end : needed) += width;
    }
    m_list->setColumnWidth(GapsModel::Outcome, outcomeDigits * digit);
    m_list->setColumnHidden(GapsModel::End, needed + end > width());
    m_list->setColumnHidden(GapsModel::Cause, needed + end + causeDigits * digit > width());
}

QWidget *GapsPane::makeDetail()
{
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Gap details"));
    auto *detail = new Surface(Colour::Panel, Qt::TopEdge, area);
    auto *fields = new QGridLayout(detail);
    fields->setContentsMargins(grid(4), grid(3), grid(4), grid(3));
    fields->setHorizontalSpacing(grid(3));
    fields->setVerticalSpacing(grid(2));
    fields->setColumnStretch(1, 1);
    m_when = addField(fields, tr("When"));
    m_cause = addField(fields, tr("Cause"));
    m_proof = addField(fields, tr("Proof"));
    m_connections = addField(fields, tr("Connections"));
    m_filled = addField(fields, tr("Back-filled"));
    m_unknowable = addField(fields, tr("Can’t be known"));
    fields->setRowStretch(fields->rowCount(), 1);
    area->setWidget(detail);
    return area;
}

TokenLabel *GapsPane::addField(QGridLayout *fields, const QString &caption)
{
    const int row = fields->rowCount();
    auto *name = new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, fields->parentWidget());
    name->setText(caption);
    auto *value = new TokenLabel(Colour::Text, TokenLabel::Size::Secondary, fields->parentWidget());
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(caption);
    fields->addWidget(name, row, 0, Qt::AlignTop);
    fields->addWidget(value, row, 1);
    return value;
}

void GapsPane::setFeed(WorkspaceFeed *feed, bool recording)
{
    m_connectedUs = 0;
    m_recording = recording;
    m_chosen = false;
    m_settledUs = QDateTime::currentMSecsSinceEpoch() * 1000;
    m_model->setFeed(feed, recording);
    refresh();
}

void GapsPane::setConnected(bool connected)
{
    if (!connected || m_connectedUs != 0)
        return;
    m_connectedUs = QDateTime::currentMSecsSinceEpoch() * 1000;
    refresh();
}

void GapsPane::selectGapOfEvent(quint64 seq)
{
    const int row = m_model->rowOfEntry(seq);
    if (row < 0)
        return;
    m_chosen = true;
    m_selecting = true;
    m_list->setCurrentIndex(m_model->index(row, 0));
    m_selecting = false;
}

void GapsPane::refresh()
{
    m_empty->say(emptyWords());
    m_summary->say(summary());
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    setFocusProxy(m_pages->currentIndex() == 0 ? nullptr : m_list); // words alone take no keys
    layOutColumns();
    if ((!m_chosen || !m_list->currentIndex().isValid()) && m_model->rowCount() > 0) {
        m_selecting = true; // something to read: the newest, until somebody chooses
        m_list->setCurrentIndex(m_model->index(0, 0));
        m_selecting = false;
    }
    showDetail();
    Q_EMIT countChanged(int(m_model->count()));
    tellSettled();
}

//! Once per outage, when nothing more is to come of it. Of several in a row the newest speaks.
void GapsPane::tellSettled()
{
    if (m_recording || m_model->rowCount() == 0)
        return;
    const Gap &gap = m_model->at(0);
    const Gap::State state = gap.state();
    if (gap.fromUs <= m_settledUs || gap.isOpen() || state == Gap::State::Filling ||
        state == Gap::State::Waiting)
        return;
    m_settledUs = gap.fromUs;
    Q_EMIT gapSettled(tr("No connection %1 to %2, %3")
                          .arg(GapWords::clock(gap.fromUs), GapWords::moment(gap.toUs, gap.fromUs),
                               GapWords::outcome(gap)));
}

QString GapsPane::emptyWords() const
{
    if (!m_model->workspace())
        return tr("Nothing is open. This pane tells when the stream was interrupted, and what was missed.");
    if (m_recording)
        return tr("No gaps: the stream in this capture is whole.");
    if (m_connectedUs == 0)
        return tr("Not connected yet. This pane tells when the stream was interrupted, and what was missed.");
    return tr("No gaps: the stream has been whole since %1.").arg(GapWords::clock(m_connectedUs));
}

QString GapsPane::summary() const
{
    qint64 lengthUs = 0;
    int filled = 0;
    int ended = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Gap &gap = m_model->at(row);
        lengthUs += gap.isOpen() ? 0 : gap.toUs - gap.fromUs;
        ended += gap.isOpen() ? 0 : 1;
        filled += gap.messages();
    }
    const auto count = m_model->count();
    QStringList parts{count == 1 ? tr("1 gap") : tr("%1 gaps").arg(QLocale().toString(count))};
    if (ended > 0)
        parts.append(tr("%1 without a connection").arg(GapWords::duration(lengthUs)));
    if (ended > 0 || filled > 0)
        parts.append(tr("%1 back-filled").arg(GapWords::messages(filled)));
    QString words = parts.join(u", "_s) + u'.';
    if (const QString elapsed = m_model->elapsed(); !elapsed.isEmpty())
        words += u' ' + tr("The newest is still open, lasting %1.").arg(elapsed);
    else if (m_model->rowCount() > 0 && m_model->at(0).isOpen())
        words += u' ' + tr("The newest was still open when the capture ends.");
    if (count > quint64(m_model->rowCount()))
        words += u' ' + tr("The latest %1 are listed; the event stream has all.")
                            .arg(QLocale().toString(m_model->rowCount()));
    return words;
}

void GapsPane::showDetail()
{
    const QModelIndex current = m_list->currentIndex();
    const Workspace *workspace = m_model->workspace();
    if (!current.isValid() || !workspace)
        return;
    const Gap &gap = m_model->at(current.row());
    const auto column = [&](int which) { return current.siblingAtColumn(which).data().toString(); };
    const auto orUnknown = [](const QString &text) { return text.isEmpty() ? tr("not recorded") : text; };
    m_when->say(gap.isOpen() ? tr("since %1, %2").arg(column(GapsModel::Start), column(GapsModel::Duration))
                             : tr("%1 to %2, %3")
                                   .arg(column(GapsModel::Start), column(GapsModel::End),
                                        column(GapsModel::Duration)));
    m_cause->say(gap.code.isEmpty() ? orUnknown(gap.cause)
                                    : tr("%1 (%2)").arg(column(GapsModel::Cause), gap.code));
    m_proof->say(orUnknown(gap.proof));
    m_connections->say(orUnknown(column(GapsModel::Connections)));
    QStringList filled = GapWords::places(gap, *workspace);
    filled.prepend(gap.isOpen() ? tr("not yet") : column(GapsModel::Outcome));
    m_filled->say(filled.join(u'\n'));
    m_unknowable->say(GapWords::unknowable(gap));
}

void GapsPane::currentChanged()
{
    showDetail();
    const QModelIndex current = m_list->currentIndex();
    if (m_selecting || !current.isValid())
        return;
    m_chosen = true;
    Q_EMIT gapSelected(m_model->at(current.row()).entry());
}

KeyGroup GapsPane::keyHelp()
{
    return {tr("In the gaps"),
            {{tr("Previous gap"), {Qt::Key_Up}},
             {tr("Next gap"), {Qt::Key_Down}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("First gap"), {Qt::Key_Home}},
             {tr("Last gap"), {Qt::Key_End}},
             {tr("Show its event"), {Qt::Key_Return, Qt::Key_Enter}}}};
}

void GapsPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        layOutColumns();
    Surface::changeEvent(event);
}

void GapsPane::resizeEvent(QResizeEvent *event)
{
    Surface::resizeEvent(event);
    layOutColumns();
}

} // namespace rtmscope
