// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/serving/namenotes.h"

#include "core/json/objectbuilder.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::namenotes {

namespace {

using Object = json::ObjectBuilder;

constexpr qsizetype pageSize = 200;

QByteArray personObject(const User &user)
{
    Object profile;
    profile.textIfAny("display_name", user.displayName)
        .textIfAny("real_name", user.realName)
        .textIfAny("title", user.title);
    Object out;
    out.text("id", user.id.text())
        .textIfAny("name", user.name)
        .textIfAny("real_name", user.realName)
        .boolean("deleted", user.deleted)
        .boolean("is_bot", user.isBot)
        .json("profile", profile.close());
    return out.close();
}

QByteArray textObject(const QString &text)
{
    return Object().text("value", text).close();
}

QByteArray placeObject(const Conversation &conversation)
{
    const ConversationKind kind = conversation.kind();
    const bool isDirect = kind == ConversationKind::DirectMessage;
    const bool isGroup = kind == ConversationKind::GroupMessage;
    Object out;
    out.text("id", conversation.id().text())
        .textIfAny("name", conversation.name())
        .boolean("is_channel", kind == ConversationKind::Channel)
        .boolean("is_im", isDirect)
        .boolean("is_mpim", isGroup)
        .boolean("is_private", kind != ConversationKind::Channel)
        .textIfAny("user", conversation.peer().text())
        .boolean("is_archived", conversation.isArchived())
        .boolean("is_member", conversation.isMember());
    if (!conversation.topic().isEmpty())
        out.json("topic", textObject(conversation.topic()));
    if (!conversation.purpose().isEmpty())
        out.json("purpose", textObject(conversation.purpose()));
    return out.close();
}

//! Nothing where the capture does not say who it was.
QList<QByteArray> identityNotes(const demo::Recording &cast)
{
    if (cast.self.id.isEmpty())
        return {};
    const QByteArray team = Object()
                                .text("id", QString::fromUtf8(cast.team.id))
                                .text("name", QString::fromUtf8(cast.team.name))
                                .textIfAny("domain", QString::fromUtf8(cast.team.domain))
                                .close();
    const QByteArray self = Object()
                                .text("id", QString::fromUtf8(cast.self.id))
                                .textIfAny("name", QString::fromUtf8(cast.self.name))
                                .close();
    Object note;
    note.text("kind", u"state").text("state", u"Ready").text("from", u"Connecting");
    note.text("cause", u"the capture is played").json("team", team).json("self", self);
    return {note.close()};
}

//! A note for each full page and one for the rest.
class Pages
{
public:
    Pages(QString method, const char *list)
        : m_method(std::move(method))
        , m_list(list)
    {
    }

    void add(const QByteArray &object)
    {
        if (!m_objects.isEmpty())
            m_objects += ',';
        m_objects += object;
        if (++m_count % pageSize == 0)
            end();
    }

    QList<QByteArray> notes()
    {
        end();
        return m_notes;
    }

private:
    void end()
    {
        if (m_objects.isEmpty())
            return;
        Object answer;
        answer.boolean("ok", true).json(m_list, '[' + std::exchange(m_objects, {}) + ']');
        Object note;
        note.text("kind", u"api").text("method", m_method).json("args", "{}");
        note.number("status", 200).boolean("ok", true).text("from", u"capture");
        m_notes.append(note.json("answer", answer.close()).close());
    }

    QString m_method;
    const char *m_list;
    QByteArray m_objects;
    qsizetype m_count = 0;
    QList<QByteArray> m_notes;
};

} // namespace

QList<QByteArray> of(const Workspace &names, const demo::Recording &cast)
{
    Pages people(u"users.list"_s, "members");
    for (const User &user : names.users()) {
        const bool isNamed = !user.name.isEmpty() || !user.realName.isEmpty() || !user.displayName.isEmpty();
        if (isNamed)
            people.add(personObject(user));
    }
    Pages places(u"conversations.list"_s, "channels");
    for (const Conversation &conversation : names.conversations()) {
        if (!conversation.name().isEmpty() || !conversation.peer().isEmpty())
            places.add(placeObject(conversation));
    }
    return identityNotes(cast) + people.notes() + places.notes();
}

} // namespace rtmscope::namenotes
