// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "core/redact/redactedsave.h"
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

#include <functional>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! What must not be in a redacted file. Found by another JSON parser and by other rules than the program's:
//! what people would call a name, an id, an address.
struct Needles
{
    QSet<QString> names;  //!< folded words with blanks between; stand by themselves
    QSet<QString> marked; //!< conversations that are called like a word: only behind #
    QSet<QString> ids;
    QSet<QString> parts; //!< hosts, addresses, pieces of links, telephone numbers, secrets: anywhere
    QSet<QString> texts; //!< anywhere, where no texts are kept
};

const QRegularExpression &expression(const char *pattern)
{
    static QHash<QByteArray, QRegularExpression> known;
    const auto found = known.constFind(pattern);
    if (found != known.cend())
        return *found;
    return *known.insert(pattern, QRegularExpression(QString::fromLatin1(pattern),
                                                     QRegularExpression::UseUnicodePropertiesOption));
}

bool isPlaceholder(const QString &text)
{
    static const QRegularExpression nothing(u"^[xX0\\W_]*$"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return nothing.match(text).hasMatch();
}

QStringList wordsOf(const QString &text)
{
    return text.toCaseFolded().split(expression("[^\\p{L}\\p{N}]+"), Qt::SkipEmptyParts);
}

void addName(const QString &name, Needles &needles)
{
    const QString words = wordsOf(name).join(u' ');
    const bool hasLetter = words.contains(expression("\\p{L}"));
    if (hasLetter && words.size() > 1 && !isPlaceholder(words))
        needles.names.insert(words);
}

void addConversation(const QString &name, Needles &needles)
{
    if (name.contains(expression("[^\\p{L}]")))
        addName(name, needles);
    else if (!isPlaceholder(name))
        needles.marked.insert(u'#' + name.toCaseFolded());
}

//! By what the object that it stands in says of itself.
void addMember(const QString &key, const QString &text, const QJsonObject &object, Needles &needles)
{
    static const QSet<QString> names{u"real_name"_s,    u"real_name_normalized"_s,
                                     u"display_name"_s, u"display_name_normalized"_s,
                                     u"username"_s,     u"user_name"_s,
                                     u"author_name"_s,  u"first_name"_s,
                                     u"last_name"_s,    u"team_name"_s,
                                     u"team_domain"_s,  u"bot_name"_s,
                                     u"app_name"_s,     u"service_name"_s,
                                     u"handle"_s,       u"enterprise_name"_s};
    static const QSet<QString> ids{
        u"user"_s,    u"channel"_s, u"team"_s,     u"bot_id"_s,        u"user_id"_s,
        u"id"_s,      u"team_id"_s, u"app_id"_s,   u"inviter"_s,       u"channel_id"_s,
        u"creator"_s, u"file_id"_s, u"event_id"_s, u"parent_user_id"_s};
    static const QSet<QString> texts{u"text"_s,    u"fallback"_s, u"topic"_s,   u"initial_comment"_s,
                                     u"purpose"_s, u"pretext"_s,  u"footer"_s,  u"preview"_s,
                                     u"value"_s,   u"title"_s,    u"caption"_s, u"plain_text"_s};
    const QString id = object[u"id"_s].toString();
    const QChar kind = id.size() > 5 ? id.front() : QChar();
    const bool isName = key == "name"_L1 && !kind.isNull();
    if (names.contains(key) || (isName && u"UWTBASE"_s.contains(kind)))
        addName(text, needles);
    if (key == "channel_name"_L1 || (isName && u"CG"_s.contains(kind)))
        addConversation(text, needles);
    if (kind == u'F' && (isName || key == "title"_L1) && text.contains(u'.'))
        addName(text, needles);
    if (ids.contains(key) && text.contains(expression("^[A-Z0-9]{6,12}$")) && !isPlaceholder(text))
        needles.ids.insert(text);
    const bool isOfPerson = object.contains(u"real_name"_s) || object.contains(u"display_name"_s);
    if (isOfPerson && (key == "status_text"_L1 || key == "title"_L1) && text.size() > 6)
        needles.parts.insert(text);
    if (key == "phone"_L1 && text.size() > 6 && !isPlaceholder(text))
        needles.parts.insert(text);
    if (texts.contains(key) && text.contains(u' ') && text.size() > 8 && !isPlaceholder(text))
        needles.texts.insert(text);
}

//! Wherever it stands in whatever string.
void addPieces(const QString &text, Needles &needles)
{
    const auto each = [&text](const QRegularExpression &wanted,
                              const std::function<void(const QString &)> &take) {
        for (auto match = wanted.globalMatch(text); match.hasNext();) {
            const auto found = match.next();
            take(found.captured(found.lastCapturedIndex()));
        }
    };
    each(expression("\\b(?:[UWCDGTBFASE](?=[A-Z]*[0-9])[A-Z0-9]{7,11}|Ev[A-Z0-9]{6,12})\\b"),
         [&](const QString &id) { needles.ids += isPlaceholder(id.sliced(1)) ? QSet<QString>() : QSet{id}; });
    each(expression("<[@#]([A-Z][A-Z0-9]{5,11})[|>]"), [&](const QString &id) { needles.ids.insert(id); });
    each(expression("<#[A-Z0-9]+\\|([^>]+)>"), [&](const QString &name) { addConversation(name, needles); });
    each(expression("<@[A-Z0-9]+\\|@?([^>]+)>"), [&](const QString &name) { addName(name, needles); });
    each(expression("[\\w.+-]+@[\\w-]+\\.[\\w.]*\\w"),
         [&](const QString &address) { needles.parts.insert(address); });
    each(expression("\\bxox[a-z]-[\\w-]{8,}"), [&](const QString &token) { needles.parts.insert(token); });
    each(expression("services/\\w+/\\w+/(\\w{8,})"),
         [&](const QString &token) { needles.parts.insert(token); });
    each(expression("://([\\w-]+(?:\\.[\\w-]+)+)"), [&](const QString &host) {
        const bool isService =
            host.contains(expression("^([xX0]*\\.)?(slack|slack-edge|slack-files|slack-gov)\\.com$"));
        if (!isService && !isPlaceholder(host))
            needles.parts.insert(host);
    });
    // What identifies a picture or a page; which message a link is to may stay.
    each(expression("://[^\\s|>]*/((?!p[0-9]{16})(?=[a-z]*[0-9])(?=[0-9]*[a-z])[0-9a-z]{10,})"),
         [&](const QString &part) { needles.parts.insert(part); });
}

void collect(const QJsonValue &value, Needles &needles, const QString &key = {},
             const QJsonObject &around = {})
{
    if (value.isString()) {
        addPieces(value.toString(), needles);
        addMember(key, value.toString(), around, needles);
    }
    for (const QJsonValue &element : value.toArray())
        collect(element, needles, key, around);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        addPieces(member.key(), needles);
        collect(member.value(), needles, member.key(), object);
    }
}

