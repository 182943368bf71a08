// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/acts.h"
#include "core/demo/world/cast.h"
#include "core/demo/world/scenario.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace rtmscope::demo;
using rtmscope::testing::ManualClock;

class TestScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedTellsTheSameStory();
    void everyTypeComesBy_data();
    void everyTypeComesBy();
    void everySubtypeComesBy_data();
    void everySubtypeComesBy();
    void eachFrameIsOneJsonObject();
    void timestampsGrowWithinAChannel();
    void thePastIsWorthReading();
    void everyLetterOfTheScriptIsSomebody();
    void roomsMayBeRenamedEmptiedAndArchived();
    void rareEventsNeedNoEarlierMessage();

private:
    struct Stream
    {
        QList<QByteArray> frames;
        QSet<QString> types;
        QSet<QString> subtypes;
    };
    static Stream play(quint64 seed, int steps);
    const Stream &longPlay();

    Stream m_long;
};

TestScenario::Stream TestScenario::play(quint64 seed, int steps)
{
    ManualClock clock;
    World world(clock, 0);
    fillCast(world);
    Scenario scenario(world, seed);
    scenario.seedPast();
    Stream stream;
    const auto take = [&stream](const QByteArray &frame) {
        stream.frames.append(frame);
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        stream.types.insert(object.value(u"type"_s).toString());
        if (object.value(u"type"_s) == u"message"_s)
            stream.subtypes.insert(object.value(u"subtype"_s).toString());
    };
    world.publish = [&take](const QByteArray &frame, const Audience &) { take(frame); };
    scenario.setFarewell(take);
    for (int i = 0; i < steps; ++i) {
        scenario.step();
        clock.advance(std::chrono::milliseconds(700));
    }
    return stream;
}

const TestScenario::Stream &TestScenario::longPlay()
{
    if (m_long.frames.isEmpty())
        m_long = play(3, RareEvents::count() * 16 + 16);
    return m_long;
}

void TestScenario::theSameSeedTellsTheSameStory()
{
    const Stream one = play(5, 600);
    QVERIFY(one.frames.size() > 500);
    QCOMPARE(play(5, 600).frames, one.frames);
    QVERIFY(play(6, 600).frames != one.frames);
}

void TestScenario::everyTypeComesBy_data()
{
    QTest::addColumn<QString>("type");
    // hello, pong and reconnect_url are the gateway's
    const char *types =
        "goodbye error team_migration_started accounts_changed pref_change message user_typing "
        "desktop_notification "
        "mobile_in_app_notification activity badge_counts_updated channel_created channel_joined "
        "channel_left "
        "channel_deleted channel_rename channel_archive channel_unarchive channel_marked "
        "channel_history_changed "
        "channel_updated channel_posting_permissions group_joined group_left group_rename group_archive "
        "group_unarchive group_deleted group_marked group_history_changed group_join group_open group_close "
        "im_created im_open im_close im_marked im_history_changed mpim_joined mpim_open mpim_close "
        "mpim_marked "
        "mpim_history_changed member_joined_channel member_left_channel shared_channel_invite_received "
        "thread_marked "
        "thread_subscribed thread_unsubscribed update_thread_state reaction_added reaction_removed "
        "star_added "
        "star_removed pin_added pin_removed file_created file_change file_public file_shared file_unshared "
        "file_deleted file_private file_comment_added file_comment_edited file_comment_deleted "
        "presence_change "
        "manual_presence_change user_change user_profile_changed user_status_changed user_huddle_changed "
        "user_invalidated user_connection team_join dnd_updated dnd_updated_user bot_added bot_changed "
        "sh_room_join "
        "sh_room_leave sh_room_update team_rename team_domain_change email_domain_changed team_pref_change "
        "team_plan_change team_profile_change team_profile_reorder team_profile_delete emoji_changed "
        "commands_changed "
        "apps_uninstalled apps_changed apps_installed subteam_created subteam_updated "
        "subteam_members_changed "
        "subteam_self_added subteam_self_removed external_org_migration_started "
        "external_org_migration_finished "
        "canvas_breeze_shifted drafts_recounted";
    for (const QByteArray &type : QByteArray(types).split(' '))
        QTest::newRow(type.constData()) << QString::fromUtf8(type);
}

void TestScenario::everyTypeComesBy()
{
    QFETCH(QString, type);
    QVERIFY(longPlay().types.contains(type));
}

void TestScenario::everySubtypeComesBy_data()
{
    QTest::addColumn<QString>("subtype");
    const char *subtypes =
        "bot_message me_message message_changed message_deleted message_replied thread_broadcast "
        "channel_join "
        "channel_leave channel_topic channel_purpose channel_name channel_archive channel_unarchive "
        "channel_posting_permissions channel_convert_to_private channel_convert_to_public group_join "
        "group_leave "
        "group_topic group_purpose group_name group_archive group_unarchive file_share file_comment "
        "file_mention "
        "pinned_item unpinned_item bot_add bot_remove bot_enable bot_disable reminder_add slackbot_response "
        "huddle_thread sh_room_created sh_room_shared ekm_access_denied tabbed_canvas_updated "
        "stapler_summoned";
    for (const QByteArray &subtype : QByteArray(subtypes).split(' '))
        QTest::newRow(subtype.constData()) << QString::fromUtf8(subtype);
}

