// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Thousands of random actions at the program's own window over the demo workspace: keys, shortcuts, clicks,
// drags, the wheel, sizes, menus, pastes of nothing. Nothing ends it, nothing stalls it, no model warns.
// RTMSCOPE_RANDOM_SEED repeats a run, RTMSCOPE_RANDOM_ACTIONS sets its length; under QT_QPA_PLATFORM=xcb it
// is a real window.
#include "app/window/desktop.h"
#include "ui/window/mainwindow.h"

#include "tests/support/slowdown.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QDialog>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPointer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr Milliseconds longestTurn = 250ms;
constexpr std::array schemes{"http", "https", "mailto", "file"};

//! Of this thread: what others make the machine do does not count.
Milliseconds cpuTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

QStringList warnings;
QtMessageHandler earlierHandler = nullptr;

//! What the platform of the tests can't do, and what a server that we cut off ourselves leads to.
bool isExpected(const QString &words)
{
    return words.startsWith("This plugin does not support"_L1) || words.contains("XDG_RUNTIME_DIR"_L1) ||
           words.endsWith("not accepted by receiving widget"_L1) || words.contains("runtime directory"_L1);
}

void noteWarning(QtMsgType type, const QMessageLogContext &context, const QString &words)
{
    if (type == QtWarningMsg || type == QtCriticalMsg) {
        if (isExpected(words))
            return;
        warnings << QString::fromLatin1(context.category) + u": "_s + words;
        if (qEnvironmentVariableIsSet("RTMSCOPE_RANDOM_FATAL"))
            std::abort();
        return;
    }
    earlierHandler(type, context, words);
}

//! QTest's clicks go on with a widget that the first half of them may have taken away.
void tap(QPointer<QWidget> target, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyPress(target, key, modifiers);
    if (target)
        QTest::keyRelease(target, key, modifiers);
}

void clickOn(QPointer<QWidget> target, Qt::MouseButton button, QPoint at)
{
    QTest::mousePress(target, button, {}, at);
    if (target)
        QTest::mouseRelease(target, button, {}, at);
}

//! Takes every address that the program would open.
class NoBrowser : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void open(const QUrl &) {}
};

//! One person at the keyboard who does not know what they do.
class Monkey : public QObject
{
    Q_OBJECT
public:
    Monkey(quint32 seed, int actions)
        : m_random(seed)
        , m_left(actions)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Monkey::step);
    }

    ~Monkey() override
    {
        for (const char *scheme : schemes)
            QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
    }
    void start() { m_timer.start(0); }
    //! Every model of the window is checked at each of its signals; far too slow to measure time by.
    void checkModels() { m_checksModels = true; }
    int done() const { return m_done; }
    bool isThrough() const { return m_left <= 0; }

    Milliseconds longest{0};
    QString longestAction;

private:
    int upTo(int bound) { return bound <= 0 ? 0 : int(m_random.bounded(bound)); }
    bool chance(int percent) { return upTo(100) < percent; }
    template<typename List>
    auto oneOf(const List &list)
    {
        return list.at(upTo(int(list.size())));
    }

    void step();
    void act();
    void lookAfterModels();
    void measure();
    bool prepare();
    void actInPopup(QWidget *popup);
    void actInDialog(QWidget *dialog);
    void pressKey(QWidget *target);
    void pressShortcut();
    void triggerFromMenu();
    void paste(QWidget *target);
    void click();
    void drag();
    void wheel();
    void resize();
    QWidget *someWidget(QPoint *at);
    QList<QAction *> menuActions() const;

    QRandomGenerator m_random;
    QTimer m_timer;
    QPointer<MainWindow> m_window;
    int m_left;
    int m_done = 0;
    int m_depth = 0;
    bool m_checksModels = false;
    QSet<const QAbstractItemModel *> m_checked;
    Milliseconds m_mark{0};
    QString m_action; //!< the last one
    NoBrowser m_browser;
};

