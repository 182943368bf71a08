// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>
#include <QStringList>

#include <optional>

//! The workspace as a whole (protocol 5.7).
namespace rtmscope {

//! The workspace has a new name.
struct TeamRename
{
    QString name;
    TeamId team;
    MessageTs eventTs;

    static constexpr WireName wire{"team_rename"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace has another name or domain.");
    static constexpr Fields fields{Field{"name", &TeamRename::name}, Field{"team_id", &TeamRename::team},
                                   Field{"event_ts", &TeamRename::eventTs}};
};

//! The workspace has a new address.
struct TeamDomainChange
{
    QString url;
    QString domain;
    TeamId team;
    MessageTs eventTs;

    static constexpr WireName wire{"team_domain_change"};
    static constexpr auto meaning = TeamRename::meaning;
    static constexpr Fields fields{
        Field{"url", &TeamDomainChange::url}, Field{"domain", &TeamDomainChange::domain},
        Field{"team_id", &TeamDomainChange::team}, Field{"event_ts", &TeamDomainChange::eventTs}};
};

//! The allowed e-mail domain changed.
struct EmailDomainChanged
{
    QString domain;
    MessageTs eventTs;

    static constexpr WireName wire{"email_domain_changed"};
    static constexpr auto meaning = TeamRename::meaning;
    static constexpr Fields fields{Field{"email_domain", &EmailDomainChanged::domain},
                                   Field{"event_ts", &EmailDomainChanged::eventTs}};
};

//! A preference of the workspace.
struct TeamPrefChange
{
    QString name;
    AnyJson value; //!< text, bool, number or object
    MessageTs eventTs;

    static constexpr WireName wire{"team_pref_change"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A setting of the whole workspace changed.");
    static constexpr Fields fields{Field{"name", &TeamPrefChange::name},
                                   Field{"value", &TeamPrefChange::value},
                                   Field{"event_ts", &TeamPrefChange::eventTs}};
};

//! The workspace pays differently.
struct TeamPlanChange
{
    QString plan; //!< empty: free
    bool canAddUra = false;
    QStringList paidFeatures;
    MessageTs eventTs;

    static constexpr WireName wire{"team_plan_change"};
    static constexpr auto meaning = TeamPrefChange::meaning;
    static constexpr Fields fields{
        Field{"plan", &TeamPlanChange::plan}, Field{"can_add_ura", &TeamPlanChange::canAddUra},
        Field{"paid_features", &TeamPlanChange::paidFeatures}, Field{"event_ts", &TeamPlanChange::eventTs}};
};

//! Custom profile fields changed.
struct TeamProfileChange
{
    TeamProfile profile;
    MessageTs eventTs;

    static constexpr WireName wire{"team_profile_change"};
    static constexpr auto meaning = TeamPrefChange::meaning;
    static constexpr Fields fields{Field{"profile", &TeamProfileChange::profile},
                                   Field{"event_ts", &TeamProfileChange::eventTs}};
};

//! Custom profile fields are gone; only their ids.
struct TeamProfileDelete
{
    TeamProfile profile;
    MessageTs eventTs;

    static constexpr WireName wire{"team_profile_delete"};
    static constexpr auto meaning = TeamPrefChange::meaning;
    static constexpr Fields fields{Field{"profile", &TeamProfileDelete::profile},
                                   Field{"event_ts", &TeamProfileDelete::eventTs}};
};

//! Custom profile fields changed places.
struct TeamProfileReorder
{
    TeamProfile profile;
    MessageTs eventTs;

    static constexpr WireName wire{"team_profile_reorder"};
    static constexpr auto meaning = TeamPrefChange::meaning;
    static constexpr Fields fields{Field{"profile", &TeamProfileReorder::profile},
                                   Field{"event_ts", &TeamProfileReorder::eventTs}};
};

//! Custom emoji changed. Without a subtype: read emoji.list again.
struct EmojiChanged
{
    QString subtype; //!< add, remove, rename or empty
    QString name;
    QStringList names; //!< removed ones
    QString value;     //!< a URL or "alias:other"
    QString oldName;
    QString newName;
    MessageTs eventTs;

    static constexpr WireName wire{"emoji_changed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace's own emoji changed.");
    static constexpr Fields fields{
        Field{"subtype", &EmojiChanged::subtype},  Field{"name", &EmojiChanged::name},
        Field{"names", &EmojiChanged::names},      Field{"value", &EmojiChanged::value},
        Field{"old_name", &EmojiChanged::oldName}, Field{"new_name", &EmojiChanged::newName},
        Field{"event_ts", &EmojiChanged::eventTs}};
};

//! Slash commands changed.
struct CommandsChanged
{
    MessageTs eventTs;

    static constexpr WireName wire{"commands_changed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "An app of the workspace came, went or changed.");
    static constexpr Fields fields{Field{"event_ts", &CommandsChanged::eventTs}};
};

//! Apps of the workspace changed (undocumented).
struct AppsChanged
{
    AppId app;
    MessageTs eventTs;

