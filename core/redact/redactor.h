// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/log/logsnapshot.h"
#include "core/redact/meaning.h"
#include "core/redact/originals.h"
#include "core/redact/pseudonyms.h"

#include <QSet>

#include <vector>

namespace rtmscope::json {
class Tree;
}

namespace rtmscope::redact {

//! Which object a value stands in, as far as it matters for what it may say.
struct Place
{
    Zone zone = Zone::Plain;
    QString kept = {};  //!< the conversation whose texts stay; empty: they do not
    QString key = {};   //!< of a list's element: the list's
    QString owner = {}; //!< id of whom it is about
};

//! The places of all nodes of \a tree, for the redactor and for who looks for leaks. \a keptConversations are
//! ids as they stand in the tree.
std::vector<Place> placesIn(const json::Tree &tree, const Event &event,
                            const QSet<QString> &keptConversations);

//! Entries without what could tell who wrote what about whom, but of the same kind, order, times, ids that
//! hang together, and sizes as far as names allow. One file with one key; one thread.
class Redactor
{
public:
    //! \a originals is complete, and must outlive it.
    Redactor(const Originals &originals, QSet<QString> keptConversations,
             QByteArray key = Pseudonyms::randomKey());

    Event redacted(const Event &event);
    CaptureInfo redacted(const CaptureInfo &info);
    //! What a conversation, by id or name, is called in what was redacted.
    QString pseudonymOf(const QString &conversation);
    //! The kept ones' pseudonyms.
    QSet<QString> keptPseudonyms();

    qsizetype ids() const { return m_pseudonyms.ids(); }
    qsizetype names() const { return m_pseudonyms.names(); }
    qsizetype texts() const { return m_texts; }     //!< masked
    qsizetype secrets() const { return m_secrets; } //!< taken out

private:
    QByteArray redactedJson(const json::Tree &tree, const Event &event);
    void takeSecrets(Event &event);
    QByteArray redactedText(const QByteArray &raw);
    QByteArray keyOf(QByteArrayView raw, const QString &key, const Place &around);
    QString withoutIds(const QString &key);
    QByteArray valueOf(const json::Tree &tree, int node, const Place &place, Meaning meaning);
    QString changed(const QString &text, const Place &place, Meaning meaning);
    QString id(const QString &text);
    QString person(const QString &name, const Place &place, Meaning meaning);
    QString conversation(const QString &name);
    QString emoji(const QString &name);
    QString masked(const QString &text);

    const Originals &m_originals;
    const QSet<QString> m_kept;
    Pseudonyms m_pseudonyms;
    qsizetype m_texts = 0;
    qsizetype m_secrets = 0;
};

} // namespace rtmscope::redact
