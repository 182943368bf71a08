// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/originals.h"

#include "core/redact/idshape.h"
#include "core/text/emoji.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

constexpr qsizetype shortestNameWord = 3;

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

bool isIdLetter(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

//! Letters that stand for others, or only for "nothing": x, X, 0.
bool saysSomething(QStringView word)
{
    return std::any_of(word.begin(), word.end(), [](QChar c) {
        const bool isLetter = c.isLetterOrNumber() || c.isSurrogate();
        return isLetter && !QStringView(u"xX0\u00f8\u00d8\u3007\U0001D431").contains(c);
    });
}

quint64 hashOf(QStringView text)
{
    quint64 hash = 0xcbf29ce484222325; // FNV-1a: the same in every run
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 0x100000001b3;
    return hash;
}

//! Emoji stay where texts are masked: they are no words of anybody.
QString withoutEmoji(const QString &text)
{
    const auto begins = [&text](qsizetype at) {
        return at + 1 < text.size() && text[at].unicode() >= 0xD83C && text[at].unicode() <= 0xD83E;
    };
    QString out;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (begins(at))
            ++at;
        else
            out += text[at];
    }
    return out;
}

//! What an address is made of is searched for otherwise: every text with one begins with https.
QString withoutAddresses(const QString &text)
{
    qsizetype at = text.indexOf("://"_L1);
    if (at < 0)
        return text;
    QString out;
    qsizetype copied = 0;
    for (; at >= 0; at = text.indexOf("://"_L1, copied)) {
        qsizetype begin = at;
        while (begin > copied && text[begin - 1].isLetter())
            --begin;
        out += QStringView(text).sliced(copied, begin - copied);
        copied = at + 3;
        while (copied < text.size() && !text[copied].isSpace() && !QStringView(u"|<>").contains(text[copied]))
            ++copied;
    }
    return out += QStringView(text).sliced(copied);
}

} // namespace

Originals::Originals() = default;

std::vector<quint64> Originals::phrasesOf(const QString &given)
{
    constexpr std::size_t length = 3;
    constexpr qsizetype shortest = 8; // of a text by itself: "yes" is said by everybody
    QStringList words;
    const QString text = withoutEmoji(withoutAddresses(given));
    const auto isPart = [](QChar c) { return isWordLetter(c) || c == u':' || c == u'_'; };
    eachRun(text, isPart, [&](qsizetype begin, qsizetype end) {
        const QStringView word = QStringView(text).sliced(begin, end - begin);
        // Emoji that everybody has are no words of anybody, and stay.
        const bool isEmoji = word.size() > 2 && word.startsWith(u':') && word.endsWith(u':') &&
                             isStandardEmoji(word.chopped(1).sliced(1));
        if (saysSomething(word) && !isEmoji)
            words.append(word.toString().toCaseFolded());
    });
    std::vector<quint64> hashes;
    if (words.isEmpty())
        return hashes;
    if (std::size_t(words.size()) < length) {
        const QString whole = words.join(u' ');
        if (whole.size() >= shortest)
            hashes.push_back(hashOf(whole));
        return hashes;
    }
    for (qsizetype i = 0; i + qsizetype(length) <= words.size(); ++i)
        hashes.push_back(hashOf(words.mid(i, length).join(u' ')));
    return hashes;
}

bool Originals::hasText(quint64 hash) const
{
    return std::binary_search(m_phrases.begin(), m_phrases.end(), hash);
}

void Originals::addId(QStringView word)
{
    if (looksLikeId(word) && saysSomething(word) && !isCommonId(word))
        m_ids.insert(word.toString());
}

//! What stands where an id belongs is one, however short it is in a test.
void Originals::addIdValue(const QString &value)
{
    constexpr qsizetype shortest = 4;
    const auto isLarge = [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); };
    if (value.size() >= shortest && saysSomething(value) && !isCommonId(value) && !looksLikeTime(value) &&
        std::all_of(value.begin(), value.end(), isLarge))
        m_ids.insert(value);
}

void Originals::addIdsIn(QStringView text)
{
    eachRun(text, isIdLetter,
            [&](qsizetype begin, qsizetype end) { addId(text.sliced(begin, end - begin)); });
}

void Originals::addEmailsIn(QStringView text)
{
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        const Piece piece = emailAround(text, at);
        if (!piece.isEmpty())
            m_emails.insert(text.sliced(piece.begin, piece.end - piece.begin).toString().toCaseFolded());
    }
}

void Originals::addPerson(const QString &name, const QString &owner)
{
    const auto own = [&](const QString &words) {
        const QString folded = words.toCaseFolded();
        if (owner.isEmpty())
            return;
        const auto known = m_owners.constFind(folded);
        if (known == m_owners.cend())
            m_owners.insert(folded, owner);
        else if (*known != owner)
            m_owners.insert(folded, QString());
    };
    if (!saysSomething(name))
        return;
    own(name);
    eachRun(name, isWordLetter, [&](qsizetype begin, qsizetype end) {
        const QString word = name.sliced(begin, end - begin);
        const bool isNumber = std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
        if (word.size() < shortestNameWord || isNumber || !saysSomething(word))
            return;
        m_personWords.insert(word.toCaseFolded());
        own(word);
    });
}

