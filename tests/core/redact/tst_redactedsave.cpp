// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/redactedsave.h"

#include "core/capture/captureline.h"
#include "core/log/eventlog.h"
#include "core/redact/leaksearch.h"
#include "core/redact/redactor.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Whole captures, and what is found in them afterwards.
class TestRedactedSave : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingOfTheOriginalStays_data();
    void nothingOfTheOriginalStays();
    void hangsTogether();
    void keepsTimesOrderAndSizes();
    void keepsChosenTexts();
    void quotedFromElsewhereIsNotKept();
    void secretsAlwaysGo();
    void notesAreRedactedToo();
    void envelopesAreRedactedToo();
    void whatIsNoJson();
    void deeplyNested_data();
    void deeplyNested();
    void emojiAreNoWords();
    void anAppsOwnData();
    void findsPlantedLeaks_data();
    void findsPlantedLeaks();
    void findsLeaksInTheHeader();
    void someRows();
    void givesUpAndFails();

private:
    struct Saved
    {
        std::unique_ptr<EventLog> log;
        RedactionReport report;
        QByteArray bytes;
    };
    Saved saved(const EventLog &log, const RedactionWish &wish = {});
    QByteArray redactedFrame(const QByteArray &frame, const RedactionWish &wish = {});
    std::unique_ptr<EventLog> opened(const QByteArray &content);
    static std::unique_ptr<EventLog> conversation();
    static QString whyNotClean(const RedactionReport &report);

    QTemporaryDir m_folder;
    int m_files = 0;
};

