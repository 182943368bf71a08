// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/inklabel.h"

#include "ui/theme/labelvoice.h"
#include "ui/theme/plaintips.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace rtmscope {

InkLabel::InkLabel(Size size, theme::Colour ink, QWidget *parent)
    : QLabel(parent)
    , m_size(size)
    , m_ink(ink)
{
    labelvoice::install();
    setTextFormat(Qt::PlainText);
}

void InkLabel::setText(const QString &text)
{
    if (text == this->text())
        return;
    QLabel::setText(text);
    labelvoice::textChanged(*this);
}

void InkLabel::setInk(theme::Colour ink)
{
    m_ink = ink;
    update();
}

void InkLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    setSizePolicy(mode == Qt::ElideNone ? QSizePolicy::Preferred : QSizePolicy::Ignored, QSizePolicy::Fixed);
    updateGeometry();
}

QFont InkLabel::inkFont() const
{
    switch (m_size) {
    case Size::Secondary:
        return theme::secondaryFont();
    case Size::Heading:
        return theme::headingFont();
    case Size::Wire: {
        QFont font = theme::wireFont();
        font.setPointSizeF(theme::secondaryFont().pointSizeF());
        return font;
    }
    case Size::Body:
        break;
    }
    return theme::bodyFont();
}

QSize InkLabel::sizeHint() const
{
    const QFontMetrics metrics(inkFont());
    return {metrics.horizontalAdvance(text()) + 2, metrics.height()};
}

QSize InkLabel::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return m_elide == Qt::ElideNone && !wordWrap() ? hint : QSize(0, hint.height());
}

int InkLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return -1;
    return QFontMetrics(inkFont())
        .boundingRect(0, 0, width, QWIDGETSIZE_MAX, Qt::TextWordWrap, text())
        .height();
}

bool InkLabel::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (sizeHint().width() > width())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), literalTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

void InkLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = inkFont();
    painter.setFont(font);
    painter.setPen(theme::colour(m_ink));
    if (wordWrap()) {
        theme::drawText(painter, contentsRect(), int(alignment()) | Qt::TextWordWrap, text());
        return;
    }
    const QFontMetrics metrics(font);
    const QString shown = m_elide == Qt::ElideNone ? text() : metrics.elidedText(text(), m_elide, width());
    theme::drawText(painter, rect(), int(alignment() | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

} // namespace rtmscope
