// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/eventinspector.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/slowdown.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/explain/explainview.h"
#include "ui/monitor/find/findbar.h"
#include "ui/monitor/inspector/jsontreemodel.h"
#include "ui/monitor/inspector/jsontreeview.h"
#include "ui/monitor/wire/hexmodel.h"
#include "ui/monitor/wire/hexview.h"
#include "ui/monitor/wire/wireview.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <ctime>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sample =
    R"({"type":"message","text":"שלום 🎉 Grüße","user":"U1","a":1,"a":2,"blocks":[{"type":"rich_text","n":7}]})";

//! Opens the view's menu and triggers an entry of the menu in it; of itself where \a menu is empty.
void chooseInMenu(QTreeView *view, const QString &menu, const QString &entry, QStringList *entries)
{
    QTimer::singleShot(0, view, [=] {
        auto *open = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!open)
            return;
        for (QAction *action : open->actions()) {
            if (menu.isEmpty() && action->text() == entry && action->isEnabled())
                action->trigger();
        }
        for (const QAction *action : open->actions()) {
            if (!action->menu() || action->text() != menu)
                continue;
            for (QAction *inner : action->menu()->actions()) {
                entries->append(inner->text());
                if (inner->text() == entry)
                    inner->trigger();
            }
        }
        open->close();
    });
    Q_EMIT view->customContextMenuRequested(view->viewport()->rect().center());
}

//! Not the clock on the wall: the machine may be busy with other things.
double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

class TestEventInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void names();
    void header();
    void tellsWhatItMeans();
    void anExampleSaysSo();
    void treeMarksText_data();
    void treeMarksText();
    void textSelectsNode_data();
    void textSelectsNode();
    void keyboardInTreeTellsPath();
    void selectPath();
    void notJson_data();
    void notJson();
    void binaryFrame();
    void anEmptyTreeSaysWhy();
    void theErrorsPlaceIsMarked();
    void lineBreaksAreNoFault();
    void opensToALevel();
    void levelsAreRemembered();
    void openingAllIsBounded();
    void findsKeysValuesAndPaths();
    void explains();
    void maskedMembersAreTold();
    void markIsPaintedWhereItShows();
    void hiddenTextLoadsWhenShown();
    void largeFrameOpensQuickly();
    void largeArrayOpensQuickly();
    void copies();
    void find();
    void panes();
    void anEditTellsWhatItChanged();
    void twoEventsAreCompared();
    void pathsForPrograms();
    void aValueBecomesAColumn();
    void tabsTellWhetherTheyHaveTheFocus();
    void escape();
    void clearing();

private:
    QString markedText() const;
    QString remark() const { return named<QLabel>(m_inspector.get(), u"Remark on the event"_s)->text(); }

    std::unique_ptr<EventInspector> m_inspector;
    QTreeView *m_tree = nullptr;
    WireView *m_text = nullptr;
};

void TestEventInspector::init()
{
    m_inspector = std::make_unique<EventInspector>();
    m_inspector->resize(420, 600);
    m_inspector->setPane(EventInspector::Pane::Both);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
    m_tree = named<QTreeView>(m_inspector.get(), u"Event JSON"_s);
    m_text = named<WireView>(m_inspector.get(), u"Event text"_s);
    QVERIFY(m_tree && m_text);
}

QString TestEventInspector::markedText() const
{
    return m_text->markedText();
}

void TestEventInspector::names()
{
    QCOMPARE(unnamedFocusable(m_inspector.get()), QStringList());
    m_inspector->showEvent(entry(1, QByteArray(1'000'000, 'x')));
    m_inspector->openFind();
    QCOMPARE(unnamedFocusable(m_inspector.get()), QStringList());
}

void TestEventInspector::header()
{
    Event event = entry(412, sample);
    event.receivedAtUs = startUs;
    m_inspector->showEvent(event);
    QStringList labels;
    for (const QLabel *label : m_inspector->findChildren<QLabel *>())
        labels << label->text();
    QVERIFY(labels.contains(u"Event 412"_s));
    QVERIFY(labels.contains(u"message · in · 14:04:11.318"_s));
    QVERIFY(m_tree->isExpanded(m_tree->model()->index(0, 0)));
    QCOMPARE(m_text->toPlainText(), QString::fromUtf8(sample));
}

