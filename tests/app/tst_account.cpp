// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/account.h"
#include "app/window/openedcapture.h"
#include "core/demo/server/chaosscript.h"
#include "core/demo/server/demoserver.h"

#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using Look = ConnectionStatus::Look;

class TestAccount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void eventsReachRecordAndWorkspace();
    void statusGoesFromSigningInToConnected();
    void authorIsKnownOnceConnected_data();
    void authorIsKnownOnceConnected();
    void acknowledgementsAreTold();
    void thatAllConnectionsAreTakenIsTold();
    void replyIsAcknowledgedAndShownOnce();
    void observeSendsNothing();
    void unsentMessagesWaitForTheConnection();
    void draftsSurviveARestart();
    void anUnreadDraftIsNotWrittenOver();
    void refusalIsTold();
    void lostConnectionCountsDown();
    void recordingGoesOnWithoutADisk();
    void theCaptureOpensAgain();
    void capturesOpenInTheBackground();
    void aFileThatIsNoCaptureIsRefusedInWords();

private:
    std::unique_ptr<Account> makeAccount(bool armed = true,
                                         const QByteArray &token = demo::DemoServer::token());
    std::unique_ptr<Account> bySocketMode();
    const Conversation *general() const;
    static const Message *messageSaying(const Conversation &conversation, const QString &text);
    static int countSaying(const Conversation &conversation, const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<Account> m_account;
};

void TestAccount::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    demo::DemoServer::Options options;
    options.eventsPerSecond = 0;
    options.answers = false;
    m_server = std::make_unique<demo::DemoServer>(options);
    QVERIFY(m_server->listen());
    m_account = makeAccount();
}

void TestAccount::cleanup()
{
    m_account.reset();
    m_server.reset();
}

std::unique_ptr<Account> TestAccount::makeAccount(bool armed, const QByteArray &token)
{
    Account::Options options;
    options.profile = u"test"_s;
    options.name = u"Somewhere"_s;
    options.startArmed = armed;
    options.dataFolder = m_folder->path();
    options.session.token = Secret(token);
    options.session.apiBase = m_server->apiBase();
    return std::make_unique<Account>(std::move(options));
}

std::unique_ptr<Account> TestAccount::bySocketMode()
{
    Account::Options options;
    options.profile = u"test"_s;
    options.name = u"Somewhere"_s;
    options.dataFolder = m_folder->path();
    options.session.kind = StreamKind::SocketMode;
    options.session.token = Secret(demo::DemoServer::token());
    options.session.appToken = Secret(demo::DemoServer::appToken());
    options.session.apiBase = m_server->apiBase();
    return std::make_unique<Account>(std::move(options));
}

const Conversation *TestAccount::general() const
{
    const Workspace &workspace = m_account->feed()->workspace();
    const QList<ChannelId> found = workspace.channelsNamed(u"#general"_s);
    return found.isEmpty() ? nullptr : workspace.conversation(found.first());
}

const Message *TestAccount::messageSaying(const Conversation &conversation, const QString &text)
{
    for (const Message &message : conversation.messages()) {
        if (message.text == text)
            return &message;
    }
    return nullptr;
}

int TestAccount::countSaying(const Conversation &conversation, const QString &text)
{
    return static_cast<int>(std::count_if(conversation.messages().begin(), conversation.messages().end(),
                                          [&](const Message &message) { return message.text == text; }));
}

void TestAccount::eventsReachRecordAndWorkspace()
{
    m_account->open();
    QTRY_VERIFY(general());
    const QByteArray frame = R"({"type":"message","channel":")" + general()->id().text().toUtf8() +
                             R"(","user":"U1","text":"so it  is", "ts":"1795356251.000412"})";
    m_server->broadcast(frame);
    QTRY_VERIFY(messageSaying(*general(), u"so it  is"_s));
    const Message message = *messageSaying(*general(), u"so it  is"_s);
    QVERIFY(message.firstSeq > 0);
    QCOMPARE(m_account->log()->frame(m_account->log()->rowOf(message.firstSeq)), frame);
}

