// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventtraits.h"
#include "core/json/json.h"
#include "core/manifest/appmanifest.h"
#include "tests/support/testmain.h"

#include <QUrlQuery>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using appmanifest::Kind;

//! Both manifests, against the limits of Slack's own manifest schema.
class TestAppManifest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsTheLimits_data();
    void keepsTheLimits();
    void subscribesOnlyToWhatWeUnderstand_data();
    void subscribesOnlyToWhatWeUnderstand();
    void everyEventHasItsScope_data();
    void everyEventHasItsScope();
    void isForSocketModeAlone_data();
    void isForSocketModeAlone();
    void saysTheSameInYaml_data();
    void saysTheSameInYaml();
    void thePageIsFilledIn_data();
    void thePageIsFilledIn();

private:
    json::Value settings() const { return m_document.root()["settings"]; }
    QStringList events() const;
    QStringList scopes() const;

    json::Document m_document;
    Kind m_kind = Kind::Bot;
};

namespace {

void bothKinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("bot") << Kind::Bot;
    QTest::newRow("myself") << Kind::Myself;
}

QStringList textsOf(json::Value list)
{
    QStringList out;
    for (const auto &element : list.elements())
        out << element.text();
    return out;
}

QStringList scalarsOf(json::Value value)
{
    QStringList out;
    for (const auto &[key, member] : value.members())
        out << scalarsOf(member);
    for (const auto &element : value.elements())
        out << scalarsOf(element);
    if (!value.isObject() && !value.isArray())
        out << value.text();
    return out;
}

//! What has to be granted so that an event is delivered; events without an entry need nothing.
QString scopeFor(const QString &event)
{
    static const QHash<QString, QString> exact{
        {u"message.channels"_s, u"channels:history"_s},
        {u"message.groups"_s, u"groups:history"_s},
        {u"message.im"_s, u"im:history"_s},
        {u"message.mpim"_s, u"mpim:history"_s},
        {u"channel_history_changed"_s, u"channels:history"_s},
        {u"group_history_changed"_s, u"groups:history"_s},
        {u"im_history_changed"_s, u"im:history"_s},
        {u"emoji_changed"_s, u"emoji:read"_s},
        {u"team_join"_s, u"users:read"_s},
        {u"user_change"_s, u"users:read"_s},
        {u"email_domain_changed"_s, u"team:read"_s},
        {u"team_rename"_s, u"team:read"_s},
        {u"team_domain_change"_s, u"team:read"_s},
        {u"member_joined_channel"_s, u"channels:read"_s},
        {u"member_left_channel"_s, u"channels:read"_s},
    };
    if (exact.contains(event))
        return exact.value(event);
    for (const auto &[start, scope] :
         {std::pair(u"file_"_s, u"files:read"_s), std::pair(u"pin_"_s, u"pins:read"_s),
          std::pair(u"reaction_"_s, u"reactions:read"_s), std::pair(u"star_"_s, u"stars:read"_s),
          std::pair(u"dnd_"_s, u"dnd:read"_s), std::pair(u"subteam_"_s, u"usergroups:read"_s),
          std::pair(u"group_"_s, u"groups:read"_s), std::pair(u"im_"_s, u"im:read"_s),
          std::pair(u"channel_"_s, u"channels:read"_s)}) {
        if (event.startsWith(start))
            return scope;
    }
    return {};
}

} // namespace

void TestAppManifest::init()
{
    QFETCH(Kind, kind);
    m_kind = kind;
    QVERIFY2(m_document.parse(appmanifest::json(kind)), qPrintable(m_document.error().words));
}

QStringList TestAppManifest::events() const
{
    const json::Value all = settings()["event_subscriptions"];
    return textsOf(all["bot_events"]) + textsOf(all["user_events"]);
}

QStringList TestAppManifest::scopes() const
{
    const json::Value all = m_document.root()["oauth_config"]["scopes"];
    return textsOf(all["bot"]) + textsOf(all["user"]);
}

void TestAppManifest::keepsTheLimits_data()
{
    bothKinds();
}