std::unique_ptr<EventLog> TestRedactedSave::opened(const QByteArray &content)
{
    const QString path = m_folder.filePath(u"%1.ndjson"_s.arg(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return nullptr;
    file.close();
    auto log = EventLog::open(path);
    return log ? std::move(log).value() : nullptr;
}

TestRedactedSave::Saved TestRedactedSave::saved(const EventLog &log, const RedactionWish &wish)
{
    const QString path = m_folder.filePath(u"%1.rtmcap"_s.arg(++m_files));
    const auto report = saveRedacted(log.snapshot(), path, wish);
    if (!report) {
        QTest::qFail(qPrintable(report.error().words), __FILE__, __LINE__);
        return {};
    }
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    auto again = EventLog::open(path);
    return {again ? std::move(again).value() : nullptr, *report, isOpen ? file.readAll() : QByteArray()};
}

QByteArray TestRedactedSave::redactedFrame(const QByteArray &frame, const RedactionWish &wish)
{
    const auto log = EventLog::inMemory({});
    log->append(entry(1, frame));
    const Saved now = saved(*log, wish);
    return now.log ? now.log->frame(0) : QByteArray();
}

QString TestRedactedSave::whyNotClean(const RedactionReport &report)
{
    QStringList words;
    for (const auto &[risk, count] : report.counts)
        words << riskWords(risk, count);
    for (const RedactionReport::Finding &finding :
         report.findings.first(std::min<qsizetype>(12, report.findings.size())))
        words << u"\n  "_s + riskWords(finding.risk, 1) + u": "_s + findingWords(finding);
    return words.join(u", "_s);
}

std::unique_ptr<EventLog> TestRedactedSave::conversation()
{
    CaptureInfo info;
    info.teamId = u"T024BE7LD"_s;
    info.teamName = u"Acme Rockets"_s;
    info.selfId = u"U0SELF001"_s;
    info.source = u"acme production"_s;
    auto log = EventLog::inMemory(info);
    quint64 n = 0;
    const auto in = [&](const QByteArray &frame) { log->append(entry(++n, frame)); };
    log->append(note(
        ++n,
        R"({"kind":"state","state":"Connecting","from":"Authenticating","cause":"The server let us in.",)"
        R"("team":{"id":"T024BE7LD","name":"Acme Rockets","domain":"acmerockets"},"self":{"id":"U0SELF001","name":"probe"}})"));
    log->append(note(
        ++n,
        R"({"kind":"api","method":"users.list","args":{},"status":200,"ok":true,"ms":3,"answer":{"ok":true,"members":[)"
        R"({"id":"U024BE7LH","name":"mira","real_name":"Mira Okafor","tz":"Africa/Lagos","profile":{"display_name":"Mira",)"
        R"("email":"mira@acmerockets.example","phone":"+49 30 5551234","title":"Head of Propulsion","image_72":"https://avatars.example/mira.png"}},)"
        R"({"id":"U0TOMAS01","name":"tomas","profile":{"real_name":"Tomas Lindqvist","display_name":""}}]}})"));
    log->append(note(
        ++n,
        R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,"ms":3,"answer":{"ok":true,"channels":[)"
        R"({"id":"C024BE91L","name":"launch-ops","is_channel":true,"is_member":true,"topic":{"value":"Countdown at noon","creator":"U024BE7LH"}},)"
        R"({"id":"C0SECRET1","name":"mergers","is_channel":true,"is_member":true}]}})"));
    in(R"({"type":"message","channel":"C024BE91L","user":"U024BE7LH","text":"The valve leaks, <@U0TOMAS01> please look","ts":"1795356000.000100"})");
    in(R"({"type":"message","channel":"C024BE91L","user":"U0TOMAS01","text":"On my way, Mira","ts":"1795356010.000100","thread_ts":"1795356000.000100"})");
    in(R"({"type":"message","channel":"C0SECRET1","user":"U0TOMAS01","text":"We buy Umbrella next week","ts":"1795356020.000100"})");
    in(R"({"type":"reaction_added","user":"U0TOMAS01","reaction":"acme-logo","item":{"type":"message","channel":"C024BE91L","ts":"1795356000.000100"}})");
    in(R"({"type":"message","subtype":"message_changed","channel":"C024BE91L","message":{"user":"U024BE7LH","text":"The valve holds","ts":"1795356000.000100","thread_ts":"1795356000.000100","reply_count":1,"edited":{"user":"U024BE7LH","ts":"1795356030.000000"}},"ts":"1795356030.000100"})");
    return log;
}

void TestRedactedSave::nothingOfTheOriginalStays_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("own events") << fixture(u"events"_s);
    for (const QString &name :
         {u"rtm-events"_s, u"message-subtypes"_s, u"events-api"_s, u"socket-mode"_s, u"histories"_s})
        QTest::newRow(qPrintable(name)) << corpusFolder(name);
}

namespace {

//! By another JSON parser and other rules than the program's: what people would call a name, an id, a text.
struct Collected
{
    QSet<QString> names;
    QSet<QString> ids;
    QSet<QString> texts;
    QSet<QString> emails;
};

void collect(const QJsonValue &value, const QString &key, Collected &found)
{
    static const QSet<QString> nameKeys{u"real_name"_s, u"display_name"_s, u"real_name_normalized"_s,
                                        u"username"_s,  u"first_name"_s,   u"last_name"_s,
                                        u"user_name"_s, u"channel_name"_s};
    static const QSet<QString> textKeys{u"text"_s,        u"fallback"_s, u"title"_s,
                                        u"topic"_s,       u"purpose"_s,  u"initial_comment"_s,
                                        u"status_text"_s, u"pretext"_s,  u"footer"_s};
    static const QRegularExpression id(u"\\b[UWCDGTBFA][0-9][A-Z0-9]{6,}\\b"_s);
    static const QRegularExpression email(u"[A-Za-z0-9._-]+@[A-Za-z0-9-]+[.][A-Za-z.]+"_s);
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collect(member.value(), member.key(), found);
    } else if (value.isArray()) {
        for (const QJsonValue &element : value.toArray())
            collect(element, key, found);
    } else if (value.isString()) {
        const QString text = value.toString();
        for (auto match = id.globalMatch(text); match.hasNext();)
            found.ids.insert(match.next().captured());
        for (auto match = email.globalMatch(text); match.hasNext();)
            found.emails.insert(match.next().captured());
        if (nameKeys.contains(key) && text.size() > 2)
            found.names.insert(text);
        if (textKeys.contains(key) && text.contains(u' ') && text.size() > 8)
            found.texts.insert(text);
    }
}

void eachString(const QJsonValue &value, const std::function<void(const QString &)> &visit)
{
    if (value.isString())
        visit(value.toString());
    for (const QJsonValue &element : value.toArray())
        eachString(element, visit);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        visit(member.key());
        eachString(member.value(), visit);
    }
}

} // namespace

