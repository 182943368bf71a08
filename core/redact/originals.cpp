// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/originals.h"

#include "core/redact/idshape.h"
#include "core/redact/urlmask.h"
#include "core/text/emoji.h"

#include <algorithm>
#include <utility>

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

constexpr quint64 hashStart = 0xcbf29ce484222325; // FNV-1a: the same in every run

quint64 hashOf(QStringView text, quint64 hash = hashStart)
{
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 0x100000001b3;
    return hash;
}

quint64 foldedHash(QStringView text, quint64 hash = hashStart)
{
    for (const QChar c : text)
        hash = (hash ^ c.toCaseFolded().unicode()) * 0x100000001b3;
    return hash;
}

//! So many letters at \a at are no words of anybody, and stay where texts are masked: emoji, the words inside
//! of
//! <!date^1392734382^{date_short}|…>.
qsizetype markupAt(QStringView text, qsizetype at)
{
    const auto lettersFrom = [text](qsizetype begin) {
        qsizetype end = begin;
        while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == u'_' || text[end] == u'^'))
            ++end;
        return end - begin;
    };
    const char16_t letter = text[at].unicode();
    if (letter >= 0xD83C && letter <= 0xD83E)
        return at + 1 < text.size() ? 2 : 0;
    if (letter == u'<' && at + 1 < text.size() && text[at + 1] == u'!')
        return 2 + lettersFrom(at + 2);
    if (letter == u'{') {
        const qsizetype end = at + 1 + lettersFrom(at + 1);
        const bool isPart = end < text.size() && text[end] == u'}';
        return isPart && isDatePart(text.sliced(at + 1, end - at - 1)) ? end + 1 - at : 0;
    }
    if (letter != u':')
        return 0;
    const qsizetype end = emojiEnd(text, at);
    return end > at + 2 && isStandardEmoji(text.sliced(at + 1, end - at - 2)) ? end - at : 0;
}

QString withoutMarkup(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype size = markupAt(text, at);
        out += size > 0 ? u' ' : text[at];
        at += std::max<qsizetype>(size, 1);
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
    std::vector<QStringView> words;
    const QString text = withoutMarkup(withoutAddresses(given));
    const auto isPart = [](QChar c) { return isWordLetter(c) || c == u':' || c == u'_'; };
    eachRun(text, isPart, [&](qsizetype begin, qsizetype end) {
        const QStringView word = QStringView(text).sliced(begin, end - begin);
        if (saysSomething(word))
            words.push_back(word);
    });
    std::vector<quint64> hashes;
    if (words.empty())
        return hashes;
    const auto phrase = [&words](std::size_t begin, std::size_t end) {
        quint64 hash = foldedHash(words[begin]);
        for (std::size_t i = begin + 1; i < end; ++i)
            hash = foldedHash(words[i], foldedHash(u" ", hash));
        return hash;
    };
    if (words.size() < length) {
        qsizetype size = qsizetype(words.size()) - 1;
        for (const QStringView word : words)
            size += word.size();
        if (size >= shortest)
            hashes.push_back(phrase(0, words.size()));
        return hashes;
    }
    for (std::size_t i = 0; i + length <= words.size(); ++i)
        hashes.push_back(phrase(i, i + length));
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
    const bool isId = isIdInPlace(value) || (value.size() >= shortest && !looksLikeTime(value) &&
                                             std::all_of(value.begin(), value.end(), isLarge));
    if (isId && saysSomething(value) && !isCommonId(value))
        m_ids.insert(value);
}

void Originals::addIdsIn(QStringView text)
{
    eachRun(text, isIdLetter,
            [&](qsizetype begin, qsizetype end) { addId(text.sliced(begin, end - begin)); });
}

