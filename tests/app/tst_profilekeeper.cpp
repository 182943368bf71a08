// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/profilekeeper.h"

#include "core/demo/server/demoserver.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/testmain.h"
#include "ui/connect/profiledesk.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Profiles from the editor to disk and keychain and back, without a network.
class TestProfileKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void oneConnectionIsNotRemembered();
    void aNamedOneIsRememberedAndOpensAgain();
    void bothTokensOfSocketModeAreKept();
    void oneOfTwoTokensIsNotEnough();
    void sharingIsRemembered();
    void aTapNeedsNoToken();
    void refusedKeychainKeepsTheTokenUntilQuit();
    void keepingCanBeChangedBothWays();
    void aTokenIsNotTakenToAnotherServer();
    void aPasswordIsNotTakenToAnotherProxy();
    void oneConnectionBecomesAProfile();
    void tryingAgainNeedsNoTokenTwice();
    void missingTokenIsAskedFor();
    void lockedKeychainIsTold();
    void renamingKeepsTheToken();
    void duplicateHasNoSecrets();
    void deletingTakesTheSecretsAlong();
    void takenNamesAreTold();
    void wishes_data();
    void wishes();
    void wishedTokenGoesNowhereElse();
    void damagedFileIsTold();
    void testRunsThroughWithTheKeptToken();
    void noSecretOnDisk();

private:
    std::unique_ptr<ProfileKeeper> keeper()
    {
        auto keeper =
            std::make_unique<ProfileKeeper>(*m_desk, m_dir->path(), std::make_unique<FakeKeychain>(m_box));
        connect(keeper.get(), &ProfileKeeper::open, this,
                [this](const Opening &opening) { m_openings << opening; });
        connect(keeper.get(), &ProfileKeeper::remark, this,
                [this](const QString &words) { m_remarks << words; });
        keeper->load();
        return keeper;
    }
    static ConnectRequest request(const QString &name, const QByteArray &token, bool keep)
    {
        ConnectRequest request;
        request.profile.name = name;
        request.profile.apiBase = QUrl(u"https://mock.example/api/"_s);
        request.token = Secret(token);
        request.keepSecrets = keep;
        return request;
    }
    //! What the editor sends for a stored profile when nothing is pasted.
    ConnectRequest edited(const QString &name) const
    {
        ConnectRequest request;
        for (const Profile &profile : m_desk->profiles()) {
            if (profile.name == name)
                request.profile = profile;
        }
        request.keepSecrets = request.profile.tokenKept;
        request.tokenAtHand = true;
        return request;
    }
    Profile only() const { return m_desk->profiles().value(0); }
    bool editorIsOpen() const { return m_window->findChild<ConnectDialog *>() != nullptr; }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QWidget> m_window;
    ProfileDesk *m_desk = nullptr;
    std::shared_ptr<FakeKeychain::Box> m_box;
    QList<Opening> m_openings;
    QStringList m_remarks;
};

void TestProfileKeeper::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<QWidget>();
    m_desk = new ProfileDesk(m_window.get());
    m_box = std::make_shared<FakeKeychain::Box>();
    m_openings.clear();
    m_remarks.clear();
}

void TestProfileKeeper::cleanup()
{
    m_window.reset();
}

void TestProfileKeeper::oneConnectionIsNotRemembered()
{
    const auto keep = keeper();
    Q_EMIT m_desk->connectRequested(request({}, "xoxb-1-a", false));
    QTRY_COMPARE(m_openings.size(), 1);
    QCOMPARE(m_openings[0].token.reveal(), QByteArray("xoxb-1-a"));
    QVERIFY(m_openings[0].profile.id.isEmpty());
    QVERIFY(m_desk->profiles().isEmpty());
    QVERIFY(m_box->secrets.isEmpty());
    QVERIFY(QDir(m_dir->path()).isEmpty()); // no file for nothing
}

