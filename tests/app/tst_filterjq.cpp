// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/app/program.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <iterator>

using namespace Qt::StringLiterals;
using rtmscope::testing::Ran;
using rtmscope::testing::run;

namespace {

struct Question
{
    const char *filter;
    const char *program; //!< in jq, true or false of an entry
};

// What stands in capitals is taken from the file.
constexpr Question questions[] = {
    {"type == message", ".frame.type == \"message\""},
    {"type == message && !(subtype exists)",
     ".frame.type == \"message\" and (.frame | has(\"subtype\") | not)"},
    {"subtype == message_changed", ".frame.subtype == \"message_changed\""},
    {"type in {reaction_added, reaction_removed}",
     ".frame.type | IN(\"reaction_added\", \"reaction_removed\")"},
    {"type == message && channel == CHANNEL", ".frame.type == \"message\" and .frame.channel == \"CHANNEL\""},
    {"type == user_typing && user == USER", ".frame.type == \"user_typing\" and .frame.user == \"USER\""},
    {"type == message && !(subtype exists) && user != USER",
     ".frame.type == \"message\" and (.frame | has(\"subtype\") | not) and (.frame | has(\"user\")) and "
     ".frame.user != \"USER\""},
    {"(type == user_typing || type == presence_change) && !(user == USER)",
     "(.frame.type | IN(\"user_typing\", \"presence_change\")) and .frame.user != \"USER\""},
    {"type == reaction_added && reaction == \"eyes\"",
     ".frame.type == \"reaction_added\" and .frame.reaction == \"eyes\""},
    {"item.channel == PLACE", ".frame.item | objects | .channel == \"PLACE\""},
    {"[\"thread_ts\"] exists", ".frame | has(\"thread_ts\")"},
    {"type == message && !(subtype exists) && [\"thread_ts\"] != ts",
     ".frame.type == \"message\" and (.frame | has(\"subtype\") | not) and (.frame | has(\"thread_ts\")) and "
     ".frame.thread_ts != .frame.ts"},
    {"[\"text\"] contains \"DEPLOY\"", ".frame.text | strings | ascii_downcase | contains(\"deploy\")"},
    {"[\"text\"] matches \"^[A-Z][a-z]+ [a-z]+\"", ".frame.text | strings | test(\"^[A-Z][a-z]+ [a-z]+\")"},
    {"blocks.elements.elements.type == \"link\"",
     "[.frame.blocks | arrays[] | objects | .elements | arrays[] | objects | .elements | arrays[] | objects "
     "| .type] | index(\"link\") != null"},
    {"message.edited exists", ".frame.message | objects | has(\"edited\")"},
    {"message.reply_count >= 3", ".frame.message | objects | .reply_count | numbers | . >= 3"},
    {"hidden == true && type == message", ".frame.hidden == true and .frame.type == \"message\""},
    {"type == message && ts >= TS && ts < 9999999999",
     ".frame.type == \"message\" and (.frame.ts | strings | . >= \"TS\")"},
    {"time >= \"MOMENT\"", ".t >= \"MOMENT\""},
    {"files.mimetype contains \"image\"",
     "[.frame.files | arrays[] | objects | .mimetype | strings | contains(\"image\")] | any"},
    {"type matches \"^file_\" && file_id exists",
     "(.frame.type | strings | test(\"^file_\")) and (.frame | has(\"file_id\"))"},
};

} // namespace

//! Questions to a hundred thousand events, asked of the program and of jq, which know nothing of each other:
//! they have to name the same entries.
class TestFilterJq : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysWhatJqSays_data();
    void saysWhatJqSays();

private:
    QString withValues(QString text) const;
    void askJq();

    QString m_jq;
    QTemporaryDir m_folder;
    QString m_file;
    QHash<QString, QString> m_values; // what the questions ask for: the first of its kind in the file
    QList<QByteArray> m_answers;      // of jq: the numbers of entries, a line each
};

