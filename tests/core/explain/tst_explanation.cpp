// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/explanation.h"

#include "core/events/eventtraits.h"
#include "core/events/notekinds.h"
#include "core/events/types/eventtypes.h"
#include "core/explain/facts/fieldshapes.h"
#include "core/explain/facts/fieldwords.h"
#include "core/explain/facts/quirks.h"
#include "core/explain/facts/typefacts.h"
#include "core/summary/eventmeaning.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

using State = ExplainedField::State;

namespace {

//! With single quotes for readability.
QByteArray frame(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

QString latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

QString nameOf(std::string_view type, std::string_view subtype)
{
    return subtype.empty() ? latin1(type) : latin1(type) + u'/' + latin1(subtype);
}

QStringList keysOf(const Explanation &explanation, State state)
{
    QStringList keys;
    for (const ExplainedField &field : explanation.fields) {
        if (field.state == state)
            keys << field.key;
    }
    return keys;
}

const ExplainedField *fieldOf(const Explanation &explanation, const QString &key)
{
    const auto found = std::find_if(explanation.fields.begin(), explanation.fields.end(),
                                    [&key](const ExplainedField &field) { return field.key == key; });
    return found == explanation.fields.end() ? nullptr : &*found;
}

//! Of the quirks that the event is a case of.
QStringList placesHere(const Explanation &explanation)
{
    QStringList places;
    for (const ExplainedQuirk &quirk : explanation.quirks) {
        if (quirk.isHere)
            places << quirk.place.section(u' ', 1);
    }
    return places;
}

QStringList lines(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : QStringList();
}

} // namespace

class TestExplanation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeHasWords_data();
    void everyTypeHasWords();
    void everyNoteHasWords_data();
    void everyNoteHasWords();
    void tablesHoldNothingElse();
    void wordsArePlain();
    void everyTrapIsTold();
    void quirksNameWhatThereIs();
    void fullFramesKeepWhatIsPromised();
    void corpusKeepsWhatIsPromised();
    void fields();
    void fieldsOfAnEnvelope();
    void outgoing();
    void notes();
    void unknownTypes();
    void unknownSubtypes();
    void whatIsNoJson();
    void quirksOfAnEvent_data();
    void quirksOfAnEvent();
    void deliveries();
    void bounded();
    void documentation();
    void byName();
    void asText();
};

void TestExplanation::everyTypeHasWords_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t row = 1; row < eventTypeCount; ++row) {
        const EventTraits &traits = traitsOfRow(row);
        QTest::newRow(qPrintable(nameOf(traits.type, traits.subtype))) << int(row);
    }
}

//! When it is sent, what each member is, and that what is promised is a member at all.
void TestExplanation::everyTypeHasWords()
{
    QFETCH(const int, row);
    const EventTraits &traits = traitsOfRow(std::size_t(row));
    const TypeFacts *facts = typeFacts(latin1(traits.type), latin1(traits.subtype));
    QVERIFY(facts);
    QVERIFY(facts->type == traits.type && facts->subtype == traits.subtype);
    const bool isClients = facts->to == Recipients::Clients;
    QVERIFY(isClients || !EventMeaning::ofType(latin1(traits.type), latin1(traits.subtype)).isEmpty());
    QStringList members;
    const QString name = nameOf(traits.type, traits.subtype);
    for (const FieldShape &shape : fieldShapes(std::size_t(row))) {
        members << latin1(shape.key);
        QVERIFY2(!fieldWords(name.toStdString(), shape.key).isEmpty(), shape.key.data());
        QVERIFY(!shape.words().isEmpty());
    }
    for (const QString &key : latin1(facts->promised).split(u' ', Qt::SkipEmptyParts))
        QVERIFY2(members.contains(key), qPrintable(key));
    const Explanation told = explainedType(name);
    QVERIFY(told.isKnown);
    QVERIFY(!told.means.isEmpty() && !told.when.isEmpty() && !told.recipients.isEmpty());
}

void TestExplanation::everyNoteHasWords_data()
{
    QTest::addColumn<QString>("kind");
#define ROW(kind, ...) QTest::newRow(kind) << QStringLiteral(kind);
    RTMSCOPE_NOTES(ROW)
#undef ROW
    QTest::newRow("trouble") << u"trouble"_s;
}

void TestExplanation::everyNoteHasWords()
{
    QFETCH(const QString, kind);
    const TypeFacts *facts = noteFacts(kind);
    QVERIFY(facts);
    QVERIFY(facts->to == Recipients::Record);
    for (const QString &key : latin1(facts->promised).split(u' ', Qt::SkipEmptyParts))
        QVERIFY2(!noteFieldWords(kind.toStdString(), key.toStdString()).isEmpty(), qPrintable(key));
    QVERIFY(!documentationOf(*facts).isValid());
}

