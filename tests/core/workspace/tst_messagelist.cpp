// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/messagelist.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <random>
#include <vector>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! MessageList against a plain sorted vector.
class TestMessageList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void againstVector_data();
    void againstVector();
    void parentsOfReplies();
    void oddTimestampsKeepTheirOrder();
    void unsentStandBehindAll();
    void copiesShareWhatDidNotChange();
    void referencesOutliveInsertions();
};

namespace {

MessageTs tsOf(int n)
{
    return MessageTs(QString::number(1'700'000'000 + n / 10) + u".000"_s + QString::number(100 + n % 10));
}

Message message(const MessageTs &ts, const QString &text, const QString &local = {})
{
    Message made;
    made.ts = ts;
    made.text = text;
    made.local = local;
    return made;
}

//! The same list without any cleverness.
struct Plain
{
    std::vector<Message> messages;

    std::vector<Message>::iterator place(const MessageTs &ts)
    {
        return std::find_if(messages.begin(), messages.end(),
                            [&](const Message &each) { return each.ts.isEmpty() || !(each.ts < ts); });
    }
    void insert(const Message &message)
    {
        messages.insert(message.ts.isEmpty() ? messages.end() : place(message.ts), message);
    }
};

QStringList spelled(const Message &message)
{
    return {message.ts.text(), message.text, message.local};
}

bool same(const MessageList &list, const Plain &plain)
{
    const auto equal = [](const Message &a, const Message &b) { return spelled(a) == spelled(b); };
    return list.size() == plain.messages.size() &&
           std::equal(list.begin(), list.end(), plain.messages.begin(), plain.messages.end(), equal) &&
           std::equal(list.rbegin(), list.rend(), plain.messages.rbegin(), plain.messages.rend(), equal);
}

} // namespace

void TestMessageList::againstVector_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("newest"); // of ten messages so many are the newest
    for (const unsigned seed : {1u, 2u, 3u}) {
        QTest::addRow("live %u", seed) << seed << 9;
        QTest::addRow("anywhere %u", seed) << seed << 2;
    }
}

void TestMessageList::againstVector()
{
    QFETCH(const unsigned, seed);
    QFETCH(const int, newest);
    std::mt19937 dice(seed);
    const auto below = [&dice](std::size_t end) { return int(dice() % std::max<std::size_t>(1, end)); };
    MessageList list;
    Plain plain;
    std::vector<std::pair<MessageList, Plain>> copies;
    int last = 5'000;
    for (int step = 0; step < 4'000; ++step) {
        const QString word = QString::number(step);
        const MessageTs ts = tsOf(below(10) < newest ? ++last : below(std::size_t(last)));
        const auto held = plain.place(ts);
        const bool isHeld = held != plain.messages.end() && held->ts == ts;
        QCOMPARE(list.find(ts) != nullptr, isHeld);
        if (isHeld && below(2) == 0) {
            list.edit(ts)->text = word;
            held->text = word;
        } else if (isHeld) {
            list.remove(*list.find(ts));
            plain.messages.erase(held);
        } else if (below(10) == 0) { // typed here, not sent yet
            QCOMPARE(list.insert(message({}, word, word)).local, word);
            plain.insert(message({}, word, word));
        } else {
            QCOMPARE(list.insert(message(ts, word)).ts, ts);
            plain.insert(message(ts, word));
        }
        if (below(15) == 0 && list.unsentCount() > 0) { // sent: it moves
            const auto own = plain.messages.end() - 1 - below(std::min<std::size_t>(list.unsentCount(), 3));
            const QString local = own->local;
            QVERIFY(list.findLocal(local) && list.editLocal(local)->local == local);
            list.remove(*list.findLocal(local));
            plain.messages.erase(own);
            const Message sent = message(tsOf(++last), u"sent"_s, local);
            list.insert(Message(sent));
            plain.insert(sent);
            QCOMPARE(list.findLocal(local)->ts, sent.ts);
        }
        if (below(200) == 0) { // the oldest go
            const std::size_t count = list.size() / 4;
            const auto goes = [](const Message &each) { return each.text.size() != 3; };
            const auto end = plain.messages.begin() + std::ptrdiff_t(count);
            const auto from = std::remove_if(plain.messages.begin(), end, goes);
            QCOMPARE(list.removeIf(count, goes), std::size_t(end - from));
            plain.messages.erase(from, end);
        }
        QCOMPARE(std::distance(list.notOlder(ts), list.end()),
                 std::distance(plain.place(ts), plain.messages.end()));
        const auto sent = std::count_if(plain.messages.begin(), plain.messages.end(),
                                        [](const Message &each) { return !each.ts.isEmpty(); });
        QCOMPARE(std::distance(list.begin(), list.unsentBegin()), sent);
        if (step % 200 == 0) {
            QVERIFY(same(list, plain));
            copies.emplace_back(list, plain);
        }
    }
    QVERIFY(same(list, plain));
    for (const auto &[copy, then] : copies)
        QVERIFY(same(copy, then));
}

void TestMessageList::parentsOfReplies()
{
    MessageList list;
    for (int i = 1; i <= 200; ++i) {
        Message each = message(tsOf(i), QString::number(i));
        if (i % 10 == 0)
            each.threadTs = tsOf(i - 5);
        else if (i % 10 == 5)
            each.threadTs = each.ts; // a parent is no reply to itself
        list.insert(std::move(each));
    }
    list.edit(tsOf(151))->threadTs = tsOf(7); // learned later
    QCOMPARE(list.parentsFrom(0).size(), 21);
    QCOMPARE(list.parentsFrom(150),
             (QSet<MessageTs>{tsOf(7), tsOf(155), tsOf(165), tsOf(175), tsOf(185), tsOf(195)}));
    QCOMPARE(list.parentsFrom(200), QSet<MessageTs>());
}

//! The wire may carry anything: what counts in milliseconds, is made up, too far away or no time at all.
void TestMessageList::oddTimestampsKeepTheirOrder()
{
    QStringList texts{u"1700000000.000100"_s,
                      u"1700000000.000100#2"_s,
                      u"1700000000.000100#10"_s,
                      u"1700000000000"_s,
                      u"1700000000.000000"_s,
                      u"soon"_s,
                      u"later"_s,
                      u"9000000000000000000"_s,
                      u"8999999999999999999.5"_s,
                      u"1700000000000100200"_s,
                      u"0.0"_s,
                      u"-1.0"_s,
                      u"1.5"_s,
                      u"1.10"_s,
                      u"99999999999999999999.0"_s};
    std::mt19937 dice(3);
    for (int round = 0; round < 50; ++round) {
        std::shuffle(texts.begin(), texts.end(), dice);
        MessageList list;
        for (const QString &text : std::as_const(texts))
            list.insert(message(MessageTs(text), text));
        QCOMPARE(list.size(), std::size_t(texts.size()));
        QVERIFY(std::is_sorted(list.begin(), list.end(),
                               [](const Message &a, const Message &b) { return a.ts < b.ts; }));
        for (const QString &text : std::as_const(texts)) {
            QVERIFY2(list.find(MessageTs(text)), qPrintable(text));
            QCOMPARE(list.find(MessageTs(text))->text, text);
        }
    }
}

void TestMessageList::unsentStandBehindAll()
{
    MessageList list;
    list.insert(message({}, u"first typed"_s, u"a"_s));
    list.insert(message({}, u"then typed"_s, u"b"_s));
    list.insert(message(MessageTs(u"9000000000000000000"_s), u"far away"_s));
    list.insert(message(tsOf(1), u"said"_s));
    QStringList texts;
    for (const Message &each : list)
        texts += each.text;
    QCOMPARE(texts, (QStringList{u"said"_s, u"far away"_s, u"first typed"_s, u"then typed"_s}));
    QCOMPARE(list.unsentCount(), std::size_t(2));
    QCOMPARE(list.unsentBegin()->local, u"a"_s);
    QVERIFY(!list.find(MessageTs()));
    QVERIFY(!list.findLocal(QString()));
    list.remove(*list.findLocal(u"a"_s));
    QCOMPARE(list.unsentBegin()->local, u"b"_s);
    QCOMPARE(list.removeIf(list.size(), [](const Message &) { return true; }), std::size_t(3));
    QCOMPARE(list.unsentCount(), std::size_t(0));
    QVERIFY(list.empty());
}

void TestMessageList::copiesShareWhatDidNotChange()
{
    MessageList list;
    for (int i = 0; i < 1'000; ++i)
        list.insert(message(tsOf(i), QString::number(i)));
    const MessageList copy = list;
    list.edit(tsOf(500))->text = u"edited"_s;
    list.insert(message(tsOf(1'000), u"new"_s));
    list.remove(*list.find(tsOf(20)));
    for (int i = 0; i < 1'000; ++i) {
        if (i != 500 && i != 20)
            QCOMPARE(list.find(tsOf(i)), copy.find(tsOf(i)));
        QCOMPARE(copy.find(tsOf(i))->text, QString::number(i));
    }
    QCOMPARE(list.find(tsOf(500))->text, u"edited"_s);
    QVERIFY(!copy.find(tsOf(1'000)));
}

//! A fold holds a message while it makes its parent: what comes before it must not move it.
void TestMessageList::referencesOutliveInsertions()
{
    MessageList list;
    Message &held = list.insert(message(tsOf(5'000), u"held"_s));
    for (int i = 0; i < 1'000; ++i)
        list.insert(message(tsOf(i), QString::number(i)));
    QCOMPARE(list.find(tsOf(5'000)), &held);
    QCOMPARE(held.text, u"held"_s);
}

RTMSCOPE_TEST_MAIN(TestMessageList)
#include "tst_messagelist.moc"
