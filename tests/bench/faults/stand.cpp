// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/stand.h"

#include "core/session/rtmsession.h"
#include "core/socketmode/socketmodesession.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QMutexLocker>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::bench {

namespace {

using std::chrono::milliseconds;

constexpr auto self = "U0RTMSCOPE";

milliseconds times(milliseconds duration, double scale)
{
    return std::max(1ms, milliseconds(std::llround(static_cast<double>(duration.count()) * scale)));
}

#ifdef __GLIBC__
//! What the main thread's arena has given out. glibc tells it apart only in its report for people.
qint64 clientHeapKb()
{
    char *report = nullptr;
    std::size_t size = 0;
    FILE *stream = ::open_memstream(&report, &size);
    if (!stream)
        return 0;
    ::malloc_info(0, stream);
    std::fclose(stream);
    const QByteArray all(report, static_cast<qsizetype>(size));
    std::free(report);
    const QByteArray arena = all.left(all.indexOf("</heap>"));
    const auto sizeOf = [&arena](const char *row) {
        const qsizetype at = arena.indexOf(row);
        const qsizetype value = at < 0 ? -1 : arena.indexOf("size=\"", at);
        return value < 0 ? 0 : arena.mid(value + 6, arena.indexOf('"', value + 6) - value - 6).toLongLong();
    };
    return (sizeOf("<system type=\"current\"") - sizeOf("<total type=\"fast\"") -
            sizeOf("<total type=\"rest\"")) /
           1024;
}
#else
qint64 clientHeapKb()
{
    return 0;
}
#endif

} // namespace

ConnectionTimings scaled(const ConnectionTimings &timings, double scale)
{
    // Nothing but durations: all of them, those that are yet to come as well.
    using Durations = std::array<milliseconds, sizeof(ConnectionTimings) / sizeof(milliseconds)>;
    auto durations = std::bit_cast<Durations>(timings);
    for (milliseconds &duration : durations)
        duration = times(duration, scale);
    return std::bit_cast<ConnectionTimings>(durations);
}

