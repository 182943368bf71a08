// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/chunkedlist.h"
#include "core/base/chunkedmap.h"
#include "core/base/cowptr.h"
#include "tests/support/testmain.h"

#include <random>
#include <set>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! CowPtr, ChunkedList and ChunkedMap against the plain containers that they stand for.
class TestChunks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cowCopiesOnlyWhatIsShared();
    void listAgainstVector_data();
    void listAgainstVector();
    void appendedIsFoundByNumber();
    void oneChangeCopiesOneChunk();
    void whatStaysOfManyIsPutTogether();
    void mapAgainstHash();
    void mapIsOneInBothCopies();
};

namespace {

using Numbers = ChunkedList<int, 8>;

std::vector<int> all(const Numbers &list)
{
    std::vector<int> found(list.begin(), list.end());
    std::vector<int> backwards(list.rbegin(), list.rend());
    std::reverse(backwards.begin(), backwards.end());
    return found == backwards && found.size() == list.size() ? found : std::vector<int>{-1};
}

//! How many values stand in the same place of memory in both.
std::size_t sharedBetween(const Numbers &a, const Numbers &b)
{
    std::set<const int *> places;
    for (const int &value : a)
        places.insert(&value);
    return std::size_t(
        std::count_if(b.begin(), b.end(), [&places](const int &value) { return places.count(&value) > 0; }));
}

} // namespace

void TestChunks::cowCopiesOnlyWhatIsShared()
{
    CowPtr<QString> text(u"a"_s);
    const QString *place = &*text;
    text.edit() += u'b';
    QCOMPARE(&*text, place);
    const CowPtr<QString> copy = text;
    QVERIFY(copy.isSharedWith(text));
    text.edit() += u'c';
    QVERIFY(!copy.isSharedWith(text));
    QCOMPARE(&*copy, place);
    QCOMPARE(*copy, u"ab"_s);
    QCOMPARE(*text, u"abc"_s);
    CowPtr<QString> none = CowPtr<QString>::none();
    none = std::move(text);
    QCOMPARE(*none, u"abc"_s);
}

void TestChunks::listAgainstVector_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("growth"); // of ten changes so many insert
    for (const unsigned seed : {1u, 2u, 3u, 4u}) {
        QTest::addRow("growing %u", seed) << seed << 7;
        QTest::addRow("steady %u", seed) << seed << 5;
        QTest::addRow("shrinking %u", seed) << seed << 4;
    }
}

//! Any changes, with copies taken on the way that must stay what they were.
void TestChunks::listAgainstVector()
{
    QFETCH(const unsigned, seed);
    QFETCH(const int, growth);
    std::mt19937 dice(seed);
    const auto below = [&dice](std::size_t end) {
        return std::size_t(dice() % std::max<std::size_t>(1, end));
    };
    Numbers list;
    std::vector<int> plain;
    std::vector<std::pair<Numbers, std::vector<int>>> copies;
    for (int step = 0; step < 3'000; ++step) {
        const std::size_t at = below(plain.size() + 1);
        const bool isInside = at < plain.size();
        if (int(below(10)) < growth) {
            const std::size_t where = below(3) == 0 ? plain.size() : at;
            QCOMPARE(list.insert(list.place(where), step), step);
            plain.insert(plain.begin() + std::ptrdiff_t(where), step);
        } else if (isInside && below(20) == 0) {
            const std::size_t count = below(plain.size() + 1);
            const int divisor = 2 + int(below(5));
            const auto goes = [divisor](int value) { return value % divisor == 0; };
            const auto end = plain.begin() + std::ptrdiff_t(count);
            const auto from = std::remove_if(plain.begin(), end, goes);
            QCOMPARE(list.eraseIf(count, goes), std::size_t(end - from));
            plain.erase(from, end);
        } else if (isInside && below(3) == 0) {
            list.edit(list.place(at)) = -step;
            plain[at] = -step;
        } else if (isInside) {
            list.erase(list.place(at));
            plain.erase(plain.begin() + std::ptrdiff_t(at));
        }
        QCOMPARE(list.size(), plain.size());
        QCOMPARE(list.empty(), plain.empty());
        if (!plain.empty()) {
            QCOMPARE(list.front(), plain.front());
            QCOMPARE(list.back(), plain.back());
            QCOMPARE(*list.place(at % plain.size()), plain[at % plain.size()]);
        }
        if (step % 100 == 0)
            copies.emplace_back(list, plain);
    }
    QVERIFY(all(list) == plain);
    for (const auto &[copy, then] : copies)
        QVERIFY(all(copy) == then);
}

