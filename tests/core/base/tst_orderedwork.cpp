// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/orderedwork.h"

#include "core/base/growinglist.h"
#include "tests/support/testmain.h"

#include <QSemaphore>
#include <QThread>

using namespace rtmscope;

namespace {

using Work = OrderedWork<int, int>;

//! Hands out 0 … count - 1.
std::function<std::optional<int>()> upTo(int count)
{
    return [next = 0, count]() mutable { return next < count ? std::optional(next++) : std::nullopt; };
}

} // namespace

//! Work on the pool whose results come in order, and lists that are read while they grow.
class TestOrderedWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void order_data();
    void order();
    void alone();
    void ready();
    void cancelled();
    void viewsOfAGrowingList();
};

void TestOrderedWork::order_data()
{
    QTest::addColumn<int>("pieces");
    QTest::addColumn<int>("lanes");
    QTest::newRow("none") << 0 << 2;
    QTest::newRow("one") << 1 << 4;
    QTest::newRow("many") << 500 << 4;
    QTest::newRow("one lane") << 50 << 1;
}

void TestOrderedWork::order()
{
    QFETCH(const int, pieces);
    QFETCH(const int, lanes);
    Work work({.next = upTo(pieces), .work = [](int piece, const std::atomic_bool &) {
                   if (piece % 7 == 0) // finishes after those behind it
                       QThread::yieldCurrentThread();
                   return piece * piece;
               }});
    work.start(lanes);
    std::vector<int> results;
    while (!work.isDone()) {
        work.wait();
        for (const int result : work.take())
            results.push_back(result);
    }
    QCOMPARE(results.size(), std::size_t(pieces));
    for (int i = 0; i < pieces; ++i)
        QCOMPARE(results[std::size_t(i)], i * i);
}

//! A pool that is busy with something else holds up nobody who does the work himself.
void TestOrderedWork::alone()
{
    Work work({.next = upTo(20), .work = [](int piece, const std::atomic_bool &) { return piece; }});
    while (work.workHere()) {
    }
    QCOMPARE(work.take().size(), std::size_t(20));
    QVERIFY(work.isDone());
}

void TestOrderedWork::ready()
{
    QSemaphore told;
    QSemaphore begun;
    QSemaphore first;
    Work work({.next = upTo(3),
               .work =
                   [&](int piece, const std::atomic_bool &) {
                       if (piece == 0) {
                           begun.release();
                           first.acquire();
                       }
                       return piece;
                   },
               .ready = [&told] { told.release(); }});
    work.start(1);
    QVERIFY(begun.tryAcquire(1, 60'000));
    QVERIFY(!told.tryAcquire());
    QVERIFY(work.workHere()); // the second or third
    QVERIFY(work.take().size() < 3);
    first.release();
    QVERIFY(told.tryAcquire(1, 60'000));
    while (!work.isDone()) {
        work.wait();
        work.take();
    }
}

void TestOrderedWork::cancelled()
{
    QSemaphore begun;
    QSemaphore ended;
    auto work = std::make_unique<Work>(Work::Task{.next = upTo(1000),
                                                  .work =
                                                      [&](int piece, const std::atomic_bool &isCancelled) {
                                                          begun.release();
                                                          while (!isCancelled)
                                                              QThread::yieldCurrentThread();
                                                          ended.release();
                                                          return piece;
                                                      },
                                                  .ready = [] { qFatal("nobody wants to know"); }});
    work->start(1);
    QVERIFY(begun.tryAcquire(1, 60'000));
    work.reset();
    QVERIFY(ended.tryAcquire(1, 60'000));
    QVERIFY(QThreadPool::globalInstance()->waitForDone(60'000));
    QVERIFY(!begun.tryAcquire()); // no further piece
}

void TestOrderedWork::viewsOfAGrowingList()
{
    GrowingList<QString, 8> list;
    QCOMPARE(list.view().size(), 0);
    std::vector<std::unique_ptr<QThread>> readers;
    std::atomic_int wrong = 0;
    for (int i = 0; i < 500; ++i) {
        list.push(QString::number(i));
        if (i % 100 != 50)
            continue;
        readers.emplace_back(QThread::create([view = list.view(), i, &wrong] {
            wrong += view.size() != i + 1;
            for (qsizetype at = 0; at < view.size(); ++at)
                wrong += view[at] != QString::number(at);
        }));
        readers.back()->start();
    }
    for (const auto &reader : readers)
        QVERIFY(reader->wait(60'000));
    QCOMPARE(wrong, 0);
    QCOMPARE(list.size(), 500);
    QCOMPARE(list.last(), QString::number(499));
}

RTMSCOPE_TEST_MAIN(TestOrderedWork)
#include "tst_orderedwork.moc"
