// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Other people's JavaScript clients against our server. Needs node, and their packages in the build folder:
// they are fetched with npm where RTMSCOPE_NPM_CLIENTS=1 asks for it. What is not there is skipped, with the
// reason.
#include "core/demo/server/demoserver.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QStandardPaths>

#include <array>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;

namespace {

constexpr int skipped = 77; // what SKIP_RETURN_CODE names in CMakeLists.txt

struct NpmClient
{
    const char *name;     //!< of the row, and of its folder
    const char *client;   //!< what npm_clients.cjs calls it
    const char *packages; //!< pinned
    const char *overrides = "";
};

// Versions as in the table of docs/demo-workspace.md.
constexpr std::array npmClients{
    NpmClient{"rtm-api-7", "rtm-api", "@slack/rtm-api@7.0.4 @slack/web-api@8.2.0"},
    NpmClient{"rtm-api-6", "rtm-api", "@slack/rtm-api@6.2.1"},
    NpmClient{"rtm-api-5", "rtm-api", "@slack/rtm-api@5.0.5"},
    NpmClient{"client-4", "client4", "@slack/client@4.12.0"},
    NpmClient{"client-3", "client3", "@slack/client@3.16.0"},
    NpmClient{"slack-client-2", "slack-client", "slack-client@2.0.6"},
    // What it wants of GitHub, and a package that its newest dependency forgot to bring.
    NpmClient{"botkit-0.7", "botkit", "botkit@0.7.6", R"("reconnect-core":"1.3.0","botbuilder":"3.15.0")"},
    NpmClient{"slackbots-1", "slackbots", "slackbots@1.3.0"},
    NpmClient{"hubot-slack-4", "hubot", "hubot@2.19.0 hubot-slack@4.10.0"},
};

QDir folderOf(const NpmClient &client)
{
    return QDir(QStringLiteral(RTMSCOPE_NPM_FOLDER) + u'/' + QString::fromLatin1(client.name));
}

QString packageName(const QString &pinned)
{
    return pinned.left(pinned.lastIndexOf(u'@'));
}

bool isInstalled(const NpmClient &client)
{
    for (const QString &pinned : QString::fromLatin1(client.packages).split(u' ')) {
        if (!folderOf(client).exists(u"node_modules/"_s + packageName(pinned) + u"/package.json"_s))
            return false;
    }
    return folderOf(client).exists(u"complete"_s);
}

//! Puts the packages into their folder, which is in the build tree. False when they cannot be had.
bool install(const NpmClient &client)
{
    const QDir folder = folderOf(client);
    QFile manifest(folder.filePath(u"package.json"_s));
    if (!folder.mkpath(u"."_s) || !manifest.open(QIODevice::WriteOnly))
        return false;
    manifest.write("{\"private\":true,\"overrides\":{" + QByteArray(client.overrides) + "}}\n");
    manifest.close();
    QProcess npm;
    npm.setWorkingDirectory(folder.path());
    npm.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    npm.start(u"npm"_s, QStringList{u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--silent"_s,
                                    u"--ignore-scripts"_s} +
                            QString::fromLatin1(client.packages).split(u' '));
    if (!npm.waitForFinished(120'000) || npm.exitCode() != 0)
        return false;
    QFile complete(folder.filePath(u"complete"_s));
    return complete.open(QIODevice::WriteOnly);
}

} // namespace

class TestNpmClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOfficialClientsUseEverything();
    void comesTalksAndReturns_data();
    void comesTalksAndReturns();
};

void TestNpmClient::theOfficialClientsUseEverything()
{
    if (!isInstalled(npmClients.front()))
        QSKIP("@slack/rtm-api and @slack/web-api are not there");
    DemoServer::Options options;
    options.eventsPerSecond = 30;
    DemoServer server(options);
    QString problem;
    QVERIFY2(server.listen(&problem), qPrintable(problem));

    QProcess node;
    node.setWorkingDirectory(folderOf(npmClients.front()).path());
    node.setProcessChannelMode(QProcess::MergedChannels);
    QSignalSpy finished(&node, &QProcess::finished);
    node.start(u"node"_s, {QStringLiteral(RTMSCOPE_SOURCE_DIR "/tests/core/demo/npm_client.mjs"),
                           server.apiBase().toString(), QString::fromUtf8(DemoServer::token())});
    QVERIFY(finished.wait(60'000));
    const QByteArray said = node.readAll();
    QVERIFY2(node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("ok no warnings"), said.constData());
}

void TestNpmClient::comesTalksAndReturns_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < npmClients.size(); ++i)
        QTest::newRow(npmClients[i].name) << static_cast<int>(i);
}

void TestNpmClient::comesTalksAndReturns()
{
    QFETCH(int, index);
    const NpmClient &client = npmClients[static_cast<std::size_t>(index)];
    if (!isInstalled(client))
        QSKIP("its packages are not there; RTMSCOPE_NPM_CLIENTS=1 fetches them");
    DemoServer::Options options;
    options.eventsPerSecond = 2;
    DemoServer server(options);
    QVERIFY(server.listen());

    QProcess node;
    node.setWorkingDirectory(folderOf(client).path());
    node.setProcessChannelMode(QProcess::MergedChannels);
    QByteArray said;
    bool cut = false;
    int opened = 0;
    const auto read = [&] {
        said += node.readAll();
        if (cut || !said.contains("\ndrop\n"))
            return;
        cut = true;
        opened = server.connectionCount();
        server.dropAll();
        node.write("dropped\n");
    };
    connect(&node, &QProcess::readyRead, &node, read);
    QSignalSpy finished(&node, &QProcess::finished);
    node.start(u"node"_s, {QStringLiteral(RTMSCOPE_SOURCE_DIR "/tests/core/demo/npm_clients.cjs"),
                           QString::fromLatin1(client.client), server.apiBase().toString(),
                           QString::fromUtf8(DemoServer::token())});
    QVERIFY(finished.wait(90'000));
    read();
    QVERIFY2(node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("ok it is heard again\ndone\n"), said.constData());
    QCOMPARE(opened, 1); // there was something to cut
}

int main(int argc, char *argv[])
{
    rtmscope::testing::pinEnvironment();
    QCoreApplication app(argc, argv);
    const bool wanted = qEnvironmentVariableIntValue("RTMSCOPE_NPM_CLIENTS") > 0;
    const bool tools = !QStandardPaths::findExecutable(u"node"_s).isEmpty() &&
                       (!wanted || !QStandardPaths::findExecutable(u"npm"_s).isEmpty());
    bool any = false;
    for (const NpmClient &client : npmClients) {
        const bool there = tools && (isInstalled(client) || (wanted && install(client)));
        if (wanted && !there)
            qInfo("%s can't be had", client.name);
        any = any || there;
    }
    if (!any) {
        qInfo("skipped: no client is there. With node, npm and a network, RTMSCOPE_NPM_CLIENTS=1 fetches "
              "them.");
        return skipped;
    }
    TestNpmClient test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_npmclient.moc"
