// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtTest>

namespace rtmscope::testing {

//! Pins what would make a test depend on the machine: locale, time zone, data folders, platform plugin.
void pinEnvironment();
//! A folder of ../shared/corpus, or empty where the corpus is absent (then a test says so and skips).
QString corpusFolder(const QString &name);
//! tests/fixtures/NAME.
QString fixture(const QString &name);

} // namespace rtmscope::testing

//! QTEST_GUILESS_MAIN / QTEST_MAIN with a pinned environment.
#define RTMSCOPE_TEST_MAIN(TestClass)                                                                        \
    int main(int argc, char *argv[])                                                                         \
    {                                                                                                        \
        rtmscope::testing::pinEnvironment();                                                                 \
        QCoreApplication app(argc, argv);                                                                    \
        TestClass test;                                                                                      \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
#define RTMSCOPE_GUI_TEST_MAIN(TestClass)                                                                    \
    int main(int argc, char *argv[])                                                                         \
    {                                                                                                        \
        rtmscope::testing::pinEnvironment();                                                                 \
        QApplication app(argc, argv);                                                                        \
        TestClass test;                                                                                      \
        QTEST_SET_MAIN_SOURCE_PATH                                                                           \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
