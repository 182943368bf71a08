// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"
#include "core/demo/server/demoserver.h"
#include "core/net/webapi.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! kill -9 at any moment between typing and the answer. The server lives in this process and outlives the
//! programs that are killed; it alone says what was posted, and how often.
class TestOutboxCrash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void diesAtAStep_data();
    void diesAtAStep();
    void diesAtRandomMoments_data();
    void diesAtRandomMoments();

private:
    //! A program that is about to send, up to the text as a draft.
    std::unique_ptr<QProcess> startTyping(const QString &text, const QString &point = {});
    void endsUpPostedOnce(const QString &text, bool wasTaken);
    int posted(const QString &text);
    QStringList arguments(const QString &mode) const
    {
        return {m_server->apiBase().toString(), m_path, mode};
    }
    static QString program() { return QCoreApplication::applicationDirPath() + u"/outboxchild"_s; }
    static bool waitForLine(QProcess &process, const QByteArray &line);

    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    QByteArray m_said; //!< by the program that settled what was left
};

void TestOutboxCrash::init()
{
    demo::DemoServer::Options options;
    options.eventsPerSecond = 0;
    options.answers = false;
    m_server = std::make_unique<demo::DemoServer>(options);
    QVERIFY(m_server->listen());
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"state.sqlite"_s);
}

bool TestOutboxCrash::waitForLine(QProcess &process, const QByteArray &line)
{
    QByteArray read;
    return QTest::qWaitFor(
        [&] {
            read += process.readAllStandardOutput();
            return read.contains(line + '\n') || process.state() == QProcess::NotRunning;
        },
        10'000);
}

std::unique_ptr<QProcess> TestOutboxCrash::startTyping(const QString &text, const QString &point)
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(program(), arguments(u"type"_s) + QStringList{point});
    if (!waitForLine(*child, "ready"))
        return nullptr;
    child->write("type " + text.toUtf8() + '\n');
    if (!waitForLine(*child, "typed"))
        return nullptr;
    return child;
}

