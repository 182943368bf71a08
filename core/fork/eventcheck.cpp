// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/eventcheck.h"

#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/findings/shapewatch.h"
#include "core/json/json.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostRemarks = 12;

QString words(const char *text)
{
    return QCoreApplication::translate("EventCheck", text);
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

//! What an event of a type has to say; alternatives between bars. Of messages whoever reads them needs
//! these; the rest of a struct's fields may be missing.
struct Promise
{
    std::string_view type;
    std::string_view subtype;
    std::array<std::string_view, 5> members; //!< paths; empty ones are none
};

constexpr std::array promises{
    Promise{"message", "", {"channel", "ts", "user|bot_id|username", "text|blocks|attachments|files", ""}},
    Promise{
        "message", "bot_message", {"channel", "ts", "bot_id|username", "text|blocks|attachments|files", ""}},
    Promise{"message", "thread_broadcast", {"channel", "ts", "user|bot_id|username", "thread_ts", ""}},
    Promise{"message", "message_changed", {"channel", "ts", "message", "message.ts", ""}},
    Promise{"message", "message_deleted", {"channel", "ts", "deleted_ts", "", ""}},
    Promise{"app_mention", "", {"channel", "ts", "user", "text", ""}},
    Promise{
        "reaction_added", "", {"user", "reaction", "item", "item.channel|item.file", "item.ts|item.file"}},
    Promise{
        "reaction_removed", "", {"user", "reaction", "item", "item.channel|item.file", "item.ts|item.file"}},
    Promise{"pin_added", "", {"user", "channel_id", "item", "", ""}},
    Promise{"pin_removed", "", {"user", "channel_id", "item", "", ""}},
    Promise{"member_joined_channel", "", {"user", "channel", "", "", ""}},
    Promise{"member_left_channel", "", {"user", "channel", "", "", ""}},
    Promise{"channel_created", "", {"channel", "channel.id", "channel.name", "", ""}},
    Promise{"channel_rename", "", {"channel", "channel.id", "channel.name", "", ""}},
    Promise{"team_join", "", {"user", "user.id", "", "", ""}},
    Promise{"user_change", "", {"user", "user.id", "", "", ""}},
    Promise{"presence_change", "", {"presence", "user|users", "", "", ""}},
    Promise{"user_typing", "", {"channel", "user", "", "", ""}},
};

//! Events that bring somebody or something in: what they name is new by its nature.
constexpr std::array<std::string_view, 10> introductions{
    "channel_created", "channel_joined", "group_joined", "im_created", "mpim_joined",
    "team_join",       "user_change",    "bot_added",    "im_open",    "mpim_open"};

//! Stand in events of many types, or beside whatever people do with an app; Slack's pages leave them out.
constexpr std::array<std::string_view, 11> everywhere{
    "channel_type", "team",       "event_ts",      "token",     "api_app_id",           "trigger_id",
    "response_url", "enterprise", "response_urls", "action_ts", "is_enterprise_install"};

bool isOneOf(const QString &text, const auto &list)
{
    return std::any_of(list.begin(), list.end(), [&text](std::string_view each) {
        return text == QLatin1StringView(each.data(), qsizetype(each.size()));
    });
}

//! One frame and what is found about it.
class Checker
{
public:
    Checker(const QByteArray &frame, const CheckScope &scope)
        : m_frame(frame)
        , m_scope(scope)
    {
    }

    QList<EventRemark> run();

private:
    void say(const QString &text) { add({false, text, -1}); }
    void grave(const QString &text, qsizetype offset = -1) { add({true, text, offset}); }
    void add(const EventRemark &remark);
    json::Value at(std::string_view path) const;
    bool has(std::string_view alternatives) const;

    bool checkForm();
    void checkEnvelope();
    void checkShape();
    void checkPromises();
    void checkTime();
    void checkIds();
    void checkChannel(const QString &id);
    void checkUser(const QString &id);
    bool isPerson(const QString &id) const;
    void checkMentions(const QString &text);
    void checkMessages();
    void checkTarget(const QString &ts, const char *text);

    const QByteArray &m_frame;
    const CheckScope &m_scope;
    json::Document m_document;
    json::Value m_event;
    QString m_type;
    QString m_subtype;
    const Conversation *m_place = nullptr; //!< where it is, if that is known
    QList<EventRemark> m_remarks;
};

void Checker::add(const EventRemark &remark)
{
    if (m_remarks.size() < mostRemarks && !m_remarks.contains(remark))
        m_remarks.append(remark);
}

json::Value Checker::at(std::string_view path) const
{
    const std::size_t dot = path.find('.');
    return dot == std::string_view::npos ? m_event[path] : m_event[path.substr(0, dot)][path.substr(dot + 1)];
}

bool Checker::has(std::string_view alternatives) const
{
    while (!alternatives.empty()) {
        const std::size_t bar = std::min(alternatives.find('|'), alternatives.size());
        if (!at(alternatives.substr(0, bar)).isNull())
            return true;
        alternatives.remove_prefix(std::min(bar + 1, alternatives.size()));
    }
    return false;
}

//! Whether there is an event to be looked at.
bool Checker::checkForm()
{
    if (!m_document.parse(m_frame)) {
        const json::ParseError &error = m_document.error();
        grave(words("This is no JSON: %1. It is kept as text, and no program takes it for an event.")
                  .arg(error.words),
              error.offset);
        return false;
    }
    if (!m_document.root().isObject()) {
        grave(words("An event is an object, {…}. This is kept, and no program takes it for an event."));
        return false;
    }
    m_event = innerEvent(m_document.root());
    m_type = m_event["type"].text();
    m_subtype = m_event["subtype"].text();
    const bool isCommand = m_type.isEmpty() && m_event["command"].exists();
    if (m_type.isEmpty() && !isCommand) {
        grave(words("There is no “type”: no program knows what it is, and “serve” leaves it out."));
        return false;
    }
    return true;
}

void Checker::checkEnvelope()
{
    const json::Value root = m_document.root();
    if (envelopeType(root).empty())
        return;
    if (!root["envelope_id"].isString() && root["type"].string() != "event_callback")
        grave(words("There is no “envelope_id”: a program can’t acknowledge it."));
}

//! As the list of findings sees it.
void Checker::checkShape()
{
    ShapeWatch watch;
    watch.look(0, m_frame);
    for (const Finding &finding : watch.findings()) {
        switch (finding.kind) {
        case Finding::Kind::NewType:
            say(words(
                    "“%1” is no type that Rtmscope knows. That may be wanted: a program has to pass it over.")
                    .arg(finding.type));
            break;
        case Finding::Kind::NewField:
            if (isOneOf(finding.path, everywhere))
                break;
            say(words("“%1” is no member that Slack documents for “%2”: is it spelled right?")
                    .arg(finding.path, finding.type));
            break;
        case Finding::Kind::NewBlock:
            say(words("“%1” is no block or element that Slack documents.").arg(finding.detail));
            break;
        case Finding::Kind::RepeatedKey:
            say(words("“%1” stands there twice: programs take the last.").arg(finding.detail));
            break;
        case Finding::Kind::OtherKind:
        case Finding::Kind::NotJson:
            break;
        }
    }
}

void Checker::checkPromises()
{
    const auto isOf = [this](const Promise &promise) {
        return m_type == QLatin1StringView(promise.type.data(), qsizetype(promise.type.size())) &&
               m_subtype == QLatin1StringView(promise.subtype.data(), qsizetype(promise.subtype.size()));
    };
    const auto promise = std::find_if(promises.begin(), promises.end(), isOf);
    if (promise == promises.end())
        return;
    const QString name = m_subtype.isEmpty() ? m_type : m_subtype;
    for (const std::string_view member : promise->members) {
        if (member.empty() || has(member))
            continue;
        const QString choice = textOf(member).replace(u'|', words("” or “"));
        say(words("“%1” has no “%2”, which is in each of this type.").arg(name, choice));
    }
}

//! As the table sees it: the moment that an event tells of itself.
void Checker::checkTime()
{
    static const QRegularExpression usual(u"^\\d{10}\\.\\d{6}$"_s);
    for (const char *member : {"ts", "event_ts", "thread_ts", "deleted_ts"}) {
        const json::Value value = m_event[member];
        if (!value.isNull() && (!value.isString() || !usual.match(value.text()).hasMatch()))
            say(words("“%1” is no time as Slack writes it, a text such as \"1764338400.000100\".")
                    .arg(QString::fromLatin1(member)));
    }
    EventDecoder decoder;
    Event event;
    event.raw = m_frame;
    decoder.read(event);
    const qint64 moment = MessageTs(textOf(decoder.moment())).toMicroseconds();
    if (moment == 0)
        return;
    if (m_scope.beforeUs != 0 && moment < m_scope.beforeUs)
        say(words("Its time is before that of the entry in front of it. Times ascend in what Slack sends."));
    if (m_scope.afterUs != 0 && moment > m_scope.afterUs)
        say(words("Its time is behind that of the entry that follows. Times ascend in what Slack sends."));
}

void Checker::checkChannel(const QString &id)
{
    if (id.isEmpty())
        return;
    if (id.startsWith(u'#')) {
        const QList<ChannelId> meant = m_scope.names->channelsNamed(id);
        say(meant.isEmpty() ? words("A conversation is named by its id, not as “%1”.").arg(id)
                            : words("A conversation is named by its id: %1 in place of “%2”.")
                                  .arg(meant.constFirst().text(), id));
        return;
    }
    m_place = m_scope.names->conversation(ChannelId(id));
    if (!m_place)
        say(words("No event before tells of a conversation with the id “%1”.").arg(id));
}

//! Somebody described, or who did something at least.
bool Checker::isPerson(const QString &id) const
{
    return m_scope.names->user(UserId(id)) || m_scope.names->unknownUsers().contains(UserId(id));
}

void Checker::checkUser(const QString &id)
{
    if (id.isEmpty() || id == "USLACKBOT"_L1 || id == m_scope.names->self().text())
        return;
    if (id.startsWith(u'@')) {
        const QList<UserId> meant = m_scope.names->usersNamed(id);
        say(meant.isEmpty() ? words("A person is named by the id, not as “%1”.").arg(id)
                            : words("A person is named by the id: %1 in place of “%2”.")
                                  .arg(meant.constFirst().text(), id));
    } else if (!isPerson(id)) {
        say(words("No event before tells of a person with the id “%1”.").arg(id));
    }
}

void Checker::checkMentions(const QString &text)
{
    static const QRegularExpression mention(u"<([@#])([A-Z0-9]+)[|>]"_s);
    auto found = mention.globalMatch(text);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const QString id = match.captured(2);
        const bool isKnown = match.captured(1) == u"@"_s
                                 ? isPerson(id)
                                 : m_scope.names->conversation(ChannelId(id)) != nullptr;
        if (!isKnown && id != m_scope.names->self().text())
            say(words("The text mentions “%1”, of whom no event before tells.").arg(id));
    }
}

