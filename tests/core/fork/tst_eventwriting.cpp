// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventdecoder.h"
#include "core/fork/eventcheck.h"
#include "core/fork/eventtemplates.h"
#include "core/fork/jsonlayout.h"
#include "core/json/json.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;
using rtmscope::testing::messageAt;
using rtmscope::testing::recorded;

//! Events that are written by hand: templates, what is odd about them, and their layout.
class TestEventWriting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void templatesAreWhole_data();
    void templatesAreWhole();
    void templatesNameWhoIsThere();
    void envelopesAreWhole();
    void makesUpWhatThereIsNot();
    void remarks_data();
    void remarks();
    void nothingIsOdd_data();
    void nothingIsOdd();
    void idsAreLeftAloneWithoutNames();
    void layout_data();
    void layout();
};

namespace {

//! #general with two messages, one of them a thread's beginning, and two people.
Workspace somewhere()
{
    Workspace workspace;
    const auto note = [&workspace](const QByteArray &json) {
        Event event;
        event.direction = Direction::Note;
        event.raw = json;
        EventDecoder::readHeader(&event);
        workspace.apply(event);
    };
    note(
        R"({"kind":"state","state":"Ready","team":{"id":"T1","name":"Acme","domain":"acme"},"self":{"id":"U9"}})");
    note(R"({"kind":"api","method":"users.list","ok":true,"answer":{"ok":true,"members":[
            {"id":"U9","name":"bot","is_bot":true},{"id":"U1","name":"mira","real_name":"Mira Okafor"}]}})");
    note(R"({"kind":"api","method":"conversations.list","ok":true,"answer":{"ok":true,"channels":[
            {"id":"C1","name":"general","is_channel":true,"is_member":true}]}})");
    const auto log = recorded({messageAt(1, "first"), messageAt(2, "second")});
    for (qsizetype row = 0; row < log->size(); ++row)
        workspace.apply(log->event(row));
    return workspace;
}

TemplateScope scopeIn(const Workspace &workspace)
{
    TemplateScope scope = TemplateScope::in(workspace, {}, {}, {});
    scope.timeUs = 1'700'000'010'000'000;
    return scope;
}

QList<EventRemark> checked(const QByteArray &frame, const Workspace &workspace)
{
    CheckScope scope;
    scope.names = &workspace;
    scope.beforeUs = 1'700'000'005'000'000;
    scope.afterUs = 1'700'000'020'000'000;
    return checkEvent(frame, scope);
}

QByteArray wordsOf(const QList<EventRemark> &remarks)
{
    QStringList words;
    for (const EventRemark &remark : remarks)
        words << remark.words;
    return words.join(u'\n').toUtf8();
}

} // namespace

void TestEventWriting::templatesAreWhole_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("envelopes");
    for (const EventTemplate &each : eventTemplates()) {
        QTest::newRow(each.id) << QString::fromLatin1(each.id) << false;
        QTest::newRow(qPrintable(QString::fromLatin1(each.id) + u" in an envelope"_s))
            << QString::fromLatin1(each.id) << true;
    }
}

//! Each is an event that we know, and nothing is odd about it; but for the one that is meant to be.
void TestEventWriting::templatesAreWhole()
{
    QFETCH(const QString, id);
    QFETCH(const bool, envelopes);
    const Workspace workspace = somewhere();
    TemplateScope scope = scopeIn(workspace);
    scope.envelopes = envelopes;
    const QByteArray frame = filledTemplate(id, scope);
    json::Document document;
    QVERIFY2(document.parse(frame), frame.constData());
    Event event;
    event.raw = frame;
    EventDecoder::readHeader(&event);
    QCOMPARE(event.isKnown(), id != u"unknown"_s);
    const QList<EventRemark> remarks = checked(frame, workspace);
    QVERIFY2(remarks.isEmpty() == (id != u"unknown"_s), wordsOf(remarks).constData());
}

