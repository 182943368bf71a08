// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/errors/errorwords.h"

#include "core/base/secret.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr const char *context = "ErrorWords";

QString tr(const char *text)
{
    return QCoreApplication::translate(context, text);
}

struct Row
{
    const char *code;
    Remedy remedy;
    const char *words;
};

// Shared words are spelled once, so that they are translated once.
constexpr const char *badToken = QT_TRANSLATE_NOOP(
    "ErrorWords", "The server does not know this token. Copy it again from the app's page and paste "
                  "it whole, without spaces or quotes.");
constexpr const char *policy = QT_TRANSLATE_NOOP(
    "ErrorWords", "A rule of the workspace forbids this. Ask its administrator, or use a token that "
                  "is allowed to.");
constexpr const char *retired = QT_TRANSLATE_NOOP(
    "ErrorWords", "The server has shut this method down. Connect with rtm.connect; if that is "
                  "refused too, this app has to use Socket Mode.");
constexpr const char *moving = QT_TRANSLATE_NOOP(
    "ErrorWords", "The workspace is being moved into an organization. That can take minutes; "
                  "nothing needs to be done.");
constexpr const char *trouble = QT_TRANSLATE_NOOP(
    "ErrorWords", "The server has trouble of its own right now. Trying again later usually helps.");
constexpr const char *ourMistake = QT_TRANSLATE_NOOP(
    "ErrorWords", "The server did not understand the request. This is a mistake in Rtmscope: please "
                  "report it with the request shown in the event stream.");
constexpr const char *readOnlyChannel = QT_TRANSLATE_NOOP(
    "ErrorWords", "You may read this conversation but not write here. Its administrators decide who "
                  "may.");
constexpr const char *noThread = QT_TRANSLATE_NOOP(
    "ErrorWords", "Replies in a thread are not possible here. Write to the channel instead.");

constexpr const char *socketModeOff = QT_TRANSLATE_NOOP(
    "ErrorWords", "Socket Mode is switched off for this app. Switch it on at the app's page, under Socket "
                  "Mode, then try again.");

constexpr auto stop = Remedy::Stop;
constexpr auto retry = Remedy::Retry;