void TestChunks::appendedIsFoundByNumber()
{
    Numbers list;
    for (int i = 0; i < 1'000; ++i)
        list.append(i);
    for (int i = 0; i < 1'000; ++i)
        QCOMPARE(list.appended(std::size_t(i)), i);
    list.editAppended(500) = -1;
    QCOMPARE(list.appended(500), -1);
    for (int i = -1; i <= 1'001; ++i) {
        const auto found = list.partitionPoint([i](int value) { return value >= 0 ? value < i : 500 < i; });
        QCOMPARE(std::distance(list.begin(), found), std::clamp(i, 0, 1'000));
    }
}

void TestChunks::oneChangeCopiesOneChunk()
{
    Numbers list;
    for (int i = 0; i < 1'000; ++i)
        list.append(i);
    const Numbers copy = list;
    QCOMPARE(sharedBetween(list, copy), std::size_t(1'000));
    list.append(1'000);
    QCOMPARE(sharedBetween(list, copy), std::size_t(1'000)); // the last chunk was full
    list.edit(list.place(20)) = -1;
    QCOMPARE(sharedBetween(list, copy), 1'000 - Numbers::chunkSize);
    list.eraseIf(list.size(), [](int value) { return value == 100 || value == 101; });
    QVERIFY(sharedBetween(list, copy) >= 1'000 - 3 * Numbers::chunkSize);
}

void TestChunks::whatStaysOfManyIsPutTogether()
{
    Numbers list;
    for (int i = 0; i < 8'000; ++i)
        list.append(i);
    QCOMPARE(list.eraseIf(list.size(), [](int value) { return value % 100 != 0; }), std::size_t(7'920));
    std::size_t runs = 0;
    const int *before = nullptr;
    for (const int &value : list) {
        runs += &value == before + 1 ? 0 : 1;
        before = &value;
    }
    QCOMPARE(runs, 80 / Numbers::chunkSize);
}

void TestChunks::mapAgainstHash()
{
    std::mt19937 dice(7);
    ChunkedMap<QString, int> map;
    QHash<QString, int> plain;
    QStringList order;
    std::vector<std::pair<ChunkedMap<QString, int>, QHash<QString, int>>> copies;
    for (int step = 0; step < 5'000; ++step) {
        const QString key = QString::number(dice() % 1'500);
        QCOMPARE(map.contains(key), plain.contains(key));
        if (!plain.contains(key))
            order += key;
        if (step % 2 == 0) {
            map.edit(key) = step;
            plain[key] = step;
        } else if (auto found = map.find(key)) {
            QCOMPARE(*found, plain.value(key));
            found.edit() = -step;
            plain[key] = -step;
        } else {
            QCOMPARE(map.edit(key, 17), 17);
            plain[key] = 17;
        }
        if (step % 250 == 0)
            copies.emplace_back(map, plain);
    }
    copies.emplace_back(map, plain);
    for (const auto &[copy, then] : copies) {
        QCOMPARE(copy.size(), then.size());
        auto key = order.cbegin();
        for (const int value : copy)
            QCOMPARE(value, then.value(*key++));
        for (auto each = then.cbegin(); each != then.cend(); ++each) {
            QVERIFY(copy.get(each.key()));
            QCOMPARE(*copy.get(each.key()), each.value());
        }
        QVERIFY(!copy.get(u"nobody"_s));
        QCOMPARE(copy.keys().size(), then.size());
    }
}

void TestChunks::mapIsOneInBothCopies()
{
    ChunkedMap<QString, int> map;
    for (int i = 0; i < 1'000; ++i)
        map.edit(QString::number(i)) = i;
    const ChunkedMap<QString, int> copy = map;
    QVERIFY(map.find(u"500"_s)); // asking changes nothing
    QCOMPARE(copy.get(u"500"_s), map.get(u"500"_s));
    map.edit(u"500"_s) = -1;
    QCOMPARE(*copy.get(u"500"_s), 500);
    QCOMPARE(copy.get(u"900"_s), map.get(u"900"_s));
    QVERIFY(copy.get(u"501"_s) != map.get(u"501"_s)); // the same chunk
}

RTMSCOPE_TEST_MAIN(TestChunks)
#include "tst_chunks.moc"
