// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/pseudonyms.h"

#include "core/redact/idshape.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

// Names that are anybody's, and words that are nobody's.
constexpr QStringView firstNames[] = {
    u"Alex",   u"Avery", u"Blake",  u"Casey",  u"Charlie", u"Dana",  u"Devon",  u"Drew",
    u"Eden",   u"Ellis", u"Emery",  u"Finn",   u"Frankie", u"Gray",  u"Harley", u"Hollis",
    u"Indigo", u"Jamie", u"Jordan", u"Jules",  u"Kai",     u"Kelly", u"Kerry",  u"Lane",
    u"Lee",    u"Logan", u"Marley", u"Morgan", u"Nico",    u"Noel",  u"Oakley", u"Parker",
    u"Pat",    u"Quinn", u"Reese",  u"Remy",   u"Riley",   u"Robin", u"Rowan",  u"Sage",
    u"Sam",    u"Sasha", u"Shay",   u"Sidney", u"Skyler",  u"Terry", u"Toni",   u"Wren"};
constexpr QStringView lastNames[] = {
    u"Abbot",  u"Ashby", u"Barlow",  u"Birch",  u"Brook",  u"Calder", u"Carver",  u"Cole",
    u"Crane",  u"Dale",  u"Dunmore", u"Eaton",  u"Fenton", u"Field",  u"Fisher",  u"Garner",
    u"Glenn",  u"Hale",  u"Harper",  u"Heath",  u"Holt",   u"Hurst",  u"Keller",  u"Kirby",
    u"Lowell", u"Marsh", u"Mercer",  u"Miller", u"Moss",   u"Nash",   u"Norwood", u"Ogden",
    u"Perry",  u"Quill", u"Ridley",  u"Rowe",   u"Sawyer", u"Shore",  u"Stone",   u"Tanner",
    u"Thorne", u"Vale",  u"Wade",    u"Walden", u"Weaver", u"West",   u"Wilder",  u"Yardley"};
constexpr QStringView adjectives[] = {
    u"amber",  u"azure", u"bold",   u"brisk", u"calm",   u"clear",  u"cobalt", u"coral",
    u"crisp",  u"dusty", u"early",  u"eager", u"faint",  u"fleet",  u"gentle", u"golden",
    u"hazel",  u"ivory", u"jade",   u"keen",  u"lively", u"lucid",  u"mellow", u"misty",
    u"nimble", u"olive", u"placid", u"quiet", u"rapid",  u"rustic", u"silver", u"vivid"};
constexpr QStringView nouns[] = {
    u"anchor",  u"arbor",  u"basin",   u"beacon",  u"bridge", u"canyon",  u"cedar",   u"cliff",
    u"comet",   u"cove",   u"delta",   u"ember",   u"falcon", u"fjord",   u"forest",  u"garden",
    u"glacier", u"harbor", u"island",  u"juniper", u"lagoon", u"lantern", u"maple",   u"meadow",
    u"orchard", u"pebble", u"prairie", u"quarry",  u"river",  u"summit",  u"thicket", u"willow"};

QString capital(const QString &word)
{
    return word.left(1).toUpper() + word.mid(1);
}

//! A stream of numbers from one hash.
class Stream
{
public:
    explicit Stream(quint64 seed)
        : m_state(seed | 1U)
    {
    }
    quint32 next(quint32 below)
    {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return quint32((m_state >> 24U) % below);
    }

private:
    quint64 m_state;
};

template<std::size_t count>
QString oneOf(const QStringView (&words)[count], Stream &stream)
{
    return words[stream.next(quint32(count))].toString();
}

QChar someOf(Stream &stream, QStringView letters)
{
    return letters[stream.next(quint32(letters.size()))];
}

constexpr QStringView digits = u"0123456789";
constexpr QStringView small = u"abcdefghijklmnopqrstuvwxyz";
constexpr QStringView large = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr QStringView hex = u"0123456789abcdef";

bool isHexOnly(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return hex.contains(c) || c == u'-'; });
}

//! "Kelovita": nobody's.
QString invented(Stream &stream)
{
    constexpr int syllables = 4;
    QString out;
    for (int i = 0; i < syllables; ++i) {
        out += someOf(stream, u"bdfgklmnprstvz");
        out += someOf(stream, u"aeiou");
    }
    return capital(out);
}

constexpr int mostAttempts = 200;
//! After so many, words alone are mostly taken, and others or a number help.
constexpr int plainAttempts = 8;

} // namespace

QByteArray Pseudonyms::randomKey()
{
    constexpr int words = 8;
    std::array<quint32, words> key;
    QRandomGenerator::system()->generate(key.begin(), key.end());
    return QByteArray(reinterpret_cast<const char *>(key.data()), sizeof(key));
}

Pseudonyms::Pseudonyms(std::function<bool(const QString &)> isTaken, QByteArray key)
    : m_isTaken(std::move(isTaken))
    , m_key(std::move(key))
{
}

