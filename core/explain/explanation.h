// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace rtmscope {

//! One member of an event, as one should know it.
struct ExplainedField
{
    enum class State : quint8 {
        Promised,  //!< without an event at hand: each has it
        Optional,  //!< without an event at hand: some have it
        Present,   //!< here, as expected
        OtherKind, //!< here, but another kind of value than usual
        Missing,   //!< promised, and not here
        Unknown,   //!< here, and nobody knows what it is
    };
    State state = State::Present;
    QString key;
    QString path;  //!< in the frame, for going there; empty if it is not here
    QString kind;  //!< "time stamp"; of an Unknown and OtherKind one what it is here
    QString words; //!< what it is; empty if we do not know
    QString value; //!< here, on one line, shortened
};

//! What others stumbled over.
struct ExplainedQuirk
{
    QString words;
    QString sure;        //!< "reported by others"
    QString place;       //!< in docs/protocol.md: "trap T26", "section 6.2"
    bool isHere = false; //!< this event is a case of it
};

//! An entry, or a type of events, put into words for somebody who meets it for the first time: what it means,
//! when it is sent and to whom, what it holds, what to beware of. Plain words, never markup; bounded,
//! whatever the wire carried. What it changed says StateChanges. A value.
struct Explanation
{
    QString title;        //!< "message / message_changed", "gap (note)"
    QString means;        //!< a sentence or two
    QString when;         //!< when it is sent; empty if we do not know the type
    QString recipients;   //!< who gets it, in a few words
    QString sure;         //!< how sure we are of that
    QUrl documentation;   //!< Slack's page; invalid if there is none
    QStringList delivery; //!< how it came: envelope, retries, repeats
    QList<ExplainedField> fields;
    QStringList others;    //!< members that it may have and has not
    qsizetype leftOut = 0; //!< members of it that are not among the fields, as they are too many
    QList<ExplainedQuirk> quirks;
    bool isKnown = false;   //!< it has a struct, or is a note or frame of ours
    bool isReadable = true; //!< it is JSON
};

//! Of one entry. Parses it: of megabytes not for a thread that paints.
Explanation explained(const Event &event);
//! Of a type that comes from a server or is sent to it, or of a kind of notes; "message/bot_message" has its
//! subtype behind it. Nothing is known of it: isKnown is false.
Explanation explainedType(const QString &name);
//! The same as plain text of lines no longer than \a width.
QString toText(const Explanation &explanation, int width);

} // namespace rtmscope