void Monkey::measure()
{
    const Milliseconds now = cpuTime();
    if (m_mark.count() > 0 && now - m_mark > longest) {
        longest = now - m_mark;
        longestAction = u"%1, after %2 actions"_s.arg(m_action).arg(m_done);
    }
    m_mark = now;
}

//! False until the window is there and shows something.
bool Monkey::prepare()
{
    if (m_window)
        return true;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<MainWindow *>(widget); window && window->isVisible())
            m_window = window;
    }
    if (!m_window || !m_window->windowTitle().startsWith(u"Demo workspace"_s)) {
        m_window = nullptr;
        return false;
    }
    m_window->activateWindow();
    for (const char *scheme : schemes)
        QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), &m_browser, "open");
    for (QAction *action : m_window->actions()) {
        if (action->menuRole() == QAction::QuitRole)
            action->setEnabled(false);
    }
    return true;
}

void Monkey::step()
{
    measure();
    if (m_left <= 0) {
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        QCoreApplication::quit();
        return;
    }
    if (!prepare()) {
        m_timer.start(20ms);
        return;
    }
    if (m_checksModels && m_done % 50 == 0)
        lookAfterModels();
    // Before the action: it may open a loop of its own, a menu or a question, and goes on in there.
    // Some follow each other at once, most let the window paint.
    m_timer.start(chance(40) ? 0ms : std::chrono::milliseconds(upTo(8)));
    --m_left;
    ++m_done;
    ++m_depth;
    act();
    --m_depth;
    measure();
}

void Monkey::lookAfterModels()
{
    for (const QAbstractItemView *view : m_window->findChildren<QAbstractItemView *>()) {
        QAbstractItemModel *model = view->model();
        if (!model || m_checked.contains(model) || !model->inherits("QAbstractItemModel") ||
            !QByteArray(model->metaObject()->className()).startsWith("rtmscope::"))
            continue;
        m_checked.insert(model);
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::Warning, model);
    }
}

void Monkey::act()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return actInPopup(popup);
    if (QWidget *dialog = QApplication::activeModalWidget())
        return actInDialog(dialog);
    if (m_done % 300 == 0 && !m_window->windowTitle().startsWith(u"Demo workspace"_s)) {
        m_action = u"open the demo"_s;
        tap(m_window.data(), Qt::Key_D, Qt::ControlModifier);
        return;
    }
    QWidget *focus = QApplication::focusWidget();
    const int what = upTo(100);
    if (what < 34)
        pressKey(focus ? focus : m_window.data());
    else if (what < 50)
        pressShortcut();
    else if (what < 52)
        triggerFromMenu();
    else if (what < 60)
        paste(focus ? focus : m_window.data());
    else if (what < 80)
        click();
    else if (what < 86)
        drag();
    else if (what < 96)
        wheel();
    else
        resize();
}

void Monkey::actInPopup(QWidget *popup)
{
    m_action = u"key in a %1"_s.arg(QLatin1StringView(popup->metaObject()->className()));
    if (m_depth > 6 || chance(40))
        tap(popup, Qt::Key_Escape);
    else
        tap(popup, oneOf(QList{Qt::Key_Down, Qt::Key_Up, Qt::Key_Down, Qt::Key_Return}));
}

//! Nothing is confirmed: that could reach files and servers which are none of a test's business.
void Monkey::actInDialog(QWidget *dialog)
{
    m_action = u"key in a %1"_s.arg(QLatin1StringView(dialog->metaObject()->className()));
    if (auto *box = qobject_cast<QDialog *>(dialog);
        box && (m_depth > 6 || qobject_cast<QFileDialog *>(dialog) || chance(25)))
        return box->reject();
    QWidget *focus = QApplication::focusWidget();
    QWidget *target = focus && focus->window() == dialog ? focus : dialog;
    if (chance(30))
        return paste(target);
    tap(target, oneOf(QList{Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_A, Qt::Key_X, Qt::Key_Backspace,
                            Qt::Key_Down, Qt::Key_Up, Qt::Key_Left, Qt::Key_End, Qt::Key_Escape}));
}

