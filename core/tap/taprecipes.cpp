// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/taprecipes.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("TapRecipes", text)

struct Row
{
    const char *id;
    const char *name;
    const char *speaks;
    const char *code; //!< %1: the address
    const char *remark = nullptr;
};

constexpr const char *socketMode = "Socket Mode";
constexpr const char *rtm = "RTM";
constexpr const char *both = "RTM, Socket Mode";

// Each name as it stands in the SDK's own source; docs/socket-mode.md tells which were tried.
constexpr std::array rows{
    Row{"bolt-js", "Bolt for JavaScript (@slack/bolt)", socketMode,
        "const app = new App({\n  token: process.env.SLACK_BOT_TOKEN,\n  appToken: "
        "process.env.SLACK_APP_TOKEN,\n  socketMode: true,\n  clientOptions: { slackApiUrl: '%1' },\n});"},
    Row{"bolt-python", "Bolt for Python (slack_bolt)", socketMode,
        "client = WebClient(token=os.environ[\"SLACK_BOT_TOKEN\"], base_url=\"%1\")\napp = "
        "App(client=client)\nSocketModeHandler(app, os.environ[\"SLACK_APP_TOKEN\"], "
        "web_client=client).start()",
        WORDS("With HTTP_PROXY or HTTPS_PROXY set, add 127.0.0.1 to NO_PROXY.")},
    Row{"bolt-java", "Bolt for Java", socketMode,
        "SlackConfig config = new SlackConfig();\nconfig.setMethodsEndpointUrlPrefix(\"%1\");\nSlack slack = "
        "Slack.getInstance(config);\nApp app = new App(AppConfig.builder().slack(slack)\n    "
        ".singleTeamBotToken(System.getenv(\"SLACK_BOT_TOKEN\")).build());\nnew "
        "SocketModeApp(System.getenv(\"SLACK_APP_TOKEN\"), app).start();"},
    Row{"rtm-api", "@slack/rtm-api", rtm,
        "const rtm = new RTMClient(process.env.SLACK_BOT_TOKEN, { slackApiUrl: '%1' });"},
    Row{"socket-mode", "@slack/socket-mode", socketMode,
        "const client = new SocketModeClient({\n  appToken: process.env.SLACK_APP_TOKEN,\n  clientOptions: { "
        "slackApiUrl: '%1' },\n});"},
    Row{"web-api", "@slack/web-api", "Web API",
        "const web = new WebClient(process.env.SLACK_BOT_TOKEN, { slackApiUrl: '%1' });"},
    Row{"slack-sdk", "Python slack_sdk", both,
        "web = WebClient(token=os.environ[\"SLACK_BOT_TOKEN\"], base_url=\"%1\")\nsocket = "
        "SocketModeClient(app_token=os.environ[\"SLACK_APP_TOKEN\"], web_client=web)\nrtm = "
        "RTMClient(token=os.environ[\"SLACK_BOT_TOKEN\"], base_url=\"%1\")  # slack_sdk.rtm_v2",
        WORDS("With HTTP_PROXY or HTTPS_PROXY set, add 127.0.0.1 to NO_PROXY.")},
    Row{"slack-go", "slack-go/slack", both,
        "api := slack.New(os.Getenv(\"SLACK_BOT_TOKEN\"),\n    "
        "slack.OptionAppLevelToken(os.Getenv(\"SLACK_APP_TOKEN\")),\n    slack.OptionAPIURL(\"%1\"))"},
    Row{"slack-ruby-client", "slack-ruby-client", both,
        "Slack::Web::Client.configure { |config| config.endpoint = '%1' }",
        WORDS("Before the first client is made; the real-time client uses it too.")},
};

} // namespace

QList<TapRecipe> tapRecipes(const QUrl &apiBase)
{
    const QString address = apiBase.toString(QUrl::FullyEncoded);
    QList<TapRecipe> recipes;
    for (const Row &row : rows) {
        recipes.append({row.id, QString::fromLatin1(row.name), QString::fromLatin1(row.speaks),
                        QString::fromLatin1(row.code).replace("%1"_L1, address),
                        row.remark ? QCoreApplication::translate("TapRecipes", row.remark) : QString()});
    }
    return recipes;
}

} // namespace rtmscope
