// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/remedycard.h"

#include "core/errors/answererrors.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"
#include "core/net/webapi.h"
#include "tests/support/testmain.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum RemedyAction;
using Actions = QList<RemedyAction>;

namespace {

template<typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

//! The words of the buttons to be seen, from left to right.
QStringList buttonsOf(RemedyCard &card)
{
    QList<QPushButton *> buttons;
    for (QPushButton *button : card.findChildren<QPushButton *>()) {
        if (button->isVisible())
            buttons << button;
    }
    std::sort(buttons.begin(), buttons.end(),
              [](const QPushButton *a, const QPushButton *b) { return a->x() < b->x(); });
    QStringList words;
    for (const QPushButton *button : std::as_const(buttons))
        words << button->text();
    return words;
}

Error coded(const QString &code, Error::Kind kind)
{
    return Error{kind, code, u"What happened and what to do."_s, {}, {}};
}

} // namespace

//! What the window says and offers for every way to fail.
class TestRemedyCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offers_data();
    void offers();
    void everyCodeOfConnectingHasAPlan();
    void everyPlanIsMet();
    void aTapAsksForAnotherPort();
    void noPlanIgnoresACertificate();
    void tellsWhatToDo();
    void keepsTheServersWordsFolded();
    void explainsOnRequest();
    void askForWhatTheyStandFor();
    void rateLimitTellsWhenItGoesOn();
    void goesOnByItself();
    void waitsBeforeItIsTriedAgain();
    void showsWhatTheServerSays();
    void nothingOfTheLastErrorStays();
};

