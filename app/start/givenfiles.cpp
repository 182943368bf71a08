// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/givenfiles.h"

#include "app/start/connection.h"
#include "app/start/standardstreams.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

//! Without them nobody would know why nothing happens.
void sayWaiting(const QString &file, bool isTerminal)
{
    printWords(isTerminal ? words("Type or paste the token, which is not shown, and press Enter.")
                          : words("Waiting for the token from %1, which nobody has written yet.").arg(file));
}

} // namespace

Result<Secret> readToken(const QString &file, const Secret &otherwise)
{
    if (file.isEmpty())
        return otherwise;
    constexpr qint64 longestToken = 4096;
    const auto line =
        readLineOf(file, longestToken, [&file](bool isTerminal) { sayWaiting(file, isTerminal); });
    if (!line) {
        return Error{Error::Kind::Input,
                     u"token_file"_s,
                     words("The token file %1 can't be read: %2.").arg(file, line.error().words),
                     {},
                     {}};
    }
    const QByteArray token = line->trimmed();
    if (token.isEmpty() || token.contains('\n')) {
        return Error{Error::Kind::Input,
                     u"token_file"_s,
                     words("The token file %1 must hold one token on one line.").arg(file),
                     {},
                     {}};
    }
    return Secret(token);
}

Result<QByteArray> readScript(const QString &given)
{
    constexpr qint64 farTooLong = 1 << 20;
    QFile source(given);
    const bool isFile = QFileInfo(given).isFile();
    if (isFile && !source.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Input,
                     u"unreadable_file"_s,
                     words("The script %1 can't be read: %2.").arg(given, source.errorString()),
                     {},
                     {}};
    return isFile ? source.read(farTooLong) : given.toUtf8();
}

} // namespace rtmscope
