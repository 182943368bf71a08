// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/commands.h"
#include "app/headless/stopsignals.h"
#include "app/headless/textline.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/base/secret.h"
#include "core/capture/captureline.h"
#include "core/filter/filterquery.h"
#include "core/sync/workspacefetcher.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! Prints what the session records. Output is written once per burst, so that thousands of events a second
//! are no burden, and before waiting for more, so that a reader at the other end of a pipe is never behind.
class Tail : public QObject
{
    Q_OBJECT
public:
    explicit Tail(const CommandLine &line);
    int run();

private:
    bool readFilter();
    void resolveNames();
    bool mayTryAgain();
    void nameResolved(const QString &name, const Result<QStringList> &ids);
    bool compileFilter(FilterQuery::Problem *problem);
    void tellProblem(const FilterQuery::Problem &problem) const;
    void take(const Event &event);
    void judge(const Event &event);
    bool isInDirection(const Event &event) const;
    bool isWanted(const Event &event) const;
    bool isEnough() const { return m_line.count >= 0 && m_printed >= m_line.count; }
    void print(const Event &event, const QByteArray &readable = {});
    void printReadable(const Event &event);
    void printWaiting();
    bool isNamed(const Event &event, const QByteArray &line) const;
    void doWithoutNames(const Event &event, const QByteArray &line);
    QStringList unnamed() const;
    void flush();
    void timeIsUp();
    void stop(int exitCode);
    void printStats() const;

    const CommandLine &m_line;
    Connection m_connection;
    WorkspaceFeed m_names; // fed for --format text and for names in a filter only
    std::unique_ptr<WorkspaceFetcher> m_fetcher;
    FilterQuery m_filter;
    int m_failedLookUps = 0;
    QStringList m_unresolved;          //!< names in the filter, while nobody knows whom they mean
    QHash<QString, QStringList> m_ids; //!< by name: whom they mean
    QStringList m_remarks;             //!< on names that nobody bears
    QList<Event> m_held;               //!< what came before the names were known
    TextLine m_textLine;
    //! --format text: in the order they came, while the names of the first are looked up.
    struct Waiting
    {
        Event event;
        QDeadlineTimer patience;
    };
    std::deque<Waiting> m_waiting;
    QTimer m_nameTimer;
    QSet<QString> m_nameless; //!< ids that were waited for in vain: once is enough
    QByteArray m_output;
    QHash<QString, qint64> m_counts;
    qint64 m_seen = 0;
    qint64 m_printed = 0;
    bool m_wasConnected = false;
    bool m_stopped = false;
};

// A lively pace, so that somebody who tries the command sees something at once.
constexpr double demoRate = 20;
constexpr qsizetype flushBytes = 256 * 1024;
constexpr auto lookUpPause = 2s;
// Look-ups begin 200 ms after an id turned up, a few at a time. Who looks on live does not wait for long.
constexpr auto namePatience = 1500ms;
constexpr auto namePause = 50ms;
constexpr std::size_t mostWaiting = 10'000;

//! What a moment later may be otherwise. A rate limit has been waited out already, as often as it may be.
bool passes(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol;
}

Tail::Tail(const CommandLine &line)
    : m_line(line)
    , m_connection(line, demoRate)
{
    LiveSession &session = m_connection.session();
    session.setArmed(false); // tail looks on: nothing that others can see leaves
    const bool needsNames = line.format == OutputFormat::Text || !line.filter.isEmpty();
    if (needsNames) {
        connect(&session, &LiveSession::recorded, &m_names, &WorkspaceFeed::apply);
        m_fetcher = std::make_unique<WorkspaceFetcher>(session, m_names);
    }
    connect(&session, &LiveSession::recorded, this, &Tail::take);
    connect(&session, &LiveSession::batchEnded, this, &Tail::flush);
    m_nameTimer.setInterval(namePause);
    connect(&m_nameTimer, &QTimer::timeout, this, [this] {
        printWaiting();
        flush();
    });
    connect(&m_connection, &Connection::gaveUp, this, &Tail::stop);
}

//! Whether the filter is one. Whom its names mean can be told only once there is a connection.
bool Tail::readFilter()
{
    const auto collect = [this](const QString &name) {
        if (!m_unresolved.contains(name))
            m_unresolved.append(name);
        return QStringList{name};
    };
    FilterQuery::Problem problem;
    if (!m_filter.compile(m_line.filter, collect, &problem)) {
        tellProblem(problem);
        return false;
    }
    if (m_filter.understood() != m_line.filter)
        m_connection.tell(tr("The filter is read as %1").arg(maskSecrets(m_filter.understood())));
    return true;
}