void TestEventInspector::tellsWhatItMeans()
{
    const auto says = [this](const QString &part) {
        const auto labels = m_inspector->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&part](const QLabel *label) {
            return label->isVisible() && label->text().contains(part);
        });
    };
    m_inspector->showEvent(message(7, "Error rate back to normal"));
    QVERIFY(says(u"U02TOMAS in C0OPS: Error rate back to normal"_s));
    QVERIFY(says(u"Somebody wrote in a conversation."_s));
    // A name that is learned while it stands there.
    WorkspaceFeed feed;
    m_inspector->setFeed(&feed);
    feed.apply(entry(
        1, R"({"type":"user_change","user":{"id":"U02TOMAS","name":"tomas","real_name":"Tomás Rey"}})"));
    QTRY_VERIFY(says(u"Tomás Rey in C0OPS: Error rate back to normal"_s));
    m_inspector->setFeed(nullptr);
    m_inspector->showEvent(entry(8, R"({"type":"thing_of_tomorrow"})"));
    QVERIFY(says(u"A type that Rtmscope does not know."_s));
    m_inspector->showEvent(note(9, R"({"kind":"api","method":"users.info","error":"gone"})"));
    QVERIFY(says(u"users.info, gone"_s));
    // What says by itself who it was is not told twice.
    m_inspector->showEvent(entry(
        9,
        R"({"type":"slash_commands","envelope_id":"e","payload":{"command":"/roll","text":"back","user_id":"U7"}})"));
    QVERIFY(says(u"/roll back from U7"_s) && !says(u"U7: /roll"_s));
    // One long word does not widen the pane.
    m_inspector->showEvent(message(10, QByteArray(5000, 'x')));
    QVERIFY(m_inspector->minimumSizeHint().width() < 420);
    m_inspector->clear();
    QVERIFY(!says(u"Written by Rtmscope"_s));
}

void TestEventInspector::anExampleSaysSo()
{
    m_inspector->showExample(message(7, "first"));
    QVERIFY(remark().startsWith(u"An example"_s));
    QVERIFY(m_tree->model()->rowCount() > 0);
    m_inspector->showEvent(message(8, "chosen"));
    QVERIFY(!remark().contains(u"example"_s));
}

void TestEventInspector::treeMarksText_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("marked");
    QTest::newRow("ascii") << u"type"_s << u"\"type\":\"message\""_s;
    QTest::newRow("not ascii") << u"text"_s << u"\"text\":\"שלום 🎉 Grüße\""_s;
    QTest::newRow("behind it") << u"user"_s << u"\"user\":\"U1\""_s;
    QTest::newRow("last of duplicates") << u"a"_s << u"\"a\":2"_s;
    QTest::newRow("element") << u"blocks[0]"_s << u"{\"type\":\"rich_text\",\"n\":7}"_s;
    QTest::newRow("deep") << u"blocks[0].n"_s << u"\"n\":7"_s;
    QTest::newRow("all") << QString() << QString::fromUtf8(sample);
}

void TestEventInspector::treeMarksText()
{
    QFETCH(QString, path);
    QFETCH(QString, marked);
    m_inspector->showEvent(entry(1, sample));
    auto *model = static_cast<JsonTreeModel *>(m_tree->model());
    const int node = path.isEmpty() ? 0 : model->tree().find(path);
    m_tree->setCurrentIndex(model->indexOf(node));
    QCOMPARE(markedText(), marked);
}

void TestEventInspector::textSelectsNode_data()
{
    QTest::addColumn<QString>("before"); // the cursor is put at the last character of this
    QTest::addColumn<QString>("row");
    QTest::newRow("in a key") << u"{\"ty"_s << u"type \"message\""_s;
    QTest::newRow("in a value") << u"{\"type\":\"mess"_s << u"type \"message\""_s;
    QTest::newRow("within hebrew") << u"\"text\":\"של"_s << u"text \"שלום 🎉 Grüße\""_s;
    QTest::newRow("behind emoji") << u"🎉 Gr"_s << u"text \"שלום 🎉 Grüße\""_s;
    QTest::newRow("first of duplicates") << u"\"a\":1"_s << u"a 1"_s;
    QTest::newRow("second of duplicates") << u"\"a\":2"_s << u"a 2"_s;
    QTest::newRow("deep") << u"\"n\":7"_s << u"n 7"_s;
}

