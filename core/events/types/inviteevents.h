// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>

//! Invitations, of people and of other organisations, and the coming and going of apps (docs/protocol.md,
//! 11).
namespace rtmscope {

//! An invitation to a channel that organisations share, and what became of it.
struct ChannelInviteFate
{
    AnyJson invite;
    ConversationObject channel;
    AnyJson teamsInChannel;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"invite", &ChannelInviteFate::invite},
                                   Field{"channel", &ChannelInviteFate::channel},
                                   Field{"teams_in_channel", &ChannelInviteFate::teamsInChannel},
                                   Field{"event_ts", &ChannelInviteFate::eventTs}};
};

//! Somebody accepted it.
struct SharedChannelInviteAccepted
{
    ChannelInviteFate fate;
    UserId user;
    bool approvalRequired = false;

    static constexpr WireName wire{"shared_channel_invite_accepted"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "An invitation to a channel that organisations share was asked for, accepted, approved or declined.");
    static constexpr Fields fields{
        Flatten{&SharedChannelInviteAccepted::fate},
        Field{"accepting_user", &SharedChannelInviteAccepted::user},
        Field{"approval_required", &SharedChannelInviteAccepted::approvalRequired}};
};

//! An administrator approved it.
struct SharedChannelInviteApproved
{
    ChannelInviteFate fate;
    UserId user;
    TeamId team;

    static constexpr WireName wire{"shared_channel_invite_approved"};
    static constexpr auto meaning = SharedChannelInviteAccepted::meaning;
    static constexpr Fields fields{Flatten{&SharedChannelInviteApproved::fate},
                                   Field{"approving_user", &SharedChannelInviteApproved::user},
                                   Field{"approving_team_id", &SharedChannelInviteApproved::team}};
};

//! An administrator declined it.
struct SharedChannelInviteDeclined
{
    ChannelInviteFate fate;
    UserId user;
    TeamId team;

    static constexpr WireName wire{"shared_channel_invite_declined"};
    static constexpr auto meaning = SharedChannelInviteAccepted::meaning;
    static constexpr Fields fields{Flatten{&SharedChannelInviteDeclined::fate},
                                   Field{"declining_user", &SharedChannelInviteDeclined::user},
                                   Field{"declining_team_id", &SharedChannelInviteDeclined::team}};
};

//! A member asks to invite people from outside.
struct SharedChannelInviteRequested
{
    UserId actor;
    ChannelId channel;
    QString channelName;
    QString channelType; //!< public or private
    AnyJson targetUsers;
    AnyJson teamsInChannel;
    MessageTs eventTs;

    static constexpr WireName wire{"shared_channel_invite_requested"};
    static constexpr auto meaning = SharedChannelInviteAccepted::meaning;
    static constexpr Fields fields{Field{"actor", &SharedChannelInviteRequested::actor},
                                   Field{"channel_id", &SharedChannelInviteRequested::channel},
                                   Field{"channel_name", &SharedChannelInviteRequested::channelName},
                                   Field{"channel_type", &SharedChannelInviteRequested::channelType},
                                   Field{"target_users", &SharedChannelInviteRequested::targetUsers},
                                   Field{"teams_in_channel", &SharedChannelInviteRequested::teamsInChannel},
                                   Field{"event_ts", &SharedChannelInviteRequested::eventTs}};
};

//! A request to invite somebody into the workspace.
struct InviteRequest
{
    QString id;
    QString email;
    QString realName;
    QList<UserId> requesters;
    QList<ChannelId> channels;
    QString type;
    QString reason;

    static constexpr Fields fields{Field{"id", &InviteRequest::id},
                                   Field{"email", &InviteRequest::email},
                                   Field{"real_name", &InviteRequest::realName},
                                   Field{"requester_ids", &InviteRequest::requesters},
                                   Field{"channel_ids", &InviteRequest::channels},
                                   Field{"invite_type", &InviteRequest::type},
                                   Field{"request_reason", &InviteRequest::reason}};
};

//! A member asks that somebody be invited into the workspace.
struct InviteRequested
{
    InviteRequest request;

    static constexpr WireName wire{"invite_requested"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A member asks that somebody be invited into the workspace.");
    static constexpr Fields fields{Field{"invite_request", &InviteRequested::request}};
};

//! An app as it stands in a request.
struct AppObject
{
    AppId id;
    QString name;

    static constexpr Fields fields{Field{"id", &AppObject::id}, Field{"name", &AppObject::name}};
};

//! A request for an app.
struct AppRequest
{
    QString id;
    AppObject app;
    UserId user;
    QString message;

    static constexpr Fields fields{Field{"id", &AppRequest::id}, Field{"app", &AppRequest::app},
                                   Field{"user", &AppRequest::user}, Field{"message", &AppRequest::message}};
};

//! A member asks for an app.
struct AppRequested
{
    AppRequest request;

    static constexpr WireName wire{"app_requested"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A member asks that an app be allowed in the workspace.");
    static constexpr Fields fields{Field{"app_request", &AppRequested::request}};
};

//! An app that came or went, as administrators are told.
struct AppNotice
{
    AppId app;
    QString name;
    UserId owner;
    UserId user;
    TeamId team;
    QString domain;
    MessageTs eventTs;

    static constexpr Fields fields{
        Field{"app_id", &AppNotice::app},         Field{"app_name", &AppNotice::name},
        Field{"app_owner_id", &AppNotice::owner}, Field{"user_id", &AppNotice::user},
        Field{"team_id", &AppNotice::team},       Field{"team_domain", &AppNotice::domain},
        Field{"event_ts", &AppNotice::eventTs}};
};

//! An app was installed.
struct AppInstalled
{
    AppNotice notice;

    static constexpr WireName wire{"app_installed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "An app was installed, taken off the workspace or deleted, as administrators "
                          "are told.");
    static constexpr Fields fields{Flatten{&AppInstalled::notice}};
};

//! An app was deleted.
struct AppDeleted
{
    AppNotice notice;

    static constexpr WireName wire{"app_deleted"};
    static constexpr auto meaning = AppInstalled::meaning;
    static constexpr Fields fields{Flatten{&AppDeleted::notice}};
};

//! An app was taken off the workspace.
struct AppUninstalledTeam
{
    AppNotice notice;

    static constexpr WireName wire{"app_uninstalled_team"};
    static constexpr auto meaning = AppInstalled::meaning;
    static constexpr Fields fields{Flatten{&AppUninstalledTeam::notice}};
};

//! An app of an organisation may work in these workspaces.
struct TeamAccessGranted
{
    QList<TeamId> teams;
    MessageTs eventTs;

    static constexpr WireName wire{"team_access_granted"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "The organisation lets the app into more of its workspaces, or into fewer.");
    static constexpr Fields fields{Field{"team_ids", &TeamAccessGranted::teams},
                                   Field{"event_ts", &TeamAccessGranted::eventTs}};
};

//! It may no longer.
struct TeamAccessRevoked
{
    QList<TeamId> teams;
    MessageTs eventTs;

    static constexpr WireName wire{"team_access_revoked"};
    static constexpr auto meaning = TeamAccessGranted::meaning;
    static constexpr Fields fields{Field{"team_ids", &TeamAccessRevoked::teams},
                                   Field{"event_ts", &TeamAccessRevoked::eventTs}};
};

} // namespace rtmscope