//! The demand itself: none of the original names, texts, ids and addresses is in the file.
void TestRedactedSave::nothingOfTheOriginalStays()
{
    QFETCH(QString, folder);
    if (folder.isEmpty())
        QSKIP("the corpus is not here");
    QByteArray lines;
    Collected original;
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.json"_s, u"*.ndjson"_s}, QDir::Files)) {
        QFile source(file.filePath());
        QVERIFY(source.open(QIODevice::ReadOnly));
        for (const QByteArray &part :
             file.suffix() == "json"_L1 ? QList{source.readAll()} : source.readAll().split('\n')) {
            const QJsonDocument document = QJsonDocument::fromJson(part);
            collect(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {},
                    original);
            if (!document.isNull())
                lines += document.toJson(QJsonDocument::Compact) + '\n';
        }
    }
    const auto log = opened(lines);
    QVERIFY(log && log->size() > 5);
    const Saved now = saved(*log);
    QCOMPARE(now.log->size(), log->size());
    QStringList left;
    for (qsizetype row = 0; row < now.log->size(); ++row) {
        const QJsonDocument document = QJsonDocument::fromJson(now.log->frame(row));
        eachString(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()),
                   [&](const QString &text) {
                       const bool isLeft = original.names.contains(text) || original.ids.contains(text) ||
                                           original.texts.contains(text) || original.emails.contains(text);
                       if (isLeft && text != u"USLACKBOT"_s)
                           left << u"%1: %2"_s.arg(row).arg(text);
                   });
    }
    QVERIFY2(left.isEmpty(), qPrintable(left.first(std::min<qsizetype>(20, left.size())).join(u'\n')));
    for (const QString &id : std::as_const(original.ids))
        QVERIFY2(!now.bytes.contains(id.toUtf8()), qPrintable(id));
    for (const QString &email : std::as_const(original.emails))
        QVERIFY2(!now.bytes.contains(email.toUtf8()), qPrintable(email));
    QVERIFY2(now.report.isClean(), qPrintable(whyNotClean(now.report)));
    QCOMPARE(now.report.entries, log->size());
}

//! The chats of the redacted file are those of the original with other names.
void TestRedactedSave::hangsTogether()
{
    const auto log = conversation();
    const Saved now = saved(*log);
    QVERIFY2(now.report.isClean(), qPrintable(whyNotClean(now.report)));
    Workspace before;
    Workspace after;
    for (qsizetype row = 0; row < log->size(); ++row) {
        before.apply(log->event(row));
        after.apply(now.log->event(row));
    }
    QVERIFY(after.teamId() != before.teamId() && !after.teamId().isEmpty());
    QVERIFY(after.teamName() != before.teamName() && !after.teamName().isEmpty());
    QCOMPARE(after.conversations().size(), before.conversations().size());
    QCOMPARE(after.users().size(), before.users().size());
    auto renamed = after.conversations().begin();
    for (const Conversation &was : before.conversations()) {
        const Conversation &is = *renamed;
        ++renamed;
        QVERIFY(is.id() != was.id() && is.name() != was.name());
        QVERIFY(!is.name().isEmpty());
        QCOMPARE(is.messages().size(), was.messages().size());
        QCOMPARE(is.unreadCount(), was.unreadCount());
        for (const Message &message : was.messages()) {
            const Message *same = is.find(message.ts);
            QVERIFY(same);
            QCOMPARE(same->threadTs, message.threadTs);
            QCOMPARE(same->replyCount, message.replyCount);
            QCOMPARE(same->editedTs, message.editedTs);
            QCOMPARE(same->reactions.size(), message.reactions.size());
            QCOMPARE(same->text.size(), message.text.size());
            QVERIFY(same->text != message.text);
            QVERIFY(after.userName(same->user) != same->user.text()); // still has a name
            QVERIFY(after.userName(same->user) != before.userName(message.user));
        }
    }
    const Conversation &ops = *after.conversations().begin();
    QCOMPARE(ops.thread(MessageTs(u"1795356000.000100"_s)).size(), 2);
}

