// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/leaksearch.h"

#include "core/json/tree.h"
#include "core/redact/idshape.h"
#include "core/redact/redactor.h"
#include "core/redact/urlmask.h"

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
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return !isWordLetter(c) || QStringView(u"xX0\u00f8\u00d8\u3007").contains(c);
    });
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
        tells = tells || !(isMasked(part) || looksLikeId(part) || (kept > 0 && isServicePart(part)));
    });
    return tells;
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
    eachRun(text, isIdLetter, [&](qsizetype begin, qsizetype end) {
        const QStringView run = QStringView(text).sliced(begin, end - begin);
        if (m_originals.hasId(run))
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

void LeakSearch::searchNames(const Subject &subject)
{
    const QString &text = subject.text;
    if (subject.isName && (m_originals.hasConversation(text) || m_originals.hasGroup(text)))
        return found(Risk::Name, text);
    eachRun(text, isWordLetter, [&](qsizetype begin, qsizetype end) {
        const QString word = text.sliced(begin, end - begin);
        const bool isSaid = begin > 0 && text[begin - 1] == u'#';
        if (m_originals.hasPersonWord(word) || (isSaid && m_originals.hasConversation(word)))
            found(Risk::Name, word);
    });
    // Names that are no plain words: proj-apollo.
    const auto isNameLetter = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; };
    eachRun(text, isNameLetter, [&](qsizetype begin, qsizetype end) {
        const QString name = text.sliced(begin, end - begin);
        const bool isOwn = std::any_of(name.begin(), name.end(), [](QChar c) { return !c.isLetter(); });
        if (isOwn && m_originals.hasConversation(name))
            found(Risk::Name, name);
    });
}

void LeakSearch::searchEmoji(const QString &text)
{
    const auto isEmojiLetter = [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u"_-+'").contains(c);
    };
    eachRun(text, isEmojiLetter, [&](qsizetype begin, qsizetype end) {
        const QString name = text.sliced(begin, end - begin);
        const bool isWhole = begin == 0 && end == text.size();
        const bool isWritten = begin > 0 && text[begin - 1] == u':';
        if ((isWhole || isWritten) && m_originals.hasEmoji(name))
            found(Risk::Name, name);
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
    for (qsizetype at = 0; at < text.size(); ++at) {
        const Piece piece = phoneAt(text, at);
        if (piece.isEmpty())
            continue;
        const QString number = text.sliced(piece.begin, piece.end - piece.begin);
        if (!isMasked(number) && !looksLikeIsoTime(text))
            found(Risk::Phone, number);
        at = piece.end;
    }
}

void LeakSearch::searchString(const Subject &subject)
{
    if (subject.text.isEmpty())
        return;
    searchSecrets(subject.text);
    searchIds(subject.text);
    searchAddresses(subject.text);
    if (!subject.isWords)
        return;
    if (!subject.isKept)
        searchEmoji(subject.text);
    if (subject.isEmoji)
        return;
    searchNames(subject);
    if (!subject.isKept && !subject.isUrl)
        searchPhrases(subject.text);
    if (subject.isFree)
        searchPhones(subject.text);
}

void LeakSearch::searchTree(const json::Tree &tree, const Event &event)
{
    const std::vector<Place> places = placesIn(tree, event, m_kept);
    m_tree = &tree;
    for (m_node = 0; m_node < tree.size(); ++m_node) {
        const json::Tree::Node &node = tree.node(m_node);
        const Place &place = places[std::size_t(m_node)];
        if (node.keyBegin >= 0 && (looksLikeId(place.key) || !looksLikeKey(place.key)))
            searchString({.text = place.key, .isName = true, .isWords = true});
        if (node.keyBegin >= 0 && place.zone == Zone::Emoji)
            searchEmoji(place.key);
        if (node.kind != json::Kind::String)
            continue;
        const QString text = tree.string(m_node);
        if (isSecretKey(place.key) && text != "***"_L1 && !text.isEmpty())
            found(Risk::Secret, {});
        const Zone zone = node.parent < 0 ? place.zone : places[std::size_t(node.parent)].zone;
        const Meaning meaning = meaningOf(place.key, text, zone);
        const bool isSaid = meaning == Meaning::Said || meaning == Meaning::FileName ||
                            (meaning == Meaning::OwnWords && event.type == "send"_L1);
        const bool isName = meaning == Meaning::PersonName || meaning == Meaning::FirstName ||
                            meaning == Meaning::LastName || meaning == Meaning::ConversationName ||
                            meaning == Meaning::GroupName;
        const bool isWords = meaning != Meaning::Keyword && meaning != Meaning::Time;
        const bool isFree = isSaid || meaning == Meaning::Text;
        searchString({.text = text,
                      .isName = isName,
                      .isEmoji = meaning == Meaning::EmojiName,
                      .isUrl = meaning == Meaning::Url,
                      .isWords = isWords,
                      .isKept = !place.kept.isEmpty() && isSaid,
                      .isFree = isFree});
        if (!place.kept.isEmpty() && isSaid && !text.isEmpty())
            ++m_keptTexts[place.kept];
    }
    m_tree = nullptr;
    m_node = -1;
}

void LeakSearch::search(const CaptureInfo &info)
{
    m_seq = 0;
    for (const QString &text : {info.teamId, info.teamName, info.selfId, info.source})
        searchString({.text = text, .isName = true, .isWords = true});
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
