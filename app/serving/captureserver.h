// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/serving/botdeeds.h"
#include "app/serving/capturerecording.h"
#include "app/serving/expectedbot.h"
#include "core/demo/replay/pacing.h"
#include "core/demo/replay/replayer.h"
#include "core/demo/server/demoserver.h"

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <optional>

namespace rtmscope {

class Tap;

//! Plays a capture to bots by a demo server, and listens to what is answered by a tap in front of it: so a
//! bot gets exactly what it would get from Slack, and what it says is recorded as any tap records it. Owned
//! by the command or by the window's controller; lives and emits in the thread of its owner.
class CaptureServer : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        CaptureRecording capture;
        demo::Pacing pacing = {};
        quint16 port = 0; //!< 0: any free one
        bool fullStart = true;
        bool retiredMethods = false;
        bool ownThread = false; //!< the server plays in a thread of its own: a window must not wait for it
    };

    //! How far it is.
    struct Progress
    {
        demo::Replayer::Counts counts = {};
        int clients = 0;      //!< sockets that are open
        bool begun = false;   //!< a client has come
        bool paused = false;  //!< the next event waits to be asked for
        bool over = false;    //!< the last one went out
        qint64 taken() const; //!< frames of the recording that are done with, left out or played
    };

    //! An event that went to a bot.
    struct Played
    {
        qint64 number = 0; //!< of the entry in the capture
        QByteArray type;
        QByteArray subtype;
    };

    explicit CaptureServer(Options options, QObject *parent = nullptr);
    ~CaptureServer() override;

    //! opened() or failed() follows; before this returns, unless it has a thread of its own.
    void open();
    //! Ends every connection and stops playing; what is known by then stays.
    void close();

    const CaptureRecording &capture() const { return m_options.capture; }
    const demo::Pacing &pacing() const { return m_options.pacing; } //!< that it began with
    QByteArray self() const; //!< id of the user that bots are told they are
    Tap *tap() const;        //!< nullptr until it is opened
    //! Ids that the capture knows by that name, for expectations.
    QStringList idsNamed(const QString &name) const;

    //! The server is asked, and does it soon.
    void pause();
    void resume();
    void step();
    void setSpeed(double speed); //!< 0: as fast as it is read
    void setWait(std::optional<std::chrono::milliseconds> wait);
    const Progress &progress() const { return m_progress; }

    //! What is expected from now on; nullptr: nothing.
    void setExpected(std::unique_ptr<ExpectedBot> expected);
    ExpectedBot *expected() const { return m_expected.get(); }

    //! A note of ours among what is recorded.
    void note(const QByteArray &json);
    //! What the bot says in a deed and where, for people.
    QString said(const BotDeed &deed) { return m_deeds.said(deed); }

    //! The server itself, for an owner whose thread it shares; nullptr before open().
    demo::DemoServer *server() const;

Q_SIGNALS:
    void opened();
    void failed(const rtmscope::Error &error); //!< a port can't be had
    void begun();                              //!< the first client has come; nothing was played yet
    void clientsChanged(int count);
    void ended();      //!< the last event went out; late answers are still taken
    void progressed(); //!< progress() is another
    //! One event went out; what the bot makes of it is told later.
    void played(const rtmscope::CaptureServer::Played &played);
    //! An entry of the record, and what of it the bot did; nullptr: nothing.
    void recorded(const rtmscope::Event &event, const rtmscope::BotDeed *deed);
    void batchEnded(); //!< the record may be written out now
    void troubled(const rtmscope::Error &error);
    void faultReported(const QString &words);

private:
    class ServedTap;
    struct Stage;
    struct Report;

    void raiseStage(demo::DemoServer *server, const QString &problem);
    void wireServer(demo::DemoServer &server);
    void wireTap();
    template<typename Change>
    void report(const demo::Replayer &replayer, Change change);
    void takeReport();
    void takeEntry(const Event &event);
    void takeUrlAnswer(const QByteArray &message, bool taken);
    template<typename Act>
    void ask(Act act);

    Options m_options;
    std::shared_ptr<Report> m_report; //!< what the server's thread tells, until it is taken
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ServedTap> m_tap;
    std::unique_ptr<ExpectedBot> m_expected;
    BotDeeds m_deeds;
    Progress m_progress;
    bool m_ownNote = false; //!< what is recorded now is no deed of the bot
};

} // namespace rtmscope
