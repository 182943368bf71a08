// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/filewatch.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <functional>

using namespace rtmscope;
using namespace Qt::StringLiterals;

using Deed = std::function<void(const QString &path)>;
Q_DECLARE_METATYPE(Deed)

namespace {

void append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(bytes);
}

//! As editors and downloads do it.
void replace(const QString &path, const QByteArray &bytes)
{
    append(path + u".new"_s, bytes);
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(path + u".new"_s, path));
}

} // namespace

//! What happens to files that are shown is told.
class TestFileWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tells_data();
    void tells();
    void ownNotesAreNoNews();
    void eachIsToldOnce();
    void whatIsNoFileIsNotWatched();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestFileWatch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"day.rtmcap"_s);
    append(m_path, "0123456789");
}

void TestFileWatch::tells_data()
{
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("grown") << Deed([](const QString &path) { append(path, "more"); })
                           << u"“day.rtmcap” has grown"_s;
    QTest::newRow("cut") << Deed([](const QString &path) { QFile::resize(path, 3); })
                         << u"“day.rtmcap” was cut short"_s;
    QTest::newRow("emptied") << Deed([](const QString &path) { QFile::resize(path, 0); })
                             << u"“day.rtmcap” was cut short"_s;
    QTest::newRow("replaced") << Deed([](const QString &path) { replace(path, "0123456789"); })
                              << u"“day.rtmcap” was replaced"_s;
    QTest::newRow("gone") << Deed([](const QString &path) { QFile::remove(path); })
                          << u"“day.rtmcap” is gone"_s;
}

void TestFileWatch::tells()
{
    QFETCH(const Deed, deed);
    QFETCH(const QString, expected);
    FileWatch watch({m_path});
    QSignalSpy changed(&watch, &FileWatch::changed);
    deed(m_path);
    QTRY_COMPARE(changed.size(), 1);
    const QString words = changed.constFirst().constFirst().toString();
    QVERIFY2(words.startsWith(expected), qPrintable(words));
}

void TestFileWatch::ownNotesAreNoNews()
{
    FileWatch watch({m_path});
    qint64 ownSize = 14;
    watch.setOwnSize([&ownSize] { return ownSize; });
    QSignalSpy changed(&watch, &FileWatch::changed);
    append(m_path, "mark");
    QTest::qWait(1'500); // a look has been taken by then
    QCOMPARE(changed.size(), 0);
    append(m_path, "another's");
    QTRY_COMPARE(changed.size(), 1);
}

void TestFileWatch::eachIsToldOnce()
{
    FileWatch watch({m_path});
    QSignalSpy changed(&watch, &FileWatch::changed);
    append(m_path, "more");
    QTRY_COMPARE(changed.size(), 1);
    append(m_path, "more");
    replace(m_path, "another");
    QTRY_COMPARE(changed.size(), 2); // not once more that it has grown
    QFile::remove(m_path);           // the new one is watched as well
    QTRY_COMPARE(changed.size(), 3);
}

void TestFileWatch::whatIsNoFileIsNotWatched()
{
    FileWatch watch({m_folder->path(), u"/dev/null"_s, m_folder->filePath(u"none"_s), m_path});
    QSignalSpy changed(&watch, &FileWatch::changed);
    QVERIFY(QDir(m_folder->path()).mkdir(u"inside"_s));
    append(m_path, "more");
    QTRY_COMPARE(changed.size(), 1);
}

RTMSCOPE_TEST_MAIN(TestFileWatch)
#include "tst_filewatch.moc"
