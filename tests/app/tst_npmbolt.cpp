// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// A bot on Bolt for JavaScript against the built program's "serve", which is told on its standard input what
// to let happen. Needs node, and the packages in the build folder: RTMSCOPE_NPM_CLIENTS=1 lets npm fetch
// them. Skipped without, with the reason.
#include "core/demo/server/demoserver.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;

namespace {

constexpr int skipped = 77; // what SKIP_RETURN_CODE names in CMakeLists.txt
// @slack/socket-mode 3.1 asks for undici without bringing it.
const QStringList packages{u"@slack/bolt@5.1.0"_s, u"@slack/socket-mode@3.1.0"_s, u"undici@7.30.2"_s};

QDir folder()
{
    return QDir(QStringLiteral(RTMSCOPE_NPM_FOLDER "/bolt"));
}

bool isInstalled()
{
    return folder().exists(u"complete"_s);
}

bool install()
{
    QFile manifest(folder().filePath(u"package.json"_s));
    if (!folder().mkpath(u"."_s) || !manifest.open(QIODevice::WriteOnly))
        return false;
    manifest.write("{\"private\":true}\n");
    manifest.close();
    QProcess npm;
    npm.setWorkingDirectory(folder().path());
    npm.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    npm.start(u"npm"_s, QStringList{u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--silent"_s,
                                    u"--ignore-scripts"_s} +
                            packages);
    QFile complete(folder().filePath(u"complete"_s));
    return npm.waitForFinished(180'000) && npm.exitCode() == 0 && complete.open(QIODevice::WriteOnly);
}

} // namespace

class TestNpmBolt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBotHearsAnswersAndReturns();
};

void TestNpmBolt::aBotHearsAnswersAndReturns()
{
    QProcess serve;
    serve.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    serve.start(QStringLiteral(RTMSCOPE_PROGRAM), {u"serve"_s, u"--rate"_s, u"2"_s, u"--quiet"_s});
    QTRY_VERIFY(serve.canReadLine());
    const QString base = QString::fromUtf8(serve.readLine()).trimmed();

    QProcess node;
    node.setWorkingDirectory(folder().path());
    node.setProcessChannelMode(QProcess::MergedChannels);
    QByteArray said;
    const auto read = [&] {
        while (node.canReadLine()) {
            const QByteArray line = node.readLine();
            said += line;
            if (line.startsWith("ask "))
                serve.write(line.mid(4));
        }
    };
    connect(&node, &QProcess::readyRead, &node, read);
    QSignalSpy finished(&node, &QProcess::finished);
    node.start(u"node"_s,
               {QStringLiteral(RTMSCOPE_SOURCE_DIR "/tests/app/npm_bolt.cjs"), base,
                QString::fromUtf8(DemoServer::token()), QString::fromUtf8(DemoServer::appToken())});
    QVERIFY2(finished.wait(90'000), said.constData());
    read();
    QVERIFY2(node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("ok a retry of what was not acknowledged\n"), said.constData());
    serve.terminate();
    QVERIFY(serve.waitForFinished(10'000));
    QCOMPARE(serve.exitCode(), 0);
}

int main(int argc, char *argv[])
{
    rtmscope::testing::pinEnvironment();
    QCoreApplication app(argc, argv);
    const bool wanted = qEnvironmentVariableIntValue("RTMSCOPE_NPM_CLIENTS") > 0;
    const bool node = !QStandardPaths::findExecutable(u"node"_s).isEmpty();
    if (!node || !(isInstalled() || (wanted && install()))) {
        qInfo("skipped: Bolt is not there. With node, npm and a network, RTMSCOPE_NPM_CLIENTS=1 fetches it.");
        return skipped;
    }
    TestNpmBolt test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_npmbolt.moc"
