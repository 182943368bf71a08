// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/commands.h"
#include "app/headless/serveconsole.h"
#include "app/headless/stopsignals.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/demo/server/demoserver.h"

#include <QCoreApplication>
#include <QTime>
#include <QTimer>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Serve", text);
}

//! What a person has to set in a program so that it comes here.
void printHowToCome(const QString &base)
{
    const QString token = QString::fromUtf8(demo::DemoServer::token());
    printWords(
        words("The demo workspace is served at the address above, to this computer only. Ctrl+C ends it."));
    printWords(words("Tokens: %1 for RTM and the Web API; for Socket Mode %2 as well.")
                   .arg(token, QString::fromUtf8(demo::DemoServer::appToken())));
    printWords(words("In a program of yours the address is:"));
    constexpr std::array<std::pair<const char *, const char *>, 5> rows{{
        {"@slack/bolt, @slack/socket-mode", "clientOptions: { slackApiUrl: '%1' }"},
        {"@slack/rtm-api, @slack/web-api", "{ slackApiUrl: '%1' }"},
        {"slack_bolt, slack_sdk (Python)", "WebClient(token=\"…\", base_url=\"%1\")"},
        {"slack-go", "slack.OptionAPIURL(\"%1\")"},
        {"Bolt for Java", "slackConfig.setMethodsEndpointUrlPrefix(\"%1\")"},
    }};
    for (const auto &[sdk, code] : rows)
        printWords(u"  %1 %2"_s.arg(QString::fromUtf8(sdk), -32).arg(QString::fromUtf8(code).arg(base)));
    printWords(words("To look on: RTMSCOPE_API_URL=%1 SLACK_API_TOKEN=%2 rtmscope tail").arg(base, token));
    printWords(words("To let something happen, type it: disconnect warning, kill, … (help lists all)."));
}

} // namespace

int runServe(const CommandLine &line)
{
    demo::DemoServer::Options options;
    options.port = line.port;
    options.seed = line.seed;
    options.fullStart = line.fullStart;
    options.retiredMethods = line.retiredMethods;
    if (line.rate > 0)
        options.eventsPerSecond = line.rate;
    demo::DemoServer server(options);
    QString problem;
    if (!server.listen(&problem)) {
        printWords(words("Port %1 can't be used: %2. Choose another, or leave --port out for a free one.")
                       .arg(QString::number(line.port), problem));
        return ExitNetwork;
    }

    StopSignals signals_;
    QObject::connect(&signals_, &StopSignals::stopRequested, &server,
                     [] { QCoreApplication::exit(ExitDone); });
    if (line.duration)
        QTimer::singleShot(*line.duration, &server, [] { QCoreApplication::exit(ExitDone); });

    if (!line.quiet) {
        QObject::connect(&server, &demo::DemoServer::faultReported, &server, [](const QString &fault) {
            printWords(words("%1 fault: %2").arg(QTime::currentTime().toString(u"HH:mm:ss"_s), fault));
        });
    }
    if (line.chaos)
        server.runChaos(*line.chaos);

    // The one line on stdout is for scripts; the words around it are for people.
    const QByteArray base = server.apiBase().toEncoded();
    if (const auto written = writeOut(base + '\n'); !written)
        return endAfterOutput(written.error());
    if (!line.quiet)
        printHowToCome(QString::fromUtf8(base));
    const ServeConsole console(server);
    return QCoreApplication::exec();
}

} // namespace rtmscope
