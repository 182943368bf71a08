// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/profiledesk.h"

#include "tests/support/testmain.h"
#include "ui/connect/profilesdialog.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

template<typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

Profile profile(const QString &id, const QString &name, const QString &colour = {})
{
    Profile profile;
    profile.id = id;
    profile.name = name;
    profile.colour = colour;
    return profile;
}

} // namespace

//! Profiles in the window: the account menu, the list and the editor.
class TestProfileDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void menuListsProfilesAndMarksTheOpenOne();
    void menuAsksToOpen();
    void listShowsWhatIsKept();
    void listAsksForEverything();
    void deletingSaysWhatStays_data();
    void deletingSaysWhatStays();
    void editorBeginsWithTheCurrentOne();
    void editorAsksForTheTokenOfAProfile();
    void keychainIsAskedAboutWhenItMatters();
    void resultsCloseTheDialogs();
    void problemsAreShownWhereTheyBelong();

private:
    template<typename Dialog>
    Dialog *shown() const
    {
        return m_window->findChild<Dialog *>();
    }

    std::unique_ptr<QWidget> m_window;
    ProfileDesk *m_desk = nullptr;
};

void TestProfileDesk::init()
{
    m_window = std::make_unique<QWidget>();
    m_desk = new ProfileDesk(m_window.get());
    m_desk->setProfiles({profile(u"play"_s, u"Play & more"_s, u"red"_s), profile(u"work"_s, u"Work"_s)},
                        {u"work"_s});
}

void TestProfileDesk::cleanup()
{
    m_window.reset();
}

void TestProfileDesk::menuListsProfilesAndMarksTheOpenOne()
{
    QMenu menu;
    QAction *first = menu.addAction(u"Open the demo"_s);
    m_desk->listIn(&menu, first);
    const auto texts = [&menu] {
        QStringList out;
        for (const QAction *action : menu.actions())
            out << (action->isSeparator() ? u"-"_s
                                          : (action->isChecked() ? u"*"_s : QString()) + action->text());
        return out;
    };
    QCOMPARE(texts(), (QStringList{u"Play && more"_s, u"Work"_s, u"-"_s, u"Open the demo"_s}));
    ConnectRequest current;
    current.profile = profile(u"work"_s, u"Work"_s);
    m_desk->setCurrent(current);
    QCOMPARE(texts(), (QStringList{u"Play && more"_s, u"*Work"_s, u"-"_s, u"Open the demo"_s}));
    m_desk->clearCurrent();
    QCOMPARE(texts().at(1), u"Work"_s);
    m_desk->setProfiles({}, {});
    QCOMPARE(texts(), QStringList{u"Open the demo"_s});
}

void TestProfileDesk::menuAsksToOpen()
{
    QMenu menu;
    m_desk->listIn(&menu, nullptr);
    QSignalSpy opens(m_desk, &ProfileDesk::openRequested);
    menu.actions().at(1)->trigger();
    QCOMPARE(opens.size(), 1);
    QCOMPARE(opens.constFirst().constFirst().toString(), u"work"_s);
    QVERIFY(!menu.actions().at(1)->isChecked()); // it is not open yet
}

void TestProfileDesk::listShowsWhatIsKept()
{
    Profile kept = profile(u"k"_s, u"Kept"_s);
    kept.tokenKept = true;
    kept.apiBase = govSlackApiBase();
    m_desk->setProfiles({kept, profile(u"m"_s, u"Memory"_s), profile(u"n"_s, u"Nothing"_s)},
                        {u"k"_s, u"m"_s});
    m_desk->openProfiles();
    const auto *list = named<QListWidget>(*shown<ProfilesDialog>(), u"Profiles"_s);
    QCOMPARE(list->item(0)->text(), u"Kept\nRTM, slack-gov.com, token in the keychain"_s);
    QCOMPARE(list->item(1)->text(), u"Memory\nRTM, slack.com, token until Rtmscope quits"_s);
    QCOMPARE(list->item(2)->text(), u"Nothing\nRTM, slack.com, no token kept"_s);
    m_desk->setProfiles({}, {});
    QVERIFY(!list->isVisible());
    QVERIFY(!named<QPushButton>(*shown<ProfilesDialog>(), u"Connect"_s)->isEnabled());
}

