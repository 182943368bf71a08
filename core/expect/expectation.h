// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/expect/condition.h"

#include <chrono>

namespace rtmscope {

//! What a bot shall do after an event: one line of a file of expectations. A value. docs/serve.md has the
//! language.
struct Expectation
{
    enum class Deed : quint8 {
        Reply,  //!< a message in the same conversation
        Post,   //!< a message anywhere
        React,  //!< a reaction to the event's message
        Call,   //!< a call of the Web API
        Ack,    //!< the acknowledgement of the event's envelope
        Answer, //!< anything but a bare acknowledgement
    };
    enum class Place : quint8 { Anywhere, InThread, InChannel };

    int line = 0;   //!< in the file, from 1
    QString source; //!< the line, without what is around it
    QString type;   //!< of the event; "event": any
    QList<Condition> where;
    bool wanted = true; //!< false: that it does not happen
    Deed deed = Deed::Answer;
    Place place = Place::Anywhere; //!< of Reply and Post
    QString method;                //!< of Call
    std::chrono::milliseconds within{3'000};
    QList<Condition> checks; //!< of what it says
};

} // namespace rtmscope
