// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Buttons, menus and inputs, of blocks (protocol 7.6) and of old attachments (7.8), as the words that stand
// on them.
#include "core/mrkdwn/blockparts.h"
#include "core/mrkdwn/datetext.h"

#include <QCoreApplication>

#include <array>

namespace rtmscope::blockparts {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

constexpr int mostOptions = 100;

QString tr(const char *words)
{
    return QCoreApplication::translate("BlockText", words);
}

//! Text objects hold their text, old attachments have it bare.
QString textOf(const Value &value)
{
    return value.isObject() ? value["text"].text() : value.text();
}

QString optionText(const Value &option)
{
    const QString text = textOf(option["text"]);
    const QString description = textOf(option["description"]);
    return description.isEmpty() ? text : text + u" – "_s + description;
}

QStringList optionTexts(const Value &element)
{
    QStringList texts;
    const auto add = [&texts](const Value &options) {
        for (const Value &option : options.elements()) {
            if (texts.size() < mostOptions)
                texts += optionText(option);
        }
    };
    add(element["options"]);
    for (const Value &group : element["option_groups"].elements())
        add(group["options"]);
    texts.removeAll(QString());
    return texts;
}

bool isChosen(const Value &element, const QString &text)
{
    if (optionText(element["initial_option"]) == text)
        return true;
    for (const Value &option : element["initial_options"].elements()) {
        if (optionText(option) == text)
            return true;
    }
    return false;
}

//! What a menu or input is set to, if anything.
QString initialText(const Value &element)
{
    if (const QString text = optionText(element["initial_option"]); !text.isEmpty())
        return text;
    QStringList several;
    for (const std::string_view member : {"initial_options", "selected_options"}) {
        for (const Value &option : element[member].elements())
            several += optionText(option);
    }
    for (const std::string_view member : {"initial_users", "initial_channels", "initial_conversations"}) {
        for (const Value &id : element[member].elements())
            several += id.text();
    }
    if (!several.isEmpty())
        return several.join(u", "_s);
    if (const std::optional<qint64> moment = element["initial_date_time"].integer())
        return formatDate(*moment, u"{date_short} {time}", QLocale(), QDateTime::currentDateTime());
    for (const std::string_view member : {"initial_date", "initial_time", "initial_user", "initial_channel",
                                          "initial_conversation", "initial_value"}) {
        if (const QString text = element[member].text(); !text.isEmpty())
            return text;
    }
    return {};
}

struct Label
{
    QString words;
    QString path;
};

//! The words on a control: what it is set to, else its text or placeholder, else its type.
Label labelOf(const Value &element, const QString &path)
{
    if (const QString words = initialText(element); !words.isEmpty())
        return {words, path};
    for (const auto member : {"text"_L1, "placeholder"_L1, "accessibility_label"_L1, "alt_text"_L1}) {
        const Value value = element[std::string_view(member.data(), static_cast<std::size_t>(member.size()))];
        if (const QString words = textOf(value); !words.isEmpty())
            return {words, path + u'.' + member + (value.isObject() ? u".text"_s : QString())};
    }
    const QString type = element["type"].text();
    return {type.isEmpty() ? tr("control") : type, path + u".type"_s};
}

Span control(const QString &words, const QString &path)
{
    return {Span::Kind::Control, Span::Plain, words, {}, path, 0, 0};
}

bool isMenu(std::string_view type)
{
    return type == "select" || type == "overflow" || type == "datepicker" || type == "timepicker" ||
           type == "datetimepicker" || type.find("_select") != std::string_view::npos;
}

} // namespace

QList<Span> controls(const Value &element, const QString &path)
{
    const std::string_view type = element["type"].string();
    const QStringList options = optionTexts(element);
    QList<Span> found;
    if (type == "checkboxes" || type == "radio_buttons") {
        const bool many = type == "checkboxes";
        for (const QString &option : options) {
            const bool chosen = isChosen(element, option);
            const QString sign = many ? (chosen ? u"☑ "_s : u"☐ "_s) : (chosen ? u"◉ "_s : u"○ "_s);
            found += control(sign + option, path);
        }
    } else if (type == "feedback_buttons") {
        for (const std::string_view member : {"positive_button", "negative_button"}) {
            if (const QString words = textOf(element[member]["text"]); !words.isEmpty())
                found += control(words, path);
        }
    }
    if (!found.isEmpty())
        return found;
    const Label label = labelOf(element, path);
    Span span = control(label.words, label.path);
    if (type == "overflow" && !options.isEmpty())
        span.text = u"⋯ "_s + options.join(u", "_s); // it has no words of its own
    if (isMenu(type) || !options.isEmpty())
        span.text += u" ▾"_s;
    span.target = options.join(u'\n');
    if (const QString url = element["url"].text(); isOpenableLink(url))
        span.link = url; // a button that only opens a page works without its app
    return {span};
}

} // namespace rtmscope::blockparts
