// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "ui/tap/tapguide.h"
#include "ui/tap/tappane.h"
#include "ui/tap/tapwords.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

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

const QUrl address(u"http://127.0.0.1:3030/api/"_s);

//! As "caption: value (worry)".
QStringList told(const TapFigures &figures)
{
    QStringList out;
    for (const tapwords::Line &line : tapwords::lines(figures))
        out << line.caption + u": "_s + line.value +
                   (line.worry.isEmpty() ? QString() : u" ("_s + line.worry + u')');
    return out;
}

bool tells(const QStringList &lines, const QString &words)
{
    return std::any_of(lines.begin(), lines.end(),
                       [&words](const QString &line) { return line.contains(words); });
}

TapSpread spread(qint64 count, qint64 medianUs, qint64 maxUs)
{
    return {count, medianUs, maxUs, medianUs};
}

} // namespace

//! What the window says of a tapped program.
class TestTapPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsOnlyWhatThereIs();
    void warnsOfLateAcknowledgements();
    void warnsOfWhatCameTwice();
    void warnsOfTypingTooMuch();
    void callsThatFailedSayWhy();
    void pausesSayHowLong();
    void saysThatNothingHasCalledYet();
    void everySdkHasItsLines();
    void findsRoomInANarrowPane();
    void choosesWhatThePersonChose();
    void nothingOpenSaysSo();
};

void TestTapPane::tellsOnlyWhatThereIs()
{
    TapFigures web;
    web.calls = 3;
    web.callTime = spread(3, 40'000, 90'000);
    QVERIFY2(told(web).contains(u"Calls: 3"_s), qPrintable(told(web).join(u'\n')));
    QVERIFY(told(web).contains(u"Call to answer: 40 ms, longest 90 ms"_s));
    for (const QString &absent : {u"acknowledge"_s, u"Typing"_s, u"Retries"_s, u"first call"_s})
        QVERIFY2(!tells(told(web), absent), qPrintable(absent));
    TapFigures rtm;
    rtm.sendToAck = spread(2, 5'000, 6'000);
    rtm.typing = 4;
    rtm.typingPerMinute = 2;
    QVERIFY(told(rtm).contains(u"Message to answer: 5.0 ms, longest 6.0 ms"_s));
    QVERIFY(told(rtm).contains(u"Typing: 4, 2.0 a minute"_s));
}

void TestTapPane::warnsOfLateAcknowledgements()
{
    TapFigures figures;
    figures.eventToAck = spread(10, 12'000, 200'000);
    QVERIFY(told(figures).contains(u"Event to acknowledgement: 12 ms, longest 200 ms"_s)); // no worry
    figures.eventToAck.maxUs = 4'200'000;
    figures.lateAcks = 2;
    QVERIFY(tells(told(figures), u"longest 4.2 s (2 later than 3 s"_s));
    figures.waitingForAck = 1;
    figures.longestWaitingUs = 2'000'000;
    QVERIFY(told(figures).contains(u"Not acknowledged yet: 1"_s));
    figures.longestWaitingUs = 5'000'000;
    QVERIFY(tells(told(figures), u"waits for 5.0 s"_s));
    figures.lostAcks = 1;
    QVERIFY(tells(told(figures), u"Never acknowledged: 1"_s));
}

void TestTapPane::warnsOfWhatCameTwice()
{
    TapFigures figures;
    figures.retries = 3;
    QVERIFY(told(figures).contains(u"Retries, duplicates: 3, 0"_s));
    figures.duplicates = 1;
    QVERIFY(tells(told(figures), u"3, 1 (The same event came more than once"_s));
}

void TestTapPane::warnsOfTypingTooMuch()
{
    TapFigures figures;
    figures.typing = 100;
    figures.typingPerMinute = 45;
    QVERIFY(tells(told(figures), u"45 a minute (More often"_s));
}

void TestTapPane::callsThatFailedSayWhy()
{
    TapFigures figures;
    figures.calls = 9;
    figures.callsFailed = 5;
    figures.failures = {{u"chat.postMessage"_s, u"not_in_channel"_s, u"Invite the bot."_s, 200, 3, 1},
                        {u"users.list"_s, u"missing_scope"_s, u"A scope."_s, 200, 2, 1}};
    figures.missingScopes = {{u"users.list"_s, u"users:read"_s, {}, 2}};
    const auto troubles = tapwords::troubles(figures, 0);
    QCOMPARE(troubles.size(), 2); // the scope is told once, with what is needed
    QVERIFY2(troubles.at(0).words.contains(u"Needed: users:read. Provided: nothing."_s),
             qPrintable(troubles.at(0).words));
    QCOMPARE(troubles.at(1).words, u"chat.postMessage: not_in_channel, 3 times. Invite the bot."_s);
    QVERIFY(troubles.at(0).isError && troubles.at(1).isError);
    QVERIFY(tells(told(figures), u"5 failed; below stands why."_s));
}