//! What the program has no struct for is not explained as if it had one.
void TestExplanation::tablesHoldNothingElse()
{
    QStringList names;
    for (const TypeFacts *facts : allTypeFacts()) {
        const QString name = nameOf(facts->type, facts->subtype);
        QVERIFY2(!names.contains(name), qPrintable(name));
        names << name;
        const EventTraits &traits = traitsOfRow(eventRow(facts->type, facts->subtype));
        QVERIFY2(traits.type == facts->type && traits.subtype == facts->subtype, qPrintable(name));
    }
    QCOMPARE(std::size_t(names.size()), eventTypeCount - 1);
}

void TestExplanation::wordsArePlain()
{
    const auto check = [](const char *text) {
        const QString words = QString::fromUtf8(text);
        QVERIFY2(words.endsWith(u'.'), text);
        QVERIFY2(words.front().isUpper() || words.startsWith(u'&') || words.front().isLower(), text);
        QVERIFY2(!words.contains(u"  "_s), text);
        static const QRegularExpression markup(u"</?[a-z]+>"_s);
        QVERIFY2(!words.contains(markup), text);
    };
    for (const TypeFacts *facts : allTypeFacts())
        check(facts->when);
    for (const TypeFacts &facts : facts::notes())
        check(facts.when);
    for (const TypeFacts &facts : facts::outgoing())
        check(facts.when);
    for (const Quirk &quirk : allQuirks())
        check(quirk.words);
}

//! The list of traps in the documentation is what people are told of.
void TestExplanation::everyTrapIsTold()
{
    QStringList told;
    for (const Quirk &quirk : allQuirks())
        told << latin1(quirk.place);
    static const QRegularExpression trap(u"^\\| (T\\d+) \\|"_s);
    int traps = 0;
    for (const QString &line : lines(QStringLiteral(RTMSCOPE_SOURCE_DIR "/docs/protocol.md"))) {
        const auto match = trap.match(line);
        if (!match.hasMatch())
            continue;
        ++traps;
        QVERIFY2(told.contains(match.captured(1)), qPrintable(match.captured(1)));
    }
    QVERIFY(traps > 20);
}

//! Types that there are, and places that one can look up.
void TestExplanation::quirksNameWhatThereIs()
{
    const QString page = lines(QStringLiteral(RTMSCOPE_SOURCE_DIR "/docs/protocol.md")).join(u'\n');
    for (const Quirk &quirk : allQuirks()) {
        for (const QString &name : latin1(quirk.types).split(u' ')) {
            const QString type = name.section(u'/', 0, 0);
            const QString subtype = name.section(u'/', 1);
            const TypeFacts *facts = typeFacts(type, subtype);
            const bool isExact = facts && latin1(facts->subtype) == subtype;
            QVERIFY2(name == u'*' || isExact || noteFacts(type), qPrintable(name));
        }
        const QString place = latin1(quirk.place);
        const QString heading = place.startsWith(u'T') ? u"\n| "_s + place + u" |"_s
                                : place.contains(u'.') ? u"\n### "_s + place + u' '
                                                       : u"\n## "_s + place + u". "_s;
        QVERIFY2(page.contains(heading), qPrintable(place));
    }
}

//! Frames that have every member have the promised ones, and none that is strange.
void TestExplanation::fullFramesKeepWhatIsPromised()
{
    const QStringList frames = lines(fixture(u"events/rtm.ndjson"_s));
    std::size_t seen = 0;
    for (const QString &line : frames) {
        if (++seen >= eventTypeCount)
            break; // other shapes follow
        const Event event = entry(seen, line.toUtf8());
        const Explanation told = explained(event);
        const QByteArray where = event.type.toUtf8() + '/' + event.subtype.toUtf8();
        QVERIFY2(told.isKnown, where.constData());
        const QStringList missing = keysOf(told, State::Missing);
        // Of messages, few frames have every member; the corpus tells of those.
        QVERIFY2(missing.isEmpty() || event.type == "message"_L1,
                 (where + ' ' + missing.join(u' ').toUtf8()).constData());
        QVERIFY2(keysOf(told, State::Unknown).isEmpty(),
                 (where + ' ' + keysOf(told, State::Unknown).join(u' ').toUtf8()).constData());
        for (const ExplainedField &field : told.fields)
            QVERIFY2(!field.words.isEmpty(), (where + ' ' + field.key.toUtf8()).constData());
    }
    QCOMPARE(seen, eventTypeCount);
}

