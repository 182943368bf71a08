// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/drift.h"

#include <QCoreApplication>

namespace rtmscope {

class Workspace;

//! What a person reads about differences from the server. Plain functions over values; times are shown in the
//! local time zone.
class DriftWords
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::DriftWords)
public:
    static QString kind(DriftKind kind);                                            //!< "the text differs"
    static QString place(const ConversationRef &place, const Workspace &workspace); //!< "#ops, in a thread"
    //! "#ops, Mira Okafor, 14:03:10: the text differs".
    static QString headline(const DriftFinding &finding, const Workspace &workspace);
    //! "Here: “…”. On the server: “…”."; for a message that is missing, what it says.
    static QString values(const DriftFinding &finding);
    //! "It was edited at 14:05:02, in the gap from 14:04:50 to 14:05:31."
    static QString origin(const DriftFinding &finding, const Workspace &workspace);
    //! "#ops: channel_not_found …"
    static QString omission(const DriftOmission &omission, const Workspace &workspace);
    //! "3 differences in 512 messages of 14 conversations and 9 threads."
    static QString summary(const DriftReport &report);
    //! All of it, for a file or the clipboard.
    static QString whole(const DriftReport &report, const Workspace &workspace);
};

} // namespace rtmscope