Footprint Footprint::now()
{
    Footprint footprint;
    QFile statm(u"/proc/self/statm"_s);
    if (statm.open(QIODevice::ReadOnly))
        footprint.residentKb =
            statm.readAll().split(' ').value(1).toLongLong() * (::sysconf(_SC_PAGESIZE) / 1024);
    footprint.heapKb = clientHeapKb();
    const QDir files(u"/proc/self/fd"_s);
    footprint.files =
        static_cast<int>(files.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
    return footprint;
}

Stand::Stand(const Options &options)
    : m_options(options)
    , m_audit(self)
{
    demo::DemoServer::Options serving;
    serving.clock = &m_clock; // a sleep passes there too
    serving.seed = options.seed;
    serving.eventsPerSecond = options.eventsPerSecond;
    serving.answers = false;
    serving.timeScale = options.timeScale;
    serving.playsUnseen = true;
    serving.journal = true;
    serving.keptMessages = options.keptMessages;
    m_server = new demo::DemoServer(serving);
    observeServer();
    observeApps();
    m_server->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
}

Stand::~Stand()
{
    m_backFill.reset();
    m_directory.reset();
    m_outbox.reset();
    m_session.reset();
    m_thread.quit();
    m_thread.wait();
}

//! The server's own log, kept as it happens, in its thread.
void Stand::observeServer()
{
    using demo::DemoServer;
    connect(
        m_server, &DemoServer::published, m_server,
        [this](const QByteArray &event, const QList<QByteArray> &users) {
            if (users.contains(self))
                m_audit.published(event, m_clock.nowUs());
        },
        Qt::DirectConnection);
    connect(
        m_server, &DemoServer::frameDropped, m_server,
        [this](const QByteArray &frame) { m_audit.dropped(frame); }, Qt::DirectConnection);
    connect(
        m_server, &DemoServer::posted, m_server,
        [this](const QByteArray &, const QByteArray &, const QByteArray &, const QByteArray &text) {
            const QMutexLocker lock(&m_mutex);
            ++m_posts[text];
        },
        Qt::DirectConnection);
    connect(
        m_server, &DemoServer::apiCalled, m_server,
        [this](const QString &method) {
            if (method != connectMethod())
                return;
            const QMutexLocker lock(&m_mutex);
            m_connectCalls.append(m_clock.monotonicUs());
        },
        Qt::DirectConnection);
}

//! The same for apps: by the ids of events.
void Stand::observeApps()
{
    using demo::DemoServer;
    connect(
        m_server, &DemoServer::eventMade, m_server,
        [this](const QByteArray &, const QByteArray &eventId, const QByteArray &event) {
            m_appAudit.made(eventId, event, m_clock.nowUs());
        },
        Qt::DirectConnection);
    connect(
        m_server, &DemoServer::givenUp, m_server,
        [this](const QByteArray &, const QByteArray &eventId) { m_appAudit.givenUp(eventId); },
        Qt::DirectConnection);
}

QString Stand::connectMethod() const
{
    return m_options.socketMode ? u"apps.connections.open"_s : u"rtm.connect"_s;
}

std::unique_ptr<LiveSession> Stand::newSession()
{
    ConnectionSettings config;
    config.token = Secret(demo::DemoServer::token());
    config.apiBase = m_server->apiBase();
    config.timings = bench::scaled(config.timings, m_options.timeScale);
    if (!m_options.limitConnects)
        config.timings.connectSpacing = config.timings.connectRefill = config.timings.socketRefill =
            config.timings.firstBackoff = 0ms;
    if (!m_options.socketMode)
        return std::make_unique<RtmSession>(config, m_clock);
    config.kind = StreamKind::SocketMode;
    config.appToken = Secret(demo::DemoServer::appToken());
    return std::make_unique<SocketModeSession>(config, m_clock);
}

//! Somebody has switched Socket Mode off. After a while it is on again, and a person connects.
void Stand::openAgain()
{
    constexpr auto longUntilSomebodyLooks = 20s;
    ++m_reopened;
    QTimer::singleShot(scaled(longUntilSomebodyLooks), m_session.get(), [this] { m_session->open(); });
}

bool Stand::start(QString *problem)
{
    m_thread.start();
    bool listening = false;
    QMetaObject::invokeMethod(
        m_server, [&] { listening = m_server->listen(problem); }, Qt::BlockingQueuedConnection);
    if (!listening)
        return false;
    const QString file =
        m_options.recordTo.isEmpty() ? m_folder.filePath(u"bench.rtmcap"_s) : m_options.recordTo;
    auto log = EventLog::create(file, {});
    auto store = StateStore::open(m_folder.filePath(u"state.sqlite"_s));
    if (!log || !store) {
        *problem = !log ? log.error().words : store.error().words;
        return false;
    }
    m_log = std::move(log).value();
    m_store = std::move(store).value();

    m_session = newSession();
    // In the order in which app/account connects them.
    m_log->keep(*m_session);
    // The record's own order: an acknowledgement stands behind its envelope, before anybody has acted on
    // that.
    connect(m_session.get(), &EventSource::recording, this, [this](const Event &event) {
        if (m_options.socketMode)
            m_appAudit.recorded(event, m_clock.monotonicUs());
    });
    connect(m_session.get(), &EventSource::recorded, &m_feed, &WorkspaceFeed::apply);
    connect(m_session.get(), &EventSource::recorded, this, [this](const Event &event) {
        if (!m_options.socketMode)
            m_audit.recorded(event);
        if (event.direction == Direction::Note && event.type == "backfill"_L1)
            noteBackFill(event.raw);
        else if (event.direction == Direction::Note && event.type == "api"_L1)
            noteCall(event.raw);
    });
    connect(m_session.get(), &LiveSession::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Failed)
            openAgain();
    });
    m_outbox = std::make_unique<Outbox>(*m_session, m_store.get(), profile(), m_clock);
    m_directory = std::make_unique<WorkspaceFetcher>(*m_session, m_feed);
    BackFill::Config filling;
    filling.pace.refill = scaled(filling.pace.refill);
    filling.networkPause = scaled(filling.networkPause);
    m_backFill = std::make_unique<BackFill>(*m_session, m_feed, *m_directory, m_clock, filling);
    m_session->open();
    if (waitFor([this] { return isReady(); }, 20s))
        return true;
    *problem = u"the session did not become ready: "_s + m_session->lastError().words;
    return false;
}

