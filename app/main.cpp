// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/capturecommands.h"
#include "app/headless/commands.h"
#include "app/headless/serving/servecapture.h"
#include "app/start/commandline.h"
#include "app/start/connection.h"
#include "app/start/exitcode.h"
#include "app/start/secrecy.h"
#include "app/start/standardstreams.h"
#include "app/start/userlocale.h"

#ifdef RTMSCOPE_HAS_GUI
#include "app/window/desktop.h"

#include <QApplication>
#endif

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

void nameTheProgram()
{
    QCoreApplication::setApplicationName(u"rtmscope"_s);
    QCoreApplication::setOrganizationName(u"rtmscope"_s);
    QCoreApplication::setOrganizationDomain(u"rtmscope.org"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RTMSCOPE_VERSION));
}

int printText(const QString &text)
{
    const auto written = rtmscope::writeOut(text.toUtf8() + '\n');
    return written ? rtmscope::ExitDone : rtmscope::endAfterOutput(written.error());
}

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

#ifdef RTMSCOPE_HAS_GUI
QtMessageHandler handlerBefore = nullptr;

//! While the toolkit looks for a display: where none answers it would abort, with advice about reinstalling.
void handleWhileStarting(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type != QtFatalMsg) {
        if (handlerBefore)
            handlerBefore(type, context, text);
        else
            std::fputs(qPrintable(qFormatLogMessage(type, context, text) + u'\n'), stderr);
        return;
    }
    rtmscope::printWords(QCoreApplication::translate(
        "main", "No window can be opened: the display does not answer. Check DISPLAY or WAYLAND_DISPLAY, or "
                "whether you may use it. “rtmscope tail --demo” works without one."));
    std::_Exit(rtmscope::ExitUsage);
}
#endif

int runWindow(const rtmscope::CommandLine &line, int &argc, char **argv)
{
#ifdef RTMSCOPE_HAS_GUI
    if (!hasDisplay()) {
        rtmscope::printWords(QCoreApplication::translate(
            "main", "There is no display to open a window on. “rtmscope tail --demo” works without one."));
        return rtmscope::ExitUsage;
    }
    handlerBefore = qInstallMessageHandler(handleWhileStarting);
    QApplication application(argc, argv);
    qInstallMessageHandler(handlerBefore);
    // Where Qt was told -reverse, it is the other way round.
    const bool reversed = QGuiApplication::isRightToLeft();
    const bool mirrored = rtmscope::readingDirection(QLocale::system().uiLanguages()) == Qt::RightToLeft;
    QGuiApplication::setLayoutDirection(mirrored != reversed ? Qt::RightToLeft : Qt::LeftToRight);
    rtmscope::DesktopOptions options;
    options.demo = line.demo;
    options.connection = line.connection;
    options.files = line.files;
    options.theme = line.theme;
    options.demoRate = line.rate;
    options.demoSeed = line.seed;
    return rtmscope::runDesktop(options, application);
#else
    Q_UNUSED(line)
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    rtmscope::printWords(QCoreApplication::translate(
        "main", "This build has no window. “rtmscope tail --demo” shows what it can do."));
    return rtmscope::ExitUsage;
#endif
}

int runCommand(const rtmscope::CommandLine &line)
{
    switch (line.command) {
    case rtmscope::Command::Tail:
        return rtmscope::runTail(line);
    case rtmscope::Command::Send:
        return rtmscope::runSend(line);
    case rtmscope::Command::Tap:
        return rtmscope::runTap(line);
    case rtmscope::Command::Filter:
        return rtmscope::runFilter(line);
    case rtmscope::Command::Export:
        return rtmscope::runExport(line);
    case rtmscope::Command::Merge:
        return rtmscope::runMerge(line);
    case rtmscope::Command::Stats:
        return rtmscope::runStats(line);
    case rtmscope::Command::Record:
        return rtmscope::runRecord(line);
    case rtmscope::Command::Explain:
        return rtmscope::runExplain(line);
    default:
        return line.serve.file.isEmpty() ? rtmscope::runServe(line) : rtmscope::runServeCapture(line);
    }
}

QList<QByteArray> argumentList(int argc, char **argv)
{
    QList<QByteArray> list;
    for (int i = 0; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument != "-reverse") // for the toolkit, which mirrors the window
            list << argument;
    }
    return list;
}

} // namespace

int main(int argc, char *argv[])
{
    rtmscope::reserveStandardStreams();
    const rtmscope::SecretsKept secretsKept;
    rtmscope::useWireDigits();
    nameTheProgram();
    const auto arguments = rtmscope::readArguments(argumentList(argc, argv));
    const auto line = arguments ? rtmscope::parseCommandLine(*arguments)
                                : rtmscope::Result<rtmscope::CommandLine>(arguments.error());
    if (!line) {
        rtmscope::printError(line.error());
        return rtmscope::exitCodeFor(line.error());
    }
    if (line->command == rtmscope::Command::Help || line->command == rtmscope::Command::Version)
        return printText(line->helpText);
    rtmscope::startLogging(line->logRules);
    if (line->command == rtmscope::Command::Window)
        return runWindow(*line, argc, argv);

    QCoreApplication application(argc, argv);
    return rtmscope::exitCodeWithWords(runCommand(*line));
}
