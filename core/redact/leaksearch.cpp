// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/leaksearch.h"

#include "core/events/protocolwords.h"
#include "core/redact/idshape.h"
#include "core/redact/urlmask.h"
#include "core/text/emoji.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

bool isIdLetter(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
}

bool isTokenLetter(QChar c)
{
    return isIdLetter(c) || QStringView(u"-_.").contains(c);
}

//! x, 0 and signs are what masks leave.
bool isMasked(QStringView text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size();
        const bool isLetter =
            isPair
                ? QChar::isLetterOrNumber(QChar::surrogateToUcs4(text[at], text[at + 1])) &&
                      text.sliced(at, 2) != u"\U0001D431"
                : isWordLetter(text[at]) && !QStringView(u"xX0\u00f8\u00d8\u3007\ufe0f").contains(text[at]);
        if (isLetter)
            return false;
        at += isPair ? 1 : 0;
    }
    return true;
}

//! Letters of a part of an address; what stands between them is how it is spelled.
bool isPartLetter(QChar c)
{
    return !QStringView(u"/?#&=:;,|<>() ").contains(c);
}

//! Whether an address says where something is.
bool tellsPlace(QStringView url)
{
    const qsizetype slash = url.indexOf(u'/');
    const QStringView host = slash < 0 ? url : url.first(slash);
    const qsizetype kept = serviceHost(host);
    bool tells = !isMasked(host.chopped(kept));
    eachRun(url.sliced(host.size()), isPartLetter, [&](qsizetype begin, qsizetype end) {
        const QStringView part = url.sliced(host.size() + begin, end - begin);
        tells = tells ||
                !(isMasked(part) || looksLikeId(part) || (kept > 0 && (isServicePart(part) || areIds(part))));
    });
    return tells;
}

//! What is searched otherwise, or says nothing: addresses, emoji that everybody has.
std::vector<Piece> withoutNames(const QString &text)
{
    std::vector<Piece> pieces;
    for (qsizetype at = text.indexOf("://"_L1); at >= 0; at = text.indexOf("://"_L1, at + 3)) {
        qsizetype end = at + 3;
        while (end < text.size() && !text[end].isSpace() && !QStringView(u"|<>").contains(text[end]))
            ++end;
        if (!tellsPlace(QStringView(text).sliced(at + 3, end - at - 3)))
            pieces.push_back({at, end});
    }
    for (qsizetype at = text.indexOf(u':'); at >= 0; at = text.indexOf(u':', at + 1)) {
        const qsizetype end = emojiEnd(text, at);
        if (end > at + 2 && isStandardEmoji(QStringView(text).sliced(at + 1, end - at - 2)))
            pieces.push_back({at, end});
    }
    return pieces;
}

bool isSecretKey(QStringView key)
{
    return key.endsWith(u"token") || key.endsWith(u"secret") || key == u"password" || key == u"cookie" ||
           key == u"response_url" || key == u"upload_url" || key == u"trigger_id" || key == u"ticket";
}

} // namespace

LeakSearch::LeakSearch(const Originals &originals, QSet<QString> kept)
    : m_originals(originals)
    , m_kept(std::move(kept))
{
}

void LeakSearch::found(Risk risk, const QString &what)
{
    ++m_report.counts[risk];
    if (m_report.findings.size() >= mostPlaces)
        return;
    const QString path = m_tree && m_node >= 0 ? m_tree->path(m_node) : QString();
    m_report.findings.append({risk, m_seq, path, risk == Risk::Secret ? QString() : what});
}

void LeakSearch::searchSecrets(const QString &text)
{
    eachRun(text, isTokenLetter, [&](qsizetype begin, qsizetype end) {
        const QStringView run = QStringView(text).sliced(begin, end - begin);
        if (looksLikeToken(run))
            found(Risk::Secret, {});
    });
}

void LeakSearch::searchIds(const QString &text)
{
    constexpr qsizetype shortest = 4;
    eachRun(text, isIdLetter, [&](qsizetype begin, qsizetype end) {
        const QStringView run = QStringView(text).sliced(begin, end - begin);
        const bool mayBe = run.size() >= shortest && !run.front().isLower() && !run.back().isLower();
        if (mayBe && m_originals.hasId(run))
            found(Risk::Id, run.toString());
    });
}

void LeakSearch::searchAddresses(const QString &text)
{
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        const Piece piece = emailAround(text, at);
        const QString address = text.sliced(piece.begin, piece.end - piece.begin);
        if (!piece.isEmpty() && (!isMasked(address) || m_originals.hasEmail(address)))
            found(Risk::Email, address);
    }
    for (qsizetype at = text.indexOf("://"_L1); at >= 0; at = text.indexOf("://"_L1, at + 3)) {
        qsizetype end = at + 3;
        while (end < text.size() && !text[end].isSpace() && !QStringView(u"|<>").contains(text[end]))
            ++end;
        if (tellsPlace(QStringView(text).sliced(at + 3, end - at - 3)))
            found(Risk::Address, text.sliced(at + 3, end - at - 3));
    }
}

