// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/proxysetting.h"
#include "core/errors/networkerrors.h"

#include <QObject>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>
#include <QUrl>

class QTcpSocket;

namespace rtmscope {

//! How a tap gets to a server, for calls and sockets alike. A plain value.
struct UpstreamWay
{
    ProxySetting proxy;
    QSslConfiguration tls;
};

//! One TCP or TLS connection to a server. A QNetworkAccessManager would not do: it adds and changes headers,
//! unpacks bodies, repeats requests on a new connection and holds back bodies until they are whole. Owned by
//! a connection of the program, with which it lives and ends; its thread.
class Upstream : public QObject
{
    Q_OBJECT
public:
    explicit Upstream(QObject *parent);
    ~Upstream() override;

    //! \a server: http, https, ws or wss with host and port. ready() or failed() follows.
    void dial(const QUrl &server, const UpstreamWay &way);
    bool isReady() const { return m_ready; }
    bool isOver() const { return m_over; }
    QTcpSocket *socket() const { return m_socket; } //!< null before dial()

Q_SIGNALS:
    void ready();
    void readable();
    void written();
    //! The other end closed, all that it said has been readable(); also after an error once it was ready.
    void closed();
    //! It was never ready. In words: who could not be reached, or was not believed.
    void failed(const rtmscope::Error &error);

private:
    void becomeReady();
    void stateChanged();
    void fail(const Error &error);

    QTcpSocket *m_socket = nullptr;
    QTimer m_patience;
    Route m_route;
    QList<QSslError> m_tlsErrors;
    bool m_ready = false;
    bool m_over = false;
};

} // namespace rtmscope
