// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

//! What the Events API makes of what happens in the workspace (docs/socket-mode.md 7 and 8). Pure functions.
namespace rtmscope::demo {

//! Through whose installation an app looks at the workspace.
struct Viewer
{
    QByteArray userId;
    bool bot = true; //!< false: it subscribed to events on behalf of that person
    QByteArray team = teamId;
};

//! The installation of \a appId; each app has one.
Viewer viewerOf(const QByteArray &appId, const World &world);

//! One inner event, and what the outer one says about it.
struct InnerEvent
{
    QByteArray json;
    QByteArray type;
    QByteArray channelId; //!< may be empty
};

//! What an app of \a viewer is told of an RTM \a frame: nothing, one event, or two where it is mentioned.
QList<InnerEvent> innerEvents(const QByteArray &frame, const Audience &audience, const Viewer &viewer);
//! \a json as it is, with its type and channel read out of it.
InnerEvent readInnerEvent(const QByteArray &json);

//! Members of the outer event, for odd ones.
struct OuterShape
{
    QByteArray team = teamId;
    bool withTeam = true;
    bool withEvent = true;
};

//! The payload of an events_api envelope. \a timeS: when it was made.
QByteArray outerEvent(const InnerEvent &event, const QByteArray &appId, const Viewer &viewer,
                      const QByteArray &eventId, qint64 timeS, const OuterShape &shape = {});
//! That installation, as outer events and apps.event.authorizations.list tell of it.
QByteArray authorizationOf(const Viewer &viewer);
//! Whose app an event went to, by the event_context of its outer event; empty if that is none of ours.
QByteArray appOfContext(const QByteArray &eventContext);

} // namespace rtmscope::demo
