// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/serving/servecapture.h"

#include "app/headless/serveconsole.h"
#include "app/headless/serving/botdeeds.h"
#include "app/headless/serving/capturerecording.h"
#include "app/headless/serving/expectedbot.h"
#include "app/headless/stopsignals.h"
#include "app/headless/textline.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/capture/captureline.h"
#include "core/capture/spool.h"
#include "core/demo/replay/replayer.h"
#include "core/events/eventdecoder.h"
#include "core/json/objectbuilder.h"
#include "core/tap/http/callbody.h"
#include "core/tap/relay/tap.h"
#include "core/tap/taprecipes.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTime>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr std::chrono::milliseconds quietTime = 2s; // behind the last answer, before an end by itself
constexpr auto absence = 10s;                       // of all clients, after which nobody is waited for

//! Plays a capture by a demo server, and listens to what is answered by a tap in front of it: so a bot gets
//! exactly what it would get from the server, and what it says is recorded as any tap records it.
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
    void takeEntry(const Event &event);
    void takeUrlAnswer(const QByteArray &message, bool taken);
    void takeDeed(const BotDeed &deed);
    void takePlayed(const demo::Replayed &replayed);
    void keep(const Event &event);
    void print(const Event &event, const std::optional<BotDeed> &deed);
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
    QStringList idsNamed(const QString &name) const;

    const CommandLine &m_line;
    const ServeWish &m_wish;
    CaptureRecording m_capture;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Tap> m_tap;
    std::unique_ptr<ExpectedBot> m_expected;
    std::optional<Spool> m_record;
    WorkspaceFeed m_names;
    BotDeeds m_deeds;
    TextLine m_textLine;
    QByteArray m_output;
    QTimer m_quiet;
    QTimer m_gone;         //!< since the last client left
    QElapsedTimer m_since; //!< the first client came
    quint64 m_recorded = 0;
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

QStringList ServeCapture::idsNamed(const QString &name) const
{
    QStringList ids;
    for (const ChannelId &id : m_names.workspace().channelsNamed(name))
        ids << id.text();
    for (const UserId &id : m_names.workspace().usersNamed(name))
        ids << id.text();
    return ids;
}

// --- Before it begins

Result<Done> ServeCapture::openCapture()
{
    auto opened = CaptureRecording::open(m_wish.file, m_wish.pacing.longestGap,
                                         [this] { tell(tr("Reading %1 …").arg(m_wish.file)); });
    if (!opened)
        return opened.error();
    m_capture = std::move(*opened);
    m_names.reset(m_capture.names);
    if (!m_capture.notice.isEmpty())
        tell(m_capture.notice);
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
    auto expected = ExpectedBot::open(path, [this](const QString &name) { return idsNamed(name); });
    if (!expected)
        return expected.error();
    m_expected = std::move(*expected);
    connect(m_expected.get(), &ExpectedBot::settled, this, &ServeCapture::checkQuiet);
    return m_expected->setJunit(m_wish.junit);
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
    demo::DemoServer::Options options;
    options.recording = m_capture.recording;
    options.pacing = m_wish.pacing;
    options.fullStart = m_line.fullStart;
    options.retiredMethods = m_line.retiredMethods;
    m_server = std::make_unique<demo::DemoServer>(options);
    QString problem;
    if (!m_server->listen(&problem))
        return Error{Error::Kind::Network, u"cannot_listen"_s, problem, {}, {}};
    TapSettings settings;
    settings.port = m_line.port;
    settings.upstream = m_server->apiBase();
    settings.proxy.kind = ProxySetting::Kind::None;
    m_tap = std::make_unique<Tap>(settings);
    wire();
    return m_tap->listen();
}

