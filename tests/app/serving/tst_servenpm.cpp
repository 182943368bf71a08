// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Slack's own clients, fed by the built program with a capture. Needs node and their packages in the build
// folder, where tst_tapnpm put them with RTMSCOPE_NPM_CLIENTS=1. What is not there is
// skipped, with the reason.
#include "core/demo/server/demoserver.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using rtmscope::demo::DemoServer;

class TestServeNpm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMessageComesInOrder_data();
    void everyMessageComesInOrder();
};

namespace {

constexpr int skipped = 77; // what SKIP_RETURN_CODE names in CMakeLists.txt
constexpr int messages = 1'500;

QDir folderOf(const QString &name)
{
    return QDir(QStringLiteral(RTMSCOPE_NPM_FOLDER) + u'/' + name);
}

//! One frame a line: messages, and between them what else a stream brings.
QByteArray frames(bool enveloped)
{
    QByteArray lines;
    for (int i = 0; i < messages; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray event = "{\"type\":\"message\",\"channel\":\"C" + QByteArray::number(1 + i % 5) +
                                 "\",\"user\":\"U" + QByteArray::number(1 + i % 7) +
                                 "\",\"text\":\"message " + number + "\",\"ts\":\"" +
                                 QByteArray::number(1'700'000'000 + i) + ".000100\"}";
        if (enveloped)
            lines += "{\"envelope_id\":\"e-" + number +
                     "\",\"payload\":{\"token\":\"***\",\"team_id\":\"T1\",\"event\":" + event +
                     ",\"type\":\"event_callback\",\"event_id\":\"Ev" + number +
                     "\"},\"type\":\"events_api\",\"retry_attempt\":0}\n";
        else
            lines += event + '\n';
        if (i % 50 == 7)
            lines += "{\"type\":\"hello\"}\n{\"type\":\"user_typing\",\"channel\":\"C1\",\"user\":\"U1\"}\n{"
                     "\"type\":\"goodbye\"}\n";
    }
    return lines;
}

} // namespace

void TestServeNpm::everyMessageComesInOrder_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("enveloped");
    QTest::newRow("@slack/rtm-api 7, an RTM capture") << u"rtm-api-7"_s << u"rtm-api"_s << false;
    QTest::newRow("@slack/rtm-api 7, a Socket Mode capture") << u"rtm-api-7"_s << u"rtm-api"_s << true;
    QTest::newRow("@slack/socket-mode 3, an RTM capture") << u"bolt-5"_s << u"socket-mode"_s << false;
    QTest::newRow("@slack/socket-mode 3, a Socket Mode capture") << u"bolt-5"_s << u"socket-mode"_s << true;
}

void TestServeNpm::everyMessageComesInOrder()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, client);
    QFETCH(const bool, enveloped);
    if (!folderOf(folder).exists(u"complete"_s))
        QSKIP("its packages are not there; RTMSCOPE_NPM_CLIENTS=1 fetches them in tst_npmclient and "
              "tst_npmbolt");
    QTemporaryDir scratch;
    QFile capture(scratch.filePath(u"fed.ndjson"_s));
    QVERIFY(capture.open(QIODevice::WriteOnly));
    capture.write(frames(enveloped));
    capture.close();
    QFile expect(scratch.filePath(u"fed.expect"_s));
    QVERIFY(expect.open(QIODevice::WriteOnly));
    expect.write("after message where text == \"message 1499\": reply in thread within 20s, text == \"ok, "
                 "1500 heard\"\n");
    expect.close();

    QProcess serve;
    serve.setProcessChannelMode(QProcess::SeparateChannels);
    serve.start(QStringLiteral(RTMSCOPE_PROGRAM), {u"serve"_s, capture.fileName(), u"--speed"_s, u"max"_s,
                                                   u"--expect"_s, expect.fileName(), u"--exit-when-done"_s});
    QTRY_VERIFY_WITH_TIMEOUT(serve.canReadLine(), 20'000);
    const QString base = QString::fromUtf8(serve.readLine()).trimmed();

    QProcess node;
    node.setWorkingDirectory(folderOf(folder).path());
    QSignalSpy finished(&node, &QProcess::finished);
    QSignalSpy served(&serve, &QProcess::finished);
    node.start(u"node"_s, {QStringLiteral(RTMSCOPE_SOURCE_DIR "/tests/app/serving/serve_npm.cjs"), client,
                           base, QString::fromUtf8(DemoServer::token()),
                           QString::fromUtf8(DemoServer::appToken()), QString::number(messages)});
    QVERIFY(finished.wait(90'000));
    QVERIFY2(node.exitCode() == 0, node.readAllStandardError());
    const QList<QByteArray> came = node.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(came.size(), messages);
    for (int i = 0; i < messages; ++i)
        QCOMPARE(came.at(i), "message " + QByteArray::number(i));
    QVERIFY(!served.isEmpty() || served.wait(30'000));
    const QByteArray words = serve.readAllStandardError();
    QVERIFY2(serve.exitCode() == 0, words + serve.readAllStandardOutput());
    QVERIFY2(words.contains("60 about the connection of then"), words);
}

int main(int argc, char *argv[])
{
    rtmscope::testing::pinEnvironment();
    QCoreApplication app(argc, argv);
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty()) {
        qInfo("skipped: node is missing");
        return skipped;
    }
    if (!folderOf(u"rtm-api-7"_s).exists(u"complete"_s) && !folderOf(u"bolt-5"_s).exists(u"complete"_s)) {
        qInfo("skipped: no client is there. RTMSCOPE_NPM_CLIENTS=1 fetches them in tst_npmclient and "
              "tst_npmbolt.");
        return skipped;
    }
    TestServeNpm test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_servenpm.moc"
