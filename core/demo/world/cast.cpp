// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/cast.h"

namespace rtmscope::demo {

namespace {

struct Person
{
    const char *id;
    const char *name;
    const char *realName;
    const char *displayName;
    const char *title;
    const char *zone;
    const char *zoneLabel;
    int zoneHours;
    const char *color;
};

// Several scripts and directions on purpose: a client that only ever saw Latin names has not been tested.
constexpr Person people[] = {
    {"U01MIRA", "mira", "Mira Okafor", "Mira Okafor", "Site reliability", "Africa/Lagos", "West Africa Time",
     1, "7d5bc7"},
    {"U02TOMAS", "tomas", "Tomás Rey", "Tomás Rey", "Backend", "Europe/Madrid", "Central European Time", 1,
     "2e8b63"},
    {"U03NOA", "noa", "נועה לוי", "נועה לוי", "Product design", "Asia/Jerusalem", "Israel Standard Time", 2,
     "c2568c"},
    {"U04KARIM", "karim", "كريم حداد", "كريم حداد", "Data platform", "Asia/Beirut", "Eastern European Time",
     2, "b7791f"},
    {"U05YUKI", "yuki", "佐藤 由紀", "Yuki 由紀", "Mobile", "Asia/Tokyo", "Japan Standard Time", 9, "3b6fd4"},
    {"U06PRIYA", "priya", "Priya Raman", "Priya Raman", "Engineering manager", "Asia/Kolkata",
     "India Standard Time", 5, "a8432f"},
    {"U07JONAS", "jonas", "Jonas Lindqvist", "Jonas", "Frontend", "Europe/Stockholm", "Central European Time",
     1, "2b7a8c"},
    {"U08LENA", "lena", "Lena Brandt", "Lena Brandt", "Customer support", "Europe/Berlin",
     "Central European Time", 1, "6b8e23"},
    {"U09DAVIT", "davit", "Դավիթ Պետրոսյան", "Davit", "Security", "Asia/Yerevan", "Armenia Standard Time", 4,
     "7a6a53"},
    {"U10OLENA", "olena", "Олена Ткач", "Олена", "Quality", "Europe/Kyiv", "Eastern European Time", 2,
     "4a6572"},
    {"U11SOFIA", "sofia", "Sofia Marchetti", "Sofia", "Technical writing", "Europe/Rome",
     "Central European Time", 1, "d0614b"},
    {"U12MINJUN", "minjun", "김민준", "민준 Kim", "Infrastructure", "Asia/Seoul", "Korea Standard Time", 9,
     "5a7d2a"},
    {"U13ELENI", "eleni", "Ελένη Παπαδάκη", "Ελένη", "Finance", "Europe/Athens", "Eastern European Time", 2,
     "8a5fa8"},
};

User userOf(const Person &person)
{
    User user;
    user.id = person.id;
    user.name = person.name;
    user.realName = person.realName;
    user.displayName = person.displayName;
    user.title = person.title;
    user.zone = person.zone;
    user.zoneLabel = person.zoneLabel;
    user.zoneOffsetSeconds = person.zoneHours * 3600 + (user.zone == "Asia/Kolkata" ? 1800 : 0);
    user.color = person.color;
    return user;
}

User machine(const char *id, const char *name, const char *realName, const char *botId, const char *color)
{
    User user;
    user.id = id;
    user.name = name;
    user.realName = realName;
    user.displayName = realName;
    user.zone = "Etc/UTC";
    user.zoneLabel = "UTC";
    user.color = color;
    user.botId = botId;
    return user;
}

void fillPeople(World &world, qint64 nowS)
{
    for (const Person &person : people) {
        User &user = world.addUser(userOf(person));
        user.updatedS = nowS - 86'400 * 90;
        user.active = person.id[2] % 3 != 0;
    }
    world.user("U06PRIYA")->admin = true;
    world.user("U10OLENA")->statusEmoji = ":palm_tree:";
    world.user("U10OLENA")->statusText = "Back on Monday";
    world.user("U08LENA")->statusEmoji = ":headphones:";
    world.user("U08LENA")->statusText = "On support duty";
    User guest = userOf({"U14GRACE", "grace", "Grace Mbeki", "Grace (agency)", "Visual design",
                         "Africa/Johannesburg", "South Africa Standard Time", 2, "c98a1b"});
    guest.guest = true;
    world.addUser(guest);
    User left = userOf({"U15PAVEL", "pavel", "Pavel Novák", "Pavel", "Backend", "Europe/Prague",
                        "Central European Time", 1, "777777"});
    left.deleted = true;
    left.active = false;
    world.addUser(left);
    User you = userOf({youUserId, "you", "You", "You", "Trying out Rtmscope", "Etc/UTC", "UTC", 0, "3b6fd4"});
    world.addUser(you);
    world.addUser(machine(botUserId, "rtmscope", "Rtmscope", "B0RTMSCOPE", "2f6fde"));
    world.addUser(machine("U0DEPLOY", "deploybot", "deploybot", "B0DEPLOY", "c4652a"));
    User slackbot = machine("USLACKBOT", "slackbot", "Slackbot", "", "757575");
    world.addUser(slackbot);
}

Channel room(const char *id, const char *name, Channel::Kind kind, const char *creator, const char *topic,
             const char *purpose, const QList<QByteArray> &members)
{
    Channel channel;
    channel.id = id;
    channel.name = name;
    channel.kind = kind;
    channel.creator = creator;
    channel.topic = topic;
    channel.purpose = purpose;
    channel.members = members;
    return channel;
}

} // namespace

void fillCast(World &world)
{
    const qint64 nowS = world.epochUs() / 1'000'000;
    fillPeople(world, nowS);
    QList<QByteArray> everybody;
    for (const User &user : world.users()) {
        if (!user.deleted && user.id != "USLACKBOT")
            everybody.append(user.id);
    }
    const QList<QByteArray> us{youUserId, botUserId};
    const auto with = [&us](const QList<QByteArray> &others) { return us + others; };
    using Kind = Channel::Kind;
    const QList<Channel> rooms{
        room("C0GENERAL", "general", Kind::Public, "U06PRIYA", "Company-wide news", "Everybody is here",
             everybody),
        room("C0OPS", "ops", Kind::Public, "U01MIRA", "Incidents and deploys", "Keeping it running",
             with({"U01MIRA", "U02TOMAS", "U04KARIM", "U06PRIYA", "U07JONAS", "U09DAVIT", "U10OLENA",
                   "U12MINJUN", "U05YUKI", "U08LENA", "U0DEPLOY", "U03NOA"})),
        room("C0DEPLOYS", "deploys", Kind::Public, "U12MINJUN", "What goes out, and when",
             "Rollouts of all services",
             with({"U01MIRA", "U02TOMAS", "U12MINJUN", "U07JONAS", "U05YUKI", "U0DEPLOY", "U11SOFIA"})),
        room("C0DESIGN", "design-review", Kind::Public, "U03NOA", "Show it early",
             "Sketches, critique, decisions",
             with({"U03NOA", "U07JONAS", "U11SOFIA", "U05YUKI", "U14GRACE", "U06PRIYA", "U13ELENI",
                   "U04KARIM"})),
        room("C0INC0412", "incident-0412", Kind::Private, "U01MIRA",
             "Checkout latency, 12 April; follow-up open", "Notes and tasks after the incident",
             with({"U01MIRA", "U02TOMAS", "U06PRIYA", "U12MINJUN", "U08LENA", "U11SOFIA"})),
        room("C0SUPPORT", "support", Kind::Public, "U08LENA", "Customers first; link the ticket",
             "Questions from customers",
             with({"U08LENA", "U02TOMAS", "U11SOFIA", "U04KARIM", "U10OLENA", "U13ELENI"})),
        room("C0RANDOM", "random", Kind::Public, "U11SOFIA", "", "Everything else, mostly food", everybody),
        room("C0HIRING", "hiring", Kind::Public, "U06PRIYA", "Two open roles", "You are not in this one",
             {"U06PRIYA", "U13ELENI"}),
        room("C0OLDSITE", "old-website", Kind::Public, "U11SOFIA", "", "Kept for the record", everybody),
        room("G0TRIO", "mpdm-mira--tomas--rtmscope-1", Kind::Mpim, "U01MIRA", "", "Group messaging",
             with({"U01MIRA", "U02TOMAS"})),
    };
    int day = 700;
    for (const Channel &planned : rooms) {
        Channel &channel = world.addChannel(planned);
        channel.createdS = nowS - 86'400 * day;
        day -= 60;
    }
    world.channel("C0OLDSITE")->archived = true;
    for (const char *friendId : {"U01MIRA", "U02TOMAS", "U03NOA", "USLACKBOT", "U0DEPLOY"}) {
        for (const char *self : {botUserId, youUserId})
            world.directMessage(self, friendId).createdS = nowS - 86'400 * 80;
    }
    world.userGroups() = {{"S0PLATFORM",
                           "Platform",
                           "platform",
                           "Whoever keeps it running",
                           {"U01MIRA", "U12MINJUN", "U04KARIM"},
                           {"C0OPS", "C0DEPLOYS"},
                           nowS - 86'400 * 300},
                          {"S0WRITERS",
                           "Writers",
                           "writers",
                           "Words, in the product and around it",
                           {"U11SOFIA", "U03NOA", youUserId},
                           {"C0DESIGN"},
                           nowS - 86'400 * 200}};
    world.emoji() = {
        {"shipit", "alias:rocket"}, {"thisisfine", "alias:fire"}, {"green-build", "alias:white_check_mark"}};
}

} // namespace rtmscope::demo
