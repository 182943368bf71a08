// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/httprequest.h"
#include "core/demo/gateway/websocketcodec.h"

#include <QObject>
#include <QTimer>

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
    //! Half-open: neither read nor written. What is written meanwhile goes out if the silence ends, as from a
    //! network that was away; after some MB of it the connection is past saving and is cut then.
    void setMuted(bool muted);
    bool isMuted() const { return m_muted; }
    void setDripping(bool dripping);        //!< bytes leave one by one; what waits at the end leaves at once
    void setAnsweringPings(bool answering); //!< the WebSocket's own
    void loseFragmented()
    {
        m_losesFragmented = true;
    } //!< messages that come in pieces are never put together

Q_SIGNALS:
    void requestReceived(const rtmscope::demo::HttpRequest &request);
    void textReceived(const QByteArray &text);
    void pongReceived(const QByteArray &payload);
    void closed();

private:
    void read();
    void readHttp();
    void readWebSocket();
    bool handle(const FrameReader::Message &message);
    void write(QByteArrayView bytes);
    void release();
    void drip();
    void end();
    void finish();

    QTcpSocket *m_socket;
    QByteArray m_waiting; //!< written while muted or dripping
    QTimer m_dripTimer;
    QByteArray m_buffer;
    HttpRequest m_request;
    FrameReader m_reader{0};
    bool m_answering = false;
    bool m_webSocket = false;
    bool m_muted = false;
    bool m_hopeless = false; //!< more was written while muted than is kept
    bool m_answersPings = true;
    bool m_losesFragmented = false;
    bool m_ending = false; //!< TCP ends when the waiting bytes are out
    bool m_closing = false;
    bool m_finished = false;
};

} // namespace rtmscope::demo
