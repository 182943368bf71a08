// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/plainwords.h"

#include "core/text/cleantext.h"
#include "core/workspace/messageobject.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! What is said for messages that say little, and who did it.
class TestPlainWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void systemLines_data();
    void systemLines();
    void noSubtypeIsSilent_data();
    void noSubtypeIsSilent();
    void labels();
    void files();

private:
    Message messageOf(const QByteArray &json)
    {
        const bool isJson = m_document.parse(json);
        Q_ASSERT(isJson);
        Q_UNUSED(isJson)
        return readMessage(m_document.root()).message;
    }
    QString lineOf(const Message &message) const
    {
        RichText text = parseMrkdwn(message.text, u"text"_s);
        if (!hasWords(text))
            text = standIn(message);
        text = systemLine(text, message, m_workspace);
        QString line;
        for (const TextBlock &block : std::as_const(text.blocks)) {
            for (const Span &span : block.spans)
                line += plainSpan(span, &m_workspace);
        }
        return line;
    }

    Workspace m_workspace;
    json::Document m_document;
};

void TestPlainWords::initTestCase()
{
    m_workspace.apply(note(1, R"({"kind":"api","method":"users.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"members":[{"id":"U1","name":"mira","profile":{"display_name":"Mira Okafor"}},
                                       {"id":"U2","name":"tomas","profile":{"display_name":"Tomás Rey"}}]}})"));
}

void TestPlainWords::systemLines_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *raw, const QString &line) {
        QTest::newRow(name) << QByteArray(raw) << line;
    };
    row("text without a name",
        R"({"subtype":"channel_purpose","user":"U1","text":"set the channel description: tea"})",
        u"Mira Okafor set the channel description: tea"_s);
    row("a blank in front", R"({"subtype":"reminder_add","user":"U1","text":" set up a reminder"})",
        u"Mira Okafor set up a reminder"_s);
    row("named by a mention", R"({"subtype":"channel_leave","user":"U1","text":"<@U1> has left"})",
        u"@Mira Okafor has left"_s);
    row("named by an old mention",
        R"({"subtype":"group_archive","user":"U1","text":"<U1|@mira> archived it"})", u"@mira archived it"_s);
    row("named by the handle", R"({"subtype":"group_archive","user":"U1","text":"mira archived it"})",
        u"mira archived it"_s);
    row("a word that begins like the name", R"({"subtype":"group_topic","user":"U1","text":"miraculous"})",
        u"Mira Okafor miraculous"_s);
    row("mentioned later only",
        R"({"subtype":"channel_topic","user":"U1","text":"set the topic: ask <@U1>"})",
        u"Mira Okafor set the topic: ask @Mira Okafor"_s);
    row("somebody else first", R"({"subtype":"channel_join","user":"U1","text":"<@U2> was invited"})",
        u"Mira Okafor: @Tomás Rey was invited"_s);
    row("both", R"({"subtype":"channel_join","user":"U1","text":"<@U2> was added by <@U1>"})",
        u"@Tomás Rey was added by @Mira Okafor"_s);
    row("a sentence",
        R"({"subtype":"channel_posting_permissions","user":"U1","text":"Only admins may post."})",
        u"Mira Okafor: Only admins may post."_s);
    row("by nobody", R"({"subtype":"channel_archive","text":""})", u"Somebody archived the conversation"_s);
    row("by an app", R"({"subtype":"bot_add","bot_id":"B1","username":"Pager","text":"added itself"})",
        u"Pager added itself"_s);
    row("topic without a text", R"({"subtype":"group_topic","user":"U1","topic":"new \u202ewords"})",
        u"Mira Okafor set the topic: new words"_s);
    row("name without a text",
        R"({"subtype":"channel_name","user":"U1","old_name":"a","name":"b","text":null})",
        u"Mira Okafor renamed the conversation to “b”, it was “a”"_s);
    row("join without a text", R"({"subtype":"channel_join","user":"U1","inviter":"U2"})",
        u"Mira Okafor joined the conversation, invited by @Tomás Rey"_s);
    row("huddle",
        R"({"subtype":"huddle_thread","user":"USLACKBOT","text":"","room":{"created_by":"U2","has_ended":false}})",
        u"Tomás Rey started a huddle"_s);
    row("huddle that ended",
        R"({"subtype":"huddle_thread","user":"USLACKBOT","text":" ","room":{"created_by":"U2",
        "name":"plan","date_start":1795350000,"date_end":1795350605,"has_ended":true,"participant_history":["U1","U2"]}})",
        u"Tomás Rey started the huddle “plan”, which lasted 10\u00a0min: @Mira Okafor, @Tomás Rey"_s);
    row("call without a subtype", R"({"user":"U1","room":{"name":"stand-up","was_missed":true}})",
        u"Mira Okafor: started the call “stand-up”, which nobody answered"_s);
    row("canvas", R"({"subtype":"tabbed_canvas_updated","user":"USLACKBOT","canvas_update_user_ids":["U1"],
        "canvas":{"title":"Plan"}})",
        u"Mira Okafor edited the canvas “Plan”"_s);
    row("tab",
        R"({"subtype":"channel_tab_removed","user":"USLACKBOT","tab_removed_user_id":"U2","tab_title":"Links"})",
        u"Tomás Rey removed the tab “Links”"_s);
    row("unknown kind", R"({"subtype":"channel_thing_moved","user":"USLACKBOT","thing_moved_user_id":"U1"})",
        u"Mira Okafor: channel thing moved"_s);
}

