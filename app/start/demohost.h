// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/server/demoserver.h"

#include <QObject>
#include <QThread>
#include <QUrl>

namespace rtmscope {

//! Runs the demo workspace in a thread of its own, so that the window only ever meets it over loopback, like
//! any other server. Stops it when destroyed.
class DemoHost : public QObject
{
    Q_OBJECT
public:
    explicit DemoHost(const demo::DemoServer::Options &options, QObject *parent = nullptr);
    ~DemoHost() override;

    //! Starts the thread and returns at once; ready() or failed() follows.
    void start();
    //! Empty until ready().
    QUrl apiBase() const { return m_apiBase; }
    //! One fault, or a moment and a fault, in the language of docs/demo-workspace.md. Nothing happens before
    //! ready(). An error says what is wrong with the line.
    Result<Done> cause(const QString &line);
    void runChaos(const demo::ChaosScript &script);
    void stopChaos();
    void endFaults();

Q_SIGNALS:
    void ready(const QUrl &apiBase);
    void failed(const QString &problem);
    void faultReported(const QString &words); //!< one began or ended

private:
    demo::DemoServer::Options m_options;
    QThread m_thread;
    QUrl m_apiBase;
    demo::DemoServer *m_server = nullptr; //!< lives in the thread as long as that runs; null before ready()
};

} // namespace rtmscope
