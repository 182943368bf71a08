// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/textscrub.h"

#include "core/redact/idshape.h"
#include "core/redact/textmask.h"
#include "core/redact/urlmask.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

struct Change
{
    qsizetype begin;
    qsizetype end;
    QString now;
};

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

bool isKeyLetter(QChar c)
{
    return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringView(u"_-+/=.").contains(c);
}

bool isNameLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_';
}

QString masked(QStringView text)
{
    QString out;
    for (const QChar c : text)
        out += maskedLetter(c);
    return out;
}

class Scrubber
{
public:
    Scrubber(const QString &text, const Originals &originals, Pseudonyms &pseudonyms)
        : m_text(text)
        , m_originals(originals)
        , m_pseudonyms(pseudonyms)
    {
    }

    QString scrubbed(Words words);

private:
    QStringView piece(qsizetype begin, qsizetype end) const
    {
        return QStringView(m_text).sliced(begin, end - begin);
    }
    void change(qsizetype begin, qsizetype end, const QString &now)
    {
        m_changes.push_back({begin, end, now});
    }
    void findControls();
    void findUrls();
    void findAddresses();
    void findPhones();
    void findKeys();
    void findConversations();
    void findNames();
    void findHosts();
    void findQuoted(QChar open, QChar close);
    QString personFor(const QString &word) const;
    QString merged();

    const QString &m_text;
    const Originals &m_originals;
    Pseudonyms &m_pseudonyms;
    std::vector<Change> m_changes; // what was found first wins where they overlap
};

//! Mentions and links; a label may be anything.
void Scrubber::findControls()
{
    constexpr qsizetype longest = 4000;
    for (qsizetype at = m_text.indexOf(u'<'); at >= 0; at = m_text.indexOf(u'<', at + 1)) {
        const qsizetype end = m_text.indexOf(u'>', at);
        if (end < 0)
            return;
        const QStringView inside = piece(at + 1, end);
        if (inside.isEmpty() || inside.size() > longest || inside.contains(u'<'))
            continue;
        const qsizetype bar = inside.indexOf(u'|');
        const qsizetype target = bar < 0 ? inside.size() : bar;
        const QString now = maskedText(u'<' + inside.first(target).toString() + u'>', m_pseudonyms);
        change(at, at + 1 + target, now.chopped(1));
    }
}

void Scrubber::findUrls()
{
    for (qsizetype at = m_text.indexOf("://"_L1); at >= 0; at = m_text.indexOf("://"_L1, at + 3)) {
        qsizetype begin = at;
        while (begin > 0 && m_text[begin - 1].isLetter())
            --begin;
        qsizetype end = at + 3;
        while (end < m_text.size() && !m_text[end].isSpace() &&
               !QStringView(u"<>|\"\u201d)").contains(m_text[end]))
            ++end;
        change(begin, end, maskedUrl(m_text.sliced(begin, end - begin), m_pseudonyms));
    }
}

void Scrubber::findAddresses()
{
    for (qsizetype at = m_text.indexOf(u'@'); at >= 0; at = m_text.indexOf(u'@', at + 1)) {
        const Piece found = emailAround(m_text, at);
        if (!found.isEmpty())
            change(found.begin, found.end, masked(piece(found.begin, found.end)));
    }
}

void Scrubber::findPhones()
{
    for (qsizetype at = 0; at < m_text.size(); ++at) {
        const Piece found = phoneAt(m_text, at);
        if (found.isEmpty())
            continue;
        change(found.begin, found.end, masked(piece(found.begin, found.end)));
        at = found.end - 1;
    }
}

//! Ids, and long runs of letters and digits, which may be keys, tokens, passwords.
void Scrubber::findKeys()
{
    constexpr qsizetype longest = 20;
    eachRun(m_text, isKeyLetter, [this](qsizetype begin, qsizetype end) {
        const QStringView run = piece(begin, end);
        const bool hasDigit = std::any_of(run.begin(), run.end(), [](QChar c) { return c.isDigit(); });
        const bool hasLetter = std::any_of(run.begin(), run.end(), [](QChar c) { return c.isLetter(); });
        if (looksLikeToken(run))
            change(begin, end, u"***"_s);
        else if (looksLikeId(run) || m_originals.hasId(run))
            change(begin, end, m_pseudonyms.id(run.toString()));
        else if (run.size() >= longest && hasDigit && hasLetter)
            change(begin, end, masked(run));
    });
}

