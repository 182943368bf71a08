// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/demoserver.h"

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

Q_SIGNALS:
    void ready(const QUrl &apiBase);
    void failed(const QString &problem);

private:
    demo::DemoServer::Options m_options;
    QThread m_thread;
    QUrl m_apiBase;
};

} // namespace rtmscope