void TestRemedyCard::offers_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<Actions>("actions");
    QTest::addColumn<bool>("needsPerson");
    QTest::addColumn<QString>("mentions");
    QTest::addColumn<bool>("socketMode");
    const auto row = [](const QString &code, const Error &error, const Actions &actions, bool needsPerson,
                        const QString &mentions) {
        QTest::newRow(qPrintable(code)) << error << actions << needsPerson << mentions << false;
    };
    // Protocol 2.4, line by line.
    const auto api = [&row](const QString &code, const Actions &actions, const QString &mentions,
                            bool needsPerson = false) {
        row(code, apiError(code), actions, needsPerson, mentions);
    };
    api(u"not_authed"_s, {PasteToken, Demo}, u"No token"_s);
    api(u"invalid_auth"_s, {PasteToken, Retry, Demo}, u"spaces or quotes"_s);
    api(u"token_expired"_s, {PasteToken, Retry, Demo}, u"end of life"_s);
    for (const QString &code :
         {u"account_inactive"_s, u"token_revoked"_s, u"user_removed_from_team"_s, u"team_disabled"_s})
        api(code, {EditProfile, Demo}, u"token"_s);
    api(u"not_allowed_token_type"_s, {UseSocketMode, PasteToken, Demo}, u"granular"_s);
    api(u"missing_scope"_s, {UseSocketMode, PasteToken, Retry, Demo}, u"scope"_s);
    for (const QString &code :
         {u"no_permission"_s, u"is_bot"_s, u"access_denied"_s, u"accesslimited"_s, u"ekm_access_denied"_s,
          u"two_factor_setup_required"_s, u"enterprise_is_restricted"_s, u"team_access_not_granted"_s})
        api(code, {Retry, EditProfile, Demo}, {});
    for (const QString &code : {u"method_deprecated"_s, u"deprecated_endpoint"_s})
        api(code, {UseSocketMode, ChooseMethod, Demo}, u"Socket Mode"_s);
    api(u"rtm_connect_required"_s, {ChooseMethod, Demo}, u"rtm.connect"_s);
    for (const QString &code : {u"org_login_required"_s, u"team_added_to_org"_s, u"migration_in_progress"_s})
        api(code, {Retry}, u"nothing needs to be done"_s);
    row(u"ratelimited"_s, rateLimitedError(30s), {}, false, u"30 s"_s);
    for (const QString &code :
         {u"fatal_error"_s, u"internal_error"_s, u"service_unavailable"_s, u"request_timeout"_s})
        api(code, {Retry, Demo}, u"trouble"_s);
    api(u"unknown_method"_s, {EditProfile, Retry, Demo}, u"address"_s, true);
    for (const QString &code :
         {u"invalid_arguments"_s, u"invalid_arg_name"_s, u"invalid_array_arg"_s, u"invalid_charset"_s,
          u"invalid_form_data"_s, u"invalid_post_type"_s, u"missing_post_type"_s})
        api(code, {Retry, Demo}, u"mistake in Rtmscope"_s);
    row(u"http_404"_s, httpError(404, u"h"_s), {EditProfile, Retry, Demo}, true, u"/api/"_s);
    row(u"http_302"_s, httpError(302, u"h"_s), {EditProfile, Retry, Demo}, true, u"does not follow"_s);
    row(u"http_503"_s, httpError(503, u"h"_s), {Retry, Demo}, false, u"trouble"_s);
    row(u"not_json"_s, notJsonError(u"h"_s, true), {EditProfile, Retry, Demo}, true, u"web page"_s);
    row(u"no_hello"_s, {Error::Kind::Network, u"no_hello"_s, u"neither hello nor pong"_s, {}, {}},
        {EditProfile, Retry, Demo}, true, u"hello"_s);
    row(u"answer_cut"_s, answerCutError(u"h"_s, 9), {Retry, Demo}, false, u"breaks off"_s);
    api(u"legacy_custom_bots_deprecated"_s, {MakeApp, PasteToken, Demo}, u"Socket Mode"_s);
    const auto network = [&row](const QString &name, QAbstractSocket::SocketError error,
                                const Actions &actions, bool needsPerson, const QString &mentions) {
        row(name,
            networkError(error, Route(u"h"_s, QNetworkProxy(QNetworkProxy::HttpProxy, u"p"_s, 1, u"u"_s)),
                         {}),
            actions, needsPerson, mentions);
    };
    const Actions wait{Retry, EditProfile, Demo};
    network(u"DNS"_s, QAbstractSocket::HostNotFoundError, wait, false, u"can't be found"_s);
    network(u"refused"_s, QAbstractSocket::ConnectionRefusedError, wait, false, u"Nothing answers"_s);
    network(u"no network"_s, QAbstractSocket::NetworkError, wait, false, u"no network"_s);
    network(u"timeout"_s, QAbstractSocket::SocketTimeoutError, wait, false, u"in time"_s);
    const Actions proxy{ProxySettings, Retry, Demo};
    network(u"proxy 407"_s, QAbstractSocket::ProxyAuthenticationRequiredError, proxy, true, u"p:1"_s);
    network(u"proxy refused"_s, QAbstractSocket::ProxyConnectionRefusedError, proxy, true, u"p:1"_s);
    network(u"proxy unknown"_s, QAbstractSocket::ProxyNotFoundError, proxy, true, u"p:1"_s);
    row(u"proxy 403"_s, proxyStatusError(403, Route(u"h"_s), {}), proxy, true, u"HTTP 403"_s);
    for (const QString &code : {u"bad_proxy"_s, u"insecure_proxy"_s})
        row(code, coded(code, Error::Kind::Input), proxy, true, {});
    const Actions certificate{ChooseCaFile, Retry, Demo};
    network(u"TLS handshake"_s, QAbstractSocket::SslHandshakeFailedError, certificate, true, u"encrypted"_s);
    for (const QString &code : {u"tls_expired"_s, u"tls_not_yet_valid"_s, u"tls_wrong_host"_s,
                                u"tls_self_signed"_s, u"tls_unknown_authority"_s, u"tls_revoked"_s})
        row(code, coded(code, Error::Kind::Network), certificate, true, {});
    row(u"bad_ca_file"_s, coded(u"bad_ca_file"_s, Error::Kind::Input), {ChooseCaFile, Demo}, false, {});
    for (const QString &code : {u"bad_url"_s, u"insecure_url"_s})
        row(code, coded(code, Error::Kind::Input), {EditProfile, Demo}, false, {});
    row(u"bad_token"_s, coded(u"bad_token"_s, Error::Kind::Input), {PasteToken, Retry, Demo}, false, {});
    row(u"never met, refused"_s, apiError(u"never_met"_s), {PasteToken, Retry, Demo}, false, u"never_met"_s);
    row(u"never met, network"_s, coded(u"never_met"_s, Error::Kind::Network), wait, false, {});
    row(u"never met, input"_s, coded(u"never_met"_s, Error::Kind::Input), {EditProfile, Demo}, false, {});
    // docs/socket-mode.md, opening sockets; what RTM has alike is met alike.
    const auto socketMode = [](const QString &code, const Actions &socketActions, const QString &said,
                               bool person = false) {
        QTest::newRow(qPrintable(u"Socket Mode: "_s + code))
            << apiError(code) << socketActions << person << said << true;
    };
    for (const QString &code : {u"not_authed"_s, u"missing_args"_s})
        socketMode(code, {PasteToken, MakeApp, Demo}, u"No token"_s);
    socketMode(u"invalid_auth"_s, {PasteToken, MakeApp, Retry, Demo}, u"spaces or quotes"_s);
    socketMode(u"not_allowed_token_type"_s, {PasteToken, MakeApp, Demo}, u"token"_s);
    socketMode(u"missing_scope"_s, {PasteToken, MakeApp, Retry, Demo}, u"scope"_s);
    socketMode(u"two_apps"_s, {PasteToken, MakeApp, Demo}, u"two different apps"_s);
    socketMode(u"shared_app"_s, {MakeApp, ShareAnyway, RetryLater, Demo}, u"one connection only"_s);
    socketMode(u"too_many_websockets"_s, {MakeApp, Demo}, u"ten connections"_s, true);
    for (const QString &code : {u"link_disabled"_s, u"socket_mode_not_enabled"_s, u"socket_mode_disabled"_s})
        socketMode(code, {Retry, MakeApp, PasteToken, Demo}, u"Switch it on"_s);
    socketMode(u"forbidden_team"_s, {Retry, EditProfile, Demo}, u"administrator"_s);
    for (const QString &code : {u"method_deprecated"_s, u"deprecated_endpoint"_s})
        socketMode(code, {EditProfile, Demo}, {});
    socketMode(u"account_inactive"_s, {EditProfile, Demo}, u"token"_s);
    socketMode(u"org_login_required"_s, {Retry}, u"nothing needs to be done"_s);
}

