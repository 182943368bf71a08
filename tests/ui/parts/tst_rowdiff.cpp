// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "ui/parts/rowdiff.h"

#include <QAbstractItemModelTester>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! The simplest model there is: letters, of which the case may change without the identity.
class LetterModel : public QAbstractListModel
{
public:
    explicit LetterModel(const QString &letters)
        : m_letters(letters)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_letters.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QString(m_letters.at(index.row()))) : QVariant();
    }

    size_t size() const { return size_t(m_letters.size()); }
    QString keyOfRow(size_t row) const { return keyOf(m_letters.at(qsizetype(row))); }
    static QString keyOf(QChar wanted) { return QString(wanted.toLower()); }
    bool isRow(size_t row, QChar wanted) const { return keyOfRow(row) == keyOf(wanted); }
    void change(size_t row, QChar wanted)
    {
        if (m_letters.at(qsizetype(row)) == wanted)
            return;
        m_letters[qsizetype(row)] = wanted;
        ++changes;
        Q_EMIT dataChanged(index(int(row)), index(int(row)));
    }
    void remove(size_t first, size_t count)
    {
        beginRemoveRows({}, int(first), int(first + count - 1));
        m_letters.remove(qsizetype(first), qsizetype(count));
        endRemoveRows();
        ++removals;
    }
    void move(size_t from, size_t to)
    {
        beginMoveRows({}, int(from), int(from), {}, int(to));
        const QChar letter = m_letters.at(qsizetype(from));
        m_letters.remove(qsizetype(from), 1);
        m_letters.insert(qsizetype(to), letter);
        endMoveRows();
        ++moves;
    }
    void insert(size_t at, const QChar *first, size_t count)
    {
        beginInsertRows({}, int(at), int(at + count - 1));
        m_letters.insert(qsizetype(at), QString(first, qsizetype(count)));
        endInsertRows();
        ++insertions;
    }

    QString m_letters;
    int changes = 0;
    int removals = 0;
    int moves = 0;
    int insertions = 0;
};

} // namespace

class TestRowDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesTheRowsWanted_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<int>("steps"); // changes, removals, moves and insertions together
        QTest::newRow("nothing") << u""_s << u""_s << 0;
        QTest::newRow("same") << u"abc"_s << u"abc"_s << 0;
        QTest::newRow("fill") << u""_s << u"abc"_s << 1;
        QTest::newRow("empty") << u"abc"_s << u""_s << 1;
        QTest::newRow("append") << u"abc"_s << u"abcde"_s << 1;
        QTest::newRow("prepend") << u"cde"_s << u"abcde"_s << 1;
        QTest::newRow("insert in the middle") << u"abe"_s << u"abcde"_s << 1;
        QTest::newRow("change one") << u"abc"_s << u"aBc"_s << 1;
        QTest::newRow("change and append") << u"abc"_s << u"aBcd"_s << 2;
        QTest::newRow("remove first") << u"abc"_s << u"bc"_s << 1;
        QTest::newRow("remove last") << u"abc"_s << u"ab"_s << 1;
        QTest::newRow("remove apart") << u"abcde"_s << u"bd"_s << 3;
        QTest::newRow("last to front") << u"abcd"_s << u"dabc"_s << 1;
        QTest::newRow("swap neighbours") << u"abcd"_s << u"acbd"_s << 1;
        QTest::newRow("pending settles earlier") << u"abz"_s << u"azbc"_s << 2;
        QTest::newRow("all other") << u"abc"_s << u"xyz"_s << 2;
        QTest::newRow("reverse") << u"abcd"_s << u"dcba"_s << 3;
        QTest::newRow("slide the window") << u"abcd"_s << u"cdef"_s << 2;
        QTest::newRow("everything at once") << u"abcdef"_s << u"fXbYa"_s << -1;
    }
    void makesTheRowsWanted()
    {
        QFETCH(QString, before);
        QFETCH(QString, wanted);
        QFETCH(int, steps);
        LetterModel model(before);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RowDiff(model, wanted.constData(), size_t(wanted.size())).run();
        QCOMPARE(model.m_letters, wanted);
        if (steps >= 0)
            QCOMPARE(model.changes + model.removals + model.moves + model.insertions, steps);
    }

    void keepsIndexesOnTheirRows()
    {
        LetterModel model(u"abcdef"_s);
        const QPersistentModelIndex kept = model.index(3);
        const QString wanted = u"xdbyafz"_s;
        RowDiff(model, wanted.constData(), size_t(wanted.size())).run();
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), u"d"_s);
        QCOMPARE(kept.row(), 1);
    }

    void survivesAnyShuffle()
    {
        QString letters = u"abcdefghij"_s;
        LetterModel model(letters);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(42);
        for (int round = 0; round < 300; ++round) {
            std::shuffle(letters.begin(), letters.end(), random);
            const QString wanted = letters.left(int(random() % 11));
            RowDiff(model, wanted.constData(), size_t(wanted.size())).run();
            QCOMPARE(model.m_letters, wanted);
        }
    }
};

} // namespace rtmscope

RTMSCOPE_TEST_MAIN(rtmscope::TestRowDiff)
#include "tst_rowdiff.moc"