//! Recorded events have what we promise. Their channel is missing where they are from histories.
void TestExplanation::corpusKeepsWhatIsPromised()
{
    int looked = 0;
    for (const QString &name : {u"rtm-events"_s, u"events-api"_s, u"message-subtypes"_s}) {
        const QDir folder(corpusFolder(name));
        if (folder.path() == "."_L1)
            QSKIP("The corpus is not here.");
        for (const QFileInfo &info : folder.entryInfoList({u"*.json"_s})) {
            QFile file(info.absoluteFilePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const Event event = entry(1, file.readAll().replace('\n', ' '));
            if (info.fileName().contains("placeholder"_L1) || event.type.isEmpty())
                continue;
            ++looked;
            const Explanation told = explained(event);
            QStringList missing = keysOf(told, State::Missing);
            missing.removeAll(u"channel"_s);
            const bool isBare = event.type == "message"_L1 || event.type == "app_mention"_L1;
            QVERIFY2(missing.isEmpty() || isBare, qPrintable(info.fileName() + u": "_s + missing.join(u' ')));
        }
    }
    QVERIFY(looked > 100);
}

void TestExplanation::fields()
{
    const Explanation told =
        explained(entry(1, frame("{'type':'reaction_added','user':'U1','reaction':'tada','item':'odd',"
                                 "'novelty':[1,2],'event_ts':17}")));
    QCOMPARE(told.title, u"reaction_added"_s);
    QCOMPARE(keysOf(told, State::Missing), QStringList());
    QCOMPARE(keysOf(told, State::Unknown), QStringList{u"novelty"_s});
    QCOMPARE(keysOf(told, State::OtherKind), (QStringList{u"item"_s, u"event_ts"_s}));
    QCOMPARE(told.others, QStringList{u"item_user"_s});
    const ExplainedField *user = fieldOf(told, u"user"_s);
    QVERIFY(user);
    QCOMPARE(user->path, u"user"_s);
    QCOMPARE(user->kind, u"user id"_s);
    QCOMPARE(user->value, u"\"U1\""_s);
    QVERIFY(!user->words.isEmpty());
    QCOMPARE(fieldOf(told, u"novelty"_s)->value, u"[2]"_s);
    QVERIFY(placesHere(told).contains(u"T32"_s));

    const Explanation bare = explained(entry(2, frame("{'type':'pin_added','user':'U1'}")));
    QCOMPARE(keysOf(bare, State::Missing), (QStringList{u"channel_id"_s, u"item"_s, u"event_ts"_s}));
}

void TestExplanation::fieldsOfAnEnvelope()
{
    const Explanation told = explained(
        entry(1, frame("{'envelope_id':'e1','type':'events_api','accepts_response_payload':false,"
                       "'payload':{'type':'event_callback','event_id':'Ev1','event':{'type':'message',"
                       "'channel':'C1','user':'U1','text':'hi','odd key':1,'ts':'1795356028.000400'}}}")));
    QCOMPARE(told.title, u"message"_s);
    QCOMPARE(fieldOf(told, u"text"_s)->path, u"payload.event.text"_s);
    QCOMPARE(fieldOf(told, u"odd key"_s)->path, u"payload.event[\"odd key\"]"_s);
    QVERIFY(!fieldOf(told, u"payload"_s));
    QCOMPARE(told.delivery.size(), 3);

    const Explanation pressed = explained(entry(
        2, frame("{'envelope_id':'e2','type':'interactive','payload':{'type':'block_actions',"
                 "'user':{'id':'U1'},'api_app_id':'A1','container':{'type':'message'},'actions':[]}}")));
    QCOMPARE(pressed.title, u"block_actions"_s);
    QCOMPARE(fieldOf(pressed, u"user"_s)->path, u"payload.user"_s);
}

void TestExplanation::outgoing()
{
    const Event event =
        entry(1, frame("{'id':1,'type':'message','channel':'C1','text':'hi','blocks':[]}"), Direction::Out);
    const Explanation told = explained(event);
    QVERIFY(told.isKnown);
    QCOMPARE(told.title, u"message (sent)"_s);
    QCOMPARE(keysOf(told, State::Missing), QStringList());
    QCOMPARE(keysOf(told, State::Unknown), QStringList{u"blocks"_s}); // does nothing by RTM
    QVERIFY(!fieldOf(told, u"id"_s)->words.isEmpty());
}

void TestExplanation::notes()
{
    const Explanation told = explained(
        note(1, frame("{'kind':'gap','id':3,'from_us':1795356131318204,'open':true,'code':'no_pong'}")));
    QVERIFY(told.isKnown);
    QCOMPARE(told.title, u"gap (note)"_s);
    QCOMPARE(told.sure, QString());
    QVERIFY(told.when.contains("lost"_L1));
    for (const ExplainedField &field : told.fields)
        QVERIFY2(!field.words.isEmpty(), qPrintable(field.key));
    QCOMPARE(keysOf(told, State::Unknown), QStringList());
    QVERIFY(told.quirks.first().place.contains(u"T3"_s));
}

void TestExplanation::unknownTypes()
{
    const Explanation told = explained(entry(1, frame("{'type':'brand_new','a':1,'b':'x'}")));
    QVERIFY(!told.isKnown);
    QVERIFY(told.isReadable);
    QVERIFY(told.when.isEmpty() && told.recipients.isEmpty());
    QVERIFY(!told.means.isEmpty());
    QVERIFY(!told.documentation.isValid());
    // Nothing is strange where nothing is known.
    QCOMPARE(keysOf(told, State::Present), (QStringList{u"type"_s, u"a"_s, u"b"_s}));
    QCOMPARE(fieldOf(told, u"b"_s)->kind, u"text"_s);
}

void TestExplanation::unknownSubtypes()
{
    const Explanation told = explained(
        entry(1, frame("{'type':'message','subtype':'odd_news','channel':'C1','ts':'1795356028.000400'}")));
    QVERIFY(told.isKnown);
    QCOMPARE(told.title, u"message / odd_news"_s);
    QVERIFY(told.when.startsWith(u"Nobody documents"_s));
}

void TestExplanation::whatIsNoJson()
{
    const Explanation told = explained(entry(1, "{\"type\":\"mess"));
    QVERIFY(!told.isReadable);
    QVERIFY(told.fields.isEmpty());
    QVERIFY(!told.delivery.isEmpty());
    QVERIFY(!explained(binary(2, "\x01\x02")).isReadable);
    QVERIFY(explained(entry(3, "[1,2]")).fields.isEmpty());
    QVERIFY(explained(entry(4, "7")).isReadable);
}

void TestExplanation::quirksOfAnEvent_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("isHere");
    const auto row = [](const char *name, const char *raw, const char *place, bool isHere) {
        QTest::newRow(name) << frame(raw) << QString::fromLatin1(place) << isHere;
    };
    row("a preview is no edit",
        "{'type':'message','subtype':'message_changed','channel':'C1','message':{'ts':'1.2'}}", "T26", true);
    row("an edit is one",
        "{'type':'message','subtype':'message_changed','channel':'C1','message':{'ts':'1.2','edited':{}}}",
        "T26", false);
    row("a bot without a user", "{'type':'message','bot_id':'B1','text':'x','ts':'1.2'}", "T14", true);
    row("a person", "{'type':'message','user':'U1','text':'x','ts':'1.2'}", "T14", false);
    row("a bot of today", "{'type':'message','bot_id':'B1','bot_profile':{},'ts':'1.2'}", "T15", true);
    row("the last one repeated", "{'type':'message','user':'U1','text':'x','ts':'1.2','reply_to':1}", "T9",
        true);
    row("a reply", "{'type':'message','user':'U1','text':'x','ts':'1.3','thread_ts':'1.2'}", "T25", true);
    row("a parent", "{'type':'message','user':'U1','text':'x','ts':'1.2','thread_ts':'1.2'}", "T25", false);
    row("a number as text", "{'type':'channel_marked','channel':'C1','ts':'1.2','unread_count':'3'}", "T32",
        true);
    row("delivered again",
        "{'envelope_id':'e','type':'events_api','retry_attempt':1,'payload':{'type':'event_callback',"
        "'event':{'type':'message','user':'U1','text':'x','ts':'1.2'}}}",
        "T10", true);
    row("a skin tone", "{'type':'reaction_added','user':'U1','reaction':'wave::skin-tone-4'}", "5.5", true);
    row("escaped", "{'type':'message','user':'U1','text':'a &amp; b','ts':'1.2'}", "7.1", true);
    row("one of several connections", "{'type':'hello','num_connections':3}", "11.1", true);
    row("the only connection", "{'type':'hello','num_connections':1}", "11.1", false);
}