//! Addresses as people write them, and files.
void LeakSearch::searchHosts(const Subject &subject)
{
    const QString &text = subject.text;
    for (const Piece &piece : hostsIn(text)) {
        const QString host = text.sliced(piece.begin, piece.end - piece.begin);
        if (m_originals.hasHost(host))
            found(Risk::Address, host);
    }
    if (!subject.isOwn)
        return;
    const auto isHostLetter = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; };
    eachRun(text, isHostLetter, [&](qsizetype begin, qsizetype end) {
        const QStringView word = QStringView(text).sliced(begin, end - begin);
        if (m_originals.hasBareHost(word))
            found(Risk::Address, word.toString());
    });
}

void LeakSearch::searchNames(const Subject &subject)
{
    const QString &text = subject.text;
    if (subject.isName && (m_originals.hasConversation(text) || m_originals.hasGroup(text)))
        return found(Risk::Name, text);
    const std::vector<NameIndex::Match> matches = m_originals.names().matches(text);
    if (matches.empty())
        return;
    const std::vector<Piece> others = withoutNames(text);
    for (const NameIndex::Match &match : matches) {
        const bool isOther = std::any_of(others.begin(), others.end(), [&match](const Piece &piece) {
            return match.begin >= piece.begin && match.end <= piece.end;
        });
        if (!isOther)
            found(Risk::Name, text.sliced(match.begin, match.end - match.begin));
    }
}

//! A word under a key whose values are the protocol's, or a key: what it takes is for whoever sends it to
//! say.
void LeakSearch::searchKeyword(const QString &text)
{
    const std::vector<NameIndex::Match> matches = m_originals.names().matches(text);
    for (const NameIndex::Match &match : matches)
        found(Risk::Name, text.sliced(match.begin, match.end - match.begin));
    if (matches.empty() && m_originals.isTold(text))
        found(Risk::Name, text);
}

//! What is written for a mention.
void LeakSearch::searchLabels(const QString &text)
{
    eachControl(text, [this](qsizetype, const Control &control) {
        const QString label = control.label.toString();
        const bool isMention = control.target.startsWith(u'#') || control.target.startsWith(u'@') ||
                               control.target.startsWith(u"!subteam^");
        const QString name = label.startsWith(u'#') || label.startsWith(u'@') ? label.sliced(1) : label;
        if (isMention && (m_originals.hasConversation(name) || m_originals.hasGroup(name)))
            found(Risk::Name, name);
    });
}

void LeakSearch::searchEmoji(const QString &text)
{
    const auto isEmojiLetter = [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u"_-+'").contains(c);
    };
    eachRun(text, isEmojiLetter, [&](qsizetype begin, qsizetype end) {
        const bool isWhole = begin == 0 && end == text.size();
        const bool isWritten = begin > 0 && text[begin - 1] == u':' && end < text.size() && text[end] == u':';
        if ((isWhole || isWritten) && m_originals.hasEmoji(text.sliced(begin, end - begin)))
            found(Risk::Name, text.sliced(begin, end - begin));
    });
}

void LeakSearch::searchPhrases(const QString &text)
{
    bool isKnown = false;
    Originals::eachPhrase(text, [&](quint64 hash) { isKnown = isKnown || m_originals.hasText(hash); });
    if (isKnown)
        found(Risk::Text, text);
}

void LeakSearch::searchPhones(const QString &text)
{
    std::vector<Piece> dates; // <!date^1392734382^…>
    eachControl(text, [&dates](qsizetype begin, const Control &control) {
        if (control.target.startsWith(u"!date^"))
            dates.push_back({begin, begin + control.target.size()});
    });
    for (qsizetype at = 0; at < text.size(); ++at) {
        const Piece piece = phoneAt(text, at);
        const bool isDate = std::any_of(dates.begin(), dates.end(), [at](const Piece &date) {
            return at >= date.begin && at < date.end;
        });
        if (piece.isEmpty() || isDate)
            continue;
        const QString number = text.sliced(piece.begin, piece.end - piece.begin);
        if (!isMasked(number) && !looksLikeIsoTime(text))
            found(Risk::Phone, number);
        at = piece.end;
    }
}

void LeakSearch::searchString(const Subject &subject)
{
    if (isMasked(subject.text))
        return;
    searchSecrets(subject.text);
    searchIds(subject.text);
    searchAddresses(subject.text);
    if (subject.isKeyword && !isProtocolValue(subject.text))
        searchKeyword(subject.text);
    if (!subject.isWords)
        return;
    searchEmoji(subject.text);
    if (subject.isEmoji)
        return;
    searchHosts(subject);
    searchLabels(subject.text);
    searchNames(subject);
    if (!subject.isKept && !subject.isUrl)
        searchPhrases(subject.text);
    if (subject.isFree)
        searchPhones(subject.text);
}

