// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <map>

namespace rtmscope {

//! What a redacted capture became, and what a search through the written file found in it. A value.
struct RedactionReport
{
    enum class Risk : quint8 {
        Secret,     //!< a token, a ticket
        Email,      //!< an address, whosever
        Name,       //!< of a person, a conversation, a team
        Id,         //!< of the original
        Text,       //!< words that were said where no text is kept
        Address,    //!< a host, link or file that tells where something is
        Phone,      //!< what may be a telephone number
        Number,     //!< of a member that is not known, so that it may be anybody's
        Unreadable, //!< an entry that could not be searched
    };
    //! A thing that was found, and where.
    struct Finding
    {
        Risk risk;
        quint64 seq = 0; //!< of the entry in the written file; 0: its first line
        QString path;    //!< in its frame; empty: the entry itself
        QString what;    //!< the thing; of a secret nothing
    };
    struct Kept
    {
        QString name; //!< of the conversation, as it was
        QString id;   //!< in the written file
        qint64 texts = 0;
    };

    qint64 entries = 0;
    qint64 idsReplaced = 0;
    qint64 namesReplaced = 0;
    qint64 textsMasked = 0;
    qint64 secretsRemoved = 0;
    QList<Kept> kept;              //!< conversations whose texts stand there as they were said
    QList<Finding> findings;       //!< the first of them
    std::map<Risk, qint64> counts; //!< of all of them

    bool isClean() const { return counts.empty(); }
    qint64 total() const;
};

//! "an e-mail address": a reason in words. Free functions; any thread.
QString riskWords(RedactionReport::Risk risk, qint64 count);
//! "entry 412, message.text: “Mira”".
QString findingWords(const RedactionReport::Finding &finding);

} // namespace rtmscope
