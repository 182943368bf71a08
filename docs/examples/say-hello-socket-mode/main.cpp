// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Says "Hi <@user>!" in the thread of every message that holds the word Hello, by Socket Mode.
// SLACK_APP_TOKEN holds the app-level token (xapp-), SLACK_BOT_TOKEN the bot's (xoxb-) of the same app;
// RTMSCOPE_API_URL may name another server than Slack's.
#include "core/socketmode/socketmodesession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace rtmscope;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    SocketModeSession::Config config;
    config.appToken = Secret(qgetenv("SLACK_APP_TOKEN"));
    config.token = Secret(qgetenv("SLACK_BOT_TOKEN"));
    if (const QString base = qEnvironmentVariable("RTMSCOPE_API_URL"); !base.isEmpty())
        config.apiBase = QUrl(base);
    SocketModeSession session(config);

    // Each event is acknowledged before it comes here, and comes once, however often Slack delivers it.
    QObject::connect(&session, &SocketModeSession::messagePosted, &app, [&](const MessagePosted &posted) {
        const MessageFields &message = posted.message; // text is empty where the message has none
        if (!message.text.contains("Hello"_L1) || !message.user || message.user == session.identity().self)
            return;
        (void)session.sendMessage(message.channel, u"Hi <@%1>!"_s.arg(message.user.text()), message.ts);
    });
    // Other programs on the same app, tokens that do not belong together, and the like: in words.
    QObject::connect(&session, &SocketModeSession::hinted, &app,
                     [](const SessionHint &hint) { qWarning() << hint.words; });
    QObject::connect(&session, &SocketModeSession::failed, &app,
                     [](const Error &error) { qWarning() << error.words; });

    session.open();
    return app.exec();
}