void TestExplanation::quirksOfAnEvent()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const QString, place);
    QFETCH(const bool, isHere);
    const Explanation told = explained(entry(1, raw));
    QCOMPARE(placesHere(told).contains(place), isHere);
    // Those that one can see here come first.
    const auto first = std::find_if(told.quirks.begin(), told.quirks.end(),
                                    [](const ExplainedQuirk &quirk) { return !quirk.isHere; });
    QVERIFY(std::none_of(first, told.quirks.end(), [](const ExplainedQuirk &quirk) { return quirk.isHere; }));
}

void TestExplanation::deliveries()
{
    Event event =
        entry(1, frame("{'envelope_id':'e-1','type':'slash_commands','accepts_response_payload':true,"
                       "'retry_attempt':2,'retry_reason':'timeout','payload':{'command':'/x'}}"));
    event.repeated = true;
    event.masked = QStringList{u"token"_s};
    const QString told = explained(event).delivery.join(u'\n');
    QVERIFY(told.contains(u"\"e-1\""_s));
    QVERIFY(told.contains(u"An answer may come along"_s));
    QVERIFY(told.contains(u"2 times before, because of: timeout"_s));
    QVERIFY(told.contains(u"delivered it before"_s));
    QVERIFY(told.contains(u"token"_s));
    QVERIFY(explained(entry(2, frame("{'type':'hello'}"))).delivery.isEmpty());
}

