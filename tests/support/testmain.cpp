// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"

#include <QDir>
#include <QLocale>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace rtmscope::testing {

void pinEnvironment()
{
    qputenv("TZ", "UTC");
    qputenv("LC_ALL", "C.UTF-8");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QLocale::setDefault(QLocale::c());
    QStandardPaths::setTestModeEnabled(true);
}

QString corpusFolder(const QString &name)
{
    const QDir folder(QStringLiteral(RTMSCOPE_SOURCE_ROOT "/../shared/corpus/") + name);
    return folder.exists() ? folder.absolutePath() : QString();
}

QString fixture(const QString &name)
{
    return QStringLiteral(RTMSCOPE_SOURCE_ROOT "/tests/fixtures/") + name;
}

} // namespace rtmscope::testing
