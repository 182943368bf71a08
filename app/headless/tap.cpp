// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tap.h"
#include "app/headless/commands.h"
#include "app/headless/stopsignals.h"
#include "app/headless/textline.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/base/secret.h"
#include "core/capture/captureline.h"
#include "core/capture/spool.h"
#include "core/filter/filterquery.h"
#include "core/tap/taprecipes.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QTime>
#include <QTimer>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! "2.4 ms", "1.25 s": a measured time for people.
QString timeWords(qint64 us)
{
    constexpr qint64 second = 1'000'000;
    if (us < 0)
        return u"–"_s;
    return us < second ? Connection::tr("%1 ms").arg(double(us) / 1000, 0, 'f', 1)
                       : Connection::tr("%1 s").arg(double(us) / second, 0, 'f', 2);
}

//! Listens, prints what passes by, and at the end what came of it. Output is written once per burst, as in
//! tail.
class TapCommand : public QObject
{
    Q_OBJECT
public:
    explicit TapCommand(const CommandLine &line);
    int run();

private:
    Result<Done> prepare();
    bool compileFilter(FilterQuery::Problem *problem);
    void tellProblem(const FilterQuery::Problem &problem) const;
    void tellSettings() const;
    void take(const Event &event);
    bool isWanted(const Event &event) const;
    void print(const Event &event);
    void flush();
    void writeRecord();
    void stop(int exitCode);
    void printFigures() const;
    void printSpread(const QString &name, const TapSpread &spread) const;
    void tell(const QString &words) const;

    const CommandLine &m_line;
    Tap m_tap;
    std::optional<Spool> m_record; // no log: its index would grow for ever
    WorkspaceFeed m_names;
    FilterQuery m_filter;
    TextLine m_textLine;
    QByteArray m_output;
    qint64 m_printed = 0;
    bool m_stopped = false;
};

constexpr qsizetype flushBytes = 256 * 1024;

TapSettings settingsOf(const CommandLine &line)
{
    TapSettings settings;
    settings.port = line.port;
    if (!line.connection.apiBase.isEmpty())
        settings.upstream = line.connection.apiBase;
    if (line.connection.proxy)
        settings.proxy = *line.connection.proxy;
    settings.caFile = line.connection.caFile;
    return settings;
}

TapCommand::TapCommand(const CommandLine &line)
    : m_line(line)
    , m_tap(settingsOf(line))
{
}

//! Everything that can be wrong, before anything begins.
Result<Done> TapCommand::prepare()
{
    FilterQuery::Problem problem;
    if (!compileFilter(&problem)) {
        tellProblem(problem);
        return Error{Error::Kind::Input, u"usage"_s, {}, {}, {}};
    }
    if (m_filter.understood() != m_line.filter)
        tell(tr("The filter is read as %1").arg(maskSecrets(m_filter.understood())));
    if (!m_line.tapChaos.isEmpty()) {
        if (const auto script = TapFaults::check(m_line.tapChaos); !script)
            return script.error();
    }
    if (const auto output = canWriteOut(); !output)
        return output.error();
    if (!m_line.record.isEmpty()) {
        CaptureInfo info;
        info.startedAtUs = Clock::system().nowUs();
        info.source = u"tap"_s;
        auto record = Spool::create(m_line.record, info);
        if (!record) {
            Error error = record.error();
            error.code = u"record_file"_s;
            return error;
        }
        m_record.emplace(std::move(*record));
        connect(&m_tap, &Tap::recorded, this, [this](const Event &event) {
            captureline::write(event, m_record->openLine());
            m_record->closeLine();
        });
        connect(&m_tap, &Tap::batchEnded, this, &TapCommand::writeRecord);
    }
    if (m_line.format == OutputFormat::Text || !m_line.filter.isEmpty()) {
        connect(&m_tap, &Tap::recorded, &m_names, &WorkspaceFeed::apply);
        connect(&m_names, &WorkspaceFeed::namesChanged, this, [this] { compileFilter(nullptr); });
    }
    connect(&m_tap, &Tap::recorded, this, &TapCommand::take);
    connect(&m_tap, &Tap::batchEnded, this, &TapCommand::flush);
    connect(&m_tap, &Tap::troubled, this, [](const Error &error) { printError(error); });
    connect(&m_tap, &Tap::recovered, this, [this] { tell(tr("It works again.")); });
    connect(&m_tap, &Tap::identityKnown, this, [this](const Identity &who) {
        tell(tr("The program is %1 in %2.")
                 .arg(who.selfName.isEmpty() ? who.self.text() : who.selfName,
                      who.teamName.isEmpty() ? who.team.text() : who.teamName));
    });
    connect(&m_tap.faults(), &TapFaults::reported, this, [this](const QString &words) {
        tell(tr("%1 fault: %2").arg(QTime::currentTime().toString(u"HH:mm:ss"_s), words));
    });
    return m_tap.listen();
}

