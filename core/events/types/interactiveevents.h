// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"
#include "core/events/types/messageevents.h"

#include <QList>

//! What people do to an app: the payloads of Socket Mode's `interactive` and `slash_commands` envelopes
//! (docs/protocol.md, 11). Response URLs, trigger ids and tokens in them are masked before anybody sees them.
namespace rtmscope {

//! A text of Block Kit.
struct TextObject
{
    QString type;
    QString text;

    static constexpr Fields fields{Field{"type", &TextObject::type}, Field{"text", &TextObject::text}};
};

//! An entry of a menu.
struct OptionObject
{
    TextObject text;
    QString value;

    static constexpr Fields fields{Field{"text", &OptionObject::text}, Field{"value", &OptionObject::value}};
};

//! A button that was pressed, a menu that was set.
struct ActionObject
{
    QString type;
    QString action;
    QString block;
    QString name; //!< in attachments of old
    TextObject text;
    QString value;
    OptionObject selectedOption;
    QList<OptionObject> selectedOptions;
    UserId selectedUser;
    ChannelId selectedConversation;
    ChannelId selectedChannel;
    QString selectedDate;
    QString selectedTime;
    MessageTs ts;

    static constexpr Fields fields{Field{"type", &ActionObject::type},
                                   Field{"action_id", &ActionObject::action},
                                   Field{"block_id", &ActionObject::block},
                                   Field{"name", &ActionObject::name},
                                   Field{"text", &ActionObject::text},
                                   Field{"value", &ActionObject::value},
                                   Field{"selected_option", &ActionObject::selectedOption},
                                   Field{"selected_options", &ActionObject::selectedOptions},
                                   Field{"selected_user", &ActionObject::selectedUser},
                                   Field{"selected_conversation", &ActionObject::selectedConversation},
                                   Field{"selected_channel", &ActionObject::selectedChannel},
                                   Field{"selected_date", &ActionObject::selectedDate},
                                   Field{"selected_time", &ActionObject::selectedTime},
                                   Field{"action_ts", &ActionObject::ts}};
};

//! Where the button or menu is.
struct ActionContainer
{
    QString type; //!< message, message_attachment, view
    QString view;
    ChannelId channel;
    MessageTs messageTs;
    MessageTs threadTs;

    static constexpr Fields fields{
        Field{"type", &ActionContainer::type}, Field{"view_id", &ActionContainer::view},
        Field{"channel_id", &ActionContainer::channel}, Field{"message_ts", &ActionContainer::messageTs},
        Field{"thread_ts", &ActionContainer::threadTs}};
};

//! A form or a home tab.
struct ViewObject
{
    QString id;
    QString type; //!< modal, home, workflow_step
    QString callback;
    TextObject title;
    QString privateMetadata;
    AnyJson state; //!< what was filled in
    QString hash;

    static constexpr Fields fields{Field{"id", &ViewObject::id},
                                   Field{"type", &ViewObject::type},
                                   Field{"callback_id", &ViewObject::callback},
                                   Field{"title", &ViewObject::title},
                                   Field{"private_metadata", &ViewObject::privateMetadata},
                                   Field{"state", &ViewObject::state},
                                   Field{"hash", &ViewObject::hash}};
};

//! Who acts on which app, where. Team and channel may be null.
struct Interaction
{
    UserId user;
    ChannelId channel;
    TeamId team;
    AppId app;
    bool isEnterpriseInstall = false;

    static constexpr Fields fields{Field{"user", &Interaction::user}, Field{"channel", &Interaction::channel},
                                   Field{"team", &Interaction::team}, Field{"api_app_id", &Interaction::app},
                                   Field{"is_enterprise_install", &Interaction::isEnterpriseInstall}};
};

//! Somebody pressed a button or set a menu, in a message, a form or a home tab.
struct BlockActions
{
    Interaction by;
    ActionContainer container;
    QList<ActionObject> actions;
    ViewObject view;
    MessageFields message;
    AnyJson state;

    static constexpr WireName wire{"block_actions"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "Somebody pressed a button or set a menu of the app, in a message, a form or its "
                          "home. Whoever receives it has three seconds to acknowledge.");
    static constexpr Fields fields{Flatten{&BlockActions::by},
                                   Field{"container", &BlockActions::container},
                                   Field{"actions", &BlockActions::actions},
                                   Field{"view", &BlockActions::view},
                                   Field{"message", &BlockActions::message},
                                   Field{"state", &BlockActions::state}};
};

//! A menu asks the app what it should offer, with each letter typed.
struct BlockSuggestion
{
    Interaction by;
    ActionContainer container;
    QString action;
    QString block;
    QString value;

    static constexpr WireName wire{"block_suggestion"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Somebody types into a menu of the app, which is asked what the menu should offer.");
    static constexpr Fields fields{
        Flatten{&BlockSuggestion::by}, Field{"container", &BlockSuggestion::container},
        Field{"action_id", &BlockSuggestion::action}, Field{"block_id", &BlockSuggestion::block},
        Field{"value", &BlockSuggestion::value}};
};

//! A form was filled in and sent off.
struct ViewSubmission
{
    Interaction by;
    ViewObject view;

