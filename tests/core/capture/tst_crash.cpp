// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace rtmscope;

//! kill -9 at random moments of a recording at full speed: whatever was flushed is there, to the last byte.
class TestCrash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void killed_data();
    void killed();
};

void TestCrash::killed_data()
{
    QTest::addColumn<int>("run");
    for (int run = 0; run < 20; ++run)
        QTest::addRow("run %d", run) << run;
}

void TestCrash::killed()
{
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    const QString path = folder.filePath(u"killed.rtmcap"_s);
    QProcess writer;
    writer.start(QStringLiteral(RTMSCOPE_CRASH_WRITER), {path});
    QVERIFY(writer.waitForReadyRead());
    // A random number of flushes later, at a random place between two of them.
    for (int left = QRandomGenerator::global()->bounded(30); left > 0; --left)
        writer.waitForReadyRead(1'000);
    writer.kill();
    QVERIFY(writer.waitForFinished());
    QCOMPARE(writer.exitStatus(), QProcess::CrashExit);

    // The last line of its report may be torn as well.
    const QByteArray report = writer.readAllStandardOutput();
    const qsizetype reportEnd = report.lastIndexOf('\n');
    QVERIFY(reportEnd > 0);
    const quint64 safe = report.first(reportEnd).split('\n').last().toULongLong();
    QVERIFY(safe > 0);

    const auto opened = EventLog::open(path);
    QVERIFY2(opened.ok(), qPrintable(opened ? QString() : opened.error().words));
    const EventLog &log = **opened;
    QVERIFY2(quint64(log.size()) >= safe, qPrintable(u"%1 of %2"_s.arg(log.size()).arg(safe)));
    for (qsizetype row = 0; row < log.size(); ++row) {
        const auto seq = quint64(row) + 1;
        const QByteArray padding(qsizetype(seq * 37 % 900), 'x');
        const QByteArray expected = R"({"type":"message","channel":"C1","user":"U1","text":")" +
                                    QByteArray::number(seq) + ' ' + padding + "\"}";
        if (log.seqOf(row) != seq || log.frame(row) != expected)
            QFAIL(qPrintable(u"row %1 is damaged: %2"_s.arg(row).arg(QString::fromUtf8(log.line(row)))));
    }
    // Nothing but a torn tail may be missing from the rows.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const EventLog::Row &last = log.row(log.size() - 1);
    const QByteArray tail = file.readAll().mid(last.offset + last.length + 1);
    QVERIFY(!tail.contains('\n'));
    QCOMPARE(log.notice().isEmpty(), tail.isEmpty());
#else
    QSKIP("needs SIGKILL");
#endif
}

RTMSCOPE_TEST_MAIN(TestCrash)
#include "tst_crash.moc"