quint64 Pseudonyms::hash(QStringView kind, const QString &original, int attempt) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_key);
    code.addData(kind.toUtf8() + ':' + QByteArray::number(attempt) + ':' + original.toUtf8());
    const QByteArray sum = code.result();
    quint64 out = 0;
    for (int i = 0; i < 8; ++i)
        out = (out << 8U) | quint8(sum[i]);
    return out;
}

//! Its kind stays, and where it is large enough its length.
QString Pseudonyms::newId(const QString &original, int attempt) const
{
    constexpr qsizetype shortest = 6;
    constexpr qsizetype usual = 9;
    const qsizetype prefix = std::max<qsizetype>(1, idPrefixInPlace(original));
    Stream stream(hash(u"id", original, attempt));
    QString out = original.left(prefix) + u'0';
    const qsizetype length = original.size() < shortest ? usual : original.size();
    while (out.size() < length)
        out += someOf(stream, u"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    return out;
}

QString Pseudonyms::shaped(const QString &original, int attempt) const
{
    Stream stream(hash(u"shape", original, attempt));
    const bool isHex = isHexOnly(original);
    QString out;
    for (const QChar c : original) {
        if (c == u'-' || c == u'_' || c == u'.' || c == u'/' || c == u':')
            out += c;
        else if (isHex)
            out += someOf(stream, hex);
        else if (digits.contains(c))
            out += someOf(stream, digits);
        else
            out += someOf(stream, large.contains(c) ? large : small);
    }
    return out;
}

QString Pseudonyms::id(const QString &original)
{
    if (original.isEmpty() || isCommonId(original))
        return original;
    const auto known = m_ids.constFind(original);
    if (known != m_ids.cend())
        return *known;
    // Tests have ids such as C1: a capital and what follows, without small letters.
    const bool isShort = original.size() < 6 && large.contains(original.front()) &&
                         std::all_of(original.begin(), original.end(),
                                     [](QChar c) { return large.contains(c) || digits.contains(c); });
    const bool isId = isShort || isIdInPlace(original);
    QString made;
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        made = isId ? newId(original, attempt) : shaped(original, attempt);
        if (!m_used.contains(made) && made != original && !(m_isTaken && m_isTaken(made)))
            break;
    }
    m_used.insert(made);
    m_ids.insert(original, made);
    return made;
}

Pseudonyms::Person Pseudonyms::person(const QString &who)
{
    const auto known = m_people.constFind(who);
    if (known != m_people.cend())
        return *known;
    Person made;
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        Stream stream(hash(u"person", who, attempt));
        // Where there are more people than that, nearly each of these is somebody's name.
        const bool isPlain = attempt < plainAttempts;
        made.first = isPlain ? oneOf(firstNames, stream) : invented(stream);
        made.last = isPlain ? oneOf(lastNames, stream) : invented(stream);
        const bool isTaken = m_isTaken && (m_isTaken(made.first) || m_isTaken(made.last));
        if (!isTaken && !m_used.contains(made.full()))
            break;
    }
    m_used.insert(made.full());
    m_people.insert(who, made);
    return made;
}

//! "amber-river", unlike all others.
QString Pseudonyms::twoWords(QStringView kind, const QString &original)
{
    QString made;
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        Stream stream(hash(kind, original, attempt));
        const QString first = oneOf(adjectives, stream);
        const QString second = oneOf(nouns, stream);
        made = first + u'-' + second;
        if (attempt >= plainAttempts)
            made += u'-' + QString::number(stream.next(90'000) + 10'000);
        const bool isTaken = m_isTaken && (m_isTaken(made) || m_isTaken(first) || m_isTaken(second));
        if (!isTaken && !m_used.contains(made))
            break;
    }
    m_used.insert(made);
    return made;
}

QString Pseudonyms::conversation(const QString &original)
{
    // Of messages to several people the beginning tells what it is.
    if (const QString several = u"mpdm-"_s; original.size() > several.size() && original.startsWith(several))
        return several + conversation(original.sliced(several.size()));
    const auto known = m_conversations.constFind(original);
    if (known != m_conversations.cend())
        return *known;
    return *m_conversations.insert(original, twoWords(u"conversation", original));
}

QString Pseudonyms::group(const QString &original)
{
    const QString folded = original.toCaseFolded();
    auto known = m_groups.constFind(folded);
    if (known == m_groups.cend())
        known = m_groups.insert(folded, twoWords(u"group", folded));
    // A domain, a handle or a title: small letters without blanks stay so.
    const bool isPlain = original == original.toLower() && !original.contains(u' ');
    if (isPlain)
        return *known;
    QStringList words = known->split(u'-');
    for (QString &word : words)
        word = capital(word);
    return words.join(u' ');
}

QString Pseudonyms::emoji(const QString &original)
{
    const auto known = m_emoji.constFind(original);
    if (known != m_emoji.cend())
        return *known;
    return *m_emoji.insert(original, u"custom-"_s + twoWords(u"emoji", original));
}

} // namespace rtmscope::redact
