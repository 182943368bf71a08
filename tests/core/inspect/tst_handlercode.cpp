// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/handlercode.h"

#include "core/events/eventtraits.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTest>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

QStringList inAll(const QByteArray &frame)
{
    json::Document document;
    if (!document.parse(frame))
        return {};
    QStringList all;
    for (const HandlerLanguage language : {HandlerLanguage::Python, HandlerLanguage::JavaScript,
                                           HandlerLanguage::Go, HandlerLanguage::Java, HandlerLanguage::Cpp})
        all += handlerCode(document.root(), language);
    return all;
}

} // namespace

class TestHandlerCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void names_data();
    void names();
    void whatNobodyHandles_data();
    void whatNobodyHandles();
    void hostileNamesStayInTheirQuotes();
    void corpus();
};

void TestHandlerCode::names_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QStringList>("expected"); // what the code of each language holds
    const auto row = [](const char *name, const char *frame, const QStringList &parts) {
        QTest::newRow(name) << QByteArray(frame).replace('\'', '"') << parts;
    };
    row("RTM", "{'type':'reaction_added','user':'U1'}",
        {u"@rtm.on(\"reaction_added\")"_s, u"rtm.on(\"reaction_added\", async"_s,
         u"case *slack.ReactionAddedEvent:"_s, u"new RTMEventHandler<ReactionAddedEvent>()"_s,
         u"&RtmSession::reactionAdded, &app, [](const ReactionAdded &body"_s});
    row("RTM, a subtype", "{'type':'message','subtype':'bot_message','text':'a'}",
        {u"if event.get(\"subtype\") != \"bot_message\":"_s,
         u"if (event.subtype !== \"bot_message\") return;"_s, u"if event.SubType != \"bot_message\" {"_s,
         u"RTMEventHandler<MessageBotEvent>"_s, u"&RtmSession::botMessage"_s});
    row("RTM, other capitals", "{'type':'im_created','user':'U1'}",
        {u"\"im_created\""_s, u"\"im_created\""_s, u"case *slack.IMCreatedEvent:"_s, u"<ImCreatedEvent>"_s,
         u"ImCreated &body"_s});
    row("RTM, a type that nobody knows", "{'type':'brand_new'}",
        {u"@rtm.on(\"brand_new\")"_s, u"rtm.on(\"brand_new\""_s,
         u"*slack.UnmarshallingErrorEvent: // there is no struct for \"brand_new\""_s,
         u"There is no class for \"brand_new\""_s, u"event.type == u\"brand_new\"_s"_s});
    row("Events API",
        "{'type':'events_api','envelope_id':'e','payload':{'type':'event_callback','event':{'type':'app_"
        "mention'}}}",
        {u"@app.event(\"app_mention\")"_s, u"app.event(\"app_mention\", async"_s,
         u"outer.InnerEvent.Type == \"app_mention\""_s, u"app.event(AppMentionEvent.class"_s,
         u"&SocketModeSession::appMention"_s});
    row("Events API, a subtype",
        "{'type':'events_api','envelope_id':'e','payload':{'type':'event_callback','event':"
        "{'type':'message','subtype':'message_changed','message':{}}}}",
        {u"{\"type\": \"message\", \"subtype\": \"message_changed\"}"_s,
         u"app.message(subtype(\"message_changed\")"_s, u"event.SubType == \"message_changed\""_s,
         u"MessageChangedEvent.class"_s, u"&SocketModeSession::messageChanged"_s});
    row("a button",
        "{'type':'interactive','envelope_id':'e','payload':{'type':'block_actions','actions':[{'action_id':'"
        "approve'}]}}",
        {u"@app.action(\"approve\")"_s, u"app.action(\"approve\", async ({ ack, body, client })"_s,
         u"action.ActionID == \"approve\""_s, u"app.blockAction(\"approve\""_s, u"BlockActions &body"_s});
    row("a form",
        "{'type':'interactive','envelope_id':'e','payload':{'type':'view_submission','view':{'callback_id':'"
        "ask'}}}",
        {u"@app.view(\"ask\")"_s, u"app.view(\"ask\""_s, u"callback.View.CallbackID == \"ask\""_s,
         u"app.viewSubmission(\"ask\""_s, u"ViewSubmission &body"_s});
    row("a shortcut on a message",
        "{'type':'interactive','envelope_id':'e','payload':{'type':'message_action','callback_id':'save'}}",
        {u"@app.shortcut(\"save\")"_s, u"app.shortcut(\"save\""_s, u"callback.CallbackID == \"save\""_s,
         u"app.messageShortcut(\"save\""_s, u"&SocketModeSession::"_s});
    row("a command",
        "{'type':'slash_commands','envelope_id':'e','payload':{'command':'/deploy','text':'now'}}",
        {u"@app.command(\"/deploy\")"_s, u"app.command(\"/deploy\""_s, u"command.Command == \"/deploy\""_s,
         u"app.command(\"/deploy\", (req, ctx)"_s, u"SlashCommand"_s});
}

void TestHandlerCode::names()
{
    QFETCH(QByteArray, frame);
    QFETCH(QStringList, expected);
    const QStringList code = inAll(frame);
    QCOMPARE(code.size(), expected.size());
    for (qsizetype i = 0; i < code.size(); ++i) {
        QVERIFY2(code[i].contains(expected[i]), qPrintable(code[i]));
        QVERIFY(code[i].endsWith(u'\n'));
    }
}

void TestHandlerCode::whatNobodyHandles_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("an acknowledgement of RTM") << QByteArray("{\"ok\":true,\"reply_to\":1}");
    QTest::newRow("one of Socket Mode")
        << QByteArray("{\"envelope_id\":\"e\",\"payload\":{\"text\":\"hi\"}}");
    QTest::newRow("no type") << QByteArray("{}");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("a number as type") << QByteArray("{\"type\":{}}");
}

void TestHandlerCode::whatNobodyHandles()
{
    QFETCH(QByteArray, frame);
    for (const QString &code : inAll(frame))
        QCOMPARE(code, QString());
}

void TestHandlerCode::hostileNamesStayInTheirQuotes()
{
    const QStringList code = inAll("{\"type\":\"x\\\"); evil(); //\\n%1 %2\"}");
    for (const QString &one : code) {
        QVERIFY2(!one.contains(u"x\");"_s), qPrintable(one));
        QVERIFY2(one.contains(u"x\\\"); evil(); //\\n%1 %2"_s), qPrintable(one));
    }
}

void TestHandlerCode::corpus()
{
    bool found = false;
    for (const QString &name : {u"rtm-events"_s, u"events-api"_s, u"socket-mode"_s}) {
        const QDir folder(testing::corpusFolder(name));
        if (folder.path() == "."_L1)
            QSKIP("The corpus is not here.");
        for (const QFileInfo &info : folder.entryInfoList({u"*.json"_s})) {
            QFile file(info.absoluteFilePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            found = true;
            const QStringList code = inAll(file.readAll());
            // All languages, or none.
            const bool isEmpty = code.isEmpty() || code.first().isEmpty();
            for (const QString &one : code)
                QVERIFY2(one.isEmpty() == isEmpty, qPrintable(info.fileName() + u'\n' + one));
        }
    }
    QVERIFY(found);
}

RTMSCOPE_TEST_MAIN(TestHandlerCode)
#include "tst_handlercode.moc"
