// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/serving/servecontroller.h"

#include "app/serving/namenotes.h"
#include "core/base/clock.h"
#include "core/base/savefile.h"
#include "core/expect/expectationreport.h"
#include "core/log/captureshelf.h"
#include "core/tap/relay/tap.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/serve/expectationsview.h"
#include "ui/serve/servepane.h"
#include "ui/status/banner.h"
#include "ui/tap/tapguide.h"
#include "ui/tap/tappane.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using Phase = ServeStatus::Phase;

constexpr std::chrono::milliseconds lateTime = 2s;   // for answers to what went out last
constexpr std::chrono::milliseconds typingTime = 7s; // longer than a mark lasts
const QString shelf = u"served"_s;

demo::Pacing pacingOf(const ServeRequest &request)
{
    demo::Pacing pacing;
    pacing.speed = request.speed;
    pacing.longestGap = request.longestGap;
    pacing.stepping = request.stepping;
    pacing.wait = request.wait;
    return pacing;
}

//! Lines that expect something: neither empty nor a comment.
bool expectsNothing(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    return std::all_of(lines.begin(), lines.end(), [](const QString &line) {
        const QString clean = line.trimmed();
        return clean.isEmpty() || clean.startsWith(u'#');
    });
}

bool isSame(const QList<Expectation> &a, const QList<Expectation> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Expectation &one, const Expectation &other) {
                          return one.line == other.line && one.source == other.source;
                      });
}

} // namespace

ServeController::ServeController(Options options, WorkspacePage &page, ServePane &pane, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_page(page)
    , m_pane(pane)
    , m_speed(m_options.request.speed)
    , m_wait(m_options.request.wait)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(lateTime);
    connect(&m_quiet, &QTimer::timeout, this, &ServeController::finishExpectations);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingTime);
    connect(&m_typing, &QTimer::timeout, this, [this] { m_run->feed.expireTyping(Clock::system().nowUs()); });
    connect(&m_throttle, &UpdateThrottle::due, this, &ServeController::show);
    connectPane();
    readExpectationFile();
}

ServeController::~ServeController()
{
    m_pane.disconnect(this);
    m_pane.expectations()->disconnect(this);
    if (m_run) {
        m_run->server->disconnect(this);
        m_run->server->close();
        m_run->log->flush();
    }
    m_page.clear(); // it reads the stores until then
    m_pane.setWay({});
    m_pane.setStatus({});
}

void ServeController::connectPane()
{
    connect(&m_pane, &ServePane::playRequested, this, [this] {
        m_run->server->resume();
        m_pane.setPace(m_speed, false, m_wait);
    });
    connect(&m_pane, &ServePane::pauseRequested, this, [this] { m_run->server->pause(); });
    connect(&m_pane, &ServePane::stepRequested, this, [this] { m_run->server->step(); });
    connect(&m_pane, &ServePane::againRequested, this, &ServeController::start);
    connect(&m_pane, &ServePane::stopRequested, this, &ServeController::stop);
    connect(&m_pane, &ServePane::backRequested, this, &ServeController::backRequested);
    connect(&m_pane, &ServePane::speedChosen, this, [this](double speed) {
        m_speed = speed;
        m_run->server->setSpeed(speed);
    });
    connect(&m_pane, &ServePane::waitChosen, this, [this](std::optional<std::chrono::milliseconds> wait) {
        m_wait = wait;
        m_run->server->setWait(wait);
    });
    const ExpectationsView *expectations = m_pane.expectations();
    connect(expectations, &ExpectationsView::edited, this, &ServeController::setExpectations);
    connect(expectations, &ExpectationsView::saveRequested, this, &ServeController::saveExpectations);
}

// ---- playing
// ----------------------------------------------------------------------------------------------------

void ServeController::open()
{
    start();
}

//! From the beginning, at the same address, where there was one before.
void ServeController::start()
{
    if (m_run) {
        m_run->server->disconnect(this);
        m_run->server->close();
        m_run->log->flush();
        m_past = std::move(m_run); // the page shows it until the next one is there
    }
    m_quiet.stop();
    m_typing.stop();
    m_names.clear();
    m_isLate = false;
    m_run = std::make_unique<Run>();
    m_run->port = m_past ? m_past->port : m_options.request.port;
    QString problem;
    m_run->log = captureshelf::newRecording(captureFolder(), shelf, &problem);
    CaptureServer::Options options;
    options.capture = m_options.capture;
    options.pacing = pacingOf(m_options.request);
    options.pacing.speed = m_speed;
    options.pacing.wait = m_wait;
    options.port = m_run->port;
    options.ownThread = true;
    m_run->server = std::make_unique<CaptureServer>(std::move(options));
    connectServer();
    if (!problem.isEmpty())
        QMetaObject::invokeMethod(
            this, [this, problem] { tell(problem); }, Qt::QueuedConnection);
    m_run->server->open();
}