void TestRemedyCard::offers()
{
    QFETCH(Error, error);
    QFETCH(Actions, actions);
    QFETCH(QString, mentions);
    QFETCH(bool, socketMode);
    const RemedyPlan plan = planFor(error, socketMode ? RemedyStream::SocketMode : RemedyStream::Rtm);
    QCOMPARE(plan.actions, actions);
    QTEST(plan.needsPerson, "needsPerson");
    QVERIFY(!plan.title.isEmpty() && !plan.title.endsWith(u'.'));
    QVERIFY2(error.words.contains(mentions), qPrintable(error.words));

    RemedyCard card;
    card.resize(1000, 500);
    ConnectionStatus status;
    status.stream = socketMode ? ConnectionStatus::Stream::SocketMode : ConnectionStatus::Stream::Rtm;
    card.setStatus(status);
    card.show(error);
    QStringList expected;
    for (const RemedyAction action : actions)
        expected << buttonWords(action);
    if (!plan.why.isEmpty())
        expected << u"Why?"_s;
    expected << u"Details"_s;
    QCOMPARE(buttonsOf(card), expected);
}

void TestRemedyCard::everyCodeOfConnectingHasAPlan()
{
    // What can only come of a message or a list has no card; all else must not fall to the general words.
    const QStringList elsewhere = {u"invalid_cursor"_s,
                                   u"limit_required"_s,
                                   u"channel_not_found"_s,
                                   u"not_in_channel"_s,
                                   u"is_archived"_s,
                                   u"message_not_found"_s,
                                   u"thread_not_found"_s,
                                   u"cant_update_message"_s,
                                   u"edit_window_closed"_s,
                                   u"cant_delete_message"_s,
                                   u"msg_too_long"_s,
                                   u"no_text"_s,
                                   u"restricted_action"_s,
                                   u"restricted_action_read_only_channel"_s,
                                   u"restricted_action_thread_only_channel"_s,
                                   u"restricted_action_non_threadable_channel"_s,
                                   u"restricted_action_thread_locked"_s,
                                   u"cannot_reply_to_message"_s,
                                   u"too_many_reactions"_s,
                                   u"invalid_name"_s,
                                   u"channel_is_limited_access"_s,
                                   u"user_not_found"_s,
                                   u"user_not_visible"_s,
                                   u"file_uploads_disabled"_s,
                                   u"storage_limit_reached"_s,
                                   u"posting_to_channel_denied"_s,
                                   u"messages_tab_disabled"_s,
                                   u"message_limit_exceeded"_s,
                                   u"msg_blocks_too_long"_s,
                                   u"markdown_text_conflict"_s,
                                   u"metadata_too_large"_s,
                                   u"app_access_restricted"_s,
                                   u"send_on_behalf_not_allowed"_s,
                                   u"team_not_found"_s,
                                   u"observing"_s};
    const QStringList planned = plannedCodes(RemedyStream::Rtm) + plannedCodes(RemedyStream::SocketMode);
    for (const char *code : knownApiCodes()) {
        const QString text = QString::fromLatin1(code);
        QVERIFY2(planned.contains(text) || elsewhere.contains(text), code);
    }
}

