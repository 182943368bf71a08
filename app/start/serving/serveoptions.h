// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/demo/replay/pacing.h"

#include <QString>

#include <optional>

class QCommandLineParser;

namespace rtmscope {

//! What "serve FILE" shall do. A plain value.
struct ServeWish
{
    QString file; //!< a capture, to be played; empty: the demo workspace is served
    demo::Pacing pacing = {};
    enum class Format : quint8 { Text, Json, None } format = Format::Text; //!< what the bot does, printed
    QString record;            //!< a capture to be written; empty: none
    QString expect;            //!< a file of expectations; empty: none
    QString junit;             //!< where their outcome goes as XML; empty: nowhere
    bool exitWhenDone = false; //!< end by itself, soon after the capture and the bot's last answer
};

//! "4", "0.5" times; "max" is 0. Nothing: it is none of these.
std::optional<double> readSpeed(const QString &text);

//! The options of "serve" that are about a capture, and its name, into *wish. An Input error in words.
std::optional<Error> takeServeOptions(const QCommandLineParser &parser, ServeWish *wish);

} // namespace rtmscope