void TestEventInspector::textSelectsNode()
{
    QFETCH(QString, before);
    QFETCH(QString, row);
    m_inspector->showEvent(entry(1, sample));
    QSignalSpy selected(m_inspector.get(), &EventInspector::pathSelected);
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(int(QString::fromUtf8(sample).indexOf(before) + before.size() - 1));
    m_text->setTextCursor(cursor);
    QCOMPARE(m_tree->currentIndex().data().toString(), row);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(m_text->textCursor().position(), cursor.position()); // the tree does not answer back
}

void TestEventInspector::keyboardInTreeTellsPath()
{
    m_inspector->showEvent(entry(1, sample));
    QSignalSpy selected(m_inspector.get(), &EventInspector::pathSelected);
    m_tree->setFocus();
    m_tree->setCurrentIndex(m_tree->model()->index(0, 0));
    QTest::keyClick(m_tree, Qt::Key_Down);
    QTest::keyClick(m_tree, Qt::Key_Down);
    QCOMPARE(selected.back()[0].toString(), u"text"_s);
    QCOMPARE(markedText(), u"\"text\":\"שלום 🎉 Grüße\""_s);
}

void TestEventInspector::selectPath()
{
    m_inspector->showEvent(entry(1, sample));
    QVERIFY(m_inspector->selectPath(u"blocks[0].type"_s));
    QCOMPARE(m_tree->currentIndex().data().toString(), u"type \"rich_text\""_s);
    QCOMPARE(markedText(), u"\"type\":\"rich_text\""_s);
    QVERIFY(!m_inspector->selectPath(u"no.such"_s));
}

void TestEventInspector::notJson_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"type":"mess)");
    QTest::newRow("two values") << QByteArray("{} {}");
    QTest::newRow("words") << QByteArray("hello there");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
    QTest::newRow("too deep") << QByteArray(5000, '[') + QByteArray(5000, ']');
    QTest::newRow("a zero") << QByteArray("{\"a\":1}\0", 8);
}

void TestEventInspector::notJson()
{
    QFETCH(QByteArray, raw);
    m_inspector->setPane(EventInspector::Pane::Tree);
    m_inspector->showEvent(entry(1, raw));
    QVERIFY(remark().startsWith(u"Not JSON at byte"_s) || remark().startsWith(u"Not shown as a tree"_s));
    const auto *hex = named<HexView>(m_inspector.get(), u"Event bytes"_s);
    const auto *tabs = m_inspector->findChild<QTabBar *>();
    QVERIFY(m_text->isVisible() && hex->isVisible()); // there is no tree to show instead
    QVERIFY(!m_tree->isVisible());
    QCOMPARE(tabs->tabText(0), u"Hex"_s);
    QCOMPARE(m_tree->model()->rowCount(), 0);
    QCOMPARE(hex->model()->rowCount() == 0, raw.isEmpty());
    QVERIFY(!m_inspector->grab().isNull());
    m_inspector->setPane(EventInspector::Pane::Text);
    QVERIFY(m_text->isVisible() && !hex->isVisible());
    m_inspector->setPane(EventInspector::Pane::Tree);
    m_inspector->showEvent(entry(2, sample));
    QVERIFY(m_tree->isVisible() && !hex->isVisible());
    QVERIFY(!m_text->isVisible());
    QCOMPARE(tabs->tabText(0), u"Tree"_s);
}

void TestEventInspector::anEmptyTreeSaysWhy()
{
    m_inspector->showEvent(binary(1, QByteArray("\x00\x01{}", 4)));
    m_inspector->clear();
    QVERIFY(m_tree->isVisible());
    QVERIFY(m_tree->accessibleDescription().contains(u"Choose a row"_s));
    m_inspector->showEvent(entry(2, sample));
    QCOMPARE(m_tree->accessibleDescription(), QString());
}

void TestEventInspector::binaryFrame()
{
    m_inspector->showEvent(binary(1, QByteArray("\x00\x01{}", 4)));
    QVERIFY(remark().contains(u"binary"_s));
    const auto *hex = named<HexView>(m_inspector.get(), u"Event bytes"_s);
    QVERIFY(hex->isVisible());
    QCOMPARE(hex->model()->index(0, HexModel::Hex).data().toString(), u"00 01 7b 7d"_s);
    QCOMPARE(hex->model()->index(0, HexModel::Text).data().toString(), u"··{}"_s);
    m_inspector->setPane(EventInspector::Pane::Tree);
    QVERIFY(!m_text->isVisible()); // these bytes are no text
}

