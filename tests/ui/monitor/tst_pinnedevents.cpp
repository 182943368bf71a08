// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/pinnedevents.h"

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/inspector/eventinspector.h"

#include <QApplication>
#include <QPointer>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

#include <memory>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! By a name that a zero is no pointer for.
Event eventAt(const EventLog &log, qsizetype row)
{
    return log.event(row);
}

QTreeView *treeOf(const EventInspector *inspector)
{
    return named<QTreeView>(inspector, u"Event JSON"_s);
}

//! What stands beside the value at the path.
QString ghost(EventInspector *inspector, const QString &path)
{
    return inspector->selectPath(path)
               ? treeOf(inspector)->currentIndex().data(Qt::AccessibleTextRole).toString()
               : QString();
}

} // namespace

class TestPinnedEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void staysAsItWas();
    void severalAtOnce();
    void theSameComesToTheFront();
    void outlivesItsRecord();
    void closes();
    void hasNothingDead();
    void nothingToPin();
    void areBounded();
};

void TestPinnedEvents::staysAsItWas()
{
    const auto log = testing::logOf(3);
    EventInspector inspector;
    inspector.showEvent(eventAt(*log, 0));
    inspector.setPane(EventInspector::Pane::Text);
    PinnedEvents pinned;
    pinned.pin(inspector.shownEvent(), {nullptr, log.get(), inspector.saveState(), &inspector});
    QCOMPARE(pinned.inspectors().size(), 1);
    EventInspector *window = pinned.inspectors().first();
    QVERIFY(window->isVisible());
    QCOMPARE(window->pane(), EventInspector::Pane::Text); // as it was looked at
    inspector.showEvent(log->event(1));
    QCOMPARE(window->shownEvent().seq, 1U);
    QVERIFY(window->window()->windowTitle().contains(u"Event 1: message"_s));
}

void TestPinnedEvents::severalAtOnce()
{
    const auto log = testing::logOf(3);
    PinnedEvents pinned;
    for (qsizetype row = 0; row < 3; ++row)
        pinned.pin(log->event(row), {nullptr, log.get(), {}, nullptr});
    QCOMPARE(pinned.inspectors().size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(pinned.inspectors().at(i)->shownEvent().seq, quint64(i + 1));
}

void TestPinnedEvents::theSameComesToTheFront()
{
    const auto log = testing::logOf(2);
    const auto another = testing::logOf(2);
    PinnedEvents pinned;
    pinned.pin(eventAt(*log, 0), {nullptr, log.get(), {}, nullptr});
    pinned.pin(eventAt(*log, 0), {nullptr, log.get(), {}, nullptr});
    QCOMPARE(pinned.inspectors().size(), 1);
    pinned.pin(eventAt(*another, 0), {nullptr, another.get(), {}, nullptr}); // another event 1
    QCOMPARE(pinned.inspectors().size(), 2);
}

//! Bytes and names are kept when account and record are gone.
void TestPinnedEvents::outlivesItsRecord()
{
    auto log = testing::logOf(2);
    auto feed = std::make_unique<WorkspaceFeed>();
    feed->apply(entry(1, R"({"type":"user_change","user":{"id":"U02TOMAS","real_name":"Tomás Rey"}})"));
    PinnedEvents pinned;
    pinned.pin(eventAt(*log, 0), {feed.get(), log.get(), {}, nullptr});
    EventInspector *inspector = pinned.inspectors().first();
    QVERIFY(ghost(inspector, u"user"_s).contains(u"Tomás Rey"_s));
    feed->apply(entry(2, R"({"type":"user_change","user":{"id":"U02TOMAS","real_name":"Tom"}})"));
    QVERIFY(ghost(inspector, u"user"_s).contains(u"Tom"_s)); // names follow as long as they can
    pinned.keep();
    feed.reset();
    log.reset();
    QVERIFY(ghost(inspector, u"user"_s).contains(u"Tom"_s));
    QVERIFY(ghost(inspector, u"text"_s).contains(u"message 1"_s));
    inspector->setPane(EventInspector::Pane::Explain);
    QVERIFY(!inspector->grab().isNull());
}

void TestPinnedEvents::closes()
{
    const auto log = testing::logOf(2);
    auto pinned = std::make_unique<PinnedEvents>();
    pinned->pin(eventAt(*log, 0), {nullptr, log.get(), {}, nullptr});
    pinned->pin(log->event(1), {nullptr, log.get(), {}, nullptr});
    const QPointer<QWidget> first = pinned->inspectors().first()->window();
    QVERIFY(!first->testAttribute(Qt::WA_QuitOnClose)); // it does not keep the program running
    QTest::keyClick(treeOf(pinned->inspectors().first()), Qt::Key_Escape);
    QTRY_VERIFY(!first);
    QCOMPARE(pinned->inspectors().size(), 1);
    const QPointer<QWidget> second = pinned->inspectors().first()->window();
    pinned.reset();
    QVERIFY(!second);
}

//! There is nothing to filter, to compare with or to pin again.
void TestPinnedEvents::hasNothingDead()
{
    const auto log = testing::logOf(1);
    PinnedEvents pinned;
    pinned.pin(eventAt(*log, 0), {nullptr, log.get(), {}, nullptr});
    const EventInspector *inspector = pinned.inspectors().first();
    const auto *pin = named<QToolButton>(inspector, u"Pin the event in a window of its own"_s);
    const auto *compare = named<QToolButton>(inspector, u"Compare others with this event"_s);
    QVERIFY(pin && !pin->isVisible());
    QVERIFY(compare && !compare->isVisible());
    QCOMPARE(unnamedFocusable(inspector->window()), QStringList());
}

void TestPinnedEvents::nothingToPin()
{
    PinnedEvents pinned;
    pinned.pin(Event(), {});
    QVERIFY(pinned.inspectors().isEmpty());
}

void TestPinnedEvents::areBounded()
{
    const auto log = testing::logOf(int(PinnedEvents::mostWindows) + 3);
    PinnedEvents pinned;
    for (qsizetype row = 0; row < log->size(); ++row)
        pinned.pin(log->event(row), {nullptr, log.get(), {}, nullptr});
    QCOMPARE(pinned.inspectors().size(), PinnedEvents::mostWindows);
    QCOMPARE(pinned.inspectors().first()->shownEvent().seq, 4U);
}

RTMSCOPE_GUI_TEST_MAIN(TestPinnedEvents)
#include "tst_pinnedevents.moc"
