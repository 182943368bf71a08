// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/serving/captureserver.h"

#include "core/base/clock.h"
#include "core/json/objectbuilder.h"
#include "core/tap/http/callbody.h"
#include "core/tap/relay/tap.h"

#include <QMutex>
#include <QThread>

#include <numeric>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

//! A tap that others may put a note into.
class CaptureServer::ServedTap : public Tap
{
public:
    using Tap::Tap;
    void add(const QByteArray &json)
    {
        note(json);
        Q_EMIT batchEnded();
    }
};

//! Where the server stands: in the owner's thread, or in one of its own.
struct CaptureServer::Stage
{
    ~Stage()
    {
        thread.quit();
        thread.wait();
    }

    QThread thread;
    QObject *resident = nullptr;              //!< of the thread: the server is its child
    std::unique_ptr<demo::DemoServer> nearby; //!< in the owner's thread
    demo::DemoServer *server = nullptr;
};

//! What happened on the stage. Written there, read by the owner: what it says of an event is there before the
//! bot can have answered it.
struct CaptureServer::Report
{
    struct Envelope
    {
        QByteArray id;
        QByteArray delivery;
    };

    QMutex mutex;
    std::vector<BotCue> cues;
    std::vector<Played> played;
    std::vector<Envelope> envelopes;
    Progress progress;
    bool isAnnounced = false; //!< the owner will look
};

qint64 CaptureServer::Progress::taken() const
{
    return std::accumulate(counts.leftOut.begin(), counts.leftOut.end(), counts.played);
}

