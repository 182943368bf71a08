// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/event.h"
#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/fold/answerfold.h"
#include "core/fold/conversationfold.h"
#include "core/fold/folddecode.h"
#include "core/fold/gapfold.h"
#include "core/fold/messagefold.h"
#include "core/fold/peoplefold.h"
#include "core/fold/sendfold.h"
#include "core/fold/threadfold.h"

#include <array>
#include <type_traits>

//! What an entry changes stands in the lists of types (RTMSCOPE_EVENTS, RTMSCOPE_NOTES); here it is handed to
//! the fold that does it, as a struct that the field tables of the typed signals fill as far as the fold
//! wants them (core/workspace/foldedfields.h).
namespace rtmscope {

using decoding::valueOf;

namespace {

//! Always false, but only known once there is a fold: for what may not be compiled at all.
template<Fold fold>
[[maybe_unused]] inline constexpr bool hasFold = false;

//! The field of that name, read as what the fold makes of it.
template<typename T, auto Target>
T part(const FoldContext &c)
{
    return decoded<T>(valueOf<Target>(c.body));
}

template<typename Body>
Body body(const FoldContext &c)
{
    return decoded<Body>(c.body);
}

template<Fold fold, typename Body>
void foldMessage(FoldContext &c)
{
    if constexpr (fold == Fold::Message)
        MessageFold{c}.said();
    else if constexpr (fold == Fold::Mention)
        MessageFold{c}.mentioned();
    else if constexpr (fold == Fold::MessageChanged)
        MessageFold{c}.changed();
    else if constexpr (fold == Fold::MessageDeleted)
        MessageFold{c}.deleted();
    else if constexpr (fold == Fold::MessageReplied)
        ThreadFold{c}.replied();
    else if constexpr (fold == Fold::ReactionAdded || fold == Fold::ReactionRemoved) {
        const Body event = body<Body>(c);
        MessageFold{c}.reaction(event.item, event.reaction, event.user, fold == Fold::ReactionAdded);
    } else if constexpr (fold == Fold::Acknowledgement)
        SendFold{c}.acknowledged(body<Body>(c));
    else
        static_assert(hasFold<fold>, "nobody folds this");
}

template<Fold fold, typename Body>
void foldPeople(FoldContext &c)
{
    PeopleFold people{c};
    if constexpr (fold == Fold::User)
        people.user(valueOf<&Body::user>(c.body));
    else if constexpr (fold == Fold::UserInvalidated)
        people.userInvalidated(body<Body>(c).user.id);
    else if constexpr (fold == Fold::Presence)
        people.presence(body<Body>(c));
    else if constexpr (fold == Fold::OwnPresence)
        people.ownPresence(body<Body>(c).presence);
    else if constexpr (fold == Fold::Bot)
        people.bot(body<Body>(c).bot);
    else if constexpr (fold == Fold::Subteam)
        people.subteam(body<Body>(c).subteam);
    else if constexpr (fold == Fold::SubteamMembers)
        people.subteamMembers(body<Body>(c));
    else if constexpr (fold == Fold::SubteamJoined)
        people.subteamJoined(body<Body>(c).subteam);
    else if constexpr (fold == Fold::SubteamLeft)
        people.subteamLeft(body<Body>(c).subteam);
    else if constexpr (fold == Fold::TeamName)
        people.teamName(body<Body>(c).name);
    else if constexpr (fold == Fold::TeamDomain)
        people.teamDomain(body<Body>(c).domain);
    else if constexpr (fold == Fold::Emoji)
        people.emoji(body<Body>(c));
    else
        foldMessage<fold, Body>(c);
}

//! One channel, or several.
template<typename Body>
void foldUpdated(ConversationFold conversations, const Body &event)
{
    conversations.updated(event.channel);
    if constexpr (requires { event.channels; }) {
        for (const ChannelId &id : event.channels)
            conversations.updated(id);
    }
}

template<Fold fold, typename Body>
void foldConversation(FoldContext &c)
{
    ConversationFold conversations{c};
    if constexpr (fold == Fold::Described)
        conversations.described(part<ConversationObject, &Body::channel>(c));
    else if constexpr (fold == Fold::Joined)
        conversations.joined(part<ConversationObject, &Body::channel>(c));
    else if constexpr (fold == Fold::Opened) // most tell the id alone
        conversations.opened(part<ConversationObject, &Body::channel>(c), part<UserId, &Body::user>(c));
    else if constexpr (fold == Fold::Left)
        conversations.left(part<ChannelId, &Body::channel>(c));
    else if constexpr (fold == Fold::Deleted)
        conversations.deleted(part<ChannelId, &Body::channel>(c));
    else if constexpr (fold == Fold::Archived)
        conversations.archived(part<ChannelId, &Body::channel>(c));
    else if constexpr (fold == Fold::Unarchived)
        conversations.unarchived(part<ChannelId, &Body::channel>(c));
    else if constexpr (fold == Fold::Closed)
        conversations.closed(part<ChannelId, &Body::channel>(c));
    else if constexpr (fold == Fold::Updated)
        foldUpdated(conversations, body<Body>(c));
    else if constexpr (fold == Fold::HistoryChanged)
        conversations.historyChanged(body<Body>(c).change);
    else if constexpr (fold == Fold::Marked)
        conversations.marked(body<Body>(c).mark);
    else if constexpr (fold == Fold::MemberJoined)
        conversations.memberJoined(part<ChannelId, &Body::channel>(c), part<UserId, &Body::user>(c),
                                   part<QString, &Body::channelType>(c));
    else if constexpr (fold == Fold::MemberLeft)
        conversations.memberLeft(part<ChannelId, &Body::channel>(c), part<UserId, &Body::user>(c));
    else if constexpr (fold == Fold::Renumbered)
        conversations.renumbered(part<ChannelId, &Body::oldChannel>(c),
                                 part<ChannelId, &Body::newChannel>(c));
    else if constexpr (fold == Fold::Typing)
        conversations.typing(body<Body>(c));
    else
        foldPeople<fold, Body>(c);
}

//! What people do to an app names them and the place beside the ids, and nobody else may.
template<typename Body>
inline constexpr bool namesWhoActs = std::is_same_v<Body, SlashCommand> || requires(Body body)
{
    requires std::is_same_v<decltype(body.by), Interaction>;
};

void foldNames(FoldContext &c)
{
    const json::Value user = c.body["user"];
    const json::Value channel = c.body["channel"];
    const bool isCommand = !user.isObject();
    const QString handle = user["username"].exists() ? user["username"].text() : user["name"].text();
    PeopleFold{c}.named(UserId((isCommand ? c.body["user_id"] : user["id"]).text()),
                        isCommand ? c.body["user_name"].text() : handle);
    ConversationFold{c}.named(ChannelId((isCommand ? c.body["channel_id"] : channel["id"]).text()),
                              (isCommand ? c.body["channel_name"] : channel["name"]).text());
}

using Handler = void (*)(FoldContext &);

template<Fold fold, typename Body>
constexpr Handler handler()
{
    if constexpr (fold == Fold::Nothing && namesWhoActs<Body>)
        return &foldNames;
    else if constexpr (fold == Fold::Nothing)
        return nullptr;
    else
        return &foldConversation<fold, Body>;
}

//! By Event::row().
#define RTMSCOPE_HANDLER(Type, signal, kind, noise, summary, fold) handler<Fold::fold, Type>(),
constexpr std::array incoming
{
    Handler(nullptr), RTMSCOPE_EVENTS(RTMSCOPE_HANDLER)
};
#undef RTMSCOPE_HANDLER
static_assert(incoming.size() == eventTypeCount);

void foldNote(FoldContext &c)
{
    switch (traitsOf(c.event).fold) {
    case Fold::ApiNote:
        return AnswerFold{c}.answer(c.body);
    case Fold::BackfillNote:
        return GapFold{c}.backfill(c.body);
    case Fold::GapNote:
        return GapFold{c}.note(c.body);
    case Fold::SendNote:
        return SendFold{c}.note(c.body);
    case Fold::StateNote:
        return AnswerFold{c}.state(c.body);
    default:
        return;
    }
}

void foldOutgoing(FoldContext &c)
{
    SendFold{c}.outgoing(c.body);
}

Handler handlerOf(const Event &event)
{
    switch (event.direction) {
    case Direction::In:
        return incoming[event.row()];
    case Direction::Note:
        return traitsOf(event).fold == Fold::Nothing ? nullptr : &foldNote;
    case Direction::Out:
        break;
    }
    return traitsOf(event).type == MessagePosted::wire.type ? &foldOutgoing : nullptr;
}

bool concerns(const Event &event)
{
    // A frame with line breaks is kept as text and means the same; what is no JSON at all has no type.
    // What the server delivered twice was folded the first time.
    return event.form != FrameForm::Binary && !event.repeated && handlerOf(event) != nullptr;
}

} // namespace

void Workspace::apply(const Event &event)
{
    if (!concerns(event))
        return;
    // A scratch buffer, kept because a used Document parses without allocating. It holds no state between
    // calls.
    thread_local json::Document scratch;
    Data &state = d.edit();
    if (event.direction == Direction::In)
        state.heardSeq = event.seq;
    const json::Value frame = frameOf(event, scratch);
    const bool isLent = event.parsed().isValid();
    const json::Value inner = isLent                             ? event.parsed().inner()
                              : event.direction == Direction::In ? innerEvent(frame)
                                                                 : frame;
    FoldContext context{state, event, inner, frame};
    if (!context.body.isObject())
        return;
    if (const Handler handler = handlerOf(event))
        handler(context);
}

void Workspace::expireTyping(qint64 nowUs)
{
    if (!d->typingIn.isEmpty())
        ConversationFold::expireTyping(d.edit(), nowUs - typingLifetimeUs);
}

} // namespace rtmscope