//! However much an event has, it is explained in a page.
void TestExplanation::bounded()
{
    QByteArray raw = R"({"type":"huge")";
    for (int i = 0; i < 5'000; ++i)
        raw += ",\"member" + QByteArray::number(i) + "\":\"" + QByteArray(200, 'x') + "\"";
    const Explanation told = explained(entry(1, raw + '}'));
    QCOMPARE(told.fields.size() + told.leftOut, 5'001);
    QVERIFY(told.fields.size() <= 60);
    for (const ExplainedField &field : told.fields)
        QVERIFY(field.value.size() < 100);
    const Explanation odd = explained(entry(2, "{\"type\":\"a\\u202eb\\nc\",\"\\u0007\":\"\\u001b[2J\"}"));
    QVERIFY(!toText(odd, 80).contains(QChar(0x202e)));
    QVERIFY(!toText(odd, 80).contains(QChar(0x1b)));
}

void TestExplanation::documentation()
{
    const auto page = [](const QString &type, const QString &subtype) {
        return documentationOf(*typeFacts(type, subtype)).toString();
    };
    QCOMPARE(page(u"reaction_added"_s, {}), u"https://docs.slack.dev/reference/events/reaction_added"_s);
    QCOMPARE(page(u"message"_s, u"bot_message"_s),
             u"https://docs.slack.dev/reference/events/message/bot_message"_s);
    QVERIFY(page(u"block_actions"_s, {}).endsWith(u"/block_actions-payload"_s));
    QVERIFY(page(u"activity"_s, {}).isEmpty()); // documented nowhere
    for (const TypeFacts *facts : allTypeFacts()) {
        const QUrl url = documentationOf(*facts);
        QVERIFY(url.isEmpty() || (url.scheme() == "https"_L1 && url.host() == "docs.slack.dev"_L1));
    }
}

void TestExplanation::byName()
{
    QVERIFY(explainedType(u"message/message_changed"_s).when.contains("message.edited"_L1));
    QCOMPARE(explainedType(u"gap"_s).title, u"gap (note)"_s);
    QCOMPARE(explainedType(u"ping"_s).title, u"ping (sent)"_s);
    QVERIFY(!explainedType(u"no_such_type"_s).isKnown);
    QVERIFY(!explainedType(QString()).isKnown);
    QVERIFY(keysOf(explainedType(u"pin_added"_s), State::Promised).contains(u"channel_id"_s));
    QVERIFY(keysOf(explainedType(u"pin_added"_s), State::Optional).contains(u"pin_count"_s));
}

void TestExplanation::asText()
{
    for (const QString &name : {u"message"_s, u"block_actions"_s, u"send"_s, u"hello"_s}) {
        const QString text = toText(explainedType(name), 72);
        QVERIFY(text.contains(u"Members"_s));
        for (const QString &line : text.split(u'\n'))
            QVERIFY2(line.size() <= 72 || line.startsWith(u"https:"_s), qPrintable(line));
    }
    const QString text = toText(explained(entry(1, frame("{'type':'pin_added','user':'U1','x':1}"))), 80);
    QVERIFY(text.contains(u"missing"_s) && text.contains(u"unexpected"_s) && text.contains(u"\"U1\""_s));
}

RTMSCOPE_TEST_MAIN(TestExplanation)
#include "tst_explanation.moc"
