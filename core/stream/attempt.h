// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/connection/settings.h"
#include "core/connection/stages.h"
#include "core/stream/addresscall.h"
#include "core/stream/stream.h"

#include <QTimer>

namespace rtmscope {

//! One try to get a stream: an address, the socket, hello. The session makes it, shows its steps as states
//! or, when the stream before still works, behind that one, and takes the stream over when hello has come.
//! Whoever is told of its end may delete it by deleteLater(). The session's thread.
class Attempt : public QObject
{
    Q_OBJECT
public:
    enum class Step : quint8 { Asking, Opening, AwaitingHello };
    //! Called for each frame with its exact bytes.
    using FrameHandler = std::function<void(Stream &stream, const QByteArray &bytes, bool binary)>;
    //! Called for each ping, pong and close frame of the WebSocket, in either direction.
    using ControlHandler = std::function<void(Stream &stream, const WebSocket::Control &control)>;

    Attempt(const ConnectionSettings &settings, AddressCall call, WebApi &web, const Clock &clock,
            FrameHandler onFrame, ControlHandler onControl, QObject *parent);

    void ask();                         //!< begins with the call for an address
    void openAt(const Secret &address); //!< begins with an address given earlier
    //! No socket and no signal from here on; deletes itself.
    void drop();
    //! The greeted stream. The attempt is over with that.
    std::unique_ptr<Stream> takeStream();

    const Stages &stages() const { return m_stages; }
    Step step() const { return m_step; }
    Stream *stream() const { return m_stream.get(); } //!< nullptr while asking
    //! The number of the socket that is about to be opened; to be set when addressGiven() is heard.
    void setConnection(quint32 connection) { m_connection = connection; }
    quint32 connection() const { return m_connection; }
    bool isOn(quint32 connection) const { return m_stream && m_connection == connection; }
    bool isByOffer() const { return m_byOffer; }
    bool askedWithoutHello() const { return m_askedWithoutHello; }
    qint64 addressGivenUs() const { return m_addressGivenUs; } //!< monotonic; 0: not yet
    qint64 addressGivenWallUs() const { return m_addressGivenWallUs; }
    //! The server keeps every event from the moment of its answer on, and the stream before lived longer.
    void setCovered() { m_covered = true; }
    bool isCovered() const { return m_covered; }

Q_SIGNALS:
    void stageBegan();
    //! The server told who we are.
    void identified(const rtmscope::Identity &identity);
    //! There is an address; the socket is about to be opened.
    void addressGiven(const QUrl &address);
    void opened();
    //! The socket is open and the settings say that no hello is to be waited for.
    void helloWaived();
    //! The socket is open but says no hello: time to ask whether anybody is there.
    void helloOverdue();
    void failed(const rtmscope::Error &error);

private:
    void resolve();
    void call();
    void introduce();
    void askForAddress();
    void callEnded(const ApiCall &call);
    void answered(const Result<ApiAnswer> &answer);
    void open(const QUrl &url);
    void begin(Stages::Stage stage);
    void timeout();
    void fail(const Error &error);
    void failCall(const QString &method, const Error &error);

    const ConnectionSettings &m_settings;
    AddressCall m_call;
    WebApi &m_web;
    const Clock &m_clock;
    FrameHandler m_onFrame;
    ControlHandler m_onControl;
    std::unique_ptr<Stream> m_stream;
    Stages m_stages;
    QTimer m_timer;
    quint32 m_connection = 0;
    Step m_step = Step::Asking;
    bool m_byOffer = false;
    bool m_covered = false;
    bool m_over = false;
    bool m_askedWithoutHello = false;
    qint64 m_calledUs = 0;
    qint64 m_addressGivenUs = 0;
    qint64 m_addressGivenWallUs = 0;
};

} // namespace rtmscope
