// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/conversationref.h"
#include "core/base/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace rtmscope {

//! In what a message here and the same on the server are not alike.
enum class DriftKind : quint8 {
    MissingHere,  //!< the server has it
    MissingThere, //!< it is here, and the server has it no more
    DeletedHere,  //!< we were told that it was deleted, but the server has it
    Text,
    Edited, //!< the texts are alike, but not when it was edited last
    Reactions,
    ReplyCount,
};

//! A difference between our state of a message and the server's, and where it comes from. A value.
struct DriftFinding
{
    //! What is known of how it came about.
    enum class Origin : quint8 {
        Unknown,  //!< the record does not reach back so far
        Entry,    //!< both were alike until this entry
        After,    //!< this entry is the last that told of it; what came then was not told
        Expected, //!< it should have come before this entry
        Gap,      //!< it happened while nothing was heard; the entry is the gap's
    };

    DriftKind kind = DriftKind::Text;
    ConversationRef place; //!< with the thread, for a reply
    MessageTs ts;
    QString author; //!< as shown
    QString text;   //!< of the message, as far as somebody has it; mrkdwn
    QString here;   //!< what differs: a text, reactions, a number
    QString there;
    MessageTs changedTs;   //!< when the server says that it changed; empty: it does not say
    QByteArray thereValue; //!< what differs, to be compared; see drift::valueOf()
    Origin origin = Origin::Unknown;
    quint64 seq = 0; //!< the entry of origin; 0: none

    //! The same difference, found once more.
    bool isSame(const DriftFinding &other) const
    {
        return kind == other.kind && place.channel == other.place.channel && ts == other.ts;
    }
};

//! What could not be compared, and why. A value.
struct DriftOmission
{
    ConversationRef place; //!< no channel: it is true of all
    QString words;
};

//! What came of a comparison with the server. A value.
struct DriftReport
{
    QList<DriftFinding> findings;
    QList<DriftOmission> omissions;
    int conversations = 0; //!< compared
    int threads = 0;
    int messages = 0;
    bool isComplete = false; //!< else it was given up, or goes on
};

} // namespace rtmscope
