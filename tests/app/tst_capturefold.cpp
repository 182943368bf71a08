// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturefold.h"
#include "tests/core/workspace/scenario.h"
#include "tests/support/testmain.h"
#include "ui/chat/conversation/messagepane.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/parts/inklabel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSemaphore>

#include <random>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::dump;
using testing::entry;

//! The fold beside the GUI thread gives what the fold in it gives, at every moment that it tells of.
class TestCaptureFold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesTheSame();
    void handsOverInOrderWhatStaysAsItIs();
    void goesOnWhereItStopped();
    void goesOnWithRowsThatComeMeanwhile();
    void clearForgets();
    void endsBetweenTwoEntries();
    void viewsKeepTheirRows();
    void panesSayHowFarItIs();

private:
    CaptureFold::Entries upTo(qsizetype count) const;
    Workspace folded(qsizetype count) const;

    QList<Event> m_events;
};

namespace {

//! Frames and notes of all kinds that change messages, threads, people, sends and gaps.
class Talk
{
public:
    QByteArray next()
    {
        ++m_second;
        switch (below(12)) {
        case 0:
            return R"(in {"type":"reaction_added","user":"U)" + number(below(30)) + R"(","reaction":"r)" +
                   number(below(3)) + R"(","item":{"type":"message","channel":")" + channel() +
                   R"(","ts":")" + earlier() + R"("}})";
        case 1:
            return R"(in {"type":"message","subtype":"message_changed","hidden":true,"channel":")" +
                   channel() + R"(","ts":")" + ts(m_second) + R"(","message":{"user":"U1","text":"edited )" +
                   number(m_second) + R"(","ts":")" + earlier() + R"(","edited":{"ts":")" + ts(m_second) +
                   R"("}}})";
        case 2:
            return R"(in {"type":"message","subtype":"message_deleted","hidden":true,"channel":")" +
                   channel() + R"(","ts":")" + ts(m_second) + R"(","deleted_ts":")" + earlier() + R"("})";
        case 3:
            return R"(in {"type":"message","channel":")" + channel() + R"(","user":"U)" + number(below(30)) +
                   R"(","text":"a reply","thread_ts":")" + earlier() + R"(","ts":")" + ts(m_second) + R"("})";
        case 4:
            return R"(in {"type":"user_change","user":{"id":"U)" + number(below(30)) + R"(","name":"n)" +
                   number(m_second) + R"("}})";
        case 5:
            return R"(in {"type":"user_typing","channel":")" + channel() + R"(","user":"U)" +
                   number(below(30)) + R"("})";
        case 6:
            return send();
        case 7:
            return R"(note {"kind":"gap","id":)" + number(++m_gaps) + R"(,"from_us":)" +
                   number(m_second * 1'000'000LL) + R"(,"to_us":)" +
                   number(m_second * 1'000'000LL + 500'000) + R"(,"code":"no_pong"})";
        default:
            return R"(in {"type":"message","channel":")" + channel() + R"(","user":"U)" + number(below(30)) +
                   R"(","text":"number )" + number(m_second) + R"( for <@U)" + number(below(30)) +
                   R"(>","ts":")" + ts(m_second) + R"("})";
        }
    }

private:
    int below(int end) { return int(m_dice() % unsigned(end)); }
    static QByteArray number(qint64 n) { return QByteArray::number(n); }
    static QByteArray ts(int second) { return QByteArray::number(1'700'000'000 + second) + ".000100"; }
    QByteArray earlier() { return ts(m_second - below(qMin(m_second, 200))); }
    QByteArray channel() { return "C" + number(below(5)); }
    QByteArray send()
    {
        if (++m_sends % 2 == 1)
            return R"(note {"kind":"send","local":"L)" + number(m_sends) +
                   R"(","step":"written","conn":1,"id":)" + number(m_sends) +
                   R"(,"channel":"C1","text":"ours"})";
        return R"(in {"ok":true,"reply_to":)" + number(m_sends - 1) + R"(,"ts":")" + ts(m_second) +
               R"(","text":"ours"})";
    }

    std::mt19937 m_dice{5};
    int m_second = 1;
    int m_sends = 0;
    int m_gaps = 0;
};

} // namespace

