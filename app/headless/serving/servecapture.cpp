// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/serving/servecapture.h"

#include "app/headless/serveconsole.h"
#include "app/headless/stopsignals.h"
#include "app/headless/textline.h"
#include "app/serving/captureserver.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/base/clock.h"
#include "core/capture/captureline.h"
#include "core/capture/spool.h"
#include "core/demo/server/demoserver.h"
#include "core/expect/expectationreport.h"
#include "core/tap/relay/tap.h"
#include "core/tap/taprecipes.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTime>
#include <QTimer>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr std::chrono::milliseconds quietTime = 2s; // behind the last answer, before an end by itself
constexpr auto absence = 10s;                       // of all clients, after which nobody is waited for

//! Serves a capture from the command line: opens what is asked for, obeys standard input, prints and keeps
//! what the bot does, and ends with a status that says what came of it.
class ServeCapture : public QObject
{
    Q_OBJECT
public:
    explicit ServeCapture(const CommandLine &line);
    int run();

private:
    Result<Done> prepare();
    Result<Done> openCapture();
    Result<Done> openExpectations();
    Result<Done> openRecord();
    Result<Done> listen();
    void wire();
    bool obey(const QByteArray &word);
    void setSpeed(const QByteArray &word);
    void takeEntry(const Event &event, const BotDeed *deed);
    void takePlayed(const CaptureServer::Played &played);
    void keep(const Event &event);
    void print(const Event &event, const BotDeed *deed);
    void printResults();
    void flush();
    void end();
    void checkQuiet();
    void stop();
    int finish(int exitCode);
    void tellSettings() const;
    void tellCapture() const;
    void tellCounts() const;
    void tell(const QString &words) const;
    demo::Replayer &replayer() const { return *m_server->server()->replayer(); }
    ExpectedBot *expected() const { return m_server->expected(); }

    const CommandLine &m_line;
    const ServeWish &m_wish;
    std::unique_ptr<CaptureServer> m_server;
    std::optional<Spool> m_record;
    TextLine m_textLine;
    QByteArray m_output;
    QTimer m_quiet;
    QTimer m_gone;          //!< since the last client left
    QElapsedTimer m_since;  //!< the first client came
    bool m_printed = false; //!< the results are
    bool m_stopped = false;
};

QString timeWords(std::chrono::microseconds time)
{
    const qint64 s = time.count() / 1'000'000;
    if (s < 1)
        return ServeCapture::tr("%1 ms").arg(time.count() / 1'000);
    if (s < 120)
        return ServeCapture::tr("%1 s").arg(s);
    return s < 7'200 ? ServeCapture::tr("%1 min").arg(s / 60)
                     : ServeCapture::tr("%1 h %2 min").arg(s / 3'600).arg(s / 60 % 60);
}

ServeCapture::ServeCapture(const CommandLine &line)
    : m_line(line)
    , m_wish(line.serve)
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &ServeCapture::checkQuiet);
    m_gone.setSingleShot(true);
    connect(&m_gone, &QTimer::timeout, this, [this] {
        printWords(tr("The program has gone, and has not come back within 10 s."));
        stop();
    });
}

void ServeCapture::tell(const QString &words) const
{
    if (!m_line.quiet)
        printWords(words);
}

// --- Before it begins

Result<Done> ServeCapture::openCapture()
{
    auto opened = CaptureRecording::open(m_wish.file, m_wish.pacing.longestGap,
                                         [this] { tell(tr("Reading %1 …").arg(m_wish.file)); });
    if (!opened)
        return opened.error();
    CaptureServer::Options options;
    options.capture = std::move(*opened);
    options.pacing = m_wish.pacing;
    options.port = m_line.port;
    options.fullStart = m_line.fullStart;
    options.retiredMethods = m_line.retiredMethods;
    m_server = std::make_unique<CaptureServer>(std::move(options));
    if (!m_server->capture().notice.isEmpty())
        tell(m_server->capture().notice);
    return Done{};
}

