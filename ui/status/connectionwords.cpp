// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/connectionwords.h"

#include "core/text/durationwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::connectionwords {

namespace {

using Kind = Liveness::Kind;
using Look = ConnectionStatus::Look;
using Stream = ConnectionStatus::Stream;

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectionWords", text);
}

QString seconds(qint64 microseconds)
{
    constexpr qint64 second = 1'000'000;
    return QLocale().toString(std::max<qint64>(0, microseconds) / second);
}

bool isCountingDown(const ConnectionStatus &status)
{
    return status.look == Look::Waiting && !status.nextAttempt.isForever();
}

QString milliseconds(std::chrono::milliseconds duration)
{
    return tr("%1 ms").arg(QLocale().toString(duration.count()));
}

} // namespace

QString brief(const ConnectionStatus &status, qint64 nowUs)
{
    if (isCountingDown(status)) {
        // At the monitor nothing else of the window tells.
        const qint64 left = (status.nextAttempt.remainingTime() + 999) / 1000;
        return left > 0 ? tr("%1, %2 s").arg(status.words, QLocale().toString(left)) : status.words;
    }
    if (status.look != Look::Good)
        return status.words;
    if (status.liveness.kind == Kind::Unanswered)
        return tr("No answer for %1 s, will reconnect at %2 s")
            .arg(seconds(nowUs - status.liveness.pingedUs),
                 seconds(status.liveness.deadAtUs - status.liveness.pingedUs));
    if (status.liveness.networkGone)
        return tr("%1, but the system reports no network").arg(status.words);
    if (status.liveness.moving)
        return tr("%1, moving to a new connection").arg(status.words);
    if (status.liveness.kind == Kind::Quiet && status.liveness.lastPongUs != 0)
        return tr("Idle, last pong %1 s ago").arg(seconds(nowUs - status.liveness.lastPongUs));
    if (status.liveness.latency.count() >= 0)
        return tr("%1, %2").arg(status.words, milliseconds(status.liveness.latency));
    return status.words;
}

QString terse(const ConnectionStatus &status)
{
    if (status.look == Look::Good && status.liveness.kind == Kind::Unanswered)
        return tr("No answer");
    if (status.look == Look::Good && status.liveness.networkGone)
        return tr("No network");
    if (!isCountingDown(status))
        return status.words;
    const qint64 left = (status.nextAttempt.remainingTime() + 999) / 1000;
    return left > 0 ? tr("Waiting, %1 s").arg(QLocale().toString(left)) : status.words;
}

bool isCounting(const ConnectionStatus &status)
{
    if (isCountingDown(status))
        return true;
    if (status.look != Look::Good)
        return false;
    return status.liveness.kind == Kind::Unanswered ||
           (status.liveness.kind == Kind::Quiet && status.liveness.lastPongUs != 0 &&
            !status.liveness.networkGone && !status.liveness.moving);
}

std::chrono::milliseconds untilNextCount(const ConnectionStatus &status)
{
    constexpr qint64 second = 1000;
    const qint64 left = isCountingDown(status) ? status.nextAttempt.remainingTime() : 0;
    return std::chrono::milliseconds(left > 0 ? (left - 1) % second + 1 : second);
}

ConnectionStatus::Look look(const ConnectionStatus &status)
{
    const bool worry = status.liveness.kind == Kind::Unanswered || status.liveness.networkGone;
    return status.look == Look::Good && worry ? Look::Waiting : status.look;
}

QString details(const ConnectionStatus &status)
{
    QStringList lines;
    if (!status.cause.isEmpty())
        lines << status.cause;
    if (status.liveness.networkGone)
        lines << tr("The system reports that there is no network.");
    if (!status.place.isEmpty())
        lines << (status.connection == 0
                      ? status.place
                      : tr("%1, socket %2").arg(status.place, QLocale().toString(status.connection)));
    if (const QString spoken = kind(status); !spoken.isEmpty())
        lines << spoken;
    if (status.look == Look::Good && status.liveness.latency.count() >= 0)
        lines << tr("Round trip of the last ping: %1").arg(milliseconds(status.liveness.latency));
    if (const QString acknowledged = ackDetails(status.acks); !acknowledged.isEmpty())
        lines << acknowledged;
    for (int i = 0; i < Stages::count; ++i) {
        const auto stage = static_cast<Stages::Stage>(i);
        const Stages::Entry &entry = status.stages[stage];
        if (const QString took = stageTook(entry); !took.isEmpty())
            lines << tr("%1: %2").arg(stageName(stage, status.speaksSocketMode()), took);
    }
    return lines.join(u'\n');
}

