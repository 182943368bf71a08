// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/commandline.h"
#include "core/session/livesession.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

#include <memory>

namespace rtmscope {

class DemoHost;
class SocketModeSession;
class TokenStore;

//! The session of a headless command, with the demo workspace behind it when asked for. Says on stderr what
//! happens. Owned by the command; main thread (the demo server runs in a thread of its own, so that it stays
//! a real peer).
class Connection : public QObject
{
    Q_OBJECT
public:
    //! \a defaultRate: events per second of the demo when --rate was not given.
    Connection(const CommandLine &line, double defaultRate, QObject *parent = nullptr);
    ~Connection() override;

    void open();
    //! Whether there is any use in asking the server, for who makes calls without opening; if not, why is
    //! told as by open().
    bool isUsable();
    void tell(const QString &words) const; //!< to stderr, unless it shall be quiet
    LiveSession &session() { return *m_session; }

Q_SIGNALS:
    //! The session gave up; its words are on stderr already.
    void gaveUp(int exitCode);

private:
    QUrl startDemo(const CommandLine &line, double defaultRate);
    LiveSession::Config configFrom(const ConnectionWish &wish);
    static std::optional<Error> tokenProblem(const LiveSession::Config &config, bool callsOnly);
    void listenTo(const SocketModeSession &session);
    Secret secretFrom(TokenStore &secrets, const QString &key);
    void failed(const Error &error);
    void tellState(LiveSession::State state, const QString &cause);
    void tellWait(const QString &method, const Error &error);
    void tellEndlessPages(const Error &error);

    std::unique_ptr<DemoHost> m_demo;
    std::unique_ptr<LiveSession> m_session;
    std::optional<Error> m_problem;    //!< why nothing can be opened at all
    QHash<QString, QDateTime> m_waits; //!< by method: until when it was told to wait
    bool m_helloMissed = false;        //!< what that means was told already
    bool m_endlessPagesTold = false;
    bool m_quiet;
};

//! Words for people, to stderr, with the program's name in front: one line, whatever a server put into them.
void printWords(const QString &words);
//! An error's words and, where there is more to know, the server's own text below.
void printError(const Error &error);

} // namespace rtmscope
