// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/types/eventtypes.h"
#include "core/json/tree.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QSet>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

//! tests/fixtures/events/rtm.ndjson: first one full frame for each row of RTMSCOPE_EVENTS, then other shapes
//! that the same types take.
QList<QByteArray> frames()
{
    QFile file(testing::fixture(u"events/rtm.ndjson"_s));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixtures");
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

Event eventOf(const QByteArray &frame)
{
    testing::EventFeed feed;
    Event heard;
    QObject::connect(&feed, &EventSource::eventReceived, &feed, [&](const Event &event) { heard = event; });
    feed.deliver(Direction::In, frame);
    return heard;
}

template<typename Body>
Body bodyOf(const char *frame)
{
    const Event event = eventOf(QByteArray(frame));
    const Body *body = std::get_if<Body>(&event.body().value);
    return body ? *body : Body{};
}

template<typename T>
concept Described = requires
{
    T::fields;
};
template<typename T>
concept Container = requires(const T &t)
{
    t.isEmpty();
};
template<typename T>
concept Optional = requires(const T &t)
{
    t.has_value();
};

//! The keys of those members that were left empty, one level deep; of a message only whether it has come.
template<Described T>
QStringList emptyFields(const T &body);

template<typename T>
bool isFilled(const T &value)
{
    if constexpr (std::is_same_v<T, MessageFields>)
        return !value.ts.isEmpty();
    else if constexpr (Described<T>)
        return emptyFields(value).isEmpty();
    else if constexpr (Optional<T>)
        return value.has_value();
    else if constexpr (Container<T>)
        return !value.isEmpty();
    else
        return value != T{};
}

template<Described T>
QStringList emptyFields(const T &body)
{
    QStringList empty;
    const auto look = [&](const auto &field) {
        if constexpr (requires { field.key; }) {
            if (!isFilled(body.*field.target))
                empty.append(QString::fromLatin1(field.key.data(), qsizetype(field.key.size())));
        } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(body.*field.target)>,
                                            MessageFields>) {
            if constexpr (std::is_same_v<T, MessagePosted>)
                empty += emptyFields(body.*field.target);
            else if (!isFilled(body.*field.target))
                empty.append(u"message"_s);
        } else {
            empty += emptyFields(body.*field.target);
        }
    };
    applyRow([&](const auto &...field) { (look(field), ...); }, T::fields);
    if constexpr (std::is_same_v<T, MessagePosted>) {
        empty.removeAll(u"subtype"_s); // what makes it ordinary
        empty.removeAll(u"file"_s);    // fills the same list as files
    }
    return empty;
}

QStringList emptyFieldsOf(const Event &event)
{
    return std::visit(
        []<typename Body>(const Body &body) {
            if constexpr (std::is_same_v<Body, Unknown>)
                return QStringList(u"unknown"_s);
            else
                return emptyFields(body);
        },
        event.body().value);
}

const std::array garbage{"null",
                         "true",
                         "0",
                         "-1.5",
                         "1e300",
                         "\"\"",
                         "\"?\"",
                         "[]",
                         "{}",
                         "[[null,{}],7]",
                         "{\"id\":{\"id\":[]}}"};

QByteArray spliced(const json::Tree &tree, int node, const char *value)
{
    return tree.text().left(tree.node(node).begin) + value + tree.text().mid(tree.node(node).end);
}

} // namespace

class tst_EventTypes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeHasItsFrame();
    void fillsEveryField_data();
    void fillsEveryField();
    void emitsItsOwnSignalOnly_data();
    void emitsItsOwnSignalOnly();
    void passesUnknownTypesThrough_data();
    void passesUnknownTypesThrough();
    void losesOneFieldAtMost_data();
    void losesOneFieldAtMost();
    void keepsAnUnknownSubtype();
    void acceptsIdsAndObjects();
    void acceptsNumbersAsTextAndTextAsNumbers();
    void acceptsOneForMany();
    void readsAcksAndErrors();
    void readsOpenShapes();
    void takesTheLastOfTwo();
};

namespace {

void frameRows(qsizetype limit = 1000)
{
    QTest::addColumn<QByteArray>("frame");
    const QList<QByteArray> all = frames();
    for (qsizetype i = 0; i < std::min(limit, all.size()); ++i) {
        const Event event = eventOf(all[i]);
        const QString name = event.subtype.isEmpty() ? event.type : event.type + u'.' + event.subtype;
        QTest::newRow(qPrintable(u"%1 %2"_s.arg(i + 1).arg(name))) << all[i];
    }
}

} // namespace

void tst_EventTypes::everyTypeHasItsFrame()
{
    QSet<std::size_t> seen;
    for (const QByteArray &frame : frames().first(qsizetype(eventTypeCount) - 1))
        seen.insert(eventOf(frame).body().value.index());
    QVERIFY(!seen.contains(0));
    QCOMPARE(seen.size(), qsizetype(eventTypeCount) - 1);
}

void tst_EventTypes::fillsEveryField_data()
{
    frameRows(qsizetype(eventTypeCount) - 1);
}