void TestAccount::statusGoesFromSigningInToConnected()
{
    QSignalSpy told(m_account.get(), &Account::statusChanged);
    m_account->open();
    QTRY_COMPARE(m_account->status().look, Look::Good);
    QVERIFY(told.count() >= 2);
    QCOMPARE(told.first().first().value<ConnectionStatus>().look, Look::Busy);
    QTRY_VERIFY(m_account->name() != u"Somewhere"_s);
    QVERIFY2(m_account->status().place.contains(u"this computer"_s), qPrintable(m_account->status().place));
    QCOMPARE(m_account->status().stream, ConnectionStatus::Stream::Rtm);
    QVERIFY(!m_account->status().demo); // it is like any other server
}

void TestAccount::authorIsKnownOnceConnected_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("author");
    QTest::newRow("a bot") << demo::DemoServer::token() << u"as bot Rtmscope"_s;
    QTest::newRow("a person") << QByteArray("xoxp-demo-1") << u"as You"_s;
}

//! Whom a message will be from stands beside the composer by RTM as well.
void TestAccount::authorIsKnownOnceConnected()
{
    QFETCH(QByteArray, token);
    m_account.reset();
    m_account = makeAccount(true, token);
    QCOMPARE(m_account->status().author, QString());
    m_account->open();
    QFETCH(QString, author);
    QTRY_COMPARE(m_account->status().author, author);
}

//! How soon events are acknowledged is told while they come, without another word about the connection.
void TestAccount::acknowledgementsAreTold()
{
    m_account.reset();
    m_account = bySocketMode();
    QSignalSpy told(m_account.get(), &Account::acksChanged);
    m_account->open();
    QTRY_COMPARE(m_account->status().look, Look::Good);
    QCOMPARE(m_account->status().stream, ConnectionStatus::Stream::SocketMode);
    QTRY_COMPARE(m_account->status().author, u"as bot rtmscope"_s);
    m_server->setEventsPerSecond(50);
    QTRY_VERIFY(!told.isEmpty());
    QVERIFY(m_account->status().acks.acknowledged > 0);
    QVERIFY(m_account->status().acks.medianUs >= 0);
    QCOMPARE(m_account->status().acks.overdue, 0);
}

