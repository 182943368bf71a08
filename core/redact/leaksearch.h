// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/tree.h"
#include "core/log/logsnapshot.h"
#include "core/redact/originals.h"
#include "core/redact/redactionreport.h"
#include "core/redact/redactor.h"

#include <QHash>
#include <QSet>

namespace rtmscope::redact {

//! Looks through a redacted capture for what was in the original, and for what looks like a secret, an
//! address or a telephone number wherever it comes from. One thread.
class LeakSearch
{
public:
    //! \a originals must outlive it. \a kept are conversations, by their ids in what is searched, whose texts
    //! are meant to stay.
    LeakSearch(const Originals &originals, QSet<QString> kept);

    void search(const CaptureInfo &info);
    void search(const Event &event);

    //! findings, counts and entries.
    RedactionReport takeReport() { return std::move(m_report); }
    //! Texts that stay, by conversation.
    const QHash<QString, qint64> &keptTexts() const { return m_keptTexts; }

    //! So many findings are kept with their places; the others are counted.
    static constexpr qsizetype mostPlaces = 500;

private:
    using Risk = RedactionReport::Risk;

    //! A string and what it is about.
    struct Subject
    {
        const QString &text;
        bool isName = false;    //!< of somebody
        bool isEmoji = false;   //!< the name of one
        bool isUrl = false;     //!< an address by itself
        bool isKeyword = false; //!< stands where words of the protocol do
        bool isWords = false;   //!< anything but ids, times and words of the protocol
        bool isKept = false;
        bool isOwn = false;  //!< words of this program
        bool isFree = false; //!< words that may hold numbers: not an id or an address
    };

    void searchTree(const json::Tree &tree, const Event &event);
    void searchKey(const json::Tree::Node &node, const Place &place);
    void searchValue(const json::Tree &tree, const Place &place, Zone around, bool isSend);
    void searchString(const Subject &subject);
    void searchSecrets(const QString &text);
    void searchIds(const QString &text);
    void searchAddresses(const QString &text);
    void searchHosts(const Subject &subject);
    void searchLabels(const QString &text);
    void searchNames(const Subject &subject);
    void searchKeyword(const QString &text);
    void searchNumber(QByteArrayView number, const Place &place);
    void searchEmoji(const QString &text);
    void searchPhrases(const QString &text);
    void searchPhones(const QString &text);
    void found(Risk risk, const QString &what);

    const Originals &m_originals;
    const QSet<QString> m_kept;
    RedactionReport m_report;
    QHash<QString, qint64> m_keptTexts;
    const json::Tree *m_tree = nullptr; // that is searched, with the place in it
    int m_node = -1;
    quint64 m_seq = 0;
};

} // namespace rtmscope::redact
