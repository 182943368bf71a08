// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"
#include "core/websocket/websocket.h"

#include <QNetworkProxy>
#include <QObject>

#include <QSslConfiguration>
#include <QUrl>
#include <chrono>

#include <functional>

namespace rtmscope {

//! One WebSocket from its opening to its end, which it tells once and in words. Owned by the session, one per
//! connection. Destroying it aborts the TCP connection: waiting for the close handshake of a peer that may be
//! gone would hold up the reconnect (trap T29). What came is handed over before its end is told.
class SocketLink : public QObject
{
    Q_OBJECT
public:
    //! Called for each frame with its exact bytes. A plain function, not a signal: this is the hot path.
    using FrameHandler = std::function<void(const QByteArray &bytes, bool binary)>;

    //! Called for each ping, pong and close frame, in either direction; tickets are masked.
    using ControlHandler = std::function<void(const WebSocket::Control &control)>;

    SocketLink(FrameHandler onFrame, ControlHandler onControl, QObject *parent);
    SocketLink(FrameHandler onFrame, QObject *parent);
    ~SocketLink() override;

    //! How long to wait after a 429 that does not say it; before open().
    void setUnnamedPause(std::chrono::milliseconds pause) { m_unnamedPause = pause; }
    //! \a url is the only secret that goes out: no header carries a token.
    void open(const QUrl &url, const QNetworkProxy &proxy,
              const QSslConfiguration &tls = QSslConfiguration::defaultConfiguration());
    bool send(const QByteArray &frame);   //!< as a text frame, handed to the system at once
    bool ping(const QByteArray &payload); //!< the WebSocket's own; the pong comes to the control handler
    void closePolitely();                 //!< says goodbye without waiting for the answer
    void cut();                           //!< no more signals or frames from here on
    QString host() const { return m_route.host; }

Q_SIGNALS:
    void opened();
    //! Over; emitted once at most. Network kind; no address in it. \a proof says what was seen of the end, in
    //! words. \a orderly: the server said so itself, so that everything it sent before has arrived.
    void gone(const rtmscope::Error &error, const QString &proof, bool orderly);

private:
    void refused(const upgrade::Answer &answer);
    void fail(QAbstractSocket::SocketError error);
    void closed(quint16 code, const QByteArray &bytes);
    void violated(FrameReader::Violation violation, const QByteArray &head);
    void lost();
    void report(const Error &error, const QString &proof = {}, bool orderly = false);
    QString masked(const QString &text) const;

    WebSocket m_socket;
    QList<Secret> m_tickets; //!< what a server's words must not carry on
    QNetworkProxy m_proxy;
    quint16 m_port = 0;
    Route m_route;
    std::chrono::milliseconds m_unnamedPause{30'000};
    QList<QSslError> m_tlsErrors;
    bool m_open = false;
    bool m_over = false;
    bool m_cut = false; //!< nobody wants to know any more
};

} // namespace rtmscope
