// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/docktitle.h"

#include "ui/parts/tokenlabel.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

DockTitle::DockTitle(QDockWidget *dock)
    : Surface(theme::Colour::Panel, Qt::BottomEdge, dock)
    , m_heading(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_detail(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
{
    m_heading->setText(dock->windowTitle());
    m_detail->setElided(true); // long names must not push the close button out of the bar
    auto *close = new QToolButton(this);
    close->setIcon(theme::icon(u"close"_s, theme::Colour::Dim));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this pane"));
    close->setAccessibleName(tr("Close %1").arg(dock->windowTitle()));
    connect(close, &QToolButton::clicked, dock, &QDockWidget::close);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(4), 0, theme::grid(2), 1);
    row->setSpacing(theme::grid(2.5));
    row->addWidget(m_heading);
    row->addWidget(m_detail, 1);
    row->addWidget(close);
}

void DockTitle::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setToolTip(detail);
}

QSize DockTitle::sizeHint() const
{
    return {Surface::sizeHint().width(), theme::grid(8.5)};
}

QSize DockTitle::minimumSizeHint() const
{
    return {theme::grid(20), theme::grid(8.5)};
}

} // namespace rtmscope
