// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/remedyplan.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using enum RemedyAction;

QString tr(const char *text)
{
    return QCoreApplication::translate("RemedyPlan", text);
}

constexpr int mostActions = 4;

//! Codes that are met alike. A * at the end of a code stands for anything.
struct Row
{
    QLatin1StringView codes; //!< with spaces between
    const char *title;
    std::array<RemedyAction, mostActions> actions;
    int actionCount;
    bool needsPerson = false;
    const char *why = nullptr;
};

constexpr const char *granularWhy =
    QT_TRANSLATE_NOOP("RemedyPlan", "Slack knows two families of apps. Classic apps have the old “bot” scope "
                                    "and may use the Real Time Messaging API. "
                                    "Apps with granular permissions, which is every app made in recent "
                                    "years, may not: they receive events by Socket "
                                    "Mode or over HTTP. Both have tokens that begin with xoxb-, so only the "
                                    "server can tell them apart. New classic "
                                    "apps can no longer be made; an existing one goes on working.");
constexpr const char *sharedWhy = QT_TRANSLATE_NOOP(
    "RemedyPlan",
    "An app may have ten connections, and Slack deals its events out among them, each event to one. "
    "Two programs on one app get a part each, and both seem to work. Two apps do not disturb each "
    "other: each gets its own copy of every event. So the way to look on is an app of one’s own.");
constexpr const char *certificateWhy = QT_TRANSLATE_NOOP(
    "RemedyPlan", "Before anything is sent, the server has to show a certificate that an authority trusted "
                  "by this computer has "
                  "issued for its name. This one did not, so somebody else may be listening in between. "
                  "Companies often do so on "
                  "purpose, with an authority of their own: ask for its certificate file and choose it as "
                  "extra CA file. There is "
                  "no way to go on without that, because your token would be the first thing that is sent.");

constexpr std::array rows{
    Row{"not_authed"_L1, QT_TRANSLATE_NOOP("RemedyPlan", "No token was given"), {PasteToken, Demo}, 2},
    Row{"invalid_auth bad_token token_expired"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The token is not accepted"),
        {PasteToken, Retry, Demo},
        3},
    Row{"account_inactive token_revoked user_removed_from_team team_disabled"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "Access was withdrawn for good"),
        {EditProfile, Demo},
        2},
    Row{"not_allowed_token_type"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "RTM is not open to this kind of app"),
        {UseSocketMode, PasteToken, Demo},
        3,
        false,
        granularWhy},
    Row{"missing_scope"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "RTM is not open to this kind of app"),
        {UseSocketMode, PasteToken, Retry, Demo},
        4,
        false,
        granularWhy},
    Row{"no_permission is_bot access_denied accesslimited ekm_access_denied two_factor_setup_required "
        "enterprise_is_restricted team_access_not_granted"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "A rule of the workspace forbids this"),
        {Retry, EditProfile, Demo},
        3},
    Row{"rtm_connect_required"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "This way to connect is closed"),
        {ChooseMethod, Demo},
        2},
    Row{"legacy_custom_bots_deprecated"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "Custom bots were switched off"),
        {MakeApp, PasteToken, Demo},
        3,
        false,
        granularWhy},
    Row{"method_deprecated deprecated_endpoint"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "This way to connect is closed"),
        {UseSocketMode, ChooseMethod, Demo},
        3,
        false,
        granularWhy},
    Row{"org_login_required team_added_to_org migration_in_progress"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The workspace is moving"),
        {Retry},
        1},
    Row{"ratelimited rate_limited"_L1, QT_TRANSLATE_NOOP("RemedyPlan", "The server asks to wait"), {}, 0},
    Row{"fatal_error internal_error service_unavailable request_timeout http_5* answer_cut"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The server has trouble of its own"),
        {Retry, Demo},
        2},
    Row{"unknown_method http_* not_json"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "This does not look like the Web API"),
        {EditProfile, Retry, Demo},
        3,
        true},
    Row{"invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data "
        "invalid_post_type "
        "missing_post_type"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The server did not understand Rtmscope"),
        {Retry, Demo},
        2},
    Row{"no_hello"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The server opens the stream and says nothing"),
        {EditProfile, Retry, Demo},
        3,
        true},
    Row{"tls_*"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The server could not prove who it is"),
        {ChooseCaFile, Retry, Demo},
        3,
        true,
        certificateWhy},
    Row{"bad_ca_file"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The CA file can’t be used"),
        {ChooseCaFile, Demo},
        2},
    Row{"proxy_auth"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The proxy wants a name and password"),
        {ProxySettings, Retry, Demo},
        3,
        true},
    Row{"proxy_* bad_proxy insecure_proxy"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The proxy does not let us through"),
        {ProxySettings, Retry, Demo},
        3,
        true},
    Row{"bad_url insecure_url"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The address can’t be used"),
        {EditProfile, Demo},
        2},
    Row{"connection_refused host_not_found timeout network_down connection_closed network_error "
        "upgrade_refused "
        "rtmscope_tap"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "No connection"),
        {Retry, EditProfile, Demo},
        3},
};

