// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/redactor.h"

#include "core/events/protocolwords.h"
#include "core/events/ticketmask.h"
#include "core/json/tree.h"
#include "core/redact/idshape.h"
#include "core/redact/textmask.h"
#include "core/redact/textscrub.h"
#include "core/redact/urlmask.h"
#include "core/text/emoji.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

//! What an object says of itself.
struct Outline
{
    QString id;
    QString type;
    QString channel;
    QString user;
};

//! Where the member is told that is called \a key as it is spelled, quotes included; nullptr: it says
//! nothing.
QString *memberOf(Outline &outline, QByteArrayView key)
{
    return key == "\"id\""                                   ? &outline.id
           : key == "\"type\""                               ? &outline.type
           : key == "\"channel\"" || key == "\"channel_id\"" ? &outline.channel
           : key == "\"user\""                               ? &outline.user
                                                             : nullptr;
}

Outline outlineOf(const json::Tree &tree, int node)
{
    Outline outline;
    for (int child = tree.node(node).firstChild; child >= 0; child = tree.node(child).nextSibling) {
        const json::Tree::Node &at = tree.node(child);
        if (at.kind != json::Kind::String)
            continue;
        // Mostly as it is spelled: there are a hundred keys in a frame.
        const QByteArrayView spelled =
            QByteArrayView(tree.text()).sliced(at.keyBegin, at.keyEnd - at.keyBegin);
        QString *wanted = spelled.contains('\\') ? memberOf(outline, '"' + tree.key(child).toUtf8() + '"')
                                                 : memberOf(outline, spelled);
        if (wanted)
            *wanted = tree.string(child);
    }
    return outline;
}

bool isOwnNote(const Event &event)
{
    return event.direction == Direction::Note && event.type != "comment"_L1 && event.type != "mark"_L1;
}

//! Where a call was made: what answers to it says so no more.
QString channelOfCall(const json::Tree &tree)
{
    const int channel = tree.find(u"args.channel");
    return channel < 0 ? QString() : tree.string(channel);
}

QString keptIn(const QString &channel, const QSet<QString> &kept)
{
    return kept.contains(channel) ? channel : QString();
}

Place placeOf(const json::Tree &tree, int index, const Place &around, const QSet<QString> &kept)
{
    const json::Tree::Node &node = tree.node(index);
    Place place = around;
    if (node.keyBegin >= 0)
        place.key = tree.key(index);
    if (node.kind == json::Kind::Array)
        place.zone = zoneOf(place.key, {}, {}, around.zone);
    if (node.kind != json::Kind::Object)
        return place;
    const Outline outline = outlineOf(tree, index);
    place.zone = zoneOf(place.key, outline.id, outline.type, around.zone);
    const bool isConversation = place.zone == Zone::Conversation && isIdInPlace(outline.id);
    if (isConversation || !outline.channel.isEmpty())
        place.kept = keptIn(isConversation ? outline.id : outline.channel, kept);
    if (isIdInPlace(outline.id))
        place.owner = outline.id;
    else if (!outline.user.isEmpty())
        place.owner = outline.user;
    return place;
}

QString withoutColons(const QString &name)
{
    return name.startsWith(u':') && name.endsWith(u':') && name.size() > 2 ? name.chopped(1).sliced(1) : name;
}

QByteArray nothingOf(QByteArrayView number)
{
    QByteArray out;
    bool isFirst = true;
    bool isExponent = false;
    for (const char c : number) {
        isExponent = isExponent || c == 'e' || c == 'E';
        const bool isDigit = c >= '0' && c <= '9';
        out += isDigit && !isExponent ? (isFirst && number.size() > 1 ? '1' : '0') : c;
        isFirst = isFirst && !isDigit;
    }
    return out;
}

} // namespace

std::vector<Place> placesIn(const json::Tree &tree, const Event &event,
                            const QSet<QString> &keptConversations)
{
    std::vector<Place> places(std::size_t(tree.size()));
    Place whole;
    whole.zone = isOwnNote(event) ? Zone::Note : Zone::Plain;
    const QString channel = event.channel.isEmpty() ? channelOfCall(tree) : event.channel;
    whole.kept = keptIn(channel, keptConversations);
    for (int node = 0; node < tree.size(); ++node) {
        const std::int32_t parent = tree.node(node).parent;
        const Place &around = parent < 0 ? whole : places[std::size_t(parent)];
        places[std::size_t(node)] = placeOf(tree, node, around, keptConversations);
        if (parent < 0 && isOwnNote(event))
            places.front().zone = Zone::Note;
    }
    return places;
}

Redactor::Redactor(const Originals &originals, QSet<QString> keptConversations, QByteArray key)
    : m_originals(originals)
    , m_kept(std::move(keptConversations))
    , m_pseudonyms(
          [&originals](const QString &word) {
              return originals.hasId(word) || originals.names().holds(word);
          },
          std::move(key))
{
}