void tst_EventTypes::fillsEveryField()
{
    QFETCH(QByteArray, frame);
    QCOMPARE(emptyFieldsOf(eventOf(frame)), QStringList());
}

void tst_EventTypes::emitsItsOwnSignalOnly_data()
{
    frameRows(qsizetype(eventTypeCount) - 1);
}

void tst_EventTypes::emitsItsOwnSignalOnly()
{
    QFETCH(QByteArray, frame);
    testing::EventFeed feed;
    QList<std::size_t> heard;
    std::size_t index = 0;
#define RTMSCOPE_LISTEN(Type, signal, ...)                                                                   \
    ++index;                                                                                                 \
    connect(&feed, &EventSource::signal, this, [&heard, index](const Type &) { heard.append(index); });
    RTMSCOPE_EVENTS(RTMSCOPE_LISTEN)
#undef RTMSCOPE_LISTEN
    feed.deliver(Direction::In, frame);
    QCOMPARE(heard, QList<std::size_t>{eventOf(frame).body().value.index()});
}

void tst_EventTypes::passesUnknownTypesThrough_data()
{
    frameRows();
}

void tst_EventTypes::passesUnknownTypesThrough()
{
    QFETCH(QByteArray, frame);
    const json::Tree tree = json::Tree::parse(frame);
    const int type = tree.find(u"type");
    const QByteArray renamed =
        type < 0 ? "{\"type\":\"brand_new\"," + frame.mid(1) : spliced(tree, type, "\"brand_new\"");
    testing::EventFeed feed;
    QList<Event> unknown;
    connect(&feed, &EventSource::unknownEvent, this, [&](const Event &event) { unknown.append(event); });
    feed.deliver(Direction::In, renamed);
    QCOMPARE(unknown.size(), 1);
    QCOMPARE(unknown.first().type, u"brand_new"_s);
    QByteArray expected = renamed;
    expected.replace("wss://gate.example/socket/one-time", "***"); // the one ticket among the fixtures
    QCOMPARE(unknown.first().raw, expected);
    QVERIFY(!unknown.first().isKnown());
    QCOMPARE(unknown.first().body().value.index(), std::size_t(0));
}

void tst_EventTypes::losesOneFieldAtMost_data()
{
    frameRows();
}

void tst_EventTypes::losesOneFieldAtMost()
{
    QFETCH(QByteArray, frame);
    const json::Tree tree = json::Tree::parse(frame);
    const Event whole = eventOf(frame);
    const QStringList emptyBefore = emptyFieldsOf(whole);
    for (int node = 0; node < tree.size(); ++node) {
        for (const char *value : garbage) {
            const QByteArray broken = spliced(tree, node, value);
            testing::EventFeed feed;
            QSignalSpy received(&feed, &EventSource::eventReceived);
            feed.deliver(Direction::In, broken);
            QCOMPARE(received.size(), 1);
            const auto event = received.first().first().value<Event>();
            if (event.masked.isEmpty())
                QCOMPARE(event.raw, broken);
            const QStringList empty = emptyFieldsOf(event); // decodes it in any case

            const bool isTopLevel = tree.node(node).parent == 0;
            const QString key = isTopLevel ? tree.key(node) : QString();
            if (!isTopLevel || key == "type"_L1 || key == "subtype"_L1 || key == "reply_to"_L1)
                continue;
            QCOMPARE(event.body().value.index(), whole.body().value.index());
            QVERIFY2(empty.size() <= emptyBefore.size() + 1, qPrintable(key + u' ' + empty.join(u',')));
            for (const QString &name : empty)
                QVERIFY2(emptyBefore.contains(name) || name == key || name == "message"_L1, qPrintable(name));
        }
    }
}

void tst_EventTypes::keepsAnUnknownSubtype()
{
    const auto posted =
        bodyOf<MessagePosted>(R"({"type":"message","subtype":"weather_report","text":"Fog"})");
    QCOMPARE(posted.message.subtype, u"weather_report"_s);
    QCOMPARE(posted.message.text, u"Fog"_s);
}

void tst_EventTypes::acceptsIdsAndObjects()
{
    QCOMPARE(bodyOf<ChannelCreated>(R"({"type":"channel_created","channel":"C7"})").channel.id,
             ChannelId(u"C7"_s));
    QCOMPARE(bodyOf<ChannelLeft>(R"({"type":"channel_left","channel":{"id":"C8"}})").channel,
             ChannelId(u"C8"_s));
    QCOMPARE(bodyOf<PinAdded>(R"({"type":"pin_added","user":{"id":"U1"}})").user, UserId(u"U1"_s));
    QCOMPARE(bodyOf<FilePrivate>(R"({"type":"file_private","file":"F1"})").notice.file.id, FileId(u"F1"_s));
    QCOMPARE(bodyOf<UserInvalidated>(R"({"type":"user_invalidated","user":"U2"})").user.id, UserId(u"U2"_s));
    QCOMPARE(bodyOf<FileCommentDeleted>(R"({"type":"file_comment_deleted","comment":"Fc1"})").comment.id,
             u"Fc1"_s);
    QCOMPARE(bodyOf<TeamProfileDelete>(R"({"type":"team_profile_delete","profile":{"fields":["X1","X2"]}})")
                 .profile.fieldList.size(),
             2);
    const auto shared =
        bodyOf<FileShareMessage>(R"({"type":"message","subtype":"file_share","file":{"id":"F3"}})");
    QCOMPARE(shared.message.files.size(), 1);
    QCOMPARE(shared.message.files.first().id, FileId(u"F3"_s));
}