void Originals::addPhrases(const QString &text)
{
    constexpr std::size_t step = 1'000'000;
    eachPhrase(text, [this](quint64 hash) { m_phrases.push_back(hash); });
    if (m_phrases.size() < m_sorted + step)
        return;
    // The same is said again and again: as many as there are different ones are kept.
    std::sort(m_phrases.begin(), m_phrases.end());
    m_phrases.erase(std::unique(m_phrases.begin(), m_phrases.end()), m_phrases.end());
    m_sorted = m_phrases.size();
}

void Originals::close()
{
    std::sort(m_phrases.begin(), m_phrases.end());
    m_phrases.erase(std::unique(m_phrases.begin(), m_phrases.end()), m_phrases.end());
}

void Originals::addString(const QString &text, const QString &key, Zone zone, const QString &owner)
{
    if (text.isEmpty())
        return;
    addIdsIn(text);
    addEmailsIn(text);
    switch (meaningOf(key, text, zone)) {
    case Meaning::PersonName:
    case Meaning::FirstName:
    case Meaning::LastName:
        return addPerson(text, key == u"author_name" ? QString() : owner);
    case Meaning::ConversationName:
        if (saysSomething(text))
            m_conversations.insert(text.toCaseFolded());
        if (!owner.isEmpty())
            m_conversationNames.insert(owner, text);
        return;
    case Meaning::GroupName:
        if (text.size() >= shortestNameWord && saysSomething(text))
            m_groups.insert(text.toCaseFolded());
        return;
    case Meaning::Id:
        return addIdValue(text);
    case Meaning::EmojiName:
        return addEmoji(text);
    case Meaning::Keyword:
    case Meaning::Time:
        return;
    case Meaning::OwnWords: // of a note; but of a message of ours it is what it says
        if (!m_isSend || key != u"text")
            return;
        break;
    case Meaning::Said:
    case Meaning::Text:
    case Meaning::FileName:
    case Meaning::Url:
    case Meaning::Secret:
        break;
    }
    addPhrases(text);
}

void Originals::addEmoji(const QString &given)
{
    QString name = given.startsWith("alias:"_L1) ? given.sliced(6) : given;
    name.remove(u':');
    if (name.size() >= shortestNameWord && !isStandardEmoji(name) && saysSomething(name))
        m_emoji.insert(name);
}

void Originals::walk(json::Value value, const QString &key, Zone zone)
{
    if (value.isString())
        return addString(value.text(), key, zone, m_owner);
    if (value.isObject())
        return walkObject(value, key, zone);
    if (!value.isArray())
        return;
    const Zone inside = zoneOf(key, {}, {}, zone);
    for (const json::Value element : value.elements())
        walk(element, key, element.isString() ? zone : inside);
}

void Originals::walkObject(json::Value object, const QString &key, Zone around)
{
    const QString id = object["id"].text();
    const Zone zone = zoneOf(key, id, object["type"].text(), around);
    // A profile is its user's, a topic its conversation's.
    const QString before = m_owner;
    if (looksLikeId(id))
        m_owner = id;
    else if (zone == Zone::Person && looksLikeId(object["user"].text()))
        m_owner = object["user"].text();
    else if (key == u"user_profile" || key == u"message" || key == u"event")
        m_owner = key == u"user_profile" ? before : QString();
    for (const json::Value::Member member : object.members()) {
        const QString name = json::fromUtf8(member.key);
        addIdsIn(name);
        if (zone == Zone::Emoji && key == u"emoji")
            addEmoji(name);
        // What stands beside a message's author is about them.
        const QString outside = m_owner;
        if (name == "user_profile"_L1 || name == "username"_L1)
            m_owner = object["user"].text();
        walk(member.value, name, zone);
        m_owner = outside;
    }
    m_owner = before;
}

void Originals::add(const Event &event)
{
    addId(event.channel);
    addId(event.user);
    if (event.channelIsBeside && !looksLikeId(event.channel))
        m_conversations.insert(event.channel.toCaseFolded());
    if (event.form == FrameForm::Binary)
        return;
    m_owner.clear();
    m_isSend = event.direction == Direction::Note && event.type == "send"_L1;
    if (!m_document.parse(event.raw))
        return addString(QString::fromUtf8(event.raw), u"text"_s, Zone::Plain, {});
    const bool isNote = event.direction == Direction::Note;
    const bool isOwn = isNote && event.type != "comment"_L1 && event.type != "mark"_L1;
    walkObject(m_document.root(), {}, isOwn ? Zone::Note : Zone::Plain);
    if (!m_document.root().isObject())
        walk(m_document.root(), {}, Zone::Plain);
}

void Originals::add(const CaptureInfo &info)
{
    addId(info.teamId);
    addId(info.selfId);
    addString(info.teamName, u"team_name"_s, Zone::Plain, {});
}

} // namespace rtmscope::redact
