// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/surface.h"

#include <QPaintEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace rtmscope {

Surface::Surface(theme::Colour fill, Qt::Edges hairlines, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
    , m_hairlines(hairlines)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}

Surface *Surface::around(QWidget *content, QWidget *parent)
{
    auto *frame = new Surface(theme::Colour::Background,
                              Qt::TopEdge | Qt::BottomEdge | Qt::LeftEdge | Qt::RightEdge, parent);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}

void Surface::setFill(theme::Colour fill)
{
    m_fill = fill;
    update();
}

void Surface::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), theme::colour(m_fill));
    const QColor line = theme::colour(theme::Colour::Line);
    if (m_hairlines.testFlag(Qt::TopEdge))
        painter.fillRect(0, 0, width(), 1, line);
    if (m_hairlines.testFlag(Qt::BottomEdge))
        painter.fillRect(0, height() - 1, width(), 1, line);
    if (m_hairlines.testFlag(Qt::LeftEdge))
        painter.fillRect(0, 0, 1, height(), line);
    if (m_hairlines.testFlag(Qt::RightEdge))
        painter.fillRect(width() - 1, 0, 1, height(), line);
}

} // namespace rtmscope