void TestEventWriting::templatesNameWhoIsThere()
{
    const Workspace workspace = somewhere();
    const TemplateScope scope = scopeIn(workspace);
    json::Document document;
    QVERIFY(document.parse(filledTemplate(u"thread_reply"_s, scope)));
    QCOMPARE(document.root()["channel"].text(), u"C1"_s);
    QCOMPARE(document.root()["user"].text(), u"U1"_s); // not the one who is recorded
    QCOMPARE(document.root()["thread_ts"].text(), u"1700000002.000000"_s);
    QCOMPARE(document.root()["ts"].text(), u"1700000010.000000"_s);
    const TemplateScope first =
        TemplateScope::in(workspace, ChannelId(u"C1"_s), UserId(u"U9"_s), MessageTs(u"1700000001.000000"_s));
    QVERIFY(document.parse(filledTemplate(u"message_changed"_s, first)));
    QCOMPARE(document.root()["message"]["ts"].text(), u"1700000001.000000"_s);
    QCOMPARE(document.root()["previous_message"]["text"].text(), u"first"_s);
    QVERIFY(filledTemplate(u"no such thing"_s, scope).isEmpty());
    Workspace undescribed; // by messages alone
    const auto log = recorded({messageAt(1)});
    for (qsizetype row = 0; row < log->size(); ++row)
        undescribed.apply(log->event(row));
    QCOMPARE(TemplateScope::in(undescribed, {}, {}, {}).user, u"U1"_s);
}

void TestEventWriting::envelopesAreWhole()
{
    const Workspace workspace = somewhere();
    TemplateScope scope = scopeIn(workspace);
    json::Document document;
    QVERIFY(document.parse(filledTemplate(u"slash_command"_s, scope))); // nobody but apps is told of it
    QVERIFY(document.root()["envelope_id"].text().size() > 20);
    QCOMPARE(document.root()["type"].text(), u"slash_commands"_s);
    QCOMPARE(document.root()["payload"]["channel_name"].text(), u"general"_s);
    QCOMPARE(document.root()["accepts_response_payload"].boolean(), true);
    scope.envelopes = true;
    QVERIFY(document.parse(filledTemplate(u"message"_s, scope)));
    QCOMPARE(document.root()["type"].text(), u"events_api"_s);
    QCOMPARE(document.root()["payload"]["event"]["channel_type"].text(), u"channel"_s);
    QCOMPARE(document.root()["payload"]["authorizations"].size(), 1);
    QVERIFY(document.parse(filledTemplate(u"user_typing"_s, scope))); // apps are never told of it
    QVERIFY(!document.root()["envelope_id"].exists());
}

void TestEventWriting::makesUpWhatThereIsNot()
{
    TemplateScope scope = TemplateScope::in(Workspace(), ChannelId(u"C5"_s), UserId(u"U5"_s), {});
    scope.timeUs = 1'700'000'010'000'000;
    json::Document document;
    QVERIFY(document.parse(filledTemplate(u"reaction_added"_s, scope)));
    QCOMPARE(document.root()["item"]["channel"].text(), u"C5"_s);
    QCOMPARE(document.root()["user"].text(), u"U5"_s);
    QCOMPARE(document.root()["item"]["ts"].text(), u"1699999950.000000"_s);
}

void TestEventWriting::remarks_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("isGrave");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QByteArray &frame, bool isGrave, const char *says) {
        QTest::newRow(name) << frame << isGrave << QByteArray(says);
    };
    const QByteArray good =
        R"({"type":"message","channel":"C1","user":"U1","text":"x","ts":"1700000010.000100"})";
    const auto with = [&good](const char *part, const char *other) {
        return QByteArray(good).replace(part, other);
    };
    row("broken", "{\"type\":", true, "no JSON");
    row("a list", "[1]", true, "An event is an object");
    row("no type", "{\"text\":\"x\"}", true, "no “type”");
    row("an envelope without an id", R"({"type":"events_api","payload":{"event":{"type":"app_mention"}}})",
        true, "envelope_id");
    row("no channel", with(R"("channel":"C1",)", ""), false, "has no “channel”");
    row("no author", with(R"("user":"U1",)", ""), false, "has no “user” or “bot_id” or “username”");
    row("no text", with(R"("text":"x",)", ""), false, "has no “text” or “blocks”");
    row("a slip", with("\"text\"", "\"txet\""), false, "“txet” is no member");
    row("a new type", with("message", "massage"), false, "“massage” is no type");
    row("twice", with(R"("text":"x")", R"("text":"x","text":"y")"), false, "stands there twice");
    row("a number for a time", with("\"1700000010.000100\"", "1700000010"), false,
        "no time as Slack writes it");
    row("too early", with("1700000010", "1700000001"), false, "before that of the entry in front");
    row("too late", with("1700000010", "1700000030"), false, "behind that of the entry that follows");
    row("a channel's name", with("\"C1\"", "\"#general\""), false, "C1 in place of “#general”");
    row("an unknown channel", with("\"C1\"", "\"C7\""), false, "a conversation with the id “C7”");
    row("a person's name", with("\"U1\"", "\"@mira\""), false, "U1 in place of “@mira”");
    row("an unknown person", with("\"U1\"", "\"U7\""), false, "a person with the id “U7”");
    row("an unknown mention", with("\"x\"", "\"see <@U7>\""), false, "mentions “U7”");
    row("a ts that is there", with("1700000010.000100", "1700000002.000000"), false,
        "programs take the two for one");
    row("a thread without a beginning", with("\"user\"", R"("thread_ts":"1600000000.000100","user")"), false,
        "the thread has no beginning");
    row("an edit of nothing",
        R"({"type":"message","subtype":"message_changed","channel":"C1","ts":"1700000010.000100",)"
        R"("message":{"type":"message","user":"U1","text":"x","ts":"1600000000.000100"}})",
        false, "nothing to edit");
    row("a deletion of nothing",
        R"({"type":"message","subtype":"message_deleted","channel":"C1","ts":"1700000010.000100",)"
        R"("deleted_ts":"1600000000.000100"})",
        false, "nothing to delete");
    row("a reaction to nothing",
        R"({"type":"reaction_added","user":"U1","reaction":"eyes","item_user":"U1","event_ts":"1700000010.000100",)"
        R"("item":{"type":"message","channel":"C1","ts":"1600000000.000100"}})",
        false, "nothing to react to");
    row("inside an envelope",
        R"({"envelope_id":"e","type":"events_api","payload":{"event":)" + with("\"U1\"", "\"U7\"") + "}}",
        false, "a person with the id “U7”");
}

