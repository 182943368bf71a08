// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/tapcontroller.h"

#include "app/window/keeping/recordings.h"
#include "core/sync/namenotes.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/banner.h"
#include "ui/tap/tapguide.h"
#include "ui/tap/tappane.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

TapWay wayTo(const Tap &tap)
{
    TapWay way(tap.apiBase());
    way.upstream = tap.settings().upstream;
    return way;
}

} // namespace

TapController::TapController(Options options, WorkspacePage &page, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_page(page)
    , m_tap(std::make_unique<Tap>(m_options.tap))
{
    QString problem;
    m_log = captureshelf::newRecording(captureFolder(), m_options.profile, &problem);
    connect(m_tap.get(), &EventSource::recorded, m_log.get(), &EventLog::append);
    connect(m_tap.get(), &EventSource::recorded, &m_feed, &WorkspaceFeed::apply);
    connect(m_tap.get(), &EventSource::batchEnded, m_log.get(), &EventLog::flush);
    connect(m_log.get(), &EventLog::writeFailed, this, [this](const Error &error) { tell(error.words); });
    // So that each file of it can be read alone.
    connect(m_log.get(), &EventLog::partBegan, this, [this] {
        for (const QByteArray &note : nameNotes(m_feed.workspace()))
            m_tap->record(note);
        setKeeping(m_options.keeping);
    });
    setKeeping(m_options.keeping);
    connectTap();
    if (!problem.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, problem] { tell(problem); }, Qt::QueuedConnection);
}

TapController::~TapController()
{
    m_tap->disconnect(this);
    m_tap->close();
    m_log->flush();
    m_page.clear(); // it reads the stores until then
}

void TapController::setKeeping(const captureshelf::Keeping &keeping)
{
    m_options.keeping = keeping;
    pruneRecordings(m_options.dataFolder, keeping, m_log->path());
}

void TapController::connectTap()
{
    connect(m_tap.get(), &Tap::figuresChanged, this, [this] {
        showFigures();
        showStatus();
    });
    connect(m_tap.get(), &Tap::identityKnown, this, [this](const Identity &identity) {
        if (identity.teamName.isEmpty())
            return;
        m_options.name = identity.teamName;
        m_page.setName(identity.teamName);
        showStatus();
    });
    connect(m_tap.get(), &Tap::troubled, this, [this](const Error &error) {
        m_trouble = error.words;
        tell(error.words);
        showStatus();
    });
    connect(m_tap.get(), &Tap::recovered, this, [this] {
        m_trouble.clear();
        tell({});
        showStatus();
    });
    connect(&m_page, &WorkspacePage::noteRequested, this, [this](const QByteArray &note) {
        m_tap->record(note);
        m_log->writeOut();
    });
    connect(&m_page, &WorkspacePage::reconnectRequested, this, [this] {
        if (m_refusal)
            open();
    });
}

bool TapController::isInUse() const
{
    return m_tap->figures().socketsOpen > 0;
}

void TapController::open()
{
    const auto listening = m_tap->listen();
    m_refusal = listening ? std::nullopt : std::optional(listening.error());
    m_page.setTap({m_options.profile, m_options.name, m_options.profileName, m_options.colour}, &m_feed,
                  m_log.get(), listening ? wayTo(*m_tap) : TapWay());
    showStatus();
    if (m_refusal)
        m_page.panes().centre->showRemedy(*m_refusal);
}

void TapController::showFigures()
{
    const TapFigures figures = m_tap->figures();
    m_page.panes().tap->setFigures(figures);
    m_page.panes().centre->tapGuide()->setArrived(figures.calls > 0 || figures.sockets > 0);
}

void TapController::showStatus()
{
    const ConnectionStatus status = m_refusal ? refused() : passing();
    const bool isNew = status.look != m_status.look || status.words != m_status.words ||
                       status.place != m_status.place || status.connection != m_status.connection ||
                       status.cause != m_status.cause;
    m_status = status;
    if (isNew)
        m_page.setConnection(status);
}

//! Connected is what the program is: nobody listens for nothing.
ConnectionStatus TapController::passing() const
{
    const TapFigures figures = m_tap->figures();
    const bool hasCome = figures.socketsOpen > 0 || figures.calls > 0;
    ConnectionStatus status = unchanging();
    status.look = !m_trouble.isEmpty() ? ConnectionStatus::Look::Waiting
                  : hasCome            ? ConnectionStatus::Look::Good
                                       : ConnectionStatus::Look::Busy;
    const QString port = QString::number(m_tap->apiBase().port());
    status.words = hasCome ? tr("Tapped on port %1").arg(port) : tr("Listening on port %1").arg(port);
    status.cause = m_trouble;
    status.connection = static_cast<quint32>(figures.sockets);
    return status;
}

ConnectionStatus TapController::refused() const
{
    ConnectionStatus status = unchanging();
    status.look = ConnectionStatus::Look::Failed;
    status.words = tr("Not listening");
    status.place.clear(); // nothing is passed on
    status.cause = m_refusal->words;
    return status;
}

ConnectionStatus TapController::unchanging() const
{
    ConnectionStatus status;
    const QString host = m_options.tap.upstream.host();
    status.stream = ConnectionStatus::Stream::Tap;
    status.place = m_options.name == host ? tr("Passed on to %1").arg(host)
                                          : tr("%1, passed on to %2").arg(m_options.name, host);
    status.nextAttempt = QDeadlineTimer(QDeadlineTimer::Forever);
    return status;
}

void TapController::tell(const QString &words)
{
    m_page.panes().centre->banner()->setRemark(words);
}

QString TapController::captureFolder() const
{
    return captureshelf::folder(m_options.dataFolder, m_options.profile);
}

} // namespace rtmscope
