// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/exitcode.h"
#include "app/headless/commands.h"
#include "app/headless/connection.h"
#include "app/headless/stopsignals.h"
#include "app/headless/textline.h"
#include "core/log/captureline.h"
#include "core/log/filterquery.h"
#include "core/session/directory.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QHash>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Prints what the session records. Output is written once per burst, so that thousands of events a second
//! are no burden, and before waiting for more, so that a reader at the other end of a pipe is never behind.
class Tail : public QObject
{
    Q_OBJECT
public:
    explicit Tail(const CommandLine &line);
    bool compileFilter();
    int run();

private:
    void take(const Event &event);
    bool isWanted(const Event &event) const;
    void print(const Event &event);
    void flush();
    void stop(int exitCode);
    void printStats() const;

    const CommandLine &m_line;
    Connection m_connection;
    WorkspaceFeed m_names; // fed for --format text and for names in a filter only
    std::unique_ptr<Directory> m_directory;
    FilterQuery m_filter;
    TextLine m_textLine;
    QByteArray m_output;
    QHash<QString, qint64> m_counts;
    qint64 m_seen = 0;
    qint64 m_printed = 0;
    bool m_stopped = false;
};

// A lively pace, so that somebody who tries the command sees something at once.
constexpr double demoRate = 20;
constexpr qsizetype flushBytes = 256 * 1024;

Tail::Tail(const CommandLine &line)
    : m_line(line)
    , m_connection(line, demoRate)
{
    RtmSession &session = m_connection.session();
    session.setArmed(false); // tail looks on: nothing that others can see leaves
    const bool needsNames = line.format == OutputFormat::Text || !line.filter.isEmpty();
    if (needsNames) {
        connect(&session, &RtmSession::recorded, &m_names, &WorkspaceFeed::apply);
        m_directory = std::make_unique<Directory>(session, m_names);
    }
    connect(&session, &RtmSession::recorded, this, &Tail::take);
    connect(&session, &RtmSession::batchEnded, this, &Tail::flush);
    connect(&m_connection, &Connection::gaveUp, this, &Tail::stop);
}

bool Tail::compileFilter()
{
    const auto names = [this](const QString &name) {
        QStringList ids;
        for (const ChannelId &id : m_names.workspace().channelsNamed(name))
            ids << id.text();
        for (const UserId &id : m_names.workspace().usersNamed(name))
            ids << id.text();
        return ids;
    };
    FilterQuery::Problem problem;
    if (m_filter.compile(m_line.filter, names, &problem))
        return true;
    printWords(tr("The filter is not understood: %1").arg(problem.words));
    printWords(u"  "_s + m_line.filter);
    printWords(u"  "_s + QString(problem.position, u' ') +
               QString(std::max<qsizetype>(problem.length, 1), u'^'));
    return false;
}

int Tail::run()
{
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, [this] { stop(ExitDone); });
    if (m_line.duration)
        QTimer::singleShot(*m_line.duration, Qt::PreciseTimer, this, [this] { stop(ExitDone); });
    if (!m_line.filter.isEmpty()) {
        // A name in the filter is known only once the workspace is: compile again when names arrive.
        connect(&m_names, &WorkspaceFeed::changed, this, [this, known = quint64(0)]() mutable {
            if (std::exchange(known, m_names.workspace().namesRevision()) != known)
                compileFilter();
        });
    }
    QMetaObject::invokeMethod(
        this, [this] { m_connection.open(); }, Qt::QueuedConnection);
    const int exitCode = QCoreApplication::exec();
    if (m_line.stats)
        printStats();
    return exitCode;
}

void Tail::take(const Event &event)
{
    if (m_stopped || !isWanted(event))
        return;
    ++m_seen;
    ++m_counts[event.subtype.isEmpty() ? event.type : event.type + u'/' + event.subtype];
    print(event);
    if (m_line.count >= 0 && m_printed >= m_line.count)
        stop(ExitDone);
}

bool Tail::isWanted(const Event &event) const
{
    const bool direction = (event.direction == Direction::In && m_line.printIn) ||
                           (event.direction == Direction::Out && m_line.printOut);
    return direction && (m_filter.matchesEverything() || m_filter.matches(event));
}

void Tail::print(const Event &event)
{
    switch (m_line.format) {
    case OutputFormat::Json:
        captureline::write(event, m_output);
        break;
    case OutputFormat::Raw:
        m_output += event.raw;
        break;
    case OutputFormat::Text:
        m_output += m_textLine.of(event, m_names.workspace());
        break;
    case OutputFormat::None:
        ++m_printed;
        return;
    }
    m_output += '\n';
    ++m_printed;
    if (m_output.size() >= flushBytes)
        flush();
}

void Tail::flush()
{
    if (m_output.isEmpty())
        return;
    const auto size = static_cast<std::size_t>(m_output.size());
    const bool written =
        std::fwrite(m_output.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    m_output.clear();
    // Whoever read us has gone (`| head`): that is an end, not an error.
    if (!written)
        stop(ExitDone);
}

void Tail::stop(int exitCode)
{
    if (std::exchange(m_stopped, true))
        return;
    flush();
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
    Tail tail(line);
    if (!tail.compileFilter())
        return ExitUsage;
    return tail.run();
}

} // namespace rtmscope

#include "tail.moc"
