// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/names/channelnames.h"
#include "core/names/peoplenames.h"
#include "core/session/livesession.h"
#include "core/stream/connectionmanager.h"

namespace rtmscope {

Error sessionRefusal(Error::Kind kind, const QString &code, const QString &words);

//! What every session is made of, whatever is spoken: settings, the Web API, names, the connection and the
//! record's notes about all of it. The private part of LiveSession; for it and for the classes derived from
//! it, whose own private part derives from this one.
struct LiveSession::Core : public StreamProtocol
{
    //! \a addressToken: what the address of a stream is asked for with, where that is another token than
    //! everything else is called with.
    Core(LiveSession *session, Config given, const Clock &givenClock, const Secret &addressToken = {});

    // What is the same for every protocol
    void control(Stream &stream, const WebSocket::Control &control) override;
    quint64 takeId() override { return ++lastId; }
    void connectionChanged(quint32 connection) override { q->setConnection(connection); }
    void note(const QByteArray &json) override { q->note(json); }
    void addressKnown(const QUrl &address) override;
    void handOverBegan(quint32) override {}
    void handOverEnded() override {}
    virtual void opening() {} //!< a person connects anew, to whatever server

    //! Takes a frame that came over \a stream into the record and to everybody who listens.
    void deliver(const Stream &stream, const QByteArray &bytes, bool binary)
    {
        q->deliverOn(stream.number, Direction::In, bytes, binary);
    }
    //! Records a frame of ours, then writes it: after a crash the record must not know less than the server.
    //! False if the stream is not there any more.
    bool write(Stream &stream, const QByteArray &bytes);
    //! Why nothing that others can see may leave now.
    std::optional<Error> refusalNow() const;
    void keepSecret(const Secret &secret) { q->keepSecret(secret); }

    LiveSession *q;
    Config config;
    const Clock &clock;
    WebApi web;
    std::unique_ptr<WebApi> addressWeb; //!< nullptr: web asks for addresses too
    PeopleNames people;
    ChannelNames names;
    AckLedger ledger;     //!< what was written to streams and not answered
    bool leaving = false; //!< being destroyed
    bool armed = true;
    quint64 lastId = 0;
    ConnectionManager manager; //!< last: when it goes, it still speaks to us

private:
    void wire(WebApi &api);
};

} // namespace rtmscope
