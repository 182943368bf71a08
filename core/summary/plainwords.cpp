// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/plainwords.h"

#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

class PlainWords
{
    Q_DECLARE_TR_FUNCTIONS(PlainWords)
};

//! What was done, for each subtype of a system line that may come without a text. %1 is what it is about.
struct Deed
{
    const char *words;      //!< nothing is known of what it is about
    const char *aboutWords; //!< nullptr: the same
};

const QHash<QString, Deed> &deeds()
{
    static const QHash<QString, Deed> all = [] {
        QHash<QString, Deed> made{
            {u"pinned_item"_s, {QT_TRANSLATE_NOOP("PlainWords", "pinned something here"), nullptr}},
            {u"unpinned_item"_s, {QT_TRANSLATE_NOOP("PlainWords", "unpinned something here"), nullptr}},
            {u"bot_add"_s, {QT_TRANSLATE_NOOP("PlainWords", "added an integration"), nullptr}},
            {u"bot_remove"_s, {QT_TRANSLATE_NOOP("PlainWords", "removed an integration"), nullptr}},
            {u"bot_enable"_s, {QT_TRANSLATE_NOOP("PlainWords", "enabled an integration"), nullptr}},
            {u"bot_disable"_s, {QT_TRANSLATE_NOOP("PlainWords", "disabled an integration"), nullptr}},
            {u"reminder_add"_s, {QT_TRANSLATE_NOOP("PlainWords", "set up a reminder"), nullptr}},
            {u"reminder_delete"_s, {QT_TRANSLATE_NOOP("PlainWords", "deleted a reminder"), nullptr}},
            {u"joiner_notification"_s, {QT_TRANSLATE_NOOP("PlainWords", "joined the workspace"), nullptr}},
            {u"app_conversation_join"_s,
             {QT_TRANSLATE_NOOP("PlainWords", "was added to the conversation"), nullptr}},
            {u"app_conversation_leave"_s,
             {QT_TRANSLATE_NOOP("PlainWords", "was removed from the conversation"), nullptr}},
            {u"mpdm_move"_s, {QT_TRANSLATE_NOOP("PlainWords", "moved the conversation"), nullptr}},
            {u"huddle_thread"_s,
             {QT_TRANSLATE_NOOP("PlainWords", "started a huddle"),
              QT_TRANSLATE_NOOP("PlainWords", "started the huddle “%1”")}},
            {u"sh_room_created"_s,
             {QT_TRANSLATE_NOOP("PlainWords", "started a call"),
              QT_TRANSLATE_NOOP("PlainWords", "started the call “%1”")}},
            {u"sh_room_shared"_s,
             {QT_TRANSLATE_NOOP("PlainWords", "shared a call"),
              QT_TRANSLATE_NOOP("PlainWords", "shared the call “%1”")}},
        };
        const std::initializer_list<std::pair<const char *, Deed>> ofConversations{
            {"join", {QT_TRANSLATE_NOOP("PlainWords", "joined the conversation"), nullptr}},
            {"leave", {QT_TRANSLATE_NOOP("PlainWords", "left the conversation"), nullptr}},
            {"topic",
             {QT_TRANSLATE_NOOP("PlainWords", "cleared the topic"),
              QT_TRANSLATE_NOOP("PlainWords", "set the topic: %1")}},
            {"purpose",
             {QT_TRANSLATE_NOOP("PlainWords", "cleared the description"),
              QT_TRANSLATE_NOOP("PlainWords", "set the description: %1")}},
            {"name",
             {QT_TRANSLATE_NOOP("PlainWords", "renamed the conversation"),
              QT_TRANSLATE_NOOP("PlainWords", "renamed the conversation to “%1”")}},
            {"archive", {QT_TRANSLATE_NOOP("PlainWords", "archived the conversation"), nullptr}},
            {"unarchive", {QT_TRANSLATE_NOOP("PlainWords", "unarchived the conversation"), nullptr}},
            {"posting_permissions", {QT_TRANSLATE_NOOP("PlainWords", "changed who may write here"), nullptr}},
            {"convert_to_private",
             {QT_TRANSLATE_NOOP("PlainWords", "made the conversation private"), nullptr}},
            {"convert_to_public", {QT_TRANSLATE_NOOP("PlainWords", "made the conversation public"), nullptr}},
            {"canvas_updated",
             {QT_TRANSLATE_NOOP("PlainWords", "edited the canvas"),
              QT_TRANSLATE_NOOP("PlainWords", "edited the canvas “%1”")}},
            {"tab_added",
             {QT_TRANSLATE_NOOP("PlainWords", "added a tab"),
              QT_TRANSLATE_NOOP("PlainWords", "added the tab “%1”")}},
            {"tab_removed",
             {QT_TRANSLATE_NOOP("PlainWords", "removed a tab"),
              QT_TRANSLATE_NOOP("PlainWords", "removed the tab “%1”")}},
        };
        for (const auto &[what, deed] : ofConversations) {
            made.insert(u"channel_"_s + QLatin1StringView(what), deed);
            made.insert(u"group_"_s + QLatin1StringView(what), deed);
        }
        made.insert(u"tabbed_canvas_updated"_s, made.value(u"channel_canvas_updated"_s));
        made.insert(u"canvas_updated"_s, made.value(u"channel_canvas_updated"_s));
        return made;
    }();
    return all;
}

