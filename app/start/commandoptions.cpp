// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/commandoptions.h"

#include "core/base/logcategories.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

const QList<CommandEntry> &commands()
{
    static const QList<CommandEntry> list{
        {Command::Tail, u"tail"_s,
         QT_TRANSLATE_NOOP("CommandLine", "print live events to stdout, one line each")},
        {Command::Send, u"send"_s,
         QT_TRANSLATE_NOOP("CommandLine", "send one message as yourself and print its acknowledgement")},
        {Command::Serve, u"serve"_s,
         QT_TRANSLATE_NOOP("CommandLine",
                           "serve the demo workspace, or a capture (FILE), to any client or bot")},
        {Command::Tap, u"tap"_s,
         QT_TRANSLATE_NOOP("CommandLine", "stand between a bot and Slack and print what passes")},
        {Command::Record, u"record"_s,
         QT_TRANSLATE_NOOP("CommandLine", "write live events into a capture, or one after the other")},
        {Command::Filter, u"filter"_s,
         QT_TRANSLATE_NOOP("CommandLine", "print the entries of captures that match an expression")},
        {Command::Export, u"export"_s,
         QT_TRANSLATE_NOOP("CommandLine", "turn a capture into frames, a table, an archive, a transcript")},
        {Command::Merge, u"merge"_s,
         QT_TRANSLATE_NOOP("CommandLine", "make one capture of several, in the order of time")},
        {Command::Stats, u"stats"_s,
         QT_TRANSLATE_NOOP("CommandLine", "count a capture's events by type, conversation, person, …")},
        {Command::Explain, u"explain"_s,
         QT_TRANSLATE_NOOP("CommandLine", "say what a type of event means and holds, and what to beware of")},
    };
    return list;
}

QString commandWord(Command command)
{
    for (const CommandEntry &entry : commands()) {
        if (entry.command == command)
            return entry.name;
    }
    return {};
}

QString commandUse(Command command)
{
    switch (command) {
    case Command::Filter:
        return words("filter FILE… EXPR [OPTIONS]");
    case Command::Export:
        return words("export FILE… --format FORMAT [OPTIONS]");
    case Command::Merge:
        return words("merge FILE… [-o FILE] [OPTIONS]");
    case Command::Stats:
        return words("stats FILE… [OPTIONS]");
    case Command::Record:
        return words("record FILE|FOLDER [OPTIONS]");
    case Command::Explain:
        return words("explain [TYPE…], such as message, message/bot_message or block_actions; without one, "
                     "the list");
    default:
        return {};
    }
}

namespace {

//! Of the commands about captures.
QList<OptionEntry> captureOptions()
{
    const QList<Command> writing{Command::Filter, Command::Export, Command::Merge};
    const QList<Command> reading{Command::Filter, Command::Export, Command::Merge, Command::Stats};
    return {
        {{Command::Filter},
         {u"format"_s,
          words("json: capture lines (default). raw: each frame's exact bytes. text: for people."),
          u"FORMAT"_s}},
        {{Command::Filter}, {u"count"_s, words("Print only how many entries match, for each file.")}},
        {{Command::Export},
         {u"format"_s,
          words(
              "ndjson or json: frames. csv: a table. har: an HTTP archive. markdown: a transcript. rtmcap: a "
              "capture. By the suffix of --output if not given."),
          u"FORMAT"_s}},
        {{Command::Export, Command::Stats},
         {u"filter"_s, words("Only entries that match EXPR, for example: type == \"message\""), u"EXPR"_s}},
        {{Command::Export},
         {u"direction"_s, words("Frames of ndjson and json: in (default), out or both."), u"DIRECTION"_s}},
        {{Command::Export},
         {u"redacted"_s,
          words(
              "Write a capture without names, texts, addresses and secrets, read it again, and tell what of "
              "them is left.")}},
        {{Command::Export},
         {u"keep-text"_s,
          words(
              "With --redacted: keep what was said in this conversation, a name (#general) or an id. May be "
              "repeated."),
          u"CHANNEL"_s}},
        {writing, {{u"o"_s, u"output"_s}, words("Write into FILE, not to stdout. - is stdout."), u"FILE"_s}},
        {writing, {u"force"_s, words("Replace FILE if there is one.")}},
        {reading,
         {u"unique"_s,
          words("Of several files: take events once that stand in more than one; else they are marked as "
                "repeated.")}},
        {{Command::Stats}, {u"by"_s, words("type (default), channel, user, bot or connection."), u"WHAT"_s}},
        {{Command::Stats},
         {u"latencies"_s,
          words("How long things took: pings, messages and their echoes, acknowledgements, calls.")}},
        {{Command::Stats},
         {u"threads"_s, words("Threads: their replies, the time to the first one, what is missing.")}},
        {{Command::Stats}, {u"json"_s, words("Print JSON, for programs.")}},
        {{Command::Record},
         {u"rotate-size"_s, words("Begin another file when one is this large, such as 500MB."), u"SIZE"_s}},
        {{Command::Record},
         {u"rotate-every"_s, words("Begin another file after this time, such as 1h or 7d."), u"TIME"_s}},
        {{Command::Record},
         {u"keep-files"_s, words("Keep the newest N files, and remove older ones of this folder."), u"N"_s}},
        {{Command::Record},
         {u"keep-size"_s, words("Keep the newest files up to this size together."), u"SIZE"_s}},
        {{Command::Record},
         {u"keep-days"_s, words("Keep files for N days after they were written. Marked ones stay."), u"N"_s}},
    };
}

} // namespace

