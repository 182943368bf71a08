// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/captures/capturewish.h"
#include "app/start/connectionwish.h"
#include "app/start/serving/serveoptions.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/demo/server/chaosscript.h"
#include "core/session/rtmsession.h"

#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace rtmscope {

enum class Command : quint8 {
    Window,
    Tail,
    Send,
    Serve,
    Tap,
    Filter,
    Export,
    Merge,
    Stats,
    Record,
    Explain,
    Help,
    Version
};
enum class OutputFormat : quint8 { Json, Raw, Text, None };

//! The command line, understood. A plain value.
struct CommandLine
{
    Command command = Command::Window;
    QString helpText; //!< for Help and Version: what to print
    QString logRules; //!< for QLoggingCategory::setFilterRules(); empty: warnings only

    // Where to connect
    bool demo = false;
    ConnectionWish connection;
    int networkAttempts = 5; //!< 0: for ever

    // The demo workspace
    double rate = 0; //!< events per second; 0: the command's own default
    quint64 seed = 1;
    quint16 port = 0;
    std::optional<demo::ChaosScript> chaos; //!< of serve: what shall go wrong, and when
    bool fullStart = true;                  //!< of serve: rtm.start with users and channels
    bool retiredMethods = false;            //!< of serve: channels.list and the like work

    // tail
    QString filter;
    OutputFormat format = OutputFormat::Json;
    bool printIn = true;
    bool printOut = false;
    qint64 count = -1; //!< lines to print; -1: no limit
    std::optional<std::chrono::milliseconds> duration;
    bool stats = false;
    bool quiet = false;

    ServeWish serve; //!< of serve, with the capture that it names

    // tap; its upstream is connection.apiBase
    QString record;      //!< a capture to be written; empty: none
    QByteArray tapChaos; //!< a script as TapFaults::run() reads it; empty: none

    // send
    QString channel;
    QString text;
    MessageTs thread;
    ChannelId threadChannel; //!< where the link in --thread says that the message is; empty: it does not say
    bool broadcast = false;
    bool plain = false; //!< escape & < > as a person's typing would be

    CaptureWish captures; //!< of filter, export, merge, stats and record

    QStringList types; //!< of explain; none: all there are are listed

    // window
    QStringList files; //!< to be opened, as one record
    QString theme;     //!< "light", "dark", "contrast" or empty
};

//! The words of the command line. An Input error names the one that is not UTF-8, and its byte.
Result<QStringList> readArguments(const QList<QByteArray> &arguments);

//! Understands \a arguments (the program's name first). An Input error carries the words for stderr.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

} // namespace rtmscope
