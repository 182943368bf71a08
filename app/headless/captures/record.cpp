// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/capturecommands.h"
#include "app/headless/captures/recorder.h"
#include "app/headless/stopsignals.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "core/sync/workspacefetcher.h"
#include "core/text/localewords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr double demoRate = 20;
constexpr std::chrono::seconds retryPause{1};

//! Looks on, as tail does, and writes everything down: frames in both directions, states, gaps, calls.
class RecordCommand : public QObject
{
    Q_OBJECT
public:
    explicit RecordCommand(const CommandLine &line);
    int run();

private:
    static QString sourceOf(const CommandLine &line);
    void tellEnd() const;

    const CommandLine &m_line;
    Connection m_connection;
    WorkspaceFeed m_names;
    WorkspaceFetcher m_fetcher;
    Recorder m_recorder;
    QTimer m_retry; // while the disk takes nothing
};

QString RecordCommand::sourceOf(const CommandLine &line)
{
    return line.demo ? u"demo"_s : line.connection.profile;
}

RecordCommand::RecordCommand(const CommandLine &line)
    : m_line(line)
    , m_connection(line, demoRate)
    , m_fetcher(m_connection.session(), m_names)
    , m_recorder(line.captures.output, line.captures.rotation, sourceOf(line), m_names)
{
    LiveSession &session = m_connection.session();
    session.setArmed(false); // nothing that others can see leaves
    connect(&session, &LiveSession::recording, &m_recorder, &Recorder::take);
    connect(&session, &LiveSession::recorded, &m_names, &WorkspaceFeed::apply);
    connect(&session, &LiveSession::recordDue, &m_recorder, &Recorder::flush);
    connect(&session, &LiveSession::batchEnded, &m_recorder, &Recorder::flush);
    connect(&m_recorder, &Recorder::troubled, this, [](const Error &error) { printError(error); });
    connect(&m_recorder, &Recorder::fileBegan, this,
            [this](const QString &path) { m_connection.tell(tr("Recording to %1").arg(path)); });
    connect(&m_retry, &QTimer::timeout, &m_recorder, &Recorder::flush);
    connect(&m_connection, &Connection::gaveUp, this, [](int exitCode) { QCoreApplication::exit(exitCode); });
}

void RecordCommand::tellEnd() const
{
    const QLocale locale;
    const QString words = m_recorder.files() == 1
                              ? tr("Recorded %1 entries, %2.")
                              : tr("Recorded %1 entries, %2, in %3 files.")
                                    .arg(u"%1"_s, u"%2"_s, locale.toString(m_recorder.files()));
    const QByteArray lost = m_recorder.unwritten(); // stands in no file
    m_connection.tell(words.arg(locale.toString(m_recorder.entries() - lost.count('\n')),
                                localSize(m_recorder.bytes() - lost.size())));
}

int RecordCommand::run()
{
    if (const auto begun = m_recorder.begin(); !begun) {
        printError(begun.error());
        return ExitInput;
    }
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, [] { QCoreApplication::exit(ExitDone); });
    if (m_line.duration)
        QTimer::singleShot(*m_line.duration, Qt::PreciseTimer, this,
                           [] { QCoreApplication::exit(ExitDone); });
    m_retry.start(retryPause);
    QMetaObject::invokeMethod(
        this, [this] { m_connection.open(); }, Qt::QueuedConnection);
    const int exitCode = QCoreApplication::exec();
    m_recorder.flush();
    tellEnd();
    if (!m_recorder.hasUnwritten())
        return exitCode;
    m_connection.tell(tr("The end of it could not be written and is lost: %1 entries. Make room, or record "
                         "to another disk.")
                          .arg(QLocale().toString(m_recorder.unwritten().count('\n'))));
    return ExitInput;
}

} // namespace

int runRecord(const CommandLine &line)
{
    return RecordCommand(line).run();
}

} // namespace rtmscope

#include "record.moc"