void ServeCapture::wire()
{
    demo::Replayer &replayer = *m_server->replayer();
    connect(&replayer, &demo::Replayer::begun, this, [this] {
        m_since.start();
        tell(tr("A client has come: the capture is played."));
    });
    connect(&replayer, &demo::Replayer::played, this, &ServeCapture::takePlayed);
    connect(&replayer, &demo::Replayer::clientsChanged, this, [this, &replayer](int count) {
        if (count > 0 || replayer.isOver() || !m_wish.exitWhenDone)
            m_gone.stop();
        else
            m_gone.start(absence);
    });
    connect(&replayer, &demo::Replayer::ended, this, &ServeCapture::end);
    connect(m_server.get(), &demo::DemoServer::envelopeSent, this,
            [this](const QByteArray &, const QByteArray &envelopeId, const QByteArray &eventId) {
                m_deeds.envelopeSent(envelopeId, eventId);
            });
    connect(m_server.get(), &demo::DemoServer::answeredByUrl, this, &ServeCapture::takeUrlAnswer);
    connect(m_server.get(), &demo::DemoServer::faultReported, this, [this](const QString &fault) {
        tell(tr("%1 fault: %2").arg(QTime::currentTime().toString(u"HH:mm:ss"_s), fault));
    });
    connect(m_tap.get(), &Tap::recorded, this, &ServeCapture::takeEntry);
    connect(m_tap.get(), &Tap::batchEnded, this, &ServeCapture::flush);
    connect(m_tap.get(), &Tap::troubled, this, [](const Error &error) { printError(error); });
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
    if (const auto written = writeOut(m_tap->apiBase().toEncoded() + '\n'); !written)
        return endAfterOutput(written.error());
    tellSettings();
    tellCapture();
    if (m_line.chaos)
        m_server->runChaos(*m_line.chaos);
    ServeConsole console(*m_server);
    console.setFirst([this](const QByteArray &word) { return obey(word); });
    connect(&console, &ServeConsole::ended, this, [this] {
        if (m_wish.pacing.stepping && !m_server->replayer()->isOver())
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
             .arg(m_tap->apiBase().toString()));
    tell(tr("Tokens: %1 for RTM and the Web API (SLACK_BOT_TOKEN); for Socket Mode %2 as well "
            "(SLACK_APP_TOKEN).")
             .arg(token, QString::fromUtf8(demo::DemoServer::appToken())));
    tell(tr("Set the address in the program:"));
    const QList<TapRecipe> recipes = tapRecipes(m_tap->apiBase());
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
    const demo::Recording &recording = *m_capture.recording;
    const QByteArray self = recording.self.id.isEmpty() ? QByteArray(demo::botUserId) : recording.self.id;
    tell(tr("%L1 frame(s) from Slack, of %2. The program is %3 (%4).")
             .arg(m_capture.frames)
             .arg(timeWords(
                      std::chrono::microseconds(std::max<qint64>(0, m_capture.lastUs - m_capture.firstUs))),
                  QString::fromUtf8(self),
                  recording.self.id.isEmpty() ? tr("the capture does not say who it was")
                                              : tr("as in the capture")));
    const demo::Pacing &pacing = m_wish.pacing;
    if (pacing.stepping)
        tell(tr("Each event waits for Enter."));
    else if (pacing.speed <= 0)
        tell(tr("Events are played as fast as they are read."));
    else
        tell(tr("Silences of more than %1 are shortened to that: it takes %2.")
                 .arg(timeWords(pacing.longestGap), timeWords(std::chrono::microseconds(static_cast<qint64>(
                                                        double(m_capture.played.count()) / pacing.speed)))));
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
    demo::Replayer &replayer = *m_server->replayer();
    const bool isEnter = word.isEmpty();
    if (isEnter && !replayer.isPaused())
        return true;
    if (isEnter || word == "next") {
        if (replayer.isOver())
            tell(tr("There is no next event: the capture is over."));
        replayer.step();
    } else if (word == "pause") {
        replayer.pause();
    } else if (word == "play") {
        replayer.resume();
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
        m_server->replayer()->setSpeed(*speed);
    else
        printWords(tr("A speed is a number above 0, or max."));
}

void ServeCapture::takePlayed(const demo::Replayed &replayed)
{
    if (m_wish.pacing.stepping)
        tell(tr("%L1: %2 %3")
                 .arg(replayed.number)
                 .arg(QString::fromUtf8(replayed.frame.type), QString::fromUtf8(replayed.frame.subtype)));
    if (!m_expected)
        return;
    BotCue cue;
    cue.number = replayed.number;
    cue.json = replayed.frame.event;
    cue.own = replayed.frame.user == m_capture.recording->self.id && !replayed.frame.user.isEmpty();
    cue.deliveries = replayed.deliveries;
    m_expected->cue(cue);
}

void ServeCapture::takeEntry(const Event &event)
{
    if (m_stopped)
        return;
    const std::optional<BotDeed> deed = m_deeds.of(event);
    if (event.direction != Direction::In)
        print(event, deed);
    keep(event);
    if (deed)
        takeDeed(*deed);
}

//! What goes to a response_url does not pass the tap.
void ServeCapture::takeUrlAnswer(const QByteArray &message, bool taken)
{
    Event event;
    event.receivedAtUs = Clock::system().nowUs();
    event.direction = Direction::Note;
    json::ObjectBuilder note;
    note.text("kind", u"api").text("method", u"response_url");
    note.json("args", http::argumentsOf({}, "application/json", message));
    note.number("status", taken ? 200 : 404)
        .boolean("ok", taken)
        .textIfAny("error", taken ? u"" : u"used_url");
    event.raw = note.text("from", u"tap").close();
    EventDecoder::readHeader(&event);
    takeEntry(event);
    flush();
}

void ServeCapture::takeDeed(const BotDeed &deed)
{
    if (m_expected)
        m_expected->deed(deed);
    if (deed.isLookUp)
        return;
    m_server->replayer()->heard();
    if (m_quiet.isActive())
        m_quiet.start(quietTime);
}

void ServeCapture::keep(const Event &event)
{
    if (!m_record)
        return;
    Event numbered = event; // the tap does not count what goes by it
    numbered.seq = ++m_recorded;
    captureline::write(numbered, m_record->openLine());
    m_record->closeLine();
}

//! What the bot does. Signs of life, look-ups that went well and bare acknowledgements are left out where
//! people read.
void ServeCapture::print(const Event &event, const std::optional<BotDeed> &deed)
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
    m_output += m_textLine.of(event, m_names.workspace());
    if (const QString said = m_deeds.said(*deed); isCall && !said.isEmpty())
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
    m_quiet.start(m_wish.exitWhenDone || m_expected ? quietTime : 0ms);
    checkQuiet();
}

//! Whether nothing is to come any more.
void ServeCapture::checkQuiet()
{
    if (m_stopped || !m_server->replayer()->isOver() || (m_expected && m_expected->isOpen()))
        return;
    if (m_server->replayer()->backlog() > 0) // a slow reader has it all still to come
        return m_quiet.start(quietTime);
    printResults();
    if (m_wish.exitWhenDone && !m_quiet.isActive())
        stop();
}

void ServeCapture::printResults()
{
    if (!m_expected || std::exchange(m_printed, true))
        return;
    flush();
    if (const auto written = m_expected->finish(QFileInfo(m_wish.file).fileName()); !written) {
        printError(written.error());
        QCoreApplication::exit(endAfterOutput(written.error()));
    }
}

void ServeCapture::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    flush();
    if (!m_server->replayer()->isOver())
        tellCounts();
    printResults();
    const bool unmet = m_expected && m_expected->hasFailed();
    const bool cutShort = m_wish.exitWhenDone && !m_server->replayer()->isOver();
    QCoreApplication::exit(unmet ? ExitUnmet : cutShort ? ExitNetwork : ExitDone);
}

int ServeCapture::finish(int exitCode)
{
    m_tap->close();
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
    const demo::Replayer::Counts &counts = m_server->replayer()->counts();
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