//! What Socket Mode adds, or means otherwise.
constexpr std::array socketModeRows{
    Row{"not_authed missing_args"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "A token is missing"),
        {PasteToken, MakeApp, Demo},
        3},
    Row{"invalid_auth bad_token token_expired"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "A token is not accepted"),
        {PasteToken, MakeApp, Retry, Demo},
        4},
    Row{"not_allowed_token_type"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "Another kind of token is needed"),
        {PasteToken, MakeApp, Demo},
        3},
    Row{"missing_scope"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The app lacks a right"),
        {PasteToken, MakeApp, Retry, Demo},
        4},
    Row{"two_apps"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The tokens belong to two apps"),
        {PasteToken, MakeApp, Demo},
        3},
    Row{"shared_app"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "Another program uses this app"),
        {MakeApp, ShareAnyway, RetryLater, Demo},
        4,
        false,
        sharedWhy},
    Row{"too_many_websockets"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The app has all the connections that it may have"),
        {MakeApp, Demo},
        2,
        true,
        sharedWhy},
    Row{"link_disabled socket_mode_not_enabled socket_mode_disabled"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "Socket Mode is switched off"),
        {Retry, MakeApp, PasteToken, Demo},
        4},
    Row{"forbidden_team"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "A rule of the workspace forbids this"),
        {Retry, EditProfile, Demo},
        3},
    Row{"method_deprecated deprecated_endpoint"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "This way to connect is closed"),
        {EditProfile, Demo},
        2},
    Row{"insecure_request"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The server did not understand Rtmscope"),
        {Retry, Demo},
        2},
};

//! Of a tap, which listens and connects only for others.
constexpr std::array tapRows{
    Row{"port_in_use cannot_listen"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The tap is not listening"),
        {ChoosePort, Retry},
        2},
    Row{"own_address bad_url insecure_url"_L1,
        QT_TRANSLATE_NOOP("RemedyPlan", "The address can’t be used"),
        {EditProfile},
        1},
};

bool matches(QLatin1StringView pattern, const QString &code)
{
    return pattern.endsWith(u'*') ? code.startsWith(pattern.chopped(1)) : code == pattern;
}

template<typename Rows>
const Row *rowIn(const Rows &table, const QString &code)
{
    const auto found = std::find_if(table.begin(), table.end(), [&code](const Row &row) {
        for (const auto pattern : row.codes.tokenize(u' ')) {
            if (matches(pattern, code))
                return true;
        }
        return false;
    });
    return found == table.end() ? nullptr : &*found;
}

const Row *rowFor(const QString &code, RemedyStream stream)
{
    const Row *special = stream == RemedyStream::SocketMode ? rowIn(socketModeRows, code)
                         : stream == RemedyStream::Tap      ? rowIn(tapRows, code)
                                                            : nullptr;
    return special ? special : rowIn(rows, code);
}

//! For what nobody has met yet.
RemedyPlan generalPlan(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Rejected:
        return {tr("The server refused the connection"), {}, {PasteToken, Retry, Demo}, false};
    case Error::Kind::Input:
        return {tr("This can’t be used as it is"), {}, {EditProfile, Demo}, false};
    case Error::Kind::Network:
    case Error::Kind::RateLimited:
    case Error::Kind::Protocol:
        break;
    }
    return {tr("No connection"), {}, {Retry, EditProfile, Demo}, false};
}

} // namespace

RemedyPlan planFor(const Error &error, RemedyStream stream)
{
    const Row *row = rowFor(error.code, stream);
    if (!row)
        return generalPlan(error.kind);
    RemedyPlan plan{tr(row->title), row->why ? tr(row->why) : QString(), {}, row->needsPerson};
    for (int i = 0; i < row->actionCount; ++i)
        plan.actions.append(row->actions.at(static_cast<size_t>(i)));
    return plan;
}

QString buttonWords(RemedyAction action)
{
    switch (action) {
    case UseSocketMode:
        return tr("Use Socket Mode…");
    case MakeApp:
        return tr("Make my own app…");
    case ShareAnyway:
        return tr("Share anyway");
    case RetryLater:
        return tr("Try again in a minute");
    case PasteToken:
        return tr("Paste another token…");
    case EditProfile:
        return tr("Edit profile…");
    case ChooseMethod:
        return tr("Choose the method…");
    case ChoosePort:
        return tr("Choose another port…");
    case ProxySettings:
        return tr("Proxy settings…");
    case ChooseCaFile:
        return tr("Certificate settings…");
    case Retry:
        return tr("Try again");
    case Demo:
        return tr("Use the demo");
    }
    return {};
}

QStringList plannedCodes(RemedyStream stream)
{
    QStringList out;
    const auto add = [&out](const auto &table) {
        for (const Row &row : table)
            out += QString(row.codes).split(u' ');
    };
    switch (stream) {
    case RemedyStream::Rtm:
        add(rows);
        break;
    case RemedyStream::SocketMode:
        add(socketModeRows);
        break;
    case RemedyStream::Tap:
        add(tapRows);
        break;
    }
    return out;
}

RemedyStream remedyStreamOf(const ConnectionStatus &status)
{
    switch (status.stream) {
    case ConnectionStatus::Stream::SocketMode:
        return RemedyStream::SocketMode;
    case ConnectionStatus::Stream::Tap:
        return RemedyStream::Tap;
    case ConnectionStatus::Stream::Rtm:
    case ConnectionStatus::Stream::None:
        break;
    }
    return RemedyStream::Rtm;
}

} // namespace rtmscope
