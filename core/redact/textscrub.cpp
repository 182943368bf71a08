// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/textscrub.h"

#include "core/redact/idshape.h"
#include "core/redact/textmask.h"
#include "core/redact/urlmask.h"
#include "core/text/emoji.h"

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

bool isKeyLetter(QChar c)
{
    return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringView(u"_-+/=.").contains(c);
}

bool isIdLetter(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
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
    void findLabel(qsizetype begin, const Control &control);
    void findUrls();
    void findAddresses();
    void findPhones();
    void findIds();
    void findKeys();
    void findEmoji();
    void findNames();
    void findHosts();
    void findOwnHosts();
    void findQuoted(QChar open, QChar close);
    QString pseudonymFor(const NameIndex::Match &match) const;
    QString personFor(const QString &name, QStringView written) const;
    QString groupFor(const QString &name, QStringView written) const;
    QString merged();

    const QString &m_text;
    const Originals &m_originals;
    Pseudonyms &m_pseudonyms;
    std::vector<Change> m_changes; // what was found first wins where they overlap
};

//! Mentions and links.
void Scrubber::findControls()
{
    eachControl(m_text, [this](qsizetype begin, const Control &control) {
        const qsizetype end = begin + control.target.size();
        change(begin, end, maskedTarget(control.target, m_pseudonyms));
        if (!control.label.isEmpty())
            findLabel(end + 1, control);
    });
}

//! What is written for a mention is a name, also where nobody else tells it. That of a link may be anything,
//! but often is the address once more.
void Scrubber::findLabel(qsizetype begin, const Control &control)
{
    constexpr QStringView subteam = u"!subteam^";
    if (control.target.isEmpty())
        return;
    const QChar kind = control.target.front();
    const bool isGroup = control.target.startsWith(subteam);
    const bool hasSign = isGroup ? control.label.startsWith(u'@') : control.label.startsWith(kind);
    const QStringView name = control.label.sliced(hasSign ? 1 : 0);
    const qsizetype end = begin + control.label.size();
    const qsizetype nameAt = end - name.size();
    if (name.isEmpty())
        return;
    if (kind == u'#')
        change(nameAt, end, m_pseudonyms.conversation(name.toString().toCaseFolded()));
    else if (isGroup)
        change(nameAt, end, groupFor(name.toString(), name));
    else if (kind == u'@')
        change(nameAt, end,
               personInForm(name.toString(), m_pseudonyms.person(control.target.sliced(1).toString())));
    else if (kind != u'!' && control.target.contains(control.label))
        change(begin, end, maskedLetters(control.label));
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
            change(found.begin, found.end, maskedLetters(piece(found.begin, found.end)));
    }
}

void Scrubber::findPhones()
{
    for (qsizetype at = 0; at < m_text.size(); ++at) {
        const Piece found = phoneAt(m_text, at);
        if (found.isEmpty())
            continue;
        change(found.begin, found.end, maskedLetters(piece(found.begin, found.end)));
        at = found.end - 1;
    }
}

void Scrubber::findIds()
{
    eachRun(m_text, isIdLetter, [this](qsizetype begin, qsizetype end) {
        const QStringView run = piece(begin, end);
        if (looksLikeId(run) || m_originals.hasId(run))
            change(begin, end, m_pseudonyms.id(run.toString()));
    });
}

//! Long runs of letters and digits, which may be keys, tokens, passwords.
void Scrubber::findKeys()
{
    constexpr qsizetype longest = 20;
    eachRun(m_text, isKeyLetter, [this](qsizetype begin, qsizetype end) {
        const QStringView run = piece(begin, end);
        const bool hasDigit = std::any_of(run.begin(), run.end(), [](QChar c) { return c.isDigit(); });
        const bool hasLetter = std::any_of(run.begin(), run.end(), [](QChar c) { return c.isLetter(); });
        if (looksLikeToken(run))
            change(begin, end, u"***"_s);
        else if (run.size() >= longest && hasDigit && hasLetter)
            change(begin, end, maskedLetters(run));
    });
}

//! Those that everybody has stay, whoever is called like one.
void Scrubber::findEmoji()
{
    for (qsizetype at = m_text.indexOf(u':'); at >= 0; at = m_text.indexOf(u':', at)) {
        const qsizetype end = emojiEnd(m_text, at);
        if (end < 0) {
            ++at;
            continue;
        }
        const QStringView inside = piece(at + 1, end - 1);
        const qsizetype tone = inside.indexOf(u"::");
        const QString name = inside.first(tone < 0 ? inside.size() : tone).toString();
        if (isStandardEmoji(name))
            change(at, end, m_text.sliced(at, end - at));
        else if (m_originals.hasEmoji(name))
            change(at + 1, at + 1 + name.size(), m_pseudonyms.emoji(name));
        at = end - 1;
    }
}

