// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventtraits.h"

#include "core/events/types/eventtypes.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

Event eventOf(Direction direction, const QString &type, const QString &subtype = {})
{
    Event event;
    event.direction = direction;
    event.type = type;
    event.subtype = subtype;
    return event;
}

} // namespace

class tst_EventTraits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsFound();
    void rows_data();
    void rows();
    void notes_data();
    void notes();
    void binaryFramesHaveNone();
};

void tst_EventTraits::everyRowIsFound()
{
    for (std::size_t row = 1; row < eventTypeCount; ++row) {
        const EventTraits &traits = traitsOfRow(row);
        QCOMPARE(eventRow(traits.type, traits.subtype), row);
        QCOMPARE(eventRow(text(traits.type), text(traits.subtype)), row);
        QCOMPARE(eventOf(Direction::In, text(traits.type), text(traits.subtype)).row(), row);
        QVERIFY2(traits.kind != EventClass::Unknown && traits.kind != EventClass::Note, traits.type.data());
    }
}

void tst_EventTraits::rows_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("subtype");
    QTest::addColumn<EventClass>("kind");
    QTest::addColumn<Noise>("noise");
    QTest::addColumn<Fold>("fold");
    QTest::newRow("message") << u"message"_s << u""_s << EventClass::Message << Noise::Never << Fold::Message;
    QTest::newRow("a subtype with a row of its own")
        << u"message"_s << u"message_changed"_s << EventClass::Change << Noise::Never << Fold::MessageChanged;
    QTest::newRow("a subtype without one")
        << u"message"_s << u"novelty"_s << EventClass::Message << Noise::Never << Fold::Message;
    QTest::newRow("a subtype where there are none")
        << u"emoji_changed"_s << u"add"_s << EventClass::Change << Noise::Aside << Fold::Emoji;
    QTest::newRow("nobody knows it") << u"brand_new"_s << u""_s << EventClass::Unknown << Noise::Aside
                                     << Fold::Nothing;
    QTest::newRow("no type") << u""_s << u"message"_s << EventClass::Unknown << Noise::Aside << Fold::Nothing;
    QTest::newRow("not ASCII") << u"m\u00e9ssage"_s << u""_s << EventClass::Unknown << Noise::Aside
                               << Fold::Nothing;
    QTest::newRow("of ours") << u"ping"_s << u""_s << EventClass::Control << Noise::Ping << Fold::Nothing;
}

void tst_EventTraits::rows()
{
    QFETCH(const QString, type);
    QFETCH(const QString, subtype);
    const EventTraits &traits = traitsOf(eventOf(Direction::In, type, subtype));
    QTEST(traits.kind, "kind");
    QTEST(traits.noise, "noise");
    QTEST(traits.fold, "fold");
    QCOMPARE(&traitsOf(Direction::In, type, subtype), &traits);
}

void tst_EventTraits::notes_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Noise>("noise");
    QTest::addColumn<Fold>("fold");
    QTest::newRow("a call") << u"api"_s << Noise::Chatter << Fold::ApiNote;
    QTest::newRow("a gap") << u"gap"_s << Noise::Never << Fold::GapNote;
    QTest::newRow("a ping of the WebSocket") << u"ws_ping"_s << Noise::Ping << Fold::Nothing;
    QTest::newRow("of a later version") << u"brand_new"_s << Noise::Aside << Fold::Nothing;
    QTest::newRow("named like an event") << u"message"_s << Noise::Aside << Fold::Nothing;
}

void tst_EventTraits::notes()
{
    QFETCH(const QString, kind);
    const Event note = eventOf(Direction::Note, kind);
    QCOMPARE(note.row(), std::size_t(0));
    QCOMPARE(traitsOf(note).kind, EventClass::Note);
    QTEST(traitsOf(note).noise, "noise");
    QTEST(traitsOf(note).fold, "fold");
}

void tst_EventTraits::binaryFramesHaveNone()
{
    Event event = eventOf(Direction::In, u"message"_s);
    event.form = FrameForm::Binary;
    QCOMPARE(event.row(), std::size_t(0));
    QVERIFY(!event.isKnown());
}

RTMSCOPE_TEST_MAIN(tst_EventTraits)
#include "tst_eventtraits.moc"
