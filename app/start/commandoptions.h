// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/commandline.h"

#include <QCommandLineOption>

namespace rtmscope {

//! A command, the word that names it, and what the help says of it.
struct CommandEntry
{
    Command command;
    QString name;
    const char *summary;
};

const QList<CommandEntry> &commands();
QString commandWord(Command command);
//! How it is called, where that is more than options: "stats FILE [OPTIONS]"; else empty.
QString commandUse(Command command);

//! Every option once, with the commands that know it. Help and parsing come from the same table.
struct OptionEntry
{
    QList<Command> commands;
    QCommandLineOption option;
};

QList<OptionEntry> optionTable();
//! Every command knows it.
QCommandLineOption logOption();
//! What --help prints.
QString commandHelp(Command command);
//! What --log takes, one category a line.
QString logHelp();

} // namespace rtmscope
