// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/demohost.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

DemoHost::DemoHost(const demo::DemoServer::Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
    m_thread.setObjectName("demo workspace"_L1);
    connect(this, &DemoHost::ready, this, [this](const QUrl &apiBase) { m_apiBase = apiBase; });
}

DemoHost::~DemoHost()
{
    m_thread.quit();
    m_thread.wait();
}

void DemoHost::start()
{
    if (m_thread.isRunning())
        return;
    auto *resident = new QObject; // lives in the thread; the server is its child
    resident->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, resident, &QObject::deleteLater);
    m_thread.start();
    // The signals are emitted over there; who listens here gets them through its event loop.
    QMetaObject::invokeMethod(resident, [this, resident] {
        auto *server = new demo::DemoServer(m_options, resident);
        QString problem;
        if (!server->listen(&problem)) {
            Q_EMIT failed(problem);
            return;
        }
        connect(server, &demo::DemoServer::faultReported, this, &DemoHost::faultReported);
        QMetaObject::invokeMethod(this, [this, server] { m_server = server; });
        Q_EMIT ready(server->apiBase());
    });
}

Result<Done> DemoHost::cause(const QString &line)
{
    const auto script = demo::readChaosScript(line.toUtf8());
    if (!script)
        return script.error();
    const demo::ChaosScript::Step &step = script->steps.constFirst();
    const bool oneNow = script->steps.size() == 1 && step.choices.size() == 1 &&
                        step.when == demo::ChaosScript::Step::When::At && step.delay.count() == 0;
    if (!oneNow)
        runChaos(*script);
    else if (m_server)
        m_server->cause(step.choices.constFirst());
    return Done{};
}

void DemoHost::runChaos(const demo::ChaosScript &script)
{
    if (m_server)
        m_server->runChaos(script);
}

void DemoHost::stopChaos()
{
    if (m_server)
        m_server->stopChaos();
}

void DemoHost::endFaults()
{
    if (m_server)
        m_server->endFaults();
}

} // namespace rtmscope