QList<OptionEntry> optionTable()
{
    const QList<Command> connecting{Command::Window, Command::Tail, Command::Send, Command::Record};
    const QList<Command> demo{Command::Window, Command::Tail, Command::Send, Command::Serve, Command::Record};
    const QList<Command> looking{Command::Tail, Command::Send, Command::Record};
    const QList<Command> headless{Command::Tail,  Command::Send,   Command::Serve,
                                  Command::Tap,   Command::Filter, Command::Export,
                                  Command::Merge, Command::Stats,  Command::Record};
    const QList<Command> outgoing = connecting + QList<Command>{Command::Tap};
    const QList<Command> printing{Command::Tail, Command::Tap};
    QList<OptionEntry> table{
        {connecting, {u"demo"_s, words("Use the demo workspace on this computer; needs no token.")}},
        {connecting,
         {u"token-file"_s, words("Read the token from FILE. Otherwise it is taken from SLACK_API_TOKEN."),
          u"FILE"_s}},
        {looking,
         {u"socket-mode"_s,
          words(
              "Speak Socket Mode: the app-level token from SLACK_APP_TOKEN, the other from SLACK_BOT_TOKEN, "
              "SLACK_USER_TOKEN or SLACK_API_TOKEN.")}},
        {looking,
         {u"app-token-file"_s, words("Read the app-level token of Socket Mode from FILE."), u"FILE"_s}},
        {looking,
         {u"share-app"_s,
          words(
              "Go on when others use the app too, though this takes a part of its events away from them.")}},
        {connecting,
         {u"api-url"_s,
          words("Web API base, ending in /api/ (or set RTMSCOPE_API_URL). Plain http only to this computer."),
          u"URL"_s}},
        {connecting,
         {u"connect-method"_s, words("rtm.connect (the default) or rtm.start (legacy)."), u"METHOD"_s}},
        {outgoing,
         {u"proxy"_s,
          words("For API and stream: http://[USER@]HOST:PORT, socks5://…, none, or system (the default). The "
                "password is taken from RTMSCOPE_PROXY_PASSWORD."),
          u"URL"_s}},
        {outgoing,
         {u"ca-file"_s, words("Trust the certificate authorities in this PEM file too."), u"FILE"_s}},
        {connecting,
         {u"profile"_s,
          words("A stored profile: address, proxy, token from the keychain. Also names drafts and captures."),
          u"NAME"_s}},
        {connecting,
         {u"no-hello"_s,
          words(
              "Go on without the server's hello and answers to pings, as servers for tests may send none.")}},
        {looking,
         {u"attempts"_s,
          words("Give up after N failed attempts in a row, also when told to wait; 0 never. Default 5."),
          u"N"_s}},
        {demo, {u"rate"_s, words("Events per second of the demo workspace."), u"R"_s}},
        {demo, {u"seed"_s, words("Same seed, same demo workspace."), u"N"_s}},
        {{Command::Tap},
         {u"upstream"_s,
          words(
              "Where to pass everything on to: a Web API base, https://slack.com/api/ by default. Plain http "
              "only to this computer."),
          u"URL"_s}},
        {{Command::Tap},
         {u"record"_s, words("Write what passes into a new capture, which the window opens."), u"FILE"_s}},
        {printing,
         {u"filter"_s, words("Print only events that match EXPR, for example: type == \"message\""),
          u"EXPR"_s}},
        {printing,
         {u"format"_s,
          words("json: capture lines (default). raw: each frame's exact bytes. text: for people. none: "
                "nothing."),
          u"FORMAT"_s}},
        {{Command::Tail}, {u"direction"_s, words("in (default), out or both."), u"DIRECTION"_s}},
        {{Command::Tap},
         {u"direction"_s,
          words("Frames in (to the program), out or both (default). Calls are printed always."),
          u"DIRECTION"_s}},
        {printing, {u"count"_s, words("Stop after N printed lines."), u"N"_s}},
        {{Command::Tail, Command::Serve, Command::Tap, Command::Record},
         {u"duration"_s, words("Stop after S seconds."), u"S"_s}},
        {{Command::Tail}, {u"stats"_s, words("At the end, print counts per type to stderr.")}},
        {headless, {{u"q"_s, u"quiet"_s}, words("Print no words to stderr but errors.")}},
        {{Command::Send},
         {u"channel"_s, words("Where to: a name (#general), @person, an id (C0123), or a link."),
          u"CHANNEL"_s}},
        {{Command::Send},
         {u"text"_s, words("What to send, in Slack's mrkdwn; - reads it from stdin."), u"TEXT"_s}},
        {{Command::Send}, {u"plain"_s, words("Send the text as typed: escape & < and >.")}},
        {{Command::Send},
         {u"thread"_s, words("Reply in the thread of this message: its ts or link."), u"TS"_s}},
        {{Command::Send}, {u"broadcast"_s, words("Also show the thread reply in the channel.")}},
        {{Command::Serve, Command::Tap},
         {u"port"_s, words("Port to listen on; any free one by default."), u"P"_s}},
        {{Command::Serve},
         {u"chaos"_s,
          words(
              "Let things go wrong: a file, or faults such as 'every 20s kill; at 30s acks never for 10s'."),
          u"SCRIPT"_s}},
        {{Command::Tap},
         {u"chaos"_s,
          words("Let things go wrong on the way: a file, or faults such as 'at 30s kill; every 1m "
                "rate-limit'."),
          u"SCRIPT"_s}},
        {{Command::Serve},
         {u"speed"_s, words("With FILE: how fast its events are played: 1 (default), 2, 10 …, or max."),
          u"X"_s}},
        {{Command::Serve},
         {u"longest-gap"_s, words("With FILE: longer silences are shortened to S seconds; 5 by default."),
          u"S"_s}},
        {{Command::Serve}, {u"step"_s, words("With FILE: each event waits for Enter.")}},
        {{Command::Serve},
         {u"wait"_s,
          words("With FILE: after each event wait until it is acknowledged or answered, S seconds at most."),
          u"S"_s}},
        {{Command::Serve},
         {u"record"_s, words("With FILE: write what is played and answered into a new capture."), u"FILE"_s}},
        {{Command::Serve},
         {u"format"_s, words("With FILE: how what the program does is printed: text (default), json, none."),
          u"FORMAT"_s}},
        {{Command::Serve},
         {u"expect"_s,
          words("With FILE: what the program shall do, a line each; a failed one ends with status 1."),
          u"FILE"_s}},
        {{Command::Serve},
         {u"junit"_s, words("Write the outcome of --expect as JUnit's XML, too."), u"FILE"_s}},
        {{Command::Serve},
         {u"exit-when-done"_s, words("With FILE: end when all is played and the program says no more.")}},
        {{Command::Serve},
         {u"start-shape"_s,
          words(
              "How rtm.start answers. full: with users and channels, as until 2022 (default). connect: like "
              "rtm.connect, as Slack does today."),
          u"SHAPE"_s}},
        {{Command::Serve},
         {u"retired-methods"_s,
          words("Let methods that Slack has retired work (channels.list, im.open, files.upload …), for old "
                "clients.")}},
        {{Command::Window},
         {u"theme"_s, words("light, dark or contrast; follows the system by default."), u"NAME"_s}},
    };
    return table + captureOptions();
}

