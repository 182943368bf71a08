// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/filtercompletion.h"

#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;
using What = FilterCompletion::What;

class TestFilterCompletion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void at_data();
    void at();
    void everywhere();
};

//! The cursor is where the bar stands. What a choice replaces is in brackets.
void TestFilterCompletion::at_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("replaced");
    const auto row = [](const char *text, What what, const char *field, const char *prefix,
                        const char *replaced) {
        QTest::newRow(text) << QString::fromUtf8(text) << int(what) << QString::fromUtf8(field)
                            << QString::fromUtf8(prefix) << QString::fromUtf8(replaced);
    };
    row("|", What::Field, "", "", "");
    row("ty|", What::Field, "", "ty", "ty");
    row("ty|pe == message", What::Field, "", "ty", "type");
    row("item.ch|", What::Field, "", "item.ch", "item.ch");
    row("type |", What::Operator, "type", "", "");
    row("type c|", What::Operator, "type", "c", "c");
    row("type == |", What::Value, "type", "", "");
    row("type ==|", What::Value, "type", "", "");
    row("type == mess|", What::Value, "type", "mess", "mess");
    row("type == mess|age", What::Value, "type", "mess", "message");
    row("type = m|", What::Value, "type", "m", "m");
    row("type != m|", What::Value, "type", "m", "m");
    row("reaction == \"ta|", What::Value, "reaction", "ta", "\"ta");
    row("reaction == \"ta|\"", What::Value, "reaction", "ta", "\"ta\"");
    row("reaction == \"ta\"|", What::Field, "", "", "");
    row("type:|", What::Value, "type", "", "");
    row("type:me|", What::Value, "type", "me", "me");
    row("from:@m|", What::Value, "user", "@m", "@m");
    row("type: me|", What::Value, "type", "me", "me");
    row("channel == #o|", What::Value, "channel", "#o", "#o");
    row("#o|", What::Name, "", "#o", "#o");
    row("deploy @m|", What::Name, "", "@m", "@m");
    row("type == message && ch|", What::Field, "", "ch", "ch");
    row("type == message and ch|", What::Field, "", "ch", "ch");
    row("type == message ch|", What::Field, "", "ch", "ch");
    row("type == message |", What::Field, "", "", "");
    row("not ty|", What::Field, "", "ty", "ty");
    row("!ty|", What::Field, "", "ty", "ty");
    row("(ty|", What::Field, "", "ty", "ty");
    row("(type == a || subtype == b|)", What::Value, "subtype", "b", "b");
    row("type in {|", What::Value, "type", "", "");
    row("type in {me|}", What::Value, "type", "me", "me");
    row("type in {message, he|}", What::Value, "type", "he", "he");
    row("type in {message |}", What::Nothing, "type", "", "");
    row("type in {message} && us|", What::Field, "", "us", "us");
    row("subtype exists && us|", What::Field, "", "us", "us");
    row("text contains de|", What::Value, "text", "de", "de");
    row("text contains deploy us|", What::Field, "", "us", "us");
    row("deploy |", What::Operator, "deploy", "", "");
    row("deploy fail|", What::Operator, "deploy", "fail", "fail");
    row("\"out of me|", What::Nothing, "", "out of me", "\"out of me");
}

void TestFilterCompletion::at()
{
    QFETCH(QString, text);
    QFETCH(const int, what);
    QFETCH(const QString, field);
    QFETCH(const QString, prefix);
    QFETCH(const QString, replaced);
    const qsizetype cursor = text.lastIndexOf(u'|');
    text.remove(cursor, 1);
    const FilterCompletion found = FilterCompletion::at(text, cursor);
    QCOMPARE(int(found.what), what);
    if (found.what == What::Value || found.what == What::Operator)
        QCOMPARE(found.field, field);
    QCOMPARE(found.prefix, prefix);
    QCOMPARE(text.sliced(found.position, found.length), replaced);
}

//! Whatever stands there, and wherever the cursor is.
void TestFilterCompletion::everywhere()
{
    const QStringList texts{u"type == \"mess && (a || b) in {x,"_s, u"\"\"''\\\" :: = =~ !"_s,
                            QString(30'000, u'('), u"time in last 5m"_s, u"😀 == \"😀"_s};
    for (const QString &text : texts) {
        for (qsizetype cursor = -1; cursor <= std::min<qsizetype>(text.size() + 1, 100); ++cursor) {
            const FilterCompletion found = FilterCompletion::at(text, cursor);
            QVERIFY(found.position >= 0 && found.length >= 0 && found.position + found.length <= text.size());
        }
    }
}

RTMSCOPE_TEST_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