void TestEventWriting::remarks()
{
    QFETCH(const QByteArray, frame);
    QFETCH(const bool, isGrave);
    QFETCH(const QByteArray, says);
    const QList<EventRemark> remarks = checked(frame, somewhere());
    QVERIFY2(!remarks.isEmpty(), frame.constData());
    QVERIFY2(wordsOf(remarks).contains(says), wordsOf(remarks).constData());
    const bool anyGrave =
        std::any_of(remarks.begin(), remarks.end(), [](const EventRemark &remark) { return remark.isGrave; });
    QCOMPARE(anyGrave, isGrave);
}

void TestEventWriting::nothingIsOdd_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("message") << QByteArray(
        "{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U1\",\"text\":\"<@U1> in <#C1|general>\","
        "\"ts\":\"1700000010.000100\"}");
    QTest::newRow("our own") << QByteArray(
        R"({"type":"message","channel":"C1","user":"U9","text":"x","ts":"1700000010.000100"})");
    QTest::newRow("blocks for a text") << QByteArray(
        R"({"type":"message","channel":"C1","bot_id":"B1","blocks":[],"ts":"1700000010.000100"})");
    QTest::newRow("somebody new") << QByteArray(
        R"({"type":"team_join","user":{"id":"U77","name":"new"},"event_ts":"1700000010.000100"})");
    QTest::newRow("a new channel") << QByteArray(
        R"({"type":"channel_created","channel":{"id":"C77","name":"new","creator":"U1"}})");
}

void TestEventWriting::nothingIsOdd()
{
    QFETCH(const QByteArray, frame);
    const QList<EventRemark> remarks = checked(frame, somewhere());
    QVERIFY2(remarks.isEmpty(), wordsOf(remarks).constData());
}

void TestEventWriting::idsAreLeftAloneWithoutNames()
{
    const QByteArray frame =
        R"({"type":"message","channel":"C7","user":"U7","text":"x","ts":"1700000010.000100"})";
    QVERIFY(checkEvent(frame, {}).isEmpty());
}

void TestEventWriting::layout_data()
{
    QTest::addColumn<QByteArray>("flat");
    QTest::addColumn<QByteArray>("indented");
    QTest::newRow("object") << QByteArray(R"({"a":1,"b":[1,2.50e1],"c":{}})")
                            << QByteArray(
                                   "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2.50e1\n  ],\n  \"c\": {}\n}");
    QTest::newRow("signs in texts") << QByteArray("{\"a\":\"{ [ , : \\\" \\\\\"}")
                                    << QByteArray("{\n  \"a\": \"{ [ , : \\\" \\\\\"\n}");
    QTest::newRow("twice") << QByteArray(R"({"a":1,"a":2})") << QByteArray("{\n  \"a\": 1,\n  \"a\": 2\n}");
    QTest::newRow("broken") << QByteArray("{\"a\":") << QByteArray("{\"a\":");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestEventWriting::layout()
{
    QFETCH(const QByteArray, flat);
    QFETCH(const QByteArray, indented);
    QCOMPARE(jsonlayout::indented(flat), indented);
    QCOMPARE(jsonlayout::compact(indented), flat);
}

RTMSCOPE_TEST_MAIN(TestEventWriting)
#include "tst_eventwriting.moc"
