// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/tokenlabel.h"

#include "ui/access/labelvoice.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace rtmscope {

TokenLabel::TokenLabel(theme::Colour ink, Size size, QWidget *parent)
    : QLabel(parent)
    , m_ink(ink)
    , m_size(size)
{
    labelvoice::install();
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // inside a tool bar it would be the buttons' ink
    dress();
}

void TokenLabel::setInk(theme::Colour ink)
{
    if (m_ink == ink)
        return;
    m_ink = ink;
    dress();
}

void TokenLabel::say(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    labelvoice::textChanged(*this);
}

void TokenLabel::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
    update();
}

void TokenLabel::setBrief(const QString &text)
{
    if (text == m_brief)
        return;
    m_brief = text;
    update();
}

QString TokenLabel::drawnText() const
{
    const int room = contentsRect().width();
    const bool whole = m_brief.isEmpty() || fontMetrics().horizontalAdvance(text()) <= room;
    return fontMetrics().elidedText(whole ? text() : m_brief, Qt::ElideRight, room);
}

QSize TokenLabel::minimumSizeHint() const
{
    const QSize usual = QLabel::minimumSizeHint();
    return m_elided ? QSize(std::min(usual.width(), theme::grid(6)), usual.height()) : usual;
}

void TokenLabel::paintEvent(QPaintEvent *event)
{
    if (!m_elided)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    const QRect room = contentsRect();
    style()->drawItemText(&painter, room,
                          int(QStyle::visualAlignment(layoutDirection(), alignment())) | Qt::TextSingleLine,
                          palette(), isEnabled(), drawnText(), foregroundRole());
}

void TokenLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void TokenLabel::dress()
{
    if (m_dressing) // setting a palette or font tells us that it changed
        return;
    m_dressing = true;
    QPalette inked;
    inked.setColor(QPalette::WindowText, theme::colour(m_ink));
    setPalette(inked);
    if (m_size == Size::Secondary)
        setFont(theme::secondaryFont());
    else if (m_size == Size::Heading)
        setFont(theme::headingFont());
    m_dressing = false;
}

} // namespace rtmscope
