// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/commands.h"
#include "app/headless/stopsignals.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/standardstreams.h"
#include "core/demo/server/demoserver.h"

#include <QCoreApplication>
#include <QTime>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace rtmscope {

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
        printWords(QCoreApplication::translate("Serve",
                                               "Port %1 can't be used: %2. Choose another, or leave --port "
                                               "out for a free one.")
                       .arg(QString::number(line.port), problem));
        return ExitNetwork;
    }

    StopSignals signals_;
    QObject::connect(&signals_, &StopSignals::stopRequested, &server,
                     [] { QCoreApplication::exit(ExitDone); });
    if (line.duration)
        QTimer::singleShot(*line.duration, &server, [] { QCoreApplication::exit(ExitDone); });

    if (line.chaos) {
        if (!line.quiet) {
            QObject::connect(&server, &demo::DemoServer::faultReported, &server, [](const QString &fault) {
                printWords(QCoreApplication::translate("Serve", "%1 fault: %2")
                               .arg(QTime::currentTime().toString(u"HH:mm:ss"_s), fault));
            });
        }
        server.runChaos(*line.chaos);
    }

    // The one line on stdout is for scripts; the words around it are for people.
    const QByteArray base = server.apiBase().toEncoded() + '\n';
    if (const auto written = writeOut(base); !written)
        return endAfterOutput(written.error());
    if (!line.quiet) {
        printWords(QCoreApplication::translate("Serve",
                                               "The demo workspace is served at the address above, to this "
                                               "computer only. Ctrl+C ends it."));
        printWords(QCoreApplication::translate("Serve", "Token for clients: %1")
                       .arg(QString::fromUtf8(demo::DemoServer::token())));
        printWords(QCoreApplication::translate("Serve",
                                               "For example: RTMSCOPE_API_URL=%1 SLACK_API_TOKEN=%2 rtmscope "
                                               "tail")
                       .arg(QString::fromUtf8(base).trimmed(), QString::fromUtf8(demo::DemoServer::token())));
    }
    return QCoreApplication::exec();
}

} // namespace rtmscope