void Monkey::pressKey(QWidget *target)
{
    static const QList<Qt::Key> keys{
        Qt::Key_Return, Qt::Key_Escape,    Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Up,    Qt::Key_Down,
        Qt::Key_Left,   Qt::Key_Right,     Qt::Key_Home,   Qt::Key_End,     Qt::Key_F6,    Qt::Key_PageUp,
        Qt::Key_F7,     Qt::Key_F8,        Qt::Key_Delete, Qt::Key_Space,   Qt::Key_Slash, Qt::Key_PageDown,
        Qt::Key_Menu,   Qt::Key_Backspace, Qt::Key_Up,     Qt::Key_Down};
    const bool letter = chance(45);
    const Qt::Key key = letter ? Qt::Key(Qt::Key_A + upTo(26)) : oneOf(keys);
    const Qt::KeyboardModifiers modifiers = chance(10) ? Qt::ShiftModifier : Qt::NoModifier;
    m_action = u"%1 in %2"_s.arg(QKeySequence(key).toString(), target->accessibleName());
    if (key == Qt::Key_Menu) {
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, target->rect().center(),
                               target->mapToGlobal(target->rect().center()));
        QApplication::sendEvent(target, &menu);
        return;
    }
    tap(target, key, modifiers);
}

void Monkey::pressShortcut()
{
    const QList<QAction *> actions = m_window->actions();
    const QAction *action = oneOf(actions);
    const QKeySequence keys = action->shortcut();
    if (keys.isEmpty() || !action->isEnabled())
        return;
    m_action = action->text();
    tap(m_window.data(), keys[0].key(), keys[0].keyboardModifiers());
}

QList<QAction *> Monkey::menuActions() const
{
    QList<QAction *> found;
    QList<QMenu *> menus;
    for (const QAction *top : m_window->menuBar()->actions())
        menus << top->menu();
    while (!menus.isEmpty()) {
        for (QAction *action : menus.takeFirst()->actions()) {
            if (action->menu())
                menus << action->menu();
            else if (!action->isSeparator() && action->isEnabled())
                found << action;
        }
    }
    return found;
}

void Monkey::triggerFromMenu()
{
    QAction *action = oneOf(menuActions());
    m_action = u"menu: "_s + action->text();
    action->trigger();
}

void Monkey::paste(QWidget *target)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    const bool nothing = chance(70);
    if (nothing && chance(50))
        clipboard->clear();
    else if (nothing)
        clipboard->setMimeData(new QMimeData); // as an owner does that offers no format
    else
        clipboard->setText(chance(20) ? u"a long line "_s.repeated(400) : u"pasted\n:wave: <b>"_s);
    m_action = nothing ? u"paste of nothing"_s : u"paste"_s;
    switch (upTo(4)) {
    case 0:
        tap(target, Qt::Key_Insert, Qt::ShiftModifier);
        return;
    case 1:
        tap(target, Qt::Key_Insert, Qt::ShiftModifier | Qt::ControlModifier);
        return;
    case 2:
        if (clipboard->supportsSelection())
            clipboard->clear(QClipboard::Selection);
        clickOn(target, Qt::MiddleButton, target->rect().center());
        return;
    default:
        tap(target, Qt::Key_V, Qt::ControlModifier);
    }
}

QWidget *Monkey::someWidget(QPoint *at)
{
    const QPoint point(upTo(m_window->width()), upTo(m_window->height()));
    QWidget *widget = m_window->childAt(point);
    if (!widget)
        widget = m_window;
    *at = widget->mapFrom(m_window, point);
    return widget;
}

void Monkey::click()
{
    QPoint at;
    QWidget *widget = someWidget(&at);
    const int which = upTo(10);
    m_action = u"click on %1"_s.arg(QLatin1StringView(widget->metaObject()->className()));
    if (which < 6)
        clickOn(widget, Qt::LeftButton, at);
    else if (which < 7) {
        const QPointer<QWidget> clicked = widget;
        clickOn(widget, Qt::LeftButton, at);
        if (clicked) {
            QMouseEvent twice(QEvent::MouseButtonDblClick, at, widget->mapToGlobal(at), Qt::LeftButton,
                              Qt::LeftButton, {});
            QApplication::sendEvent(widget, &twice);
        }
        if (clicked)
            QTest::mouseRelease(widget, Qt::LeftButton, {}, at);
    } else if (which < 8)
        clickOn(widget, Qt::MiddleButton, at);
    else {
        const QPointer<QWidget> clicked = widget;
        clickOn(widget, Qt::RightButton, at);
        if (!clicked)
            return;
        QContextMenuEvent menu(QContextMenuEvent::Mouse, at, widget->mapToGlobal(at));
        QApplication::sendEvent(widget, &menu);
    }
}

