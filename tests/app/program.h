// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTest>

namespace rtmscope::testing {

//! What a program said, and how it ended.
struct Ran
{
    int status = -1; //!< -1: it had to be killed, or did not start
    QByteArray out;
    QByteArray words; //!< of standard error
};

//! Runs \a program to its end, with \a input on its standard input.
inline Ran run(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    constexpr int patience = 60'000;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"RTMSCOPE_API_URL", "SLACK_API_TOKEN"})
        environment.remove(QString::fromLatin1(name));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForStarted())
        return {};
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const bool isOver = process.exitStatus() == QProcess::NormalExit;
    return {isOver ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace rtmscope::testing
