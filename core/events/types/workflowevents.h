// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

//! Workflows and their steps, and what an app is asked for beside messages (docs/protocol.md, 11). Tokens and
//! trigger ids in them are masked before anybody sees them.
namespace rtmscope {

//! A step that an app offers to workflows.
struct FunctionObject
{
    QString id;
    QString callback;
    QString title;
    AppId app;

    static constexpr Fields fields{
        Field{"id", &FunctionObject::id}, Field{"callback_id", &FunctionObject::callback},
        Field{"title", &FunctionObject::title}, Field{"app_id", &FunctionObject::app}};
};

//! A workflow reached a step of the app, and waits until the app says that it is done.
struct FunctionExecuted
{
    FunctionObject function;
    AnyJson inputs;
    QString execution;
    QString workflowExecution;
    MessageTs eventTs;

    static constexpr WireName wire{"function_executed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "A workflow reached a step of the app and waits until the app says that it is "
                          "done. The token for that is blacked out.");
    static constexpr Fields fields{Field{"function", &FunctionExecuted::function},
                                   Field{"inputs", &FunctionExecuted::inputs},
                                   Field{"function_execution_id", &FunctionExecuted::execution},
                                   Field{"workflow_execution_id", &FunctionExecuted::workflowExecution},
                                   Field{"event_ts", &FunctionExecuted::eventTs}};
};

//! A version of a workflow.
struct WorkflowVersion
{
    QString version;

    static constexpr Fields fields{Field{"version_id", &WorkflowVersion::version}};
};

//! Which workflow that uses a step of the app changed.
struct WorkflowChange
{
    QString workflow;
    WorkflowVersion draft;
    WorkflowVersion published;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"workflow_id", &WorkflowChange::workflow},
                                   Field{"workflow_draft_configuration", &WorkflowChange::draft},
                                   Field{"workflow_published_configuration", &WorkflowChange::published},
                                   Field{"event_ts", &WorkflowChange::eventTs}};
};

//! A workflow that uses a step of the app is in use (retired, like its sisters).
struct WorkflowPublished
{
    WorkflowChange change;

    static constexpr WireName wire{"workflow_published"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A workflow that uses a step of the app was put to use, taken out of use, "
                                  "changed or deleted.");
    static constexpr Fields fields{Flatten{&WorkflowPublished::change}};
};

//! It is no longer in use.
struct WorkflowUnpublished
{
    WorkflowChange change;

    static constexpr WireName wire{"workflow_unpublished"};
    static constexpr auto meaning = WorkflowPublished::meaning;
    static constexpr Fields fields{Flatten{&WorkflowUnpublished::change}};
};

//! It is gone.
struct WorkflowDeleted
{
    WorkflowChange change;

    static constexpr WireName wire{"workflow_deleted"};
    static constexpr auto meaning = WorkflowPublished::meaning;
    static constexpr Fields fields{Flatten{&WorkflowDeleted::change}};
};

//! The app's step was taken out of a workflow.
struct WorkflowStepDeleted
{
    WorkflowChange change;

    static constexpr WireName wire{"workflow_step_deleted"};
    static constexpr auto meaning = WorkflowPublished::meaning;
    static constexpr Fields fields{Flatten{&WorkflowStepDeleted::change}};
};

//! A step of a workflow as it runs.
struct WorkflowStepRun
{
    QString execution;
    QString workflow;
    QString instance;
    QString step;

    static constexpr Fields fields{Field{"workflow_step_execute_id", &WorkflowStepRun::execution},
                                   Field{"workflow_id", &WorkflowStepRun::workflow},
                                   Field{"workflow_instance_id", &WorkflowStepRun::instance},
                                   Field{"step_id", &WorkflowStepRun::step}};
};

//! A workflow reached a step of the app (retired; FunctionExecuted took its place).
struct WorkflowStepExecute
{
    QString callback;
    WorkflowStepRun step;
    MessageTs eventTs;

    static constexpr WireName wire{"workflow_step_execute"};
    static constexpr auto meaning = FunctionExecuted::meaning;
    static constexpr Fields fields{Field{"callback_id", &WorkflowStepExecute::callback},
                                   Field{"workflow_step", &WorkflowStepExecute::step},
                                   Field{"event_ts", &WorkflowStepExecute::eventTs}};
};