void TestRedactedSave::keepsTimesOrderAndSizes()
{
    const auto log = conversation();
    const Saved now = saved(*log);
    QCOMPARE(now.log->size(), log->size());
    for (qsizetype row = 0; row < log->size(); ++row) {
        QCOMPARE(now.log->row(row).timeUs, log->row(row).timeUs);
        QCOMPARE(now.log->seqOf(row), log->seqOf(row));
        QCOMPARE(now.log->row(row).direction, log->row(row).direction);
        const bool isMessage = now.log->event(row).type == "message"_L1;
        if (isMessage) // no name in it
            QCOMPARE(now.log->frameSize(row), log->frameSize(row));
    }
    // The same ids are the same, other ones others.
    const auto personOf = [&now](qsizetype row, const QString &member) {
        const QJsonObject frame = QJsonDocument::fromJson(now.log->frame(row)).object();
        return (member.isEmpty() ? frame : frame[member].toObject())[u"user"_s].toString();
    };
    QCOMPARE(personOf(7, u"message"_s), personOf(3, {}));
    QCOMPARE(personOf(6, {}), personOf(4, {}));
    QCOMPARE(personOf(3, {}), now.log->event(3).user);
    QVERIFY(now.log->event(3).user != now.log->event(4).user);
    QCOMPARE(now.log->event(3).channel, now.log->event(4).channel);
    QVERIFY(now.log->event(3).channel != now.log->event(5).channel);
    QVERIFY(now.log->frame(3).contains("<@" + now.log->event(4).user.toUtf8() + ">"));
}

void TestRedactedSave::keepsChosenTexts()
{
    const auto log = conversation();
    const Saved now = saved(*log, {.keptConversations = {u"C024BE91L"_s}});
    QVERIFY2(now.report.isClean(), qPrintable(whyNotClean(now.report)));
    QVERIFY(now.log->frame(3).contains("\"text\":\"The valve leaks, <@" + now.log->event(4).user.toUtf8() +
                                       "> please look\""));
    QVERIFY(now.log->frame(4).contains("\"text\":\"On my way, "));
    QVERIFY(!now.bytes.contains("Mira"));
    QVERIFY(!now.bytes.contains("Umbrella"));
    QVERIFY(now.bytes.contains("Countdown at noon"));
    QCOMPARE(now.report.kept.size(), 1);
    QCOMPARE(now.report.kept.first().name, u"#launch-ops"_s);
    QCOMPARE(now.report.kept.first().id, now.log->event(3).channel);
    QCOMPARE(now.report.kept.first().texts, 4); // three messages and the topic
}

void TestRedactedSave::quotedFromElsewhereIsNotKept()
{
    const QByteArray now = redactedFrame(
        R"({"type":"message","channel":"C024BE91L","user":"U024BE7LH","text":"see this","ts":"1795356000.000100",)"
        R"("attachments":[{"channel_id":"C0SECRET1","text":"We buy Umbrella","fallback":"We buy Umbrella"},{"text":"of here"}]})",
        {.keptConversations = {u"C024BE91L"_s}});
    QVERIFY(now.contains("see this"));
    QVERIFY(now.contains("of here"));
    QVERIFY(!now.contains("Umbrella"));
}

void TestRedactedSave::secretsAlwaysGo()
{
    const QByteArray now = redactedFrame(
        R"({"type":"message","channel":"C024BE91L","user":"U024BE7LH","text":"it is xoxb-123456789012-SECRETa ok","ts":"1795356000.000100",)"
        R"("response_url":"https://x.example/SECRETb","token":"SECRETc","nested":{"password":"SECRETd","client_secret":"SECRETe"}})",
        {.keptConversations = {u"C024BE91L"_s}});
    QVERIFY2(!now.contains("SECRET"), now.constData());
    QVERIFY(now.contains("\"text\":\"it is *** ok\""));
    QVERIFY(now.contains("\"token\":\"***\""));
}

