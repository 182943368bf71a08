// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/messageobject.h"

#include "core/events/types/fielddecode.h"
#include "core/text/cleantext.h"
#include "core/workspace/foldedfields.h"

#include <algorithm>

namespace rtmscope {

using decoding::keyOf;
using json::Value;
using namespace Qt::StringLiterals;

namespace {

// Kept by name, of all reactions to a message and of those who replied to it; the rest is counted.
constexpr qsizetype mostNamed = 20'000;

//! What people read of the first one that says anything.
QString firstName(std::initializer_list<const QString *> candidates)
{
    for (const QString *candidate : candidates) {
        if (QString name = cleanName(*candidate); !name.isEmpty())
            return name;
    }
    return {};
}

QString firstName(const Value &object, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        if (QString name = cleanName(object[key].text()); !name.isEmpty())
            return name;
    }
    return {};
}

//! Of a list that holds something: \a frame with the place in it, or bytes of its own.
AnyJson keep(const Value &list, QByteArray &frame)
{
    if (list.size() == 0)
        return {};
    if (frame.isEmpty())
        return AnyJson(list.toJson());
    // A message keeps its frame for long, and QString::toUtf8() reserves three bytes per character.
    if (frame.capacity() > frame.size() + frame.size() / 2)
        frame = QByteArray(frame.constData(), frame.size());
    return AnyJson(frame, list.position());
}

FileSummary summaryOf(const FileObject &object)
{
    FileSummary file;
    file.id = object.id;
    file.title = firstName({&object.title, &object.name, &object.subject, &object.altText});
    if (file.title.isEmpty()) // nothing but what was said along with it
        file.title = cleanName(object.initialComment.text);
    file.prettyType = firstName({&object.prettyType, &object.filetype});
    file.size = object.size;
    file.mode = object.mode;
    if (object.isExternal || file.mode == "external"_L1) {
        file.external = cleanName(object.externalType);
        if (file.external.isEmpty() || file.external == "unknown"_L1)
            file.external = u"external"_s;
    }
    file.permalink = object.permalink;
    return file;
}

void takeFiles(ToldMessage &told, const QList<FileObject> &files)
{
    for (const FileObject &file : files) {
        if (file.isBareId)
            continue;
        told.message.files.append(summaryOf(file));
        // What was said along with a file, before 2018: the message itself has no text then. Of a file
        // without a name it is the name.
        if (told.message.text.isEmpty() && !firstName({&file.title, &file.name}).isEmpty())
            told.message.text = file.initialComment.text;
        if (file.user)
            told.references.seen.append(file.user);
    }
}

void takeReactions(ToldMessage &told, QList<ReactionTally> &tallies)
{
    qsizetype room = mostNamed;
    for (ReactionTally &tally : tallies) {
        Reaction reaction{cleanName(tally.name), std::max(tally.count, static_cast<int>(tally.users.size())),
                          std::move(tally.users)};
        if (reaction.users.size() > room)
            reaction.users.resize(room);
        room -= reaction.users.size();
        if (reaction.name.isEmpty() || reaction.count <= 0)
            continue;
        told.references.addEmoji(reaction.name);
        told.references.seen.append(reaction.users.first(std::min(reaction.users.size(), mostShownPeople)));
        told.message.reactions.append(std::move(reaction));
    }
}

void takeReplies(ToldMessage &told, MessageFields &fields)
{
    Message &message = told.message;
    told.hasReplyCount = fields.replyCount.has_value();
    message.replyCount = std::max(0, fields.replyCount.value_or(0));
    message.replyUsers = std::move(fields.replyUsers);
    if (message.replyUsers.size() > mostNamed)
        message.replyUsers.resize(mostNamed);
    message.latestReply = std::move(fields.latestReply);
    // Old messages list their replies instead of naming the latest.
    for (const ReplyRef &reply : std::as_const(fields.replies))
        message.latestReply = std::max(message.latestReply, reply.ts);
}

void takeAuthor(ToldMessage &told, MessageFields &fields)
{
    Message &message = told.message;
    message.user = std::move(fields.user);
    message.bot = std::move(fields.bot);
    if (!fields.username.isEmpty())
        message.authorName = cleanName(fields.username); // wins over bot_profile (docs/protocol.md)
    if (message.authorName.isEmpty() && fields.botProfile)
        message.authorName = cleanName(fields.botProfile->name);
    if (const auto &profile = fields.userProfile)
        told.profileName = firstName({&profile->displayName, &profile->realName, &profile->name});
}

void takeContent(ToldMessage &told, MessageFields &fields)
{
    Message &message = told.message;
    told.hasText = !fields.text.isNull();
    message.text = std::move(fields.text);
    message.typed = fields.mrkdwn == false;
    if (fields.edited)
        message.editedTs = std::move(fields.edited->ts);
    message.subtype = std::move(fields.subtype);
    message.broadcast = message.subtype == "thread_broadcast"_L1;
    message.tombstone = message.subtype == "tombstone"_L1;
    message.ephemeral = fields.isEphemeral;
    told.hidden = fields.hidden;
    told.replyTo = fields.replyTo;
    if (!fields.files.isEmpty())
        takeFiles(told, fields.files);
}

void take(ToldMessage &told, MessageFields &fields)
{
    told.message.channel = std::move(fields.channel);
    told.message.ts = std::move(fields.ts);
    told.message.timeUs = told.message.ts.toMicroseconds();
    told.message.threadTs = std::move(fields.threadTs);
    told.parentUser = std::move(fields.parentUser);
    told.channelType = std::move(fields.channelType);
    takeAuthor(told, fields);
    takeContent(told, fields);
}

//! Words of somebody, rather than a line about a conversation.
bool isOrdinary(const QString &subtype)
{
    return subtype.isEmpty() || subtype == "bot_message"_L1 || subtype == "thread_broadcast"_L1 ||
           subtype == "me_message"_L1 || subtype == "file_share"_L1;
}

//! Members such as "tab_added_user_id" and "canvas_update_user_ids": there are new ones every year.
bool namesActor(std::string_view key)
{
    const auto endsWith = [key](std::string_view end) {
        return key.size() > end.size() && key.substr(key.size() - end.size()) == end;
    };
    if (key == "parent_user_id" || key == "bot_user_id" || key == "item_user_id")
        return false;
    return key == "actor_id" || key == "user_ids" || endsWith("_user_id") || endsWith("_user_ids");
}

bool isNamedThing(std::string_view key)
{
    return key == "canvas" || key == "tab" || key == "list" ||
           key == keyOf<&AssistantAppThreadMessage::thread>();
}

bool isNameOfThing(std::string_view key)
{
    return key == "tab_title" || key == "tab_name" || key == "tab_label" || key == "canvas_title";
}

//! Reads what a line without words of its own is about, member by member.
template<typename Purpose>
class ExtrasReader
{
public:
    ExtrasReader(ToldMessage &told, decoding::Context<Purpose> &context)
        : m_told(told)
        , m_context(context)
    {
    }