void LeakSearch::searchKey(const json::Tree::Node &node, const Place &place)
{
    if (node.keyBegin < 0)
        return;
    if (looksLikeKey(place.key)) {
        searchIds(place.key);
        if (!isProtocolKey(place.key))
            searchKeyword(place.key);
    } else {
        searchString({.text = place.key, .isName = true, .isWords = true});
    }
    if (place.zone == Zone::Emoji)
        searchEmoji(place.key);
}

//! Numbers stay, as those of the protocol are sizes, counts and times; what nobody has heard of may be a
//! customer's number.
void LeakSearch::searchNumber(QByteArrayView number, const Place &place)
{
    constexpr qsizetype fewest = 5; // digits: less tells nobody
    const qsizetype digits =
        std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool says = std::any_of(number.begin(), number.end(), [](char c) { return c >= '2' && c <= '9'; });
    if (digits >= fewest && says && !isProtocolKey(place.key))
        found(Risk::Number, QString::fromLatin1(number));
}

void LeakSearch::searchValue(const json::Tree &tree, const Place &place, Zone around, bool isSend)
{
    const QString text = tree.string(m_node);
    if (isSecretKey(place.key) && text != "***"_L1 && !text.isEmpty())
        found(Risk::Secret, {});
    const Meaning meaning = meaningOf(place.key, text, around);
    const bool isSaid = meaning == Meaning::Said || (meaning == Meaning::OwnWords && isSend);
    const bool isName = meaning == Meaning::PersonName || meaning == Meaning::FirstName ||
                        meaning == Meaning::LastName || meaning == Meaning::ConversationName ||
                        meaning == Meaning::GroupName;
    const bool isKept = !place.kept.isEmpty() && isSaid;
    const bool isId = meaning == Meaning::Id && looksLikeId(text);
    searchString({.text = text,
                  .isName = isName,
                  .isEmoji = meaning == Meaning::EmojiName,
                  .isUrl = meaning == Meaning::Url,
                  .isKeyword = meaning == Meaning::Keyword,
                  .isWords = meaning != Meaning::Keyword && meaning != Meaning::Time && !isId,
                  .isKept = isKept,
                  .isOwn = meaning == Meaning::OwnWords,
                  .isFree = isSaid || meaning == Meaning::Text || meaning == Meaning::FileName});
    if (isKept && !text.isEmpty())
        ++m_keptTexts[place.kept];
}

void LeakSearch::searchTree(const json::Tree &tree, const Event &event)
{
    const std::vector<Place> places = placesIn(tree, event, m_kept);
    const bool isSend = event.direction == Direction::Note && event.type == "send"_L1;
    m_tree = &tree;
    for (m_node = 0; m_node < tree.size(); ++m_node) {
        const json::Tree::Node &node = tree.node(m_node);
        const Place &place = places[std::size_t(m_node)];
        searchKey(node, place);
        if (node.kind == json::Kind::Number)
            searchNumber(tree.valueText(m_node), place);
        if (node.kind == json::Kind::String)
            searchValue(tree, place, node.parent < 0 ? place.zone : places[std::size_t(node.parent)].zone,
                        isSend);
    }
    m_tree = nullptr;
    m_node = -1;
}

void LeakSearch::search(const CaptureInfo &info)
{
    m_seq = 0;
    for (const QString &text : {info.teamId, info.teamName, info.selfId})
        searchString({.text = text, .isName = true, .isWords = true});
    // Words of ours, whoever else is called so.
    if (info.program != CaptureInfo().program)
        searchString({.text = info.program, .isName = true, .isWords = true});
    if (info.source != "redacted"_L1)
        searchString({.text = info.source, .isName = true, .isWords = true});
}

void LeakSearch::search(const Event &event)
{
    m_seq = event.seq;
    ++m_report.entries;
    searchIds(event.channel);
    if (event.channelIsBeside)
        searchString({.text = event.channel, .isName = true, .isWords = true});
    if (!event.problem.isEmpty())
        searchString({.text = event.problem, .isWords = true});
    if (event.form == FrameForm::Binary) {
        const auto isNothing = [](char c) { return c == '\0'; };
        if (!std::all_of(event.raw.begin(), event.raw.end(), isNothing))
            found(Risk::Unreadable, {});
        return;
    }
    const json::Tree tree = json::Tree::parse(event.raw);
    if (!tree.isEmpty())
        return searchTree(tree, event);
    const QString text = QString::fromUtf8(event.raw);
    searchString({.text = text, .isWords = true, .isFree = true});
}

} // namespace rtmscope::redact