void ServeController::connectServer()
{
    const CaptureServer *server = m_run->server.get();
    EventLog *log = m_run->log.get();
    WorkspaceFeed *feed = &m_run->feed;
    connect(server, &CaptureServer::recorded, log, [log, feed](const Event &event) {
        log->append(event);
        feed->apply(event);
    });
    connect(server, &CaptureServer::batchEnded, log, &EventLog::flush);
    connect(feed, &WorkspaceFeed::changed, &m_typing, [this] {
        if (!m_typing.isActive())
            m_typing.start();
    });
    connect(log, &EventLog::writeFailed, this, [this](const Error &error) { tell(error.words); });
    connect(server, &CaptureServer::opened, this, &ServeController::listening);
    connect(server, &CaptureServer::failed, this, &ServeController::refused);
    connect(server, &CaptureServer::begun, this, &ServeController::begun);
    connect(server, &CaptureServer::ended, this, &ServeController::over);
    connect(server, &CaptureServer::progressed, this, &ServeController::showSoon);
    connect(server, &CaptureServer::troubled, this, [this](const Error &error) { tell(error.words); });
}

void ServeController::listening()
{
    Tap &tap = *m_run->server->tap();
    m_run->port = static_cast<quint16>(tap.apiBase().port());
    m_phase = Phase::Waiting;
    m_refusal.clear();
    TapWay way(tap.apiBase());
    way.capture = m_options.name;
    way.botToken = QString::fromUtf8(demo::DemoServer::token());
    way.appToken = QString::fromUtf8(demo::DemoServer::appToken());
    connect(&tap, &Tap::figuresChanged, this, [this, &tap] {
        const TapFigures figures = tap.figures();
        const bool arrived = figures.calls > 0 || figures.sockets > 0;
        m_page.panes().tap->setFigures(figures);
        m_page.panes().centre->tapGuide()->setArrived(arrived);
    });
    WorkspacePage::Identity identity;
    identity.key = shelf;
    identity.name = m_options.name;
    identity.served = true;
    m_page.setTap(identity, &m_run->feed, m_run->log.get(), way);
    m_pane.setWay(way);
    m_pane.setPace(m_speed, m_options.request.stepping, m_wait);
    setExpectations(m_expectations);
    m_shown = {};
    show();
    Q_EMIT opened();
    m_past.reset();
}

void ServeController::refused(const Error &error)
{
    m_phase = Phase::Refused;
    m_refusal = error.words;
    WorkspacePage::Identity identity;
    identity.key = shelf;
    identity.name = m_options.name;
    identity.served = true;
    m_page.setTap(identity, &m_run->feed, m_run->log.get(), TapWay());
    m_shown = {};
    show();
    tell(error.words);
    m_past.reset();
}

//! The first program has come, and nothing was played yet: the time for what the page shall know of people
//! and places, which the record has to say by itself.
void ServeController::begun()
{
    m_phase = Phase::Playing;
    m_pane.setArrived(true);
    const QList<QByteArray> notes = namenotes::of(m_options.capture.names, *m_options.capture.cast);
    m_names.assign(notes.begin(), notes.end());
    tellNames();
    showSoon();
}

//! A page at a time: a large workspace must not stop the window.
void ServeController::tellNames()
{
    if (m_names.empty())
        return;
    m_run->server->note(m_names.front());
    m_names.pop_front();
    QMetaObject::invokeMethod(this, &ServeController::tellNames, Qt::QueuedConnection);
}

void ServeController::over()
{
    m_quiet.start();
    showSoon();
}

void ServeController::stop()
{
    m_run->server->close();
    m_run->log->flush();
    m_phase = Phase::Stopped;
    m_quiet.stop();
    if (ExpectedBot *expected = m_run->server->expected())
        (void)expected->finish(m_options.name); // it writes no file
    show();
}

bool ServeController::isInUse() const
{
    const bool listens = m_phase == Phase::Waiting || m_phase == Phase::Playing;
    return listens && m_run->server->progress().clients > 0;
}

TapFaults &ServeController::faults() const
{
    return m_run->server->tap()->faults();
}

QString ServeController::captureFolder() const
{
    return captureshelf::folder(m_options.dataFolder, shelf);
}

// ---- what is expected
// ----------------------------------------------------------------------------------------------------

//! Beside the capture, where the command line takes them from as well.
void ServeController::readExpectationFile()
{
    const auto textBeside = [](const QString &path) {
        QFile file(path + u".expect"_s);
        return !path.isEmpty() && file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.read(ExpectedBot::largestFile))
                   : QString();
    };
    m_savedExpectations = textBeside(m_options.path);
    m_expectations = m_savedExpectations.isEmpty() ? textBeside(m_options.expectFrom) : m_savedExpectations;
    m_pane.expectations()->setText(m_expectations);
    m_pane.expectations()->setLines({});
    tellFile();
}

