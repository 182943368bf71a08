// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/statisticspane.h"

#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/statistics/countsmodel.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/plotview.h"
#include "ui/statistics/latenciesmodel.h"
#include "ui/statistics/threadsmodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QToolButton>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray frame(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace

class TestStatisticsPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void everythingHasAName();
    void countsByType();
    void filtersFindWhatWasCounted_data();
    void filtersFindWhatWasCounted();
    void enterFilters();
    void sortsNamesNaturally();
    void ofWhatIsShown();
    void theChosenRowStays();
    void addsWhatComes();
    void staysWhereOneIs();
    void countsOnlyWhileItIsSeen();
    void stopsAndLooksAgain();
    void anotherRecord();
    void copiesAsCsv();

    void latencies();
    void latenciesThatAreNotThere();
    void threads();
    void valuesOfAField();
    void plotsNumbers();
    void emptyWords();
    void ownWindow();

private:
    void add(const char *text, Direction direction = Direction::In);
    void show(StatisticsPane::Page page);
    template<typename Model>
    Model *model() const
    {
        return qobject_cast<Model *>(table()->model());
    }
    FigureTable *table() const
    {
        for (FigureTable *table : m_pane->findChildren<FigureTable *>()) {
            if (table->isVisible())
                return table;
        }
        return nullptr;
    }
    QString status() const { return named<QLabel>(m_pane.get(), u"What was counted"_s)->text(); }
    QString rows() const;
    void chooseScope(const QString &words) const
    {
        QTest::mouseClick(named<QAbstractButton>(m_pane.get(), words), Qt::LeftButton);
    }
    qsizetype found(const QString &filter) const;

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<StatisticsPane> m_pane;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    quint64 m_seq = 0;
};

void TestStatisticsPane::init()
{
    m_seq = 0;
    m_testers.clear();
    m_log = EventLog::inMemory({});
    m_feed = std::make_unique<WorkspaceFeed>();
    m_pane = std::make_unique<StatisticsPane>();
    for (QAbstractItemModel *each : m_pane->findChildren<QAbstractItemModel *>())
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(each));
    m_pane->resize(700, 500);
    add("{'type':'message','channel':'C1','user':'U1','text':'one','ts':'100.000000'}");
    add("{'type':'message','channel':'C1','user':'U2','text':'two','ts':'101.000000','thread_ts':'100.000000'"
        ","
        "'parent_user_id':'U1'}");
    add("{'type':'message','subtype':'bot_message','channel':'C2','bot_id':'B1','text':'three','ts':'102.0'"
        "}");
    add("{'type':'user_typing','channel':'C2','user':'U1'}");
    add("{'id':1,'type':'ping'}", Direction::Out);
    add("{'type':'pong','reply_to':1}");
    add("{'kind':'state','state':'Ready','from':'AwaitingHello'}", Direction::Note);
    m_pane->setLog(m_log.get(), m_feed.get());
}

void TestStatisticsPane::cleanup()
{
    m_testers.clear();
    m_pane.reset();
}

void TestStatisticsPane::add(const char *text, Direction direction)
{
    const Event event = entry(++m_seq, frame(text), direction);
    m_log->append(event);
    m_feed->apply(event);
}

