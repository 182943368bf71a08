// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace rtmscope::demo {

//! One thing that somebody does in a dialogue.
struct Beat
{
    enum class Act {
        Say,       //!< "M: text"      in the channel
        Reply,     //!< "M> text"      in the thread of the dialogue's first message
        Broadcast, //!< "M>> text"     the same, shown in the channel as well
        React,     //!< "M+ name"      to the last message of the dialogue
        ReactTop,  //!< "M++ name"     to its first message
        Edit,      //!< "M~ text"      changes M's last message
        Delete,    //!< "M-"           takes M's last message back
        Special    //!< "M* word rest" what Stage::special() knows: a file, a rollout, a topic…
    };
    Act act = Act::Say;
    char who = 0; //!< a letter of the cast
    QByteArray text;
};

//! A few turns that belong together.
struct Dialogue
{
    QByteArray channel; //!< name of the room, "dm" or "trio"
    QList<Beat> beats;
};

//! The whole play, in the order of the script. Parsed once.
const QList<Dialogue> &screenplay();

//! The user id behind a letter of the cast; empty for an unknown one.
QByteArray castId(char letter);

} // namespace rtmscope::demo