//! In words, in the text and among the bytes.
void TestEventInspector::theErrorsPlaceIsMarked()
{
    const QByteArray raw = R"({"type":"message","text":"hi" "ts":1})";
    m_inspector->showEvent(entry(1, raw));
    const int place = int(raw.indexOf(R"("ts")"));
    QVERIFY2(remark().contains(u"at byte %1:"_s.arg(place)), qPrintable(remark()));
    QCOMPARE(markedText(), u"\""_s);
    const auto *hex = named<HexView>(m_inspector.get(), u"Event bytes"_s);
    const QModelIndex row = hex->currentIndex();
    QCOMPARE(row.row(), place / hex->bytesPerRow());
    QCOMPARE(row.data(HexModel::MarkBeginRole).toInt(), place % hex->bytesPerRow());
    QCOMPARE(row.data(HexModel::MarkEndRole).toInt(), place % hex->bytesPerRow() + 1);
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"Not JSON"_s));
    // Where it only ends too soon, the last byte is marked.
    m_inspector->showEvent(entry(2, "{\"a\":"));
    QCOMPARE(markedText(), u":"_s);
    // What its source says of it hides nothing.
    Event line = entry(3, raw);
    line.form = FrameForm::Text;
    line.problem = u"No entry and no frame."_s;
    m_inspector->showEvent(line);
    QVERIFY2(remark().startsWith(line.problem) && remark().contains(u"at byte %1:"_s.arg(place)),
             qPrintable(remark()));
}

//! A frame with line breaks is JSON all the same.
void TestEventInspector::lineBreaksAreNoFault()
{
    Event event = entry(1, "{\n\"type\": \"message\"\n}");
    event.form = FrameForm::Text;
    event.problem = u"It holds line breaks."_s;
    m_inspector->showEvent(event);
    QVERIFY(m_tree->isVisible());
    QVERIFY(m_inspector->selectPath(u"type"_s));
    QCOMPARE(remark(), event.problem);
}

namespace {

int openRows(const QTreeView *tree)
{
    int rows = 0;
    for (QModelIndex at = tree->model()->index(0, 0); at.isValid(); at = tree->indexBelow(at))
        ++rows;
    return rows;
}

} // namespace

void TestEventInspector::opensToALevel()
{
    m_inspector->showEvent(entry(1, R"({"type":"x","a":{"b":{"c":{"d":[1,2]}}},"e":[{"f":1}]})"));
    m_tree->setFocus();
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(m_tree, key);
        return openRows(m_tree);
    };
    QCOMPARE(press(Qt::Key_1), 4);
    QCOMPARE(press(Qt::Key_2), 6);
    QCOMPARE(press(Qt::Key_3), 8);
    QCOMPARE(press(Qt::Key_4), 9);
    QCOMPARE(press(Qt::Key_5), 11);
    QCOMPARE(press(Qt::Key_1), 4);
    QCOMPARE(press(Qt::Key_0), 11);
    QVERIFY(!named(m_inspector.get(), u"Remark on the event"_s)->isVisible());
    // What is current stays in view, closed in what holds it.
    QVERIFY(m_inspector->selectPath(u"a.b.c"_s));
    QCOMPARE(press(Qt::Key_1), 4);
    QVERIFY(m_tree->currentIndex().data().toString().startsWith(u"a "_s));
    QCOMPARE(press(Qt::Key_Asterisk), 9);
}

//! The next event of the type opens as the last one was opened, and the next window does.
void TestEventInspector::levelsAreRemembered()
{
    const QByteArray raw = R"({"type":"x","a":{"b":{"c":{"d":[1,2]}}}})";
    const QByteArray other = R"({"type":"y","a":{"b":{"c":{"d":[1,2]}}}})";
    m_inspector->showEvent(entry(1, raw));
    const int usual = openRows(m_tree);
    m_tree->setFocus();
    QTest::keyClick(m_tree, Qt::Key_1);
    m_inspector->showEvent(entry(2, other));
    QCOMPARE(openRows(m_tree), usual);
    m_inspector->showEvent(entry(3, raw));
    QCOMPARE(openRows(m_tree), 3);
    EventInspector second;
    QVERIFY(second.restoreState(m_inspector->saveState()));
    second.show();
    second.showEvent(entry(4, raw));
    QCOMPARE(openRows(named<QTreeView>(&second, u"Event JSON"_s)), 3);
}

