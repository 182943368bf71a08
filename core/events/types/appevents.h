// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"
#include "core/events/types/messageevents.h"

#include <QList>
#include <QStringList>

//! What Slack documents for the Events API only (docs/protocol.md, 11); Socket Mode delivers them. More of it
//! is in inviteevents.h, workflowevents.h and interactiveevents.h.
namespace rtmscope {

//! Somebody opened the app's home.
struct AppHomeOpened
{
    UserId user;
    ChannelId channel;
    QString tab;
    AnyJson view;
    MessageTs eventTs;

    static constexpr WireName wire{"app_home_opened"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody opened the home of the app.");
    static constexpr Fields fields{Field{"user", &AppHomeOpened::user},
                                   Field{"channel", &AppHomeOpened::channel},
                                   Field{"tab", &AppHomeOpened::tab}, Field{"view", &AppHomeOpened::view},
                                   Field{"event_ts", &AppHomeOpened::eventTs}};
};

//! The app was mentioned; a copy of a message with the same ts.
struct AppMention
{
    MessageFields message;

    static constexpr WireName wire{"app_mention"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody mentioned the app.");
    static constexpr Fields fields{Flatten{&AppMention::message}};
};

//! The server leaves events out for a while.
struct AppRateLimited
{
    TeamId team;
    AppId app;
    qint64 minute = 0; //!< seconds since the epoch

    static constexpr WireName wire{"app_rate_limited"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "The app gets so many events that the service leaves some out for a minute.");
    static constexpr Fields fields{Field{"team_id", &AppRateLimited::team},
                                   Field{"api_app_id", &AppRateLimited::app},
                                   Field{"minute_rate_limited", &AppRateLimited::minute}};
};

//! The app is no longer installed.
struct AppUninstalled
{
    MessageTs eventTs;

    static constexpr WireName wire{"app_uninstalled"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The app was taken off the workspace, or its tokens are void.");
    static constexpr Fields fields{Field{"event_ts", &AppUninstalled::eventTs}};
};

//! A link that the app may unfold was posted.
struct LinkShared
{
    ChannelId channel;
    UserId user;
    MessageTs messageTs;
    MessageTs threadTs;
    QList<ActionLink> links;
    QString unfurlId;
    QString source;
    MessageTs eventTs;

    static constexpr WireName wire{"link_shared"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody posted a link to a site that the app makes previews for.");
    static constexpr Fields fields{
        Field{"channel", &LinkShared::channel},      Field{"user", &LinkShared::user},
        Field{"message_ts", &LinkShared::messageTs}, Field{"thread_ts", &LinkShared::threadTs},
        Field{"links", &LinkShared::links},          Field{"unfurl_id", &LinkShared::unfurlId},
        Field{"source", &LinkShared::source},        Field{"event_ts", &LinkShared::eventTs}};
};

//! Tokens of these users and bots no longer work.
struct TokensRevoked
{
    RevokedTokens tokens;
    MessageTs eventTs;

    static constexpr WireName wire{"tokens_revoked"};
    static constexpr auto meaning = AppUninstalled::meaning;
    static constexpr Fields fields{Field{"tokens", &TokensRevoked::tokens},
                                   Field{"event_ts", &TokensRevoked::eventTs}};
};

//! The workspace moves into an organization.
struct GridMigrationStarted
{
    TeamId enterprise;
    MessageTs eventTs;

    static constexpr WireName wire{"grid_migration_started"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace moves from or to an organisation.");
    static constexpr Fields fields{Field{"enterprise_id", &GridMigrationStarted::enterprise},
                                   Field{"event_ts", &GridMigrationStarted::eventTs}};
};

//! The workspace has moved into an organization.
struct GridMigrationFinished
{
    TeamId enterprise;
    MessageTs eventTs;

    static constexpr WireName wire{"grid_migration_finished"};
    static constexpr auto meaning = GridMigrationStarted::meaning;
    static constexpr Fields fields{Field{"enterprise_id", &GridMigrationFinished::enterprise},
                                   Field{"event_ts", &GridMigrationFinished::eventTs}};
};

//! Resources and scopes an app was given or denied. The trigger_id is masked before anybody sees the frame.
struct ResourceGrant
{
    UserId user;
    QStringList scopes;
    AnyJson resources;
    MessageTs eventTs;

    static constexpr Fields fields{
        Field{"user", &ResourceGrant::user}, Field{"scopes", &ResourceGrant::scopes},
        Field{"resources", &ResourceGrant::resources}, Field{"event_ts", &ResourceGrant::eventTs}};
};

//! The app may use more resources.
struct ResourcesAdded
{
    ResourceGrant grant;

    static constexpr WireName wire{"resources_added"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "What the app may do or see changed.");
    static constexpr Fields fields{Flatten{&ResourcesAdded::grant}};
};

//! The app may use fewer resources.
struct ResourcesRemoved
{
    ResourceGrant grant;

