// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/app/program.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using rtmscope::testing::Ran;
using rtmscope::testing::run;

namespace {

//! Microseconds of "2026-11-22T14:02:11.318204Z".
qint64 timeOf(const QJsonObject &line)
{
    const QString text = line.value(u"t"_s).toString();
    const QDateTime moment = QDateTime::fromString(text.left(19) + u'Z', Qt::ISODate);
    return moment.toSecsSinceEpoch() * 1'000'000 + text.mid(20, 6).toLongLong();
}

QString idIn(const QJsonValue &value)
{
    return value.isObject() ? value.toObject().value(u"id"_s).toString() : value.toString();
}

} // namespace

//! What `stats` says of a hundred thousand events of the demo, against loops over the same lines that know
//! nothing of it.
class TestStatisticsDemo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void countsByType();
    void countsByAppAndConnection();
    void threads();
    void acknowledgements();
    void ofWhatAFilterShows();

private:
    QList<QJsonObject> record(const QString &name, const QStringList &options);
    QJsonObject stats(const QString &name, const QStringList &options);

    QTemporaryDir m_folder;
    QList<QJsonObject> m_lines;     // by RTM
    QList<QJsonObject> m_enveloped; // by Socket Mode
};

QList<QJsonObject> TestStatisticsDemo::record(const QString &name, const QStringList &options)
{
    const Ran ran = run(QStringLiteral(RTMSCOPE_PROGRAM),
                        QStringList{u"tail"_s, u"--demo"_s, u"--seed"_s, u"5"_s, u"--rate"_s, u"100000"_s,
                                    u"--direction"_s, u"both"_s, u"--quiet"_s} +
                            options);
    QFile file(m_folder.filePath(name));
    if (ran.status != 0 || !file.open(QIODevice::WriteOnly) || file.write(ran.out) != ran.out.size())
        return {};
    QList<QJsonObject> lines;
    for (const QByteArray &line : ran.out.split('\n')) {
        if (!line.isEmpty())
            lines << QJsonDocument::fromJson(line).object();
    }
    return lines;
}

QJsonObject TestStatisticsDemo::stats(const QString &name, const QStringList &options)
{
    const Ran ran = run(QStringLiteral(RTMSCOPE_PROGRAM),
                        QStringList{u"stats"_s, m_folder.filePath(name), u"--json"_s} + options);
    return ran.status == 0 ? QJsonDocument::fromJson(ran.out).object() : QJsonObject();
}