//! Opening everything stops somewhere, and says so.
void TestEventInspector::openingAllIsBounded()
{
    QByteArray raw = R"({"type":"x","list":[[1])";
    for (int i = 0; i < 100'000; ++i)
        raw += ",[1,2,3,4]";
    m_inspector->showEvent(entry(1, raw + "]}"));
    QTRY_VERIFY(!m_inspector->isReading());
    m_tree->setFocus();
    QTest::keyClick(m_tree, Qt::Key_0);
    QVERIFY2(remark().contains(u"left closed"_s), qPrintable(remark()));
    QVERIFY(openRows(m_tree) < 2 * JsonTreeView::mostOpened);
    QTest::keyClick(m_tree, Qt::Key_1);
    QVERIFY(!named(m_inspector.get(), u"Remark on the event"_s)->isVisible());
}

void TestEventInspector::findsKeysValuesAndPaths()
{
    m_inspector->showEvent(entry(1, sample));
    m_inspector->openFind();
    auto *edit = named<QLineEdit>(m_inspector.get(), u"Find in JSON"_s);
    auto *scope = named<QComboBox>(m_inspector.get(), u"Where to find it"_s);
    const auto *count = named<QLabel>(m_inspector.get(), u"Places found"_s);
    const auto *problem = named<QLabel>(m_inspector.get(), u"Why the path can’t be understood"_s);
    edit->setText(u"text"_s);
    QCOMPARE(count->text(), u"1 of 2"_s);
    scope->setCurrentText(u"Keys"_s);
    QCOMPARE(count->text(), u"1 of 1"_s);
    QVERIFY(m_tree->currentIndex().data().toString().startsWith(u"text "_s));
    scope->setCurrentText(u"Values"_s);
    QCOMPARE(count->text(), u"1 of 1"_s);
    QVERIFY(m_tree->currentIndex().data().toString().startsWith(u"type \"rich_text"_s));
    scope->setCurrentText(u"Path"_s);
    edit->setText(u"blocks[0].n"_s);
    QCOMPARE(m_tree->currentIndex().data().toString(), u"n 7"_s);
    QCOMPARE(markedText(), u"\"n\":7"_s);
    edit->setText(u"blocks["_s);
    QVERIFY(problem->isVisible() && !problem->text().isEmpty());
    QCOMPARE(count->text(), QString());
    scope->setCurrentText(u"Anywhere"_s);
    QVERIFY(!problem->isVisible());
    edit->setText(u"$..type"_s);
    QCOMPARE(count->text(), u"1 of 2 by path"_s);
    edit->setText(u"user == \"U1\""_s);
    QCOMPARE(m_tree->currentIndex().data().toString(), u"user \"U1\""_s);
    // The next event is looked through as well.
    m_inspector->showEvent(entry(2, R"({"type":"x","user":"U1"})"));
    QCOMPARE(count->text(), u"1 of 1 by path"_s);
}

void TestEventInspector::explains()
{
    m_inspector->setPane(EventInspector::Pane::Explain);
    m_inspector->showEvent(entry(1, sample));
    const auto *told = named<ExplainView>(m_inspector.get(), u"Explanation of the event"_s);
    QVERIFY(told->isVisible() && !m_tree->isVisible() && !m_text->isVisible());
    QVERIFY(told->toPlainText().contains(u"Its members"_s));
    QSignalSpy links(m_inspector.get(), &EventInspector::linkActivated);
    Q_EMIT const_cast<ExplainView *>(told)->memberChosen(u"user"_s);
    QCOMPARE(m_inspector->pane(), EventInspector::Pane::Tree);
    QCOMPARE(m_tree->currentIndex().data().toString(), u"user \"U1\""_s);
    QCOMPARE(links.count(), 0);
}

void TestEventInspector::maskedMembersAreTold()
{
    Event event = entry(1, R"({"type":"reconnect_url","url":"***"})");
    event.masked = QStringList{u"url"_s};
    m_inspector->showEvent(event);
    QVERIFY(remark().contains(u"url"_s));
    m_inspector->showEvent(entry(2, sample));
    QVERIFY(!named(m_inspector.get(), u"Remark on the event"_s)->isVisible());
}

void TestEventInspector::markIsPaintedWhereItShows()
{
    m_inspector->setPane(EventInspector::Pane::Text);
    m_inspector->showEvent(entry(1, sample));
    const auto marked = [this] {
        const QImage image = m_text->viewport()->grab().toImage();
        const QRgb ground = theme::colour(theme::Colour::Selection).rgb();
        QRect bounds;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == ground)
                    bounds |= QRect(x, y, 1, 1);
            }
        }
        return bounds;
    };
    QVERIFY(marked().isEmpty());
    QVERIFY(m_inspector->selectPath(u"type"_s));
    QCOMPARE(markedText(), u"\"type\":\"message\""_s);
    const QRect type = marked();
    const int letter = QFontMetrics(m_text->font()).horizontalAdvance(u'x');
    QVERIFY2(std::abs(type.width() - 16 * letter) <= letter, qPrintable(QString::number(type.width())));
    QVERIFY(type.height() < 2 * QFontMetrics(m_text->font()).height());
    QVERIFY(m_inspector->selectPath(u"blocks"_s)); // over two lines
    QVERIFY(marked().top() >= type.bottom());
}