void Checker::checkIds()
{
    const bool isNew = isOneOf(m_type, introductions);
    const auto idAt = [this](std::string_view path) {
        const json::Value value = at(path);
        return value.isObject() ? value["id"].text() : value.text();
    };
    for (const char *path : {"channel", "channel_id", "item.channel", "container.channel_id"}) {
        if (!isNew)
            checkChannel(idAt(path));
    }
    for (const char *path : {"user", "user_id", "item_user", "message.user"}) {
        if (!isNew)
            checkUser(idAt(path));
    }
    checkMentions(m_event["text"].text());
    checkMentions(m_event["message"]["text"].text());
}

void Checker::checkTarget(const QString &ts, const char *text)
{
    if (!ts.isEmpty() && m_place && !m_place->find(MessageTs(ts)))
        say(words(text).arg(ts, m_scope.names->conversationName(m_place->id())));
}

//! Whether there are the messages that it is about.
void Checker::checkMessages()
{
    const QString ts = m_event["ts"].text();
    const QString thread = m_event["thread_ts"].text();
    const bool isMessage = m_type == "message"_L1;
    const bool isChange = m_subtype == "message_changed"_L1 || m_subtype == "message_deleted"_L1;
    if (isMessage && !isChange && m_place && m_place->find(MessageTs(ts)))
        say(words("There is a message with the ts %1 in %2 already: programs take the two for one.")
                .arg(ts, m_scope.names->conversationName(m_place->id())));
    if (isMessage && thread != ts)
        checkTarget(thread, QT_TRANSLATE_NOOP(
                                "EventCheck",
                                "No message with the ts %1 is known in %2: the thread has no beginning."));
    checkTarget(m_event["message"]["ts"].text(),
                QT_TRANSLATE_NOOP("EventCheck",
                                  "No message with the ts %1 is known in %2: there is nothing to edit."));
    checkTarget(m_event["deleted_ts"].text(),
                QT_TRANSLATE_NOOP("EventCheck",
                                  "No message with the ts %1 is known in %2: there is nothing to delete."));
    if (m_type.startsWith("reaction_"_L1))
        checkTarget(
            m_event["item"]["ts"].text(),
            QT_TRANSLATE_NOOP("EventCheck",
                              "No message with the ts %1 is known in %2: there is nothing to react to."));
}

QList<EventRemark> Checker::run()
{
    if (!checkForm())
        return m_remarks;
    checkEnvelope();
    checkPromises();
    checkTime();
    if (m_scope.names) {
        checkIds();
        checkMessages();
    }
    checkShape();
    return m_remarks;
}

} // namespace

QList<EventRemark> checkEvent(const QByteArray &frame, const CheckScope &scope)
{
    return Checker(frame, scope).run();
}

} // namespace rtmscope
