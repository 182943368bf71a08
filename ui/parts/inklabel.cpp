// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/inklabel.h"

#include "ui/access/labelvoice.h"
#include "ui/access/plaintips.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Fixed fonts' underscores reach a pixel below what the font says of itself. Above and below, as the text
//! stands in the middle.
int overhang(InkLabel::Size size)
{
    return size == InkLabel::Size::Wire ? 2 : 0;
}

} // namespace

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

void InkLabel::setElideMode(Qt::TextElideMode mode, QSizePolicy::Policy across)
{
    m_elide = mode;
    setSizePolicy(mode == Qt::ElideNone ? QSizePolicy::Preferred : across, QSizePolicy::Fixed);
    updateGeometry();
    update();
}

void InkLabel::setKept(qsizetype position)
{
    m_kept = position;
    update();
}

QString InkLabel::shownText(const QFontMetrics &metrics) const
{
    constexpr qsizetype leastRead = 20; // letters
    if (m_elide == Qt::ElideNone)
        return text();
    const bool read = m_kept == 0 || metrics.horizontalAdvance(text().left(m_kept + leastRead)) <= width();
    return metrics.elidedText(read ? text() : u'…' + text().mid(m_kept), m_elide, width());
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
    return {metrics.horizontalAdvance(text()) + 2, metrics.height() + overhang(m_size)};
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
               .height() +
           overhang(m_size);
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
    theme::drawText(painter, rect(), int(alignment() | Qt::AlignVCenter) | Qt::TextSingleLine,
                    shownText(QFontMetrics(font)));
}

} // namespace rtmscope