//! One after the other: a second name may be on the pages that were read for the first.
void Tail::resolveNames()
{
    if (m_unresolved.isEmpty())
        return;
    const QString name = m_unresolved.constFirst();
    m_connection.session().resolveName(
        name, this, [this, name](const Result<QStringList> &ids) { nameResolved(name, ids); });
}

bool Tail::mayTryAgain()
{
    return ++m_failedLookUps < m_line.networkAttempts || m_line.networkAttempts == 0;
}

void Tail::nameResolved(const QString &name, const Result<QStringList> &ids)
{
    if (m_stopped)
        return;
    if (ids) {
        m_ids.insert(name, *ids);
    } else if (ids.error().kind == Error::Kind::Input) {
        m_remarks << ids.error().words; // it may be meant as a plain word
    } else if (passes(ids.error()) && mayTryAgain()) {
        m_connection.tell(ids.error().words);
        QTimer::singleShot(lookUpPause, this, &Tail::resolveNames);
        return;
    } else {
        printWords(name.startsWith(u'@')
                       ? tr("Whom %1 in the filter means can't be found out.").arg(name)
                       : tr("Which conversation %1 in the filter means can't be found out.").arg(name));
        printError(ids.error());
        return stop(exitCodeFor(ids.error()));
    }
    m_unresolved.removeFirst();
    if (!m_unresolved.isEmpty())
        return resolveNames();
    FilterQuery::Problem problem;
    if (!compileFilter(&problem)) {
        tellProblem(problem);
        for (const QString &remark : std::as_const(m_remarks))
            printWords(remark);
        return stop(ExitUsage);
    }
    const QList<Event> held = std::exchange(m_held, {});
    for (const Event &event : held)
        judge(event);
    flush();
}

bool Tail::compileFilter(FilterQuery::Problem *problem)
{
    const auto names = [this](const QString &name) {
        QStringList ids = m_ids.value(name);
        // The workspace may have learned of more since.
        for (const ChannelId &id : m_names.workspace().channelsNamed(name))
            ids << id.text();
        for (const UserId &id : m_names.workspace().usersNamed(name))
            ids << id.text();
        ids.removeDuplicates();
        return ids;
    };
    return m_filter.compile(m_line.filter, names, problem);
}

void Tail::tellProblem(const FilterQuery::Problem &problem) const
{
    printWords(tr("The filter is not understood: %1").arg(problem.words));
    printWords(u"  "_s + maskSecrets(m_line.filter));
    printWords(u"  "_s + QString(problem.position, u' ') +
               QString(std::max<qsizetype>(problem.length, 1), u'^'));
}

int Tail::run()
{
    if (!readFilter())
        return ExitUsage;
    if (m_line.format != OutputFormat::None) {
        if (const auto output = canWriteOut(); !output)
            return endAfterOutput(output.error());
    }
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, [this] { stop(ExitDone); });
    if (m_line.duration)
        QTimer::singleShot(*m_line.duration, Qt::PreciseTimer, this, &Tail::timeIsUp);
    connect(&m_connection.session(), &LiveSession::stateChanged, this, [this](LiveSession::State state) {
        if (state == LiveSession::State::Ready && !std::exchange(m_wasConnected, true))
            resolveNames();
    });
    if (!m_line.filter.isEmpty()) {
        // People and channels get other names: compile again.
        connect(&m_names, &WorkspaceFeed::namesChanged, this, [this] {
            if (m_unresolved.isEmpty())
                compileFilter(nullptr);
        });
    }
    QMetaObject::invokeMethod(
        this, [this] { m_connection.open(); }, Qt::QueuedConnection);
    const int exitCode = QCoreApplication::exec();
    if (m_line.stats)
        printStats();
    return exitCode;
}

//! A script that waited for events shall not take silence for peace where there was no connection at all.
void Tail::timeIsUp()
{
    if (m_wasConnected)
        return stop(ExitDone);
    printWords(tr("The time is over, and no connection had come by then."));
    stop(ExitNetwork);
}

void Tail::take(const Event &event)
{
    if (m_line.format == OutputFormat::Text)
        m_textLine.hear(event);
    if (m_unresolved.isEmpty())
        judge(event);
    else if (isInDirection(event))
        m_held.append(event);
}

void Tail::judge(const Event &event)
{
    if (m_stopped || !isWanted(event))
        return;
    if (m_line.format == OutputFormat::Text)
        return printReadable(event);
    print(event);
}

bool Tail::isInDirection(const Event &event) const
{
    return (event.direction == Direction::In && m_line.printIn) ||
           (event.direction == Direction::Out && m_line.printOut);
}

