// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/columns/noteline.h"

#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace rtmscope {

NoteLine::NoteLine(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_words(new ElidedLabel)
{
    m_words->setAccessibleName(name);
    m_row->setContentsMargins(theme::grid(3), theme::grid(0.5), theme::grid(2), theme::grid(0.5));
    m_row->setSpacing(theme::grid(2));
    m_row->addWidget(m_words, 1);
    hide();
}

QPushButton *NoteLine::addButton(const QString &words, const std::function<void()> &act)
{
    auto *button = new QPushButton(words);
    button->setAccessibleName(words);
    button->setAutoDefault(false);
    m_row->addWidget(button);
    connect(button, &QPushButton::clicked, this, act);
    return button;
}

void NoteLine::say(const QString &words)
{
    if (m_words->text() == words)
        return;
    m_words->setText(words);
    m_words->setAccessibleDescription(words);
    setHidden(words.isEmpty());
}

QString NoteLine::words() const
{
    return m_words->text();
}

void NoteLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour(theme::Colour::Panel));
    painter.fillRect(0, height() - 1, width(), 1, theme::colour(theme::Colour::Line));
}

} // namespace rtmscope
