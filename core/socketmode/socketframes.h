// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <string_view>

//! Reads what Socket Mode puts around events, and the frames about the connection itself
//! (docs/socket-mode.md). Pure functions; what they return is valid as long as the document that was read.
namespace rtmscope::socketframes {

//! Anything with an envelope_id, whatever its type: it wants to be acknowledged.
struct Envelope
{
    json::Value id; //!< usually a string
    std::string_view type;
    qint64 retryAttempt = 0; //!< 0: the first delivery, as far as the server says
    json::Value payload;

    // Of the payload; empty or 0 where it does not say. Three shapes occur: the event in a member of its own,
    // no event (app_rate_limited), and the event as the payload itself.
    std::string_view eventId; //!< the same in all deliveries of one event
    std::string_view team;    //!< the workspace whose installation of the app sees it
    std::string_view app;
    qint64 eventTimeUs = 0;   //!< when the server sent it off; some spell seconds, some microseconds
    qint64 limitedFromUs = 0; //!< of app_rate_limited: the minute whose events were left out

    //! Meant for whoever answers people: nobody sends it again.
    bool isForThePerson() const { return type == "interactive" || type == "slash_commands"; }
};
std::optional<Envelope> readEnvelope(json::Value frame); //!< nothing if it has no envelope_id

struct Hello
{
    QString app;         //!< empty: not told
    int connections = 0; //!< sockets of the app, this one too; 0: not told
    std::chrono::milliseconds life{0};
};
//! Nothing if \a frame is something else.
std::optional<Hello> readHello(json::Value frame);

enum class Reason : quint8 {
    Warning,          //!< this socket ends in about ten seconds
    RefreshRequested, //!< it is being recycled
    TooManySockets,   //!< instead of hello: the app has ten already
    LinkDisabled,     //!< Socket Mode was switched off
    Other,            //!< none was given, or one we do not know
};
struct Disconnect
{
    Reason reason = Reason::Other;
    QString spelled; //!< as the frame has it; may be empty
};
std::optional<Disconnect> readDisconnect(json::Value frame);

//! {"envelope_id":…}, without a payload: nothing happens at the server but that it does not send it again.
//! Nothing if that would be too long for the server to take.
std::optional<QByteArray> acknowledgement(const Envelope &envelope);

} // namespace rtmscope::socketframes