void TestStatisticsPane::show(StatisticsPane::Page page)
{
    m_pane->setPage(page);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

//! "message 2, ping (sent) 1"
QString TestStatisticsPane::rows() const
{
    QStringList all;
    const QAbstractItemModel *shown = table()->model();
    for (int row = 0; row < shown->rowCount(); ++row)
        all << shown->index(row, CountsModel::Name).data().toString() + u' ' +
                   shown->index(row, CountsModel::Count).data().toString();
    return all.join(u", "_s);
}

qsizetype TestStatisticsPane::found(const QString &filter) const
{
    FilterQuery query;
    FilterQuery::Problem problem;
    if (!query.compile(filter, {}, &problem)) {
        qWarning() << filter << problem.words;
        return -1;
    }
    qsizetype count = 0;
    for (qsizetype row = 0; row < m_log->size(); ++row)
        count += query.matches(*m_log, row) ? 1 : 0;
    return count;
}

void TestStatisticsPane::everythingHasAName()
{
    for (int page = 0; page < StatisticsPane::PageCount; ++page) {
        show(StatisticsPane::Page(page));
        QCOMPARE(unnamedFocusable(m_pane.get()), QStringList());
    }
}

void TestStatisticsPane::countsByType()
{
    show(StatisticsPane::Types);
    QTRY_COMPARE(rows(), u"message 2, bot_message 1, ping (sent) 1, pong 1, state (note) 1, user_typing 1"_s);
    const QAbstractItemModel *shown = table()->model();
    QCOMPARE(shown->index(0, CountsModel::Share).data().toString(), u"28.6 %"_s);
    QCOMPARE(shown->index(0, 0).data(Qt::AccessibleTextRole).toString().section(u',', 0, 1),
             u"message: 2, 28.6 %"_s);
    QCOMPARE(shown->index(0, CountsModel::Count).data(FigureTable::BarRole).toDouble(), 1.0);
    QCOMPARE(shown->index(1, CountsModel::Count).data(FigureTable::BarRole).toDouble(), 0.5);
    QVERIFY(!shown->index(0, CountsModel::Bytes).data(FigureTable::BarRole).isValid());
    QVERIFY2(status().startsWith(u"7 events, "_s), qPrintable(status()));
    m_pane->setPage(StatisticsPane::Channels);
    QCOMPARE(rows(), u"no channel 3, C1 2, C2 2"_s);
    m_pane->setPage(StatisticsPane::People);
    QCOMPARE(rows(), u"nobody 4, U1 2, U2 1"_s);
    m_pane->setPage(StatisticsPane::Apps);
    QCOMPARE(rows(), u"no app 6, B1 1"_s);
    m_pane->setPage(StatisticsPane::Connections);
    QCOMPARE(rows(), u"connection 1 7"_s);
}

void TestStatisticsPane::filtersFindWhatWasCounted_data()
{
    QTest::addColumn<StatisticsPane::Page>("page");
    QTest::newRow("types") << StatisticsPane::Types;
    QTest::newRow("channels") << StatisticsPane::Channels;
    QTest::newRow("people") << StatisticsPane::People;
    QTest::newRow("apps") << StatisticsPane::Apps;
    QTest::newRow("connections") << StatisticsPane::Connections;
}

//! Each row's filter, asked of the log, shows as many events as the row says.
void TestStatisticsPane::filtersFindWhatWasCounted()
{
    QFETCH(StatisticsPane::Page, page);
    add("{'type':'message','channel':'C1','user':'U1','text':'of ours','id':4}", Direction::Out);
    add("{'ok':true,'reply_to':4,'ts':'110.0'}");
    add("{'envelope_id':'e1','type':'events_api','payload':{'type':'event_callback','event':{'type':'message'"
        ","
        "'subtype':'bot_message','channel':'C2','bot_id':'B1','ts':'111.0'}}}");
    add("{'envelope_id':'e1'}", Direction::Out);
    add("{'type':'message','subtype':'message_changed','channel':'C1','message':{'bot_id':'B2','ts':'112.0'}"
        "}");
    add("{'type':'bot_added','bot':{'id':'B3'}}");
    add("{'no':'type'}");
    add("no json");
    show(page);
    QTRY_VERIFY(status().startsWith(u"15 events"_s));
    const auto *counts = model<CountsModel>();
    for (int row = 0; row < counts->rowCount(); ++row)
        QVERIFY2(found(counts->row(row).filter) == counts->row(row).count,
                 qPrintable(u"%1: %2 by %3, %4 counted"_s.arg(counts->row(row).name)
                                .arg(found(counts->row(row).filter))
                                .arg(counts->row(row).filter)
                                .arg(counts->row(row).count)));
}

void TestStatisticsPane::enterFilters()
{
    QSignalSpy requested(m_pane.get(), &StatisticsPane::filterRequested);
    show(StatisticsPane::Channels);
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested[0][0].toString(), u"channel == \"C1\""_s);
    QCOMPARE(requested[0][1].value<FilterJoin>(), FilterJoin::Replace);
    // By its name, as soon as it has one of its own.
    add("{'type':'channel_joined','channel':{'id':'C1','name':'ops','is_channel':true,'is_member':true}}");
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(requested[1][0].toString(), u"channel == #ops"_s);
    add("{'type':'channel_joined','channel':{'id':'C2','name':'ops','is_channel':true,'is_member':true}}");
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(requested[2][0].toString(), u"channel == \"C1\""_s);
}