//! A large frame costs nothing where only its tree is seen; what was chosen meanwhile is marked.
void TestEventInspector::hiddenTextLoadsWhenShown()
{
    m_inspector->setPane(EventInspector::Pane::Tree);
    const QByteArray raw = R"({"type":"message","text":")" + QByteArray(20'000, 'x') + R"(","last":"here"})";
    m_inspector->showEvent(entry(1, raw));
    QVERIFY(m_text->toPlainText().isEmpty());
    QVERIFY(m_inspector->selectPath(u"last"_s));
    m_inspector->setPane(EventInspector::Pane::Both);
    QCOMPARE(markedText(), u"\"last\":\"here\""_s);
    QTRY_VERIFY(m_text->viewport()->rect().contains(m_text->cursorRect().center()));
}

//! A second is the most that anyone should wait.
void TestEventInspector::largeFrameOpensQuickly()
{
    const QByteArray raw = R"({"type":"message","text":")" + QByteArray(5'000'000, 'x') + R"("})";
    const double before = cpuSeconds();
    m_inspector->showEvent(entry(1, raw));
    QTRY_VERIFY(!m_inspector->isReading());
    m_inspector->grab();
    const double taken = cpuSeconds() - before;
    QVERIFY2(taken < 1 * testing::slowdown, qPrintable(QString::number(taken)));
    auto *showAll = m_inspector->findChild<QPushButton *>();
    QVERIFY(showAll->isVisible());
    QVERIFY(m_text->toPlainText().size() < raw.size());
    showAll->click();
    QVERIFY(!showAll->isVisible());
    QVERIFY(m_text->toPlainText().endsWith(u"x\"}"_s));
}

void TestEventInspector::largeArrayOpensQuickly()
{
    QByteArray raw = "{\"type\":\"x\",\"list\":[{\"id\":\"U1\"}";
    while (raw.size() < 5'000'000)
        raw += ",{\"id\":\"U1\",\"n\":[1,2,3]}";
    raw += "]}";
    const double before = cpuSeconds();
    m_inspector->showEvent(entry(1, raw));
    // What is wanted of it waits for it.
    QVERIFY(m_inspector->selectPath(u"list[5].n[2]"_s));
    QTRY_VERIFY(!m_inspector->isReading());
    QCOMPARE(m_tree->currentIndex().data().toString(), u"[2] 3"_s);
    m_inspector->grab();
    const double taken = cpuSeconds() - before;
    QVERIFY2(taken < 1 * testing::slowdown, qPrintable(QString::number(taken)));
    auto *model = static_cast<JsonTreeModel *>(m_tree->model());
    const QModelIndex list = model->indexOf(model->tree().find(u"list"));
    m_tree->expand(list);
    QVERIFY(model->rowCount(list) > 0 && model->rowCount(list) < 50'000);
    QVERIFY(m_inspector->selectPath(u"list[123456].n[1]"_s));
    QCOMPARE(m_tree->currentIndex().data().toString(), u"[1] 2"_s);
}

void TestEventInspector::copies()
{
    m_inspector->showEvent(entry(1, sample));
    m_tree->setFocus();
    QVERIFY(m_inspector->selectPath(u"text"_s));
    QTest::keySequence(m_tree, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"שלום 🎉 Grüße"_s);
    m_text->setFocus();
    m_text->selectAll();
    m_text->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(sample));
}