QString Scrubber::personFor(const QString &name, QStringView written) const
{
    const QString owner = m_originals.ownerOf(name);
    const Pseudonyms::Person person = m_pseudonyms.person(owner.isEmpty() ? name.toCaseFolded() : owner);
    if (written.contains(u' '))
        return person.full();
    return written.front().isLower() ? person.handle() : person.first;
}

//! Also of a name of several words that is written as one.
QString Scrubber::groupFor(const QString &name, QStringView written) const
{
    const QString now = m_pseudonyms.group(name);
    const bool isPlain = !written.contains(u' ') && !written.front().isUpper();
    return isPlain ? now.toLower().replace(u' ', u'-') : now;
}

QString Scrubber::pseudonymFor(const NameIndex::Match &match) const
{
    const QStringView written = piece(match.begin, match.end);
    switch (match.kind) {
    case NameIndex::Kind::Person:
        return personFor(*match.name, written);
    case NameIndex::Kind::Conversation:
        return m_pseudonyms.conversation(match.name->toCaseFolded());
    case NameIndex::Kind::Group:
        return groupFor(*match.name, written);
    case NameIndex::Kind::File:
        break;
    }
    return maskedLetters(written);
}

void Scrubber::findNames()
{
    for (const NameIndex::Match &match : m_originals.names().matches(m_text))
        change(match.begin, match.end, pseudonymFor(match));
}

//! Of hosts with what follows them, and of files.
void Scrubber::findHosts()
{
    for (const Piece &host : hostsIn(m_text)) {
        qsizetype end = host.end;
        const bool goesOn = end < m_text.size() && QStringView(u"/:?#").contains(m_text[end]);
        while (goesOn && end < m_text.size() && !m_text[end].isSpace() &&
               !QStringView(u"<>|\"\u201d),;").contains(m_text[end]))
            ++end;
        change(host.begin, end, maskedLetters(piece(host.begin, end)));
    }
}

//! In our own words, where all that looks like an address or a path is one.
void Scrubber::findOwnHosts()
{
    const auto isHostLetter = [](QChar c) {
        return c.isLetterOrNumber() || c.isSurrogate() || QStringView(u".-:/\\").contains(c);
    };
    eachRun(m_text, isHostLetter, [this](qsizetype begin, qsizetype end) {
        const QStringView run = piece(begin, end);
        const qsizetype sign = run.indexOf(u'.') > 0 ? run.indexOf(u'.') : run.indexOf(u'/');
        const bool joins = sign >= 0 && sign + 1 < run.size() && run[sign + 1].isLetterOrNumber();
        const auto behindHost =
            std::find_if(run.begin(), run.end(), [](QChar c) { return c == u':' || c == u'.'; });
        const QStringView host = run.first(behindHost - run.begin());
        if ((joins && !looksLikeTime(run)) || m_originals.hasBareHost(host))
            change(begin, end, maskedLetters(run));
    });
}

void Scrubber::findQuoted(QChar open, QChar close)
{
    for (qsizetype at = m_text.indexOf(open); at >= 0; at = m_text.indexOf(open, at + 1)) {
        const qsizetype end = m_text.indexOf(close, at + 1);
        if (end < 0)
            return;
        change(at + 1, end, maskedLetters(piece(at + 1, end)));
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
            out += maskedLetters(piece(copied, each.end));
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
        findOwnHosts();
    }
    findControls();
    findUrls();
    findAddresses();
    findPhones();
    findIds();
    findKeys();
    findEmoji();
    findNames();
    findHosts();
    return m_changes.empty() ? m_text : merged();
}

} // namespace

QString scrubbedText(const QString &text, Words words, const Originals &originals, Pseudonyms &pseudonyms)
{
    return Scrubber(text, originals, pseudonyms).scrubbed(words);
}

QString personInForm(const QString &name, const Pseudonyms::Person &person)
{
    const bool isHandle = !name.contains(u' ') && !name.isEmpty() && name.front().isLower();
    return isHandle ? person.handle() : person.full();
}

} // namespace rtmscope::redact