void TestAppManifest::keepsTheLimits()
{
    const json::Value shown = m_document.root()["display_information"];
    QVERIFY(!shown["name"].text().isEmpty() && shown["name"].text().size() <= 35);
    QVERIFY(!shown["description"].text().isEmpty() && shown["description"].text().size() <= 140);
    static const QRegularExpression colour(u"^#[0-9a-f]{6}$"_s);
    QVERIFY(colour.match(shown["background_color"].text()).hasMatch());
    const QString bot = m_document.root()["features"]["bot_user"]["display_name"].text();
    static const QRegularExpression botName(u"^[a-z0-9._-]{1,80}$"_s);
    QCOMPARE(botName.match(bot).hasMatch(), m_kind == Kind::Bot);
    for (const QStringList &list : {events(), scopes()}) {
        QVERIFY(!list.isEmpty());
        QCOMPARE(QSet<QString>(list.begin(), list.end()).size(), list.size());
    }
    QVERIFY(events().size() <= 100);
    QVERIFY(scopes().size() <= 255);
}

void TestAppManifest::subscribesOnlyToWhatWeUnderstand_data()
{
    bothKinds();
}

void TestAppManifest::subscribesOnlyToWhatWeUnderstand()
{
    for (const QString &event : events()) {
        const QString type = event.section(u'.', 0, 0); // message.channels is a subscription's name
        QVERIFY2(eventRow(QStringView(type), QStringView()) != 0, qPrintable(event));
    }
    QVERIFY(!events().contains(u"app_mention"_s)); // would deliver every mention twice
}

void TestAppManifest::everyEventHasItsScope_data()
{
    bothKinds();
}

void TestAppManifest::everyEventHasItsScope()
{
    for (const QString &event : events()) {
        const QString scope = scopeFor(event);
        QVERIFY2(scope.isEmpty() || scopes().contains(scope), qPrintable(event + u" needs "_s + scope));
    }
}

void TestAppManifest::isForSocketModeAlone_data()
{
    bothKinds();
}

void TestAppManifest::isForSocketModeAlone()
{
    QCOMPARE(settings()["socket_mode_enabled"].boolean(), true);
    QCOMPARE(settings()["interactivity"]["is_enabled"].boolean(), false);
    QCOMPARE(settings()["token_rotation_enabled"].boolean(), false); // tokens would die after twelve hours
    QCOMPARE(settings()["org_deploy_enabled"].boolean(), false);
    QVERIFY(!settings()["event_subscriptions"]["request_url"].exists());
}

void TestAppManifest::saysTheSameInYaml_data()
{
    bothKinds();
}

void TestAppManifest::saysTheSameInYaml()
{
    // One scalar a line, behind "key: " or "- ".
    QStringList scalars;
    const QStringList lines = QString::fromUtf8(appmanifest::yaml(m_kind)).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString text = line.trimmed();
        if (text.endsWith(u':'))
            continue;
        QString scalar = text.startsWith(u"- "_s) ? text.mid(2) : text.section(u": "_s, 1);
        if (scalar.startsWith(u'"'))
            scalar = scalar.mid(1, scalar.size() - 2);
        scalars << scalar;
    }
    QCOMPARE(scalars, scalarsOf(m_document.root()));
    QCOMPARE(lines.mid(0, 2),
             (QStringList{u"display_information:"_s,
                          m_kind == Kind::Bot ? u"  name: Rtmscope"_s : u"  name: \"Rtmscope (me)\""_s}));
    QVERIFY(lines.contains(u"      - channels:history"_s));
    QVERIFY(lines.contains(u"  background_color: \"#2b4a6f\""_s)); // bare, it would be a comment
    QVERIFY(lines.contains(u"  socket_mode_enabled: true"_s));
}

void TestAppManifest::thePageIsFilledIn_data()
{
    bothKinds();
}

void TestAppManifest::thePageIsFilledIn()
{
    const QUrl page = appmanifest::creationPage(m_kind);
    QCOMPARE(page.host(), u"api.slack.com"_s);
    const QByteArray written = page.toEncoded();
    for (const char letter : {'{', '"', '#', ' ', '\n'})
        QVERIFY2(!written.contains(letter), written.constData());
    QVERIFY(written.startsWith("https://api.slack.com/apps?new_app=1&manifest_json=%7B%22"));
    QVERIFY(written.size() < 8'000); // longer addresses are refused on the way
    json::Document sent;
    const QString item = QUrlQuery(page).queryItemValue(u"manifest_json"_s, QUrl::FullyDecoded);
    QVERIFY(sent.parse(item.toUtf8()));
    QCOMPARE(sent.root().toJson(), m_document.root().toJson());
}

RTMSCOPE_TEST_MAIN(TestAppManifest)
#include "tst_appmanifest.moc"
