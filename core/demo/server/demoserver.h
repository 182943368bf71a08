// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/replay/pacing.h"
#include "core/demo/server/chaosscript.h"
#include <QByteArray>
#include <QHostAddress>

#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace rtmscope {
class Clock;
}

namespace rtmscope::demo {

class Replayer;
struct Recording;

//! A fake Slack on loopback: HTTP Web API, RTM and Socket Mode on one port. The demo mode's workspace and the
//! tests' server; other people's clients and bots can connect too. Knows core/json and base only, none of the
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
        bool fullStart = true; //!< rtm.start answers as until 2022, with users and channels
        //! channels.list, im.open and the others that Slack has retired work; false: method_deprecated.
        bool retiredMethods = false;
        //! What the server waits for, times this: 0.05 plays a minute of goodbyes, tickets and faults in
        //! three seconds, for tests in compressed time. The scenario's pace is eventsPerSecond's business.
        double timeScale = 1.0;
        //! Apps hear now and then of what the Events API alone has, and of people who use them.
        bool appStories = true;
        bool playsUnseen = false;        //!< the scenario keeps its pace while nobody is connected
        bool journal = false;            //!< published() is emitted
        std::size_t keptMessages = 2000; //!< per room: a fast scenario must not eat the memory
        //! What the answers call us where something stands in between, as "https://localhost:8443"; empty:
        //! our own address.
        QByteArray publicUrl = {};
        //! What happens is not the demo's play but this: its people and rooms, and its frames. Everybody who
        //! comes with an accepted token is its user then.
        std::shared_ptr<const Recording> recording = {};
        Pacing pacing = {};           //!< of the recording
        const Clock *clock = nullptr; //!< must outlive the server; the system's if not given
    };

    explicit DemoServer(const Options &options, QObject *parent = nullptr);
    ~DemoServer() override;

    bool listen(QString *problem = nullptr); //!< loopback only
    quint16 port() const;
    QUrl apiBase() const;      //!< http://127.0.0.1:PORT/api/
    static QByteArray token(); //!< "xoxb-demo-…", accepted; see docs/demo-workspace.md for the failing ones
    static QByteArray appToken(); //!< "xapp-1-A0RTMSCOPE-…": of the app whose bot that is
    int connectionCount() const;  //!< open WebSockets

    Replayer *replayer() const; //!< of Options::recording, else null; in the server's thread

    //! What follows is thread-safe: it may be called from another thread and is carried out in the server's.
    void setEventsPerSecond(double rate);

    //! The fault desk; docs/demo-workspace.md lists what it can do.
    void cause(const Fault &fault);
    void runChaos(const ChaosScript &script); //!< in place of one that runs
    void stopChaos();                         //!< no further faults from the script
    void endFaults();                         //!< the script stops and what is wrong is put right

    void broadcast(const QByteArray &frame); //!< sends these very bytes as a text frame to all sockets
    void broadcastBinary(const QByteArray &bytes);
    void broadcastFragmented(const QByteArray &frame, int pieces); //!< one text message in several frames
    void broadcastBytes(const QByteArray &bytes);                  //!< raw TCP: torn frames, nonsense

    // Short forms for tests: faults without an end, unless one is named.
    void dropAll();
    void closeAll(quint16 code, const QString &reason);
    void sayGoodbye();
    void stopAnswering(bool stopped); //!< half-open, all
    void muteSockets();               //!< half-open, only the sockets open now
    void withholdHello(bool withheld);
    void rateLimitNext(const QString &method, int times, int retryAfterSeconds); //!< < 0: no header
    void failNext(const QString &method, int times, int httpStatus, const QByteArray &body);
    void refuseUpgrades(int times, int httpStatus);
    void setAckPolicy(const QString &policy); //!< a choice of the fault "acks"
    void expireNextUrl();                     //!< the next socket gets error code 1

Q_SIGNALS:
    //! Exact bytes, per socket, in order; for byte-faithfulness tests.
    void frameSent(const QByteArray &frame);
    void frameReceived(const QByteArray &frame);
    void apiCalled(const QString &method, int status);
    // What became of the envelopes of apps (Socket Mode), as in SocketApps.
    void eventMade(const QByteArray &appId, const QByteArray &eventId, const QByteArray &event);
    void envelopeSent(const QByteArray &appId, const QByteArray &envelopeId, const QByteArray &eventId,
                      int attempt);
    void envelopeAcknowledged(const QByteArray &appId, const QByteArray &envelopeId,
                              const QByteArray &eventId, qint64 afterUs);
    void takenElsewhere(const QByteArray &appId, const QByteArray &eventId);
    void givenUp(const QByteArray &appId, const QByteArray &eventId);
    //! The server's own log, for comparing a client's with. An event went out for \a users, whether or not
    //! one of their sockets was open or able to take it.
    void published(const QByteArray &event, const QList<QByteArray> &users);
    //! The fault "drop" kept \a frame from a socket: no client received it.
    void frameDropped(const QByteArray &frame);
    //! An app answered by a response_url; \a taken: it could be seen.
    void answeredByUrl(const QByteArray &message, bool taken);
    //! A message was taken from a client, over a socket or the Web API.
    void posted(const QByteArray &user, const QByteArray &channel, const QByteArray &ts,
                const QByteArray &text);
    //! "half-open old for 30s", "half-open: over".
    void faultReported(const QString &words);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope::demo
