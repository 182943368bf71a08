// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringView>

#include <vector>

namespace rtmscope::redact {

//! Names of people, conversations, groups and files, and where they stand in running text: in whatever case,
//! with or without accents, "Acme Rockets" also as "acme-rockets" and "AcmeRockets", with hyphens and signs
//! inside that nobody sees; in scripts that put no blanks between words, inside of a sentence. Filled by one
//! thread, closed, and from then on read by any.
class NameIndex
{
public:
    enum class Kind : quint8 { Person, Conversation, Group, File };
    struct Match
    {
        qsizetype begin;
        qsizetype end;
        Kind kind;
        const QString *name; //!< as it was added; lives as long as the index
    };

    void add(Kind kind, const QString &name);
    //! One word of a person's name, which stands for them too; \a isFirst of its words. Those that are
    //! everybody's are left out, unless people may be called by them.
    void addPart(const QString &word, bool isFirst);
    //! All names are there.
    void close();

    //! From left to right, the longest of those that begin at the same place; none overlap.
    std::vector<Match> matches(QStringView text) const;
    //! Whether \a text holds a name, be it one that is a name only behind # or @.
    bool holds(QStringView text) const;

private:
    //! Where it is a name, and not just a word.
    enum class Where : quint8 {
        Anywhere,
        AsWritten,    //!< in this very case: people called An, or Van
        BehindAt,     //!< @an
        BehindNumber, //!< #general
        Alone,        //!< not beside another letter: a name of one Chinese character
        Exactly,      //!< with the same signs between its words, or with blanks as a title: conversations
    };
    //! A word, or a letter of a script without blanks.
    struct Unit
    {
        qsizetype begin;
        qsizetype end;
        quint64 hash;
        bool isLetter; //!< of a script without blanks
    };
    struct Name
    {
        std::vector<quint64> units;
        QString text;
        Kind kind;
        Where where;
        bool isShort; //!< a shorter way of writing it
    };
    struct Range
    {
        std::size_t begin;
        std::size_t end;
    };

    static std::vector<Unit> unitsOf(QStringView text);
    static Where placeOf(Kind kind, const QString &name, const std::vector<Unit> &units);
    static bool isThere(const Name &name, QStringView text, qsizetype begin, qsizetype end);
    void addShortForms(Kind kind, const QString &name, const std::vector<Unit> &units);
    void addFamilyAndGivenName(const QString &name, const std::vector<Unit> &units);
    const Name *hyphenated(QStringView text, const std::vector<Unit> &units, std::size_t first,
                           std::size_t *last) const;
    Range goingOnWith(Range range, std::size_t depth, quint64 unit) const;
    const Name *longest(QStringView text, const std::vector<Unit> &units, std::size_t first,
                        bool everyPlace) const;

    std::vector<Name> m_names;      // once closed: sorted by their units
    QHash<quint64, Range> m_firsts; // of m_names, by their first unit
    QSet<quint64> m_known;          // hashes of what was added
};

} // namespace rtmscope::redact
