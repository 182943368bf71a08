// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/state.h"
#include "core/events/eventsource.h"
#include "core/tap/tapfaults.h"
#include "core/tap/tapfigures.h"
#include "core/tap/tapsettings.h"

#include <memory>

namespace rtmscope {

//! A program's way to Slack with a window in it. The program's SDK is given apiBase() for Slack's own
//! address; every call and both directions of its WebSockets then pass through here, unchanged, and are
//! recorded: frames from Slack as In, the program's as Out, each call as a note of kind "api" (with "from":
//! "tap"), what happens to sockets as notes of kind "tap". An Event's connection is the number of the
//! WebSocket.
//!
//! Nothing is asked or sent by the tap itself: it has no token, opens no socket that the program did not ask
//! for, and takes no event away. Tokens pass through and are kept only to be masked should something repeat
//! them. Listens on loopback only. Owned by its page or command; lives and emits in the thread of its owner.
//! What passes is passed on first and recorded in the same turn of the event loop, before anything more is
//! read (docs/tap.md says why, and what exactly is altered on the way).
class Tap : public EventSource
{
    Q_OBJECT
public:
    explicit Tap(TapSettings settings, const Clock &clock = Clock::system(), QObject *parent = nullptr);
    ~Tap() override;

    //! An Input error in words if the settings can't be used, a Network error (code port_in_use or
    //! cannot_listen) if the port can't.
    Result<Done> listen();
    //! Ends every connection and gives the port up. Sockets get a close frame (1001) on both sides.
    void close();
    bool isListening() const;
    const TapSettings &settings() const;
    //! What to give to the program: http://127.0.0.1:PORT/api/. Valid while listening.
    QUrl apiBase() const;

    //! Who the program is, as far as answers to auth.test, rtm.connect and rtm.start told; empty fields
    //! before. A tap that several programs use tells of the first.
    const Identity &identity() const;
    TapFigures figures() const;
    //! Writes a note into the record, an object whose first member is "kind". Returns its number.
    quint64 record(const QByteArray &noteJson) { return note(noteJson); }
    //! The chaos desk of this tap.
    TapFaults &faults();

Q_SIGNALS:
    //! At most four times a second, and only if something changed.
    void figuresChanged();
    void identityKnown(const rtmscope::Identity &identity);
    //! The upstream could not be reached or believed, and the program was told so by HTTP 502; or a socket
    //! went past the tap. Words for people; once per cause until it passes.
    void troubled(const rtmscope::Error &error);
    //! It works again.
    void recovered();

protected:
    //! An event that came before, by its event_id: Slack delivers what is not acknowledged again.
    bool isRepeat(const Event &event, const EventDecoder &decoder) override;

private:
    struct Private;
    friend struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