int TapCommand::run()
{
    if (const auto ready = prepare(); !ready) {
        if (!ready.error().words.isEmpty())
            printError(ready.error());
        return exitCodeFor(ready.error());
    }
    // For scripts: with the other formats the address is in the first line of the stream, or in the words.
    if (m_line.format == OutputFormat::None) {
        if (const auto written = writeOut(m_tap.apiBase().toEncoded() + '\n'); !written)
            return endAfterOutput(written.error());
    }
    tellSettings();
    if (!m_line.tapChaos.isEmpty())
        (void)m_tap.faults().run(m_line.tapChaos); // it was read before
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, [this] { stop(ExitDone); });
    if (m_line.duration)
        QTimer::singleShot(*m_line.duration, Qt::PreciseTimer, this, [this] { stop(ExitDone); });
    const int exitCode = QCoreApplication::exec();
    m_tap.close();
    writeRecord();
    if (!m_line.quiet)
        printFigures();
    return exitCode;
}

//! What goes into which program.
void TapCommand::tellSettings() const
{
    if (m_line.quiet)
        return;
    tell(tr("The tap listens at %1, for this computer only, and passes on to %2. Ctrl+C ends it.")
             .arg(m_tap.apiBase().toString(), m_tap.settings().upstream.toString()));
    tell(tr("Set this address in the program; its tokens stay where they are:"));
    const QList<TapRecipe> recipes = tapRecipes(m_tap.apiBase());
    for (const TapRecipe &recipe : recipes) {
        writeWords("\n  # " + recipe.name.toUtf8() + " (" + recipe.speaks.toUtf8() + ")\n");
        const QStringList lines = recipe.code.split(u'\n');
        for (const QString &each : lines)
            writeWords("  " + each.toUtf8() + '\n');
        if (!recipe.remark.isEmpty())
            writeWords("  # " + recipe.remark.toUtf8() + '\n');
    }
    writeWords("\n");
}

bool TapCommand::compileFilter(FilterQuery::Problem *problem)
{
    const auto names = [this](const QString &name) {
        QStringList ids{name};
        for (const ChannelId &id : m_names.workspace().channelsNamed(name))
            ids << id.text();
        for (const UserId &id : m_names.workspace().usersNamed(name))
            ids << id.text();
        return ids;
    };
    return m_filter.compile(m_line.filter, names, problem);
}

void TapCommand::tellProblem(const FilterQuery::Problem &problem) const
{
    printWords(tr("The filter is not understood: %1").arg(problem.words));
    printWords(u"  "_s + maskSecrets(m_line.filter));
    printWords(u"  "_s + QString(problem.position, u' ') +
               QString(std::max<qsizetype>(problem.length, 1), u'^'));
}

void TapCommand::take(const Event &event)
{
    if (m_line.format == OutputFormat::Text)
        m_textLine.hear(event);
    if (m_stopped || !isWanted(event))
        return;
    print(event);
    ++m_printed;
    if (m_output.size() >= flushBytes)
        flush();
    if (m_line.count >= 0 && m_printed >= m_line.count)
        stop(ExitDone);
}

