// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/tap/tapwords.h"

#include "core/connection/endpoint.h"
#include "core/text/cleantext.h"
#include "core/text/durationwords.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rtmscope::tapwords {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TapWords", text);
}

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QString rate(double perTime)
{
    return QLocale().toString(perTime, 'f', perTime < 10 ? 1 : 0);
}

QString times(qint64 count)
{
    return count == 1 ? tr("once") : tr("%1 times").arg(number(count));
}

void addSocketMode(const TapFigures &figures, QList<Line> *out)
{
    const bool speaksIt = figures.eventToAck.count > 0 || figures.waitingForAck > 0 || figures.lostAcks > 0 ||
                          figures.retries > 0;
    if (!speaksIt)
        return;
    Line ack{tr("Event to acknowledgement"), spread(figures.eventToAck)};
    if (figures.lateAcks > 0)
        ack.worry = tr("%1 later than 3 s: Slack has sent these events again.").arg(number(figures.lateAcks));
    out->append(ack);
    if (figures.waitingForAck > 0) {
        Line waiting{tr("Not acknowledged yet"), number(figures.waitingForAck)};
        if (figures.longestWaitingUs > TapFigures::ackLimitUs)
            waiting.worry = tr("The oldest waits for %1; Slack sends it again after 3 s.")
                                .arg(durationWords(figures.longestWaitingUs));
        out->append(waiting);
    }
    if (figures.lostAcks > 0)
        out->append({tr("Never acknowledged"), number(figures.lostAcks),
                     tr("Their socket ended before an acknowledgement came.")});
    Line again{tr("Retries, duplicates"),
               u"%1, %2"_s.arg(number(figures.retries), number(figures.duplicates))};
    if (figures.duplicates > 0)
        again.worry = tr("The same event came more than once: tell them apart by event_id.");
    out->append(again);
}

void addRtm(const TapFigures &figures, QList<Line> *out)
{
    if (figures.sendToAck.count > 0)
        out->append({tr("Message to answer"), spread(figures.sendToAck)});
    if (figures.typing == 0)
        return;
    Line typing{tr("Typing"),
                tr("%1, %2 a minute").arg(number(figures.typing), rate(figures.typingPerMinute))};
    constexpr double mostPerMinute = 20; // one in three seconds
    if (figures.typingPerMinute > mostPerMinute)
        typing.worry = tr("More often than once in 3 s does nothing but fill the stream.");
    out->append(typing);
}

void addCalls(const TapFigures &figures, QList<Line> *out)
{
    Line calls{tr("Calls"), number(figures.calls)};
    if (figures.callsFailed > 0)
        calls.worry = tr("%1 failed; below stands why.").arg(number(figures.callsFailed));
    out->append(calls);
    if (figures.callTime.count > 0)
        out->append({tr("Call to answer"), spread(figures.callTime)});
    if (figures.eventToCall.count > 0)
        out->append({tr("Event to first call"), spread(figures.eventToCall)});
}

} // namespace

QString intro(const TapWay &way)
{
    if (!way.capture.isEmpty())
        return tr("Give your program this address in place of Slack’s, and these tokens, and start it as "
                  "usual. "
                  "“%1” is played to it as soon as it connects; here you see what it makes of that. Nothing "
                  "leaves this computer.")
            .arg(cleanLine(way.capture));
    const QString host = way.upstream.host();
    const QString place = way.upstream.isEmpty() || host == slackApiBase().host() ? tr("Slack")
                          : isLoopback(host) && way.upstream.port() > 0
                              ? tr("the server on port %1 of this computer").arg(way.upstream.port())
                          : isLoopback(host) ? tr("the server on this computer")
                                             : host;
    return tr("Give your program this address in place of Slack’s and start it as usual. Everything goes on "
              "to "
              "%1 and back, unchanged; here you see each frame and each call. Its tokens pass through and "
              "are "
              "kept nowhere.")
        .arg(place);
}

QString spread(const TapSpread &spread)
{
    if (spread.count == 0)
        return tr("none yet");
    if (spread.count == 1)
        return durationWords(spread.lastUs);
    return tr("%1, longest %2").arg(durationWords(spread.medianUs), durationWords(spread.maxUs));
}

QList<Line> lines(const TapFigures &figures)
{
    QList<Line> out;
    out.append({tr("Sockets"),
                figures.sockets == figures.socketsOpen
                    ? number(figures.socketsOpen)
                    : tr("%1 of %2 opened").arg(number(figures.socketsOpen), number(figures.sockets))});
    out.append({tr("Frames"), tr("%1 in, %2 out, %3/s")
                                  .arg(number(figures.framesIn), number(figures.framesOut),
                                       rate(figures.framesPerSecond))});
    addSocketMode(figures, &out);
    addRtm(figures, &out);
    addCalls(figures, &out);
    if (figures.faults > 0)
        out.append({tr("Faults made here"), number(figures.faults)});
    return out;
}

QList<Trouble> troubles(const TapFigures &figures, qint64 nowUs)
{
    QList<Trouble> out;
    for (const TapFigures::MissingScope &scope : figures.missingScopes)
        out.append(
            {tr("%1 lacks a scope, %2. Needed: %3. Provided: %4. Add it at the app’s page, then install "
                "the app again.")
                 .arg(scope.method, times(scope.count), scope.needed,
                      scope.provided.isEmpty() ? tr("nothing")
                                               : QString(scope.provided).replace(u',', u", "_s)),
             true});
    for (const TapFigures::Limited &limited : figures.limited) {
        QString words = tr("%1 was told to wait, %2").arg(limited.method, times(limited.count));
        if (limited.lastWaitMs >= 0)
            words += tr(", last for %1").arg(durationWords(limited.lastWaitMs * 1'000));
        words += u'.';
        if (limited.untilUs > nowUs)
            words += u' ' + tr("That is over in %1.").arg(durationWords(limited.untilUs - nowUs));
        if (limited.early > 0)
            words += u' ' + (limited.early == 1
                                 ? tr("One call came before the wait was over.")
                                 : tr("%1 calls came before the wait was over.").arg(number(limited.early)));
        out.append({words, limited.early > 0});
    }
    for (const TapFigures::Failure &failure : figures.failures) {
        if (failure.error == "missing_scope"_L1 || failure.error == "ratelimited"_L1)
            continue; // told above, with more
        out.append(
            {tr("%1: %2, %3. %4").arg(failure.method, failure.error, times(failure.count), failure.words),
             true});
    }
    return out;
}

} // namespace rtmscope::tapwords
