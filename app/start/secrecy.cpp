// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/secrecy.h"

#include "core/base/secret.h"
#include "core/text/cleantext.h"

#include <QLoggingCategory>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

void logMasked(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString words = maskSecrets(qFormatLogMessage(type, context, message));
    const QByteArray line = cleanLine(words).toLocal8Bit() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

void leaveNoCoreFile()
{
#ifdef Q_OS_UNIX
    // One byte, not none: Linux hands the core to a collecting program in spite of a limit of 0, but not
    // of 1.
    rlimit limit{};
    if (getrlimit(RLIMIT_CORE, &limit) != 0)
        return;
    limit.rlim_cur = 1;
    setrlimit(RLIMIT_CORE, &limit);
#endif
}

//! What Qt says while its statics go ("unloaded library") is of no use to anybody, and what masks may be
//! gone.
void logNothing(QtMsgType, const QMessageLogContext &, const QString &) {}

} // namespace

void startLogging(const QString &rules)
{
    if (rules.isEmpty())
        return;
    if (!qEnvironmentVariableIsSet("QT_MESSAGE_PATTERN"))
        qSetMessagePattern(u"%{time hh:mm:ss.zzz} %{category}: %{message}"_s);
    QLoggingCategory::setFilterRules(rules);
}

SecretsKept::SecretsKept()
{
    qInstallMessageHandler(logMasked);
    leaveNoCoreFile();
}

SecretsKept::~SecretsKept()
{
    qInstallMessageHandler(logNothing);
}

} // namespace rtmscope