//! Those beside the capture belong to it.
Result<Done> ServeCapture::openExpectations()
{
    QString path = m_wish.expect;
    const QString beside = m_wish.file + u".expect"_s;
    if (path.isEmpty() && QFileInfo(beside).isFile()) {
        path = beside;
        tell(tr("What the bot shall do stands in %1.").arg(beside));
    }
    if (path.isEmpty())
        return m_wish.junit.isEmpty()
                   ? Result<Done>(Done{})
                   : Error{Error::Kind::Input,
                           u"usage"_s,
                           tr("--junit needs expectations: give --expect FILE, or put them into %1.")
                               .arg(beside),
                           {},
                           {}};
    auto opened = ExpectedBot::open(path, [this](const QString &name) { return m_server->idsNamed(name); });
    if (!opened)
        return opened.error();
    m_server->setExpected(std::move(*opened));
    connect(expected(), &ExpectedBot::settled, this, &ServeCapture::checkQuiet);
    return expected()->setJunit(m_wish.junit);
}

Result<Done> ServeCapture::openRecord()
{
    if (m_wish.record.isEmpty())
        return Done{};
    CaptureInfo info;
    info.startedAtUs = Clock::system().nowUs();
    info.source = tr("a bot fed with %1").arg(QFileInfo(m_wish.file).fileName());
    auto record = Spool::create(m_wish.record, info);
    if (!record) {
        Error error = record.error();
        error.code = u"record_file"_s;
        return error;
    }
    m_record.emplace(std::move(*record));
    return Done{};
}

Result<Done> ServeCapture::listen()
{
    Result<Done> listening = Done{};
    wire();
    connect(m_server.get(), &CaptureServer::failed, this,
            [&listening](const Error &error) { listening = error; });
    m_server->open();
    disconnect(m_server.get(), &CaptureServer::failed, this, nullptr);
    return listening;
}

void ServeCapture::wire()
{
    const CaptureServer *server = m_server.get();
    connect(server, &CaptureServer::begun, this, [this] {
        m_since.start();
        tell(tr("A client has come: the capture is played."));
    });
    connect(server, &CaptureServer::played, this, &ServeCapture::takePlayed);
    connect(server, &CaptureServer::clientsChanged, this, [this](int count) {
        if (count > 0 || replayer().isOver() || !m_wish.exitWhenDone)
            m_gone.stop();
        else
            m_gone.start(absence);
    });
    connect(server, &CaptureServer::ended, this, &ServeCapture::end);
    connect(server, &CaptureServer::faultReported, this, [this](const QString &fault) {
        tell(tr("%1 fault: %2").arg(QTime::currentTime().toString(u"HH:mm:ss"_s), fault));
    });
    connect(server, &CaptureServer::recorded, this, &ServeCapture::takeEntry);
    connect(server, &CaptureServer::batchEnded, this, &ServeCapture::flush);
    connect(server, &CaptureServer::troubled, this, [](const Error &error) { printError(error); });
}

Result<Done> ServeCapture::prepare()
{
    if (const auto output = canWriteOut(); !output)
        return output.error();
    for (const auto step : {&ServeCapture::openCapture, &ServeCapture::openExpectations,
                            &ServeCapture::openRecord, &ServeCapture::listen}) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    return Done{};
}

int ServeCapture::run()
{
    if (const auto ready = prepare(); !ready) {
        printError(ready.error());
        return exitCodeFor(ready.error());
    }
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, &ServeCapture::stop);
    if (m_line.duration)
        QTimer::singleShot(*m_line.duration, Qt::PreciseTimer, this, &ServeCapture::stop);
    // The first line on stdout is for scripts, as of any "serve".
    if (const auto written = writeOut(m_server->tap()->apiBase().toEncoded() + '\n'); !written)
        return endAfterOutput(written.error());
    tellSettings();
    tellCapture();
    if (m_line.chaos)
        m_server->server()->runChaos(*m_line.chaos);
    ServeConsole console(*m_server->server());
    console.setFirst([this](const QByteArray &word) { return obey(word); });
    connect(&console, &ServeConsole::ended, this, [this] {
        if (m_wish.pacing.stepping && !replayer().isOver())
            tell(tr("Standard input has ended, so nothing asks for the next event."));
    });
    return finish(QCoreApplication::exec());
}

