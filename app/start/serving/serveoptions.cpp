// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/serving/serveoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Error usage(const QString &text)
{
    return {Error::Kind::Input, u"usage"_s, text, {}, {}};
}

Result<std::chrono::milliseconds> seconds(const QCommandLineParser &parser, const QString &option,
                                          double least)
{
    bool ok = false;
    const double number = parser.value(option).toDouble(&ok);
    if (!ok || !(number >= least && number <= 1e6)) // "nan" is a number, too
        return usage(words("--%1 takes a number of seconds, not “%2”.").arg(option, parser.value(option)));
    return std::chrono::milliseconds(qRound64(number * 1000));
}

std::optional<Error> takePacing(const QCommandLineParser &parser, demo::Pacing *pacing)
{
    if (parser.isSet(u"speed"_s)) {
        const std::optional<double> speed = readSpeed(parser.value(u"speed"_s));
        if (!speed)
            return usage(words("--speed takes a number above 0, such as 1 or 10, or max, not “%1”.")
                             .arg(parser.value(u"speed"_s)));
        pacing->speed = *speed;
    }
    if (parser.isSet(u"longest-gap"_s)) {
        const auto gap = seconds(parser, u"longest-gap"_s, 0);
        if (!gap)
            return gap.error();
        pacing->longestGap = *gap;
    }
    if (parser.isSet(u"wait"_s)) {
        const auto wait = seconds(parser, u"wait"_s, 0.001);
        if (!wait)
            return wait.error();
        pacing->wait = *wait;
    }
    pacing->stepping = parser.isSet(u"step"_s);
    return {};
}

std::optional<Error> takeFormat(const QCommandLineParser &parser, ServeWish *wish)
{
    const QString format = parser.value(u"format"_s);
    wish->format = ServeWish::Format::Text;
    if (format == "json"_L1)
        wish->format = ServeWish::Format::Json;
    else if (format == "none"_L1)
        wish->format = ServeWish::Format::None;
    else if (!format.isEmpty() && format != "text"_L1)
        return usage(words("--format takes text, json or none here, not “%1”.").arg(format));
    return {};
}

//! Which options make no sense with a capture, or without one.
std::optional<Error> misplaced(const QCommandLineParser &parser, bool hasFile)
{
    const QStringList withoutFile{u"rate"_s, u"seed"_s};
    const QStringList withFile{u"speed"_s, u"longest-gap"_s, u"step"_s,   u"wait"_s,          u"expect"_s,
                               u"junit"_s, u"record"_s,      u"format"_s, u"exit-when-done"_s};
    for (const QString &option : hasFile ? withoutFile : withFile) {
        if (!parser.isSet(option))
            continue;
        return usage(
            hasFile
                ? words("--%1 is about the demo workspace's own play, not about a capture.").arg(option)
                : words("--%1 is about a capture that is played: name its file behind “serve”.").arg(option));
    }
    return {};
}

std::optional<Error> takeFile(const QStringList &files, QString *file)
{
    if (files.size() > 1)
        return usage(words("One capture at a time: “%1” is too many.").arg(files.at(1)));
    *file = files.value(0);
    if (files.isEmpty() || QFileInfo::exists(*file))
        return {};
    return Error{Error::Kind::Input,
                 u"no_such_file"_s,
                 words("There is no file named “%1” to be served.").arg(*file),
                 {},
                 {}};
}

} // namespace

std::optional<double> readSpeed(const QString &text)
{
    if (text == "max"_L1)
        return 0;
    bool ok = false;
    const double speed = text.toDouble(&ok);
    return ok && speed >= 0.001 && speed <= 1e6 ? std::optional(speed) : std::nullopt;
}

std::optional<Error> takeServeOptions(const QCommandLineParser &parser, ServeWish *wish)
{
    if (auto error = takeFile(parser.positionalArguments(), &wish->file))
        return error;
    if (auto error = misplaced(parser, !wish->file.isEmpty()))
        return error;
    if (auto error = takePacing(parser, &wish->pacing))
        return error;
    wish->record = parser.value(u"record"_s);
    wish->expect = parser.value(u"expect"_s);
    wish->junit = parser.value(u"junit"_s);
    wish->exitWhenDone = parser.isSet(u"exit-when-done"_s);
    return takeFormat(parser, wish);
}

} // namespace rtmscope