void TestFilterJq::initTestCase()
{
    m_jq = QStandardPaths::findExecutable(u"jq"_s);
    if (m_jq.isEmpty())
        QSKIP("jq is not installed");
    const Ran ran =
        run(QStringLiteral(RTMSCOPE_PROGRAM), {u"tail"_s, u"--demo"_s, u"--seed"_s, u"11"_s, u"--rate"_s,
                                               u"100000"_s, u"--count"_s, u"100000"_s, u"--quiet"_s});
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.out.count('\n'), 100'000);
    m_file = m_folder.filePath(u"demo.rtmcap"_s);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(ran.out) == ran.out.size());
    const QList<QByteArray> lines = ran.out.split('\n');
    const QJsonObject middle = QJsonDocument::fromJson(lines.at(50'000)).object();
    m_values.insert(u"MOMENT"_s, middle.value(u"t"_s).toString());
    for (const QByteArray &line : lines) {
        if (!line.contains("\"type\":\"message\",\"user\"") || line.contains("subtype"))
            continue;
        const QJsonObject frame = QJsonDocument::fromJson(line).object().value(u"frame"_s).toObject();
        m_values.insert(u"USER"_s, frame.value(u"user"_s).toString());
        m_values.insert(u"CHANNEL"_s, frame.value(u"channel"_s).toString());
        m_values.insert(u"TS"_s, frame.value(u"ts"_s).toString());
        break;
    }
    for (const QByteArray &line : lines) {
        if (!line.contains("\"type\":\"reaction_added\""))
            continue;
        const QJsonObject frame = QJsonDocument::fromJson(line).object().value(u"frame"_s).toObject();
        m_values.insert(u"PLACE"_s, frame.value(u"item"_s).toObject().value(u"channel"_s).toString());
        break;
    }
    QCOMPARE(m_values.size(), 5);
    askJq();
}

QString TestFilterJq::withValues(QString text) const
{
    for (auto value = m_values.cbegin(); value != m_values.cend(); ++value)
        text.replace(value.key(), value.value());
    return text;
}

//! All questions in one go: reading the file is what takes jq its time.
void TestFilterJq::askJq()
{
    QString program = u"[.n"_s;
    for (const Question &question : questions)
        program += u", ([("_s + QString::fromLatin1(question.program) + u")] | any)"_s;
    const Ran jq = run(m_jq, {u"-c"_s, withValues(program + u']'), m_file});
    QVERIFY2(jq.status == 0, jq.words.constData());
    m_answers.resize(qsizetype(std::size(questions)));
    for (const QByteArray &line : jq.out.split('\n')) { // [412,true,false,…]
        const QList<QByteArray> parts = line.mid(1).chopped(line.isEmpty() ? 0 : 1).split(',');
        for (qsizetype i = 1; i < parts.size(); ++i) {
            if (parts.at(i) == "true")
                m_answers[i - 1] += parts.first() + '\n';
        }
    }
}

void TestFilterJq::saysWhatJqSays_data()
{
    QTest::addColumn<int>("number");
    for (int number = 0; number < int(std::size(questions)); ++number)
        QTest::newRow(questions[number].filter) << number;
}

void TestFilterJq::saysWhatJqSays()
{
    QFETCH(int, number);
    const QString filter = withValues(QString::fromLatin1(questions[number].filter));
    const Ran own = run(QStringLiteral(RTMSCOPE_PROGRAM), {u"filter"_s, m_file, filter});
    QVERIFY2(own.status == 0, own.words.constData());
    QByteArray numbers;
    for (const QByteArray &line : own.out.split('\n')) {
        if (!line.isEmpty()) // {"n":412,"t":…
            numbers += line.mid(5, line.indexOf(',') - 5) + '\n';
    }
    QCOMPARE(numbers.count('\n'), m_answers.at(number).count('\n'));
    QVERIFY(numbers == m_answers.at(number));
    QVERIFY2(!numbers.isEmpty(), "a question that nothing answers proves nothing");
    const Ran counted = run(QStringLiteral(RTMSCOPE_PROGRAM), {u"filter"_s, u"--count"_s, m_file, filter});
    QCOMPARE(counted.out.trimmed().toLongLong(), numbers.count('\n'));
}

RTMSCOPE_TEST_MAIN(TestFilterJq)
#include "tst_filterjq.moc"