    static constexpr WireName wire{"resources_removed"};
    static constexpr auto meaning = ResourcesAdded::meaning;
    static constexpr Fields fields{Flatten{&ResourcesRemoved::grant}};
};

//! The app has more scopes.
struct ScopeGranted
{
    ResourceGrant grant;

    static constexpr WireName wire{"scope_granted"};
    static constexpr auto meaning = ResourcesAdded::meaning;
    static constexpr Fields fields{Flatten{&ScopeGranted::grant}};
};

//! The app was refused scopes.
struct ScopeDenied
{
    ResourceGrant grant;

    static constexpr WireName wire{"scope_denied"};
    static constexpr auto meaning = ResourcesAdded::meaning;
    static constexpr Fields fields{Flatten{&ScopeDenied::grant}};
};

//! A user gave the app rights.
struct UserResourceGranted
{
    ResourceGrant grant;

    static constexpr WireName wire{"user_resource_granted"};
    static constexpr auto meaning = ResourcesAdded::meaning;
    static constexpr Fields fields{Flatten{&UserResourceGranted::grant}};
};

//! A user refused the app rights.
struct UserResourceDenied
{
    ResourceGrant grant;

    static constexpr WireName wire{"user_resource_denied"};
    static constexpr auto meaning = ResourcesAdded::meaning;
    static constexpr Fields fields{Flatten{&UserResourceDenied::grant}};
};

//! A user took the app's rights back.
struct UserResourceRemoved
{
    ResourceGrant grant;

    static constexpr WireName wire{"user_resource_removed"};
    static constexpr auto meaning = ResourcesAdded::meaning;
    static constexpr Fields fields{Flatten{&UserResourceRemoved::grant}};
};

//! A person and the app's conversation with them, where assistants are concerned.
struct AssistantThreadRef
{
    UserId user;
    ChannelId channel;
    MessageTs threadTs;

    static constexpr Fields fields{Field{"user_id", &AssistantThreadRef::user},
                                   Field{"channel_id", &AssistantThreadRef::channel},
                                   Field{"thread_ts", &AssistantThreadRef::threadTs}};
};

//! Somebody opened the pane of an assistant.
struct AssistantThreadStarted
{
    AssistantThreadRef thread;
    MessageTs eventTs;

    static constexpr WireName wire{"assistant_thread_started"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "Somebody opened the pane of an assistant, or looks at something else beside it.");
    static constexpr Fields fields{Field{"assistant_thread", &AssistantThreadStarted::thread},
                                   Field{"event_ts", &AssistantThreadStarted::eventTs}};
};

//! Whoever has that pane open looks at something else.
struct AssistantThreadContextChanged
{
    AssistantThreadRef thread;
    MessageTs eventTs;

    static constexpr WireName wire{"assistant_thread_context_changed"};
    static constexpr auto meaning = AssistantThreadStarted::meaning;
    static constexpr Fields fields{Field{"assistant_thread", &AssistantThreadContextChanged::thread},
                                   Field{"event_ts", &AssistantThreadContextChanged::eventTs}};
};

//! The person looks at something else while the app's pane is open.
struct AppContextChanged
{
    ChannelId channel;
    UserId user;
    AnyJson context;
    MessageTs eventTs;

    static constexpr WireName wire{"app_context_changed"};
    static constexpr auto meaning = AssistantThreadStarted::meaning;
    static constexpr Fields fields{
        Field{"channel", &AppContextChanged::channel}, Field{"user", &AppContextChanged::user},
        Field{"context", &AppContextChanged::context}, Field{"event_ts", &AppContextChanged::eventTs}};
};

//! The person pressed Stop.
struct AgentSessionStopped
{
    ChannelId channel;
    UserId user;
    MessageTs threadTs;
    QList<MessageTs> streaming; //!< messages that were being written

    static constexpr WireName wire{"agent_session_stopped"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody told an agent to stop its answer.");
    static constexpr Fields fields{Field{"channel", &AgentSessionStopped::channel},
                                   Field{"user", &AgentSessionStopped::user},
                                   Field{"thread_ts", &AgentSessionStopped::threadTs},
                                   Field{"streaming_message_ts", &AgentSessionStopped::streaming}};
};

//! A talk with an agent has another title.
struct AgentSessionTitleChanged
{
    ChannelId channel;
    UserId user;
    TeamId team;
    MessageTs threadTs;
    QString title;
    QString previousTitle;

    static constexpr WireName wire{"agent_session_title_changed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A talk with an agent got another title.");
    static constexpr Fields fields{Field{"channel", &AgentSessionTitleChanged::channel},
                                   Field{"user", &AgentSessionTitleChanged::user},
                                   Field{"team_id", &AgentSessionTitleChanged::team},
                                   Field{"thread_ts", &AgentSessionTitleChanged::threadTs},
                                   Field{"title", &AgentSessionTitleChanged::title},
                                   Field{"previous_title", &AgentSessionTitleChanged::previousTitle}};
};

} // namespace rtmscope
