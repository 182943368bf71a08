// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"
#include "core/workspace/workspace.h"

#include <QSet>

#include <atomic>
#include <optional>
#include <vector>

namespace rtmscope {

//! The workspace as it was before one entry of a record, as far as that entry can change it: only what
//! concerns the same conversations is folded, and what is told of people, groups and ourselves. That takes a
//! fraction of the time of the whole record and keeps nothing of it in memory, unlike StateHistory, which
//! answers for everything. Where it makes a difference to hold few messages (Conversation::mostKeptInAll),
//! this holds more; and who was met in other conversations only is not known. One thread.
class PriorState
{
public:
    //! Of records longer than this, entries that concern everything are not worked out.
    static constexpr qsizetype mostRows = 300'000;

    //! Before row \a row of \a log. Gives up soon after \a stopped is set. Nothing if it was stopped, or
    //! would take too long.
    std::optional<Workspace> before(const LogReader &log, qsizetype row, const std::atomic_bool &stopped);
    void clear();

private:
    //! What is folded.
    struct Scope
    {
        bool isEverything = false;
        bool hasPresence = false; //!< who is there, too
        QSet<QString> channels;
        friend bool operator==(const Scope &, const Scope &) = default;
    };
    //! What the index says of rows, by its numbers.
    struct Known
    {
        std::vector<qint8> types;    //!< -1: not asked for yet, else a Wish
        std::vector<qint8> channels; //!< likewise: 1 if it is among those of the scope
    };
    enum Wish : qint8 { Never, Always, InPlace, Presence };

    static Scope scopeOf(const LogReader &log, qsizetype row);
    static void addOwnChannels(Scope &scope, const LogReader &log, qsizetype row);
    static void addRenumbered(Scope &scope, const LogReader &log, qsizetype row);
    bool isWanted(const LogReader &log, const LogRow &row);
    Wish wishOf(const LogReader &log, const LogRow &row);
    bool isInScope(const LogReader &log, quint32 channel);

    Scope m_scope;
    Known m_known;
    Workspace m_workspace; // before m_row
    qsizetype m_row = 0;
    quint64 m_lastSeq = 0; // of the row before m_row
};

} // namespace rtmscope
