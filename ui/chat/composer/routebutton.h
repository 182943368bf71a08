// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/outgoing.h"

#include <QToolButton>

namespace rtmscope {

//! By which way the next message leaves: a frame on the stream, or a call of the Web API. Owned by its
//! composer, which sets it back after each message.
class RouteButton : public QToolButton
{
    Q_OBJECT
public:
    explicit RouteButton(QWidget *parent = nullptr);

    SendRoute route() const { return m_route; }
    void setRoute(SendRoute route);
    void updateFonts();

Q_SIGNALS:
    void routeChosen(); //!< also when it was set, and is the same

private:
    void showRoute();

    SendRoute m_route = SendRoute::Rtm;
};

} // namespace rtmscope
