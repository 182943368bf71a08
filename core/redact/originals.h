// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"
#include "core/log/logsnapshot.h"
#include "core/redact/meaning.h"
#include "core/redact/nameindex.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <vector>

namespace rtmscope::redact {

//! What a record says of people, conversations and what they said, as it was found there: for replacing it,
//! and for finding what was forgotten. It knows less of members than the redactor does and takes more for
//! somebody's, so that the search for leaks does not share every mistake. Texts and hosts are kept as hashes.
//! Filled by one thread; once closed, any may read.
class Originals
{
public:
    Originals();

    void add(const Event &event);
    void add(const CaptureInfo &info);
    //! All was added: from now on it is searched.
    void close();

    bool hasId(QStringView word) const
    {
        const bool mayBe = !word.isEmpty() && !word.front().isLower();
        return mayBe && m_ids.contains(word.toString());
    }
    //! A person's name or a part of it, in whatever case.
    bool hasPersonWord(const QString &word) const { return m_personWords.contains(word.toCaseFolded()); }
    bool hasConversation(const QString &name) const { return m_conversations.contains(name.toCaseFolded()); }
    bool hasGroup(const QString &name) const { return m_groups.contains(name.toCaseFolded()); }
    bool hasEmoji(const QString &name) const { return m_emoji.contains(name); }
    bool hasEmail(const QString &address) const { return m_emails.contains(address.toCaseFolded()); }
    //! A host, a domain that one is in, or a file.
    bool hasHost(QStringView name) const;
    //! A host of one word, which is one only where a host is told.
    bool hasBareHost(QStringView name) const;
    //! All names as they stand in texts.
    const NameIndex &names() const { return m_names; }
    //! Whether a word of a protocol, or a key, tells somebody: it is a name, or holds one.
    bool isTold(const QString &word) const;
    //! Three words in a row, or a whole text of fewer.
    bool hasText(quint64 hash) const;
    //! The id of whoever bears \a name or word; empty if that is nobody, or several do.
    QString ownerOf(const QString &name) const { return m_owners.value(name.toCaseFolded()); }
    //! The name of the conversation with that id; empty if it has none.
    QString conversationName(const QString &id) const { return m_conversationNames.value(id); }
    const QHash<QString, QString> &conversationNames() const { return m_conversationNames; }
    qsizetype ids() const { return m_ids.size(); }

    //! The words of \a text as hasText() knows them. Calls \a visit(hash).
    template<typename Visit>
    static void eachPhrase(const QString &text, Visit visit)
    {
        for (const quint64 hash : phrasesOf(text))
            visit(hash);
    }

private:
    static std::vector<quint64> phrasesOf(const QString &text);
    //! A value that is still to be looked at.
    struct Due
    {
        json::Value value;
        QString key;
        Zone zone;
        QString owner; //!< id of the object that it is in
    };
    void walk(json::Value root, Zone zone);
    void lookAtObject(const Due &object, std::vector<Due> &inside);
    void addString(const QString &text, const QString &key, Zone zone, const QString &owner);
    void addWords(const QString &text, const QString &key, Meaning meaning);
    void addPerson(const QString &name, const QString &owner);
    void addConversation(const QString &name, const QString &id);
    void addGroup(const QString &name);
    void addControls(QStringView text);
    void addHostsIn(const QString &text, bool isAddress);
    void addPhrases(const QString &text);
    void addId(QStringView word);
    void addIdValue(const QString &value);
    void addIdValues(const QString &value);
    void addIdsIn(QStringView text);
    void addEmoji(const QString &given);
    void addEmailsIn(QStringView text);

    json::Document m_document;
    QSet<QString> m_ids;
    QSet<QString> m_personWords;      // folded
    QHash<QString, QString> m_owners; // folded name: id; empty: of several
    QSet<QString> m_conversations;    // folded
    QHash<QString, QString> m_conversationNames;
    QSet<QString> m_groups; // folded
    QSet<QString> m_emoji;  // of the workspace
    QSet<QString> m_emails; // folded
    QSet<quint64> m_hosts;  // and files; hashes of the folded ones
    QSet<quint64> m_bareHosts;
    QSet<quint64> m_people; // hashes of name and owner that were added
    NameIndex m_names;
    std::vector<quint64> m_phrases;
    std::size_t m_sorted = 0; // of them, at the beginning
    bool m_isSend = false;    // the entry is a step of a message of ours
};

} // namespace rtmscope::redact
