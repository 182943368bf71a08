// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/payloadsummary.h"

#include <initializer_list>
#include <string_view>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What an option shows, else what it stands for.
QString optionText(json::Value option)
{
    const QString text = option["text"].isObject() ? option["text"]["text"].text() : option["text"].text();
    return text.isEmpty() ? option["value"].text() : text;
}

//! The first of these members that says something.
QString firstText(json::Value object, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        if (QString text = object[key].text(); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

//! "Ada pressed “Approve” in #deploys". Several at once are rare: forms send one for each field.
QString PayloadSummary::blockActions() const
{
    const json::Value actions = s.root["actions"];
    for (const json::Value action : actions.elements()) {
        const QString more =
            actions.size() > 1 ? counted(actions.size() - 1, tr("1 more"), tr("%L1 more")) : QString();
        return joined({placed(deed(action)), more});
    }
    return placed(tr("%1 used the app").arg(who()));
}

QString PayloadSummary::deed(json::Value action) const
{
    const QString type = action["type"].text();
    if (type == "button"_L1 || type == "workflow_button"_L1) {
        QString label = optionText(action);
        if (label.isEmpty())
            label = firstText(action, {"action_id", "name"});
        return tr("%1 pressed %2").arg(who(), inQuotes(label));
    }
    const QString value = chosen(action);
    if (type.endsWith("_input"_L1))
        return tr("%1 typed %2").arg(who(), value);
    if (!value.isEmpty())
        return tr("%1 chose %2").arg(who(), value);
    return tr("%1 changed %2").arg(who(), inQuotes(firstText(action, {"action_id", "name", "block_id"})));
}

//! What was set, in whichever member this kind of menu or field has it; empty if nothing is.
QString PayloadSummary::chosen(json::Value action) const
{
    if (const json::Value option = action["selected_option"]; option.isObject())
        return inQuotes(optionText(option));
    QStringList options;
    for (const json::Value option : action["selected_options"].elements())
        options << inQuotes(optionText(option));
    for (const auto key : {"selected_user", "selected_users"}) {
        const json::Value users = action[key];
        if (users.isString())
            options << s.personName(users);
        for (const json::Value user : users.elements())
            options << s.personName(user);
    }
    for (const auto key :
         {"selected_conversation", "selected_channel", "selected_conversations", "selected_channels"}) {
        const json::Value channels = action[key];
        if (channels.isString())
            options << s.placeName(channels);
        for (const json::Value channel : channels.elements())
            options << s.placeName(channel);
    }
    if (!options.isEmpty())
        return joined(options);
    const QString value =
        firstText(action, {"selected_date", "selected_time", "selected_date_time", "value"});
    return value.isEmpty() ? QString() : inQuotes(value);
}

QString PayloadSummary::placed(const QString &deed) const
{
    if (!s.event.channel.isEmpty()) {
        const QString place =
            s.placeName(s.root["channel"].exists() ? s.root["channel"] : s.root["container"]["channel_id"],
                        s.root["channel"]["name"].text());
        return place.isEmpty() ? deed : tr("%1 in %2", "somebody did something in a place").arg(deed, place);
    }
    if (s.root["view"]["type"].text() == "home"_L1)
        return tr("%1 in the app's home").arg(deed);
    return s.root["view"].isObject() ? tr("%1 in the form %2").arg(deed, formName()) : deed;
}

QString PayloadSummary::formName() const
{
    const json::Value view = s.root["view"];
    QString name = view["title"].isObject() ? view["title"]["text"].text() : view["title"].text();
    if (name.isEmpty())
        name = firstText(view, {"callback_id", "id"});
    if (name.isEmpty())
        name = s.text("callback_id"); // of a dialog
    return inQuotes(name);
}

QString PayloadSummary::view() const
{
    return s.event.type == "view_closed"_L1
               ? tr("%1 closed the form %2 without submitting it").arg(who(), formName())
               : tr("%1 submitted the form %2").arg(who(), formName());
}

QString PayloadSummary::dialog() const
{
    return placed(s.event.type == "dialog_cancellation"_L1
                      ? tr("%1 closed the form %2 without submitting it").arg(who(), formName())
                      : tr("%1 submitted the form %2").arg(who(), formName()));
}

QString PayloadSummary::shortcut() const
{
    const QString name = inQuotes(firstText(s.root, {"callback_id", "name"}));
    if (s.event.type != "message_action"_L1)
        return tr("%1 chose the shortcut %2").arg(who(), name);
    const QString message = s.quotedMessage(s.root["message"]);
    return placed(message.isEmpty() ? tr("%1 chose the shortcut %2 on a message").arg(who(), name)
                                    : tr("%1 chose the shortcut %2 on %3").arg(who(), name, message));
}

QString PayloadSummary::suggestion() const
{
    return tr("%1 types %2 into the menu %3")
        .arg(who(), inQuotes(s.text("value")), inQuotes(firstText(s.root, {"action_id", "name"})));
}

//! "/deploy prod from Bo in #ops".
QString PayloadSummary::slashCommand() const
{
    QString command = s.text("command");
    if (command.isEmpty())
        command = tr("a command");
    if (const QString text = s.plain(s.text("text")); !text.isEmpty())
        command += u' ' + text;
    const QString person = s.personName(s.root["user_id"], s.text("user_name"));
    const QString place = s.placeName(s.root["channel_id"], s.text("channel_name"));
    if (person.isEmpty())
        return command;
    return place.isEmpty() ? tr("%1 from %2").arg(command, person)
                           : tr("%1 from %2 in %3").arg(command, person, place);
}

} // namespace rtmscope
