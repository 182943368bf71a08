// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/appevents.h"
#include "core/events/types/controlevents.h"
#include "core/events/types/conversationevents.h"
#include "core/events/types/fileevents.h"
#include "core/events/types/itemevents.h"
#include "core/events/types/messageevents.h"
#include "core/events/types/teamevents.h"
#include "core/events/types/threadevents.h"
#include "core/events/types/userevents.h"

#include <variant>

//! The one list. A row makes the alternative of EventBody, the decoder entry and the typed signal of
//! EventSource.
// clang-format off
#define RTMSCOPE_EVENTS(X) \
    X(Hello,                            helloReceived) \
    X(Goodbye,                          goodbyeReceived) \
    X(ErrorEvent,                       errorReceived) \
    X(Pong,                             pongReceived) \
    X(Ack,                              ackReceived) \
    X(ReconnectUrl,                     reconnectUrlReceived) \
    X(TeamMigrationStarted,             teamMigrationStarted) \
    X(AccountsChanged,                  accountsChanged) \
    X(PrefChange,                       prefChanged) \
    X(ClientPing,                       clientPing) \
    X(ClientTyping,                     clientTyping) \
    X(ClientPresenceSub,                clientPresenceSub) \
    X(ClientPresenceQuery,              clientPresenceQuery) \
    X(ClientTickle,                     clientTickle) \
    X(MessagePosted,                    messagePosted) \
    X(MessageChanged,                   messageChanged) \
    X(MessageDeleted,                   messageDeleted) \
    X(MessageReplied,                   messageReplied) \
    X(ThreadBroadcast,                  threadBroadcast) \
    X(ReplyBroadcast,                   replyBroadcast) \
    X(BotMessage,                       botMessage) \
    X(MeMessage,                        meMessage) \
    X(FileShareMessage,                 fileShareMessage) \
    X(FileCommentMessage,               fileCommentMessage) \
    X(FileMentionMessage,               fileMentionMessage) \
    X(ChannelJoinMessage,               channelJoinMessage) \
    X(ChannelLeaveMessage,              channelLeaveMessage) \
    X(ChannelTopicMessage,              channelTopicMessage) \
    X(ChannelPurposeMessage,            channelPurposeMessage) \
    X(ChannelNameMessage,               channelNameMessage) \
    X(ChannelArchiveMessage,            channelArchiveMessage) \
    X(ChannelUnarchiveMessage,          channelUnarchiveMessage) \
    X(ChannelPostingPermissionsMessage, channelPostingPermissionsMessage) \
    X(ChannelConvertToPrivateMessage,   channelConvertToPrivateMessage) \
    X(ChannelConvertToPublicMessage,    channelConvertToPublicMessage) \
    X(GroupJoinMessage,                 groupJoinMessage) \
    X(GroupLeaveMessage,                groupLeaveMessage) \
    X(GroupTopicMessage,                groupTopicMessage) \
    X(GroupPurposeMessage,              groupPurposeMessage) \
    X(GroupNameMessage,                 groupNameMessage) \
    X(GroupArchiveMessage,              groupArchiveMessage) \
    X(GroupUnarchiveMessage,            groupUnarchiveMessage) \
    X(PinnedItemMessage,                pinnedItemMessage) \
    X(UnpinnedItemMessage,              unpinnedItemMessage) \
    X(BotAddMessage,                    botAddMessage) \
    X(BotRemoveMessage,                 botRemoveMessage) \
    X(BotEnableMessage,                 botEnableMessage) \
    X(BotDisableMessage,                botDisableMessage) \
    X(ReminderAddMessage,               reminderAddMessage) \
    X(ReminderDeleteMessage,            reminderDeleteMessage) \
    X(SlackbotResponseMessage,          slackbotResponseMessage) \
    X(TombstoneMessage,                 tombstoneMessage) \
    X(HuddleThreadMessage,              huddleThreadMessage) \
    X(ShRoomCreatedMessage,             huddleCreatedMessage) \
    X(ShRoomSharedMessage,              huddleSharedMessage) \
    X(EkmAccessDeniedMessage,           ekmAccessDeniedMessage) \
    X(AssistantAppThreadMessage,        assistantAppThreadMessage) \
    X(DocumentMentionMessage,           documentMentionMessage) \
    X(JoinerNotificationMessage,        joinerNotificationMessage) \
    X(MpdmMoveMessage,                  mpdmMoveMessage) \
    X(TabbedCanvasUpdatedMessage,       tabbedCanvasUpdatedMessage) \
    X(ListRecordCommentMessage,         listRecordCommentMessage) \
    X(AppConversationJoinMessage,       appConversationJoinMessage) \
    X(UserTyping,                       userTyping) \
    X(DesktopNotification,              desktopNotification) \
    X(MobileInAppNotification,          mobileInAppNotification) \
    X(Activity,                         activity) \
    X(BadgeCountsUpdated,               badgeCountsUpdated) \
    X(ChannelCreated,                   channelCreated) \
    X(ChannelJoined,                    channelJoined) \
    X(ChannelLeft,                      channelLeft) \
    X(ChannelDeleted,                   channelDeleted) \
    X(ChannelRename,                    channelRenamed) \
    X(ChannelArchive,                   channelArchived) \
    X(ChannelUnarchive,                 channelUnarchived) \
    X(ChannelMarked,                    channelMarked) \
    X(GroupMarked,                      groupMarked) \
    X(ImMarked,                         imMarked) \
    X(MpimMarked,                       mpimMarked) \
    X(ChannelHistoryChanged,            channelHistoryChanged) \
    X(GroupHistoryChanged,              groupHistoryChanged) \
    X(ImHistoryChanged,                 imHistoryChanged) \
    X(MpimHistoryChanged,               mpimHistoryChanged) \
    X(ChannelUpdated,                   channelUpdated) \
    X(ChannelPostingPermissions,        channelPostingPermissionsChanged) \
    X(GroupJoined,                      groupJoined) \
    X(GroupLeft,                        groupLeft) \
    X(GroupRename,                      groupRenamed) \
    X(GroupArchive,                     groupArchived) \
    X(GroupUnarchive,                   groupUnarchived) \
    X(GroupDeleted,                     groupDeleted) \
    X(GroupJoin,                        groupJoin) \
    X(GroupOpen,                        groupOpened) \
    X(GroupClose,                       groupClosed) \
    X(ImCreated,                        imCreated) \
    X(ImOpen,                           imOpened) \
    X(ImClose,                          imClosed) \
    X(MpimJoined,                       mpimJoined) \
    X(MpimOpen,                         mpimOpened) \
    X(MpimClose,                        mpimClosed) \
    X(MemberJoinedChannel,              memberJoinedChannel) \
    X(MemberLeftChannel,                memberLeftChannel) \
    X(SharedChannelInviteReceived,      sharedChannelInviteReceived) \
    X(ThreadMarked,                     threadMarked) \
    X(ThreadSubscribed,                 threadSubscribed) \
    X(ThreadUnsubscribed,               threadUnsubscribed) \
    X(UpdateThreadState,                threadStateUpdated) \
    X(ReactionAdded,                    reactionAdded) \
    X(ReactionRemoved,                  reactionRemoved) \
    X(StarAdded,                        starAdded) \
    X(StarRemoved,                      starRemoved) \
    X(PinAdded,                         pinAdded) \
    X(PinRemoved,                       pinRemoved) \
    X(FileCreated,                      fileCreated) \
    X(FileChange,                       fileChanged) \
    X(FilePublic,                       filePublic) \
    X(FileShared,                       fileShared) \
    X(FileUnshared,                     fileUnshared) \
    X(FilePrivate,                      filePrivate) \
    X(FileDeleted,                      fileDeleted) \
    X(FileCommentAdded,                 fileCommentAdded) \
    X(FileCommentEdited,                fileCommentEdited) \
    X(FileCommentDeleted,               fileCommentDeleted) \
    X(PresenceChange,                   presenceChanged) \
    X(ManualPresenceChange,             manualPresenceChanged) \
    X(UserChange,                       userChanged) \
    X(UserProfileChanged,               userProfileChanged) \
    X(UserStatusChanged,                userStatusChanged) \
    X(UserHuddleChanged,                userHuddleChanged) \
    X(UserInvalidated,                  userInvalidated) \
    X(UserConnection,                   userConnection) \
    X(TeamJoin,                         teamJoined) \
    X(DndUpdated,                       dndUpdated) \
    X(DndUpdatedUser,                   dndUpdatedUser) \
    X(BotAdded,                         botAdded) \
    X(BotChanged,                       botChanged) \
    X(ShRoomJoin,                       huddleJoined) \
    X(ShRoomLeave,                      huddleLeft) \
    X(ShRoomUpdate,                     huddleUpdated) \
    X(TeamRename,                       teamRenamed) \
    X(TeamDomainChange,                 teamDomainChanged) \
    X(EmailDomainChanged,               emailDomainChanged) \
    X(TeamPrefChange,                   teamPrefChanged) \
    X(TeamPlanChange,                   teamPlanChanged) \
    X(TeamProfileChange,                teamProfileChanged) \
    X(TeamProfileDelete,                teamProfileDeleted) \
    X(TeamProfileReorder,               teamProfileReordered) \
    X(EmojiChanged,                     emojiChanged) \
    X(CommandsChanged,                  commandsChanged) \
    X(AppsChanged,                      appsChanged) \
    X(AppsInstalled,                    appsInstalled) \
    X(AppsUninstalled,                  appsUninstalled) \
    X(SubteamCreated,                   subteamCreated) \
    X(SubteamUpdated,                   subteamUpdated) \
    X(SubteamMembersChanged,            subteamMembersChanged) \
    X(SubteamSelfAdded,                 subteamSelfAdded) \
    X(SubteamSelfRemoved,               subteamSelfRemoved) \
    X(ExternalOrgMigrationStarted,      externalOrgMigrationStarted) \
    X(ExternalOrgMigrationFinished,     externalOrgMigrationFinished) \
    X(AppHomeOpened,                    appHomeOpened) \
    X(AppMention,                       appMentioned) \
    X(AppRateLimited,                   appRateLimited) \
    X(AppUninstalled,                   appUninstalled) \
    X(LinkShared,                       linkShared) \
    X(TokensRevoked,                    tokensRevoked) \
    X(GridMigrationStarted,             gridMigrationStarted) \
    X(GridMigrationFinished,            gridMigrationFinished) \
    X(ResourcesAdded,                   resourcesAdded) \
    X(ResourcesRemoved,                 resourcesRemoved) \
    X(ScopeGranted,                     scopeGranted) \
    X(ScopeDenied,                      scopeDenied) \
    X(UserResourceGranted,              userResourceGranted) \
    X(UserResourceDenied,               userResourceDenied) \
    X(UserResourceRemoved,              userResourceRemoved)
// clang-format on

namespace rtmscope {

//! The alternative for what we have no struct for: normal data, never an error.
struct Unknown
{
};

#define RTMSCOPE_ALTERNATIVE(Type, signal) , Type
using EventVariant = std::variant < Unknown RTMSCOPE_EVENTS(RTMSCOPE_ALTERNATIVE)
> ;
#undef RTMSCOPE_ALTERNATIVE

//! A struct rather than an alias, so that event.h can name it without knowing the list.
struct EventBody
{
    EventVariant value;
};

//! Alternatives, Unknown included.
inline constexpr std::size_t eventTypeCount = std::variant_size_v<EventVariant>;

} // namespace rtmscope