void ServeCapture::tellSettings() const
{
    if (m_line.quiet)
        return;
    const QString token = QString::fromUtf8(demo::DemoServer::token());
    tell(tr("The capture is served at %1, to this computer only. Ctrl+C ends it.")
             .arg(m_server->tap()->apiBase().toString()));
    tell(tr("Tokens: %1 for RTM and the Web API (SLACK_BOT_TOKEN); for Socket Mode %2 as well "
            "(SLACK_APP_TOKEN).")
             .arg(token, QString::fromUtf8(demo::DemoServer::appToken())));
    tell(tr("Set the address in the program:"));
    const QList<TapRecipe> recipes = tapRecipes(m_server->tap()->apiBase());
    for (const TapRecipe &recipe : recipes) {
        writeWords("\n  # " + recipe.name.toUtf8() + " (" + recipe.speaks.toUtf8() + ")\n");
        const QStringList lines = recipe.code.split(u'\n');
        for (const QString &each : lines)
            writeWords("  " + each.toUtf8() + '\n');
    }
    writeWords("\n");
}

void ServeCapture::tellCapture() const
{
    const CaptureRecording &capture = m_server->capture();
    tell(tr("%L1 frame(s) from Slack, of %2. The program is %3 (%4).")
             .arg(capture.frames)
             .arg(timeWords(std::chrono::microseconds(std::max<qint64>(0, capture.lastUs - capture.firstUs))),
                  QString::fromUtf8(m_server->self()),
                  capture.cast->self.id.isEmpty() ? tr("the capture does not say who it was")
                                                  : tr("as in the capture")));
    const demo::Pacing &pacing = m_wish.pacing;
    if (pacing.stepping)
        tell(tr("Each event waits for Enter."));
    else if (pacing.speed <= 0)
        tell(tr("Events are played as fast as they are read."));
    else
        tell(tr("Silences of more than %1 are shortened to that: it takes %2.")
                 .arg(timeWords(pacing.longestGap), timeWords(std::chrono::microseconds(static_cast<qint64>(
                                                        double(capture.played.count()) / pacing.speed)))));
    if (pacing.wait)
        tell(tr("After each event the program has %1 to acknowledge or answer it.")
                 .arg(timeWords(*pacing.wait)));
    tell(tr("It begins when a program connects. Type: next (or Enter), pause, play, speed 4, or a fault; "
            "help lists "
            "them."));
}

// --- While it plays

//! Lines of standard input that are about the playing. False: something else.
bool ServeCapture::obey(const QByteArray &word)
{
    const bool isEnter = word.isEmpty();
    if (isEnter && !replayer().isPaused())
        return true;
    if (isEnter || word == "next") {
        if (replayer().isOver())
            tell(tr("There is no next event: the capture is over."));
        m_server->step();
    } else if (word == "pause") {
        m_server->pause();
    } else if (word == "play") {
        m_server->resume();
    } else if (word.startsWith("speed ")) {
        setSpeed(word.mid(6).trimmed());
    } else {
        return false;
    }
    return true;
}

void ServeCapture::setSpeed(const QByteArray &word)
{
    if (const std::optional<double> speed = readSpeed(QString::fromUtf8(word)))
        m_server->setSpeed(*speed);
    else
        printWords(tr("A speed is a number above 0, or max."));
}

void ServeCapture::takePlayed(const CaptureServer::Played &played)
{
    if (m_wish.pacing.stepping)
        tell(tr("%L1: %2 %3")
                 .arg(played.number)
                 .arg(QString::fromUtf8(played.type), QString::fromUtf8(played.subtype)));
}

void ServeCapture::takeEntry(const Event &event, const BotDeed *deed)
{
    if (m_stopped)
        return;
    if (event.direction != Direction::In)
        print(event, deed);
    keep(event);
    if (deed && !deed->isLookUp && m_quiet.isActive())
        m_quiet.start(quietTime);
}

void ServeCapture::keep(const Event &event)
{
    if (!m_record)
        return;
    captureline::write(event, m_record->openLine());
    m_record->closeLine();
}