//! Subtypes under which people and apps speak.
bool isSpeech(const QString &subtype)
{
    static const QSet<QString> kinds{
        QString(),       u"bot_message"_s,       u"me_message"_s,           u"thread_broadcast"_s,
        u"file_share"_s, u"file_comment"_s,      u"file_mention"_s,         u"slackbot_response"_s,
        u"tombstone"_s,  u"ekm_access_denied"_s, u"assistant_app_thread"_s, u"bot_response"_s};
    return kinds.contains(subtype);
}

bool carriesNothing(const Message &message)
{
    return isBlank(message.text) && message.blocks.isEmpty() && message.attachments.isEmpty() &&
           message.files.isEmpty();
}

//! "tab_renamed" as "tab renamed".
QString plainKind(const QString &subtype)
{
    return cleanName(QString(subtype).replace(u'_', u' '));
}

class LineBuilder
{
public:
    LineBuilder(TextBlock::Kind kind, QString path)
        : m_path(std::move(path))
    {
        m_block.kind = kind;
        m_block.path = m_path;
    }
    void add(const QString &words)
    {
        m_block.spans.append({Span::Kind::Text, Span::Plain, words, {}, m_path, 0, 0});
    }
    void add(const UserId &user)
    {
        m_block.spans.append({Span::Kind::User, Span::Plain, {}, user.text(), m_path, 0, 0});
    }
    RichText take() { return {{std::move(m_block)}}; }

private:
    TextBlock m_block;
    QString m_path;
};

//! "40 s", "15 min", "2 h 5 min".
QString lasting(qint64 seconds)
{
    const qint64 minutes = std::min<qint64>(seconds, 31'536'000) / 60;
    if (minutes == 0)
        return PlainWords::tr("%1\u00a0s").arg(seconds);
    if (minutes < 60)
        return PlainWords::tr("%1\u00a0min").arg(minutes);
    return PlainWords::tr("%1\u00a0h %2\u00a0min")
        .arg(QString::number(minutes / 60), QString::number(minutes % 60));
}

//! ", which lasted 15 min: @Mira, @Bo"
void addRoom(LineBuilder &line, const MessageExtras &room)
{
    constexpr qsizetype mostPeople = 10;
    if (room.missed)
        line.add(PlainWords::tr(", which nobody answered"));
    else if (room.ended && room.beganSeconds > 0 && room.endedSeconds > room.beganSeconds)
        line.add(PlainWords::tr(", which lasted %1").arg(lasting(room.endedSeconds - room.beganSeconds)));
    else if (room.ended)
        line.add(PlainWords::tr(", which has ended"));
    if (room.people.isEmpty())
        return;
    line.add(u": "_s);
    for (qsizetype i = 0; i < std::min(room.people.size(), mostPeople); ++i) {
        if (i > 0)
            line.add(u", "_s);
        line.add(room.people[i]);
    }
    if (room.people.size() > mostPeople)
        line.add(PlainWords::tr(" and %1 more").arg(room.people.size() - mostPeople));
}