bool Tail::isWanted(const Event &event) const
{
    return isInDirection(event) && (m_filter.matchesEverything() || m_filter.matches(event));
}

//! \a readable: its line, for --format text.
void Tail::print(const Event &event, const QByteArray &readable)
{
    ++m_seen;
    ++m_counts[event.subtype.isEmpty() ? event.type : event.type + u'/' + event.subtype];
    switch (m_line.format) {
    case OutputFormat::Json:
        captureline::write(event, m_output);
        break;
    case OutputFormat::Raw:
        m_output += event.raw;
        break;
    case OutputFormat::Text:
        m_output += readable;
        break;
    case OutputFormat::None:
        break;
    }
    if (m_line.format != OutputFormat::None)
        m_output += '\n';
    ++m_printed;
    if (m_output.size() >= flushBytes)
        flush();
    if (isEnough())
        stop(ExitDone);
}

//! At once if everybody in it has a name, or nobody will find one out. Else behind those that wait.
void Tail::printReadable(const Event &event)
{
    if (m_waiting.empty()) {
        const QByteArray line = m_textLine.of(event, m_names.workspace());
        if (isNamed(event, line))
            return print(event, line);
        m_nameTimer.start();
    }
    m_waiting.push_back({event, QDeadlineTimer(namePatience)});
    if (m_waiting.size() > mostWaiting)
        m_waiting.front().patience.setRemainingTime(0);
    if (m_waiting.front().patience.hasExpired())
        printWaiting();
}

void Tail::printWaiting()
{
    while (!m_waiting.empty() && !m_stopped) {
        const QByteArray line = m_textLine.of(m_waiting.front().event, m_names.workspace());
        if (!isNamed(m_waiting.front().event, line)) {
            if (!m_waiting.front().patience.hasExpired())
                return;
            doWithoutNames(m_waiting.front().event, line);
        }
        const Event event = std::move(m_waiting.front().event);
        m_waiting.pop_front();
        print(event, line);
    }
    m_nameTimer.stop();
}

//! Ids that a look-up may yet give a name.
QStringList Tail::unnamed() const
{
    const Workspace &workspace = m_names.workspace();
    QStringList ids;
    for (const UserId &id : workspace.unknownUsers())
        ids << id.text();
    for (const ChannelId &id : workspace.unknownChannels())
        ids << id.text();
    for (const BotId &id : workspace.unknownBots())
        ids << id.text();
    return ids;
}

//! A payload names who acts by the handle; that person's own lines must not differ from it a moment later.
bool Tail::isNamed(const Event &event, const QByteArray &line) const
{
    const QStringList ids = unnamed();
    return std::none_of(ids.cbegin(), ids.cend(), [&](const QString &id) {
        return !m_nameless.contains(id) && (id == event.user || line.contains(id.toUtf8()));
    });
}

void Tail::doWithoutNames(const Event &event, const QByteArray &line)
{
    constexpr qsizetype mostNameless = 10'000;
    if (m_nameless.size() > mostNameless)
        m_nameless.clear();
    const QStringList ids = unnamed();
    for (const QString &id : ids) {
        if (id == event.user || line.contains(id.toUtf8()))
            m_nameless.insert(id);
    }
}

void Tail::flush()
{
    if (m_output.isEmpty())
        return;
    const auto written = writeOut(std::exchange(m_output, {}));
    if (!written)
        stop(endAfterOutput(written.error()));
}

void Tail::stop(int exitCode)
{
    if (std::exchange(m_stopped, true))
        return;
    for (const Waiting &waiting : std::exchange(m_waiting, {})) { // whose names did not come
        if (!isEnough())
            print(waiting.event, m_textLine.of(waiting.event, m_names.workspace()));
    }
    if (!m_output.isEmpty()) {
        const auto written = writeOut(std::exchange(m_output, {}));
        if (!written && exitCode == ExitDone)
            exitCode = endAfterOutput(written.error());
    }
    QCoreApplication::exit(exitCode);
}

void Tail::printStats() const
{
    QList<QPair<qint64, QString>> rows;
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        rows.append({it.value(), it.key().isEmpty() ? tr("(no type)") : it.key()});
    std::sort(rows.begin(), rows.end(), std::greater<>());
    printWords(tr("%n event(s)", nullptr, static_cast<int>(m_seen)));
    for (const auto &[count, type] : std::as_const(rows))
        printWords(u"%1  %2"_s.arg(count, 10).arg(type));
}

} // namespace

int runTail(const CommandLine &line)
{
    return Tail(line).run();
}

} // namespace rtmscope

#include "tail.moc"