// Protocol 2.4 and 9. Codes marked NOOP are found by lupdate.
constexpr std::array rows{
    Row{"not_authed", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "No token was given. Enter the token of a classic app, or start the demo "
                          "workspace, which needs none.")},
    Row{"invalid_auth", stop, badToken},
    Row{"account_inactive", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The account of this token is switched off, or the workspace is gone. Use the "
                          "token of an active account.")},
    Row{"token_revoked", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "This token was revoked, or its app was removed from the workspace. Install "
                          "the app again and use its new token.")},
    Row{"token_expired", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "This token has passed its end of life. Get a fresh one for the app and "
                          "paste it.")},
    Row{"user_removed_from_team", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The account of this token is no longer a member of the workspace. Use the "
                          "token of a member.")},
    Row{"team_disabled", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The workspace of this token was switched off. Choose another workspace.")},
    Row{"not_allowed_token_type", stop,
        QT_TRANSLATE_NOOP(
            "ErrorWords",
            "The token is real, but it belongs to an app with granular permissions, and the server lets "
            "such apps use Socket Mode only, not RTM. Use the token of a classic app, let your app use "
            "Socket Mode, or look around in the demo workspace.")},
    Row{"missing_scope", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The token lacks a right that this needs. Add the scope to the app, install it "
                          "again and use the new token.")},
    Row{"no_permission", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "This token may not do that. Ask the workspace's administrator, or use "
                          "another token.")},
    Row{"is_bot", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The server does not let bots do this. Use a person's token of a classic "
                          "app.")},
    Row{"access_denied", stop, policy},
    Row{"accesslimited", stop, policy},
    Row{"ekm_access_denied", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The organization has withdrawn access to its encryption keys. Ask its "
                          "administrator.")},
    Row{"two_factor_setup_required", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The workspace demands two-factor sign-in. Set it up for this account, then "
                          "connect again.")},
    Row{"enterprise_is_restricted", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "This method is not open to the organization's own token. Use the token of "
                          "one of its workspaces.")},
    Row{"team_access_not_granted", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "This token was not given access to the workspace. Have the app installed "
                          "there, or use another token.")},
    Row{"legacy_custom_bots_deprecated", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The server no longer lets legacy custom bots in; their tokens ended on 31 March "
                          "2025. Such a bot can't be moved: make a Slack app for Socket Mode, which "
                          "takes a minute, use the token of a classic app, or look around in the demo "
                          "workspace.")},
    Row{"method_deprecated", stop, retired},
    Row{"deprecated_endpoint", stop, retired},
    Row{"rtm_connect_required", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The server no longer offers rtm.start. Choose rtm.connect as the connect "
                          "method.")},
    // docs/socket-mode.md: opening sockets.
    Row{"missing_args", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "No token arrived at the server. Paste it again.")},
    Row{"insecure_request", stop, ourMistake},
    Row{"forbidden_team", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The server does not let this workspace use that. Ask its administrator.")},
    Row{"socket_mode_not_enabled", stop, socketModeOff},
    Row{"socket_mode_disabled", stop, socketModeOff},
    Row{"link_disabled", stop, socketModeOff},
    Row{"too_many_websockets", Remedy::RetrySlowly,
        QT_TRANSLATE_NOOP(
            "ErrorWords",
            "The app has ten connections already, the most that the server allows; those of "
            "programs that were killed count for a while, too. End what is no longer needed, or "
            "use an app of your own.")},
    Row{"shared_app", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "Another program is connected with this app. The server gives each event to one "
                          "connection only, so Rtmscope would take a part of them away. It has left at once: "
                          "the other program gets what it would have got.")},
    Row{"two_apps", stop,
        QT_TRANSLATE_NOOP(
            "ErrorWords",
            "The two tokens belong to two different apps: events would come from one, names and "
            "messages go to the other. Copy both from the same app's page.")},
    Row{"org_login_required", Remedy::RetrySlowly, moving},
    Row{"team_added_to_org", Remedy::RetrySlowly, moving},
    Row{"migration_in_progress", retry,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The workspace is moving between servers. That takes a moment; nothing needs "
                          "to be done.")},
    Row{"ratelimited", retry,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "Too many requests in a short time. The server asks to wait a little.")},
    Row{"rate_limited", retry,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "Too many messages in a short time. The server asks to wait a little.")},
    // Of Rtmscope's own tap (docs/tap.md); why, it says beside the code.
    Row{"rtmscope_tap", retry,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The tap between this program and the server could not pass this on.")},
    Row{"fatal_error", retry, trouble},
    Row{"internal_error", retry, trouble},
    Row{"service_unavailable", retry, trouble},
    Row{"request_timeout", retry, trouble},
    Row{"unknown_method", retry,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The server does not know this method. Check the API address; a test server "
                          "may lack it.")},
    Row{"invalid_arguments", stop, ourMistake},
    Row{"invalid_arg_name", stop, ourMistake},
    Row{"invalid_array_arg", stop, ourMistake},
    Row{"invalid_charset", stop, ourMistake},
    Row{"invalid_form_data", stop, ourMistake},
    Row{"invalid_post_type", stop, ourMistake},
    Row{"missing_post_type", stop, ourMistake},
    Row{"invalid_cursor", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The place in the list has expired. Load the list again from its start.")},
    Row{"limit_required", stop, ourMistake},
    Row{"channel_not_found", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The server knows no such conversation, or this token can't see it. Check the "
                          "name or id.")},
    Row{"not_in_channel", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "This account is not a member of the conversation. Join it or have the bot "
                          "invited, then try again.")},
    Row{"is_archived", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The conversation is archived: it can be read but nothing can be added.")},
    Row{"message_not_found", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The message is gone: it was deleted, or it never was in this conversation.")},
    Row{"thread_not_found", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "There is no such message to reply to: it was deleted, or never was in this "
                          "conversation. Check its ts or link.")},
    Row{"cant_update_message", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "Only the author may change this message.")},
    Row{"edit_window_closed", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The workspace allows changes for a short time only, and that time is over.")},
    Row{"cant_delete_message", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "This account may not delete the message.")},
    Row{"msg_too_long", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "The message is too long. Shorten it, or send it in parts.")},
    Row{"no_text", stop, QT_TRANSLATE_NOOP("ErrorWords", "There is no text to send. Write something first.")},
    Row{"restricted_action", stop, readOnlyChannel},
    Row{"restricted_action_read_only_channel", stop, readOnlyChannel},
    Row{"restricted_action_thread_only_channel", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "Only replies in threads are allowed here. Choose a message and answer in its "
                          "thread.")},
    Row{"restricted_action_non_threadable_channel", stop, noThread},
    Row{"restricted_action_thread_locked", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "This thread is locked: it takes no more replies.")},
    Row{"cannot_reply_to_message", stop, noThread},
    Row{"too_many_reactions", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "The message has as many reactions as the server allows.")},
    Row{"invalid_name", stop, QT_TRANSLATE_NOOP("ErrorWords", "The server knows no emoji of this name.")},
    Row{"channel_is_limited_access", stop, policy},
    Row{"user_not_found", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "The server knows no such person, or this token can't see them.")},
    Row{"user_not_visible", stop, QT_TRANSLATE_NOOP("ErrorWords", "This token can't see that person.")},
    Row{"file_uploads_disabled", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "The workspace does not allow uploads.")},
    Row{"storage_limit_reached", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "The workspace has no room left for files.")},
    Row{"posting_to_channel_denied", stop, readOnlyChannel},
    Row{"messages_tab_disabled", stop,
        QT_TRANSLATE_NOOP(
            "ErrorWords",
            "The app takes no direct messages: its Messages tab is switched off. Switch it on at "
            "the app's page, under App Home.")},
    Row{"message_limit_exceeded", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "The workspace has reached the number of messages that its plan allows.")},
    Row{"msg_blocks_too_long", stop,
        QT_TRANSLATE_NOOP("ErrorWords", "The message is too long. Shorten it, or send it in parts.")},
    Row{"markdown_text_conflict", stop, ourMistake},
    Row{"metadata_too_large", stop, ourMistake},
    Row{"app_access_restricted", stop, policy},
    Row{"send_on_behalf_not_allowed", stop, policy},
    Row{"team_not_found", stop,
        QT_TRANSLATE_NOOP(
            "ErrorWords",
            "The server needs the conversation's id, not its name, as this token is for a whole "
            "organization. Use the id.")},
    Row{"observing", stop,
        QT_TRANSLATE_NOOP("ErrorWords",
                          "Rtmscope only observes: nothing that others can see leaves it. Arm the "
                          "account to send.")},
};