    void read(std::string_view key, const Value &value);
    void finish();

private:
    void readRoom(const Value &value);
    void readComment(const Value &value);

    ToldMessage &m_told;
    decoding::Context<Purpose> &m_context;
    MessageExtras m_extras;
};

template<typename Purpose>
void ExtrasReader<Purpose>::read(std::string_view key, const Value &value)
{
    if (key == keyOf<&HuddleThreadMessage::room>() && value.isObject()) {
        readRoom(value);
    } else if (key == keyOf<&FileCommentMessage::comment>()) {
        readComment(value);
    } else if (key == keyOf<&ChannelTopicMessage::topic>() || key == keyOf<&ChannelNameMessage::name>() ||
               key == keyOf<&ChannelPurposeMessage::purpose>()) {
        m_told.channelValue = value.text(m_context.mostText);
    } else if (key == keyOf<&ChannelNameMessage::oldName>()) {
        m_extras.oldValue = cleanName(value.text(m_context.mostText));
    } else if (key == keyOf<&MessageFields::inviter>()) {
        fill(m_extras.inviter, value, m_context);
    } else if (namesActor(key)) {
        QList<UserId> actors;
        fill(actors, value, m_context);
        m_extras.actors += actors;
    } else if (m_extras.about.isEmpty() && isNamedThing(key)) {
        if (value.isObject() || value.isString())
            m_extras.about = firstName(value, {"title", "name", "label"});
    } else if (m_extras.about.isEmpty() && isNameOfThing(key)) {
        m_extras.about = cleanName(value.text(m_context.mostText));
    }
}

template<typename Purpose>
void ExtrasReader<Purpose>::readRoom(const Value &value)
{
    RoomObject room;
    fill(room, value, m_context);
    m_extras.hasRoom = true;
    m_extras.about = firstName({&room.name, &room.title});
    m_extras.ended = room.hasEnded || room.ended > 0;
    m_extras.missed = room.wasMissed;
    m_extras.beganSeconds = room.started;
    m_extras.endedSeconds = room.ended;
    m_extras.people = room.participantHistory.isEmpty() ? room.participants : room.participantHistory;
    if (room.createdBy)
        m_extras.actors.append(room.createdBy);
}

//! A file comment of old: its author and its words stand in the comment.
template<typename Purpose>
void ExtrasReader<Purpose>::readComment(const Value &value)
{
    FileComment comment;
    fill(comment, value, m_context);
    if (m_told.message.user.isEmpty())
        m_told.message.user = comment.user;
    if (m_told.message.text.isEmpty())
        m_told.message.text = comment.text;
}

template<typename Purpose>
void ExtrasReader<Purpose>::finish()
{
    m_extras.actors.removeAll(UserId());
    m_extras.value = cleanName(m_told.channelValue);
    if (m_extras == MessageExtras())
        return;
    m_told.references.seen += m_extras.actors;
    m_told.references.seen += m_extras.people.first(std::min(m_extras.people.size(), mostShownPeople));
    m_told.message.extras = std::make_shared<const MessageExtras>(std::move(m_extras));
}

template<typename Purpose>
void readExtras(ToldMessage &told, const Value &object, decoding::Context<Purpose> &context)
{
    if (isOrdinary(told.message.subtype) && !isBlank(told.message.text))
        return;
    ExtrasReader<Purpose> reader(told, context);
    for (const Value::Member member : object.members())
        reader.read(member.key, member.value);
    reader.finish();
}

} // namespace