void TestProfileDesk::listAsksForEverything()
{
    m_desk->openProfiles();
    ProfilesDialog &dialog = *shown<ProfilesDialog>();
    QSignalSpy opens(m_desk, &ProfileDesk::openRequested);
    QSignalSpy copies(m_desk, &ProfileDesk::duplicateRequested);
    dialog.select(u"work"_s);
    named<QPushButton>(dialog, u"Connect"_s)->click();
    QCOMPARE(opens.value(0).value(0).toString(), u"work"_s);
    named<QPushButton>(dialog, u"Duplicate"_s)->click();
    QCOMPARE(copies.value(0).value(0).toString(), u"work"_s);
    named<QPushButton>(dialog, u"Edit"_s)->click();
    auto *editor = dialog.findChild<ConnectDialog *>();
    QVERIFY(editor);
    QCOMPARE(named<QLineEdit>(*editor, u"Profile name"_s)->text(), u"Work"_s);
    QVERIFY(named<QLabel>(*editor, u"About this token"_s)->text().contains(u"kept token"_s)); // it is at hand
    named<QPushButton>(dialog, u"New"_s)->click();
    QTRY_COMPARE(dialog.findChildren<ConnectDialog *>().size(), 1);
    QVERIFY(named<QLineEdit>(*dialog.findChild<ConnectDialog *>(), u"Profile name"_s)->text().isEmpty());
    m_desk->setProfiles({profile(u"a"_s, u"A"_s), profile(u"work"_s, u"Work"_s)}, {});
    named<QPushButton>(dialog, u"Duplicate"_s)->click();
    QCOMPARE(copies.value(1).value(0).toString(), u"work"_s); // still the chosen one
}

void TestProfileDesk::deletingSaysWhatStays_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("deletes");
    QTest::newRow("confirmed") << u"Delete"_s << 1;
    QTest::newRow("cancelled") << QString() << 0;
}

void TestProfileDesk::deletingSaysWhatStays()
{
    QFETCH(QString, answer);
    m_desk->openProfiles();
    ProfilesDialog &dialog = *shown<ProfilesDialog>();
    dialog.select(u"play"_s);
    QSignalSpy deletes(m_desk, &ProfileDesk::deleteRequested);
    QString words;
    QTimer::singleShot(0, this, [&] {
        auto *box = dialog.findChild<QMessageBox *>();
        words = box->text() + box->informativeText();
        for (QAbstractButton *button : box->buttons()) {
            if (button->text() == answer)
                return button->click();
        }
        box->reject();
    });
    named<QPushButton>(dialog, u"Delete"_s)->click();
    QTEST(int(deletes.size()), "deletes");
    for (const QString &said : {u"Play & more"_s, u"removed from the keychain"_s, u"captures"_s, u"drafts"_s,
                                u"stay on this computer"_s, u"play"_s})
        QVERIFY2(words.contains(said), qPrintable(words));
}

void TestProfileDesk::editorBeginsWithTheCurrentOne()
{
    ConnectRequest current;
    current.profile.apiBase = QUrl(u"https://mock.example/api/"_s);
    current.tokenAtHand = true;
    m_desk->setCurrent(current);
    m_desk->editCurrent(ConnectDialog::Field::Proxy);
    auto *editor = shown<ConnectDialog>();
    QCOMPARE(named<QLineEdit>(*editor, u"Base URL"_s)->text(), u"https://mock.example/api/"_s);
    QVERIFY(named<QPushButton>(*editor, u"Connect"_s)->isEnabled()); // the token need not be pasted again
}

void TestProfileDesk::editorAsksForTheTokenOfAProfile()
{
    m_desk->askForTokenOf(u"play"_s);
    auto *editor = shown<ConnectDialog>();
    QCOMPARE(named<QLineEdit>(*editor, u"Profile name"_s)->text(), u"Play & more"_s);
    QVERIFY(!named<QPushButton>(*editor, u"Connect"_s)->isEnabled());
}

void TestProfileDesk::keychainIsAskedAboutWhenItMatters()
{
    QSignalSpy wanted(m_desk, &ProfileDesk::keychainWanted);
    m_desk->openProfiles();
    QVERIFY(wanted.isEmpty());
    m_desk->askForToken();
    QCOMPARE(wanted.size(), 1);
    m_desk->setKeychainProblem(u"No keychain runs."_s);
    auto *editor = shown<ProfilesDialog>()->findChild<ConnectDialog *>();
    named<QLineEdit>(*editor, u"Profile name"_s)->setText(u"New"_s);
    QVERIFY(named<QLabel>(*editor, u"Where the token goes"_s)->text().contains(u"No keychain runs."_s));
}

void TestProfileDesk::resultsCloseTheDialogs()
{
    m_desk->openProfiles();
    m_desk->askForTokenOf(u"play"_s);
    m_desk->saved(u"play"_s);
    QTRY_VERIFY(!shown<ProfilesDialog>()->findChild<ConnectDialog *>());
    QVERIFY(shown<ProfilesDialog>());
    m_desk->askForTokenOf(u"play"_s);
    m_desk->connecting();
    QTRY_VERIFY(!shown<ProfilesDialog>());
}

void TestProfileDesk::problemsAreShownWhereTheyBelong()
{
    m_desk->openProfiles();
    m_desk->showProblem(u"The disk is full."_s);
    const ProfilesDialog &list = *shown<ProfilesDialog>();
    QCOMPARE(named<QLabel>(list, u"Problem"_s)->text(), u"The disk is full."_s);
    m_desk->askForToken();
    m_desk->showProblem(u"The name is taken."_s);
    QCOMPARE(named<QLabel>(*list.findChild<ConnectDialog *>(), u"Problem"_s)->text(),
             u"The name is taken."_s);
}

RTMSCOPE_GUI_TEST_MAIN(TestProfileDesk)
#include "tst_profiledesk.moc"