    static constexpr WireName wire{"view_submission"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody filled in a form of the app and sent it off. Acknowledging it "
                                  "without an answer closes the form.");
    static constexpr Fields fields{Flatten{&ViewSubmission::by}, Field{"view", &ViewSubmission::view}};
};

//! A form was left without sending it off.
struct ViewClosed
{
    Interaction by;
    ViewObject view;
    bool isCleared = false;

    static constexpr WireName wire{"view_closed"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody closed a form of the app without sending it off.");
    static constexpr Fields fields{Flatten{&ViewClosed::by}, Field{"view", &ViewClosed::view},
                                   Field{"is_cleared", &ViewClosed::isCleared}};
};

//! A shortcut of the app, from the menu that is everywhere.
struct Shortcut
{
    Interaction by;
    QString callback;
    MessageTs ts;

    static constexpr WireName wire{"shortcut"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody chose a shortcut of the app from the menu of shortcuts.");
    static constexpr Fields fields{Flatten{&Shortcut::by}, Field{"callback_id", &Shortcut::callback},
                                   Field{"action_ts", &Shortcut::ts}};
};

//! A shortcut of the app, from the menu of a message.
struct MessageAction
{
    Interaction by;
    QString callback;
    MessageTs messageTs;
    MessageFields message;

    static constexpr WireName wire{"message_action"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody chose a shortcut of the app from the menu of a message.");
    static constexpr Fields fields{
        Flatten{&MessageAction::by}, Field{"callback_id", &MessageAction::callback},
        Field{"message_ts", &MessageAction::messageTs}, Field{"message", &MessageAction::message}};
};

//! A button or menu in an attachment, as apps made them before 2019.
struct InteractiveMessage
{
    Interaction by;
    QString callback;
    MessageTs messageTs;
    QList<ActionObject> actions;

    static constexpr WireName wire{"interactive_message"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Somebody pressed a button or set a menu in a message of the app, of the kind made before 2019.");
    static constexpr Fields fields{
        Flatten{&InteractiveMessage::by}, Field{"callback_id", &InteractiveMessage::callback},
        Field{"message_ts", &InteractiveMessage::messageTs}, Field{"actions", &InteractiveMessage::actions}};
};

//! A form of before 2019 was sent off.
struct DialogSubmission
{
    Interaction by;
    QString callback;
    AnyJson submission;
    QString state;

    static constexpr WireName wire{"dialog_submission"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Somebody filled in a form of the app, of the kind made before 2019, and sent it off or left it.");
    static constexpr Fields fields{
        Flatten{&DialogSubmission::by}, Field{"callback_id", &DialogSubmission::callback},
        Field{"submission", &DialogSubmission::submission}, Field{"state", &DialogSubmission::state}};
};

//! A form of before 2019 was left.
struct DialogCancellation
{
    Interaction by;
    QString callback;
    QString state;

    static constexpr WireName wire{"dialog_cancellation"};
    static constexpr auto meaning = DialogSubmission::meaning;
    static constexpr Fields fields{Flatten{&DialogCancellation::by},
                                   Field{"callback_id", &DialogCancellation::callback},
                                   Field{"state", &DialogCancellation::state}};
};

//! A menu in a form or attachment of before 2019 asks the app what it should offer.
struct DialogSuggestion
{
    Interaction by;
    QString callback;
    QString name;
    QString value;

    static constexpr WireName wire{"dialog_suggestion"};
    static constexpr auto meaning = BlockSuggestion::meaning;
    static constexpr Fields fields{
        Flatten{&DialogSuggestion::by}, Field{"callback_id", &DialogSuggestion::callback},
        Field{"name", &DialogSuggestion::name}, Field{"value", &DialogSuggestion::value}};
};

//! Somebody builds a workflow with a step of the app (retired).
struct WorkflowStepEdit
{
    Interaction by;
    QString callback;
    AnyJson step;

    static constexpr WireName wire{"workflow_step_edit"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "Somebody puts a step that the app offers into a workflow, or changes it there.");
    static constexpr Fields fields{Flatten{&WorkflowStepEdit::by},
                                   Field{"callback_id", &WorkflowStepEdit::callback},
                                   Field{"workflow_step", &WorkflowStepEdit::step}};
};

//! Somebody typed a command of the app.
struct SlashCommand
{
    QString command; //!< with its slash
    QString text;    //!< behind it
    UserId user;
    QString userName;
    ChannelId channel;
    QString channelName; //!< "directmessage", "privategroup" where it must not be told
    TeamId team;
    QString teamDomain;
    AppId app;
    bool isEnterpriseInstall = false; //!< text on the wire

    static constexpr WireName wire{"slash_commands"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "Somebody typed a command of the app. The others see nothing of it unless the "
                          "app answers.");
    static constexpr Fields fields{Field{"command", &SlashCommand::command},
                                   Field{"text", &SlashCommand::text},
                                   Field{"user_id", &SlashCommand::user},
                                   Field{"user_name", &SlashCommand::userName},
                                   Field{"channel_id", &SlashCommand::channel},
                                   Field{"channel_name", &SlashCommand::channelName},
                                   Field{"team_id", &SlashCommand::team},
                                   Field{"team_domain", &SlashCommand::teamDomain},
                                   Field{"api_app_id", &SlashCommand::app},
                                   Field{"is_enterprise_install", &SlashCommand::isEnterpriseInstall}};
};

} // namespace rtmscope