    static constexpr WireName wire{"apps_changed"};
    static constexpr auto meaning = CommandsChanged::meaning;
    static constexpr Fields fields{Field{"app_id", &AppsChanged::app},
                                   Field{"event_ts", &AppsChanged::eventTs}};
};

//! An app was installed (undocumented).
struct AppsInstalled
{
    AppId app;
    MessageTs eventTs;

    static constexpr WireName wire{"apps_installed"};
    static constexpr auto meaning = CommandsChanged::meaning;
    static constexpr Fields fields{Field{"app_id", &AppsInstalled::app},
                                   Field{"event_ts", &AppsInstalled::eventTs}};
};

//! An app was removed (undocumented).
struct AppsUninstalled
{
    AppId app;
    MessageTs eventTs;

    static constexpr WireName wire{"apps_uninstalled"};
    static constexpr auto meaning = CommandsChanged::meaning;
    static constexpr Fields fields{Field{"app_id", &AppsUninstalled::app},
                                   Field{"event_ts", &AppsUninstalled::eventTs}};
};

//! A user group was made.
struct SubteamCreated
{
    SubteamObject subteam;
    MessageTs eventTs;

    static constexpr WireName wire{"subteam_created"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A group of people that can be mentioned together was created or changed.");
    static constexpr Fields fields{Field{"subteam", &SubteamCreated::subteam},
                                   Field{"event_ts", &SubteamCreated::eventTs}};
};

//! A user group changed.
struct SubteamUpdated
{
    SubteamObject subteam;
    MessageTs eventTs;

    static constexpr WireName wire{"subteam_updated"};
    static constexpr auto meaning = SubteamCreated::meaning;
    static constexpr Fields fields{Field{"subteam", &SubteamUpdated::subteam},
                                   Field{"event_ts", &SubteamUpdated::eventTs}};
};

//! People came into or left a user group.
struct SubteamMembersChanged
{
    SubteamId subteam;
    TeamId team;
    qint64 previousUpdate = 0; //!< seconds since the epoch
    qint64 updated = 0;        //!< seconds since the epoch
    QList<UserId> addedUsers;
    std::optional<int> addedUsersCount;
    QList<UserId> removedUsers;
    std::optional<int> removedUsersCount;
    MessageTs eventTs;

    static constexpr WireName wire{"subteam_members_changed"};
    static constexpr auto meaning = SubteamCreated::meaning;
    static constexpr Fields fields{Field{"subteam_id", &SubteamMembersChanged::subteam},
                                   Field{"team_id", &SubteamMembersChanged::team},
                                   Field{"date_previous_update", &SubteamMembersChanged::previousUpdate},
                                   Field{"date_update", &SubteamMembersChanged::updated},
                                   Field{"added_users", &SubteamMembersChanged::addedUsers},
                                   Field{"added_users_count", &SubteamMembersChanged::addedUsersCount},
                                   Field{"removed_users", &SubteamMembersChanged::removedUsers},
                                   Field{"removed_users_count", &SubteamMembersChanged::removedUsersCount},
                                   Field{"event_ts", &SubteamMembersChanged::eventTs}};
};

//! We came into a user group.
struct SubteamSelfAdded
{
    SubteamId subteam;
    MessageTs eventTs;

    static constexpr WireName wire{"subteam_self_added"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "You came into a group of people that can be mentioned together, or left it.");
    static constexpr Fields fields{Field{"subteam_id", &SubteamSelfAdded::subteam},
                                   Field{"event_ts", &SubteamSelfAdded::eventTs}};
};

//! We left a user group.
struct SubteamSelfRemoved
{
    SubteamId subteam;
    MessageTs eventTs;

    static constexpr WireName wire{"subteam_self_removed"};
    static constexpr auto meaning = SubteamSelfAdded::meaning;
    static constexpr Fields fields{Field{"subteam_id", &SubteamSelfRemoved::subteam},
                                   Field{"event_ts", &SubteamSelfRemoved::eventTs}};
};

//! A connected organization moves.
struct ExternalOrgMigrationStarted
{
    TeamObject team;
    qint64 started = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"external_org_migration_started"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace moves from or to an organisation.");
    static constexpr Fields fields{Field{"team", &ExternalOrgMigrationStarted::team},
                                   Field{"date_started", &ExternalOrgMigrationStarted::started},
                                   Field{"event_ts", &ExternalOrgMigrationStarted::eventTs}};
};

//! A connected organization has moved.
struct ExternalOrgMigrationFinished
{
    TeamObject team;
    qint64 started = 0;  //!< seconds since the epoch
    qint64 finished = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"external_org_migration_finished"};
    static constexpr auto meaning = ExternalOrgMigrationStarted::meaning;
    static constexpr Fields fields{Field{"team", &ExternalOrgMigrationFinished::team},
                                   Field{"date_started", &ExternalOrgMigrationFinished::started},
                                   Field{"date_finished", &ExternalOrgMigrationFinished::finished},
                                   Field{"event_ts", &ExternalOrgMigrationFinished::eventTs}};
};

} // namespace rtmscope
