// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Says "Hi <@user>!" in the thread of every message that holds the word Hello.
// SLACK_API_TOKEN holds the token; RTMSCOPE_API_URL may name another server than Slack's.
#include "core/session/rtmsession.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace rtmscope;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    RtmSession::Config config;
    config.token = Secret(qgetenv("SLACK_API_TOKEN"));
    if (const QString base = qEnvironmentVariable("RTMSCOPE_API_URL"); !base.isEmpty())
        config.apiBase = QUrl(base);
    RtmSession session(config);

    QObject::connect(&session, &RtmSession::messagePosted, &app, [&](const MessagePosted &posted) {
        const MessageFields &message = posted.message; // text is empty where the message has none
        if (!message.text.contains("Hello"_L1) || !message.user)
            return;
        session.web().call(u"chat.postMessage"_s,
                           {{u"channel"_s, message.channel.text()},
                            {u"text"_s, u"Hi <@%1>!"_s.arg(message.user.text())},
                            {u"thread_ts"_s, message.ts.text()}},
                           &app, [](const Result<ApiAnswer> &) {});
    });
    QObject::connect(&session, &RtmSession::failed, &app,
                     [](const Error &error) { qWarning() << error.words; });

    session.open();
    return app.exec();
}