QCommandLineOption logOption()
{
    return {u"log"_s, words("Log these categories to stderr, such as session,net, or all; help lists them."),
            u"CATEGORIES"_s};
}

namespace {

//! "  --count N            Stop after N printed lines."
QString optionLine(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names << (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    QString left = u"  "_s + names.join(u", "_s);
    if (!option.valueName().isEmpty())
        left += u' ' + option.valueName();
    return left.leftJustified(27) + u' ' + option.description() + u'\n';
}

} // namespace

QString commandHelp(Command command)
{
    QString text =
        words("Rtmscope watches a Slack workspace's events live and replies in threads.") + u"\n\n"_s;
    if (command == Command::Window) {
        text +=
            words("Usage:") + u"\n  rtmscope [FILE…]     "_s +
            words("the window; FILE opens a capture, frames, a .har, or an export (folder or zip), several "
                  "as one record. First start, or --demo: the demo workspace") +
            u'\n';
        for (const CommandEntry &entry : commands())
            text += u"  rtmscope "_s + entry.name.leftJustified(12) + words(entry.summary) + u'\n';
        text += u'\n' + words("“rtmscope COMMAND --help” lists a command's options.") + u"\n\n"_s;
    }
    if (const QString use = commandUse(command); !use.isEmpty())
        text += words("Usage:") + u"\n  rtmscope "_s + use + u"\n\n"_s;
    text += words("Options:") + u'\n';
    for (const OptionEntry &entry : optionTable()) {
        if (entry.commands.contains(command))
            text += optionLine(entry.option);
    }
    text += optionLine(logOption());
    return text + u'\n' +
           words("Exit status: 0 done, 1 usage, 2 refused by the server, 3 network gave up, 4 a file or the "
                 "output failed, 5 done with a damaged file, 6 something is left in a redacted one.");
}

QString logHelp()
{
    QString text = words("Log categories, for --log:") + u'\n';
    const auto line = [](const QString &name, const QString &tells) {
        return u"  "_s + name.leftJustified(12) + tells + u'\n';
    };
    for (const LogCategory &category : logCategories())
        text += line(QString::fromLatin1(category.name),
                     QCoreApplication::translate("LogCategories", category.tells));
    text += line(u"all"_s, words("all of these"));
    return text + u'\n' +
           words("Several are joined by commas. Rules as in QT_LOGGING_RULES are taken as well, such as "
                 "“rtmscope.net=true;qt.network*=true”. Lines go to stderr; secrets are masked there.");
}

} // namespace rtmscope
