// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventmeaning.h"

#include "core/events/types/eventtypes.h"
#include "core/summary/eventnature.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

class TestEventMeaning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKnownTypeHasOne();
    void told_data();
    void told();
    void nature_data();
    void nature();
};

//! Whoever adds a type adds a sentence for it.
void TestEventMeaning::everyKnownTypeHasOne()
{
    QStringList without;
#define RTMSCOPE_ASK(Type, signal, ...)                                                                      \
    {                                                                                                        \
        const QString type = QString::fromLatin1(Type::wire.type);                                           \
        const QString subtype = QString::fromLatin1(Type::wire.subtype);                                     \
        const bool ours = type == "ping"_L1 || type == "typing"_L1 || type == "presence_sub"_L1 ||           \
                          type == "presence_query"_L1 || type == "tickle"_L1;                                \
        const bool plain = subtype.isEmpty() ||                                                              \
                           EventMeaning::ofType(type, subtype) != EventMeaning::ofType(type, QString());     \
        if (!ours && (EventMeaning::ofType(type, subtype).isEmpty() || !plain))                              \
            without << type + u'/' + subtype;                                                                \
    }
    RTMSCOPE_EVENTS(RTMSCOPE_ASK)
#undef RTMSCOPE_ASK
    QCOMPARE(without, QStringList());
}

void TestEventMeaning::told_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QString>("part");
    QTest::newRow("message") << entry(1, R"({"type":"message","text":"a"})") << u"wrote in a conversation"_s;
    QTest::newRow("edit") << entry(1, R"({"type":"message","subtype":"message_changed"})") << u"edited"_s;
    QTest::newRow("a subtype nobody knows")
        << entry(1, R"({"type":"message","subtype":"new_thing"})") << u"wrote in a conversation"_s;
    QTest::newRow("a type nobody knows") << entry(1, R"({"type":"new_thing"})") << u"does not know"_s;
    QTest::newRow("no type") << entry(1, R"({"text":"a"})") << u"no type"_s;
    QTest::newRow("type of another kind") << entry(1, R"({"type":{"a":1}})") << u"no type"_s;
    QTest::newRow("ours") << entry(1, R"({"type":"message","id":1})", Direction::Out) << u"of ours"_s;
    QTest::newRow("ours, odd") << entry(1, R"({"type":"odd","id":1})", Direction::Out) << u"from here"_s;
    QTest::newRow("acknowledged") << entry(1, R"({"ok":true,"reply_to":1})") << u"reply_to"_s;
    QTest::newRow("call") << note(1, R"({"kind":"api","method":"x"})") << u"Web API"_s;
    QTest::newRow("odd note") << note(1, R"({"kind":"odd"})") << u"Written by Rtmscope"_s;
    QTest::newRow("broken") << entry(1, R"({"type")") << u"should be JSON"_s;
    QTest::newRow("binary") << binary(1, "\x01") << u"text only"_s;
}

void TestEventMeaning::told()
{
    QFETCH(Event, event);
    QFETCH(QString, part);
    QVERIFY2(EventMeaning::of(event).contains(part), qPrintable(EventMeaning::of(event)));
}

void TestEventMeaning::nature_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<bool>("trouble");
    QTest::addColumn<bool>("lookUp");
    const auto row = [](const char *name, const Event &event, bool trouble, bool lookUp) {
        QTest::newRow(name) << event << trouble << lookUp;
    };
    row("look-up", note(1, R"({"kind":"api","method":"users.info","status":200,"ok":true})"), false, true);
    row("look-up refused", note(1, R"({"kind":"api","method":"users.info","ok":false,"error":"x"})"), true,
        false);
    row("look-up without an answer", note(1, R"({"kind":"api","method":"users.info","error":"timeout"})"),
        true, false);
    row("call", note(1, R"({"kind":"api","method":"conversations.history","ok":true})"), false, false);
    row("ok of another kind", note(1, R"({"kind":"api","method":"a","ok":"yes","error":7})"), true, false);
    row("state", note(1, R"({"kind":"state","state":"Ready"})"), false, false);
    row("lost", note(1, R"({"kind":"state","state":"Backoff","error":{"code":"a","msg":"b"}})"), true, false);
    row("step", note(1, R"({"kind":"send","step":"queued"})"), false, false);
    row("step that failed", note(1, R"({"kind":"send","step":"failed","error":{"code":"a"}})"), true, false);
    row("page of a back-fill",
        note(1, R"({"kind":"api","method":"conversations.replies","args":{"oldest":"1.5"},"ok":true})"),
        false, true);
    row("page of a back-fill refused",
        note(1, R"({"kind":"api","method":"conversations.history","args":{"oldest":"1.5"},"ok":false})"),
        true, false);
    row("back-filled", note(1, R"({"kind":"backfill","state":"finished","failed":0})"), false, false);
    row("nothing to back-fill", note(1, R"({"kind":"backfill","channel":"C01","state":"done","messages":0})"),
        false, true);
    row("something back-filled",
        note(1, R"({"kind":"backfill","channel":"C01","state":"done","messages":2})"), false, false);
    row("back-filled but for one", note(1, R"({"kind":"backfill","failed":1})"), true, false);
    row("network gone", note(1, R"({"kind":"network","reachable":false})"), true, false);
    row("network back", note(1, R"({"kind":"network","reachable":true})"), false, false);
    row("message", entry(1, R"({"type":"message","error":"no"})"), false, false);
    row("error", entry(1, R"({"type":"error","error":{"code":1}})"), true, false);
    row("taken", entry(1, R"({"ok":true,"reply_to":1})"), false, false);
    row("not taken", entry(1, R"({"ok":false,"reply_to":1})"), true, false);
    row("no object", note(1, "[]"), false, false);
    row("broken", note(1, "{"), false, false);
}

void TestEventMeaning::nature()
{
    QFETCH(Event, event);
    QTEST(natureOf(event).trouble, "trouble");
    QTEST(natureOf(event).lookUp, "lookUp");
}

RTMSCOPE_TEST_MAIN(TestEventMeaning)
#include "tst_eventmeaning.moc"