void TestStatisticsDemo::initTestCase()
{
    m_lines = record(u"rtm.rtmcap"_s, {u"--count"_s, u"100000"_s});
    QCOMPARE(m_lines.size(), 100'000);
    m_enveloped = record(u"socket.rtmcap"_s, {u"--socket-mode"_s, u"--count"_s, u"40000"_s});
    QCOMPARE(m_enveloped.size(), 40'000);
}

void TestStatisticsDemo::countsByType()
{
    QMap<QString, qint64> expected;
    for (const QJsonObject &line : std::as_const(m_lines)) {
        const QJsonObject frame = line.value(u"frame"_s).toObject();
        QString type = frame.value(u"type"_s).toString();
        if (type.isEmpty() && frame.contains(u"reply_to"_s))
            type = u"ack"_s;
        ++expected[u"%1/%2/%3"_s.arg(type, frame.value(u"subtype"_s).toString(),
                                     line.value(u"dir"_s).toString())];
    }
    const QJsonObject figures = stats(u"rtm.rtmcap"_s, {});
    QCOMPARE(figures.value(u"count"_s).toInteger(), 100'000);
    QMap<QString, qint64> found;
    for (const QJsonValue row : figures.value(u"rows"_s).toArray())
        found[u"%1/%2/%3"_s.arg(row[u"key"_s].toString(), row[u"subtype"_s].toString(),
                                row[u"dir"_s].toString())] = row[u"count"_s].toInteger();
    QCOMPARE(found, expected);
    QVERIFY(found.size() > 10);
}

void TestStatisticsDemo::countsByAppAndConnection()
{
    QMap<QString, qint64> apps;
    QMap<QString, qint64> connections;
    for (const QJsonObject &line : std::as_const(m_lines)) {
        const QJsonObject frame = line.value(u"frame"_s).toObject();
        QString app = frame.value(u"bot_id"_s).toString();
        for (const QString &inside : {u"message"_s, u"previous_message"_s}) {
            if (app.isEmpty())
                app = frame.value(inside).toObject().value(u"bot_id"_s).toString();
        }
        if (app.isEmpty())
            app = frame.value(u"bot"_s).toObject().value(u"id"_s).toString();
        ++apps[app];
        ++connections[QString::number(line.value(u"conn"_s).toInteger())];
    }
    const auto found = [this](const QString &by) {
        QMap<QString, qint64> counts;
        for (const QJsonValue row : stats(u"rtm.rtmcap"_s, {u"--by"_s, by}).value(u"rows"_s).toArray())
            counts[row[u"key"_s].toString()] = row[u"count"_s].toInteger();
        return counts;
    };
    QCOMPARE(found(u"bot"_s), apps);
    QVERIFY(apps.size() > 1);
    QCOMPARE(found(u"connection"_s), connections);
}

void TestStatisticsDemo::threads()
{
    QMap<QString, QSet<QString>> replies;
    QMap<QString, QString> starters;
    QMap<QString, QMap<QString, QString>> authors;
    for (const QJsonObject &line : std::as_const(m_lines)) {
        const QJsonObject frame = line.value(u"frame"_s).toObject();
        if (frame.value(u"type"_s).toString() != "message"_L1)
            continue;
        const QString channel = idIn(frame.value(u"channel"_s));
        const QString ts = frame.value(u"ts"_s).toString();
        const QString subtype = frame.value(u"subtype"_s).toString();
        if (subtype == "message_deleted"_L1) {
            const QString thread =
                frame.value(u"previous_message"_s).toObject().value(u"thread_ts"_s).toString();
            replies[channel + thread].remove(frame.value(u"deleted_ts"_s).toString());
        }
        if (subtype.startsWith(u"message_"_s) || line.value(u"dir"_s).toString() != "in"_L1)
            continue;
        const QString author = frame.value(u"user"_s).toString(frame.value(u"bot_id"_s).toString());
        const QString thread = frame.value(u"thread_ts"_s).toString();
        if (thread.isEmpty() || thread == ts) {
            starters.insert(channel + ts, author);
            continue;
        }
        replies[channel + thread].insert(ts);
        authors[channel + thread].insert(ts, author);
        if (frame.contains(u"parent_user_id"_s))
            starters.insert(channel + thread, frame.value(u"parent_user_id"_s).toString());
    }
    const QJsonObject figures = stats(u"rtm.rtmcap"_s, {u"--threads"_s});
    QMap<QString, qint64> found;
    int compared = 0;
    for (const QJsonValue row : figures.value(u"rows"_s).toArray()) {
        const QString key = row[u"channel"_s].toString() + row[u"thread_ts"_s].toString();
        const qint64 seen = row[u"replies"_s].toInteger();
        if (seen > 0)
            found.insert(key, seen);
        // The first by somebody else, where it is known who began it.
        if (!starters.contains(key))
            continue;
        QStringList times = replies.value(key).values();
        std::sort(times.begin(), times.end());
        const auto first = std::find_if(times.cbegin(), times.cend(), [&](const QString &ts) {
            return authors.value(key).value(ts) != starters.value(key);
        });
        if (first == times.cend()) {
            QVERIFY(!row[u"first_reply_us"_s].isDouble());
            continue;
        }
        const auto us = [](const QString &ts) {
            return ts.left(10).toLongLong() * 1'000'000 + ts.mid(11).toLongLong();
        };
        QCOMPARE(row[u"first_reply_us"_s].toInteger(), us(*first) - us(row[u"thread_ts"_s].toString()));
        ++compared;
    }
    QMap<QString, qint64> expected;
    for (auto thread = replies.cbegin(); thread != replies.cend(); ++thread) {
        if (!thread->isEmpty())
            expected.insert(thread.key(), thread->size());
    }
    QCOMPARE(found, expected);
    QVERIFY(found.size() > 100 && compared > 100);
}

void TestStatisticsDemo::acknowledgements()
{
    QMap<QString, qint64> asked;
    QList<qint64> took;
    for (const QJsonObject &line : std::as_const(m_enveloped)) {
        const QString id = line.value(u"frame"_s).toObject().value(u"envelope_id"_s).toString();
        if (id.isEmpty())
            continue;
        if (line.value(u"dir"_s).toString() == "in"_L1)
            asked.insert(id, timeOf(line));
        else if (asked.contains(id))
            took << timeOf(line) - asked.take(id);
    }
    QVERIFY(took.size() > 10'000);
    std::sort(took.begin(), took.end());
    const auto atRank = [&took](int percent) { return took.at((took.size() * percent + 99) / 100 - 1); };
    const QJsonObject figures = stats(u"socket.rtmcap"_s, {u"--latencies"_s}).value(u"envelope"_s).toObject();
    QCOMPARE(figures.value(u"count"_s).toInteger(), took.size());
    QCOMPARE(figures.value(u"unanswered"_s).toInteger(), asked.size());
    QCOMPARE(figures.value(u"median_us"_s).toInteger(), atRank(50));
    QCOMPARE(figures.value(u"p90_us"_s).toInteger(), atRank(90));
    QCOMPARE(figures.value(u"p99_us"_s).toInteger(), atRank(99));
    QCOMPARE(figures.value(u"longest_us"_s).toInteger(), took.constLast());
    QCOMPARE(figures.value(u"slowest"_s).toArray().first()[u"us"_s].toInteger(), took.constLast());
}

void TestStatisticsDemo::ofWhatAFilterShows()
{
    const QString channel = idIn(m_lines.at(50'000).value(u"frame"_s).toObject().value(u"channel"_s));
    QString place = channel;
    for (qsizetype i = 50'000; place.isEmpty(); ++i)
        place = idIn(m_lines.at(i).value(u"frame"_s).toObject().value(u"channel"_s));
    const QJsonObject figures =
        stats(u"rtm.rtmcap"_s, {u"--threads"_s, u"--filter"_s, u"channel == \"%1\""_s.arg(place)});
    QVERIFY(figures.value(u"threads"_s).toInteger() > 0);
    for (const QJsonValue row : figures.value(u"rows"_s).toArray())
        QCOMPARE(row[u"channel"_s].toString(), place);
    const qint64 all = stats(u"rtm.rtmcap"_s, {u"--threads"_s}).value(u"threads"_s).toInteger();
    QVERIFY(figures.value(u"threads"_s).toInteger() < all);
}

RTMSCOPE_TEST_MAIN(TestStatisticsDemo)
#include "tst_statisticsdemo.moc"