bool TapCommand::isWanted(const Event &event) const
{
    switch (event.direction) {
    case Direction::In:
        if (!m_line.printIn)
            return false;
        break;
    case Direction::Out:
        if (!m_line.printOut)
            return false;
        break;
    case Direction::Note:
        if (m_line.format == OutputFormat::Raw) // exact bytes are frames only
            return false;
        break;
    }
    return m_filter.matchesEverything() || m_filter.matches(event);
}

void TapCommand::print(const Event &event)
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
        return;
    }
    m_output += '\n';
}

void TapCommand::flush()
{
    if (m_output.isEmpty())
        return;
    if (const auto written = writeOut(std::exchange(m_output, {})); !written)
        stop(endAfterOutput(written.error()));
}

//! What a full disk does not take waits in memory, and is tried again.
void TapCommand::writeRecord()
{
    if (!m_record)
        return;
    if (const auto written = m_record->flush(); !written)
        printError(written.error());
}

void TapCommand::stop(int exitCode)
{
    if (std::exchange(m_stopped, true))
        return;
    if (const auto written = writeOut(std::exchange(m_output, {})); !written && exitCode == ExitDone)
        exitCode = endAfterOutput(written.error());
    QCoreApplication::exit(exitCode);
}

void TapCommand::tell(const QString &words) const
{
    if (!m_line.quiet)
        printWords(words);
}

void TapCommand::printSpread(const QString &name, const TapSpread &spread) const
{
    if (spread.count > 0)
        printWords(tr("%1: median %2, longest %3 (%L4)")
                       .arg(name, timeWords(spread.medianUs), timeWords(spread.maxUs))
                       .arg(spread.count));
}

void TapCommand::printFigures() const
{
    const TapFigures figures = m_tap.figures();
    printWords(tr("Frames: %L1 to the program, %L2 from it, on %L3 socket(s). Calls: %L4, %L5 failed.")
                   .arg(figures.framesIn)
                   .arg(figures.framesOut)
                   .arg(figures.sockets)
                   .arg(figures.calls)
                   .arg(figures.callsFailed));
    if (figures.addresses > 0)
        printWords(tr("Socket addresses replaced by the tap's own: %L1.").arg(figures.addresses));
    printSpread(tr("Event to acknowledgement"), figures.eventToAck);
    if (figures.lateAcks + figures.lostAcks + figures.waitingForAck > 0)
        printWords(tr("Acknowledged after more than 3 s: %L1. Never: %L2.")
                       .arg(figures.lateAcks)
                       .arg(figures.lostAcks + figures.waitingForAck));
    if (figures.retries + figures.duplicates > 0)
        printWords(tr("Delivered again by Slack: %L1, of which %L2 had come before.")
                       .arg(std::max(figures.retries, figures.duplicates))
                       .arg(figures.duplicates));
    printSpread(tr("Message to acknowledgement"), figures.sendToAck);
    printSpread(tr("Event to the first call about it"), figures.eventToCall);
    printSpread(tr("Call to answer"), figures.callTime);
    for (const TapFigures::Failure &failure : figures.failures)
        printWords(tr("%1 failed with %2, %L3 time(s): %4")
                       .arg(failure.method, failure.error)
                       .arg(failure.count)
                       .arg(failure.words));
    for (const TapFigures::Limited &limited : figures.limited)
        printWords(limited.longestWaitMs < 0
                       ? tr("%1 was told to wait, %L2 time(s), and not for how long.")
                             .arg(limited.method)
                             .arg(limited.count)
                       : tr("%1 was told to wait, %L2 time(s), at most %3; called too early %L4 time(s).")
                             .arg(limited.method)
                             .arg(limited.count)
                             .arg(timeWords(limited.longestWaitMs * 1000))
                             .arg(limited.early));
    for (const TapFigures::MissingScope &scope : figures.missingScopes)
        printWords(
            tr("%1 needs the scope %2; the token has %3.").arg(scope.method, scope.needed, scope.provided));
    if (figures.faults > 0)
        printWords(tr("Faults on the way: %L1.").arg(figures.faults));
}

} // namespace

int runTap(const CommandLine &line)
{
    return TapCommand(line).run();
}

} // namespace rtmscope

#include "tap.moc"
