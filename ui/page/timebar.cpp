// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/timebar.h"

#include "ui/parts/tokenlabel.h"
#include "ui/theme/hatching.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

TimeBar::TimeBar(QWidget *parent)
    : QWidget(parent)
    , m_moment(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_detail(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_return(new QPushButton(tr("Return"), this))
{
    setAccessibleName(tr("Looking at the past"));
    m_slider->setAccessibleName(tr("Moment"));
    m_slider->setMinimum(1);
    m_slider->setMinimumWidth(theme::grid(30));
    m_return->setAutoDefault(false);
    m_return->setToolTip(tr("Show what is true now (Esc)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(4), theme::grid(1.5), theme::grid(3), theme::grid(1.5));
    row->setSpacing(theme::grid(2));
    row->addWidget(m_moment);
    row->addWidget(m_detail);
    row->addWidget(makeStep(u"−"_s, tr("One event back"), tr("One event back ([), a minute back ({)"), -1));
    row->addWidget(m_slider, 1);
    row->addWidget(makeStep(u"+"_s, tr("One event on"), tr("One event on (]), a minute on (})"), 1));
    row->addWidget(m_return);
    connect(m_slider, &QSlider::valueChanged, this, [this](int entry) {
        if (!m_placing)
            Q_EMIT entryChosen(entry);
    });
    connect(m_return, &QPushButton::clicked, this, &TimeBar::returnAsked);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QToolButton *TimeBar::makeStep(const QString &words, const QString &name, const QString &tip, int entries)
{
    auto *button = new QToolButton(this);
    button->setText(words);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setAutoRepeat(true);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, [this, entries] { Q_EMIT stepAsked(entries); });
    return button;
}

void TimeBar::setWords(const QString &moment, const QString &detail)
{
    m_moment->setText(moment);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_slider->setAccessibleDescription(moment);
}

void TimeBar::setPlace(int entry, int count)
{
    const QScopedValueRollback placing(m_placing, true);
    m_slider->setMaximum(std::max(1, count));
    m_slider->setPageStep(std::max(10, count / 20));
    if (!m_slider->isSliderDown())
        m_slider->setValue(entry);
}

QSize TimeBar::minimumSizeHint() const
{
    return {theme::grid(60), layout()->minimumSize().height()};
}

void TimeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::hatching(theme::colour(theme::Colour::Mention)));
    painter.setPen(theme::colour(theme::Colour::Line));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace rtmscope