//! It waits as it would after too many requests, but for a reason that somebody can do something about.
void TestAccount::thatAllConnectionsAreTakenIsTold()
{
    const auto script = demo::readChaosScript("at 0s app-refused too_many_websockets for 60s");
    QVERIFY(script.ok());
    m_server->cause(script->steps.first().choices.first());
    m_account.reset();
    m_account = bySocketMode();
    m_account->open();
    QTRY_COMPARE(m_account->status().look, Look::Waiting);
    QVERIFY2(m_account->status().cause.contains(u"ten connections"_s), qPrintable(m_account->status().cause));
    QVERIFY(!m_account->status().rateLimited);
    QVERIFY(m_account->status().nextAttempt.remainingTime() > 30'000);
}

void TestAccount::replyIsAcknowledgedAndShownOnce()
{
    m_account->open();
    QTRY_VERIFY(general());
    m_account->loadHistory(general()->id());
    QTRY_VERIFY(!general()->messages().empty());
    OutgoingMessage reply;
    reply.channel = general()->id();
    reply.text = u"an answer"_s;
    reply.thread = general()->timeline().first()->ts;
    QVERIFY(m_account->send({reply}, Safekeeping::OnDisk));
    QTRY_VERIFY(messageSaying(*general(), u"an answer"_s) &&
                messageSaying(*general(), u"an answer"_s)->delivery == Delivery::Sent);
    QCOMPARE(countSaying(*general(), u"an answer"_s), 1);
    QCOMPARE(messageSaying(*general(), u"an answer"_s)->threadTs, reply.thread);
    QTRY_COMPARE(m_account->outbox().pendingCount(), 0);
}

void TestAccount::observeSendsNothing()
{
    m_account = makeAccount(false);
    QSignalSpy received(m_server.get(), &demo::DemoServer::frameReceived);
    QSignalSpy called(m_server.get(), &demo::DemoServer::apiCalled);
    m_account->open();
    QTRY_VERIFY(general());
    QTRY_COMPARE(m_account->status().look, Look::Good);
    QVERIFY(!m_account->isArmed());
    QVERIFY(m_account->send({{general()->id(), u"never"_s, {}, false}}, Safekeeping::OnDisk));
    m_account->markRead(general()->id(), MessageTs(u"1795356251.000412"_s));
    // A ping goes out after the two and proves that they would have arrived by now.
    m_account->loadHistory(general()->id());
    QTRY_VERIFY(general()->historyLoaded());
    for (const auto &frame : received)
        QVERIFY(!frame.first().toByteArray().contains("never"));
    for (const auto &call : called)
        QVERIFY(call.first().toString() != "conversations.mark"_L1);
    // Refused, but not lost.
    QVERIFY(messageSaying(*general(), u"never"_s));
    QCOMPARE(messageSaying(*general(), u"never"_s)->delivery, Delivery::Failed);
}

void TestAccount::unsentMessagesWaitForTheConnection()
{
    m_account->open();
    QTRY_VERIFY(general());
    const ChannelId channel = general()->id();
    m_account->close();
    QVERIFY(m_account->send({{channel, u"later"_s, {}, false}}, Safekeeping::OnDisk));
    QCOMPARE(m_account->outbox().pendingCount(), 1);
    QVERIFY(messageSaying(*general(), u"later"_s));
    m_account.reset();
    m_account = makeAccount();
    QTRY_COMPARE(m_account->outbox().pendingCount(), 1);
    m_account->open();
    QTRY_COMPARE(m_account->outbox().pendingCount(), 0);
}

void TestAccount::draftsSurviveARestart()
{
    const ChannelId channel(u"C1"_s);
    const MessageTs thread(u"1.2"_s);
    m_account->saveDraft(channel, {}, u"half a"_s);
    m_account->saveDraft(channel, thread, u"half a reply"_s);
    m_account.reset();
    m_account = makeAccount();
    QCOMPARE(m_account->draft(channel, {}), u"half a"_s);
    QCOMPARE(m_account->draft(channel, thread), u"half a reply"_s);
    QCOMPARE(m_account->drafted(), QSet<ChannelId>{channel});
    QSignalSpy changed(m_account.get(), &Account::draftedChanged);
    m_account->saveDraft(channel, {}, {});
    QVERIFY(changed.isEmpty()); // the reply is still there
    m_account->saveDraft(channel, thread, {});
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_account->drafted().isEmpty());
}

void TestAccount::anUnreadDraftIsNotWrittenOver()
{
    const ChannelId channel(u"C1"_s);
    const auto rename = [this](const QString &from, const QString &to) {
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
            raw.setDatabaseName(m_folder->filePath(u"state.sqlite"_s));
            QVERIFY(raw.open());
            QSqlQuery query(raw);
            QVERIFY2(query.exec(u"ALTER TABLE %1 RENAME TO %2"_s.arg(from, to)),
                     qPrintable(query.lastError().text()));
        }
        QSqlDatabase::removeDatabase(u"raw"_s);
    };
    m_account->saveDraft(channel, {}, u"half a thought"_s);
    m_account->saveDraft(channel, MessageTs(u"1.2"_s), {});
    QSignalSpy troubled(m_account.get(), &Account::troubled);
    rename(u"draft"_s, u"mislaid"_s);
    QCOMPARE(m_account->draft(channel, {}), QString());
    QCOMPARE(m_account->draft(channel, MessageTs(u"1.2"_s)), QString());
    QCOMPARE(troubled.size(), 2);

    rename(u"mislaid"_s, u"draft"_s); // it works again, but nobody has seen what was there
    m_account->saveDraft(channel, {}, u"a"_s);
    m_account->saveDraft(channel, {}, u"an"_s);
    QCOMPARE(troubled.size(), 3);
    QVERIFY2(troubled.last().first().toString().contains(u"not being saved"_s),
             qPrintable(troubled.last().first().toString()));
    m_account->saveDraft(channel, MessageTs(u"1.2"_s), u"nothing was here"_s);

    m_account.reset();
    m_account = makeAccount();
    QCOMPARE(m_account->draft(channel, {}), u"half a thought"_s);
    QCOMPARE(m_account->draft(channel, MessageTs(u"1.2"_s)), u"nothing was here"_s);
}