QString spoken(const ConnectionStatus &status)
{
    switch (status.stream) {
    case Stream::Rtm:
        return tr("RTM");
    case Stream::SocketMode:
        return tr("Socket Mode");
    case Stream::Tap:
    case Stream::None:
        break;
    }
    return {};
}

QString kind(const ConnectionStatus &status)
{
    if (status.stream == Stream::Tap)
        return tr("Tap");
    const QString name = spoken(status);
    return status.demo && !name.isEmpty() ? tr("Demo by %1").arg(name) : name;
}

QString reason(const ConnectionStatus &status)
{
    const QString cause = status.cause.simplified();
    const qsizetype end = cause.indexOf(". "_L1);
    return end < 0 ? cause : cause.left(end + 1);
}

QString emptyStream(const ConnectionStatus &status)
{
    const auto because = [&status](const QString &what, const QString &next) {
        QStringList sentences{what};
        if (!status.cause.isEmpty())
            sentences << status.cause;
        if (!next.isEmpty())
            sentences << next;
        return sentences.join(u' ');
    };
    const bool tap = status.stream == Stream::Tap;
    switch (status.look) {
    case Look::Recording:
        return tr("There is no event in this file.");
    case Look::Failed:
        return tap ? because(tr("Not listening, so nothing can pass."), tr("Chat and Debug show what to do."))
                   : because(tr("Not connected, so nothing arrives."), tr("Chat and Debug show what to do."));
    case Look::Waiting:
        return tap ? because(tr("Listening. Nothing has passed yet."), {})
                   : because(tr("Not connected, so nothing arrives."), tr("It is tried again by itself."));
    case Look::Busy:
        return tap ? tr("Listening. Nothing has called yet: give your program the address that stands under "
                        "“Set up”.")
                   : tr("Connecting. Nothing has happened yet.");
    case Look::Off:
        return tr("Not connected, so nothing arrives. Session > Reconnect connects again.");
    case Look::Good:
        break;
    }
    return tr("Listening. Nothing has happened yet.");
}

QString acks(const AckFigures &figures)
{
    if (figures.acknowledged == 0)
        return {};
    const QString usual =
        tr("Acks %1, longest %2").arg(durationWords(figures.medianUs), durationWords(figures.maxUs));
    return figures.overdue == 0 ? usual
                                : tr("%1, %2 too late").arg(usual, QLocale().toString(figures.overdue));
}

QString ackDetails(const AckFigures &figures)
{
    const QLocale locale;
    if (figures.acknowledged == 0)
        return {};
    QStringList sentences{tr("Event to acknowledgement: median %1, longest %2; %3 of %4 acknowledged.")
                              .arg(durationWords(figures.medianUs), durationWords(figures.maxUs),
                                   locale.toString(figures.acknowledged), locale.toString(figures.received)),
                          figures.overdue == 0 ? tr("None took more than 3 s.")
                                               : tr("More than 3 s, so that they are delivered again: %1.")
                                                     .arg(locale.toString(figures.overdue))};
    if (figures.retries + figures.duplicates > 0)
        sentences << tr("Retries: %1, new here (late): %2. Events that had come before: %3.")
                         .arg(locale.toString(figures.retries), locale.toString(figures.late),
                              locale.toString(figures.duplicates));
    return sentences.join(u' ');
}

QString stageName(Stages::Stage stage, bool socketMode)
{
    switch (stage) {
    case Stages::Stage::Resolve:
        return tr("Find the server");
    case Stages::Stage::Tls:
        return tr("Connect and encrypt (TLS)");
    case Stages::Stage::Answer:
        return socketMode ? tr("Sign in, ask for a socket (apps.connections.open)")
                          : tr("Sign in (rtm.connect)");
    case Stages::Stage::Socket:
        return tr("Open the socket");
    case Stages::Stage::Hello:
        return tr("Wait for the server’s hello");
    }
    return {};
}

QString stageTook(const Stages::Entry &entry)
{
    if (entry.fate == Stages::Fate::Done)
        return milliseconds(entry.took);
    switch (entry.reason) {
    case Stages::Reason::Address:
        return tr("not needed");
    case Stages::Reason::Proxy:
        return tr("done by the proxy");
    case Stages::Reason::Plain:
        return tr("not encrypted");
    case Stages::Reason::KeptOpen:
        return tr("still open from before");
    case Stages::Reason::Offered:
        return tr("not needed, the server had offered an address");
    case Stages::Reason::None:
        break;
    }
    return {};
}

} // namespace rtmscope::connectionwords
