// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/addresscall.h"
#include "core/stream/stream.h"

namespace rtmscope {

//! How the streams of a protocol behave. A plain value.
struct StreamTraits
{
    //! The server keeps events for the next stream from the moment it gives its address; else from its hello.
    bool keepsFromAddress = true;
    //! Beside its successor a replaced stream still brings events of its own, until the server ends it or it
    //! falls silent; else what comes over it comes over the other too.
    bool replacedGoesOn = false;
    //! Pings and pongs of the WebSocket come from whoever sends the events, and so show that it lives.
    bool controlIsLife = false;
};

//! What a ConnectionManager needs from the protocol that is spoken on its streams. Implemented by the session
//! that owns the manager, in whose thread all is called.
class StreamProtocol
{
public:
    StreamProtocol() = default;
    virtual ~StreamProtocol() = default;
    StreamProtocol(const StreamProtocol &) = delete;
    StreamProtocol &operator=(const StreamProtocol &) = delete;

    virtual StreamTraits traits() const = 0;
    //! Why a stream has to be replaced when its time is up, in words.
    virtual QString oldAgeWords() const = 0;
    //! How the next address is asked for.
    virtual AddressCall addressCall() = 0;
    //! A frame, byte for byte. What it means for the connection goes back to the manager (helloCame(),
    //! pongCame() …).
    virtual void frame(Stream &stream, const QByteArray &bytes, bool binary) = 0;
    //! A ping, pong or close frame of the WebSocket, in either direction.
    virtual void control(Stream &stream, const WebSocket::Control &control) = 0;
    //! The id of a ping that is about to be written, greater than any before it.
    virtual quint64 takeId() = 0;
    //! Writes that ping. Its answer goes to ConnectionManager::pongCame(). The stream may be gone when this
    //! returns.
    virtual void writePing(Stream &stream, quint64 id) = 0;
    //! From now on the connection of this number is the present one; notes and sends go by it.
    virtual void connectionChanged(quint32 connection) = 0;
    //! \a json goes into the record.
    virtual void note(const QByteArray &json) = 0;
    //! This is dialled next. The tickets in it must not be recorded.
    virtual void addressKnown(const QUrl &address) = 0;
    //! Until handOverEnded() the same events may come over \a old and over any other connection.
    virtual void handOverBegan(quint32 old) = 0;
    virtual void handOverEnded() = 0;
    //! A socket of ours counts at the server from here on, until it is gone.
    virtual void socketOpened(quint32 connection) = 0;
    virtual void socketGone(quint32 connection) = 0;
};

} // namespace rtmscope