void TestStatisticsPane::sortsNamesNaturally()
{
    for (const char *channel : {"room-10", "room-2", "Room-1"})
        add(QByteArray("{'type':'user_typing','channel':'")
                .append(channel)
                .append("','user':'U1'}")
                .constData());
    show(StatisticsPane::Channels);
    QTRY_COMPARE(table()->model()->rowCount(), 6);
    table()->sortByColumn(CountsModel::Name, Qt::AscendingOrder);
    QCOMPARE(rows(), u"C1 2, C2 2, no channel 3, Room-1 1, room-2 1, room-10 1"_s);
    table()->sortByColumn(CountsModel::Name, Qt::DescendingOrder);
    QCOMPARE(rows(), u"room-10 1, room-2 1, Room-1 1, no channel 3, C2 2, C1 2"_s);
}

void TestStatisticsPane::ofWhatIsShown()
{
    QString filter = u"type == message"_s;
    m_pane->setShownRows([&filter] {
        FilterQuery query;
        query.compile(filter, {}, nullptr);
        return [matcher = RowMatcher(query)](const LogReader &log, qsizetype row) mutable {
            return matcher.matches(log, row);
        };
    });
    show(StatisticsPane::Types);
    QTRY_VERIFY(status().startsWith(u"7 events"_s));
    chooseScope(u"Shown"_s);
    QTRY_COMPARE(rows(), u"message 2, bot_message 1"_s);
    m_pane->setPage(StatisticsPane::People); // one count serves them all
    QTRY_COMPARE(rows(), u"U1 1, U2 1, nobody 1"_s);
    filter = u"channel == C2"_s;
    m_pane->shownRowsChanged();
    QTRY_COMPARE(rows(), u"U1 1, nobody 1"_s);
    chooseScope(u"All"_s);
    QTRY_COMPARE(rows(), u"nobody 4, U1 2, U2 1"_s);
    // What is about everything does not care what the filter shows.
    filter = u"channel == C1"_s;
    m_pane->shownRowsChanged();
    QCOMPARE(rows(), u"nobody 4, U1 2, U2 1"_s);
}

//! Enter on a row filters, and with it what is shown is counted anew: the row stays the chosen one.
void TestStatisticsPane::theChosenRowStays()
{
    RowChoice shown;
    m_pane->setShownRows([&shown] { return shown; });
    show(StatisticsPane::Types);
    chooseScope(u"Shown"_s);
    QTRY_COMPARE(model<CountsModel>()->rowCount(), 6);
    int row = 0;
    while (row < 6 && !model<CountsModel>()->index(row, 0).data().toString().startsWith(u"user_typing"_s))
        ++row;
    table()->setCurrentIndex(model<CountsModel>()->index(row, 0));
    const QPersistentModelIndex chosen = table()->currentIndex();
    QSignalSpy emptied(model<CountsModel>(), &QAbstractItemModel::modelReset);
    shown = [](const LogReader &log, qsizetype at) { return log.row(at).channel != 0; };
    m_pane->shownRowsChanged();
    QVERIFY(chosen.isValid()); // while it is being counted
    QTRY_VERIFY(model<CountsModel>()->rowCount() < 6);
    QVERIFY(chosen.isValid());
    QCOMPARE(table()->currentIndex().row(), chosen.row());
    QVERIFY(chosen.data().toString().startsWith(u"user_typing"_s));
    QVERIFY(emptied.isEmpty());
    QSignalSpy filtered(m_pane.get(), &StatisticsPane::filterRequested);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(filtered.size(), 1);
    shown = [](const LogReader &, qsizetype) { return false; };
    m_pane->shownRowsChanged();
    QTRY_COMPARE(model<CountsModel>()->rowCount(), 0);
}

void TestStatisticsPane::addsWhatComes()
{
    show(StatisticsPane::Types);
    QTRY_VERIFY(status().startsWith(u"7 events"_s));
    add("{'type':'hello'}");
    add("{'type':'user_typing','channel':'C2','user':'U1'}");
    m_log->flush();
    QTRY_VERIFY(status().startsWith(u"9 events"_s));
    QCOMPARE(rows(),
             u"message 2, user_typing 2, bot_message 1, hello 1, ping (sent) 1, pong 1, state (note) 1"_s);
}

