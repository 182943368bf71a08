// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/outgoing.h"

#include <QToolButton>

namespace rtmscope {

//! By which way the next message leaves: a frame on the stream, or a call of the Web API. Owned by its
//! composer, which resets it after each message.
class RouteButton : public QToolButton
{
    Q_OBJECT
public:
    explicit RouteButton(QWidget *parent = nullptr);

    SendRoute route() const { return m_route; }
    void setRoute(SendRoute route);
    //! As the connection has it: on a stream that carries no messages, a call is the only way.
    void setUsual(SendRoute route);
    void reset() { setRoute(m_usual); }
    void updateFonts();

Q_SIGNALS:
    void routeChosen(); //!< also when it was set, and is the same

private:
    void showRoute();

    SendRoute m_usual = SendRoute::Rtm;
    SendRoute m_route = SendRoute::Rtm;
};

} // namespace rtmscope