void TestProfileKeeper::aNamedOneIsRememberedAndOpensAgain()
{
    auto keep = keeper();
    ConnectRequest asked = request(u"Work"_s, "xoxb-1-a", true);
    asked.profile.proxy = {ProxySetting::Kind::Socks5, u"p"_s, 1080, u"mira"_s, Secret("0pen")};
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 1);
    QCOMPARE(m_openings[0].profile.proxy.password.reveal(), QByteArray("0pen"));
    QTRY_VERIFY(only().tokenKept && only().proxyPasswordKept);
    QCOMPARE(m_box->secrets.size(), 2);
    QVERIFY(m_remarks.isEmpty());

    keep = keeper(); // the next start
    QVERIFY(keep->openStored(only().id));
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].token.reveal(), QByteArray("xoxb-1-a"));
    QCOMPARE(m_openings[1].profile.name, u"Work"_s);
    QCOMPARE(m_openings[1].profile.proxy.password.reveal(), QByteArray("0pen"));
    QVERIFY(!keep->openStored(u"nobody"_s));
}

void TestProfileKeeper::bothTokensOfSocketModeAreKept()
{
    auto keep = keeper();
    ConnectRequest asked = request(u"Mine"_s, "xoxb-1-a", true);
    asked.profile.kind = Profile::Kind::SocketMode;
    asked.profile.otherPrograms = Profile::OtherPrograms::None;
    asked.appToken = Secret("xapp-1-A0-1-a");
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 1);
    QCOMPARE(m_openings[0].appToken.reveal(), QByteArray("xapp-1-A0-1-a"));
    QTRY_VERIFY(only().tokenKept && only().appTokenKept);
    QCOMPARE(m_box->secrets.value(only().appTokenKey()), QByteArray("xapp-1-A0-1-a"));
    QCOMPARE(m_box->secrets.size(), 2);

    keep = keeper(); // the next start
    QVERIFY(keep->openStored(only().id));
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].token.reveal(), QByteArray("xoxb-1-a"));
    QCOMPARE(m_openings[1].appToken.reveal(), QByteArray("xapp-1-A0-1-a"));
    QCOMPARE(m_openings[1].profile.otherPrograms, Profile::OtherPrograms::None); // it is not asked again
    Q_EMIT m_desk->deleteRequested(only().id);
    QTRY_VERIFY(m_box->secrets.isEmpty());
}

void TestProfileKeeper::oneOfTwoTokensIsNotEnough()
{
    const auto keep = keeper();
    Q_EMIT m_desk->connectRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    ConnectRequest moved = edited(u"Work"_s); // RTM refused its token
    moved.profile.kind = Profile::Kind::SocketMode;
    Q_EMIT m_desk->saveRequested(moved);
    QVERIFY(keep->openStored(only().id));
    QTRY_VERIFY(editorIsOpen());
    QCOMPARE(m_openings.size(), 1);
    moved.appToken = Secret("xapp-1-A0-1-a");
    Q_EMIT m_desk->connectRequested(moved);
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].token.reveal(), QByteArray("xoxb-1-a")); // the one that was there
}

void TestProfileKeeper::sharingIsRemembered()
{
    const auto keep = keeper();
    ConnectRequest asked = request(u"Mine"_s, "xoxb-1-a", true);
    asked.profile.kind = Profile::Kind::SocketMode;
    asked.appToken = Secret("xapp-1-A0-1-a");
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 1);
    QTRY_VERIFY(only().appTokenKept);
    m_desk->shareCurrent();
    QTRY_COMPARE(m_openings.size(), 2);
    QVERIFY(m_openings[1].profile.sharedAllowed);
    QCOMPARE(m_openings[1].appToken.reveal(), QByteArray("xapp-1-A0-1-a"));
    QVERIFY(only().sharedAllowed);
    QTRY_VERIFY(only().tokenKept && only().appTokenKept);
}

void TestProfileKeeper::aTapNeedsNoToken()
{
    const auto keep = keeper();
    ConnectRequest asked = request(u"The bot"_s, {}, false);
    asked.profile.kind = Profile::Kind::Tap;
    asked.profile.tapPort = 3030;
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 1);
    QVERIFY(keep->openStored(only().id));
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].profile.tapPort, quint16(3030));
    QVERIFY(m_box->secrets.isEmpty());
    QVERIFY(!editorIsOpen());
}

