// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/composer/routebutton.h"

#include "ui/theme/theme.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace rtmscope {

RouteButton::RouteButton(QWidget *parent)
    : QToolButton(parent)
{
    auto *menu = new QMenu(this);
    menu->setAccessibleName(tr("Routes"));
    const auto add = [this, menu](SendRoute route, const QString &words) {
        const QAction *action = menu->addAction(words);
        connect(action, &QAction::triggered, this, [this, route] { setRoute(route); });
    };
    add(SendRoute::Rtm, tr("RTM: a frame on the stream, up to 4,000 characters"));
    add(SendRoute::PostMessage, tr("chat.postMessage: a call of the Web API, up to 40,000 characters"));
    // Not setMenu(): the style's mark of a menu does not fit the small text.
    connect(this, &QToolButton::clicked, menu, [this, menu] {
        const QPoint above(0, -menu->sizeHint().height());
        menu->popup(mapToGlobal(above));
    });
    setIcon(theme::icon(u"chevron-down"_s, theme::Colour::Dim));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    // The mark stands behind the word.
    setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("How the next message is sent"));
    showRoute();
}

void RouteButton::setRoute(SendRoute route)
{
    m_route = route;
    showRoute();
    Q_EMIT routeChosen();
}

void RouteButton::setUsual(SendRoute route)
{
    if (route == m_usual)
        return;
    m_usual = route;
    const bool isChoice = route == SendRoute::Rtm;
    setEnabled(isChoice);
    setToolButtonStyle(isChoice ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
    setToolTip(isChoice ? tr("How the next message is sent")
                        : tr("Socket Mode carries no messages: they are sent by this call"));
    reset();
}

void RouteButton::updateFonts()
{
    setFont(theme::secondaryFont());
    setIconSize({theme::grid(3), theme::grid(3)});
}

void RouteButton::showRoute()
{
    setText(routeName(m_route));
    setAccessibleName(tr("Route: %1").arg(routeName(m_route)));
}

} // namespace rtmscope
