// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/exitcode.h"
#include "app/headless/commands.h"
#include "app/headless/connection.h"
#include "app/headless/stopsignals.h"
#include "core/text/richtext.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! Sends one message and waits for its acknowledgement, which goes to stdout as the server wrote it.
class Send : public QObject
{
    Q_OBJECT
public:
    explicit Send(const CommandLine &line);
    int run();

private:
    void write();
    void takeFrame(const Ack &ack, const Event &event);
    void fail(const Error &error);

    const CommandLine &m_line;
    Connection m_connection;
    std::optional<quint64> m_id;
    bool m_asked = false;
};

// The demo stays quiet behind a send: only the acknowledgement matters.
constexpr double demoRate = 1;
constexpr auto ackTimeout = 10s;

Send::Send(const CommandLine &line)
    : m_line(line)
    , m_connection(line, demoRate)
{
    RtmSession &session = m_connection.session();
    connect(&m_connection, &Connection::gaveUp, this, [](int exitCode) { QCoreApplication::exit(exitCode); });
    connect(&session, &RtmSession::stateChanged, this, [this](RtmSession::State state) {
        if (state == RtmSession::State::Ready && !m_asked)
            write();
    });
    connect(&session, &RtmSession::ackReceived, this, &Send::takeFrame);
    connect(&session, &RtmSession::refused, this, [this](quint64 id, const Error &error) {
        if (m_id == id)
            fail(error);
    });
    connect(&session, &RtmSession::unanswered, this, [this](const QList<quint64> &ids) {
        if (m_id && ids.contains(*m_id)) {
            fail({Error::Kind::Network,
                  u"unconfirmed"_s,
                  tr("The connection was lost before the server answered. The message may have arrived: "
                     "look before you send it again."),
                  {},
                  {}});
        }
    });
}

int Send::run()
{
    StopSignals signals_;
    connect(&signals_, &StopSignals::stopRequested, this, [] { QCoreApplication::exit(ExitNetwork); });
    QMetaObject::invokeMethod(
        this, [this] { m_connection.open(); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

void Send::write()
{
    m_asked = true;
    const QString text = m_line.plain ? escapeEntities(m_line.text) : m_line.text;
    m_connection.session().sendMessageTo(m_line.channel, text, MessageTs(m_line.thread), m_line.broadcast,
                                         this, [this](const Result<quint64> &id) {
                                             if (!id) {
                                                 fail(id.error());
                                                 return;
                                             }
                                             m_id = *id;
                                             QTimer::singleShot(ackTimeout, this, [this] {
                                                 fail({Error::Kind::Network,
                                                       u"unconfirmed"_s,
                                                       tr("The server did not acknowledge the message within "
                                                          "10 s. It may have arrived: look before "
                                                          "you send it again."),
                                                       {},
                                                       {}});
                                             });
                                         });
}

void Send::takeFrame(const Ack &ack, const Event &event)
{
    if (!m_id || ack.replyTo != static_cast<qint64>(*m_id))
        return;
    const QByteArray line = event.raw + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
    if (ack.ok)
        QCoreApplication::exit(ExitDone);
}

void Send::fail(const Error &error)
{
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
