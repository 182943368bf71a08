// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/types/fielddecode.h"

#include "core/events/types/eventparts.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

struct FewWanted
{
    static constexpr bool idsAreStrings = true;
};

} // namespace

namespace rtmscope {

template<>
struct Subset<FewWanted, UserObject> : Only<&UserObject::id, &UserObject::name, &UserObject::profile>
{
};
template<>
struct Subset<FewWanted, UserProfile> : Only<&UserProfile::title>
{
};

} // namespace rtmscope

namespace {

template<typename Purpose, typename T>
T read(const char *text, qsizetype mostText = -1)
{
    json::Document document;
    if (!document.parse(QByteArrayView(text)))
        qFatal("no JSON");
    const QByteArray noFrame;
    decoding::Context<Purpose> context{noFrame, NameTable::ofThread(), mostText};
    T made;
    decode(made, document.root(), context);
    return made;
}

constexpr auto person = R"({"id":"U1","name":"mira","real_name":"Mira","is_bot":true,
                            "profile":{"title":"Pilot","display_name":"Mira O."}})";

} // namespace

class tst_FieldDecode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatIsWanted();
    void keepsApartWhatIsEmptyAndWhatIsNotTold();
    void fillsOntoWhatIsThere();
    void namesBareIds();
    void cutsLongTexts();
    void findsKeysAndValues();
    void takesIdsOfOtherShapes();
};

void tst_FieldDecode::readsWhatIsWanted()
{
    const auto all = read<decoding::Everything, UserObject>(person);
    QCOMPARE(all.realName, u"Mira"_s);
    QCOMPARE(all.profile.displayName, u"Mira O."_s);
    QVERIFY(all.isBot == true);
    const auto few = read<FewWanted, UserObject>(person);
    QCOMPARE(few.id, UserId(u"U1"_s));
    QCOMPARE(few.name, u"mira"_s);
    QCOMPARE(few.profile.title, u"Pilot"_s);
    QVERIFY(few.realName.isNull() && few.profile.displayName.isNull() && !few.isBot);
}

void tst_FieldDecode::keepsApartWhatIsEmptyAndWhatIsNotTold()
{
    const auto user = read<decoding::Everything, UserObject>(R"({"name":"","real_name":null,"tz":{}})");
    QVERIFY(user.name.isEmpty() && !user.name.isNull());
    QVERIFY(user.realName.isNull());
    QVERIFY(user.tz.isNull());
    const auto group = read<decoding::Everything, SubteamObject>(R"({"users":[]})");
    QVERIFY(group.users && group.users->isEmpty());
    QVERIFY(!(read<decoding::Everything, SubteamObject>("{}").users));
}

void tst_FieldDecode::fillsOntoWhatIsThere()
{
    json::Document document;
    QVERIFY(document.parse(QByteArrayView(R"({"real_name":"Mira"})")));
    UserObject user;
    user.name = u"mira"_s;
    const QByteArray noFrame;
    decoding::Context<decoding::Everything> context{noFrame, NameTable::ofThread()};
    decode(user, document.root(), context);
    QCOMPARE(user.name, u"mira"_s);
    QCOMPARE(user.realName, u"Mira"_s);
}

void tst_FieldDecode::namesBareIds()
{
    QVERIFY((read<decoding::Everything, ConversationObject>(R"("C1")").isBareId));
    QVERIFY(!(read<decoding::Everything, ConversationObject>(R"({"id":"C1"})").isBareId));
}

void tst_FieldDecode::cutsLongTexts()
{
    const auto cut = [](qsizetype most) {
        return read<decoding::Everything, TopicText>(R"({"value":"a\u00e9\ud83d\ude80z"})", most).value;
    };
    QCOMPARE(cut(-1), u"a\u00e9\U0001F680z"_s);
    QCOMPARE(cut(8), u"a\u00e9\U0001F680z"_s);
    QCOMPARE(cut(7), u"a\u00e9\U0001F680"_s);
    QCOMPARE(cut(5), u"a\u00e9"_s); // four bytes are one character, or none
    QCOMPARE(cut(2), u"a"_s);
    QVERIFY(!cut(0).isNull());
}

void tst_FieldDecode::findsKeysAndValues()
{
    static_assert(decoding::keyOf<&UserObject::realName>() == "real_name");
    json::Document document;
    QVERIFY(document.parse(QByteArrayView(person)));
    QCOMPARE(decoding::valueOf<&UserObject::name>(document.root()).text(), u"mira"_s);
    QVERIFY(!decoding::valueOf<&UserObject::color>(document.root()).exists());
}

void tst_FieldDecode::takesIdsOfOtherShapes()
{
    QCOMPARE((read<decoding::Everything, UserObject>(R"({"id":7})").id), UserId(u"7"_s));
    QVERIFY((read<FewWanted, UserObject>(R"({"id":7})").id.isEmpty()));
    QCOMPARE((read<FewWanted, UserObject>(R"({"id":{"id":"U1"}})").id), UserId(u"U1"_s));
}

RTMSCOPE_TEST_MAIN(tst_FieldDecode)
#include "tst_fielddecode.moc"
