// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/appevents.h"
#include "core/events/types/controlevents.h"
#include "core/events/types/conversationevents.h"
#include "core/events/types/fileevents.h"
#include "core/events/types/interactiveevents.h"
#include "core/events/types/inviteevents.h"
#include "core/events/types/itemevents.h"
#include "core/events/types/messageevents.h"
#include "core/events/types/systemmessages.h"
#include "core/events/types/teamevents.h"
#include "core/events/types/threadevents.h"
#include "core/events/types/userevents.h"
#include "core/events/types/workflowevents.h"

#include <type_traits>
#include <variant>

//! The one list. A row makes the alternative of EventBody, the decoder's entry and the typed signal of
//! EventSource, and says what the rest of the program does with events of the type (see eventtraits.h): how
//! they are told apart at a glance, when a view leaves them out, how they are put into words, and what they
//! change in the workspace.
//!
//!   struct, signal, class, noise, summary, fold
// clang-format off
#define RTMSCOPE_EVENTS(X) \
    X(Hello,                            helloReceived,                    Control,  Aside,   Hello,           Nothing) \
    X(Disconnect,                       disconnectReceived,               Control,  Never,   Disconnect,      Nothing) \
    X(Goodbye,                          goodbyeReceived,                  Control,  Never,   Goodbye,         Nothing) \
    X(ErrorEvent,                       errorReceived,                    Control,  Never,   Error,           Nothing) \
    X(Pong,                             pongReceived,                     Control,  Ping,    Pong,            Nothing) \
    X(Ack,                              ackReceived,                      Control,  Never,   Ack,             Acknowledgement) \
    X(ReconnectUrl,                     reconnectUrlReceived,             Control,  Ping,    ReconnectUrl,    Nothing) \
    X(TeamMigrationStarted,             teamMigrationStarted,             Control,  Aside,   Members,         Nothing) \
    X(AccountsChanged,                  accountsChanged,                  Control,  Aside,   Members,         Nothing) \
    X(PrefChange,                       prefChanged,                      Control,  Aside,   Preference,      Nothing) \
    X(ClientPing,                       clientPing,                       Control,  Ping,    Ping,            Nothing) \
    X(ClientTyping,                     clientTyping,                     Presence, Chatter, Typing,          Nothing) \
    X(ClientPresenceSub,                clientPresenceSub,                Presence, Chatter, People,          Nothing) \
    X(ClientPresenceQuery,              clientPresenceQuery,              Presence, Chatter, People,          Nothing) \
    X(ClientTickle,                     clientTickle,                     Change,   Chatter, Members,         Nothing) \
    X(MessagePosted,                    messagePosted,                    Message,  Never,   Message,         Message) \
    X(MessageChanged,                   messageChanged,                   Change,   Never,   MessageChanged,  MessageChanged) \
    X(MessageDeleted,                   messageDeleted,                   Change,   Never,   MessageDeleted,  MessageDeleted) \
    X(MessageReplied,                   messageReplied,                   Change,   Never,   MessageReplied,  MessageReplied) \
    X(ThreadBroadcast,                  threadBroadcast,                  Message,  Never,   Message,         Message) \
    X(ReplyBroadcast,                   replyBroadcast,                   Message,  Never,   Message,         Nothing) \
    X(BotMessage,                       botMessage,                       Message,  Never,   Message,         Message) \
    X(MeMessage,                        meMessage,                        Message,  Never,   Message,         Message) \
    X(FileShareMessage,                 fileShareMessage,                 Message,  Never,   Message,         Message) \
    X(FileCommentMessage,               fileCommentMessage,               Message,  Never,   Message,         Message) \
    X(FileMentionMessage,               fileMentionMessage,               Message,  Never,   Message,         Message) \
    X(ChannelJoinMessage,               channelJoinMessage,               Message,  Never,   Message,         Message) \
    X(ChannelLeaveMessage,              channelLeaveMessage,              Message,  Never,   Message,         Message) \
    X(ChannelTopicMessage,              channelTopicMessage,              Message,  Never,   Message,         Message) \
    X(ChannelPurposeMessage,            channelPurposeMessage,            Message,  Never,   Message,         Message) \
    X(ChannelNameMessage,               channelNameMessage,               Message,  Never,   Message,         Message) \
    X(ChannelArchiveMessage,            channelArchiveMessage,            Message,  Never,   Message,         Message) \
    X(ChannelUnarchiveMessage,          channelUnarchiveMessage,          Message,  Never,   Message,         Message) \
    X(ChannelPostingPermissionsMessage, channelPostingPermissionsMessage, Message,  Never,   Message,         Message) \
    X(ChannelConvertToPrivateMessage,   channelConvertToPrivateMessage,   Message,  Never,   Message,         Message) \
    X(ChannelConvertToPublicMessage,    channelConvertToPublicMessage,    Message,  Never,   Message,         Message) \
    X(GroupJoinMessage,                 groupJoinMessage,                 Message,  Never,   Message,         Message) \
    X(GroupLeaveMessage,                groupLeaveMessage,                Message,  Never,   Message,         Message) \
    X(GroupTopicMessage,                groupTopicMessage,                Message,  Never,   Message,         Message) \
    X(GroupPurposeMessage,              groupPurposeMessage,              Message,  Never,   Message,         Message) \
    X(GroupNameMessage,                 groupNameMessage,                 Message,  Never,   Message,         Message) \
    X(GroupArchiveMessage,              groupArchiveMessage,              Message,  Never,   Message,         Message) \
    X(GroupUnarchiveMessage,            groupUnarchiveMessage,            Message,  Never,   Message,         Message) \
    X(PinnedItemMessage,                pinnedItemMessage,                Message,  Never,   Message,         Message) \
    X(UnpinnedItemMessage,              unpinnedItemMessage,              Message,  Never,   Message,         Message) \
    X(BotAddMessage,                    botAddMessage,                    Message,  Never,   Message,         Message) \
    X(BotRemoveMessage,                 botRemoveMessage,                 Message,  Never,   Message,         Message) \
    X(BotEnableMessage,                 botEnableMessage,                 Message,  Never,   Message,         Message) \
    X(BotDisableMessage,                botDisableMessage,                Message,  Never,   Message,         Message) \
    X(ReminderAddMessage,               reminderAddMessage,               Message,  Never,   Message,         Message) \
    X(ReminderDeleteMessage,            reminderDeleteMessage,            Message,  Never,   Message,         Message) \
    X(SlackbotResponseMessage,          slackbotResponseMessage,          Message,  Never,   Message,         Message) \
    X(TombstoneMessage,                 tombstoneMessage,                 Message,  Never,   Message,         Message) \
    X(HuddleThreadMessage,              huddleThreadMessage,              Message,  Never,   Message,         Message) \
    X(ShRoomCreatedMessage,             huddleCreatedMessage,             Message,  Never,   Message,         Message) \
    X(ShRoomSharedMessage,              huddleSharedMessage,              Message,  Never,   Message,         Message) \
    X(EkmAccessDeniedMessage,           ekmAccessDeniedMessage,           Message,  Never,   Message,         Message) \
    X(AssistantAppThreadMessage,        assistantAppThreadMessage,        Message,  Never,   Message,         Message) \
    X(DocumentMentionMessage,           documentMentionMessage,           Message,  Never,   Message,         Message) \
    X(JoinerNotificationMessage,        joinerNotificationMessage,        Message,  Never,   Message,         Message) \
    X(MpdmMoveMessage,                  mpdmMoveMessage,                  Message,  Never,   Message,         Message) \
    X(TabbedCanvasUpdatedMessage,       tabbedCanvasUpdatedMessage,       Message,  Never,   Message,         Message) \
    X(ListRecordCommentMessage,         listRecordCommentMessage,         Message,  Never,   Message,         Message) \
    X(AppConversationJoinMessage,       appConversationJoinMessage,       Message,  Never,   Message,         Message) \
    X(UserTyping,                       userTyping,                       Presence, Chatter, Typing,          Typing) \
    X(DesktopNotification,              desktopNotification,              Control,  Aside,   Notification,    Nothing) \
    X(MobileInAppNotification,          mobileInAppNotification,          Control,  Aside,   Members,         Nothing) \
    X(Activity,                         activity,                         Control,  Aside,   Members,         Nothing) \
    X(BadgeCountsUpdated,               badgeCountsUpdated,               Control,  Chatter, Members,         Nothing) \
    X(ChannelCreated,                   channelCreated,                   Change,   Aside,   Conversation,    Described) \
    X(ChannelJoined,                    channelJoined,                    Change,   Aside,   Conversation,    Joined) \
    X(ChannelLeft,                      channelLeft,                      Change,   Aside,   Members,         Left) \
    X(ChannelDeleted,                   channelDeleted,                   Change,   Aside,   Members,         Deleted) \
    X(ChannelRename,                    channelRenamed,                   Change,   Aside,   Conversation,    Described) \
    X(ChannelArchive,                   channelArchived,                  Change,   Aside,   Members,         Archived) \
    X(ChannelUnarchive,                 channelUnarchived,                Change,   Aside,   Members,         Unarchived) \
    X(ChannelMarked,                    channelMarked,                    Change,   Chatter, Marked,          Marked) \
    X(GroupMarked,                      groupMarked,                      Change,   Chatter, Marked,          Marked) \
    X(ImMarked,                         imMarked,                         Change,   Chatter, Marked,          Marked) \
    X(MpimMarked,                       mpimMarked,                       Change,   Chatter, Marked,          Marked) \
    X(ChannelHistoryChanged,            channelHistoryChanged,            Change,   Aside,   Members,         HistoryChanged) \
    X(GroupHistoryChanged,              groupHistoryChanged,              Change,   Aside,   Members,         HistoryChanged) \
    X(ImHistoryChanged,                 imHistoryChanged,                 Change,   Aside,   Members,         HistoryChanged) \
    X(MpimHistoryChanged,               mpimHistoryChanged,               Change,   Aside,   Members,         HistoryChanged) \
    X(ChannelUpdated,                   channelUpdated,                   Change,   Aside,   Members,         Updated) \
    X(ChannelPostingPermissions,        channelPostingPermissionsChanged, Change,   Aside,   Members,         Nothing) \
    X(GroupJoined,                      groupJoined,                      Change,   Aside,   Conversation,    Joined) \
    X(GroupLeft,                        groupLeft,                        Change,   Aside,   Members,         Left) \
    X(GroupRename,                      groupRenamed,                     Change,   Aside,   Conversation,    Described) \
    X(GroupArchive,                     groupArchived,                    Change,   Aside,   Members,         Archived) \
    X(GroupUnarchive,                   groupUnarchived,                  Change,   Aside,   Members,         Unarchived) \
    X(GroupDeleted,                     groupDeleted,                     Change,   Aside,   Members,         Deleted) \
    X(GroupJoin,                        groupJoin,                        Change,   Aside,   Members,         Nothing) \
    X(GroupOpen,                        groupOpened,                      Change,   Aside,   Members,         Opened) \
    X(GroupClose,                       groupClosed,                      Change,   Aside,   Members,         Closed) \
    X(ImCreated,                        imCreated,                        Change,   Aside,   Conversation,    Opened) \
    X(ImOpen,                           imOpened,                         Change,   Aside,   Members,         Opened) \
    X(ImClose,                          imClosed,                         Change,   Aside,   Members,         Closed) \
    X(MpimJoined,                       mpimJoined,                       Change,   Aside,   Conversation,    Joined) \
    X(MpimOpen,                         mpimOpened,                       Change,   Aside,   Members,         Opened) \
    X(MpimClose,                        mpimClosed,                       Change,   Aside,   Members,         Closed) \
    X(MemberJoinedChannel,              memberJoinedChannel,              Change,   Aside,   MemberJoined,    MemberJoined) \
    X(MemberLeftChannel,                memberLeftChannel,                Change,   Aside,   MemberLeft,      MemberLeft) \
    X(SharedChannelInviteReceived,      sharedChannelInviteReceived,      Change,   Aside,   ChannelInvite,   Nothing) \
    X(SharedChannelInviteAccepted,      sharedChannelInviteAccepted,      Change,   Aside,   ChannelInvite,   Nothing) \
    X(SharedChannelInviteApproved,      sharedChannelInviteApproved,      Change,   Aside,   ChannelInvite,   Nothing) \
    X(SharedChannelInviteDeclined,      sharedChannelInviteDeclined,      Change,   Aside,   ChannelInvite,   Nothing) \
    X(SharedChannelInviteRequested,     sharedChannelInviteRequested,     Change,   Aside,   ChannelInvite,   Nothing) \
    X(ThreadMarked,                     threadMarked,                     Change,   Chatter, Thread,          Nothing) \
    X(ThreadSubscribed,                 threadSubscribed,                 Change,   Aside,   Thread,          Nothing) \
    X(ThreadUnsubscribed,               threadUnsubscribed,               Change,   Aside,   Thread,          Nothing) \
    X(UpdateThreadState,                threadStateUpdated,               Control,  Chatter, Members,         Nothing) \
    X(ReactionAdded,                    reactionAdded,                    Reaction, Never,   ReactionAdded,   ReactionAdded) \
    X(ReactionRemoved,                  reactionRemoved,                  Reaction, Never,   ReactionRemoved, ReactionRemoved) \
    X(StarAdded,                        starAdded,                        Change,   Aside,   StarAdded,       Nothing) \
    X(StarRemoved,                      starRemoved,                      Change,   Aside,   StarRemoved,     Nothing) \
    X(PinAdded,                         pinAdded,                         Change,   Never,   PinAdded,        Nothing) \
    X(PinRemoved,                       pinRemoved,                       Change,   Never,   PinRemoved,      Nothing) \
    X(FileCreated,                      fileCreated,                      Change,   Aside,   File,            Nothing) \
    X(FileChange,                       fileChanged,                      Change,   Aside,   File,            Nothing) \
    X(FilePublic,                       filePublic,                       Change,   Aside,   File,            Nothing) \
    X(FileShared,                       fileShared,                       Change,   Aside,   File,            Nothing) \
    X(FileUnshared,                     fileUnshared,                     Change,   Aside,   File,            Nothing) \
    X(FilePrivate,                      filePrivate,                      Change,   Aside,   Members,         Nothing) \
    X(FileDeleted,                      fileDeleted,                      Change,   Aside,   File,            Nothing) \
    X(FileCommentAdded,                 fileCommentAdded,                 Change,   Aside,   File,            Nothing) \
    X(FileCommentEdited,                fileCommentEdited,                Change,   Aside,   File,            Nothing) \
    X(FileCommentDeleted,               fileCommentDeleted,               Change,   Aside,   Members,         Nothing) \
    X(PresenceChange,                   presenceChanged,                  Presence, Chatter, Presence,        Presence) \
    X(ManualPresenceChange,             manualPresenceChanged,            Presence, Chatter, Presence,        OwnPresence) \
    X(UserChange,                       userChanged,                      Change,   Aside,   Person,          User) \
    X(UserProfileChanged,               userProfileChanged,               Change,   Aside,   Person,          User) \
    X(UserStatusChanged,                userStatusChanged,                Presence, Aside,   Person,          User) \
    X(UserHuddleChanged,                userHuddleChanged,                Presence, Chatter, Person,          User) \
    X(UserInvalidated,                  userInvalidated,                  Change,   Aside,   Members,         UserInvalidated) \
    X(UserConnection,                   userConnection,                   Change,   Chatter, Members,         Nothing) \
    X(TeamJoin,                         teamJoined,                       Change,   Aside,   Person,          User) \
    X(DndUpdated,                       dndUpdated,                       Presence, Chatter, DoNotDisturb,    Nothing) \
    X(DndUpdatedUser,                   dndUpdatedUser,                   Presence, Chatter, DoNotDisturb,    Nothing) \
    X(BotAdded,                         botAdded,                         Change,   Aside,   Person,          Bot) \
    X(BotChanged,                       botChanged,                       Change,   Aside,   Person,          Bot) \
    X(ShRoomJoin,                       huddleJoined,                     Presence, Aside,   Members,         Nothing) \
    X(ShRoomLeave,                      huddleLeft,                       Presence, Aside,   Members,         Nothing) \
    X(ShRoomUpdate,                     huddleUpdated,                    Presence, Aside,   Members,         Nothing) \
    X(TeamRename,                       teamRenamed,                      Change,   Aside,   Members,         TeamName) \
    X(TeamDomainChange,                 teamDomainChanged,                Change,   Aside,   Members,         TeamDomain) \
    X(EmailDomainChanged,               emailDomainChanged,               Change,   Aside,   Members,         Nothing) \
    X(TeamPrefChange,                   teamPrefChanged,                  Change,   Aside,   Preference,      Nothing) \
    X(TeamPlanChange,                   teamPlanChanged,                  Change,   Aside,   Members,         Nothing) \
    X(TeamProfileChange,                teamProfileChanged,               Change,   Aside,   Members,         Nothing) \
    X(TeamProfileDelete,                teamProfileDeleted,               Change,   Aside,   Members,         Nothing) \
    X(TeamProfileReorder,               teamProfileReordered,             Change,   Aside,   Members,         Nothing) \
    X(EmojiChanged,                     emojiChanged,                     Change,   Aside,   Emoji,           Emoji) \
    X(CommandsChanged,                  commandsChanged,                  Change,   Aside,   Members,         Nothing) \
    X(AppsChanged,                      appsChanged,                      Change,   Aside,   Members,         Nothing) \
    X(AppsInstalled,                    appsInstalled,                    Change,   Aside,   Members,         Nothing) \
    X(AppsUninstalled,                  appsUninstalled,                  Change,   Aside,   Members,         Nothing) \
    X(SubteamCreated,                   subteamCreated,                   Change,   Aside,   Subteam,         Subteam) \
    X(SubteamUpdated,                   subteamUpdated,                   Change,   Aside,   Subteam,         Subteam) \
    X(SubteamMembersChanged,            subteamMembersChanged,            Change,   Aside,   Members,         SubteamMembers) \
    X(SubteamSelfAdded,                 subteamSelfAdded,                 Change,   Aside,   Members,         SubteamJoined) \
    X(SubteamSelfRemoved,               subteamSelfRemoved,               Change,   Aside,   Members,         SubteamLeft) \
    X(ExternalOrgMigrationStarted,      externalOrgMigrationStarted,      Change,   Aside,   Members,         Nothing) \
    X(ExternalOrgMigrationFinished,     externalOrgMigrationFinished,     Change,   Aside,   Members,         Nothing) \
    X(AppHomeOpened,                    appHomeOpened,                    Change,   Aside,   AppHome,         Nothing) \
    X(AppMention,                       appMentioned,                     Message,  Never,   Message,         Mention) \
    X(AppRateLimited,                   appRateLimited,                   Control,  Never,   RateLimited,     Nothing) \
    X(AppUninstalled,                   appUninstalled,                   Control,  Never,   AppGone,         Nothing) \
    X(LinkShared,                       linkShared,                       Change,   Aside,   Links,           Nothing) \
    X(TokensRevoked,                    tokensRevoked,                    Control,  Never,   TokensRevoked,   Nothing) \
    X(AssistantThreadStarted,           assistantThreadStarted,           Change,   Aside,   Members,         Nothing) \
    X(AssistantThreadContextChanged,    assistantThreadContextChanged,    Control,  Chatter, Members,         Nothing) \
    X(AppContextChanged,                appContextChanged,                Control,  Chatter, Members,         Nothing) \
    X(AgentSessionStopped,              agentSessionStopped,              Change,   Aside,   Members,         Nothing) \
    X(AgentSessionTitleChanged,         agentSessionTitleChanged,         Change,   Aside,   Members,         Nothing) \
    X(ChannelIdChanged,                 channelIdChanged,                 Change,   Aside,   ChannelNumber,   Renumbered) \
    X(ChannelShared,                    channelShared,                    Change,   Aside,   Members,         Updated) \
    X(ChannelUnshared,                  channelUnshared,                  Change,   Aside,   Members,         Updated) \
    X(GridMigrationStarted,             gridMigrationStarted,             Change,   Aside,   Members,         Nothing) \
    X(GridMigrationFinished,            gridMigrationFinished,            Change,   Aside,   Members,         Nothing) \
    X(ResourcesAdded,                   resourcesAdded,                   Change,   Aside,   Members,         Nothing) \
    X(ResourcesRemoved,                 resourcesRemoved,                 Change,   Aside,   Members,         Nothing) \
    X(ScopeGranted,                     scopeGranted,                     Change,   Aside,   Members,         Nothing) \
    X(ScopeDenied,                      scopeDenied,                      Change,   Aside,   Members,         Nothing) \
    X(UserResourceGranted,              userResourceGranted,              Change,   Aside,   Members,         Nothing) \
    X(UserResourceDenied,               userResourceDenied,               Change,   Aside,   Members,         Nothing) \
    X(UserResourceRemoved,              userResourceRemoved,              Change,   Aside,   Members,         Nothing) \
    X(AppInstalled,                     appInstalled,                     Change,   Aside,   AppNotice,       Nothing) \
    X(AppDeleted,                       appDeleted,                       Change,   Aside,   AppNotice,       Nothing) \
    X(AppUninstalledTeam,               appUninstalledFromTeam,           Change,   Aside,   AppNotice,       Nothing) \
    X(AppRequested,                     appRequested,                     Change,   Aside,   AppRequest,      Nothing) \
    X(InviteRequested,                  inviteRequested,                  Change,   Aside,   InviteRequest,   Nothing) \
    X(TeamAccessGranted,                teamAccessGranted,                Change,   Aside,   TeamAccess,      Nothing) \
    X(TeamAccessRevoked,                teamAccessRevoked,                Change,   Aside,   TeamAccess,      Nothing) \
    X(MessageMetadataPosted,            messageMetadataPosted,            Change,   Aside,   Metadata,        Nothing) \
    X(MessageMetadataUpdated,           messageMetadataUpdated,           Change,   Aside,   Metadata,        Nothing) \
    X(MessageMetadataDeleted,           messageMetadataDeleted,           Change,   Aside,   Metadata,        Nothing) \
    X(FunctionExecuted,                 functionExecuted,                 Change,   Never,   WorkflowStep,    Nothing) \
    X(WorkflowStepExecute,              workflowStepExecuted,             Change,   Never,   WorkflowStep,    Nothing) \
    X(WorkflowStepDeleted,              workflowStepDeleted,              Change,   Aside,   Workflow,        Nothing) \
    X(WorkflowPublished,                workflowPublished,                Change,   Aside,   Workflow,        Nothing) \
    X(WorkflowUnpublished,              workflowUnpublished,              Change,   Aside,   Workflow,        Nothing) \
    X(WorkflowDeleted,                  workflowDeleted,                  Change,   Aside,   Workflow,        Nothing) \
    X(EntityDetailsRequested,           entityDetailsRequested,           Change,   Aside,   Entity,          Nothing) \
    X(EntityCommentsRequested,          entityCommentsRequested,          Change,   Aside,   Entity,          Nothing) \
    X(CallRejected,                     callRejected,                     Change,   Aside,   CallRejected,    Nothing) \
    X(BlockActions,                     blockActions,                     Change,   Never,   BlockActions,    Nothing) \
    X(BlockSuggestion,                  blockSuggestion,                  Change,   Chatter, Suggestion,      Nothing) \
    X(ViewSubmission,                   viewSubmitted,                    Change,   Never,   View,            Nothing) \
    X(ViewClosed,                       viewClosed,                       Change,   Aside,   View,            Nothing) \
    X(Shortcut,                         shortcutChosen,                   Change,   Never,   Shortcut,        Nothing) \
    X(MessageAction,                    messageActionChosen,              Change,   Never,   Shortcut,        Nothing) \
    X(InteractiveMessage,               interactiveMessage,               Change,   Never,   BlockActions,    Nothing) \
    X(DialogSubmission,                 dialogSubmitted,                  Change,   Never,   Dialog,          Nothing) \
    X(DialogCancellation,               dialogCancelled,                  Change,   Aside,   Dialog,          Nothing) \
    X(DialogSuggestion,                 dialogSuggestion,                 Change,   Chatter, Suggestion,      Nothing) \
    X(WorkflowStepEdit,                 workflowStepEdited,               Change,   Aside,   WorkflowStep,    Nothing) \
    X(SlashCommand,                     slashCommand,                     Change,   Never,   SlashCommand,    Nothing)
// clang-format on

namespace rtmscope {

//! The alternative for what we have no struct for: normal data, never an error.
struct Unknown
{
};

#define RTMSCOPE_ALTERNATIVE(Type, ...) , Type
using EventVariant = std::variant < Unknown RTMSCOPE_EVENTS(RTMSCOPE_ALTERNATIVE)
> ;
#undef RTMSCOPE_ALTERNATIVE

template<typename Type, typename... Rows>
constexpr std::size_t placeAmong(const std::variant<Rows...> *)
{
    std::size_t place = 0;
    (void)((std::is_same_v<Type, Rows> || (++place, false)) || ...);
    return place;
}
//! Event::row() of the events that have this struct.
template<typename Type>
inline constexpr std::size_t rowOf = placeAmong<Type>(static_cast<const EventVariant *>(nullptr));

//! A struct rather than an alias, so that event.h can name it without knowing the list.
struct EventBody
{
    EventVariant value;
};

//! Alternatives, Unknown included.
inline constexpr std::size_t eventTypeCount = std::variant_size_v<EventVariant>;

} // namespace rtmscope