void TestProfileKeeper::refusedKeychainKeepsTheTokenUntilQuit()
{
    m_box->failure = FakeKeychain::locked();
    auto keep = keeper();
    Q_EMIT m_desk->connectRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_COMPARE(m_openings.size(), 1); // it does not wait for the keychain
    QTRY_COMPARE(m_remarks.size(), 1);
    QVERIFY2(m_remarks[0].contains(u"entered again after quitting"_s), qPrintable(m_remarks[0]));
    QVERIFY2(m_remarks[0].contains(u"locked"_s), qPrintable(m_remarks[0]));
    QVERIFY(!only().tokenKept);
    QVERIFY(keep->openStored(only().id));
    QTRY_COMPARE(m_openings.size(), 2); // until quit
    keep = keeper();
    QVERIFY(keep->openStored(only().id));
    QTRY_VERIFY(editorIsOpen());
    QCOMPARE(m_openings.size(), 2);
}

void TestProfileKeeper::keepingCanBeChangedBothWays()
{
    const auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    ConnectRequest change = edited(u"Work"_s);
    change.keepSecrets = false;
    Q_EMIT m_desk->saveRequested(change);
    QTRY_VERIFY(!only().tokenKept);
    QVERIFY(m_box->secrets.isEmpty());
    QVERIFY(keep->openStored(only().id));
    QTRY_COMPARE(m_openings.size(), 1); // it still serves
    change = edited(u"Work"_s);
    change.keepSecrets = true;
    Q_EMIT m_desk->saveRequested(change);
    QTRY_VERIFY(only().tokenKept);
    QCOMPARE(m_box->secrets.value(only().tokenKey()), QByteArray("xoxb-1-a"));
}

void TestProfileKeeper::aTokenIsNotTakenToAnotherServer()
{
    const auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    ConnectRequest change = edited(u"Work"_s);
    change.profile.apiBase = QUrl(u"https://evil.example/api/"_s);
    Q_EMIT m_desk->connectRequested(change); // whatever an editor lets through
    QTRY_VERIFY(!only().tokenKept);
    QVERIFY(m_box->secrets.isEmpty());
    QVERIFY(m_openings.isEmpty());
    QVERIFY(keep->openStored(only().id));
    QTRY_VERIFY(editorIsOpen());
    QVERIFY(m_openings.isEmpty());
}

void TestProfileKeeper::aPasswordIsNotTakenToAnotherProxy()
{
    const auto keep = keeper();
    ConnectRequest asked = request(u"Work"_s, "xoxb-1-a", true);
    asked.profile.proxy = {ProxySetting::Kind::HttpConnect, u"p"_s, 1, u"mira"_s, Secret("0pen")};
    Q_EMIT m_desk->saveRequested(asked);
    QTRY_VERIFY(only().proxyPasswordKept && only().tokenKept);
    ConnectRequest change = edited(u"Work"_s);
    change.profile.proxy.host = u"evil.example"_s;
    Q_EMIT m_desk->connectRequested(change);
    QTRY_COMPARE(m_openings.size(), 1);
    QVERIFY(m_openings[0].profile.proxy.password.isEmpty());
    QTRY_VERIFY(!only().proxyPasswordKept);
    QCOMPARE(m_box->secrets.size(), 1); // the token
}

void TestProfileKeeper::oneConnectionBecomesAProfile()
{
    const auto keep = keeper();
    ConnectRequest asked = request({}, "xoxb-1-a", false);
    asked.profile.proxy = {ProxySetting::Kind::HttpConnect, u"p"_s, 1, u"mira"_s, Secret("0pen")};
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 1);
    asked.token = {};
    asked.tokenAtHand = true;
    asked.profile.proxy.password = {};
    asked.profile.name = u"Work"_s;
    asked.keepSecrets = true;
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].token.reveal(), QByteArray("xoxb-1-a"));
    QCOMPARE(m_openings[1].profile.id, u"Work"_s);
    QTRY_VERIFY(only().tokenKept && only().proxyPasswordKept);
}

