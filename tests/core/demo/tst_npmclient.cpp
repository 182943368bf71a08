// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The official JavaScript clients against our server. Needs node and npm, and once a network; skipped without
// them.
#include "core/demo/demoserver.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;

namespace {

constexpr int skipped = 77; // what SKIP_RETURN_CODE names in CMakeLists.txt

//! Puts the packages into \a folder, which is in the build tree. False when they cannot be had.
bool install(const QDir &folder)
{
    if (folder.exists(u"node_modules/@slack/rtm-api"_s) && folder.exists(u"node_modules/@slack/web-api"_s))
        return true;
    QFile manifest(folder.filePath(u"package.json"_s));
    if (!manifest.open(QIODevice::WriteOnly) || manifest.write("{\"private\":true}\n") < 0)
        return false;
    manifest.close();
    QProcess npm;
    npm.setWorkingDirectory(folder.path());
    npm.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    npm.start(u"npm"_s, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--silent"_s, u"@slack/rtm-api@7"_s,
                         u"@slack/web-api@8"_s});
    return npm.waitForFinished(60'000) && npm.exitCode() == 0;
}

} // namespace

class TestNpmClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksAgainstTheDemoServer();
};

void TestNpmClient::worksAgainstTheDemoServer()
{
    DemoServer::Options options;
    options.eventsPerSecond = 30;
    DemoServer server(options);
    QString problem;
    QVERIFY2(server.listen(&problem), qPrintable(problem));

    QProcess node;
    node.setWorkingDirectory(QStringLiteral(RTMSCOPE_NPM_FOLDER));
    node.setProcessChannelMode(QProcess::MergedChannels);
    QSignalSpy finished(&node, &QProcess::finished);
    node.start(u"node"_s, {QStringLiteral(RTMSCOPE_SOURCE_DIR "/tests/core/demo/npm_client.mjs"),
                           server.apiBase().toString(), QString::fromUtf8(DemoServer::token())});
    QVERIFY(finished.wait(60'000));
    const QByteArray said = node.readAll();
    QVERIFY2(node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("ok no warnings"), said.constData());
}

int main(int argc, char *argv[])
{
    rtmscope::testing::pinEnvironment();
    QCoreApplication app(argc, argv);
    const QDir folder(QStringLiteral(RTMSCOPE_NPM_FOLDER));
    const bool tools = !QStandardPaths::findExecutable(u"node"_s).isEmpty() &&
                       !QStandardPaths::findExecutable(u"npm"_s).isEmpty();
    if (!tools || !folder.mkpath(u"."_s) || !install(folder)) {
        qInfo("skipped: node, npm or the packages @slack/rtm-api and @slack/web-api could not be had");
        return skipped;
    }
    TestNpmClient test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_npmclient.moc"
