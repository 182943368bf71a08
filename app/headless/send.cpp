// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/commands.h"
#include "app/headless/stopsignals.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/errors/errorwords.h"
#include "core/events/innerevent.h"
#include "core/mrkdwn/richtext.h"
#include "core/send/frames.h"
#include "core/session/postmessage.h"
#include "core/text/sametext.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! Sends one message and waits for the proof that the server has it, which goes to stdout as it came: the
//! acknowledgement, or our own message where a server gives nothing else.
//!
//! By Socket Mode it is a call and nothing more. A socket would take events of the app from whoever they are
//! meant for, or be refused where another program has one, and could not carry the message anyway.
class Send : public QObject
{
    Q_OBJECT
public:
    explicit Send(const CommandLine &line);
    int run();

private:
    void goOn();
    Result<Done> checkText() const;
    void resolve();
    void write();
    void post();
    void posted(const Result<ApiAnswer> &answer);
    void takeFrame(const Event &event);
    void takeEcho(const Event &event);
    void takeError(const Event &event);
    void refused(const Error &error);
    void slowDown(const Error &error);
    void unanswered(const QString &words);
    void finish(const QByteArray &proof);
    void fail(const Error &error);

    const CommandLine &m_line;
    const QString m_text; //!< as it goes on the wire
    Connection m_connection;
    const bool m_posts; //!< by a call, without a connection
    ChannelId m_channel;
    bool m_resolving = false;
    bool m_due = true; //!< to be written as soon as that is possible
    std::optional<quint64> m_id;
    int m_slowed = 0; //!< times we were told to slow down
    QByteArray m_lastIn;
    QByteArray m_answer; //!< of chat.postMessage
    QByteArray m_echo;
    QTimer m_ackTimer;
    QTimer m_echoTimer;
    QTimer m_pause;
    json::Document m_document;
};

// The demo stays quiet behind a send: only the acknowledgement matters.
constexpr double demoRate = 1;
constexpr auto ackTimeout = 10s;
constexpr auto ackAfterEcho = 1s; // some servers send both, in either order
constexpr auto firstPause = 2s;   // asked to slow down without being told how long; doubles
constexpr std::chrono::milliseconds longestPause = 60s;

Send::Send(const CommandLine &line)
    : m_line(line)
    , m_text(line.plain ? escapeEntities(line.text) : line.text)
    , m_connection(line, demoRate)
    , m_posts(m_connection.session().config().kind == StreamKind::SocketMode)
{
    LiveSession &session = m_connection.session();
    connect(&m_connection, &Connection::gaveUp, this, [](int exitCode) { QCoreApplication::exit(exitCode); });
    connect(&session, &LiveSession::stateChanged, this, &Send::goOn);
    connect(&session, &LiveSession::recorded, this, &Send::takeFrame);
    connect(&session.web(), &WebApi::finished, this, [this](const ApiCall &call) {
        if (call.method == "chat.postMessage"_L1)
            m_answer = call.answer;
    });
    connect(&session, &LiveSession::acknowledged, this, [this](quint64 id) {
        if (m_id == id)
            finish(m_lastIn);
    });
    connect(&session, &LiveSession::refused, this, [this](quint64 id, const Error &error) {
        if (m_id == id)
            refused(error);
    });
    connect(&session, &LiveSession::unanswered, this, [this](const QList<quint64> &ids) {
        if (m_id && ids.contains(*m_id))
            unanswered(tr("The connection was lost before the server answered. The message may have arrived: "
                          "look before you send it again."));
    });
    for (QTimer *timer : {&m_ackTimer, &m_echoTimer, &m_pause})
        timer->setSingleShot(true);
    connect(&m_ackTimer, &QTimer::timeout, this, [this] {
        unanswered(
            tr("The server did not acknowledge the message within 10 s. It may have arrived: look before "
               "you send it again."));
    });
    connect(&m_echoTimer, &QTimer::timeout, this, [this] { finish(m_echo); });
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_due = true;
        goOn();
    });
}

int Send::run()
{
    // What can't be sent or shown is refused before anybody is asked for anything.
    if (const auto fits = checkText(); !fits) {
        printError(fits.error());
        return exitCodeFor(fits.error());
    }
    if (const auto output = canWriteOut(); !output)
        return endAfterOutput(output.error());
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, [] { QCoreApplication::exit(ExitNetwork); });
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_posts)
                m_connection.open();
            else if (m_connection.isUsable())
                goOn();
        },
        Qt::QueuedConnection);
    return QCoreApplication::exec();
}

Result<Done> Send::checkText() const
{
    return m_posts ? checkLength({{}, m_text, {}, false, SendRoute::PostMessage})
                   : frames::checkLimits(m_text, 0);
}

//! Does what is possible now.
void Send::goOn()
{
    if (!m_due || (!m_posts && m_connection.session().state() != LiveSession::State::Ready))
        return;
    if (!m_channel)
        return resolve();
    // The end would be told as a failure, so nothing may have been sent.
    if (wordsWereLost())
        return QCoreApplication::exit(ExitInput);
    m_posts ? post() : write();
}