RichText deedOf(const Message &message)
{
    LineBuilder line(TextBlock::Kind::Paragraph, u"subtype"_s);
    const MessageExtras none;
    const MessageExtras &extras = message.extras ? *message.extras : none;
    const QString about = extras.value.isEmpty() ? extras.about : extras.value;
    if (const auto deed = deeds().constFind(message.subtype); deed != deeds().cend()) {
        const bool named = deed->aboutWords && !about.isEmpty();
        line.add(named ? PlainWords::tr(deed->aboutWords).arg(about) : PlainWords::tr(deed->words));
        if (!extras.oldValue.isEmpty())
            line.add(PlainWords::tr(", it was “%1”").arg(extras.oldValue));
    } else if (extras.hasRoom) {
        line.add(extras.about.isEmpty() ? PlainWords::tr("started a call")
                                        : PlainWords::tr("started the call “%1”").arg(extras.about));
    } else {
        // Nothing better is known of it than its name.
        line.add(about.isEmpty() ? plainKind(message.subtype)
                                 : PlainWords::tr("%1 “%2”").arg(plainKind(message.subtype), about));
    }
    if (extras.hasRoom)
        addRoom(line, extras);
    if (extras.inviter) {
        line.add(PlainWords::tr(", invited by "));
        line.add(extras.inviter);
    }
    return line.take();
}

QString wordsWithoutText(const Message &message)
{
    if (message.subtype == "ekm_access_denied"_L1)
        return PlainWords::tr("This message is withheld by the organisation's own keys.");
    if (message.subtype == "tombstone"_L1)
        return PlainWords::tr("This message was deleted.");
    if (message.extras && !message.extras->about.isEmpty())
        return message.extras->about;
    if (!message.blocks.isEmpty() || !message.attachments.isEmpty())
        return PlainWords::tr("This message holds nothing that can be shown; its JSON tells what it is.");
    return PlainWords::tr("This message has no text.");
}

bool beginsWithName(const QString &text, const QString &name)
{
    return !name.isEmpty() && text.startsWith(name, Qt::CaseInsensitive) &&
           (text.size() == name.size() || !text[name.size()].isLetterOrNumber());
}

//! Old lines name people in plain words.
bool beginsWithActor(QString text, const UserId &actor, const QString &shown, const Workspace &workspace)
{
    if (text.startsWith(u'@'))
        text.remove(0, 1);
    if (beginsWithName(text, shown) || beginsWithName(text, actor.text()))
        return true;
    const User *user = workspace.user(actor);
    return user && (beginsWithName(text, user->name) || beginsWithName(text, user->realName) ||
                    beginsWithName(text, user->displayName));
}

bool isMentionOf(const Span &span, const UserId &actor)
{
    // "<U123|@mira>" reads as a link, but it is meant as a mention.
    return actor && span.target == actor.text() &&
           (span.kind == Span::Kind::User || span.kind == Span::Kind::Link);
}

} // namespace

bool isSystemLine(const Message &message)
{
    if (deeds().contains(message.subtype))
        return true;
    if (isSpeech(message.subtype))
        return message.subtype.isEmpty() && message.extras && message.extras->hasRoom &&
               carriesNothing(message);
    return carriesNothing(message);
}

UserId actorOf(const Message &message)
{
    const bool isTold = message.user && message.user.text() != "USLACKBOT"_L1;
    if (!isTold && message.extras && !message.extras->actors.isEmpty())
        return message.extras->actors.constFirst();
    return message.user;
}

QString actorName(const Message &message, const Workspace &workspace)
{
    const UserId actor = actorOf(message);
    const QString name = actor && (actor != message.user || message.authorName.isEmpty())
                             ? workspace.userName(actor)
                             : workspace.authorName(message);
    return name.isEmpty() ? PlainWords::tr("Somebody") : name;
}

bool hasWords(const RichText &text)
{
    const auto speaks = [](const Span &span) { return !isBlank(span.text) || !isBlank(span.target); };
    const bool quick = std::any_of(text.blocks.begin(), text.blocks.end(), [&](const TextBlock &block) {
        return block.kind == TextBlock::Kind::Card ||
               std::any_of(block.spans.begin(), block.spans.end(), speaks);
    });
    return quick || !isBlank(text.plain()); // of tables and fields
}

RichText standIn(const Message &message)
{
    if (isSystemLine(message))
        return deedOf(message);
    LineBuilder line(TextBlock::Kind::Context, u"text"_s);
    line.add(wordsWithoutText(message));
    return line.take();
}