//! Somebody looks at a thing of the app's, of which a link was posted.
struct EntityRequest
{
    UserId user;
    QString url;
    ActionLink link;
    AnyJson externalRef;
    QString unfurlUrl;
    ChannelId channel;
    MessageTs messageTs;
    MessageTs threadTs;
    QString locale;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"user", &EntityRequest::user},
                                   Field{"entity_url", &EntityRequest::url},
                                   Field{"link", &EntityRequest::link},
                                   Field{"external_ref", &EntityRequest::externalRef},
                                   Field{"app_unfurl_url", &EntityRequest::unfurlUrl},
                                   Field{"channel", &EntityRequest::channel},
                                   Field{"message_ts", &EntityRequest::messageTs},
                                   Field{"thread_ts", &EntityRequest::threadTs},
                                   Field{"user_locale", &EntityRequest::locale},
                                   Field{"event_ts", &EntityRequest::eventTs}};
};

//! Somebody opened its details.
struct EntityDetailsRequested
{
    EntityRequest request;

    static constexpr WireName wire{"entity_details_requested"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Somebody opened the details, or the comments, of a thing behind a link of the app's.");
    static constexpr Fields fields{Flatten{&EntityDetailsRequested::request}};
};

//! Somebody opened its comments.
struct EntityCommentsRequested
{
    EntityRequest request;

    static constexpr WireName wire{"entity_comments_requested"};
    static constexpr auto meaning = EntityDetailsRequested::meaning;
    static constexpr Fields fields{Flatten{&EntityCommentsRequested::request}};
};

//! Somebody did not take a call that the app announced.
struct CallRejected
{
    QString call;
    UserId user;
    ChannelId channel;
    QString externalId;

    static constexpr WireName wire{"call_rejected"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody declined a call that the app had announced.");
    static constexpr Fields fields{
        Field{"call_id", &CallRejected::call}, Field{"user_id", &CallRejected::user},
        Field{"channel_id", &CallRejected::channel}, Field{"external_unique_id", &CallRejected::externalId}};
};

//! What an app wrote onto a message for itself and other programs.
struct MetadataObject
{
    QString type;
    AnyJson payload;

    static constexpr Fields fields{Field{"event_type", &MetadataObject::type},
                                   Field{"event_payload", &MetadataObject::payload}};
};

//! A message whose metadata changed.
struct MetadataChange
{
    ChannelId channel;
    MessageTs messageTs;
    UserId user;
    TeamId team;
    AppId app;
    BotId bot;
    MetadataObject metadata;
    MessageTs eventTs;

    static constexpr Fields fields{
        Field{"channel_id", &MetadataChange::channel}, Field{"message_ts", &MetadataChange::messageTs},
        Field{"user_id", &MetadataChange::user},       Field{"team_id", &MetadataChange::team},
        Field{"app_id", &MetadataChange::app},         Field{"bot_id", &MetadataChange::bot},
        Field{"metadata", &MetadataChange::metadata},  Field{"event_ts", &MetadataChange::eventTs}};
};

//! A message came with metadata.
struct MessageMetadataPosted
{
    MetadataChange change;

    static constexpr WireName wire{"message_metadata_posted"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A message carries data that an app wrote onto it for other programs, or "
                                  "carries other data now, or none.");
    static constexpr Fields fields{Flatten{&MessageMetadataPosted::change}};
};

//! A message has other metadata.
struct MessageMetadataUpdated
{
    MetadataChange change;
    MetadataObject previous;

    static constexpr WireName wire{"message_metadata_updated"};
    static constexpr auto meaning = MessageMetadataPosted::meaning;
    static constexpr Fields fields{Flatten{&MessageMetadataUpdated::change},
                                   Field{"previous_metadata", &MessageMetadataUpdated::previous}};
};

//! A message with metadata, or its metadata, is gone.
struct MessageMetadataDeleted
{
    MetadataChange change;
    MetadataObject previous;
    MessageTs deletedTs;

    static constexpr WireName wire{"message_metadata_deleted"};
    static constexpr auto meaning = MessageMetadataPosted::meaning;
    static constexpr Fields fields{Flatten{&MessageMetadataDeleted::change},
                                   Field{"previous_metadata", &MessageMetadataDeleted::previous},
                                   Field{"deleted_ts", &MessageMetadataDeleted::deletedTs}};
};

} // namespace rtmscope
