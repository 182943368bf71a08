// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/websocket/framereader.h"
#include "core/websocket/upgrade.h"

#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QSslError>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace rtmscope {

//! One WebSocket as a client, over TCP or TLS, directly or through a proxy: from the connection to its end.
//! What comes is handed over to the last byte, pings are answered, a close frame too. It judges nothing and
//! has no words; SocketLink does and has. Its owner's thread, driven by signals. Once open() has been called,
//! one of refused(), failed(), closed(), violated() and lost() tells the end, unless abort() does.
class WebSocket : public QObject
{
    Q_OBJECT
public:
    //! A ping, pong or close frame, in either direction.
    struct Control
    {
        FrameReader::Kind kind = FrameReader::Kind::Ping;
        bool sent = false;     //!< by us
        quint16 closeCode = 0; //!< 0: none was given
        QByteArray payload;    //!< of a close frame: the reason
    };
    //! Plain functions, not signals: this is the hot path.
    struct Handlers
    {
        std::function<void(const QByteArray &bytes, bool binary)> message;
        std::function<void(const Control &control)> control; //!< may be empty
    };

    WebSocket(Handlers handlers, qsizetype mostBytes, QObject *parent = nullptr);
    ~WebSocket() override;

    //! \a url is ws or wss. Once per object.
    void open(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &tls,
              const QByteArray &userAgent);
    //! A text message of these bytes, handed to the system at once. False if the stream is not open.
    bool sendText(QByteArrayView payload);
    //! A ping with at most 125 bytes in it, which come back in the pong. False as sendText().
    bool sendPing(const QByteArray &payload);
    //! Says goodbye, if that can still be heard; does not wait for the answer.
    void close();
    //! Neither signal nor message from here on.
    void abort();

    QAbstractSocket::SocketError error() const;
    QString errorString() const; //!< the system's words; may quote the address
    //! Bytes of a message of which the rest has not come.
    qsizetype pending() const { return m_reader.pending(); }

Q_SIGNALS:
    void opened();
    //! The server answered, but did not open the stream.
    void refused(const rtmscope::upgrade::Answer &answer);
    //! No connection, or it broke with an error of the system's.
    void failed(QAbstractSocket::SocketError error);
    //! The server's close frame. \a code is 0 if it gave none.
    void closed(quint16 code, const QByteArray &reason);
    //! The server broke the protocol, and was told so. \a head: the first bytes of the frame, if it was no
    //! whole message.
    void violated(rtmscope::FrameReader::Violation violation, const QByteArray &head);
    //! The connection is over without a close frame.
    void lost();
    void tlsErrors(const QList<QSslError> &errors);

private:
    void begin();
    void read();
    void readFrames();
    bool write(const QByteArray &bytes);
    void endAfterWrite();
    void endUnheard(QAbstractSocket::SocketError error);
    bool readAnswer();
    void take(const FrameReader::Item &item);
    void closeCame(const FrameReader::Item &item);
    void violate(const FrameReader::Item &item);
    void sendControl(FrameReader::Kind kind, const QByteArray &payload, quint16 closeCode = 0);
    void tell(const Control &control);
    void end();
    void hangUp();

    Handlers m_handlers;
    FrameReader m_reader;
    QTcpSocket *m_tcp = nullptr; //!< child
    QUrl m_url;
    QByteArray m_userAgent;
    QByteArray m_key;
    //! Neither TLS nor a proxy: there Qt's buffer and its notifiers would only stand between us and the
    //! system.
    bool m_isUnbuffered = false;
    bool m_writeFailed = false;
    bool m_open = false;
    bool m_over = false; //!< finished() was emitted, or is not wanted any more
    bool m_reading = false;
    bool m_closeSent = false;
};

} // namespace rtmscope