//! Several ids may stand there, with commas between.
void Originals::addIdValues(const QString &value)
{
    addIdValue(value);
    if (!value.contains(u','))
        return;
    for (const QString &each : value.split(u','))
        addIdValue(each.trimmed());
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
    const quint64 known = hashOf(owner, hashOf(name) + 1);
    if (m_people.contains(known) || !saysSomething(name))
        return;
    m_people.insert(known);
    const auto own = [&](const QString &words) {
        if (owner.isEmpty())
            return;
        const QString folded = words.toCaseFolded();
        const auto other = m_owners.constFind(folded);
        if (other == m_owners.cend())
            m_owners.insert(folded, owner);
        else if (*other != owner)
            m_owners.insert(folded, QString());
    };
    own(name);
    m_names.add(NameIndex::Kind::Person, name);
    eachRun(name, isWordLetter, [&](qsizetype begin, qsizetype end) {
        const QString word = name.sliced(begin, end - begin);
        const bool isNumber = std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
        if (isNumber || !saysSomething(word))
            return;
        if (word.size() >= shortestNameWord)
            m_personWords.insert(word.toCaseFolded());
        m_names.addPart(word, begin == 0);
        own(word);
    });
}

void Originals::addConversation(const QString &given, const QString &id)
{
    const QString name = given.startsWith(u'#') ? given.sliced(1) : given;
    if (!saysSomething(name))
        return;
    m_conversations.insert(name.toCaseFolded());
    m_names.add(NameIndex::Kind::Conversation, name);
    if (!id.isEmpty())
        m_conversationNames.insert(id, name);
}

void Originals::addGroup(const QString &name)
{
    if (!saysSomething(name))
        return;
    if (name.size() >= shortestNameWord)
        m_groups.insert(name.toCaseFolded());
    m_names.add(NameIndex::Kind::Group, name);
}

//! Mentions tell ids, and in old messages names.
void Originals::addControls(QStringView text)
{
    constexpr QStringView subteam = u"!subteam^";
    const auto withoutSign = [](QStringView label, QChar sign) {
        return label.startsWith(sign) ? label.sliced(1).toString() : label.toString();
    };
    eachControl(text, [&](qsizetype, const Control &control) {
        if (control.target.startsWith(u'@') || control.target.startsWith(u'#')) {
            const QString id = control.target.sliced(1).toString();
            addIdValue(id);
            const QString label = withoutSign(control.label, control.target.front());
            if (control.target.startsWith(u'@'))
                addPerson(label, id);
            else
                addConversation(label, isIdInPlace(id) ? id : QString());
        } else if (control.target.startsWith(subteam)) {
            addIdValue(control.target.sliced(subteam.size()).toString());
            addGroup(withoutSign(control.label, u'@'));
        }
    });
}

//! \a isAddress: all of \a text is one, so that a word without dots is a host too.
void Originals::addHostsIn(const QString &text, bool isAddress)
{
    for (const Piece &piece : hostsIn(text)) {
        const QStringView host = QStringView(text).sliced(piece.begin, piece.end - piece.begin);
        if (saysSomething(host.chopped(serviceHost(host))))
            m_hosts.insert(foldedHash(host));
    }
    if (!isAddress)
        return;
    const qsizetype scheme = text.indexOf("://"_L1);
    const qsizetype begin = scheme < 0 ? 0 : scheme + 3;
    qsizetype end = begin;
    while (end < text.size() && !QStringView(u"/?#:").contains(text[end]))
        ++end;
    const QStringView host = QStringView(text).sliced(begin, end - begin);
    if (host.size() >= shortestNameWord && !host.contains(u'.') && !host.contains(u' ') &&
        host != u"localhost" && saysSomething(host))
        m_bareHosts.insert(foldedHash(host));
}

bool Originals::hasHost(QStringView name) const
{
    if (m_hosts.isEmpty())
        return false;
    for (qsizetype at = 0; at >= 0; at = name.indexOf(u'.', at) + 1) {
        const QStringView domain = name.sliced(at);
        if (!domain.contains(u'.'))
            return false;
        if (m_hosts.contains(foldedHash(domain)))
            return true;
    }
    return false;
}

bool Originals::isTold(const QString &word) const
{
    return hasConversation(word) || hasGroup(word) || hasPersonWord(word) || !m_names.matches(word).empty();
}

bool Originals::hasBareHost(QStringView name) const
{
    return !m_bareHosts.isEmpty() && m_bareHosts.contains(foldedHash(name));
}

void Originals::addPhrases(const QString &text)
{
    constexpr std::size_t step = 1'000'000;
    eachPhrase(text, [this](quint64 hash) { m_phrases.push_back(hash); });
    if (m_phrases.size() < m_sorted + std::max(step, m_sorted / 2))
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
    m_names.close();
}

