// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/findings/findingspane.h"

#include "ui/findings/findingsmodel.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/rowlook.h"

#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using theme::Colour;

//! What was found, and below it, fainter, where and how often.
class TwoLines : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            theme::paintSelection(*painter, option.rect);
        if (option.state & QStyle::State_HasFocus)
            theme::paintFocusFrame(*painter, option.rect);
        const Colour ground = selected ? Colour::Selection : Colour::Background;
        QRect line = option.rect.adjusted(theme::grid(4), theme::grid(1), -theme::grid(2), 0);
        const auto write = [&](const QFont &font, Colour ink, const QString &text) {
            line.setHeight(QFontMetrics(font).height());
            painter->setFont(font);
            painter->setPen(theme::colourOn(ink, ground));
            theme::drawText(*painter, line, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                            QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
            line.moveTop(line.bottom() + 1);
        };
        write(theme::bodyFont(), Colour::Text, index.data().toString());
        write(theme::secondaryFont(), Colour::Dim, index.data(FindingsModel::DetailRole).toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {theme::grid(40), QFontMetrics(theme::bodyFont()).height() +
                                     QFontMetrics(theme::secondaryFont()).height() + theme::grid(2)};
    }
};

} // namespace

FindingsPane::FindingsPane(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
    , m_model(new FindingsModel(this))
    , m_list(new List)
    , m_status(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary))
{
    m_list->setAccessibleName(tr("Findings"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TwoLines(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_status->setContentsMargins(theme::grid(4), theme::grid(1), theme::grid(4), theme::grid(1));
    m_status->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(m_status);

    m_pause.setSingleShot(true);
    m_pause.setInterval(1s);
    connect(&m_pause, &QTimer::timeout, &m_run, [this] {
        if (isVisible())
            m_run.goOn();
    });
    connect(&m_run, &FindingsRun::advanced, this, &FindingsPane::tell);
    connect(m_list, &QWidget::customContextMenuRequested, this, &FindingsPane::showMenu);
    connect(m_list, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT eventRequested(m_model->at(index.row()).firstSeq); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT eventChosen(m_model->at(current.row()).firstSeq);
            });
    tell();
}

void FindingsPane::setLog(EventLog *log)
{
    if (m_run.log())
        m_run.log()->disconnect(this);
    m_run.setLog(log);
    if (log)
        connect(log, &EventLog::grew, this, [this] {
            if (isVisible() && !m_pause.isActive())
                m_pause.start();
        });
    if (isVisible())
        m_run.goOn();
}

void FindingsPane::showEvent(QShowEvent *event)
{
    Surface::showEvent(event);
    m_run.goOn();
}

void FindingsPane::hideEvent(QHideEvent *event)
{
    Surface::hideEvent(event);
    m_run.pause();
}

void FindingsPane::tell()
{
    m_model->show(m_run.findings());
    const QLocale locale;
    const qsizetype all = m_run.log() ? m_run.log()->size() : 0;
    const QString looked =
        tr("%1 of %2 events looked at").arg(locale.toString(m_run.rows()), locale.toString(all));
    m_status->setText(m_run.isFull() ? tr("%1; there are more findings than are listed").arg(looked)
                                     : looked);
    m_status->setVisible(m_run.log() != nullptr);
    m_list->setEmptyWords(!m_run.log()         ? tr("Nothing is open.")
                          : m_run.rows() < all ? tr("Looking …")
                                               : tr("Nothing new: all types, members and blocks are known."));
}

void FindingsPane::showMenu(const QPoint &at)
{
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    const quint64 seq = m_model->at(index.row()).firstSeq;
    const QString filter = m_model->filterFor(index.row());
    QMenu menu(this);
    menu.addAction(tr("Go to the first event"), this, [this, seq] { Q_EMIT eventRequested(seq); });
    menu.addAction(tr("Filter such events"), this, [this, filter] { Q_EMIT filterRequested(filter); })
        ->setEnabled(!filter.isEmpty());
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

} // namespace rtmscope