//! #name, and names that are no plain words.
void Scrubber::findConversations()
{
    eachRun(m_text, isNameLetter, [this](qsizetype begin, qsizetype end) {
        const QString name = m_text.sliced(begin, end - begin);
        const bool isSaid = begin > 0 && m_text[begin - 1] == u'#';
        const bool isOwn = std::any_of(name.begin(), name.end(), [](QChar c) { return !c.isLetter(); });
        if ((isSaid || isOwn) && m_originals.hasConversation(name))
            change(begin, end, m_pseudonyms.conversation(name.toCaseFolded()));
        else if (m_originals.hasGroup(name))
            change(begin, end, m_pseudonyms.group(name));
    });
}

QString Scrubber::personFor(const QString &word) const
{
    const QString owner = m_originals.ownerOf(word);
    return owner.isEmpty() ? word.toCaseFolded() : owner;
}

void Scrubber::findNames()
{
    qsizetype before = -1; // where a name began that ended with a blank before this word
    eachRun(m_text, isWordLetter, [&](qsizetype begin, qsizetype end) {
        const QString word = m_text.sliced(begin, end - begin);
        if (!m_originals.hasPersonWord(word)) {
            before = -1;
            return;
        }
        const QString both = before < 0 ? QString() : m_text.sliced(before, end - before);
        const bool isFull = before >= 0 && !m_originals.ownerOf(both).isEmpty();
        if (isFull) {
            m_changes.pop_back();
            change(before, end, m_pseudonyms.person(m_originals.ownerOf(both)).full());
            before = -1;
            return;
        }
        const Pseudonyms::Person person = m_pseudonyms.person(personFor(word));
        change(begin, end, word.front().isUpper() ? person.first : person.handle());
        before = end < m_text.size() && m_text[end] == u' ' ? begin : -1;
    });
}

void Scrubber::findHosts()
{
    const auto isHostLetter = [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u".-:/\\").contains(c);
    };
    eachRun(m_text, isHostLetter, [this](qsizetype begin, qsizetype end) {
        const QStringView run = piece(begin, end);
        const qsizetype sign = run.indexOf(u'.') > 0 ? run.indexOf(u'.') : run.indexOf(u'/');
        const bool joins = sign >= 0 && sign + 1 < run.size() && run[sign + 1].isLetterOrNumber();
        if (joins && !looksLikeTime(run))
            change(begin, end, masked(run));
    });
}

void Scrubber::findQuoted(QChar open, QChar close)
{
    for (qsizetype at = m_text.indexOf(open); at >= 0; at = m_text.indexOf(open, at + 1)) {
        const qsizetype end = m_text.indexOf(close, at + 1);
        if (end < 0)
            return;
        change(at + 1, end, masked(piece(at + 1, end)));
        at = end;
    }
}

QString Scrubber::merged()
{
    std::stable_sort(m_changes.begin(), m_changes.end(), [](const Change &a, const Change &b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    QString out;
    qsizetype copied = 0;
    for (const Change &each : m_changes) {
        if (each.end <= copied)
            continue;              // inside of the one before
        if (each.begin < copied) { // reaches out of it
            out += masked(piece(copied, each.end));
        } else {
            out += piece(copied, each.begin);
            out += each.now;
        }
        copied = each.end;
    }
    return out + m_text.sliced(copied);
}

QString Scrubber::scrubbed(Words words)
{
    if (words == Words::Own) {
        findQuoted(u'\u201c', u'\u201d');
        findQuoted(u'"', u'"');
        findHosts();
    }
    findControls();
    findUrls();
    findAddresses();
    findPhones();
    findKeys();
    findConversations();
    findNames();
    return m_changes.empty() ? m_text : merged();
}

} // namespace

QString scrubbedText(const QString &text, Words words, const Originals &originals, Pseudonyms &pseudonyms)
{
    return Scrubber(text, originals, pseudonyms).scrubbed(words);
}

QString personInForm(const QString &name, const Pseudonyms::Person &person)
{
    const bool isHandle = !name.contains(u' ') && !name.isEmpty() && !name.front().isUpper();
    return isHandle ? person.handle() : person.full();
}

} // namespace rtmscope::redact