void TestPlainWords::systemLines()
{
    QFETCH(const QByteArray, raw);
    const Message message = messageOf(raw);
    QVERIFY(isSystemLine(message));
    QTEST(lineOf(message), "line");
}

void TestPlainWords::noSubtypeIsSilent_data()
{
    QTest::addColumn<QString>("subtype");
    for (const char *subtype : {"",
                                "bot_message",
                                "me_message",
                                "thread_broadcast",
                                "file_share",
                                "file_comment",
                                "file_mention",
                                "slackbot_response",
                                "tombstone",
                                "ekm_access_denied",
                                "assistant_app_thread",
                                "channel_join",
                                "group_leave",
                                "channel_topic",
                                "group_name",
                                "channel_unarchive",
                                "channel_convert_to_private",
                                "pinned_item",
                                "unpinned_item",
                                "bot_disable",
                                "reminder_delete",
                                "huddle_thread",
                                "sh_room_shared",
                                "document_mention",
                                "joiner_notification",
                                "mpdm_move",
                                "list_record_comment",
                                "never_heard_of"})
        QTest::newRow(*subtype ? subtype : "none") << QString::fromLatin1(subtype);
}

void TestPlainWords::noSubtypeIsSilent()
{
    QFETCH(const QString, subtype);
    Message message;
    message.subtype = subtype;
    message.text = u" \u200b\n"_s;
    QVERIFY(hasWords(standIn(message)));
    QVERIFY(!actorName(message, m_workspace).isEmpty());
    if (isSystemLine(message))
        QVERIFY(lineOf(message).startsWith(u"Somebody"_s));
}

void TestPlainWords::labels()
{
    QCOMPARE(kindLabel(messageOf(R"({"subtype":"list_record_comment","text":"hi"})")),
             u"list record comment"_s);
    QCOMPARE(kindLabel(messageOf(R"({"subtype":"bot_message","text":"hi"})")), QString());
    QCOMPARE(kindLabel(messageOf(R"({"subtype":"channel_join","text":"hi"})")), QString());
    QVERIFY(messageOf(R"({"text":"hi","is_ephemeral":true})").ephemeral);
}

void TestPlainWords::files()
{
    const Message message = messageOf(R"({"text":"","files":[{"id":"F1","title":"","name":"a.png"},
        {"id":"F2","mode":"tombstone"},{"id":"F3","mode":"hidden_by_limit"},
        {"id":"F4","title":"Plan\u001b[2J","is_external":true,"external_type":"gdrive"},
        {"id":"F5","initial_comment":{"comment":"look"}},{"id":"F6"}]})");
    QCOMPARE(
        filesWords(message.files),
        u"6 files: a.png, This file was deleted, This file is hidden by the limit of the workspace's plan, "
        "Plan [2J (external, gdrive), look, 1 more"_s);
    QCOMPARE(fileTitle(message.files[5]), u"File F6"_s);
    QCOMPARE(filesWords({}), QString());
}

RTMSCOPE_TEST_MAIN(TestPlainWords)
#include "tst_plainwords.moc"
