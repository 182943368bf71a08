// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/httprequest.h"
#include "core/demo/websocketcodec.h"

#include <QObject>

class QTcpSocket;

namespace rtmscope::demo {

//! One accepted TCP connection: HTTP first, a WebSocket after upgrade(). Owned by the server, lives in its
//! thread, deletes itself (later) once it is closed.
class Connection : public QObject
{
    Q_OBJECT
public:
    //! Takes \a socket over.
    explicit Connection(QTcpSocket *socket, QObject *parent);
    ~Connection() override;

    //! Exactly one answer per requestReceived, at once or later. \a last: and then the connection is closed.
    void respond(int status, const QList<QByteArray> &headers, const QByteArray &body, bool last = false);
    //! Answers the request with 101 and speaks WebSocket from now on. \a limitBytes as in FrameReader.
    void upgrade(const QByteArray &key, qsizetype limitBytes);
    bool isWebSocket() const { return m_webSocket; }

    void sendFrame(Opcode opcode, QByteArrayView payload, bool final = true);
    void sendBytes(const QByteArray &bytes); //!< these very bytes on the TCP stream, frame or not
    qint64 unsentBytes() const;
    void flush();
    void close(quint16 code, const QByteArray &reason); //!< a close frame, then the end of TCP
    void abort();                                       //!< TCP cut, no close frame
    void setMuted(bool muted); //!< half-open: reads nothing, what is sent meanwhile is lost
    bool isMuted() const { return m_muted; }

Q_SIGNALS:
    void requestReceived(const rtmscope::demo::HttpRequest &request);
    void textReceived(const QByteArray &text);
    void closed();

private:
    void read();
    void readHttp();
    void readWebSocket();
    bool handle(const FrameReader::Message &message);
    void end();
    void finish();

    QTcpSocket *m_socket;
    QByteArray m_buffer;
    HttpRequest m_request;
    FrameReader m_reader{0};
    bool m_answering = false;
    bool m_webSocket = false;
    bool m_muted = false;
    bool m_closing = false;
    bool m_finished = false;
};

} // namespace rtmscope::demo