void TestEventInspector::find()
{
    m_inspector->showEvent(entry(1, sample));
    QTest::keySequence(m_inspector.get(), QKeySequence::Find);
    auto *edit = named<QLineEdit>(m_inspector.get(), u"Find in JSON"_s);
    QVERIFY(edit && edit->isVisible());
    QTest::keyClicks(edit, u"TYPE"_s);
    auto *count = named<QLabel>(m_inspector.get(), u"Places found"_s);
    QCOMPARE(count->text(), u"1 of 2"_s);
    QCOMPARE(m_tree->currentIndex().data().toString(), u"type \"message\""_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(count->text(), u"2 of 2"_s);
    QCOMPARE(m_tree->currentIndex().data().toString(), u"type \"rich_text\""_s);
    QCOMPARE(markedText(), u"type"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(count->text(), u"1 of 2"_s);
    edit->setText(u"🎉"_s);
    QCOMPARE(markedText(), u"🎉"_s);
    edit->setText(u"absent"_s);
    QCOMPARE(count->text(), u"not found"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
}

void TestEventInspector::panes()
{
    m_inspector->showEvent(entry(1, sample));
    m_inspector->setPane(EventInspector::Pane::Tree);
    QVERIFY(m_tree->isVisible() && !m_text->isVisible());
    m_inspector->setPane(EventInspector::Pane::Text);
    QVERIFY(!m_tree->isVisible() && m_text->isVisible());
    const QByteArray state = m_inspector->saveState();
    EventInspector other;
    QVERIFY(other.restoreState(state));
    QCOMPARE(other.pane(), EventInspector::Pane::Text);
    QVERIFY(!other.restoreState("nonsense"));
}

void TestEventInspector::anEditTellsWhatItChanged()
{
    m_inspector->showEvent(entry(1, sample));
    m_inspector->setPane(EventInspector::Pane::Changes);
    auto *tabs = m_inspector->findChild<QTabBar *>();
    auto *list = named<QListView>(m_inspector.get(), u"Changes"_s);
    QVERIFY(list && list->isVisible() && !m_tree->isVisible() && !m_text->isVisible());
    QCOMPARE(list->model()->rowCount(), 0);
    QVERIFY(list->accessibleDescription().startsWith(u"This event does not say"_s));
    QCOMPARE(tabs->tabText(3), u"Changes"_s);

    const QByteArray edit =
        R"({"type":"message","subtype":"message_changed","message":{"text":"b","ts":"1.0","edited":{}},)"
        R"("previous_message":{"ts":"1.0","text":"a"}})";
    m_inspector->showEvent(entry(2, edit));
    QCOMPARE(tabs->tabText(3), u"Changes (2)"_s);
    QCOMPARE(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
             u"text was \"a\" and is \"b\""_s);
    QCOMPARE(list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(), u"edited was added: {}"_s);
    QSignalSpy paths(m_inspector.get(), &EventInspector::pathSelected);
    list->setCurrentIndex(list->model()->index(0, 0));
    QCOMPARE(paths.last().at(0).toString(), u"message.text"_s);

    // The same in an envelope.
    m_inspector->showEvent(
        entry(3, R"({"envelope_id":"e","type":"events_api","payload":{"event":)" + edit + "}}"));
    QCOMPARE(tabs->tabText(3), u"Changes (2)"_s);
}

void TestEventInspector::twoEventsAreCompared()
{
    m_inspector->showEvent(entry(1, R"({"type":"user_typing","user":"U1"})"));
    m_inspector->toggleComparing();
    QCOMPARE(m_inspector->pane(), EventInspector::Pane::Changes);
    auto *list = named<QListView>(m_inspector.get(), u"Changes"_s);
    QCOMPARE(list->model()->rowCount(), 0);
    m_inspector->showEvent(entry(2, R"({"type":"user_typing","user":"U2"})"));
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"user"_s);
    m_inspector->showEvent(entry(3, "no JSON"));
    QCOMPARE(list->model()->rowCount(), 0);
    QCOMPARE(list->accessibleDescription(), u"One of the two is not JSON, so there is nothing to compare."_s);
    m_inspector->showEvent(entry(4, R"({"user":"U1","type":"user_typing"})"));
    QCOMPARE(list->accessibleDescription(), u"They are the same."_s);
    m_inspector->toggleComparing();
    QVERIFY(list->accessibleDescription().startsWith(u"This event does not say"_s));
    // With nothing selected there is nothing to keep.
    m_inspector->clear();
    m_inspector->toggleComparing();
    auto *button = named<QToolButton>(m_inspector.get(), u"Compare others with this event"_s);
    QVERIFY(button && !button->isChecked() && !button->isEnabled());
}

void TestEventInspector::pathsForPrograms()
{
    m_inspector->showEvent(entry(1, sample));
    QVERIFY(m_inspector->selectPath(u"blocks[0].type"_s));
    QStringList names;
    chooseInMenu(m_tree, u"Copy path as"_s, u"Python"_s, &names);
    QCOMPARE(names,
             (QStringList{u"JSONPath"_s, u"jq"_s, u"Python"_s, u"JavaScript"_s, u"Go"_s, u"C++ (Qt)"_s}));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"event[\"blocks\"][0][\"type\"]"_s);
    names.clear();
    chooseInMenu(m_tree, u"Copy a handler for such events"_s, u"JavaScript"_s, &names);
    QCOMPARE(names.size(), 5);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"rtm.on(\"message\""_s));
}

