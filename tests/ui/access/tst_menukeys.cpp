// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/access/menukeys.h"

#include "tests/support/testmain.h"

#include <QMenu>
#include <QSet>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! Letters that lead to the entries of a menu.
class TestMenuKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachHasItsOwn();
    void whatIsMarkedStays();
    void moreThanLetters();
};

void TestMenuKeys::eachHasItsOwn()
{
    QMenu menu;
    for (const char *words : {"Copy cell", "Copy the event", "Count times", "Clear the list\tCtrl+Z", "…"})
        menu.addAction(QString::fromUtf8(words));
    menu.addSeparator();
    QMenu *inside = menu.addMenu(u"Column"_s);
    inside->addAction(u"Copy"_s);
    giveAccessKeys(menu);
    const QStringList wanted{
        u"&Copy cell"_s, u"Copy &the event"_s, u"C&ount times"_s, u"Clear the &list\tCtrl+Z"_s, u"…"_s,
        QString(),       u"Col&umn"_s};
    QStringList given;
    for (const QAction *action : menu.actions())
        given << action->text();
    QCOMPARE(given, wanted);
    QCOMPARE(inside->actions().constFirst()->text(), u"&Copy"_s);
}

void TestMenuKeys::whatIsMarkedStays()
{
    QMenu menu;
    menu.addAction(u"Save"_s);
    menu.addAction(u"Fish && chips, &s"_s);
    menu.addAction(u"Q&&A"_s);
    giveAccessKeys(menu);
    QCOMPARE(menu.actions().at(0)->text(), u"S&ave"_s);
    QCOMPARE(menu.actions().at(1)->text(), u"Fish && chips, &s"_s);
    QCOMPARE(menu.actions().at(2)->text(), u"&Q&&A"_s);
}

void TestMenuKeys::moreThanLetters()
{
    QMenu menu;
    for (int i = 0; i < 40; ++i)
        menu.addAction(u"ab"_s);
    giveAccessKeys(menu);
    QCOMPARE(menu.actions().at(0)->text(), u"&ab"_s);
    QCOMPARE(menu.actions().at(1)->text(), u"a&b"_s);
    QCOMPARE(menu.actions().at(39)->text(), u"ab"_s);
}

RTMSCOPE_GUI_TEST_MAIN(TestMenuKeys)
#include "tst_menukeys.moc"