int TestOutboxCrash::posted(const QString &text)
{
    WebApi api(m_server->apiBase(), Secret(demo::DemoServer::token()), Clock::system());
    int count = -1;
    api.callOnce(u"conversations.history"_s, {{u"channel"_s, u"C0GENERAL"_s}, {u"limit"_s, u"200"_s}}, this,
                 [&](const Result<ApiAnswer> &answer) {
                     count = 0;
                     for (const json::Value &message : answer->root()["messages"].elements())
                         count += message["text"].text() == text ? 1 : 0;
                 });
    return QTest::qWaitFor([&] { return count >= 0; }, 10'000) ? count : -1;
}

//! The text is in one place only, and a new start brings it to where it belongs.
void TestOutboxCrash::endsUpPostedOnce(const QString &text, bool wasTaken)
{
    const int before = posted(text);
    QVERIFY2(before == 0 || before == 1, qPrintable(QString::number(before)));
    bool isDraft = false;
    bool isQueued = false;
    {
        auto opened = StateStore::open(m_path);
        QVERIFY(opened);
        isDraft = *(*opened)->draft(u"work"_s, ChannelId(u"C0GENERAL"_s), {}) == text;
        const auto sends = (*opened)->sends(u"work"_s);
        isQueued = !sends.isEmpty();
        QVERIFY(sends.size() <= 1);
        QVERIFY(!isQueued || sends[0].message.text == text);
    }
    QVERIFY(!(isDraft && isQueued));
    QVERIFY2(isDraft || isQueued || before == 1, "the text is nowhere");
    QVERIFY(!isDraft || before == 0);
    if (wasTaken)
        QVERIFY(!isDraft);

    qInfo("%s", before == 1 ? "it was posted" : isDraft ? "it was a draft" : "it was in the outbox");
    m_server->setAckPolicy(u"ok"_s);
    QProcess heir;
    heir.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    heir.start(program(), arguments(u"settle"_s));
    QVERIFY(QTest::qWaitFor([&] { return heir.state() == QProcess::NotRunning; }, 20'000));
    m_said = heir.readAllStandardOutput();
    QVERIFY2(heir.exitStatus() == QProcess::NormalExit && heir.exitCode() == 0, m_said.constData());
    // What was there before is found, not sent again; what was not is sent once. A draft waits for its
    // writer.
    QCOMPARE(posted(text), isDraft ? 0 : 1);
    if (before == 1)
        QVERIFY2(!m_said.contains("missing") && !m_said.contains("written"), m_said.constData());
}

void TestOutboxCrash::diesAtAStep_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<QString>("policy");
    QTest::addColumn<bool>("taken");
    QTest::newRow("queued: on disk, nothing sent") << u"queued"_s << u"ok"_s << true;
    QTest::newRow("written: on disk as on its way, no byte has left") << u"written"_s << u"ok"_s << true;
    QTest::newRow("the frame is recorded, no byte has left") << u"frame"_s << u"ok"_s << true;
    QTest::newRow("the frame has left") << u"returned"_s << u"ok"_s << true;
    QTest::newRow("the frame has left, no answer ever comes") << u"returned"_s << u"never"_s << true;
    QTest::newRow("the answer has come, nothing is done about it") << u"ack"_s << u"ok"_s << true;
    QTest::newRow("the answer has come, behind an echo") << u"ack"_s << u"echo-first"_s << true;
    QTest::newRow("sent is recorded, the disk still says written") << u"sent"_s << u"ok"_s << true;
}

void TestOutboxCrash::diesAtAStep()
{
    QFETCH(QString, point);
    QFETCH(QString, policy);
    QFETCH(bool, taken);
    const QString text = u"dies at %1"_s.arg(point);
    m_server->setAckPolicy(policy);
    const auto child = startTyping(text, point);
    QVERIFY(child);
    child->write("send " + text.toUtf8() + '\n');
    QVERIFY(QTest::qWaitFor([&] { return child->state() == QProcess::NotRunning; }, 10'000));
    QCOMPARE(child->exitStatus(), QProcess::CrashExit);
    endsUpPostedOnce(text, taken);
    // Never written: it goes by itself. Written and lost: it is said to be missing, and goes when asked to.
    if (point == "queued"_L1)
        QVERIFY2(!m_said.contains("missing"), m_said.constData());
    if (point == "written"_L1 || point == "frame"_L1)
        QVERIFY2(m_said.contains("missing"), m_said.constData());
}

void TestOutboxCrash::diesAtRandomMoments_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<int>("seed");
    int seed = 20261125;
    for (const QString &policy : {u"ok"_s, u"late"_s, u"never"_s, u"echo-too"_s}) {
        for (int round = 0; round < 4; ++round)
            QTest::newRow(qPrintable(u"%1 %2"_s.arg(policy).arg(round))) << policy << seed++;
    }
}

void TestOutboxCrash::diesAtRandomMoments()
{
    QFETCH(QString, policy);
    QFETCH(int, seed);
    QRandomGenerator random(static_cast<quint32>(seed));
    const QString text = u"dies at random %1"_s.arg(seed);
    m_server->setAckPolicy(policy);
    const auto child = startTyping(text);
    QVERIFY(child);
    child->write("send " + text.toUtf8() + '\n');
    // From before the program has read the line to well after the answer.
    const std::chrono::microseconds moment(random.bounded(12'000));
    const QDeadlineTimer end(moment, Qt::PreciseTimer);
    do {
        QCoreApplication::processEvents();
    } while (!end.hasExpired());
    ::kill(static_cast<pid_t>(child->processId()), SIGKILL);
    QVERIFY(QTest::qWaitFor([&] { return child->state() == QProcess::NotRunning; }, 10'000));
    endsUpPostedOnce(text, false);
}

RTMSCOPE_TEST_MAIN(TestOutboxCrash)
#include "tst_outboxcrash.moc"