const Row *rowFor(const QString &code)
{
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&code](const Row &row) { return code == QLatin1StringView(row.code); });
    return found == rows.end() ? nullptr : &*found;
}

Error::Kind kindFor(Remedy remedy, const QString &code)
{
    if (code == "ratelimited"_L1 || code == "rate_limited"_L1)
        return Error::Kind::RateLimited;
    return remedy == Remedy::Stop ? Error::Kind::Rejected : Error::Kind::Network;
}

QString shortened(const QString &text)
{
    constexpr qsizetype most = 1000;
    return text.size() > most ? text.left(most) + u'…' : text;
}

//! What a value says, whatever its shape: a text, several in a list, or an object's members by name. The
//! usual names of a sentence say nothing themselves.
void addTexts(const json::Value &value, const QString &name, int depth, QStringList *parts)
{
    constexpr int deepest = 4;
    constexpr qsizetype most = 20;
    constexpr std::array plain{"message"_L1, "messages"_L1, "text"_L1, "msg"_L1, "error"_L1, "context"_L1};
    if (depth > deepest || parts->size() >= most)
        return;
    for (const auto &element : value.elements())
        addTexts(element, name, depth + 1, parts);
    for (const auto &[key, member] : value.members())
        addTexts(member, json::fromUtf8(key), depth + 1, parts);
    const QString text = value.isArray() || value.isObject() ? QString() : shortened(value.text());
    if (text.isEmpty())
        return;
    const bool isPlain = name.isEmpty() || std::find(plain.begin(), plain.end(), name) != plain.end();
    parts->append(isPlain ? text : name + u": "_s + text);
}