RichText systemLine(RichText text, const Message &message, const Workspace &workspace)
{
    const UserId actor = actorOf(message);
    const QString name = actorName(message, workspace);
    while (!text.blocks.isEmpty() && text.blocks.constFirst().spans.isEmpty())
        text.blocks.removeFirst();
    if (text.blocks.isEmpty())
        text = standIn(message);
    QList<Span> &spans = text.blocks.first().spans;
    while (spans.size() > 1 && spans.constFirst().kind == Span::Kind::Text &&
           isBlank(spans.constFirst().text))
        spans.removeFirst();
    Span &first = spans.first();
    const bool begins = isMentionOf(first, actor);
    bool joins = false; // reads on from the name
    if (first.kind == Span::Kind::Text) {
        while (!first.text.isEmpty() && first.text.front().isSpace())
            first.text.remove(0, 1);
        if (beginsWithActor(first.text, actor, name, workspace))
            return text;
        joins = deeds().contains(message.subtype) && !first.text.isEmpty() &&
                (first.text.front().isLower() || first.text.front().isDigit());
    } else if (first.kind == Span::Kind::User) {
        // "@Bo was added by @Mira" names both.
        if (std::any_of(spans.cbegin(), spans.cend(),
                        [&](const Span &span) { return isMentionOf(span, actor); }))
            return text;
    }
    if (begins)
        return text;
    spans.prepend({Span::Kind::Text, Span::Plain, joins ? u" "_s : u": "_s, {}, u"user"_s, 0, 0});
    spans.prepend({Span::Kind::Text, Span::Bold, isolated(name), actor.text(), u"user"_s, 0, 0});
    return text;
}

QString kindLabel(const Message &message)
{
    if (isSpeech(message.subtype) || isSystemLine(message))
        return {};
    return plainKind(message.subtype);
}

QString fileTitle(const FileSummary &file)
{
    if (file.mode == "tombstone"_L1)
        return PlainWords::tr("This file was deleted");
    if (file.mode == "hidden_by_limit"_L1)
        return PlainWords::tr("This file is hidden by the limit of the workspace's plan");
    if (!file.title.isEmpty())
        return file.title;
    if (!file.id.isEmpty())
        return PlainWords::tr("File %1").arg(cleanName(file.id.text()));
    return file.prettyType.isEmpty() ? PlainWords::tr("A file without a name")
                                     : PlainWords::tr("A file without a name (%1)").arg(file.prettyType);
}

QString filesWords(const QList<FileSummary> &files)
{
    constexpr qsizetype mostNamed = 5;
    QStringList names;
    for (const FileSummary &file : files.first(std::min(files.size(), mostNamed))) {
        const QString title = fileTitle(file);
        names << (file.external.isEmpty() ? title
                  : file.external == "external"_L1
                      ? PlainWords::tr("%1 (external)").arg(title)
                      : PlainWords::tr("%1 (external, %2)").arg(title, file.external));
    }
    if (files.size() > mostNamed)
        names << PlainWords::tr("%1 more").arg(files.size() - mostNamed);
    if (files.size() == 1)
        return PlainWords::tr("file: %1").arg(names.constFirst());
    return files.isEmpty()
               ? QString()
               : PlainWords::tr("%1 files: %2").arg(QString::number(files.size()), names.join(u", "_s));
}

QString plainSpan(const Span &span, const Workspace *workspace)
{
    const auto label = [&span] { return cleanLine(span.text); };
    const auto target = [&span] { return cleanName(span.target); };
    switch (span.kind) {
    case Span::Kind::User: {
        QString name = workspace ? workspace->userName(UserId(span.target)) : target();
        if (name == target() && !span.text.isEmpty())
            name = label();
        return name.startsWith(u'@') ? name : u'@' + name;
    }
    case Span::Kind::Channel: {
        QString name = workspace ? workspace->conversationName(ChannelId(span.target)) : target();
        if (name == target() && !span.text.isEmpty())
            name = label();
        return name == target() || name.startsWith(u'#') ? name : u'#' + name;
    }
    case Span::Kind::Subteam: {
        const QString handle = workspace ? workspace->subteamHandle(SubteamId(span.target)) : target();
        return handle == target() && !span.text.isEmpty() ? label() : handle;
    }
    case Span::Kind::Broadcast:
        return span.text.isEmpty() ? u'@' + target() : label();
    case Span::Kind::Emoji:
        return u':' + target() + u':';
    case Span::Kind::Link:
        return span.text.isEmpty() ? cleanLine(span.target) : label();
    case Span::Kind::Text:
    case Span::Kind::Date:
    case Span::Kind::Control:
        break;
    }
    return label();
}

} // namespace rtmscope
