// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// outboxchild API_BASE STATE_FILE MODE [POINT]: session, outbox and state store without a window, for
// tst_outboxcrash to kill.
//
// MODE "type" reads lines from stdin: "type TEXT" saves a draft as a composer would, "send TEXT" hands the
// text over. With POINT it kills itself there, as hard as anybody could: at the recording of a step
// ("queued", "written", "sent"), of the outgoing frame ("frame") or the answer ("ack"), or when enqueue() has
// returned
// ("returned").
// MODE "settle" waits until nothing is left in the outbox, presses Retry where the outbox offers it, and
// prints each state a message was in.
#include "core/config/statestore.h"
#include "core/demo/server/demoserver.h"
#include "core/outbox/outbox.h"
#include "core/session/rtmsession.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString profile = u"work"_s;
const ChannelId channel(u"C0GENERAL"_s);

void say(const QByteArray &line)
{
    std::puts(line.constData());
    std::fflush(stdout);
}

void die()
{
    ::kill(::getpid(), SIGKILL);
}

bool isPoint(const QString &point, const Event &event)
{
    if (point == "frame"_L1)
        return event.direction == Direction::Out && event.type == "message"_L1;
    if (point == "ack"_L1)
        return event.direction == Direction::In && event.type == "ack"_L1;
    return event.type == "send"_L1 && event.raw.contains("\"step\":\"" + point.toUtf8() + '"');
}

QByteArray stateName(OutboxItem::State state)
{
    constexpr std::array names{"queued", "written", "checking", "missing", "unknown", "failed"};
    return names.at(static_cast<std::size_t>(state));
}

//! Obeys the lines that come in.
void obey(Outbox &outbox, StateStore &store, const QString &point)
{
    std::string line;
    if (!std::getline(std::cin, line))
        return QCoreApplication::exit(0);
    const QString words = QString::fromStdString(line);
    const QString text = words.mid(5);
    if (words.startsWith("type "_L1)) {
        if (store.saveDraft(profile, channel, {}, text))
            say("typed");
    } else if (words.startsWith("send "_L1)) {
        const auto taken = outbox.enqueue({channel, text, {}, false});
        if (point == "returned"_L1)
            die();
        say(taken ? "taken" : "refused");
    }
}

//! Does what a person would do who looks at the outbox.
void settle(Outbox &outbox)
{
    const auto items = outbox.items();
    for (const OutboxItem &item : items) {
        say(stateName(item.state) + ' ' + item.message.text.toUtf8());
        if (item.state == OutboxItem::State::Missing)
            outbox.retry(item.local);
        else if (!item.isWaiting())
            return QCoreApplication::exit(3);
    }
    if (items.isEmpty())
        QCoreApplication::exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString mode = arguments.value(3);
    const QString point = arguments.value(4);

    RtmSession::Config config;
    config.token = Secret(demo::DemoServer::token());
    config.apiBase = QUrl(arguments.value(1));
    config.timings.ackDeadline = 200ms;
    config.timings.firstBackoff = 10ms;
    RtmSession session(config);
    auto opened = StateStore::open(arguments.value(2));
    if (!opened)
        return 2;
    const std::unique_ptr<StateStore> store = std::move(opened).value();
    Outbox outbox(session, store.get(), profile);
    Outbox::Timings timings;
    timings.lookAgain = 50ms;
    outbox.setTimings(timings);

    QObject::connect(&session, &EventSource::recorded, &session, [&point](const Event &event) {
        if (!point.isEmpty() && isPoint(point, event))
            die();
    });
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    input.setEnabled(false);
    QObject::connect(&input, &QSocketNotifier::activated, &session, [&] { obey(outbox, *store, point); });
    QObject::connect(&session, &RtmSession::stateChanged, &session, [&](RtmSession::State state) {
        if (state != RtmSession::State::Ready)
            return;
        if (mode == "type"_L1) {
            input.setEnabled(true);
            say("ready");
        } else {
            QObject::connect(
                &outbox, &Outbox::changed, &session, [&outbox] { settle(outbox); }, Qt::QueuedConnection);
            settle(outbox);
        }
    });
    session.open();
    return QCoreApplication::exec();
}
