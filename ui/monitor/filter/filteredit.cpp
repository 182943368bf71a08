// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filteredit.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace rtmscope {

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setLayoutDirection(Qt::LeftToRight); // it is code, whatever the language around it
    setClearButtonEnabled(true);
    setTextMargins(theme::grid(1), 0, 0, 0);
}

void FilterEdit::setMistaken(bool mistaken)
{
    if (m_mistaken == mistaken)
        return;
    m_mistaken = mistaken;
    update();
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_mistaken)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::colour(theme::Colour::Error), 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::grid(1), theme::grid(1));
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier) {
        Q_EMIT movedOn();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

KeyGroup FilterEdit::keyHelp()
{
    return {tr("In the filter"),
            {{tr("Apply at once"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("Suggest what can come next"), {QKeySequence(Qt::CTRL | Qt::Key_Space)}},
             {tr("Take a suggestion"), {Qt::Key_Tab}},
             {tr("To the events"), {Qt::Key_Down, Qt::Key_Escape}}}};
}

} // namespace rtmscope