CaptureServer::CaptureServer(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_report(std::make_shared<Report>())
    , m_stage(std::make_unique<Stage>())
{
    m_progress.paused = m_options.pacing.stepping;
    m_report->progress = m_progress;
}

CaptureServer::~CaptureServer()
{
    if (m_tap) {
        m_tap->disconnect(this);
        m_tap->close();
    }
    m_stage.reset(); // its thread may be telling us something
}

QByteArray CaptureServer::self() const
{
    const QByteArray &told = m_options.capture.cast->self.id;
    return told.isEmpty() ? QByteArray(demo::botUserId) : told;
}

Tap *CaptureServer::tap() const
{
    return m_tap.get();
}

demo::DemoServer *CaptureServer::server() const
{
    return m_stage->server;
}

QStringList CaptureServer::idsNamed(const QString &name) const
{
    QStringList ids;
    for (const ChannelId &id : m_options.capture.names.channelsNamed(name))
        ids << id.text();
    for (const UserId &id : m_options.capture.names.usersNamed(name))
        ids << id.text();
    return ids;
}

// --- Opening and closing

void CaptureServer::open()
{
    demo::DemoServer::Options options;
    options.recording = m_options.capture.fromBeginning();
    options.pacing = m_options.pacing;
    options.fullStart = m_options.fullStart;
    options.retiredMethods = m_options.retiredMethods;
    const auto listen = [this](demo::DemoServer &server) {
        QString problem;
        wireServer(server);
        return server.listen(&problem) ? QString() : problem;
    };
    if (!m_options.ownThread) {
        m_stage->nearby = std::make_unique<demo::DemoServer>(options);
        return raiseStage(m_stage->nearby.get(), listen(*m_stage->nearby));
    }
    m_stage->thread.setObjectName("served capture"_L1);
    m_stage->resident = new QObject;
    m_stage->resident->moveToThread(&m_stage->thread);
    connect(&m_stage->thread, &QThread::finished, m_stage->resident, &QObject::deleteLater);
    m_stage->thread.start();
    QMetaObject::invokeMethod(m_stage->resident, [this, options, listen, resident = m_stage->resident] {
        auto *server = new demo::DemoServer(options, resident);
        const QString problem = listen(*server);
        QMetaObject::invokeMethod(this, [this, server, problem] { raiseStage(server, problem); });
    });
}

//! The server is there; what stands in front of it follows.
void CaptureServer::raiseStage(demo::DemoServer *server, const QString &problem)
{
    if (!problem.isEmpty()) {
        Q_EMIT failed({Error::Kind::Network, u"cannot_listen"_s, problem, {}, {}});
        return;
    }
    m_stage->server = server;
    TapSettings settings;
    settings.port = m_options.port;
    settings.upstream = server->apiBase();
    settings.proxy.kind = ProxySetting::Kind::None;
    m_tap = std::make_unique<ServedTap>(settings);
    wireTap();
    if (const auto listening = m_tap->listen(); !listening) {
        m_tap.reset();
        Q_EMIT failed(listening.error());
        return;
    }
    Q_EMIT opened();
}

void CaptureServer::close()
{
    pause();
    if (m_tap)
        m_tap->close();
}

//! Runs in the server's thread, as all that it connects to the replayer does.
void CaptureServer::wireServer(demo::DemoServer &server)
{
    const demo::Replayer *replayer = server.replayer();
    connect(
        replayer, &demo::Replayer::begun, replayer,
        [this, replayer] {
            report(*replayer, [](Report &report) { report.progress.begun = true; });
            QMetaObject::invokeMethod(this, &CaptureServer::begun);
        },
        Qt::DirectConnection);
    connect(
        replayer, &demo::Replayer::played, replayer,
        [this, replayer, self = m_options.capture.cast->self.id](const demo::Replayed &replayed) {
            BotCue cue;
            cue.atUs = Clock::system().monotonicUs();
            cue.number = replayed.number;
            cue.json = replayed.frame.event;
            cue.own = replayed.frame.user == self && !replayed.frame.user.isEmpty();
            cue.deliveries = replayed.deliveries;
            report(*replayer, [&](Report &report) {
                report.cues.push_back(std::move(cue));
                report.played.push_back({replayed.number, replayed.frame.type, replayed.frame.subtype});
            });
        },
        Qt::DirectConnection);
    connect(
        replayer, &demo::Replayer::clientsChanged, replayer,
        [this, replayer](int count) {
            report(*replayer, [count](Report &report) { report.progress.clients = count; });
            QMetaObject::invokeMethod(this, [this, count] { Q_EMIT clientsChanged(count); });
        },
        Qt::DirectConnection);
    connect(
        replayer, &demo::Replayer::ended, replayer,
        [this, replayer] {
            report(*replayer, [](Report &) {});
            QMetaObject::invokeMethod(this, &CaptureServer::ended);
        },
        Qt::DirectConnection);
    connect(
        &server, &demo::DemoServer::envelopeSent, &server,
        [this, replayer](const QByteArray &, const QByteArray &envelopeId, const QByteArray &eventId) {
            report(*replayer, [&](Report &report) { report.envelopes.push_back({envelopeId, eventId}); });
        },
        Qt::DirectConnection);
    connect(&server, &demo::DemoServer::answeredByUrl, this, &CaptureServer::takeUrlAnswer);
    connect(&server, &demo::DemoServer::faultReported, this, &CaptureServer::faultReported);
}

void CaptureServer::wireTap()
{
    connect(m_tap.get(), &Tap::recorded, this, &CaptureServer::takeEntry);
    connect(m_tap.get(), &Tap::batchEnded, this, &CaptureServer::batchEnded);
    connect(m_tap.get(), &Tap::troubled, this, &CaptureServer::troubled);
}

// --- What the server tells

//! In the server's thread. The owner looks at once if it is the same, else with the next turn of its loop,
//! and then at all that has come by then.
template<typename Change>
void CaptureServer::report(const demo::Replayer &replayer, Change change)
{
    {
        const QMutexLocker lock(&m_report->mutex);
        change(*m_report);
        Progress &progress = m_report->progress;
        progress.counts = replayer.counts();
        progress.paused = replayer.isPaused();
        progress.over = replayer.isOver();
        if (std::exchange(m_report->isAnnounced, true))
            return;
    }
    QMetaObject::invokeMethod(this, &CaptureServer::takeReport);
}

void CaptureServer::takeReport()
{
    std::vector<BotCue> cues;
    std::vector<Played> all;
    std::vector<Report::Envelope> envelopes;
    {
        const QMutexLocker lock(&m_report->mutex);
        m_report->isAnnounced = false;
        cues.swap(m_report->cues);
        all.swap(m_report->played);
        envelopes.swap(m_report->envelopes);
        m_progress = m_report->progress;
    }
    for (const Report::Envelope &envelope : envelopes)
        m_deeds.envelopeSent(envelope.id, envelope.delivery);
    for (BotCue &cue : cues) {
        if (m_expected)
            m_expected->cue(std::move(cue));
    }
    for (const Played &each : all)
        Q_EMIT played(each);
    Q_EMIT progressed();
}

void CaptureServer::takeEntry(const Event &event)
{
    if (m_ownNote) {
        Q_EMIT recorded(event, nullptr);
        return;
    }
    const std::optional<BotDeed> deed = m_deeds.of(event);
    if (deed)
        takeReport(); // of what it answers
    Q_EMIT recorded(event, deed ? &*deed : nullptr);
    if (!deed)
        return;
    if (m_expected)
        m_expected->deed(*deed);
    if (!deed->isLookUp)
        ask([](demo::Replayer &replayer) { replayer.heard(); });
}

//! What goes to a response_url does not pass the tap.
void CaptureServer::takeUrlAnswer(const QByteArray &message, bool taken)
{
    json::ObjectBuilder note;
    note.text("kind", u"api").text("method", u"response_url");
    note.json("args", http::argumentsOf({}, "application/json", message));
    note.number("status", taken ? 200 : 404)
        .boolean("ok", taken)
        .textIfAny("error", taken ? u"" : u"used_url");
    m_tap->add(note.text("from", u"tap").close());
}

void CaptureServer::note(const QByteArray &json)
{
    m_ownNote = true;
    m_tap->add(json);
    m_ownNote = false;
}

void CaptureServer::setExpected(std::unique_ptr<ExpectedBot> expected)
{
    takeReport(); // what went out by now is not of its time
    m_expected = std::move(expected);
}

// --- What the server is told

template<typename Act>
void CaptureServer::ask(Act act)
{
    if (!m_stage->server)
        return;
    demo::Replayer *replayer = m_stage->server->replayer();
    QMetaObject::invokeMethod(replayer, [replayer, act] { act(*replayer); });
}

void CaptureServer::pause()
{
    ask([this](demo::Replayer &replayer) {
        replayer.pause();
        report(replayer, [](Report &) {});
    });
}

void CaptureServer::resume()
{
    ask([this](demo::Replayer &replayer) {
        replayer.resume();
        report(replayer, [](Report &) {});
    });
}

void CaptureServer::step()
{
    ask([this](demo::Replayer &replayer) {
        replayer.step();
        report(replayer, [](Report &) {});
    });
}

void CaptureServer::setSpeed(double speed)
{
    ask([speed](demo::Replayer &replayer) { replayer.setSpeed(speed); });
}

void CaptureServer::setWait(std::optional<std::chrono::milliseconds> wait)
{
    ask([wait](demo::Replayer &replayer) { replayer.setWait(wait); });
}

} // namespace rtmscope