void TestCaptureFold::initTestCase()
{
    Talk talk;
    for (quint64 seq = 1; seq <= 6'000; ++seq)
        m_events.append(entry(talk.next(), seq));
}

//! Each reader has its own copy of the entries, as each has its own file.
CaptureFold::Entries TestCaptureFold::upTo(qsizetype count) const
{
    return {count, [events = m_events] { return [events](qsizetype row) { return events.at(row); }; }};
}

Workspace TestCaptureFold::folded(qsizetype count) const
{
    Workspace workspace;
    for (qsizetype row = 0; row < count; ++row)
        workspace.apply(m_events.at(row));
    return workspace;
}

void TestCaptureFold::givesTheSame()
{
    CaptureFold fold;
    Workspace last;
    qsizetype rows = 0;
    connect(&fold, &CaptureFold::reached, this, [&](const Workspace &workspace, qsizetype count) {
        last = workspace;
        rows = count;
    });
    fold.fold(upTo(m_events.size()));
    QTRY_COMPARE(rows, m_events.size());
    const Workspace expected = folded(m_events.size());
    QCOMPARE(dump(last), dump(expected));
    QCOMPARE(last.revision(), expected.revision());
    QCOMPARE(last.gaps().size(), expected.gaps().size());
}

//! Everything in a copy is read while the next entries are folded; all copies are kept and read again at the
//! end.
void TestCaptureFold::handsOverInOrderWhatStaysAsItIs()
{
    CaptureFold fold(0ms);
    struct Copy
    {
        Workspace workspace;
        qsizetype rows;
        QString text;
    };
    std::vector<Copy> copies;
    qsizetype rows = 0;
    bool isAscending = true;
    connect(&fold, &CaptureFold::reached, this, [&](const Workspace &workspace, qsizetype count) {
        isAscending = isAscending && count > rows;
        rows = count;
        copies.push_back({workspace, count, dump(workspace)});
    });
    fold.fold(upTo(m_events.size()));
    QTRY_COMPARE(rows, m_events.size());
    QVERIFY(isAscending);
    QVERIFY(!copies.empty());
    for (const Copy &copy : copies) {
        QVERIFY(dump(copy.workspace) == copy.text);
        QVERIFY(copy.text == dump(folded(copy.rows)));
    }
}

void TestCaptureFold::goesOnWhereItStopped()
{
    CaptureFold fold;
    QString text;
    qsizetype rows = 0;
    connect(&fold, &CaptureFold::reached, this, [&](const Workspace &workspace, qsizetype count) {
        rows = count;
        text = dump(workspace);
    });
    for (const qsizetype count : {qsizetype(1), qsizetype(1'000), qsizetype(1'500), m_events.size()}) {
        fold.fold(upTo(count));
        QTRY_COMPARE(rows, count);
        QCOMPARE(text, dump(folded(count)));
    }
}

void TestCaptureFold::goesOnWithRowsThatComeMeanwhile()
{
    CaptureFold fold(0ms);
    QString text;
    qsizetype rows = 0;
    connect(&fold, &CaptureFold::reached, this, [&](const Workspace &workspace, qsizetype count) {
        rows = count;
        text = dump(workspace);
    });
    for (qsizetype count = 100; count <= m_events.size(); count += 100)
        fold.fold(upTo(count));
    QTRY_COMPARE(rows, m_events.size());
    QCOMPARE(text, dump(folded(m_events.size())));
}

void TestCaptureFold::clearForgets()
{
    CaptureFold fold(0ms);
    QString text;
    qsizetype rows = 0;
    connect(&fold, &CaptureFold::reached, this, [&](const Workspace &workspace, qsizetype count) {
        rows = count;
        text = dump(workspace);
    });
    fold.fold(upTo(m_events.size()));
    fold.clear();
    QCoreApplication::processEvents();
    QCOMPARE(rows, 0); // also of what was announced already
    fold.fold(upTo(500));
    QTRY_COMPARE(rows, 500);
    QCOMPARE(text, dump(folded(500)));
}

void TestCaptureFold::endsBetweenTwoEntries()
{
    std::atomic_int asked = 0;
    QSemaphore begun;
    QSemaphore mayEnd;
    auto fold = std::make_unique<CaptureFold>();
    fold->fold({1'000'000, [&] {
                    return [&](qsizetype row) {
                        ++asked;
                        if (row == 0) {
                            begun.release();
                            mayEnd.acquire();
                        }
                        return m_events.at(row % m_events.size());
                    };
                }});
    begun.acquire();
    mayEnd.release();
    fold.reset();
    const int then = asked;
    QVERIFY(then < 1'000'000);
    QCoreApplication::processEvents();
    QCOMPARE(asked, then);
}

//! Rows, and what is selected among them, stay while copies come in.
void TestCaptureFold::viewsKeepTheirRows()
{
    WorkspaceFeed feed;
    MessageListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReadOnly(true);
    model.setFeed(&feed);
    model.show(ChannelId(u"C1"_s));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    CaptureFold fold(0ms);
    qsizetype rows = 0;
    QPersistentModelIndex chosen;
    QString chosenTs;
    connect(&fold, &CaptureFold::reached, this, [&](const Workspace &workspace, qsizetype count) {
        rows = count;
        feed.reset(workspace);
        model.refresh();
        if (!chosen.isValid() && model.rowCount() > 3) {
            model.setFollowing(false); // somebody reads
            chosen = model.index(2);
            chosenTs = chosen.data(MessageListModel::TsRole).toString();
        }
    });
    fold.fold(upTo(m_events.size()));
    QTRY_COMPARE(rows, m_events.size());
    QCOMPARE(resets.size(), 0);
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.data(MessageListModel::TsRole).toString(), chosenTs);
    const Workspace expected = folded(m_events.size());
    const auto timeline = expected.conversation(ChannelId(u"C1"_s))->timeline();
    QCOMPARE(model.at(model.rowCount() - 1).message.ts, timeline.last()->ts);
    QCOMPARE(model.at(model.rowCount() - 1).message.revision, timeline.last()->revision);
}

void TestCaptureFold::panesSayHowFarItIs()
{
    WorkspaceFeed feed;
    MessagePane pane(u"Messages"_s);
    pane.model()->setFeed(&feed);
    pane.model()->show(ChannelId(u"C1"_s));
    const auto *line = pane.findChild<InkLabel *>();
    QVERIFY(line->isHidden());
    feed.reset(folded(1'000), 43);
    QTRY_VERIFY(!line->isHidden());
    QCOMPARE(line->text(), u"Reading the capture: 43 %"_s);
    feed.reset(folded(1'000));
    QTRY_VERIFY(line->isHidden());
}

RTMSCOPE_GUI_TEST_MAIN(TestCaptureFold)
#include "tst_capturefold.moc"
