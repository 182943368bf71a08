// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/typefacts.h"

#include <QtGlobal>

//! What only apps are told, and what people do to them (docs/protocol.md, 11).
namespace rtmscope::facts {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::TypeFacts", text)

using enum Recipients;
using enum Sure;

constexpr std::string_view views = "/reference/interaction-payloads/view-interactions-payload";
constexpr std::string_view shortcuts = "/interactivity/implementing-shortcuts";
constexpr std::string_view dialogs = "/legacy/legacy-dialogs";

constexpr TypeFacts table[] = {
    {"app_home_opened", "", EventsApi, Doc, "user channel tab event_ts",
     WORDS("Sent when somebody opens the app's own page. tab says whether its home or its messages; at the "
           "first visit of a home there is no view yet, and the app publishes one.")},
    {"app_rate_limited", "", EventsApi, Doc, "team_id api_app_id minute_rate_limited",
     WORDS("Sent when a workspace brings the app more than 30,000 events an hour: those of that minute are "
           "not delivered, now or later.")},
    {"app_uninstalled", "", EventsApi, Doc, "",
     WORDS("Sent when the app is taken off a workspace. Its tokens for that workspace are void; "
           "tokens_revoked comes in the same moment, before or after.")},
    {"link_shared", "", EventsApi, Doc, "channel user message_ts links",
     WORDS("Sent when a message has a link to a domain that the app registered, so that the app can make a "
           "preview by chat.unfurl. While somebody still writes it, source is composer.")},
    {"tokens_revoked", "", EventsApi, Doc, "tokens",
     WORDS("Sent when tokens of the app become void. It lists the people and bots to whom they belonged, not "
           "the tokens.")},
    {"grid_migration_started", "", EventsApi, Doc, "enterprise_id",
     WORDS("Sent when a workspace with the app begins to move into an organisation. Calls are refused until "
           "it is over.")},
    {"grid_migration_finished", "", EventsApi, Doc, "enterprise_id",
     WORDS("Sent when a workspace with the app has moved into an organisation. Ids of people may be others "
           "now.")},
    {"resources_added", "", Retired, Doc, "resources",
     WORDS("Was sent to workspace apps when they were let into more conversations. There are no such apps "
           "any more.")},
    {"resources_removed", "", Retired, Doc, "resources",
     WORDS("Was sent to workspace apps when they lost conversations. There are no such apps any more.")},
    {"scope_granted", "", Retired, Doc, "scopes",
     WORDS("Was sent to workspace apps when they were granted scopes. There are no such apps any more.")},
    {"scope_denied", "", Retired, Doc, "scopes",
     WORDS("Was sent to workspace apps when scopes were refused. There are no such apps any more.")},
    {"user_resource_granted", "", Retired, Doc, "user scopes",
     WORDS("Was sent to workspace apps when a person granted them something. There are no such apps any "
           "more.")},
    {"user_resource_denied", "", Retired, Doc, "user scopes",
     WORDS("Was sent to workspace apps when a person refused them something. There are no such apps any "
           "more.")},
    {"user_resource_removed", "", Retired, Doc, "user",
     WORDS("Was sent to workspace apps when a person took back what they had granted. There are no such apps "
           "any more.")},
    {"assistant_thread_started", "", EventsApi, Doc, "assistant_thread event_ts",
     WORDS("Sent when somebody opens a new talk with the app's assistant, before a word is written. The app "
           "may greet and suggest questions.")},
    {"assistant_thread_context_changed", "", EventsApi, Doc, "assistant_thread event_ts",
     WORDS("Sent when somebody looks at another channel while the pane of the app's assistant is open.")},
    {"app_context_changed", "", EventsApi, Doc, "channel user",
     WORDS("Sent when somebody looks at another thing while the app's pane is open.")},
    {"agent_session_stopped", "", EventsApi, Doc, "channel user thread_ts",
     WORDS("Sent when somebody presses the button that stops the app's agent. The app ends its work and the "
           "state of the session: nobody else does it for it.")},
    {"agent_session_title_changed", "", EventsApi, Doc, "channel thread_ts title",
     WORDS("Sent when a talk with the app's agent gets another title.")},
    {"app_installed", "", EventsApi, Doc, "app_id app_name",
     WORDS("Sent to apps that audit an organisation when any app is installed on one of its workspaces.")},
    {"app_deleted", "", EventsApi, Doc, "app_id app_name",
     WORDS("Sent to apps that audit an organisation when any app is deleted.")},
    {"app_uninstalled_team", "", EventsApi, Doc, "app_id app_name",
     WORDS("Sent to apps that audit an organisation when any app is taken off one of its workspaces.")},
    {"app_requested", "", EventsApi, Doc, "app_request",
     WORDS("Sent to apps that manage others when a member asks for an app that an administrator has to "
           "allow.")},
    {"invite_requested", "", EventsApi, Doc, "invite_request",
     WORDS("Sent to apps that manage invitations when a member asks that somebody be invited to the "
           "workspace.")},
    {"team_access_granted", "", EventsApi, Doc, "team_ids event_ts",
     WORDS("Sent to an app of an organisation when it is let into more of its workspaces.")},
    {"team_access_revoked", "", EventsApi, Doc, "team_ids event_ts",
     WORDS("Sent to an app of an organisation when it is taken out of workspaces.")},
    {"message_metadata_posted", "", EventsApi, Doc, "channel_id message_ts metadata event_ts",
     WORDS("Sent when a message with metadata is posted, to apps that named the type of the metadata in "
           "their settings.")},
    {"message_metadata_updated", "", EventsApi, Doc, "channel_id message_ts metadata event_ts",
     WORDS("Sent when the metadata of a message changes; what it was is in previous_metadata.")},
    {"message_metadata_deleted", "", EventsApi, Doc, "channel_id message_ts event_ts",
     WORDS("Sent when the metadata of a message goes, or the message does; what it was is in "
           "previous_metadata.")},
    {"function_executed", "", EventsApi, Doc, "function inputs function_execution_id event_ts",
     WORDS("Sent when a workflow comes to a step of the app. The app does it and says "
           "functions.completeSuccess or functions.completeError; until then the workflow waits.")},
    {"workflow_step_execute", "", Retired, Doc, "callback_id workflow_step event_ts",
     WORDS("Was sent when a workflow came to a step of the app, of the kind that ended in 2024. "
           "function_executed is its successor.")},
    {"workflow_step_deleted", "", Retired, Doc, "workflow_id",
     WORDS("Was sent when a step of the app was taken out of a workflow.")},
    {"workflow_published", "", Retired, Doc, "workflow_id",
     WORDS("Was sent when a workflow with a step of the app was put to use.")},
    {"workflow_unpublished", "", Retired, Doc, "workflow_id",
     WORDS("Was sent when a workflow with a step of the app was taken out of use.")},
    {"workflow_deleted", "", Retired, Doc, "workflow_id",
     WORDS("Was sent when a workflow with a step of the app was deleted.")},
    {"entity_details_requested", "", EventsApi, Doc, "user link channel event_ts",
     WORDS("Sent when somebody opens the details of a thing that the app unfolded from a link. The app "
           "answers with what to show there.")},
    {"entity_comments_requested", "", EventsApi, Open, "user link channel event_ts",
     WORDS("Sent when somebody opens the comments on a thing that the app unfolded from a link.")},
    {"call_rejected", "", EventsApi, Doc, "call_id user_id channel_id",
     WORDS("Sent when somebody declines a call that the app had announced by calls.add.")},
    {"block_actions", "", Interaction, Doc, "user api_app_id container actions",
     WORDS("Sent at once when somebody uses a button, menu, date picker or the like of the app. What was "
           "done is in actions, mostly one. It is acknowledged within three seconds; an answer goes by "
           "response_url or the Web API."),
     "/reference/interaction-payloads/block_actions-payload"},
    {"block_suggestion", "", Interaction, Doc, "user api_app_id container action_id value",
     WORDS("Sent as somebody types into a menu whose entries the app supplies. The entries are the answer, "
           "at most a hundred, within three seconds."),
     "/reference/interaction-payloads/block_suggestion-payload"},
    {"view_submission", "", Interaction, Doc, "user api_app_id view",
     WORDS("Sent when somebody sends off a form. What was filled in is in view.state.values. An answer "
           "within three seconds may show errors, replace the form or open the next; an empty one closes "
           "it."),
     views},
    {"view_closed", "", Interaction, Doc, "user api_app_id view is_cleared",
     WORDS("Sent when somebody closes a form, if it was opened with notify_on_close. is_cleared says that "
           "all forms above it were closed as well."),
     views},
    {"shortcut", "", Interaction, Doc, "user callback_id action_ts",
     WORDS("Sent when somebody chooses a shortcut of the app that is offered everywhere. It knows no "
           "channel: to write somewhere the app has to ask."),
     shortcuts},
    {"message_action", "", Interaction, Doc, "user callback_id message_ts channel message",
     WORDS("Sent when somebody chooses a shortcut of the app in the menu of a message, which comes along "
           "whole."),
     shortcuts},
    {"interactive_message", "", Interaction, Doc, "user callback_id message_ts actions",
     WORDS("Sent when somebody uses a button or menu in an attachment, as messages had them before blocks. "
           "What is answered replaces the message."),
     "/legacy/legacy-messaging/legacy-message-buttons"},
    {"dialog_submission", "", Interaction, Doc, "user callback_id submission",
     WORDS("Sent when somebody sends off a dialog, the form of before 2019. An empty answer within three "
           "seconds closes it."),
     dialogs},
    {"dialog_cancellation", "", Interaction, Doc, "user callback_id",
     WORDS("Sent when somebody leaves a dialog, the form of before 2019, if it was opened with "
           "notify_on_cancel."),
     dialogs},
    {"dialog_suggestion", "", Interaction, Doc, "user callback_id name value",
     WORDS("Sent as somebody types into a menu of a dialog whose entries the app supplies."), dialogs},
    {"workflow_step_edit", "", Retired, Doc, "user callback_id workflow_step",
     WORDS("Was sent when somebody put a step of the app into a workflow or changed it there, of the kind "
           "that ended in 2024."),
     "/legacy/legacy-steps-from-apps"},
    {"slash_commands", "", Interaction, Doc, "command text user_id channel_id team_id",
     WORDS("Sent when somebody types a command of the app. Nobody else sees it. It is acknowledged within "
           "three seconds, with an answer or without; later answers go by response_url."),
     "/interactivity/implementing-slash-commands"},
};

} // namespace

std::span<const TypeFacts> apps()
{
    return table;
}

} // namespace rtmscope::facts
