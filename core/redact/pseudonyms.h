// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <functional>

namespace rtmscope::redact {

//! What somebody or something is called instead. The same original always has the same pseudonym, which
//! nobody can reckon back: it depends on a random key that dies with this object. One thread.
class Pseudonyms
{
public:
    //! \a isTaken says which words are somebody's real name: no pseudonym may be one.
    explicit Pseudonyms(std::function<bool(const QString &)> isTaken = {}, QByteArray key = randomKey());

    //! An id of the same kind and length, also of one without a digit; short ones, as in tests, get longer.
    //! What is no id keeps its shape: letters become letters, digits digits.
    QString id(const QString &original);

    struct Person
    {
        QString first;
        QString last;
        QString full() const { return first + u' ' + last; }
        QString handle() const { return first.toLower() + u'.' + last.toLower(); }
    };
    //! \a who is their id, or the name of somebody who has none.
    Person person(const QString &who);
    //! "amber-river", and "mpdm-amber-river" of one of several people.
    QString conversation(const QString &original);
    //! Teams, apps and whatever else has a name, in the form of the original: "Amber River" or "amber-river".
    QString group(const QString &original);
    QString emoji(const QString &original); //!< of a workspace's own one
    //! How many different ids and names were replaced.
    qsizetype ids() const { return m_ids.size(); }
    qsizetype names() const
    {
        return m_people.size() + m_conversations.size() + m_groups.size() + m_emoji.size();
    }

    static QByteArray randomKey();

private:
    quint64 hash(QStringView kind, const QString &original, int attempt) const;
    QString newId(const QString &original, int attempt) const;
    QString shaped(const QString &original, int attempt) const;
    QString twoWords(QStringView kind, const QString &original);

    std::function<bool(const QString &)> m_isTaken;
    QByteArray m_key;
    QHash<QString, QString> m_ids;
    QHash<QString, Person> m_people;
    QHash<QString, QString> m_conversations;
    QHash<QString, QString> m_groups;
    QHash<QString, QString> m_emoji;
    QSet<QString> m_used; // pseudonyms of all kinds
};

} // namespace rtmscope::redact
