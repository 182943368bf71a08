// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/recentfiles.h"

#include "tests/support/testmain.h"

#include <QAction>
#include <QDir>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestRecentFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theNewestStandsFirst();
    void severalAreOneEntry();
    void theyAreKept();
    void noMoreThanTen();
    void whatIsGoneIsForgotten();
    void namesAreShownAsTheyAre();
    void theListCanBeCleared();

private:
    QStringList words() const;

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<RecentFiles> m_files;
};

void TestRecentFiles::init()
{
    m_files.reset();
    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    m_settings->clear();
    m_menu = std::make_unique<QMenu>();
    m_files = std::make_unique<RecentFiles>(*m_menu, *m_settings);
}

QStringList TestRecentFiles::words() const
{
    QStringList words;
    for (const QAction *action : m_menu->actions()) {
        if (!action->isSeparator())
            words << action->text();
    }
    return words;
}

void TestRecentFiles::theNewestStandsFirst()
{
    QVERIFY(!m_menu->menuAction()->isEnabled());
    m_files->remember({u"/data/a.rtmcap"_s});
    m_files->remember({QDir::homePath() + u"/captures/b.rtmcap"_s});
    QVERIFY(m_menu->menuAction()->isEnabled());
    QCOMPARE(words().value(0), u"&1  b.rtmcap in ~/captures"_s);
    QCOMPARE(words().value(1), u"&2  a.rtmcap in /data"_s);
    m_files->remember({u"/data/a.rtmcap"_s}); // again
    QCOMPARE(words().size(), 3);
    QCOMPARE(words().value(0), u"&1  a.rtmcap in /data"_s);
    QSignalSpy chosen(m_files.get(), &RecentFiles::chosen);
    m_menu->actions().at(1)->trigger();
    QCOMPARE(chosen.first().first().toStringList(), QStringList{QDir::homePath() + u"/captures/b.rtmcap"_s});
}

void TestRecentFiles::severalAreOneEntry()
{
    const QStringList three{u"/data/a.rtmcap"_s, u"/data/b.rtmcap"_s, u"/c.har"_s};
    m_files->remember(three);
    QCOMPARE(words().value(0), u"&1  a.rtmcap and 2 more in /data"_s);
    QSignalSpy chosen(m_files.get(), &RecentFiles::chosen);
    m_menu->actions().constFirst()->trigger();
    QCOMPARE(chosen.first().first().toStringList(), three);
}

void TestRecentFiles::theyAreKept()
{
    m_files->remember({u"/data/a.rtmcap"_s});
    m_files->remember({u"/data/b.rtmcap"_s, u"/data/c, d.rtmcap"_s});
    m_settings->sync();
    QSettings again(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    QMenu menu;
    const RecentFiles files(menu, again);
    QCOMPARE(files.entries(), m_files->entries());
    QCOMPARE(files.entries().size(), 2);
}

void TestRecentFiles::noMoreThanTen()
{
    for (int i = 0; i < 15; ++i)
        m_files->remember({u"/data/%1.rtmcap"_s.arg(i)});
    QCOMPARE(m_files->entries().size(), RecentFiles::most);
    QCOMPARE(words().value(9), u"1&0  5.rtmcap in /data"_s);
}

void TestRecentFiles::whatIsGoneIsForgotten()
{
    m_files->remember({u"/data/a.rtmcap"_s});
    m_files->forget({u"/data/b.rtmcap"_s});
    QCOMPARE(m_files->entries().size(), 1);
    m_files->forget({u"/data/a.rtmcap"_s});
    QVERIFY(!m_menu->menuAction()->isEnabled());
}

void TestRecentFiles::namesAreShownAsTheyAre()
{
    m_files->remember({u"/R&D/day & night\n.rtmcap"_s});
    QCOMPARE(words().value(0), u"&1  day && night .rtmcap in /R&&D"_s);
}

void TestRecentFiles::theListCanBeCleared()
{
    m_files->remember({u"/data/a.rtmcap"_s});
    m_menu->actions().constLast()->trigger();
    QVERIFY(m_files->entries().isEmpty());
    QVERIFY(m_settings->value("files/recent"_L1).toList().isEmpty());
}

RTMSCOPE_GUI_TEST_MAIN(TestRecentFiles)
#include "tst_recentfiles.moc"