void Send::resolve()
{
    if (std::exchange(m_resolving, true))
        return;
    m_connection.session().resolveChannel(m_line.channel, this, [this](const Result<ChannelId> &channel) {
        m_resolving = false;
        if (!channel && m_posts && channel.error().kind == Error::Kind::Network)
            return slowDown(channel.error());
        if (!channel)
            return fail(channel.error());
        if (m_line.threadChannel && m_line.threadChannel != *channel)
            return fail(
                {Error::Kind::Input,
                 u"thread_elsewhere"_s,
                 tr("The message of --thread is in %1, and --channel is %2. Give its own conversation.")
                     .arg(m_line.threadChannel.text(), channel->text()),
                 {},
                 {}});
        m_channel = *channel;
        goOn();
    });
}

void Send::write()
{
    const auto id = m_connection.session().sendMessage(m_channel, m_text, m_line.thread, m_line.broadcast);
    if (!id && id.error().code == "not_connected"_L1)
        return; // it broke this moment: with the next connection
    if (!id)
        return fail(id.error());
    m_due = false;
    m_id = *id;
    m_ackTimer.start(ackTimeout);
}

void Send::post()
{
    m_due = false;
    const OutgoingMessage message{m_channel, m_text, m_line.thread, m_line.broadcast, SendRoute::PostMessage};
    m_connection.session().web().callOnce(u"chat.postMessage"_s,
                                          postArguments(message, StreamKind::SocketMode), this,
                                          [this](const Result<ApiAnswer> &answer) { posted(answer); });
}

//! The call's answer is the proof.
void Send::posted(const Result<ApiAnswer> &answer)
{
    if (answer)
        return finish(m_answer);
    switch (outcomeOf(answer.error())) {
    case PostOutcome::Refused:
        return refused(answer.error());
    case PostOutcome::NotSent:
        return slowDown(answer.error());
    case PostOutcome::Unclear:
        return unanswered(
            tr("%1 The message may have arrived: look before you send it again.").arg(answer.error().words));
    }
}

//! Before the session makes anything of it.
void Send::takeFrame(const Event &event)
{
    if (event.direction != Direction::In)
        return;
    m_lastIn = event.raw;
    if (!m_id || event.repeated)
        return;
    if (event.type == "message"_L1)
        takeEcho(event);
    else if (event.type == "error"_L1)
        takeError(event);
}

//! Our own message proves that it arrived, for those who never get an acknowledgement.
void Send::takeEcho(const Event &event)
{
    const bool mayBeOurs = event.subtype.isEmpty() || event.subtype == "bot_message"_L1 ||
                           event.subtype == "thread_broadcast"_L1;
    if (!mayBeOurs || event.channel != m_channel.text() || !m_document.parse(event.raw))
        return;
    const json::Value root = innerEvent(m_document.root());
    const QString self = m_connection.session().identity().self.text();
    const bool byBot = event.user.isEmpty() && root["bot_id"].exists(); // a bot's messages may name no user
    if (!self.isEmpty() && event.user != self && !byBot)
        return;
    if (root["thread_ts"].text() != m_line.thread.text() || !isSameText(m_text, root["text"].text()))
        return;
    m_echo = event.raw;
    m_echoTimer.start(ackAfterEcho);
}

//! An error that names no frame of ours: nothing else of ours is on its way.
void Send::takeError(const Event &event)
{
    if (!m_echo.isEmpty() || !m_document.parse(event.raw) || m_document.root()["reply_to"].exists())
        return;
    const Error error = errorInFrame(m_document.root());
    if (!isExpiredUrl(error)) // of the connection
        refused(error);
}

void Send::refused(const Error &error)
{
    if (error.kind == Error::Kind::RateLimited)
        return slowDown(error);
    Error told = error;
    told.kind = Error::Kind::Rejected;
    // The reader may have gone, the disk be full: that it was refused is worse.
    (void)writeOut((m_answer.isEmpty() ? m_lastIn : m_answer) + '\n');
    fail(told);
}

void Send::slowDown(const Error &error)
{
    ++m_slowed;
    const std::chrono::milliseconds usual =
        std::min(longestPause, std::chrono::milliseconds(firstPause) * (1 << std::min(m_slowed - 1, 5)));
    const auto pause = error.retryAfter.value_or(usual);
    const LiveSession::Config &config = m_connection.session().config();
    const bool tooLong = config.mostWait.count() > 0 && pause > config.mostWait;
    if (tooLong || (config.networkAttempts > 0 && m_slowed >= config.networkAttempts)) {
        Error last = error;
        last.words = tr("%1 Given up after %n attempt(s).", nullptr, m_slowed).arg(error.words);
        return fail(last);
    }
    m_connection.tell(tr("%1 Trying again in %2.").arg(error.words, waitWords(pause)));
    m_id.reset();
    m_ackTimer.stop();
    m_due = false; // the pause makes it due again
    m_pause.start(pause);
}

void Send::unanswered(const QString &words)
{
    if (!m_echo.isEmpty())
        return finish(m_echo);
    fail({Error::Kind::Network, u"unconfirmed"_s, words, {}, {}});
}

void Send::finish(const QByteArray &proof)
{
    m_id.reset();
    const auto written = writeOut(proof + '\n');
    if (!written && written.error().code != "reader_gone"_L1)
        printWords(tr("The message was sent, but its acknowledgement can't be printed.")); // even if quiet
    QCoreApplication::exit(written ? ExitDone : endAfterOutput(written.error()));
}

void Send::fail(const Error &error)
{
    m_id.reset();
    printError(error);
    QCoreApplication::exit(exitCodeFor(error));
}

} // namespace

int runSend(const CommandLine &line)
{
    return Send(line).run();
}

} // namespace rtmscope

#include "send.moc"
