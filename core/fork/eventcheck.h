// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rtmscope {

//! What is odd about an event that somebody wrote. A plain value.
struct EventRemark
{
    bool isGrave = false;  //!< a program will hardly take it for an event; else a hint
    QString words;         //!< one or two plain sentences
    qsizetype offset = -1; //!< byte of the frame; -1: the whole

    friend bool operator==(const EventRemark &, const EventRemark &) = default;
};

//! What is known where the event stands.
struct CheckScope
{
    const Workspace *names =
        nullptr;         //!< as it was just before; nullptr: not known, and ids are not looked at
    qint64 beforeUs = 0; //!< time of the entry in front; 0: not known
    qint64 afterUs = 0;  //!< of the one behind; 0: there is none
};

//! Checks a frame: that it is JSON and an event, has what its type promises, names members, people, places
//! and messages that there are, and stands where its time wants it. Anything may be wanted in a test of a
//! bot: these are remarks, never refusals. At most some. Pure function; any thread.
QList<EventRemark> checkEvent(const QByteArray &frame, const CheckScope &scope);

} // namespace rtmscope
