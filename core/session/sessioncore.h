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
    Core(LiveSession *session, Config given, const Clock &givenClock);

    // What is the same for every protocol, or does for most
    StreamTraits traits() const override { return {}; }
    void control(Stream &stream, const WebSocket::Control &control) override;
    quint64 takeId() override { return ++lastId; }
    void connectionChanged(quint32 connection) override { q->setConnection(connection); }
    void note(const QByteArray &json) override { q->note(json); }
    void addressKnown(const QUrl &address) override;
    void handOverBegan(quint32) override {}
    void handOverEnded() override {}
    void socketOpened(quint32) override {}
    void socketGone(quint32) override {}
    virtual void opening() {} //!< a person connects anew, to whatever server

    //! Takes a frame that came over \a stream into the record and to everybody who listens.
    void deliver(const Stream &stream, const QByteArray &bytes, bool binary)
    {
        q->deliverOn(stream.number, Direction::In, bytes, binary);
    }
    //! Records a frame of ours, then writes it: after a crash the record must not know less than the server.
    //! False if the stream is not there any more.
    bool write(Stream &stream, const QByteArray &bytes);
    //! Records a frame of ours that is written by other means.
    void recordOut(quint32 connection, const QByteArray &bytes)
    {
        q->deliverOn(connection, Direction::Out, bytes);
    }
    //! The same while the event that it answers is being delivered: see EventSource.
    void recordAnswer(quint32 connection, const QByteArray &bytes) { q->recordAnswer(connection, bytes); }
    //! A note about another connection than the present one.
    void noteOn(quint32 connection, const QByteArray &json)
    {
        q->deliverOn(connection, Direction::Note, json);
    }
    //! Why nothing that others can see may leave now.
    std::optional<Error> refusalNow() const;
    void keepSecret(const Secret &secret) { q->keepSecret(secret); }

    LiveSession *q;
    Config config;
    const Clock &clock;
    WebApi web;
    std::unique_ptr<WebApi> addressWeb; //!< with the app-level token; nullptr: web asks for addresses too
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