void Stand::noteBackFill(const QByteArray &note)
{
    json::Document document;
    if (!document.parse(note) || document.root()["state"].string() != "failed")
        return;
    const json::Value root = document.root();
    m_givenUp.insert({root["channel"].text().toUtf8(), root["thread_ts"].text().toUtf8()},
                     root["error"]["code"].text());
}

void Stand::noteCall(const QByteArray &note)
{
    json::Document document;
    if (!document.parse(note))
        return;
    if (m_options.socketMode)
        lookAtAnswer(document.root());
    if (document.root()["method"].text() != connectMethod())
        return;
    const qint64 took = document.root()["ms"].integer().value_or(0) * 1000;
    m_ownConnectCalls.append(m_clock.monotonicUs() - took);
}

//! A page of history was taken. What it brought may be let go before anybody looks again, or at once.
void Stand::lookAtAnswer(const json::Value &note)
{
    const std::string_view method = note["method"].string();
    if (method != "conversations.history" && method != "conversations.replies")
        return;
    QSet<QByteArray> times;
    for (const json::Value &message : note["answer"]["messages"].elements())
        times.insert(message["ts"].text().toUtf8());
    m_appAudit.fetched(
        note["args"]["channel"].text().toUtf8(), times,
        [this](const QString &channel, const QString &ts) { return holds(channel, ts); },
        [this](const QString &channel, const QString &ts) { return isTooOld(channel, ts); });
}

milliseconds Stand::scaled(milliseconds duration) const
{
    return times(duration, m_options.timeScale);
}

bool Stand::waitFor(const std::function<bool()> &done, milliseconds longest)
{
    QElapsedTimer since;
    since.start();
    QEventLoop loop;
    QTimer tick;
    tick.start(5ms);
    connect(&tick, &QTimer::timeout, &loop, &QEventLoop::quit);
    connect(m_session.get(), &LiveSession::stateChanged, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    while (!done()) {
        if (milliseconds(since.elapsed()) > longest)
            return false;
        loop.exec();
    }
    return true;
}

void Stand::pause(milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

bool Stand::holds(const QString &channel, const QString &ts) const
{
    const Conversation *conversation = m_feed.workspace().conversation(ChannelId(channel));
    const Message *message = conversation ? conversation->find(MessageTs(ts)) : nullptr;
    return message && !message->placeholder;
}

bool Stand::isTooOld(const QString &channel, const QString &ts) const
{
    constexpr std::size_t manyNewer = 1'000;
    const Conversation *conversation = m_feed.workspace().conversation(ChannelId(channel));
    if (!conversation || conversation->droppedCount() == 0)
        return false;
    const MessageTs moment(ts);
    std::size_t newer = 0;
    for (const Message &message : conversation->messages())
        newer += message.ts > moment ? 1 : 0;
    return newer >= manyNewer;
}

qint64 Stand::messagesHeld() const
{
    qint64 held = 0;
    for (const Conversation &conversation : m_feed.workspace().conversations())
        held += static_cast<qint64>(conversation.messages().size());
    return held;
}

QList<MessageTs> Stand::parents() const
{
    QList<MessageTs> parents;
    const Conversation *conversation = m_feed.workspace().conversation(ChannelId(u"C0OPS"_s));
    if (!conversation)
        return parents;
    const QList<const Message *> timeline = conversation->timeline();
    for (auto message = timeline.crbegin(); message != timeline.crend() && parents.size() < 5; ++message) {
        if ((*message)->ts && !(*message)->threadTs)
            parents.append((*message)->ts);
    }
    return parents;
}

int Stand::posts(const QString &text) const
{
    const QMutexLocker lock(&m_mutex);
    return m_posts.value(text.toUtf8());
}

QList<qint64> Stand::ownConnectCalls() const
{
    QList<qint64> calls = m_ownConnectCalls;
    std::sort(calls.begin(), calls.end()); // noted as they ended
    return calls;
}

QList<qint64> Stand::connectCalls() const
{
    const QMutexLocker lock(&m_mutex);
    return m_connectCalls;
}

} // namespace rtmscope::bench