void TestRemedyCard::everyPlanIsMet()
{
    // A row behind one that matches first would never be seen.
    const QStringList planned = plannedCodes(RemedyStream::Rtm);
    QStringList seen;
    for (const QString &code : planned) {
        QVERIFY2(!seen.contains(code), qPrintable(code));
        for (const QString &before : std::as_const(seen)) {
            const bool swallowed = before.endsWith(u'*') && code.startsWith(before.chopped(1));
            QVERIFY2(!swallowed, qPrintable(before + u" hides "_s + code));
        }
        seen << code;
    }
}

void TestRemedyCard::aTapAsksForAnotherPort()
{
    RemedyCard card;
    ConnectionStatus status;
    status.stream = ConnectionStatus::Stream::Tap;
    card.setStatus(status);
    card.show(Error{Error::Kind::Network, u"port_in_use"_s, u"Port 3030 is taken."_s, {}, {}});
    QCOMPARE(buttonsOf(card), (QStringList{buttonWords(ChoosePort), buttonWords(Retry), u"Details"_s}));
    for (const QString &code : plannedCodes(RemedyStream::Tap)) {
        const RemedyPlan plan = planFor(Error{Error::Kind::Network, code, u"x"_s, {}, {}}, RemedyStream::Tap);
        QVERIFY2(!plan.actions.isEmpty() && !plan.actions.contains(PasteToken), qPrintable(code));
    }
}

void TestRemedyCard::noPlanIgnoresACertificate()
{
    for (const RemedyAction action : {UseSocketMode, MakeApp, PasteToken, EditProfile, ChooseMethod,
                                      ProxySettings, ChooseCaFile, Retry, RetryLater, Demo})
        QVERIFY(!buttonWords(action).contains(u"gnore"_s) && !buttonWords(action).contains(u"nyway"_s));
}

void TestRemedyCard::tellsWhatToDo()
{
    RemedyCard card;
    card.show(apiError(u"invalid_auth"_s));
    QCOMPARE(named<QLabel>(card, u"What happened and what to do"_s)->text(),
             apiError(u"invalid_auth"_s).words);
}

void TestRemedyCard::keepsTheServersWordsFolded()
{
    RemedyCard card;
    Error error = apiError(u"invalid_auth"_s);
    error.detail = u"{\"ok\":false,\"error\":\"invalid_auth\"}"_s;
    card.show(error);
    auto *details = card.findChild<QPlainTextEdit *>();
    QVERIFY(!details->isVisibleTo(&card));
    named<QPushButton>(card, u"Details"_s)->click();
    QVERIFY(details->isVisibleTo(&card));
    QVERIFY(details->toPlainText().contains(error.detail));
}

void TestRemedyCard::explainsOnRequest()
{
    RemedyCard card;
    card.show(apiError(u"not_allowed_token_type"_s));
    const auto *why = named<QLabel>(card, u"Why"_s);
    QVERIFY(why->isHidden());
    named<QPushButton>(card, u"Why?"_s)->click();
    QVERIFY(!why->isHidden());
    QVERIFY(why->text().contains(u"only the server can tell them apart"_s));
}