void tst_EventTypes::acceptsNumbersAsTextAndTextAsNumbers()
{
    const auto renamed =
        bodyOf<ChannelRename>(R"({"type":"channel_rename","channel":{"id":5,"created":"1795356000"}})");
    QCOMPARE(renamed.channel.created, qint64(1795356000));
    QCOMPARE(renamed.channel.id, ChannelId(u"5"_s));
    const auto unpinned = bodyOf<PinRemoved>(R"({"type":"pin_removed","pin_count":"3","has_pins":1})");
    QCOMPARE(unpinned.pinCount, std::optional<int>(3));
    QCOMPARE(unpinned.hasPins, std::optional<bool>(true));
    QCOMPARE(
        bodyOf<ChannelMarked>(R"({"type":"channel_marked","unread_count":99999999999})").mark.unreadCount,
        std::optional<int>(std::numeric_limits<int>::max()));
    QCOMPARE(bodyOf<TeamRename>(R"({"type":"team_rename","name":12})").name, u"12"_s);
    QCOMPARE(bodyOf<MessagePosted>(R"({"type":"message","ts":1795356000.000123})").message.ts,
             MessageTs(u"1795356000.000123"_s));
    QCOMPARE(bodyOf<MessagePosted>(R"({"type":"message","hidden":"true"})").message.hidden, true);
}

void tst_EventTypes::acceptsOneForMany()
{
    const auto one = bodyOf<PresenceChange>(R"({"type":"presence_change","presence":"away","user":"U1"})");
    QCOMPARE(one.user, UserId(u"U1"_s));
    QVERIFY(one.users.isEmpty());
    const auto many =
        bodyOf<PresenceChange>(R"({"type":"presence_change","users":["U1",null,{"id":"U2"},[]]})");
    QCOMPARE(many.users, QList<UserId>({UserId(u"U1"_s), UserId(u"U2"_s)}));
    QCOMPARE(bodyOf<FileDeleted>(R"({"type":"file_deleted","channel_ids":"C1"})").channels,
             QList<ChannelId>{ChannelId(u"C1"_s)});
}

void tst_EventTypes::readsAcksAndErrors()
{
    const auto sent = bodyOf<Ack>(R"({"ok":true,"reply_to":7,"ts":"1.2","text":"hi"})");
    QVERIFY(sent.ok);
    QCOMPARE(sent.replyTo, std::optional<qint64>(7));
    const auto refused = bodyOf<Ack>(R"({"ok":false,"reply_to":8,"error":{"code":-1,"msg":"slow down"}})");
    QVERIFY(!refused.ok);
    QCOMPARE(refused.error.code, -1);
    QCOMPARE(refused.error.message, u"slow down"_s);
    const auto error =
        bodyOf<ErrorEvent>(R"({"type":"error","error":{"code":1,"msg":"Socket URL has expired"}})");
    QCOMPARE(error.error.code, 1);
    // The replayed last message has reply_to as well, but it is a message (protocol 3.1).
    QCOMPARE(bodyOf<MessagePosted>(R"({"type":"message","reply_to":9,"text":"x"})").message.replyTo,
             std::optional<qint64>(9));
}

void tst_EventTypes::readsOpenShapes()
{
    const auto value = [](const char *frame) { return bodyOf<PrefChange>(frame).value; };
    QCOMPARE(value(R"({"type":"pref_change","value":true})").text(), QByteArray("true"));
    QCOMPARE(value(R"({"type":"pref_change","value":"a,b"})").text(), QByteArray("\"a,b\""));
    QCOMPARE(value(R"({"type":"pref_change","value":{"b": [1, 2]}})").text(), QByteArray(R"({"b":[1,2]})"));
    QVERIFY(value(R"({"type":"pref_change","value":null})").isEmpty());
    QVERIFY(value(R"({"type":"pref_change"})").isEmpty());
    QVERIFY(value(R"({"type":"pref_change","value":1})") == AnyJson(QByteArray("1")));
}

void tst_EventTypes::takesTheLastOfTwo()
{
    QCOMPARE(bodyOf<TeamRename>(R"({"type":"team_rename","name":"old","name":"new"})").name, u"new"_s);
    const auto star =
        bodyOf<StarAdded>(R"({"type":"star_added","item":{"channel":"C1"},"item":{"ts":"1.2"}})");
    QVERIFY(star.item.channel.isEmpty());
    QCOMPARE(star.item.ts, MessageTs(u"1.2"_s));
}

RTMSCOPE_TEST_MAIN(tst_EventTypes)
#include "tst_eventtypes.moc"
