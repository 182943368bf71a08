// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/findings/knownfields.h"
#include "core/findings/shapewatch.h"

#include "core/events/eventtraits.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! With single quotes for readability.
QByteArray frame(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

QStringList told(const ShapeWatch &watch)
{
    static const QStringList names{u"type"_s, u"field"_s, u"block"_s, u"kind"_s, u"twice"_s, u"not JSON"_s};
    QStringList lines;
    for (const Finding &finding : watch.findings())
        lines += QStringList{names[int(finding.kind)],
                             finding.type,
                             finding.path,
                             finding.detail,
                             QString::number(finding.firstSeq),
                             QString::number(finding.count)}
                     .join(u'|');
    return lines;
}

} // namespace

class TestShapeWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldsOfStructs();
    void finds_data();
    void finds();
    void inEnvelopes();
    void ofALog();
    void inventionsAreBounded();
};

void TestShapeWatch::fieldsOfStructs()
{
    const QList<std::string_view> fields = knownFields(eventRow(u"reaction_added"_s, QString()));
    QVERIFY(fields.contains("reaction") && fields.contains("item") && fields.contains("user"));
    // What is flattened in counts, too.
    QVERIFY(knownFields(eventRow(u"message"_s, QString())).contains("text"));
    QVERIFY(knownFields(0).isEmpty());
    QVERIFY(knownFields(100'000).isEmpty());
}

void TestShapeWatch::finds_data()
{
    QTest::addColumn<QList<QByteArray>>("frames");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QList<const char *> &frames, const QStringList &expected) {
        QList<QByteArray> all;
        for (const char *text : frames)
            all += frame(text);
        QTest::newRow(name) << all << expected;
    };
    row("usual", {"{'type':'hello'}", "{'ok':true,'reply_to':1,'ts':'1','text':'a'}"}, {});
    row("an unknown type, twice", {"{'type':'brand_new','a':1}", "{'type':'brand_new','a':2}"},
        {u"type|brand_new|||1|2"_s});
    row("an unknown member", {"{'type':'user_typing','user':'U1','channel':'C1','mood':'well'}"},
        {u"field|user_typing|mood|string|1|1"_s});
    row("members that are data", {"{'type':'user_typing','user':'U1','channel':'C1','U0123456789':1}"},
        {u"field|user_typing|*|number|1|1"_s});
    row("another kind",
        {"{'type':'reaction_added','item':{'ts':'1'}}", "{'type':'reaction_added','item':{'ts':null}}",
         "{'type':'reaction_added','item':{'ts':1}}"},
        {u"kind|reaction_added|item.ts|string → number|3|1"_s});
    row("a key twice", {"{'type':'user_typing','user':'U1','user':'U2'}"},
        {u"twice|user_typing||user|1|1"_s});
    row("an unknown block",
        {"{'type':'message','text':'a','blocks':[{'type':'hologram'},{'type':'section'}]}"},
        {u"block|message|blocks[]|hologram|1|1"_s});
    row("one in a list of elements",
        {"{'type':'message','blocks':[{'type':'rich_text','elements':[{'type':'rich_text_spiral'}]}]}"},
        {u"block|message|blocks[].elements[]|rich_text_spiral|1|1"_s});
    row("several in one event count once",
        {"{'type':'message','blocks':[{'type':'hologram'},{'type':'hologram'}]}"},
        {u"block|message|blocks[]|hologram|1|1"_s});
    row("subtypes are types of their own",
        {"{'type':'message','subtype':'sorcery','text':'a'}", "{'type':'message','text':'a'}"}, {});
}

void TestShapeWatch::finds()
{
    QFETCH(QList<QByteArray>, frames);
    ShapeWatch watch;
    quint64 seq = 0;
    for (const QByteArray &one : frames)
        watch.look(++seq, one);
    QTEST(told(watch), "expected");
}

void TestShapeWatch::inEnvelopes()
{
    ShapeWatch watch;
    watch.look(1, frame("{'type':'events_api','envelope_id':'e','payload':{'type':'event_callback','event':"
                        "{'type':'user_typing','user':'U1','channel':'C1','mood':'well'}}}"));
    QCOMPARE(told(watch), QStringList{u"field|user_typing|mood|string|1|1"_s});
}

void TestShapeWatch::ofALog()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(1, frame("{'type':'brand_new'}")));
    log->append(entry(2, frame("{'type':'ours'}"), Direction::Out));
    log->append(note(3, frame("{'kind':'noted'}")));
    log->append(entry(4, "no JSON"));
    ShapeWatch watch;
    watch.look(LogReader(log->snapshot()), 0, log->size());
    const QStringList lines = told(watch);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0], u"type|brand_new|||1|1"_s);
    QVERIFY(lines[1].startsWith(u"not JSON|"_s) && lines[1].endsWith(u"|4|1"_s));
}

void TestShapeWatch::inventionsAreBounded()
{
    ShapeWatch watch;
    for (int i = 0; i < 5'000; ++i)
        watch.look(quint64(i), "{\"type\":\"t" + QByteArray::number(i) + "\"}");
    QCOMPARE(watch.findings().size(), 2'000);
    QVERIFY(watch.isFull());
    QByteArray wide = "{\"type\":\"wide\"";
    for (int i = 0; i < 20'000; ++i)
        wide += ",\"m" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    watch.look(9'999, wide + '}');
    const QByteArray deep = QByteArray(900, '[') + QByteArray(900, ']');
    watch.look(10'000, "{\"type\":\"deep\",\"a\":" + deep + '}');
    QCOMPARE(watch.findings().size(), 2'000);
}

RTMSCOPE_TEST_MAIN(TestShapeWatch)
#include "tst_shapewatch.moc"