//! All that a reader of a file reads.
struct Haystack
{
    QString all;
    QList<QStringList> lines; //!< words, of what may be somebody's
};

void pile(const QJsonValue &value, const QString &key, Haystack &hay)
{
    static const QSet<QString> protocol{
        u"type"_s,     u"subtype"_s,     u"kind"_s,         u"method"_s,  u"filetype"_s, u"mimetype"_s,
        u"mode"_s,     u"range"_s,       u"style"_s,        u"error"_s,   u"reaction"_s, u"emoji"_s,
        u"warnings"_s, u"scope"_s,       u"channel_type"_s, u"unicode"_s, u"state"_s,    u"presence"_s,
        u"needed"_s,   u"pretty_type"_s, u"provided"_s,     u"warning"_s};
    if (value.isString()) {
        QString text = value.toString();
        hay.all += text + u'\n';
        // What stays of addresses and emoji is everybody's, and searched otherwise.
        text.remove(expression("\\S+://[^\\s>|]+")).remove(expression(":[a-z0-9_+'-]+:"));
        if (!protocol.contains(key))
            hay.lines << wordsOf(text);
        if (text.contains(u'#'))
            hay.lines << text.toCaseFolded().split(u' ');
    }
    for (const QJsonValue &element : value.toArray())
        pile(element, key, hay);
    const QJsonObject object = value.toObject();
    const bool isEmoji = object[u"type"_s] == u"emoji"_s;
    for (auto member = object.begin(); member != object.end(); ++member) {
        hay.all += member.key() + u'\n';
        pile(member.value(), isEmoji || key == "reactions"_L1 ? u"emoji"_s : member.key(), hay);
    }
}