void TestScenario::everySubtypeComesBy()
{
    QFETCH(QString, subtype);
    QVERIFY(longPlay().subtypes.contains(subtype));
}

void TestScenario::eachFrameIsOneJsonObject()
{
    for (const QByteArray &frame : longPlay().frames) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(frame, &error);
        QVERIFY2(document.isObject(), (error.errorString().toUtf8() + ": " + frame).constData());
        QVERIFY2(!frame.contains('$') && !frame.contains("{@"), frame.constData());
        QVERIFY2(frame.size() < 60'000, frame.constData());
    }
}

void TestScenario::timestampsGrowWithinAChannel()
{
    QHash<QString, QString> newest;
    for (const QByteArray &frame : longPlay().frames) {
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        if (object.value(u"type"_s) != u"message"_s)
            continue;
        const QString ts = object.value(u"ts"_s).toString();
        QString &last = newest[object.value(u"channel"_s).toString()];
        QVERIFY2(ts > last, frame.constData());
        last = ts;
    }
}

void TestScenario::thePastIsWorthReading()
{
    ManualClock clock;
    World world(clock, 0);
    fillCast(world);
    Scenario(world, 1).seedPast();
    for (const char *name :
         {"general", "ops", "deploys", "design-review", "incident-0412", "support", "random"}) {
        const Channel &channel = *world.channelNamed(name);
        QVERIFY2(channel.messages.size() >= 15, name);
        QVERIFY2(channel.messages.back().ts <= clock.nowUs(), name);
        QVERIFY2(channel.messages.front().ts > clock.nowUs() - 49LL * 3600 * 1'000'000, name);
        QVERIFY2(std::is_sorted(channel.messages.begin(), channel.messages.end(),
                                [](const Message &a, const Message &b) { return a.ts < b.ts; }),
                 name);
        const auto has = [&channel](auto property) {
            return std::any_of(channel.messages.begin(), channel.messages.end(), property);
        };
        QVERIFY2(has([](const Message &m) { return m.replyCount > 0; }), name);
        QVERIFY2(has([](const Message &m) { return !m.reactions.empty(); }), name);
    }
}

void TestScenario::everyLetterOfTheScriptIsSomebody()
{
    ManualClock clock;
    World world(clock, 0);
    fillCast(world);
    for (const Dialogue &dialogue : screenplay()) {
        QVERIFY(!dialogue.beats.isEmpty());
        const Channel *channel = world.channelNamed(dialogue.channel);
        QVERIFY2(channel != nullptr || dialogue.channel == "dm" || dialogue.channel == "trio",
                 dialogue.channel.constData());
        for (const Beat &beat : dialogue.beats) {
            const QByteArray line = dialogue.channel + ": " + beat.who + ' ' + beat.text;
            const QByteArray id = castId(beat.who);
            QVERIFY2(world.user(id) != nullptr, line.constData());
            if (channel != nullptr)
                QVERIFY2(channel->has(id), line.constData());
            if (beat.act != Beat::Act::Delete)
                QVERIFY2(!beat.text.isEmpty(), line.constData());
        }
    }
}

//! As clients may do at any time.
void TestScenario::roomsMayBeRenamedEmptiedAndArchived()
{
    ManualClock clock;
    World world(clock, 0);
    fillCast(world);
    Scenario scenario(world, 1);
    scenario.seedPast();
    Channel &archived = *world.channel("C0OPS");
    Channel &renamed = *world.channel("C0RANDOM");
    Channel &emptied = *world.channel("C0SUPPORT");
    for (int i = 0; i < 40; ++i) // in the middle of what is said
        scenario.step();
    rooms::archive(world, archived, true, "U01MIRA");
    rooms::rename(world, renamed, "kitchen", "U11SOFIA");
    emptied.members.clear();
    const std::size_t saidInArchived = archived.messages.size();
    const std::size_t saidInRenamed = renamed.messages.size();
    for (int i = 0; i < 1000; ++i) {
        scenario.step();
        clock.advance(std::chrono::milliseconds(700));
    }
    // Only what comes by rarely is not asked where it happens.
    QVERIFY(renamed.messages.size() > saidInRenamed + 20);
    QVERIFY(archived.messages.size() < saidInArchived + 20);
}

//! Clients may delete every message of the room that most of them are about.
void TestScenario::rareEventsNeedNoEarlierMessage()
{
    ManualClock clock;
    World world(clock, 0);
    fillCast(world);
    Random random(1);
    Stage stage(world, random);
    RareEvents events(world, stage, random);
    QList<QByteArray> frames;
    world.publish = [&frames](const QByteArray &frame, const Audience &) { frames.append(frame); };
    Channel &ops = *world.channel("C0OPS");
    for (int i = 0; i < RareEvents::count(); ++i) {
        ops.messages.clear();
        frames.clear();
        events.playNext();
        for (const QByteArray &frame : std::as_const(frames))
            QVERIFY2(QJsonDocument::fromJson(frame).isObject(), frame.constData());
    }
}

RTMSCOPE_TEST_MAIN(TestScenario)
#include "tst_scenario.moc"
