// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/conversation/paneheader.h"

#include "ui/parts/inklabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

PaneHeader::PaneHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(new InkLabel(InkLabel::Size::Heading, theme::Colour::Text, this))
    , m_detail(new InkLabel(InkLabel::Size::Body, theme::Colour::Dim, this))
{
    m_title->setElideMode(Qt::ElideRight, QSizePolicy::Preferred); // a name may be of any length
    m_detail->setElideMode(Qt::ElideRight);
    auto *layout = new QHBoxLayout(this);
    layout->setSpacing(theme::grid(2.5));
    layout->addWidget(m_title);
    layout->addWidget(m_detail, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    updateHeight();
}

void PaneHeader::setDense(bool dense)
{
    m_dense = dense;
    updateHeight();
}

void PaneHeader::updateHeight()
{
    const int above = theme::grid(m_dense ? 1 : 2);
    layout()->setContentsMargins(theme::grid(4), above, theme::grid(3), above);
    setMinimumHeight(theme::grid(m_dense ? 7 : 10));
}

void PaneHeader::setWords(const QString &title, const QString &detail)
{
    if (m_title->text() != title)
        m_title->setText(title);
    if (m_detail->text() != detail)
        m_detail->setText(detail);
}

void PaneHeader::addClose(const QString &name)
{
    m_close = new QToolButton(this);
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(name);
    m_close->setToolTip(name);
    updateIcon();
    layout()->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &PaneHeader::closeRequested);
}

void PaneHeader::updateIcon()
{
    if (m_close)
        m_close->setIcon(theme::icon(u"close"_s, theme::Colour::Dim));
}

void PaneHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    if (event->type() == QEvent::FontChange)
        updateHeight();
    QWidget::changeEvent(event);
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour(theme::Colour::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::colour(theme::Colour::Line));
}

} // namespace rtmscope
