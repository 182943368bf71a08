// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Frames recorded by other people, where they are at hand. They are not part of this repository.
#include "core/events/types/eventtypes.h"
#include "core/json/tree.h"
#include "core/log/eventlog.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace rtmscope;

class tst_EventCorpus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void losesNothing_data();
    void losesNothing();
    void envelopes_data();
    void envelopes();
};

namespace {

//! The frames in a file: the file itself, or each element where it is a list.
QList<QByteArray> framesIn(const QByteArray &text)
{
    const json::Tree tree = json::Tree::parse(text);
    if (tree.isEmpty() || tree.node(0).kind != json::Kind::Array)
        return {text};
    QList<QByteArray> frames;
    for (int row = 0; row < tree.node(0).childCount; ++row)
        frames.append(tree.valueText(tree.child(0, row)).toByteArray());
    return frames;
}

struct Score
{
    int frames = 0;
    int known = 0;
    QSet<std::size_t> structs;
    QSet<QString> unknown;
};

} // namespace

void tst_EventCorpus::losesNothing_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("frames");  // at least, as reached when this was written
    QTest::addColumn<int>("known");   // frames with a struct of their own
    QTest::addColumn<int>("structs"); // different ones
    QTest::newRow("events") << u"rtm-events"_s << 178 << 178 << 97;
    QTest::newRow("messages") << u"message-subtypes"_s << 90 << 90 << 26;
    QTest::newRow("histories") << u"histories"_s << 122 << 122 << 6;
}

void tst_EventCorpus::losesNothing()
{
    QFETCH(QString, folder);
    const QString path = testing::corpusFolder(folder);
    if (path.isEmpty())
        QSKIP("The corpus is not here.");
    Score score;
    testing::EventFeed feed;
    QList<Event> heard;
    connect(&feed, &EventSource::eventReceived, this, [&](const Event &event) { heard.append(event); });
    const QDir dir(path);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files)) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray &frame : framesIn(file.readAll())) {
            heard.clear();
            feed.deliver(Direction::In, frame);
            QCOMPARE(heard.size(), 1);
            const Event &event = heard.first();
            if (event.masked.isEmpty())
                QCOMPARE(event.raw, frame);
            ++score.frames;
            const std::size_t index = event.body().value.index();
            QCOMPARE(event.isKnown(), index != 0);
            score.known += index != 0;
            if (index != 0)
                score.structs.insert(index);
            else
                score.unknown.insert(event.type);
        }
    }
    const QStringList unknown(score.unknown.begin(), score.unknown.end());
    qInfo().noquote() << folder << score.frames << "frames," << score.known << "known,"
                      << score.structs.size() << "different; unknown:" << unknown.join(u' ');
    // What it reached once it must reach again; a corpus that grew may reach more.
    QFETCH(int, frames);
    QFETCH(int, known);
    QFETCH(int, structs);
    QCOMPARE_GE(score.frames, frames);
    QCOMPARE_GE(score.known, known);
    QCOMPARE_GE(score.structs.size(), structs);
}

void tst_EventCorpus::envelopes_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("unknown"); // types that nobody documents
    QTest::newRow("socket") << u"socket-mode"_s << QStringList();
    QTest::newRow("callbacks") << u"events-api"_s << QStringList();
}

//! Whatever Socket Mode delivers is typed, keeps its bytes through a capture but for its secrets, and those
//! are gone.
void tst_EventCorpus::envelopes()
{
    QFETCH(QString, folder);
    QFETCH(QStringList, unknown);
    const QString path = testing::corpusFolder(folder);
    if (path.isEmpty())
        QSKIP("The corpus is not here.");
    static const QRegularExpression secret(
        u"\"(?:bot_access_token|token|trigger_id|response_url)\"\\s*:\\s*\"(?!\\*\\*\\*\")[^\"]"_s);
    testing::EventFeed feed;
    const auto log = EventLog::inMemory({});
    QList<Event> heard;
    connect(&feed, &EventSource::recorded, this, [&](const Event &event) {
        heard.append(event);
        log->append(event);
    });
    const QDir dir(path);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files)) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray frame = file.readAll();
        if (folder == "events-api"_L1)
            frame = R"({"envelope_id":"e","payload":)" + frame + R"(,"type":"events_api"})";
        feed.deliver(name.startsWith("ack"_L1) ? Direction::Out : Direction::In, frame);
        const Event &event = heard.last();
        QVERIFY2(event.isKnown() || unknown.contains(event.type), qPrintable(name + u' ' + event.type));
        QCOMPARE(event.body().value.index(), event.row());
        QVERIFY2(!secret.match(QString::fromUtf8(event.raw)).hasMatch(), qPrintable(name));
        QVERIFY2(!event.raw.contains("xwfp-"), qPrintable(name));
        if (event.masked.isEmpty())
            QCOMPARE(event.raw, frame);
        const qsizetype row = log->size() - 1;
        QCOMPARE(log->frame(row), event.raw);
        QCOMPARE(log->event(row).type, event.type);
        QCOMPARE(log->event(row).channel, event.channel);
        QCOMPARE(log->event(row).masked, event.masked);
    }
    QVERIFY(heard.size() > 10);
}

RTMSCOPE_TEST_MAIN(tst_EventCorpus)
#include "tst_eventcorpus.moc"