void TestTapPane::pausesSayHowLong()
{
    TapFigures figures;
    figures.limited = {{u"chat.postMessage"_s, 2, 30'000, 30'000, 1'012'000'000, 0}};
    const auto polite = tapwords::troubles(figures, 1'000'000'000);
    QCOMPARE(polite.size(), 1);
    QCOMPARE(polite.at(0).words,
             u"chat.postMessage was told to wait, 2 times, last for 30.0 s. That is over in 12.0 s."_s);
    QVERIFY(!polite.at(0).isError);
    figures.limited[0].early = 1;
    QVERIFY(tapwords::troubles(figures, 1'000'000'000).at(0).isError); // it did not wait
    QVERIFY(!tapwords::troubles(figures, 2'000'000'000).at(0).words.contains(u"over in"_s));
}

void TestTapPane::saysThatNothingHasCalledYet()
{
    TapPane pane;
    pane.resize(420, 600);
    pane.show();
    pane.setAddress(address);
    const auto waits = [&pane] {
        const auto labels = pane.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(u"Nothing has called yet."_s);
        });
    };
    QVERIFY(waits());
    QCOMPARE(named<QLabel>(pane, u"Address of the tap"_s)->text(), address.toString());
    TapFigures figures;
    figures.calls = 1;
    figures.callsFailed = 1;
    figures.failures = {{u"auth.test"_s, u"invalid_auth"_s, u"Paste it again."_s, 200, 1, 1}};
    pane.setFigures(figures);
    QVERIFY(!waits());
    QCOMPARE(named<QLabel>(pane, u"Calls"_s)->text(), u"1"_s);
    const auto *troubles = named<QListWidget>(pane, u"What went wrong"_s);
    QVERIFY(troubles->isVisible());
    QCOMPARE(troubles->count(), 1);
    figures.failures.clear();
    pane.setFigures(figures);
    QVERIFY(!troubles->isVisible());
}

void TestTapPane::findsRoomInANarrowPane()
{
    TapGuide guide;
    guide.setAddress(QUrl(u"http://127.0.0.1:35253/api/"_s));
    guide.resize(theme::grid(100), 600);
    guide.show();
    // What the pane's column has at 1280 pixels.
    QTRY_VERIFY2(guide.minimumSizeHint().width() <= theme::grid(85),
                 qPrintable(QString::number(guide.minimumSizeHint().width())));
    const auto *list = guide.findChild<QListWidget *>();
    const auto *code = guide.findChild<QPlainTextEdit *>();
    const auto below = [&guide](const QWidget *a, const QWidget *b) {
        return a->mapTo(&guide, QPoint()).y() >= b->mapTo(&guide, QPoint(0, b->height())).y();
    };
    QTRY_VERIFY(below(code, list));
    guide.resize(theme::grid(200), 600);
    QTRY_VERIFY(!below(code, list));
}

void TestTapPane::everySdkHasItsLines()
{
    TapGuide guide;
    guide.resize(700, 500);
    guide.show();
    guide.setAddress(address);
    auto *list = named<QListWidget>(guide, u"SDK"_s);
    const auto *lines = named<QPlainTextEdit>(guide, u"Lines for this SDK"_s);
    QCOMPARE(list->count(), int(tapRecipes(address).size()));
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QVERIFY2(lines->toPlainText().contains(u"http://127.0.0.1:3030/api"_s),
                 qPrintable(list->item(row)->text()));
        named<QPushButton>(guide, u"Copy the lines"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), lines->toPlainText());
    }
    named<QPushButton>(guide, u"Copy the address"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), address.toString());
    list->setCurrentRow(2);
    guide.setAddress(QUrl(u"http://127.0.0.1:3031/api/"_s));
    QCOMPARE(list->currentRow(), 2); // who chose an SDK finds it again
}

void TestTapPane::choosesWhatThePersonChose()
{
    TapPane pane;
    pane.resize(420, 600);
    pane.show();
    pane.setAddress(address);
    TapFigures figures;
    figures.calls = 1;
    pane.setFigures(figures);
    named<QAbstractButton>(pane, u"Set up"_s)->click();
    QVERIFY(pane.findChild<TapGuide *>()->isVisible());
    figures.calls = 2;
    pane.setFigures(figures);
    QVERIFY(pane.findChild<TapGuide *>()->isVisible());
    named<QAbstractButton>(pane, u"Figures"_s)->click();
    QVERIFY(!pane.findChild<TapGuide *>()->isVisible());
}

void TestTapPane::nothingOpenSaysSo()
{
    TapPane pane;
    pane.show();
    bool said = false;
    for (const QLabel *label : pane.findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text().contains(u"No tap is open"_s));
    QVERIFY(said);
}

RTMSCOPE_GUI_TEST_MAIN(TestTapPane)
#include "tst_tappane.moc"