void TestRemedyCard::askForWhatTheyStandFor()
{
    RemedyCard card;
    QSignalSpy asked(&card, &RemedyCard::actionRequested);
    QList<RemedyAction> expected;
    for (const RemedyAction action : {UseSocketMode, MakeApp, ShareAnyway, PasteToken, EditProfile,
                                      ChooseMethod, ProxySettings, ChooseCaFile, Retry, Demo}) {
        named<QPushButton>(card, buttonWords(action))->click();
        expected << action;
    }
    QList<RemedyAction> got;
    for (const auto &arguments : asked)
        got << arguments.constFirst().value<RemedyAction>();
    QCOMPARE(got, expected);
}

void TestRemedyCard::rateLimitTellsWhenItGoesOn()
{
    RemedyCard card;
    const QTime before = QTime::currentTime();
    card.show(rateLimitedError(90s));
    const QString words = named<QLabel>(card, u"What happens next"_s)->text();
    const QTime told = QTime::fromString(words.section(u' ', -1).chopped(1), u"HH:mm:ss"_s);
    QVERIFY2(told.isValid(), qPrintable(words));
    const int seconds = (before.secsTo(told) + 86'400) % 86'400; // around midnight
    QVERIFY2(seconds >= 89 && seconds <= 95, qPrintable(words));
}

void TestRemedyCard::goesOnByItself()
{
    RemedyCard card;
    const auto *next = named<QLabel>(card, u"What happens next"_s);
    card.show(coded(u"tls_expired"_s, Error::Kind::Network));
    QVERIFY(next->isHidden());
    card.show(coded(u"tls_expired"_s, Error::Kind::Network), true);
    QVERIFY(!next->isHidden());
    QVERIFY(next->text().contains(u"by itself"_s));
}

//! Killed programs count at the server for a while: trying at once would fail again.
void TestRemedyCard::waitsBeforeItIsTriedAgain()
{
    RemedyCard card;
    card.resize(1000, 500);
    ConnectionStatus status;
    status.stream = ConnectionStatus::Stream::SocketMode;
    card.setStatus(status);
    card.show(apiError(u"shared_app"_s));
    QSignalSpy asked(&card, &RemedyCard::actionRequested);
    const auto *next = named<QLabel>(card, u"What happens next"_s);
    QVERIFY(next->isHidden());
    named<QPushButton>(card, u"Try again in a minute"_s)->click();
    QVERIFY(asked.isEmpty());
    QVERIFY2(!next->isHidden() && next->text().contains(u"goes on by itself at"_s), qPrintable(next->text()));
    auto *retry = card.findChild<QTimer *>(u"retryLater"_s);
    QVERIFY(retry && retry->isActive());
    QCOMPARE(retry->interval(), 60'000);
    retry->start(0);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().value<RemedyAction>(), RetryLater);
    named<QPushButton>(card, u"Try again in a minute"_s)->click();
    card.hide();
    QVERIFY(!retry->isActive()); // something else is open by then
}

void TestRemedyCard::showsWhatTheServerSays()
{
    json::Document answer;
    QVERIFY(answer.parse("{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"connections:write\","
                         "\"provided\":\"authorizations:read\"}"));
    RemedyCard card;
    card.show(apiErrorFrom(answer.root()));
    const auto *words = named<QLabel>(card, u"What happened and what to do"_s);
    QVERIFY2(words->text().contains(u"Needed: connections:write. Provided: authorizations:read."_s),
             qPrintable(words->text()));
    QVERIFY(answer.parse(
        "{\"ok\":false,\"error\":\"legacy_custom_bots_deprecated\",\"context\":\"Ended on a day in "
        "March.\"}"));
    card.show(apiErrorFrom(answer.root()));
    QVERIFY2(words->text().contains(u"Ended on a day in March."_s), qPrintable(words->text()));
}

void TestRemedyCard::nothingOfTheLastErrorStays()
{
    RemedyCard card;
    card.resize(1000, 500);
    card.show(apiError(u"not_allowed_token_type"_s));
    named<QPushButton>(card, u"Why?"_s)->click();
    named<QPushButton>(card, u"Details"_s)->click();
    card.show(apiError(u"invalid_auth"_s));
    QVERIFY(named<QLabel>(card, u"Why"_s)->isHidden());
    QVERIFY(!card.findChild<QPlainTextEdit *>()->isVisibleTo(&card));
    QVERIFY(!buttonsOf(card).contains(u"Why?"_s));
}

RTMSCOPE_GUI_TEST_MAIN(TestRemedyCard)
#include "tst_remedycard.moc"
