// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/composer/composer.h"
#include "ui/parts/pasteguard.h"

#include "tests/support/testmain.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>

#include <functional>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

struct Editor
{
    const char *name;
    std::function<QWidget *()> make;
};

QPlainTextEdit *lockedEdit()
{
    auto *edit = new QPlainTextEdit;
    edit->setReadOnly(true);
    return edit;
}

QComboBox *editableBox()
{
    auto *box = new QComboBox;
    box->setEditable(true);
    return box;
}

const QList<Editor> &editors()
{
    static const QList<Editor> all{
        {"plain text", [] { return new QPlainTextEdit; }},
        {"read only", [] { return lockedEdit(); }},
        {"rich text", [] { return new QTextEdit; }},
        {"composer", [] { return new Composer(Composer::Kind::Thread); }},
        {"line", [] { return new QLineEdit; }},
        {"combo box", [] { return editableBox(); }},
    };
    return all;
}

//! Where the keys of \a editor go.
QWidget *targetOf(QWidget *editor)
{
    QWidget *target = editor;
    while (target->focusProxy())
        target = target->focusProxy();
    return target;
}

QString textOf(const QWidget *target)
{
    for (const char *property : {"plainText", "text", "currentText"}) {
        if (const QVariant text = target->property(property); text.isValid())
            return text.toString();
    }
    return {};
}

} // namespace

class TestPasteGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QGuiApplication::clipboard()->clear(); }

    void nothingIsPasted_data();
    void nothingIsPasted();
    void somethingIsPasted_data();
    void somethingIsPasted();
    void menuOffersNothing();
    void anOwnerWithoutFormats();
    void middleClickWithoutSelection();

private:
    PasteGuard m_guard;
};

void TestPasteGuard::nothingIsPasted_data()
{
    QTest::addColumn<int>("editor");
    QTest::addColumn<QKeySequence>("keys");
    for (int i = 0; i < editors().size(); ++i) {
        for (const QKeySequence &keys : QKeySequence::keyBindings(QKeySequence::Paste))
            QTest::addRow("%s, %s", editors().at(i).name, qPrintable(keys.toString())) << i << keys;
    }
}

void TestPasteGuard::nothingIsPasted()
{
    QFETCH(int, editor);
    QFETCH(QKeySequence, keys);
    const std::unique_ptr<QWidget> widget(editors().at(editor).make());
    QWidget *target = targetOf(widget.get());
    QTest::keyClick(target, keys[0].key(), keys[0].keyboardModifiers());
    QCOMPARE(textOf(target), QString());
}

void TestPasteGuard::somethingIsPasted_data()
{
    QTest::addColumn<int>("editor");
    for (int i = 0; i < editors().size(); ++i) {
        if (QLatin1StringView(editors().at(i).name) != "read only"_L1)
            QTest::addRow("%s", editors().at(i).name) << i;
    }
}

void TestPasteGuard::somethingIsPasted()
{
    QFETCH(int, editor);
    const std::unique_ptr<QWidget> widget(editors().at(editor).make());
    QWidget *target = targetOf(widget.get());
    QGuiApplication::clipboard()->setText(u"from elsewhere"_s);
    QTest::keyClick(target, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(textOf(target), u"from elsewhere"_s);
}

void TestPasteGuard::menuOffersNothing()
{
    QPlainTextEdit edit;
    edit.show();
    QGuiApplication::clipboard()->setText(u"gone soon"_s);
    const std::unique_ptr<QMenu> menu(edit.createStandardContextMenu());
    menu->popup({});
    auto *paste = menu->findChild<QAction *>(u"edit-paste"_s);
    QVERIFY(paste);
    QVERIFY(paste->isEnabled());
    QGuiApplication::clipboard()->clear();
    QTRY_VERIFY(!paste->isEnabled());
    paste->trigger();
    QCOMPARE(edit.toPlainText(), QString());
}

void TestPasteGuard::anOwnerWithoutFormats()
{
    QPlainTextEdit edit;
    QGuiApplication::clipboard()->setMimeData(new QMimeData);
    QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit.toPlainText(), QString());
}

void TestPasteGuard::middleClickWithoutSelection()
{
    if (!QGuiApplication::clipboard()->supportsSelection())
        QSKIP("this platform has no selection; the test of the built program clicks in a real window");
    QGuiApplication::clipboard()->clear(QClipboard::Selection);
    QPlainTextEdit edit;
    edit.show();
    QVERIFY(QTest::qWaitForWindowExposed(&edit));
    QTest::mouseClick(edit.viewport(), Qt::MiddleButton);
    QCOMPARE(edit.toPlainText(), QString());
}

RTMSCOPE_GUI_TEST_MAIN(TestPasteGuard)

#include "tst_pasteguard.moc"