void TestStatisticsPane::staysWhereOneIs()
{
    show(StatisticsPane::Types);
    QTRY_VERIFY(status().startsWith(u"7 events"_s));
    table()->setCurrentIndex(table()->model()->index(5, 0));
    QCOMPARE(table()->currentIndex().data().toString(), u"user_typing"_s);
    for (int i = 0; i < 3; ++i)
        add("{'type':'user_typing','channel':'C2','user':'U1'}");
    add("{'type':'brand_new'}");
    m_log->flush();
    QTRY_VERIFY(status().startsWith(u"11 events"_s));
    QCOMPARE(table()->currentIndex().data().toString(), u"user_typing"_s);
    QCOMPARE(table()->currentIndex().row(), 0);
    QCOMPARE(table()->chosenRows(), QList<int>{0});
}

void TestStatisticsPane::countsOnlyWhileItIsSeen()
{
    m_pane->setPage(StatisticsPane::Types);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(status().isEmpty());
    show(StatisticsPane::Types);
    QTRY_VERIFY(status().startsWith(u"7 events"_s));
    m_pane->hide();
    add("{'type':'hello'}");
    m_log->flush();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(status().startsWith(u"7 events"_s));
    m_pane->show();
    QTRY_VERIFY(status().startsWith(u"8 events"_s));
}

void TestStatisticsPane::stopsAndLooksAgain()
{
    for (int i = 0; i < 120'000; ++i)
        m_log->append(message(++m_seq));
    const auto gate = std::make_shared<QSemaphore>();
    const auto opens = qScopeGuard([gate] { gate->release(); });
    m_pane->setShownRows([gate] {
        return [gate](const LogReader &, qsizetype row) {
            if (row > 60'000) {
                gate->acquire();
                gate->release();
            }
            return true;
        };
    });
    show(StatisticsPane::Types);
    chooseScope(u"Shown"_s);
    auto *stop = m_pane->findChild<QPushButton *>();
    QTRY_VERIFY(stop->isVisible());
    QTRY_VERIFY(status().contains(u"% looked at."_s));
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY2(status().startsWith(u"Stopped at "_s), qPrintable(status()));
    QCOMPARE(stop->text(), u"Look again"_s);
    gate->release();
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY(status().startsWith(u"120007 events"_s));
    QVERIFY(!stop->isVisible());
}

void TestStatisticsPane::anotherRecord()
{
    show(StatisticsPane::Types);
    QTRY_VERIFY(status().startsWith(u"7 events"_s));
    const auto other = EventLog::inMemory({});
    other->append(entry(1, R"({"type":"hello"})"));
    m_pane->setLog(other.get(), nullptr);
    QTRY_COMPARE(rows(), u"hello 1"_s);
    m_pane->setLog(nullptr, nullptr);
    QCOMPARE(table()->model()->rowCount(), 0);
    QVERIFY(status().isEmpty());
}

void TestStatisticsPane::copiesAsCsv()
{
    show(StatisticsPane::Types);
    QTRY_VERIFY(status().startsWith(u"7 events"_s));
    QTest::mouseClick(named<QToolButton>(m_pane.get(), u"Copy as CSV"_s), Qt::LeftButton);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u"\r\n"_s);
    QCOMPARE(lines.size(), 8); // a line of names, six types, and the end
    QCOMPARE(lines[0].section(u',', 0, 4), u"\"value\",\"subtype\",\"direction\",\"name\",\"events\""_s);
    QCOMPARE(lines[2].section(u',', 0, 4), u"\"message\",\"bot_message\",\"in\",\"bot_message\",1"_s);
    table()->setCurrentIndex(table()->model()->index(3, 0));
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList one = QGuiApplication::clipboard()->text().split(u"\r\n"_s);
    QCOMPARE(one.size(), 3);
    QVERIFY(one[1].startsWith(u"\"pong\","_s));
}

