// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/app/program.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

Ran explain(const QStringList &types)
{
    return run(QStringLiteral(RTMSCOPE_PROGRAM), QStringList{u"explain"_s} + types, {});
}

} // namespace

//! rtmscope explain, as a shell has it.
class TestExplainCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aType();
    void aSubtypeAlone();
    void several();
    void theList();
    void mistakes();
    void help();
};

void TestExplainCommand::aType()
{
    const Ran ran = explain({u"reaction_added"_s});
    QCOMPARE(ran.status, 0);
    QVERIFY(ran.out.startsWith("reaction_added\n"));
    QVERIFY(ran.out.contains("item_user"));
    QVERIFY(ran.out.contains("https://docs.slack.dev/reference/events/reaction_added\n"));
    QVERIFY(ran.out.endsWith('\n'));
}

void TestExplainCommand::aSubtypeAlone()
{
    const Ran alone = explain({u"bot_message"_s});
    QCOMPARE(alone.status, 0);
    QCOMPARE(alone.out, explain({u"message/bot_message"_s}).out);
    QVERIFY(explain({u"Channel_Archive"_s}).out.startsWith("channel_archive\n")); // a type of that name
}

void TestExplainCommand::several()
{
    const Ran ran = explain({u"hello"_s, u"gap"_s, u"typing"_s});
    QCOMPARE(ran.status, 0);
    QVERIFY(ran.out.contains("hello\n") && ran.out.contains("gap (note)\n") &&
            ran.out.contains("typing (sent)\n"));
}

void TestExplainCommand::theList()
{
    const Ran ran = explain({});
    QCOMPARE(ran.status, 0);
    QVERIFY(ran.out.count('\n') > 200);
    QVERIFY(ran.out.contains("\nblock_actions "));
    QVERIFY(ran.out.contains("\nmessage/message_changed "));
    QVERIFY(ran.out.contains("\nbackfill "));
}

void TestExplainCommand::mistakes()
{
    const Ran ran = explain({u"reaction_aded"_s});
    QCOMPARE(ran.status, 1);
    QCOMPARE(ran.out, QByteArray());
    QVERIFY(ran.words.contains("Similar: reaction_added"));
    QCOMPARE(explain({u"--nonsense"_s}).status, 1);
}

void TestExplainCommand::help()
{
    const Ran ran = explain({u"--help"_s});
    QCOMPARE(ran.status, 0);
    QVERIFY(ran.out.contains("rtmscope explain"));
}

RTMSCOPE_TEST_MAIN(TestExplainCommand)
#include "tst_explaincommand.moc"