//! What stands there holds from the next event on. A mistake changes nothing.
void ServeController::setExpectations(const QString &text)
{
    m_expectations = text;
    CaptureServer &server = *m_run->server;
    const bool hasBegun = server.progress().counts.played > 0;
    if (expectsNothing(text)) {
        m_pane.expectations()->setProblem(0, {});
        server.setExpected(nullptr);
        m_isLate = false;
        tellFile();
        return showSoon();
    }
    int line = 0;
    auto read = ExpectedBot::read(
        text.toUtf8(), [this](const QString &name) { return m_run->server->idsNamed(name); }, &line);
    m_pane.expectations()->setProblem(line, read ? QString() : read.error().words);
    const ExpectedBot *now = server.expected();
    if (read && !(now && isSame(now->run().expectations(), (*read)->run().expectations()))) {
        m_isLate = hasBegun;
        connect(read->get(), &ExpectedBot::changed, this, &ServeController::showSoon);
        connect(read->get(), &ExpectedBot::settled, this, [this] {
            if (m_run->server->progress().over && !m_quiet.isActive())
                finishExpectations();
        });
        server.setExpected(std::move(*read));
    }
    tellFile();
    showSoon();
}

//! All was played, and time was given for late answers: what has not come by now will not.
void ServeController::finishExpectations()
{
    ExpectedBot *expected = m_run->server->expected();
    if (!expected || expected->isOpen())
        return; // it says when it is not
    (void)expected->finish(m_options.name);
    showSoon();
}

void ServeController::saveExpectations()
{
    const QString path = m_options.path + u".expect"_s;
    SaveFile file(path);
    const QByteArray bytes = m_expectations.toUtf8();
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    m_fileTrouble =
        written ? QString()
                : tr("%1 can’t be written: %2.").arg(QDir::toNativeSeparators(path), file.errorString());
    if (written)
        m_savedExpectations = m_expectations;
    tellFile();
}

void ServeController::tellFile()
{
    const QString file = QFileInfo(m_options.path).fileName() + u".expect"_s;
    const bool isSaved = m_expectations == m_savedExpectations;
    QStringList words;
    if (!m_fileTrouble.isEmpty())
        words << m_fileTrouble;
    else if (m_options.path.isEmpty())
        words << tr("The capture is in no file: save it first to keep expectations beside it.");
    else if (isSaved && !m_expectations.isEmpty())
        words << tr("Kept in %1, where “rtmscope serve” finds them too.").arg(file);
    else if (!isSaved)
        words << tr("Not kept yet: “Save” writes %1 beside the capture.").arg(file);
    if (m_isLate)
        words << tr("They were changed meanwhile and hold from the next event on; “Again” checks all.");
    m_pane.expectations()->setFileWords(words.join(u' '), !isSaved && !m_options.path.isEmpty());
}

// ---- how it stands
// ----------------------------------------------------------------------------------------------------

void ServeController::show()
{
    m_pane.setStatus(status());
    const ExpectedBot *expected = m_run->server->expected();
    m_pane.expectations()->setLines(expected
                                        ? expectationreport::lines(expected->run(), expected->isFinished())
                                        : QList<expectationreport::Line>());
    const ConnectionStatus status = connectionStatus();
    const bool isNew =
        status.look != m_shown.look || status.words != m_shown.words || status.cause != m_shown.cause;
    m_shown = status;
    if (isNew)
        m_page.setConnection(status);
}

ServeStatus ServeController::status() const
{
    const CaptureServer::Progress &progress = m_run->server->progress();
    ServeStatus status;
    status.phase = m_phase;
    if (m_phase == Phase::Playing)
        status.phase = progress.over ? Phase::Over : progress.paused ? Phase::Paused : Phase::Playing;
    status.name = m_options.name;
    status.words = m_refusal;
    status.port = QString::number(m_run->port);
    status.played = progress.counts.played;
    status.untold = progress.counts.untold;
    status.leftOut = progress.taken() - progress.counts.played;
    status.frames = m_options.capture.frames;
    status.clients = progress.clients;
    status.back = m_options.back;
    return status;
}

ConnectionStatus ServeController::connectionStatus() const
{
    using Look = ConnectionStatus::Look;
    ConnectionStatus status;
    status.stream = ConnectionStatus::Stream::Tap;
    status.place = tr("“%1”, played from this computer").arg(m_options.name);
    status.nextAttempt = QDeadlineTimer(QDeadlineTimer::Forever);
    switch (m_phase) {
    case Phase::Refused:
        status.look = Look::Failed;
        status.words = tr("Not listening");
        status.cause = m_refusal;
        break;
    case Phase::Stopped:
    case Phase::Nothing:
        status.look = Look::Recording;
        status.words = tr("Served, and stopped");
        break;
    case Phase::Waiting:
        status.look = Look::Busy;
        status.words = tr("Listening on port %1").arg(m_run->port);
        break;
    default:
        status.look = Look::Good;
        status.words = tr("Served on port %1").arg(m_run->port);
    }
    return status;
}

void ServeController::tell(const QString &words)
{
    m_page.panes().centre->banner()->setRemark(words);
}

} // namespace rtmscope