//! Of files that know conversations by name only, that is their id.
QString Redactor::pseudonymOf(const QString &channel)
{
    return m_originals.hasConversation(channel) ? conversation(channel) : m_pseudonyms.id(channel);
}

QSet<QString> Redactor::keptPseudonyms()
{
    QSet<QString> out;
    for (const QString &channel : m_kept)
        out.insert(pseudonymOf(channel));
    return out;
}

QString Redactor::masked(const QString &text)
{
    m_texts += text.isEmpty() ? 0 : 1;
    return maskedText(text, m_pseudonyms);
}

QString Redactor::id(const QString &text)
{
    if (isIdInPlace(text) || text.size() < 2)
        return m_pseudonyms.id(text);
    constexpr qsizetype longestList = 4000;
    if (text.size() < longestList && text.contains(u',')) { // several, as arguments of calls have them
        QStringList ids = text.split(u',');
        for (QString &each : ids)
            each = each.isEmpty() ? each : id(each);
        return ids.join(u',');
    }
    // A conversation or a person by name, as programs may write them.
    const bool hasSigil = text.startsWith(u'#') || text.startsWith(u'@');
    const QString name = hasSigil ? text.sliced(1) : text;
    if (m_originals.hasConversation(name))
        return text.first(hasSigil ? 1 : 0) + conversation(name);
    if (hasSigil && m_originals.hasPersonWord(name))
        return text.first(1) + person(name, {}, Meaning::PersonName);
    return m_pseudonyms.id(text);
}

QString Redactor::person(const QString &name, const Place &place, Meaning meaning)
{
    if (name.trimmed().isEmpty())
        return name;
    const QString owner = m_originals.ownerOf(name);
    // The author of what is quoted in a message is not the message's.
    const bool isTold = place.key != "author_name"_L1 && isIdInPlace(place.owner) &&
                        (place.owner.front() == u'U' || place.owner.front() == u'W');
    const Pseudonyms::Person found = m_pseudonyms.person(!owner.isEmpty() ? owner
                                                         : isTold         ? place.owner
                                                                          : name.toCaseFolded());
    if (meaning == Meaning::FirstName)
        return found.first;
    return meaning == Meaning::LastName ? found.last : personInForm(name, found);
}

QString Redactor::conversation(const QString &name)
{
    if (isIdInPlace(name))
        return m_pseudonyms.id(name);
    const QString sign = name.startsWith(u'#') ? u"#"_s : QString();
    const QString rest = name.sliced(sign.size());
    return rest.isEmpty() ? name : sign + m_pseudonyms.conversation(rest.toCaseFolded());
}

//! Those that everybody has say little; a workspace's own may be anything.
QString Redactor::emoji(const QString &given)
{
    const QString alias = given.startsWith("alias:"_L1) ? u"alias:"_s : QString();
    const QString name = withoutColons(given.sliced(alias.size()));
    const qsizetype tone = name.indexOf("::"_L1);
    const QString plain = tone < 0 ? name : name.first(tone);
    if (plain.isEmpty() || isStandardEmoji(plain))
        return given;
    const QString now = m_pseudonyms.emoji(plain) + (tone < 0 ? QString() : name.sliced(tone));
    return alias + (name.size() < given.size() - alias.size() ? u':' + now + u':' : now);
}

QString Redactor::changed(const QString &text, const Place &place, Meaning meaning)
{
    switch (meaning) {
    case Meaning::Keyword: // mostly: anybody may make up one
        return isProtocolValue(text) || !m_originals.isTold(text) ? text : masked(text);
    case Meaning::Time:
        return text;
    case Meaning::Id:
        return id(text);
    case Meaning::PersonName:
    case Meaning::FirstName:
    case Meaning::LastName:
        return person(text, place, meaning);
    case Meaning::ConversationName:
        return conversation(text);
    case Meaning::GroupName:
        return text.trimmed().isEmpty() ? text : m_pseudonyms.group(text);
    case Meaning::EmojiName:
        return emoji(text);
    case Meaning::Said:
        return !place.kept.isEmpty() ? scrubbedText(text, Words::Said, m_originals, m_pseudonyms)
                                     : masked(text);
    case Meaning::OwnWords:
        return scrubbedText(text, Words::Own, m_originals, m_pseudonyms);
    case Meaning::Url:
        return maskedUrl(text, m_pseudonyms);
    case Meaning::Secret:
        m_secrets += text == "***"_L1 || text.isEmpty() ? 0 : 1;
        return text.isEmpty() ? text : u"***"_s;
    case Meaning::FileName: // what a file is called stays nowhere
    case Meaning::Text:
        break;
    }
    return masked(text);
}

QByteArray Redactor::valueOf(const json::Tree &tree, int node, const Place &place, Meaning meaning)
{
    const QString text = tree.string(node);
    const QString now = changed(text, place, meaning);
    const QByteArrayView raw = tree.valueText(node);
    return now == text ? raw.toByteArray() : '"' + respelled(raw.sliced(1).chopped(1), text, now) + '"';
}