void TestRedactedSave::notesAreRedactedToo()
{
    const auto log = EventLog::inMemory({});
    log->append(note(
        1,
        R"({"kind":"send","local":"0b6f2c1d-0000","step":"queued","channel":"C024BE91L","text":"hello Umbrella people"})"));
    log->append(note(2, R"({"kind":"comment","of":1,"text":"Mira was right about Umbrella"})"));
    log->append(note(
        3,
        R"({"kind":"state","state":"Backoff","from":"Connecting","cause":"proxy.acme.example does not answer."})"));
    log->append(note(4, R"({"kind":"ws_close","by":"server","code":1012,"reason":"service restart"})"));
    log->append(note(
        5,
        R"({"kind":"gap","id":1,"from_us":1795356131318204,"open":true,"code":"no_pong","cause":"No answer for 20 s."})"));
    const Saved now = saved(*log);
    QVERIFY(!now.bytes.contains("Umbrella"));
    QVERIFY(!now.bytes.contains("acme"));
    QVERIFY(now.log->frame(0).contains(R"("step":"queued")"));
    QVERIFY(now.log->frame(2).contains(R"("state":"Backoff")"));
    QVERIFY(now.log->frame(2).contains("does not answer."));
    QVERIFY(now.log->frame(3).contains("service restart"));
    QCOMPARE(now.log->frame(4), log->frame(4));
}

void TestRedactedSave::envelopesAreRedactedToo()
{
    const QByteArray now = redactedFrame(
        R"({"envelope_id":"85c42f3a-fd9e-4511-a0af-8687e83b5c4c","type":"events_api","accepts_response_payload":false,"retry_attempt":0,)"
        R"("payload":{"token":"***","team_id":"T024BE7LD","api_app_id":"A0APP0001","type":"event_callback","event_id":"Ev08MFMKH6",)"
        R"("event_context":"4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUMDI0QkU3TEQifQ","event":{"type":"message","channel":"C024BE91L",)"
        R"("user":"U024BE7LH","text":"We buy Umbrella","ts":"1795356000.000100"}}})");
    for (const char *gone : {"85c42f3a", "T024BE7LD", "A0APP0001", "Ev08MFMKH6", "eyJldCI6", "C024BE91L",
                             "U024BE7LH", "Umbrella"})
        QVERIFY2(!now.contains(gone), gone);
    QVERIFY(now.contains(R"("type":"events_api")"));
    QVERIFY(now.contains(R"("ts":"1795356000.000100")"));
}

void TestRedactedSave::whatIsNoJson()
{
    const auto log = EventLog::inMemory({});
    Event text = entry(1, "Mira said: 7 o'clock");
    text.form = FrameForm::Text;
    log->append(text);
    log->append(binary(2, "secret bytes"));
    Event broken = entry(3, "\xff\xfe Mira");
    broken.form = FrameForm::Text;
    log->append(broken);
    const Saved now = saved(*log);
    QCOMPARE(now.log->frame(0), "Xxxx xxxx: 0 x'xxxxx");
    QCOMPARE(now.log->frame(1), QByteArray(12, '\0'));
    QCOMPARE(now.log->frame(2).size(), 7);
    QVERIFY(!now.bytes.contains("Mira"));
}

void TestRedactedSave::deeplyNested_data()
{
    QTest::addColumn<QByteArray>("opens");
    QTest::addColumn<QByteArray>("closes");
    QTest::newRow("objects") << QByteArray("{\"a\":") << QByteArray("}");
    QTest::newRow("arrays") << QByteArray("[") << QByteArray("]");
    QTest::newRow("both") << QByteArray("[{\"a\":") << QByteArray("}]");
}

//! Whoever walks it must not run out of stack, and what is at the bottom is found.
void TestRedactedSave::deeplyNested()
{
    QFETCH(const QByteArray, opens);
    QFETCH(const QByteArray, closes);
    for (const int levels : {2'000, 4'000}) {
        const auto times = levels / closes.size();
        const auto log = EventLog::inMemory({});
        log->append(entry(1, "{\"type\":\"x\",\"deep\":" + opens.repeated(times) + "{\"text\":\"Umbrella\"}" +
                                 closes.repeated(times) + '}'));
        const Saved now = saved(*log);
        QVERIFY2(now.report.isClean(), qPrintable(whyNotClean(now.report)));
        QVERIFY(now.log && !now.log->frame(0).contains("Umbrella"));
        QVERIFY(now.log->frame(0).contains("Xxxxxxxx"));
    }
}