//! What the bot does. Signs of life, look-ups that went well and bare acknowledgements are left out where
//! people read.
void ServeCapture::print(const Event &event, const BotDeed *deed)
{
    const bool isCall = event.direction == Direction::Note && event.type == "api"_L1;
    if (event.direction == Direction::Note && !isCall)
        return;
    if (m_wish.format == ServeWish::Format::Json) {
        captureline::write(event, m_output);
        m_output += '\n';
        return;
    }
    const bool isBare = deed && ((deed->kind == BotDeed::Kind::Ack && deed->json.isEmpty()) ||
                                 (deed->isLookUp && deed->failure.isEmpty()));
    if (m_wish.format != ServeWish::Format::Text || !deed || isBare)
        return;
    m_output += m_textLine.of(event, m_server->capture().names);
    if (const QString said = m_server->said(*deed); isCall && !said.isEmpty())
        m_output += ": " + said.toUtf8();
    m_output += '\n';
}

void ServeCapture::flush()
{
    if (m_record) {
        if (const auto written = m_record->flush(); !written)
            printError(written.error());
    }
    if (m_output.isEmpty())
        return;
    if (const auto written = writeOut(std::exchange(m_output, {})); !written)
        QCoreApplication::exit(endAfterOutput(written.error()));
}

// --- The end

void ServeCapture::end()
{
    tellCounts();
    if (!m_wish.exitWhenDone)
        tell(tr("The capture is over. Late answers are still taken; Ctrl+C ends it."));
    m_quiet.start(m_wish.exitWhenDone || expected() ? quietTime : 0ms);
    checkQuiet();
}

//! Whether nothing is to come any more.
void ServeCapture::checkQuiet()
{
    if (m_stopped || !replayer().isOver() || (expected() && expected()->isOpen()))
        return;
    if (replayer().backlog() > 0) // a slow reader has it all still to come
        return m_quiet.start(quietTime);
    printResults();
    if (m_wish.exitWhenDone && !m_quiet.isActive())
        stop();
}

void ServeCapture::printResults()
{
    if (!expected() || std::exchange(m_printed, true))
        return;
    flush();
    auto written = expected()->finish(QFileInfo(m_wish.file).fileName());
    if (written)
        written = writeOut(expectationreport::text(expected()->run()));
    if (!written) {
        printError(written.error());
        QCoreApplication::exit(endAfterOutput(written.error()));
    }
}

void ServeCapture::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    flush();
    if (!replayer().isOver())
        tellCounts();
    printResults();
    const bool unmet = expected() && expected()->hasFailed();
    const bool cutShort = m_wish.exitWhenDone && !replayer().isOver();
    QCoreApplication::exit(unmet ? ExitUnmet : cutShort ? ExitNetwork : ExitDone);
}

int ServeCapture::finish(int exitCode)
{
    m_server->tap()->close();
    m_stopped = true;
    flush();
    if (!m_record || !m_record->hasUnwritten())
        return exitCode;
    tell(tr(
        "The end of the recording could not be written and is lost. Make room, or record to another disk."));
    return ExitInput;
}

void ServeCapture::tellCounts() const
{
    const demo::Replayer::Counts &counts = replayer().counts();
    const auto left = [&counts](demo::LeftOut why) { return counts.leftOut[static_cast<std::size_t>(why)]; };
    if (!m_since.isValid())
        return tell(tr("No program has connected: nothing was played."));
    tell(tr("Played: %L1 event(s), in %2.")
             .arg(counts.played)
             .arg(timeWords(std::chrono::milliseconds(m_since.elapsed()))));
    QStringList words;
    const auto count = [&words](const QString &what, qint64 number) {
        if (number > 0)
            words << what.arg(number);
    };
    count(tr("%L1 about the connection of then (hello, goodbye, pong …)"), left(demo::LeftOut::OfConnection));
    count(tr("%L1 answers to what was written then"), left(demo::LeftOut::Answer));
    count(tr("%L1 that were delivered before"), left(demo::LeftOut::Repeated));
    count(tr("%L1 that are no events (no JSON, binary, without a type)"), left(demo::LeftOut::NotJson));
    if (!words.isEmpty())
        tell(tr("Left out: %1.").arg(words.join(u"; "_s)));
    if (counts.untold > 0)
        tell(tr("%L1 of the events are none that a program of this kind is told of.").arg(counts.untold));
}

} // namespace

int runServeCapture(const CommandLine &line)
{
    return ServeCapture(line).run();
}

} // namespace rtmscope

#include "servecapture.moc"