QStringList texts(const json::Value &value)
{
    QStringList parts;
    addTexts(value, {}, 0, &parts);
    return parts;
}

QString serverSays(const QStringList &parts)
{
    return cleanLine(tr("The server says: “%1”").arg(parts.join(u"; "_s)));
}

//! What a refusal says beside its code, as sentences.
QString saidBeside(const json::Value &refusal)
{
    QStringList sentences;
    const auto list = [&refusal](std::string_view key) { return texts(refusal[key]).join(u", "_s); };
    const QString needed = list("needed");
    const QString provided = list("provided");
    if (!needed.isEmpty() || !provided.isEmpty()) {
        const QString nothing = tr("nothing");
        sentences << tr("Needed: %1. Provided: %2.")
                         .arg(needed.isEmpty() ? nothing : needed, provided.isEmpty() ? nothing : provided);
    }
    sentences << texts(refusal["tap"]["words"]);
    const json::Value metadata = refusal["response_metadata"];
    QStringList said = texts(refusal["context"]) + texts(refusal["detail"]) + texts(metadata["messages"]) +
                       texts(refusal["errors"]);
    said.removeDuplicates();
    if (!said.isEmpty())
        sentences << serverSays(said);
    QStringList warnings = texts(refusal["warning"]) + texts(metadata["warnings"]);
    warnings.removeDuplicates();
    if (!warnings.isEmpty())
        sentences << tr("It warns: “%1”").arg(warnings.join(u"; "_s));
    return cleanLine(sentences.join(u' '));
}

} // namespace

Error apiError(const QString &code, const QString &detail)
{
    const QString masked = cleanLine(maskSecrets(detail));
    const Row *row = rowFor(code);
    QString words = row ? tr(row->words)
                        : tr("The server refused with “%1”, a reason Rtmscope has no advice for.")
                              .arg(cleanLine(maskSecrets(code)));
    // Which right is missing, or until when: nobody should have to look for what the server says itself.
    if (!masked.isEmpty())
        words += u' ' + masked;
    return Error{kindFor(remedyFor(code), code), maskSecrets(code), words, masked, {}};
}

Error apiErrorFrom(const json::Value &answer)
{
    const QString code = answer["error"].text();
    return apiError(code.isEmpty() ? u"unknown_error"_s : code, saidBeside(answer));
}

Remedy remedyFor(const QString &code)
{
    const Row *row = rowFor(code);
    return row ? row->remedy : Remedy::Stop;
}

std::span<const char *const> knownApiCodes()
{
    static const std::vector<const char *> codes = [] {
        std::vector<const char *> out;
        for (const Row &row : rows)
            out.push_back(row.code);
        return out;
    }();
    return codes;
}

bool isExpiredUrl(const Error &frameError)
{
    return frameError.code == "1"_L1 || frameError.detail.contains("expired"_L1, Qt::CaseInsensitive);
}

bool isSlowDown(const Error &frameError)
{
    return frameError.code == "-1"_L1 || frameError.detail.contains("slow down"_L1, Qt::CaseInsensitive);
}

//! What a server said, longer than names may be.
static QString sentence(const QString &said)
{
    constexpr qsizetype longest = 2'000;
    const QString words = cleanLine(maskSecrets(said));
    return isBlank(words) ? QString() : shortened(words.trimmed(), longest);
}