//! What stays of it is not found again.
void TestRedactedSave::emojiAreNoWords()
{
    const auto log = EventLog::inMemory({});
    log->append(message(1, "\xF0\x9F\x98\x82 \xF0\x9F\x98\x82 \xF0\x9F\x98\x82 \xE2\x9D\xA4\xEF\xB8\x8F "
                           ":tada: :tada: :tada: :wave::skin-tone-4: :e-mail: :+1:"));
    const Saved now = saved(*log);
    QVERIFY2(now.report.isClean(), qPrintable(whyNotClean(now.report)));
    QVERIFY(now.log->frame(0).contains(
        "\xF0\x9F\x98\x82 \xF0\x9F\x98\x82 \xF0\x9F\x98\x82 \xE2\x9D\xA4\xEF\xB8\x8F :tada:"));
}

//! Its keys may be names, too.
void TestRedactedSave::anAppsOwnData()
{
    const QByteArray now = redactedFrame(
        R"({"type":"message","channel":"C024BE91L","ts":"1795356000.000100","metadata":{"event_type":"order","event_payload":)"
        R"({"customer_umbrella":{"iban":"DE02120300000000202051","total":1234.5,"note":"Umbrella"}}},"odd key Umbrella":"x","U024BE7LH":1})");
    QVERIFY2(!now.contains("mbrella"), now.constData());
    QVERIFY(!now.contains("DE0212"));
    QVERIFY(!now.contains("1234.5"));
    QVERIFY(!now.contains("U024BE7LH"));
    QVERIFY(!QJsonDocument::fromJson(now).isNull());
}

void TestRedactedSave::findsPlantedLeaks_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("risk");
    QTest::addColumn<QString>("path");
    using Risk = RedactionReport::Risk;
    const auto row = [](const char *name, const QByteArray &frame, Risk risk, const QString &path) {
        QTest::newRow(name) << frame << int(risk) << path;
    };
    row("id", R"({"type":"message","user":"U024BE7LH"})", Risk::Id, u"user"_s);
    row("id in a text", R"({"type":"message","text":"xxx <@U024BE7LH>"})", Risk::Id, u"text"_s);
    row("id in a key", R"({"type":"x","shares":{"C024BE91L_":[]}})", Risk::Id, u"shares.C024BE91L_"_s);
    row("id as a key", R"({"type":"x","shares":{"C024BE91L":[]}})", Risk::Id, u"shares.C024BE91L"_s);
    row("name", R"({"type":"message","text":"xxx Mira xx"})", Risk::Name, u"text"_s);
    row("name in small letters", R"({"type":"message","username":"okafor"})", Risk::Name, u"username"_s);
    row("conversation", R"({"type":"channel_rename","channel":{"id":"C0XXXX001","name":"launch-ops"}})",
        Risk::Name, u"channel.name"_s);
    row("team", R"({"type":"team_rename","team":{"id":"T0XXXX001","name":"Acme Rockets"}})", Risk::Name,
        u"team.name"_s);
    row("text",
        R"({"type":"message","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"xxx buy Umbrella next week"}}]})",
        Risk::Text, u"blocks[0].text.text"_s);
    row("text under an unknown key", R"({"type":"message","zzz":"The valve leaks"})", Risk::Text, u"zzz"_s);
    row("text as a type", R"({"type":"The valve leaks"})", Risk::Text, u"type"_s);
    row("job", R"({"type":"x","profile":{"title":"Head of Propulsion"}})", Risk::Text, u"profile.title"_s);
    row("e-mail", R"({"type":"message","text":"xx mira@acmerockets.example"})", Risk::Email, u"text"_s);
    row("e-mail of somebody else", R"({"type":"message","text":"xx bo@other.example"})", Risk::Email,
        u"text"_s);
    row("token", R"({"type":"message","text":"xoxp-123456789012-abc"})", Risk::Secret, u"text"_s);
    row("ticket", R"({"type":"x","response_url":"https://xxxxx/xxx"})", Risk::Secret, u"response_url"_s);
    row("link", R"({"type":"message","text":"<https://acmerockets.example/x>"})", Risk::Address, u"text"_s);
    row("link's path", R"({"type":"x","permalink":"https://xxxx.slack.com/files/launch/plan.pdf"})",
        Risk::Address, u"permalink"_s);
    row("workspace's address",
        R"({"type":"x","permalink":"https://acmerockets.slack.com/archives/C0XXXX001"})", Risk::Address,
        u"permalink"_s);
    row("phone", R"({"type":"message","text":"xxx +44 20 79460000"})", Risk::Phone, u"text"_s);
    row("emoji", R"({"type":"reaction_added","reaction":"acme-logo"})", Risk::Name, u"reaction"_s);
    row("no JSON", "The valve leaks here", Risk::Text, QString());
}

void TestRedactedSave::findsPlantedLeaks()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, risk);
    QFETCH(QString, path);
    const auto log = conversation();
    redact::Originals originals;
    originals.add(log->info());
    for (qsizetype row = 0; row < log->size(); ++row)
        originals.add(log->event(row));
    originals.close();
    // Into a file that is clean otherwise.
    const Saved clean = saved(*log);
    QList<QByteArray> lines = clean.bytes.split('\n');
    QByteArray planted;
    captureline::write(entry(99, frame), planted);
    lines.insert(4, planted);
    const auto again = opened(lines.join('\n'));
    QVERIFY(again);
    QCOMPARE(again->size(), log->size() + 1);
    redact::LeakSearch search(originals, {});
    search.search(again->info());
    for (qsizetype row = 0; row < again->size(); ++row)
        search.search(again->event(row));
    const RedactionReport report = search.takeReport();
    QVERIFY(!report.isClean());
    QCOMPARE(int(report.findings.first().risk), risk);
    QCOMPARE(report.findings.first().seq, 99);
    QCOMPARE(report.findings.first().path, path);
    for (const RedactionReport::Finding &finding : report.findings)
        QCOMPARE(finding.seq, 99);
    if (risk == int(RedactionReport::Risk::Secret))
        QVERIFY(report.findings.first().what.isEmpty());
}

