// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/explain/facts/typefacts.h"

#include <QList>

namespace rtmscope {

//! What others stumbled over with a type of event, in our own words.
struct Quirk
{
    std::string_view types; //!< as in TypeFacts, "message/bot_message" with a subtype, with blanks between;
                            //!< "*": any of the server's
    Sure sure;
    std::string_view place; //!< in docs/protocol.md: "T26" of the traps, "6.2" of the sections
    const char *words;      //!< to be translated as "rtmscope::Quirks"

    //! An event that is looked at for it.
    struct Sample
    {
        const Event &event;
        json::Value body;           //!< the event, in an envelope the one inside
        json::Value frame;          //!< all of it
        bool hasOtherKinds = false; //!< a member is of another kind than its struct has
    };
    //! Whether one meets it in this event; nullptr: it is about the type, not about one event.
    bool (*isIn)(const Sample &sample) = nullptr;
};

//! Those of a type, a note's kind if \a isNote, or a frame of ours.
QList<const Quirk *> quirksOf(Direction direction, QStringView type, QStringView subtype);
QString quirkWords(const Quirk &quirk);
//! "seen in traffic".
QString sureWords(Sure sure);
//! All of them.
std::span<const Quirk> allQuirks();

} // namespace rtmscope