Error frameError(const json::Value &error)
{
    Error out{Error::Kind::Rejected, error["code"].text(), {}, sentence(error["msg"].text()), {}};
    if (error.isString()) // the code of the Web API, or a sentence
        out.code = out.detail = sentence(error.text());
    const bool hasCode = !out.code.isEmpty();
    if (!hasCode)
        out.code = u"unknown"_s;
    const json::Value asked = error["retry_after"];
    const bool limited = out.code == "17"_L1 || out.detail.contains("ratelimited"_L1, Qt::CaseInsensitive);
    if (isExpiredUrl(out)) {
        out.kind = Error::Kind::Network;
        out.words = tr(
            "The address of the stream was used already or is older than 30 seconds. A new one is needed.");
    } else if (isSlowDown(out) || limited) {
        out.kind = Error::Kind::RateLimited;
        out.words = tr("The server asks to slow down.");
        // By text as well, as its whole numbers may be anywhere.
        const QByteArray spelled = asked.text().toLatin1();
        const bool saysTime = !spelled.isEmpty() && asked.kind() != json::Kind::Bool;
        const auto pause = readRetryAfter(spelled, {}, std::chrono::milliseconds(0));
        if (saysTime)
            out.words += u' ' + pause.said;
        if (saysTime && pause.wait.count() > 0)
            out.retryAfter = pause.wait;
    } else if (out.code == "2"_L1) {
        out.words = tr("The server found no text in the message. Write something and send it again.");
    } else if (const Row *row = rowFor(out.detail)) { // some name the code of the Web API
        out.code = out.detail;
        out.words = tr(row->words);
    } else if (out.detail.isEmpty()) {
        out.words =
            hasCode ? tr("The server refused this with error %1 and no explanation.").arg(cleanLine(out.code))
                    : tr("The server refused this and gave no reason.");
    } else if (!hasCode || error.isString()) {
        out.words = tr("The server refused this and said: “%1”.").arg(out.detail);
    } else {
        out.words =
            tr("The server refused this and said: “%1” (error %2).").arg(out.detail, cleanLine(out.code));
    }
    if (const QString beside = maskSecrets(saidBeside(error)); !beside.isEmpty())
        out.words += u' ' + beside;
    return out;
}

Error errorInFrame(const json::Value &frame)
{
    const json::Value error = frame["error"];
    if (!error.exists())
        return frameError(frame);
    Error out = frameError(error);
    if (const QString beside = maskSecrets(saidBeside(frame)); !beside.isEmpty())
        out.words += u' ' + beside;
    return out;
}

Error noReasonError(const QString &host, const json::Value &answer)
{
    const bool refused = answer["ok"].boolean() == false;
    QString said = refused ? saidBeside(answer) : QString();
    if (const QStringList reason = texts(answer["error"]);
        refused && !reason.isEmpty()) // no code, but something
        said = (serverSays(reason) + u' ' + said).trimmed();
    QString words =
        refused && !said.isEmpty() ? tr("%1 refused.")
        : refused                  ? tr("%1 refused and gave no reason. Check the API address and the token.")
                  : tr("%1 answered with something that is not the Web API's JSON. Check the API address.");
    words = words.arg(host);
    if (!said.isEmpty())
        words += u' ' + maskSecrets(said);
    return Error{Error::Kind::Protocol, u"not_json"_s, words, {}, {}};
}

Error rateLimitedError(const RetryAfter &retryAfter)
{
    QString words = tr("Too many requests in a short time.") + u' ' + retryAfter.said;
    return Error{Error::Kind::RateLimited, u"ratelimited"_s, words, {}, retryAfter.wait};
}

Error rateLimitedError(std::chrono::milliseconds retryAfter)
{
    return rateLimitedError(
        retryAfterSeconds(static_cast<double>(retryAfter.count()) / 1000, {}, retryAfter));
}

QString waitWords(std::chrono::milliseconds wait)
{
    const double seconds = static_cast<double>(wait.count()) / 1000.0;
    if (seconds < 10 && wait.count() % 1000 != 0)
        return tr("%1 s").arg(seconds, 0, 'f', 1);
    if (seconds < 120)
        return tr("%1 s").arg(qRound64(seconds));
    constexpr double mostMinutes = 120;
    if (seconds < mostMinutes * 60)
        return tr("%1 min").arg(qRound64(seconds / 60.0));
    constexpr double mostHours = 72;
    if (seconds < mostHours * 3600)
        return tr("%1 h").arg(qRound64(seconds / 3600.0));
    return tr("%1 days").arg(qRound64(seconds / (24 * 3600.0)));
}

} // namespace rtmscope