void TestRedactedSave::findsLeaksInTheHeader()
{
    redact::Originals originals;
    CaptureInfo info;
    info.teamId = u"T024BE7LD"_s;
    info.teamName = u"Acme Rockets"_s;
    originals.add(info);
    originals.close();
    redact::LeakSearch search(originals, {});
    search.search(info);
    const RedactionReport report = search.takeReport();
    QCOMPARE(report.total(), 2);
    QCOMPARE(report.findings.first().seq, 0);
}

void TestRedactedSave::someRows()
{
    const auto log = conversation();
    RedactionWish wish;
    wish.rows = std::vector<quint32>{3, 4};
    const Saved now = saved(*log, wish);
    QCOMPARE(now.log->size(), 2);
    QCOMPARE(now.log->seqOf(1), 5);
    QCOMPARE(now.report.entries, 2);
}

void TestRedactedSave::givesUpAndFails()
{
    const auto log = logOf(5000);
    const QString path = m_folder.filePath(u"given-up.rtmcap"_s);
    for (const RedactionStep last :
         {RedactionStep::Reading, RedactionStep::Writing, RedactionStep::Checking}) {
        const auto report =
            saveRedacted(log->snapshot(), path, {}, [last](RedactionStep step, qsizetype done, qsizetype) {
                return step != last || done < 1000;
            });
        QVERIFY(!report);
        QCOMPARE(report.error().code, u"cancelled"_s);
        QVERIFY(!QFile::exists(path));
    }
    // One that was there stays, until the other was searched.
    QVERIFY(saveRedacted(log->snapshot(), path, {}).ok());
    const auto bytes = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    QVERIFY(!saveRedacted(log->snapshot(), path, {}, [](RedactionStep step, qsizetype, qsizetype) {
                 return step != RedactionStep::Checking;
             }).ok());
    QCOMPARE(bytes(), before);
    QVERIFY(saveRedacted(log->snapshot(), path, {}).ok());
    QVERIFY(bytes() != before);
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    const QStringList left = QDir(m_folder.path()).entryList({u"*redacted-*"_s}, QDir::Files | QDir::Hidden);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
    const auto report = saveRedacted(log->snapshot(), m_folder.filePath(u"no/such/x.rtmcap"_s), {});
    QVERIFY(!report);
    QVERIFY(!report.error().words.isEmpty());
}

RTMSCOPE_TEST_MAIN(TestRedactedSave)
#include "tst_redactedsave.moc"