void TestProfileKeeper::tryingAgainNeedsNoTokenTwice()
{
    const auto keep = keeper();
    Q_EMIT m_desk->connectRequested(request({}, "xoxb-1-a", false));
    QTRY_COMPARE(m_openings.size(), 1);
    QVERIFY(m_desk->current());
    ConnectRequest again = request({}, {}, false);
    again.tokenAtHand = true;
    again.profile.connectMethod = ConnectMethod::RtmStart;
    Q_EMIT m_desk->connectRequested(again);
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].token.reveal(), QByteArray("xoxb-1-a"));
    again.profile.apiBase = QUrl(u"https://evil.example/api/"_s);
    Q_EMIT m_desk->connectRequested(again);
    QCoreApplication::processEvents();
    QCOMPARE(m_openings.size(), 2);
}

void TestProfileKeeper::missingTokenIsAskedFor()
{
    auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, {}, true));
    QCOMPARE(m_desk->profiles().size(), 1);
    QVERIFY(!only().tokenKept);
    QVERIFY(keep->openStored(only().id));
    QTRY_VERIFY(editorIsOpen());
    QVERIFY(m_openings.isEmpty());
}

void TestProfileKeeper::lockedKeychainIsTold()
{
    auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    keep = keeper();
    m_box->failure = FakeKeychain::locked();
    QVERIFY(keep->openStored(only().id));
    QTRY_VERIFY(editorIsOpen());
    bool said = false;
    for (const QLabel *label : m_window->findChild<ConnectDialog *>()->findChildren<QLabel *>())
        said = said || label->text().contains(u"The keychain is locked."_s);
    QVERIFY(said);
    QVERIFY(only().tokenKept); // it is still there for the next time
}

void TestProfileKeeper::renamingKeepsTheToken()
{
    auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    ConnectRequest change = edited(u"Work"_s);
    change.profile.name = u"Job"_s;
    Q_EMIT m_desk->saveRequested(change);
    QCOMPARE(only().name, u"Job"_s);
    QCOMPARE(only().id, u"Work"_s); // recordings, drafts and outbox stay with it
    keep = keeper();
    QVERIFY(keep->openStored(u"Work"_s));
    QTRY_COMPARE(m_openings.size(), 1);
}

void TestProfileKeeper::duplicateHasNoSecrets()
{
    const auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    Q_EMIT m_desk->duplicateRequested(u"Work"_s);
    Q_EMIT m_desk->duplicateRequested(u"Work"_s);
    QStringList names;
    for (const Profile &profile : m_desk->profiles()) {
        names << profile.name;
        QCOMPARE(profile.tokenKept, profile.id == u"Work"_s);
        QCOMPARE(profile.apiBase, QUrl(u"https://mock.example/api/"_s));
    }
    names.sort();
    QCOMPARE(names, (QStringList{u"Work"_s, u"Work (copy 2)"_s, u"Work (copy)"_s}));
    QCOMPARE(m_box->secrets.size(), 1);
}

void TestProfileKeeper::deletingTakesTheSecretsAlong()
{
    const auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    Q_EMIT m_desk->saveRequested(request(u"Play"_s, "xoxb-2-b", true));
    QTRY_COMPARE(m_box->secrets.size(), 2);
    Q_EMIT m_desk->deleteRequested(u"Work"_s);
    QTRY_COMPARE(m_box->secrets.size(), 1);
    QCOMPARE(m_desk->profiles().size(), 1);
    QCOMPARE(only().name, u"Play"_s);
}

void TestProfileKeeper::takenNamesAreTold()
{
    const auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    m_desk->askForToken();
    Q_EMIT m_desk->saveRequested(request(u"work"_s, "xoxb-2-b", true));
    QCOMPARE(m_desk->profiles().size(), 1);
    QVERIFY(editorIsOpen()); // nothing that was typed is lost
}

void TestProfileKeeper::wishes_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QByteArray>("used"); // empty: asked for
    QTest::newRow("nothing") << QString() << QByteArray() << QString() << false << QByteArray();
    QTest::newRow("token only") << QString() << QByteArray("xoxb-9-z") << QString() << true
                                << QByteArray("xoxb-9-z");
    QTest::newRow("stored") << u"work"_s << QByteArray() << QString() << true << QByteArray("xoxb-1-a");
    QTest::newRow("stored, other token")
        << u"Work"_s << QByteArray("xoxb-9-z") << QString() << true << QByteArray("xoxb-9-z");
    QTest::newRow("stored, elsewhere")
        << u"Work"_s << QByteArray() << u"https://evil.example/api/"_s << true << QByteArray();
    QTest::newRow("not stored") << u"new"_s << QByteArray() << QString() << false << QByteArray();
    QTest::newRow("not stored, token")
        << u"new"_s << QByteArray("xoxb-9-z") << QString() << true << QByteArray("xoxb-9-z");
}