//! The ids in a key, which mostly is one.
QString Redactor::withoutIds(const QString &key)
{
    QString out;
    qsizetype copied = 0;
    const auto isIdLetter = [](QChar c) { return c.isLetterOrNumber(); };
    eachRun(key, isIdLetter, [&](qsizetype begin, qsizetype end) {
        const QString word = key.sliced(begin, end - begin);
        if (!isIdInPlace(word) && !m_originals.hasId(word))
            return;
        out += key.sliced(copied, begin - copied) + m_pseudonyms.id(word);
        copied = end;
    });
    return out + key.sliced(copied);
}

//! Keys are words of the protocol, ids, or whatever an app puts there.
QByteArray Redactor::keyOf(QByteArrayView raw, const QString &key, const Place &around)
{
    const bool isEmojiName = around.zone == Zone::Emoji && around.key == "emoji"_L1;
    QString now = key;
    if (isEmojiName)
        now = emoji(key);
    else if (around.zone == Zone::Free || !looksLikeKey(key) ||
             (!isProtocolKey(key) && m_originals.isTold(key)))
        now = m_pseudonyms.id(key);
    else if (std::any_of(key.begin(), key.end(), [](QChar c) { return c.isUpper(); }))
        now = withoutIds(key);
    return now == key ? raw.toByteArray() : json::quoted(now);
}

QByteArray Redactor::redactedJson(const json::Tree &tree, const Event &event)
{
    const std::vector<Place> places = placesIn(tree, event, m_kept);
    const bool isSend = event.direction == Direction::Note && event.type == "send"_L1;
    QByteArray out;
    out.reserve(tree.text().size());
    qsizetype copied = 0;
    const auto replace = [&](qsizetype begin, qsizetype end, const QByteArray &now) {
        out += QByteArrayView(tree.text()).sliced(copied, begin - copied);
        out += now;
        copied = end;
    };
    for (int node = 0; node < tree.size(); ++node) {
        const json::Tree::Node &at = tree.node(node);
        const Place &place = places[std::size_t(node)];
        const Place &around = at.parent < 0 ? place : places[std::size_t(at.parent)];
        if (at.keyBegin >= 0) {
            const QByteArrayView raw =
                QByteArrayView(tree.text()).sliced(at.keyBegin, at.keyEnd - at.keyBegin);
            replace(at.keyBegin, at.keyEnd, keyOf(raw, place.key, around));
        }
        if (at.kind == json::Kind::Number && isPersonalNumber(place.key, around.zone))
            replace(at.begin, at.end, nothingOf(tree.valueText(node)));
        if (at.kind != json::Kind::String)
            continue;
        Meaning meaning = meaningOf(place.key, tree.string(node), around.zone);
        if (isSend && place.key == "text"_L1)
            meaning = Meaning::Said;
        replace(at.begin, at.end, valueOf(tree, node, place, meaning));
    }
    return out += QByteArrayView(tree.text()).sliced(copied);
}

QByteArray Redactor::redactedText(const QByteArray &raw)
{
    if (!raw.isValidUtf8())
        return QByteArray(raw.size(), '?');
    return masked(QString::fromUtf8(raw)).toUtf8();
}

//! Recordings have no tickets, but for what people pasted; other programs' files may have anything.
void Redactor::takeSecrets(Event &event)
{
    const QStringList masked = maskTickets(event.raw, TicketSearch::Thorough);
    for (const QString &name : masked) {
        if (event.masked.contains(name))
            continue;
        event.masked.append(name);
        ++m_secrets;
    }
    m_secrets += maskPastedTokens(event.raw) ? 1 : 0;
}

Event Redactor::redacted(const Event &event)
{
    Event out = event;
    out.raw.detach();
    if (event.form == FrameForm::Binary) {
        out.raw.fill('\0');
        return out;
    }
    takeSecrets(out);
    const json::Tree tree = json::Tree::parse(out.raw);
    out.raw = tree.isEmpty() ? redactedText(out.raw) : redactedJson(tree, event);
    if (event.channelIsBeside)
        out.channel = conversation(event.channel);
    // Of another program's file these may be anything.
    out.problem = scrubbedText(event.problem, Words::Own, m_originals, m_pseudonyms);
    out.masked.removeIf([](const QString &name) { return !looksLikeKey(name); });
    return out;
}

CaptureInfo Redactor::redacted(const CaptureInfo &info)
{
    CaptureInfo out = info;
    out.program = CaptureInfo().program;
    out.teamId = m_pseudonyms.id(info.teamId);
    out.selfId = m_pseudonyms.id(info.selfId);
    out.teamName = info.teamName.isEmpty() ? QString() : m_pseudonyms.group(info.teamName);
    out.source = u"redacted"_s;
    return out;
}

} // namespace rtmscope::redact