void TestStatisticsPane::latencies()
{
    add("{'id':2,'type':'ping'}", Direction::Out);
    QSignalSpy requested(m_pane.get(), &StatisticsPane::eventRequested);
    show(StatisticsPane::Latencies);
    auto *kinds = named<FigureTable>(m_pane.get(), u"Latencies"_s);
    const auto text = [&](LatencyKind kind, int column) {
        return kinds->model()->index(int(kind), column).data().toString();
    };
    QTRY_COMPARE(text(LatencyKind::Pong, LatenciesModel::Count), u"1"_s);
    QCOMPARE(text(LatencyKind::Pong, LatenciesModel::Median), u"1.0 s"_s);
    QCOMPARE(text(LatencyKind::Pong, LatenciesModel::Longest), u"1.0 s"_s);
    QCOMPARE(text(LatencyKind::Pong, LatenciesModel::Open), u"1"_s);
    QCOMPARE(text(LatencyKind::Echo, LatenciesModel::Median), u"–"_s);
    QCOMPARE(kinds->currentIndex().row(), int(LatencyKind::Pong));
    auto *slowest = named<FigureTable>(m_pane.get(), u"Slowest"_s);
    QCOMPARE(slowest->model()->rowCount(), 1);
    QVERIFY(named(m_pane.get(), u"How often it took how long"_s)->isVisible());
    QCOMPARE(named(m_pane.get(), u"How often it took how long"_s)->accessibleDescription(),
             u"1 s to 2 s: 1"_s);
    slowest->setFocus();
    slowest->setCurrentIndex(slowest->model()->index(0, 0));
    QTest::keyClick(slowest, Qt::Key_Return);
    QCOMPARE(requested.last()[0].toULongLong(), 5U);
}

void TestStatisticsPane::latenciesThatAreNotThere()
{
    show(StatisticsPane::Latencies);
    auto *kinds = named<FigureTable>(m_pane.get(), u"Latencies"_s);
    QTRY_COMPARE(kinds->model()->index(0, LatenciesModel::Count).data().toString(), u"1"_s);
    auto *lack = named<QLabel>(m_pane.get(), u"Why there are none"_s);
    QVERIFY(!lack->isVisible());
    for (int row = 1; row < int(latencyKindCount); ++row) {
        kinds->setCurrentIndex(kinds->model()->index(row, 0));
        QVERIFY(lack->isVisible());
        QCOMPARE(lack->text(), LatenciesModel::lackWords(LatencyKind(row)));
        QVERIFY(lack->text().startsWith(u"No "_s));
    }
}

void TestStatisticsPane::threads()
{
    add("{'type':'message','channel':'C2','user':'U1','text':'=and me?','ts':'200.000000'}");
    add("{'type':'message','channel':'C2','user':'U1','text':'…','ts':'260.000000','thread_ts':'200.000000'"
        "}");
    add("{'type':'message','subtype':'message_replied','channel':'C2','message':{'user':'U1','ts':'200."
        "000000',"
        "'reply_count':3,'latest_reply':'260.000000'}}");
    QSignalSpy filter(m_pane.get(), &StatisticsPane::filterRequested);
    show(StatisticsPane::Threads);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    const auto text = [&](int row, int column) {
        return table()->model()->index(row, column).data().toString();
    };
    // The latest replies first.
    QCOMPARE(text(0, ThreadsModel::Thread), u"=and me?"_s);
    QCOMPARE(text(0, ThreadsModel::Replies), u"1"_s);
    QCOMPARE(text(0, ThreadsModel::FirstReply), u"–"_s);
    QCOMPARE(text(0, ThreadsModel::State), u"unanswered, 1 of 3 seen"_s);
    QCOMPARE(text(1, ThreadsModel::Thread), u"one"_s);
    QCOMPARE(text(1, ThreadsModel::FirstReply), u"1.0 s"_s);
    QCOMPARE(text(1, ThreadsModel::State), QString());
    QCOMPARE(status(),
             u"2 threads, 1 unanswered, first reply after 1.0 s (median), 1 with replies missing"_s);
    table()->sortByColumn(ThreadsModel::State, Qt::AscendingOrder);
    QCOMPARE(text(0, ThreadsModel::Thread), u"one"_s);
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(found(filter.last()[0].toString()), 2); // the message and its reply
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    // Also what the server said of them, which is about the thread.
    QVERIFY(found(filter.last()[0].toString()) >= 2);
    const QString csv = QString::fromUtf8(model<ThreadsModel>()->csv({1}));
    QVERIFY2(csv.contains(u"\"200.000000\",\"C2\",\"C2\",\"'=and me?\",1,3,1,,"_s), qPrintable(csv));
}

