// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace rtmscope::demo {

//! A fake Slack on loopback: HTTP Web API and RTM WebSocket on one port. The demo mode's workspace and the
//! tests' server; other people's RTM clients can connect too. Knows core/json and base only, none of the
//! client's structs, so that both sides can't share a bug. Lives in one thread (the window gives it one of
//! its own).
class DemoServer : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        quint16 port = 0;             //!< 0: any free one
        quint64 seed = 1;             //!< same seed, same workspace and same order of events
        double eventsPerSecond = 1.0; //!< of the scenario; from 1/60 to many thousands; 0: silent
        qint64 limit = -1;            //!< scenario events to play, then silence; -1: for ever
        bool answers = true;          //!< react and reply to what the user does
        qint64 epochUs =
            0; //!< the moment the seeded past leads up to; 0: now. Fixed in tests and screenshots
        bool verboseStart = false; //!< rtm.start answers in the old shape, with users and channels
    };

    explicit DemoServer(const Options &options, QObject *parent = nullptr);
    ~DemoServer() override;

    bool listen(QString *problem = nullptr); //!< loopback only
    quint16 port() const;
    QUrl apiBase() const;      //!< http://127.0.0.1:PORT/api/
    static QByteArray token(); //!< "xoxb-demo-…", accepted; see docs/demo-workspace.md for the failing ones
    int connectionCount() const; //!< open WebSockets

    //! Tests and the chaos desk (thread-safe: may be called from another thread, carried out in the
    //! server's).
    void setEventsPerSecond(double rate);
    void broadcast(const QByteArray &frame); //!< sends these very bytes as a text frame to all sockets
    void broadcastBinary(const QByteArray &bytes);
    void broadcastFragmented(const QByteArray &frame, int pieces); //!< one text message in several frames
    void broadcastBytes(const QByteArray &bytes);                  //!< raw TCP: torn frames, nonsense
    void dropAll();                                                //!< cuts TCP without a close frame
    void closeAll(quint16 code, const QString &reason);
    void sayGoodbye();                //!< a goodbye, and 5 s later the close
    void stopAnswering(bool stopped); //!< half-open: no connection is read or written, old or new
    void muteSockets();               //!< half-open, but only the sockets open now; new ones work
    void withholdHello(bool withheld);
    void rateLimitNext(const QString &method, int times, int retryAfterSeconds); //!< < 0: no header
    void failNext(const QString &method, int times, int httpStatus, const QByteArray &body);
    void refuseUpgrades(int times, int httpStatus);
    void setAckPolicy(
        const QString &policy); //!< "ok", "late", "never", "fail", "slow-down", "echo-first", "echo-too"
    void expireNextUrl();       //!< the next socket gets error code 1

Q_SIGNALS:
    //! Exact bytes, per socket, in order; for byte-faithfulness tests.
    void frameSent(const QByteArray &frame);
    void frameReceived(const QByteArray &frame);
    void apiCalled(const QString &method, int status);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope::demo
