// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/socketmodewords.h"

#include "core/errors/apptokenerrors.h"
#include "core/errors/errorwords.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace rtmscope::socketmodewords {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SocketModeWords", text);
}

} // namespace

Error introductionError(const Error &error)
{
    if (error.kind != Error::Kind::Rejected)
        return error;
    Error out = error;
    out.words = tr("The app-level token was not asked for yet; this is about the bot's or your own token: %1")
                    .arg(error.words);
    return out;
}

Error linkDisabled()
{
    const QString code = u"link_disabled"_s;
    return appTokenError({Error::Kind::Rejected, code, apiError(code).words, {}, {}});
}

Error tooManySockets(std::chrono::milliseconds wait)
{
    return Error{
        Error::Kind::RateLimited,
        u"too_many_websockets"_s,
        tr("This app has ten connections already, the most that Slack lets an app have. Copies of its "
           "program, on whichever computer, hold them; those of programs that were killed count for a "
           "while too. End what is not needed."),
        {},
        wait};
}

Error countedLater(int connections, std::chrono::milliseconds wait)
{
    return Error{
        Error::Kind::Network,
        u"counted_later"_s,
        tr("Slack counts %1 connections of this app. One may be ours that has just ended, which is counted "
           "for a while, or another program's. They are counted again before any event is taken, so that "
           "nobody loses one.")
            .arg(connections),
        {},
        wait};
}

Error turnedAway(const QString &reason)
{
    return Error{
        Error::Kind::Network,
        u"turned_away"_s,
        reason.isEmpty()
            ? tr("The server ended the connection before it was ready, and gave no reason.")
            : tr("The server ended the connection before it was ready: “%1”.").arg(cleanName(reason)),
        {},
        {}};
}

QString moveWords(const socketframes::Disconnect &disconnect)
{
    using socketframes::Reason;
    switch (disconnect.reason) {
    case Reason::Warning:
        return tr("The server says that this connection ends in some seconds.");
    case Reason::RefreshRequested:
        return tr("The server recycles this connection.");
    default:
        break;
    }
    return disconnect.spelled.isEmpty()
               ? tr("The server wants this connection to end, and gave no reason.")
               : tr("The server wants this connection to end: “%1”.").arg(cleanName(disconnect.spelled));
}

SessionHint otherReceiver(const QString &sign)
{
    return {
        u"other_receiver"_s,
        tr("Another program seems to receive a part of this app's events. %1 Look for other programs that "
           "use its app-level token, or connect again: then Slack tells how many connections there are.")
            .arg(sign)};
}

SessionHint silent(const QStringList &scopes)
{
    const bool readsMessages =
        scopes.isEmpty() || std::any_of(scopes.cbegin(), scopes.cend(),
                                        [](const QString &scope) { return scope.endsWith(":history"_L1); });
    const QString scope = readsMessages ? tr("a scope may be missing on the app's page")
                                        : tr("the token has none of the scopes channels:history, "
                                             "groups:history, im:history and mpim:history");
    return {
        u"silent"_s,
        tr("Connected, but no event has come yet. If something should have: the app may not subscribe to it "
           "(Event Subscriptions); %1; after such a change the app was not installed again; or the bot was "
           "not invited (/invite) to the conversation.")
            .arg(scope)};
}

SessionHint foreignTeam(const QString &team, const QString &ownTeam)
{
    return {u"foreign_team"_s,
            tr("Events of another workspace (%1) come too: the app is installed there as well, and its "
               "app-level token receives for all of them. Names, history and sending work for %2 only; the "
               "others show as ids.")
                .arg(team, ownTeam)};
}

SessionHint twoApps(const QString &app, const QString &whose, const QString &otherApp)
{
    return {
        u"two_apps"_s,
        tr("The tokens belong to two different apps: one to %1, and %2 to %3. Events come from one app, "
           "while names, history and messages go by the other. Take both tokens from the page of one app.")
            .arg(app, whose, otherApp)};
}

SessionHint lateAck(std::chrono::milliseconds took)
{
    return {u"ack_late"_s,
            tr("An event was acknowledged %1 after it had come; at 3 s Slack sends it again. This program or "
               "computer was busy.")
                .arg(waitWords(took))};
}

} // namespace rtmscope::socketmodewords