ToldMessage readMessage(const Value &object, const QByteArray &frame)
{
    ToldMessage told;
    MessageFields fields;
    // A view into somebody's mapping would not outlive it.
    QByteArray kept = frame;
    if (!kept.data_ptr().isMutable())
        kept.clear();
    decoding::Context<Folded> context{kept, NameTable::ofThread()};
    decode(fields, object, context);
    take(told, fields);
    takeReplies(told, fields);
    told.hasReactions = fields.reactions.has_value();
    if (fields.reactions)
        takeReactions(told, *fields.reactions);
    const Value blocks = object.at(fields.blocks.position());
    const Value attachments = object.at(fields.attachments.position());
    told.references.addAttachments(attachments);
    told.references.addBlocks(blocks);
    told.message.blocks = keep(blocks, kept);
    told.message.attachments = keep(attachments, kept);
    readExtras(told, object, context);
    told.references.addText(told.message.text);
    return told;
}

Message readOutline(const Value &object, qsizetype mostText)
{
    ToldMessage told;
    MessageFields fields;
    const QByteArray none;
    decoding::Context<Outlined> context{none, NameTable::ofThread(), mostText};
    decode(fields, object, context);
    take(told, fields);
    const auto outline = [&object](const AnyJson &list) {
        return object.at(list.position()).size() > 0 ? AnyJson(QByteArrayLiteral("[]")) : AnyJson();
    };
    told.message.blocks = outline(fields.blocks);
    told.message.attachments = outline(fields.attachments);
    readExtras(told, object, context);
    return std::move(told.message);
}

} // namespace rtmscope