void TestStatisticsPane::valuesOfAField()
{
    add("{'type':'x','n':7}");
    add("{'type':'x','n':'7'}");
    add("{'type':'x','n':7}");
    QSignalSpy wanted(m_pane.get(), &StatisticsPane::wanted);
    QSignalSpy filter(m_pane.get(), &StatisticsPane::filterRequested);
    show(StatisticsPane::Types);
    m_pane->countValues(u"n"_s);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(m_pane->page(), StatisticsPane::Values);
    QTRY_COMPARE(rows(), u"7 2, 7 1"_s);
    QCOMPARE(status(), u"2 values"_s);
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(filter.last()[0].toString(), u"n == \"7\""_s);
    auto *edit = named<QLineEdit>(m_pane.get(), u"Field whose values are counted"_s);
    QCOMPARE(edit->text(), u"n"_s);
    edit->setText(u"channel"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(rows(), u"C1 2, C2 2"_s);
    edit->setText(u"a..b"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(table()->model()->rowCount(), 0);
}

void TestStatisticsPane::plotsNumbers()
{
    for (const int value : {3, 9, 1})
        add(QByteArray("{'type':'x','n':" + QByteArray::number(value) + "}").constData());
    QSignalSpy chosen(m_pane.get(), &StatisticsPane::eventChosen);
    show(StatisticsPane::Types);
    m_pane->plot(u"n"_s);
    QCOMPARE(m_pane->page(), StatisticsPane::Plot);
    QTRY_COMPARE(status(), u"3 numbers, lowest 1, median 3, highest 9"_s);
    auto *plot = m_pane->findChild<PlotView *>();
    QCOMPARE(plot->accessibleDescription(), u"3 numbers from 1 to 9"_s);
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_Home);
    QTest::keyClick(plot, Qt::Key_Right);
    QVERIFY2(plot->accessibleDescription().endsWith(u": 9, event 9"_s),
             qPrintable(plot->accessibleDescription()));
    QTest::keyClick(plot, Qt::Key_Return);
    QCOMPARE(chosen.last()[0].toULongLong(), 9U);
    // The nearest of what is clicked at: the last is at the right, and the lowest.
    QTest::mouseClick(plot, Qt::LeftButton, {}, {plot->width() - 20, plot->height() - 30});
    QCOMPARE(chosen.last()[0].toULongLong(), 10U);
}

void TestStatisticsPane::emptyWords()
{
    m_pane->setLog(nullptr, nullptr);
    const QStringList expected(StatisticsPane::PageCount, u"Nothing is open."_s);
    const auto nothing = EventLog::inMemory({});
    m_pane->setLog(nothing.get(), nullptr);
    show(StatisticsPane::Latencies);
    auto *lack = named<QLabel>(m_pane.get(), u"Why there are none"_s);
    QVERIFY(lack->isVisible());
    QCOMPARE(lack->text(), LatenciesModel::lackWords(LatencyKind::Pong));
    m_pane->plot(u"n"_s);
    auto *plot = m_pane->findChild<PlotView *>();
    QCOMPARE(plot->accessibleDescription(), u"No event that is shown has a number at “n”."_s);
    m_pane->plot(u"n..m"_s);
    QVERIFY(plot->accessibleDescription().startsWith(u"“n..m” is no field."_s));
}

void TestStatisticsPane::ownWindow()
{
    QMainWindow window;
    auto *dock = new QDockWidget(&window);
    dock->setWidget(m_pane.get());
    window.addDockWidget(Qt::RightDockWidgetArea, dock);
    window.show();
    auto *button = named<QToolButton>(m_pane.get(), u"In a window of its own, or back"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(dock->isFloating());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!dock->isFloating());
    m_pane->setParent(nullptr);
}

RTMSCOPE_GUI_TEST_MAIN(TestStatisticsPane)
#include "tst_statisticspane.moc"
