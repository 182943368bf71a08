// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/server/faults.h"

namespace rtmscope::demo {

//! What shall go wrong and when, read from lines of text; docs/demo-workspace.md is its manual. A value.
//!
//!     seed 7
//!     after 5s kill
//!     every 20s one of kill, half-open, goodbye
//!     at 30s acks never for 10s
struct ChaosScript
{
    //! One line: a moment and the faults of which one is chosen then.
    struct Step
    {
        enum class When : quint8 {
            At,    //!< \a delay after the script began
            After, //!< \a delay after the line above struck (for the first time)
            Every  //!< again and again, each time \a delay to \a delayTo after the last
        };
        When when = When::At;
        std::chrono::milliseconds delay{0};
        std::chrono::milliseconds delayTo{0};
        std::chrono::milliseconds until{0}; //!< of Every: not later than this; zero: for ever
        QList<Fault> choices;               //!< empty: any fault at all, see anyFault()

        bool operator==(const Step &) const = default;
    };

    std::optional<quint64> seed; //!< of the choices; none: the server's own
    QList<Step> steps;

    bool operator==(const ChaosScript &) const = default;
};

//! Lines end with a line break or a semicolon, "#" begins a comment. An error names its line.
Result<ChaosScript> readChaosScript(const QByteArray &text);
//! The script as lines that read back to the same.
QByteArray scriptText(const ChaosScript &script);

} // namespace rtmscope::demo