QStringList namesIn(const Haystack &hay, const Needles &needles)
{
    QHash<QString, qsizetype> longest; // by first word: most words of a name
    for (const QString &name : needles.names) {
        qsizetype &most = longest[name.section(u' ', 0, 0)];
        most = std::max(most, name.count(u' ') + 1);
    }
    QStringList left;
    for (const QStringList &words : hay.lines) {
        for (qsizetype at = 0; at < words.size(); ++at) {
            if (needles.marked.contains(words[at]))
                left << words[at];
            const qsizetype most = longest.value(words[at]);
            for (qsizetype count = 1; count <= most && at + count <= words.size(); ++count) {
                const QString phrase = words.mid(at, count).join(u' ');
                if (needles.names.contains(phrase))
                    left << u"name "_s + phrase + u" in: "_s + words.join(u' ').left(200);
            }
        }
    }
    return left;
}

QStringList leftIn(const Haystack &hay, const Needles &needles, bool areTextsKept)
{
    QStringList left = namesIn(hay, needles);
    for (auto match = expression("[A-Za-z0-9]{6,}").globalMatch(hay.all); match.hasNext();) {
        const QString word = match.next().captured();
        if (needles.ids.contains(word) && word != "USLACKBOT"_L1)
            left << u"id "_s + word;
    }
    for (const QString &part : needles.parts) {
        if (hay.all.contains(part, Qt::CaseInsensitive))
            left << u"part "_s + part;
    }
    for (const QString &text : needles.texts) {
        if (!areTextsKept && hay.all.contains(text))
            left << u"text "_s + text;
    }
    left.removeDuplicates();
    return left;
}

} // namespace

//! Captures made of what real workspaces said, redacted with all texts masked and with all of them kept: none
//! of their names, ids, addresses is left.
class TestRedactedCorpus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTestSees();
    void nothingIsLeft_data();
    void nothingIsLeft();

private:
    using Log = std::unique_ptr<EventLog>;
    static Log framesOf(const QString &folder);
    static Log answersOf(const QString &folder);
    static QJsonValue valueOf(const QByteArray &json);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QJsonValue TestRedactedCorpus::valueOf(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

TestRedactedCorpus::Log TestRedactedCorpus::framesOf(const QString &folder)
{
    auto log = EventLog::inMemory({});
    quint64 n = 0;
    for (const QFileInfo &info : QDir(folder).entryInfoList({u"*.json"_s, u"*.ndjson"_s}, QDir::Files)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            return nullptr;
        const QByteArray content = file.readAll();
        for (const QByteArray &part : info.suffix() == "json"_L1 ? QList{content} : content.split('\n')) {
            const QJsonDocument document = QJsonDocument::fromJson(part);
            const QByteArray frame = document.toJson(QJsonDocument::Compact);
            // An object by itself is of whatever its file is called after.
            const bool isFrame = document.object().contains(u"type"_s) ||
                                 document.object().contains(u"ts"_s) ||
                                 document.object().contains(u"envelope_id"_s);
            const QByteArray wrapped = QByteArray(R"({"type":"object","KEY":VALUE})")
                                           .replace("KEY", info.fileName().section(u'_', 0, 0).toUtf8())
                                           .replace("VALUE", frame);
            if (!document.isNull())
                log->append(entry(++n, isFrame ? frame : wrapped));
        }
    }
    return log;
}

TestRedactedCorpus::Log TestRedactedCorpus::answersOf(const QString &folder)
{
    auto log = EventLog::inMemory({});
    quint64 n = 0;
    for (const QFileInfo &info : QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            return nullptr;
        const QByteArray answer = QJsonDocument::fromJson(file.readAll()).toJson(QJsonDocument::Compact);
        QByteArray call(
            R"({"kind":"api","method":"METHOD","args":{},"status":200,"ok":true,"ms":3,"answer":VALUE})");
        call.replace("METHOD", info.fileName().section(u"__"_s, 0, 0).toUtf8()).replace("VALUE", answer);
        log->append(note(++n, call));
    }
    return log;
}

//! Of a text that stays as it is all is left.
void TestRedactedCorpus::theTestSees()
{
    const QByteArray frame =
        R"({"type":"message","channel":"C024BE91L","user":"UABCDEFGH","username":"Mira Okafor","user_profile":)"
        R"({"display_name":"\u674e\u660e","status_text":"on the moon"},"text":"see \u003c\u0023C0OTHER01|launch-ops> at https://a.acme.example/x"})";
    Needles needles;
    collect(valueOf(frame), needles);
    Haystack hay;
    pile(valueOf(frame), {}, hay);
    const QStringList left = leftIn(hay, needles, false);
    for (const QString &wanted : {u"name mira okafor"_s, u"name \u674e\u660e"_s, u"name launch ops"_s,
                                  u"id UABCDEFGH"_s, u"id C024BE91L"_s, u"id C0OTHER01"_s,
                                  u"part on the moon"_s, u"part a.acme.example"_s, u"text see "_s}) {
        QVERIFY2(std::any_of(left.begin(), left.end(),
                             [&](const QString &each) { return each.startsWith(wanted); }),
                 qPrintable(wanted));
    }
}

void TestRedactedCorpus::nothingIsLeft_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("areTextsKept");
    const auto row = [](const QString &name, const QString &place, const QString &how) {
        for (const bool areTextsKept : {false, true})
            QTest::newRow(qPrintable(name + (areTextsKept ? u", kept"_s : QString())))
                << place << how << areTextsKept;
    };
    row(u"own events"_s, fixture(u"events"_s), u"frames"_s);
    for (const QString &name :
         {u"rtm-events"_s, u"message-subtypes"_s, u"events-api"_s, u"socket-mode"_s, u"objects"_s})
        row(name, corpusFolder(name), u"frames"_s);
    row(u"api"_s, corpusFolder(u"api"_s), u"answers"_s);
    for (const QString &name : {u"histories"_s, u"../cases/chat"_s, u"../cases/files"_s}) {
        const QString folder = corpusFolder(name);
        if (folder.isEmpty())
            row(name, {}, {});
        for (const QFileInfo &file :
             QDir(folder.isEmpty() ? u"/nowhere"_s : folder).entryInfoList(QDir::Files))
            row(file.fileName(), file.filePath(), u"file"_s);
    }
}

