// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/tokenstore.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Secrets between programs' lives; the system's keychain itself is tried where RTMSCOPE_TEST_KEYCHAIN says
//! that there is one to write to.
class TestTokenStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keptForeverIsFoundByTheNextStore();
    void untilQuitStaysOutOfTheKeychain();
    void aFailingKeychainLeavesItUntilQuit_data();
    void aFailingKeychainLeavesItUntilQuit();
    void memoryIsAskedFirst();
    void forgottenEverywhere();
    void nothingIsNoError();
    void aDeadContextHearsNothing();
    void systemKeychain();

private:
    std::unique_ptr<TokenStore> store()
    {
        return std::make_unique<TokenStore>(std::make_unique<FakeKeychain>(m_box));
    }
    Result<Done> put(TokenStore &store, const QByteArray &secret, bool forever);
    Result<Secret> get(TokenStore &store);

    std::shared_ptr<FakeKeychain::Box> m_box;
};

static const QString key = u"work/token"_s;

void TestTokenStore::init()
{
    m_box = std::make_shared<FakeKeychain::Box>();
}

Result<Done> TestTokenStore::put(TokenStore &store, const QByteArray &secret, bool forever)
{
    std::optional<Result<Done>> answer;
    store.put(key, Secret(secret), forever, this,
              [&answer](const Result<Done> &done) { answer.emplace(done); });
    const bool synchronous = answer.has_value();
    const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); });
    if (synchronous || !came)
        return Error{Error::Kind::Protocol, u"never or at once"_s, {}, {}, {}};
    return *answer;
}

Result<Secret> TestTokenStore::get(TokenStore &store)
{
    std::optional<Result<Secret>> answer;
    store.get(key, this, [&answer](const Result<Secret> &secret) { answer.emplace(secret); });
    const bool synchronous = answer.has_value();
    const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); });
    if (synchronous || !came)
        return Error{Error::Kind::Protocol, u"never or at once"_s, {}, {}, {}};
    return *answer;
}

void TestTokenStore::keptForeverIsFoundByTheNextStore()
{
    QVERIFY(put(*store(), "xoxb-1-a", true));
    const auto found = get(*store());
    QVERIFY(found);
    QCOMPARE(found->reveal(), QByteArray("xoxb-1-a"));
}

void TestTokenStore::untilQuitStaysOutOfTheKeychain()
{
    const auto first = store();
    QVERIFY(put(*first, "xoxb-1-a", false));
    QVERIFY(m_box->secrets.isEmpty());
    QVERIFY(first->isInMemory(key));
    QCOMPARE(get(*first)->reveal(), QByteArray("xoxb-1-a"));
    QVERIFY(get(*store())->isEmpty());
}

void TestTokenStore::aFailingKeychainLeavesItUntilQuit_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("locked") << u"keychain_refused"_s;
    QTest::newRow("none") << u"no_keychain"_s;
}

void TestTokenStore::aFailingKeychainLeavesItUntilQuit()
{
    QFETCH(QString, code);
    m_box->failure = code == "no_keychain"_L1 ? FakeKeychain::missing() : FakeKeychain::locked();
    const auto first = store();
    const auto done = put(*first, "xoxb-1-a", true);
    QVERIFY(!done);
    QCOMPARE(done.error().code, code);
    QCOMPARE(get(*first)->reveal(), QByteArray("xoxb-1-a"));
    const auto next = get(*store());
    QVERIFY(!next);
    QCOMPARE(next.error().code, code);
}

void TestTokenStore::memoryIsAskedFirst()
{
    const auto first = store();
    QVERIFY(put(*first, "xoxb-1-a", true));
    QVERIFY(get(*first));
    QCOMPARE(m_box->reads, 0); // a keychain may ask the person each time
}

void TestTokenStore::forgottenEverywhere()
{
    const auto first = store();
    QVERIFY(put(*first, "xoxb-1-a", true));
    std::optional<bool> forgotten;
    first->forget(key, this, [&forgotten](const Result<Done> &done) { forgotten = done.ok(); });
    QTRY_COMPARE(forgotten, true);
    QVERIFY(m_box->secrets.isEmpty());
    QVERIFY(get(*first)->isEmpty());
}

void TestTokenStore::nothingIsNoError()
{
    const auto found = get(*store());
    QVERIFY(found);
    QVERIFY(found->isEmpty());
}

void TestTokenStore::aDeadContextHearsNothing()
{
    const auto first = store();
    bool heard = false;
    {
        QObject context;
        first->get(key, &context, [&heard](const Result<Secret> &) { heard = true; });
        first->put(key, Secret("x"), false, &context, [&heard](const Result<Done> &) { heard = true; });
    }
    QVERIFY(get(*first)); // answered after the others would have been
    QVERIFY(!heard);
}

void TestTokenStore::systemKeychain()
{
    if (qEnvironmentVariableIsEmpty("RTMSCOPE_TEST_KEYCHAIN"))
        QSKIP("RTMSCOPE_TEST_KEYCHAIN is not set: this machine's keychain is left alone");
    const auto own = [] { return std::make_unique<TokenStore>(Keychain::system()); };
    const auto kept = put(*own(), "xoxb-keychain-test", true);
    QVERIFY2(kept.ok(), qPrintable(kept ? QString() : kept.error().words + kept.error().detail));
    const auto found = get(*own());
    QVERIFY(found);
    QCOMPARE(found->reveal(), QByteArray("xoxb-keychain-test"));
    std::optional<bool> forgotten;
    own()->forget(key, this, [&forgotten](const Result<Done> &done) { forgotten = done.ok(); });
    QTRY_COMPARE(forgotten, true);
    const auto gone = get(*own());
    QVERIFY(gone);
    QVERIFY(gone->isEmpty());
}

RTMSCOPE_TEST_MAIN(TestTokenStore)
#include "tst_tokenstore.moc"