void TestAccount::refusalIsTold()
{
    m_account = makeAccount(false, "xoxb-nobody-knows-this");
    QSignalSpy refused(m_account.get(), &Account::refused);
    m_account->open();
    QTRY_COMPARE(refused.count(), 1);
    const Error error = refused.first().first().value<Error>();
    QCOMPARE(error.kind, Error::Kind::Rejected);
    QCOMPARE(error.code, u"invalid_auth"_s);
    QVERIFY(!error.words.isEmpty());
    QCOMPARE(m_account->status().look, Look::Failed);
}

void TestAccount::lostConnectionCountsDown()
{
    m_account->open();
    QTRY_COMPARE(m_account->status().look, Look::Good);
    m_server.reset();
    QTRY_COMPARE(m_account->status().look, Look::Waiting);
    QVERIFY(!m_account->status().cause.isEmpty());
    QVERIFY(!m_account->status().nextAttempt.isForever());
}

void TestAccount::recordingGoesOnWithoutADisk()
{
    // A file stands where the folder of recordings should be.
    QFile obstacle(m_folder->filePath(u"captures"_s));
    m_account.reset();
    QVERIFY(QDir(m_folder->filePath(u"captures"_s)).removeRecursively());
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    m_account = makeAccount();
    QVERIFY(!m_account->storageProblem().isEmpty());
    m_account->open();
    QTRY_VERIFY(general());
    QVERIFY(m_account->log()->size() > 0);
}

void TestAccount::theCaptureOpensAgain()
{
    m_account->open();
    QTRY_VERIFY(general());
    m_account->loadHistory(general()->id());
    QTRY_VERIFY(!general()->messages().empty());
    const ChannelId channel = general()->id();
    const size_t messages = general()->messages().size();
    const QString path = m_account->log()->path();
    m_account.reset();
    auto opened = OpenedCapture::open(path);
    QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().words));
    OpenedCapture &capture = **opened;
    QSignalSpy finished(&capture, &OpenedCapture::finished);
    capture.read();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(capture.log()->isReadOnly());
    const Conversation *again = capture.feed()->workspace().conversation(channel);
    QVERIFY(again);
    QCOMPARE(again->messages().size(), messages);
}

void TestAccount::capturesOpenInTheBackground()
{
    const QString path = m_folder->filePath(u"notes.ndjson"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 20'000; ++i)
        file.write(R"({"type":"message","channel":"C7","user":"U2","text":"a long enough line","ts":"1.1"})"
                   "\n");
    file.close();
    CaptureOpening opening(path);
    QSignalSpy progress(&opening, &CaptureOpening::progress);
    QSignalSpy finished(&opening, &CaptureOpening::finished);
    opening.start();
    QTRY_COMPARE(finished.count(), 1);
    const auto opened = opening.take();
    QVERIFY(opened.ok());
    QVERIFY(opened.value()->log()->size() > 0);
    QCOMPARE(opened.value()->log()->thread(), thread());
    QTRY_VERIFY(!opened.value()->log()->isIndexing());
    QCOMPARE(opened.value()->log()->size(), 20'000);
    QTRY_VERIFY(progress.count() > 0);
    QVERIFY(progress.first().first().toString().contains("notes.ndjson"_L1));

    CaptureOpening unwanted(path);
    unwanted.cancel();
    QSignalSpy over(&unwanted, &CaptureOpening::finished);
    unwanted.start();
    QTRY_COMPARE(over.count(), 1);
    const auto nothing = unwanted.take();
    QVERIFY(!nothing.ok());
    QCOMPARE(nothing.error().code, u"cancelled"_s);
    CaptureOpening left(path); // and one that nobody waits for
    left.start();
}

void TestAccount::aFileThatIsNoCaptureIsRefusedInWords()
{
    const auto missing = OpenedCapture::open(m_folder->filePath(u"nothing.rtmcap"_s));
    QVERIFY(!missing.ok());
    QVERIFY(!missing.error().words.isEmpty());
}

RTMSCOPE_TEST_MAIN(TestAccount)
#include "tst_account.moc"