void TestRedactedCorpus::nothingIsLeft()
{
    QFETCH(QString, place);
    QFETCH(QString, how);
    QFETCH(bool, areTextsKept);
    if (place.isEmpty())
        QSKIP("the corpus is not here");
    Log log;
    if (how == "file"_L1) {
        auto opened = EventLog::open(place);
        QVERIFY2(opened.ok(), qPrintable(place));
        log = std::move(opened).value();
    } else {
        log = how == "frames"_L1 ? framesOf(place) : answersOf(place);
    }
    QVERIFY(log && log->size() > 0);
    Needles needles;
    Workspace workspace;
    for (qsizetype row = 0; row < log->size(); ++row) {
        collect(valueOf(log->frame(row)), needles);
        workspace.apply(log->event(row));
    }
    RedactionWish wish;
    for (const Conversation &conversation : workspace.conversations()) {
        if (areTextsKept)
            wish.keptConversations.insert(conversation.id().text());
    }
    const QString path = m_folder.filePath(u"%1.rtmcap"_s.arg(++m_files));
    const auto report = saveRedacted(log->snapshot(), path, wish);
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(report.error().words));
    const auto now = EventLog::open(path);
    QVERIFY(now.ok());
    QCOMPARE((*now)->size(), log->size());
    Haystack hay;
    for (qsizetype row = 0; row < log->size(); ++row)
        pile(valueOf((*now)->frame(row)), {}, hay);
    const QStringList left = leftIn(hay, needles, areTextsKept);
    QVERIFY2(left.isEmpty(), qPrintable(left.first(std::min<qsizetype>(left.size(), 30)).join(u'\n')));
    QStringList words;
    for (const RedactionReport::Finding &finding :
         report->findings.first(std::min<qsizetype>(report->findings.size(), 20)))
        words << riskWords(finding.risk, 1) + u": "_s + findingWords(finding);
    QVERIFY2(report->isClean(), qPrintable(words.join(u'\n')));
}

RTMSCOPE_TEST_MAIN(TestRedactedCorpus)
#include "tst_redactedcorpus.moc"