void TestProfileKeeper::wishes()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, token);
    QFETCH(QString, base);
    QFETCH(bool, known);
    QFETCH(QByteArray, used);
    auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    keep = keeper();
    ConnectionWish wish;
    wish.token = Secret(token);
    wish.apiBase = QUrl(base);
    wish.profileGiven = !profile.isEmpty();
    if (wish.profileGiven)
        wish.profile = profile;
    QCOMPARE(keep->openWish(wish), known);
    if (!known)
        return;
    if (used.isEmpty()) {
        QTRY_VERIFY(editorIsOpen());
        QVERIFY(m_openings.isEmpty());
        return;
    }
    QTRY_COMPARE(m_openings.size(), 1);
    QCOMPARE(m_openings[0].token.reveal(), used);
    QCOMPARE(m_openings[0].profile.id.isEmpty(), profile.compare("work"_L1, Qt::CaseInsensitive) != 0);
}

void TestProfileKeeper::wishedTokenGoesNowhereElse()
{
    // A token from the environment serves its connection, not the stored profile of the same server later.
    auto keep = keeper();
    Q_EMIT m_desk->saveRequested(request(u"Work"_s, "xoxb-1-a", true));
    QTRY_VERIFY(only().tokenKept);
    ConnectionWish wish;
    wish.token = Secret("xoxb-9-z");
    wish.profile = u"Work"_s;
    wish.profileGiven = true;
    QVERIFY(keep->openWish(wish));
    QTRY_COMPARE(m_openings.size(), 1);
    QCOMPARE(m_box->secrets.value(only().tokenKey()), QByteArray("xoxb-1-a"));
    QVERIFY(keep->openStored(only().id));
    QTRY_COMPARE(m_openings.size(), 2);
    QCOMPARE(m_openings[1].token.reveal(), QByteArray("xoxb-1-a"));
}

void TestProfileKeeper::damagedFileIsTold()
{
    {
        QFile file(m_dir->filePath(u"profiles.sqlite"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
    }
    const auto keep = keeper();
    QCOMPARE(m_remarks.size(), 1);
    QVERIFY2(m_remarks[0].contains(u"damaged"_s), qPrintable(m_remarks[0]));
}

void TestProfileKeeper::testRunsThroughWithTheKeptToken()
{
    demo::DemoServer::Options options;
    options.eventsPerSecond = 0;
    demo::DemoServer server(options);
    QVERIFY(server.listen());
    const auto keep = keeper();
    ConnectRequest asked = request(u"Demo"_s, demo::DemoServer::token(), true);
    asked.profile.apiBase = server.apiBase();
    Q_EMIT m_desk->saveRequested(asked);
    QTRY_VERIFY(only().tokenKept);
    QSignalSpy calls(&server, &demo::DemoServer::apiCalled);
    Q_EMIT m_desk->testRequested(edited(u"Demo"_s));
    QTRY_VERIFY(calls.size() >= 3);
    QCOMPARE(calls.at(0).at(0).toString(), u"api.test"_s);
    QCOMPARE(calls.at(1).at(0).toString(), u"auth.test"_s);
    QCOMPARE(calls.at(2).at(0).toString(), u"rtm.connect"_s);
    Q_EMIT m_desk->testCancelled();
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TestProfileKeeper::noSecretOnDisk()
{
    const auto keep = keeper();
    ConnectRequest asked = request(u"Work"_s, "xoxb-1-CANARY", false);
    asked.profile.proxy = {ProxySetting::Kind::HttpConnect, u"p"_s, 1, u"mira"_s, Secret("CANARY-2")};
    Q_EMIT m_desk->connectRequested(asked);
    QTRY_COMPARE(m_openings.size(), 1);
    const QFileInfoList files = QDir(m_dir->path()).entryInfoList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("CANARY"), qPrintable(info.fileName()));
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestProfileKeeper)
#include "tst_profilekeeper.moc"