void TestEventInspector::aValueBecomesAColumn()
{
    QSignalSpy wanted(m_inspector.get(), &EventInspector::columnRequested);
    m_inspector->showEvent(entry(1, sample));
    QVERIFY(m_inspector->selectPath(u"blocks[0].n"_s));
    QStringList names;
    chooseInMenu(m_tree, {}, u"Show as column"_s, &names);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), u"blocks.n"_s);
    m_inspector->showEvent(
        entry(3, R"({"type":"events_api","payload":{"event":{"type":"message","client_msg_id":"5f2c"}}})"));
    QVERIFY(m_inspector->selectPath(u"payload.event.client_msg_id"_s));
    chooseInMenu(m_tree, {}, u"Show as column"_s, &names);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted[1][0].toString(), u"client_msg_id"_s);
}

void TestEventInspector::tabsTellWhetherTheyHaveTheFocus()
{
    m_inspector->setPane(EventInspector::Pane::Tree);
    m_inspector->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
    auto *tabs = m_inspector->findChild<QTabBar *>();
    const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(tabs);
    QCOMPARE(told->role(), QAccessible::PageTabList);
    QCOMPARE(told->childCount(), 5);
    QAccessibleInterface *tree = told->child(0);
    QCOMPARE(tree->role(), QAccessible::PageTab);
    QCOMPARE(tree->text(QAccessible::Name), u"Tree"_s);
    QCOMPARE(told->indexOfChild(tree), 0);
    QVERIFY(tree->rect().isValid() && told->rect().contains(tree->rect()));
    m_tree->setFocus();
    QTRY_VERIFY(m_tree->hasFocus());
    QVERIFY(tree->state().selected);
    QVERIFY(!tree->state().focused);
    tabs->setFocus();
    QTRY_VERIFY(tree->state().focused);
    QVERIFY(told->focusChild() == tree && !told->child(1)->state().focused);
    told->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(m_inspector->pane(), EventInspector::Pane::Text);
    QVERIFY(!tree->state().focused && told->child(1)->state().focused);
}

void TestEventInspector::escape()
{
    m_inspector->showEvent(entry(1, sample));
    QSignalSpy escaped(m_inspector.get(), &EventInspector::escaped);
    QTest::keyClick(m_tree, Qt::Key_Escape);
    QCOMPARE(escaped.size(), 1);
}

void TestEventInspector::clearing()
{
    m_inspector->showEvent(entry(1, "nonsense"));
    m_inspector->clear();
    QCOMPARE(m_tree->model()->rowCount(), 0);
    QCOMPARE(m_text->toPlainText(), QString());
    QVERIFY(!named(m_inspector.get(), u"Remark on the event"_s)->isVisible());
    {
        WorkspaceFeed feed;
        m_inspector->setFeed(&feed);
        m_inspector->showEvent(entry(1, sample));
    }
    QVERIFY(!m_inspector->grab().isNull()); // the feed may die first
}

RTMSCOPE_GUI_TEST_MAIN(TestEventInspector)
#include "tst_eventinspector.moc"
