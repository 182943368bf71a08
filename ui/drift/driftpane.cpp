// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/drift/driftpane.h"

#include "core/drift/driftwords.h"
#include "ui/drift/driftmodel.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/rowlook.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace rtmscope {

namespace {

using theme::Colour;

//! Where something differs, and below it, fainter, what stands here and there.
class DriftDelegate : public QStyledItemDelegate
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
        const bool isOmission = index.data(DriftModel::OmissionRole).toBool();
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
        write(isOmission ? theme::secondaryFont() : theme::bodyFont(),
              isOmission ? Colour::Dim : Colour::Text, index.data().toString());
        if (!isOmission)
            write(theme::secondaryFont(), Colour::Dim, index.data(DriftModel::DetailRole).toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int secondary = QFontMetrics(theme::secondaryFont()).height();
        const bool isOmission = index.data(DriftModel::OmissionRole).toBool();
        return {theme::grid(40),
                theme::grid(2) +
                    (isOmission ? secondary : QFontMetrics(theme::bodyFont()).height() + secondary)};
    }
};

} // namespace

DriftPane::DriftPane(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_model(new DriftModel(this))
    , m_list(new List(this))
    , m_status(new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_compare(new QPushButton(tr("Compare…"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_copy(new QPushButton(tr("Copy all"), this))
{
    m_list->setAccessibleName(tr("Differences from the server"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new DriftDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_status->setWordWrap(true);
    m_status->setAccessibleName(tr("Comparison"));
    m_status->setContentsMargins(theme::grid(4), theme::grid(1.5), theme::grid(4), theme::grid(1.5));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_status);
    column->addWidget(m_list, 3);
    column->addWidget(makeDetail(), 2);
    setFocusProxy(m_list);
    connect(m_list, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const quint64 seq = m_model->at(index.row()).seq; seq != 0)
            Q_EMIT eventRequested(seq);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DriftPane::currentChanged);
    reset({});
}

QWidget *DriftPane::makeBar()
{
    auto *bar = new Surface(Colour::Panel, Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::grid(4), theme::grid(1.5), theme::grid(4), theme::grid(1.5));
    row->setSpacing(theme::grid(2));
    m_compare->setToolTip(tr("Read history and replies from the server and list what differs here"));
    for (QPushButton *button : {m_compare, m_cancel, m_copy}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_compare, &QPushButton::clicked, this, &DriftPane::compareRequested);
    connect(m_cancel, &QPushButton::clicked, this, &DriftPane::cancelRequested);
    connect(m_copy, &QPushButton::clicked, this, &DriftPane::copyRequested);
    return bar;
}

QWidget *DriftPane::makeDetail()
{
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("The chosen difference"));
    auto *detail = new Surface(Colour::Panel, Qt::TopEdge, area);
    auto *fields = new QGridLayout(detail);
    fields->setContentsMargins(theme::grid(4), theme::grid(3), theme::grid(4), theme::grid(3));
    fields->setHorizontalSpacing(theme::grid(3));
    fields->setVerticalSpacing(theme::grid(2));
    fields->setColumnStretch(1, 1);
    m_what = addField(fields, tr("What"));
    m_values = addField(fields, tr("Values"));
    m_origin = addField(fields, tr("Origin"));
    fields->setRowStretch(fields->rowCount(), 1);
    area->setWidget(detail);
    m_detail = area;
    return area;
}

TokenLabel *DriftPane::addField(QGridLayout *fields, const QString &caption)
{
    const int row = fields->rowCount();
    auto *name = new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, fields->parentWidget());
    name->setText(caption);
    auto *value = new TokenLabel(Colour::Text, TokenLabel::Size::Secondary, fields->parentWidget());
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(caption);
    fields->addWidget(name, row, 0, Qt::AlignTop);
    fields->addWidget(value, row, 1);
    return value;
}

void DriftPane::reset(const QString &why)
{
    m_model->clear();
    m_compare->setEnabled(why.isEmpty());
    m_cancel->hide();
    m_copy->hide();
    m_status->hide();
    m_detail->hide();
    m_list->setEmptyWords(
        why.isEmpty() ? tr("Not compared yet. “Compare” reads history and replies from the server and lists "
                           "what differs here, with the event where the ways parted.")
                      : why);
}

void DriftPane::showProgress(const QString &words)
{
    if (m_cancel->isHidden()) {
        m_model->clear();
        m_detail->hide();
        m_copy->hide();
        m_list->setEmptyWords({});
    }
    m_compare->setEnabled(false);
    m_cancel->show();
    m_status->setInk(Colour::Dim);
    m_status->say(words);
    m_status->show();
}

void DriftPane::showReport(const DriftReport &report, const Workspace &workspace)
{
    m_model->show(report, workspace);
    m_compare->setEnabled(true);
    m_cancel->hide();
    m_copy->setVisible(m_model->rowCount() > 0);
    m_status->setInk(report.findings.isEmpty() ? Colour::Dim : Colour::Warning);
    m_status->say(report.isComplete ? DriftWords::summary(report)
                                    : tr("Given up. %1").arg(DriftWords::summary(report)));
    m_status->show();
    m_list->setEmptyWords(report.isComplete ? tr("The server says the same as is shown here.") : QString());
    if (m_model->rowCount() > 0 && !report.findings.isEmpty())
        m_list->setCurrentIndex(m_model->index(0));
    currentChanged();
}

void DriftPane::currentChanged()
{
    const QModelIndex current = m_list->currentIndex();
    m_detail->setVisible(current.isValid());
    if (!current.isValid())
        return;
    const DriftModel::Row &row = m_model->at(current.row());
    m_what->say(row.headline);
    m_values->say(row.values.isEmpty() ? tr("none") : row.values);
    m_origin->say(row.origin.isEmpty() ? tr("none") : row.origin);
    if (row.seq != 0)
        Q_EMIT eventChosen(row.seq);
}

KeyGroup DriftPane::keyHelp()
{
    return {tr("In the differences from the server"),
            {{tr("Previous difference"), {Qt::Key_Up}},
             {tr("Next difference"), {Qt::Key_Down}},
             {tr("Show its event"), {Qt::Key_Return, Qt::Key_Enter}}}};
}

} // namespace rtmscope