void Monkey::drag()
{
    QPoint from;
    QPointer<QWidget> widget = someWidget(&from);
    m_action = u"drag in %1"_s.arg(QLatin1StringView(widget->metaObject()->className()));
    const QPoint way(upTo(400) - 200, upTo(400) - 200);
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int part = 1; widget && part <= 4; ++part) {
        const QPoint at = from + way * part / 4;
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(widget, &move);
    }
    if (widget)
        QTest::mouseRelease(widget, Qt::LeftButton, {}, from + way);
}

void Monkey::wheel()
{
    QPoint at;
    QWidget *widget = someWidget(&at);
    m_action = u"wheel over %1"_s.arg(QLatin1StringView(widget->metaObject()->className()));
    const QPoint angle(0, (upTo(9) - 4) * 120);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, angle, Qt::NoButton,
                      chance(10) ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

void Monkey::resize()
{
    m_action = u"another size"_s;
    m_window->setWindowState(m_window->windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    m_window->resize(700 + upTo(900), 480 + upTo(600));
}

int numberFrom(const char *variable, int usual)
{
    bool ok = false;
    const int given = qEnvironmentVariableIntValue(variable, &ok);
    return ok ? given : usual;
}

} // namespace

class TestRandomActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void modelsKeepTheirWord();
    void nothingStalls();

private:
    void run(Monkey &monkey);

    QTemporaryDir m_folder;
    quint32 m_seed = 0;
    int m_actions = 0;
};

void TestRandomActions::initTestCase()
{
    m_seed = quint32(numberFrom("RTMSCOPE_RANDOM_SEED", 1));
    m_actions = numberFrom("RTMSCOPE_RANDOM_ACTIONS", 5000);
    qInfo("RTMSCOPE_RANDOM_SEED=%u RTMSCOPE_RANDOM_ACTIONS=%d", m_seed, m_actions);
}

void TestRandomActions::cleanup()
{
    const QStringList told = std::exchange(warnings, {});
    QVERIFY2(told.isEmpty(), qPrintable(told.mid(0, 20).join(u'\n')));
}

void TestRandomActions::run(Monkey &monkey)
{
    DesktopOptions options;
    options.demo = true;
    options.demoSeed = m_seed;
    options.demoRate = 20;
    options.dataFolder = m_folder.filePath(QString::number(m_seed));
    options.theme = u"light"_s;
    earlierHandler = qInstallMessageHandler(noteWarning);
    monkey.start();
    runDesktop(options, *static_cast<QApplication *>(QCoreApplication::instance()));
    qInstallMessageHandler(earlierHandler);
    QVERIFY(monkey.isThrough());
}

void TestRandomActions::modelsKeepTheirWord()
{
    Monkey monkey(m_seed, m_actions / 5);
    monkey.checkModels();
    run(monkey);
}

void TestRandomActions::nothingStalls()
{
    Monkey monkey(m_seed + 1, m_actions);
    run(monkey);
    qInfo("longest turn of the event loop: %.0f ms of CPU time, %s", monkey.longest.count(),
          qPrintable(monkey.longestAction));
    QVERIFY2(monkey.longest < longestTurn * testing::slowdown, qPrintable(monkey.longestAction));
}

int main(int argc, char *argv[])
{
    // A home of its own: the window keeps its settings there.
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    for (const char *folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(folder, home.path().toUtf8());
    testing::pinEnvironment();
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"rtmscope"_s);
    TestRandomActions test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_randomactions.moc"