void Originals::addString(const QString &text, const QString &key, Zone zone, const QString &owner)
{
    if (text.isEmpty())
        return;
    addIdsIn(text);
    addEmailsIn(text);
    const Meaning meaning = meaningOf(key, text, zone);
    switch (meaning) {
    case Meaning::PersonName:
    case Meaning::FirstName:
    case Meaning::LastName:
        return addPerson(text, key == u"author_name" ? QString() : owner);
    case Meaning::ConversationName:
        return addConversation(text, owner);
    case Meaning::GroupName:
        return addGroup(text);
    case Meaning::Id:
        return addIdValues(text);
    case Meaning::EmojiName:
        return addEmoji(text);
    case Meaning::Keyword:
    case Meaning::Time:
        return;
    default:
        return addWords(text, key, meaning);
    }
}

void Originals::addWords(const QString &text, const QString &key, Meaning meaning)
{
    const bool isOwn = meaning == Meaning::OwnWords;
    // Of a message of ours it is what it says; in other notes these are this program's words.
    if (isOwn && (!m_isSend || key != u"text"))
        return;
    addControls(text);
    addHostsIn(text, meaning == Meaning::Url);
    if (meaning == Meaning::FileName) {
        m_names.add(NameIndex::Kind::File, text);
        m_names.add(NameIndex::Kind::File, text.left(text.lastIndexOf(u'.')));
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

//! Without recursion: they may be nested deeply. In the order of the text.
void Originals::walk(json::Value root, Zone zone)
{
    std::vector<Due> due{{root, {}, zone, {}}};
    while (!due.empty()) {
        const Due at = std::move(due.back());
        due.pop_back();
        const std::size_t first = due.size();
        if (at.value.isString()) {
            addString(at.value.text(), at.key, at.zone, at.owner);
        } else if (at.value.isObject()) {
            lookAtObject(at, due);
        } else if (at.value.isArray()) {
            const Zone inside = zoneOf(at.key, {}, {}, at.zone);
            for (const json::Value element : at.value.elements())
                due.push_back({element, at.key, element.isString() ? at.zone : inside, at.owner});
        }
        std::reverse(due.begin() + std::ptrdiff_t(first), due.end());
    }
}

void Originals::lookAtObject(const Due &object, std::vector<Due> &inside)
{
    const json::Value value = object.value;
    const QString id = value["id"].text();
    const Zone zone = zoneOf(object.key, id, value["type"].text(), object.zone);
    // A profile is its user's, a topic its conversation's.
    QString owner = object.owner;
    if (isIdInPlace(id))
        owner = id;
    else if (zone == Zone::Person && isIdInPlace(value["user"].text()))
        owner = value["user"].text();
    else if (object.key == u"message" || object.key == u"event")
        owner.clear();
    for (const json::Value::Member member : value.members()) {
        const QString name = json::fromUtf8(member.key);
        addIdsIn(name);
        if (isIdInPlace(name))
            addIdValue(name);
        if (zone == Zone::Emoji && object.key == u"emoji")
            addEmoji(name);
        // What stands beside a message's author is about them.
        const bool isAuthors = name == "user_profile"_L1 || name == "username"_L1;
        inside.push_back({member.value, name, zone, isAuthors ? value["user"].text() : owner});
    }
}

void Originals::add(const Event &event)
{
    addId(event.channel);
    addId(event.user);
    if (event.channelIsBeside && !looksLikeId(event.channel))
        addConversation(event.channel, {});
    if (event.form == FrameForm::Binary)
        return;
    m_isSend = event.direction == Direction::Note && event.type == "send"_L1;
    if (!m_document.parse(event.raw))
        return addString(QString::fromUtf8(event.raw), u"text"_s, Zone::Plain, {});
    const bool isNote = event.direction == Direction::Note;
    const bool isOwn = isNote && event.type != "comment"_L1 && event.type != "mark"_L1;
    walk(m_document.root(), isOwn && m_document.root().isObject() ? Zone::Note : Zone::Plain);
}

void Originals::add(const CaptureInfo &info)
{
    addId(info.teamId);
    addId(info.selfId);
    addString(info.teamName, u"team_name"_s, Zone::Plain, {});
}

} // namespace rtmscope::redact
