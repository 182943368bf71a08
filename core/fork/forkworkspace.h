// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fork/fork.h"
#include "core/workspace/workspace.h"

#include <memory>
#include <optional>

namespace rtmscope {

//! The workspace in front of any entry of a fork: who and what an event there may speak of. Folds on from
//! where it was asked last. One thread.
class ForkWorkspace
{
public:
    //! So many entries behind the kept ones are folded at most: a person waits for it.
    static constexpr qsizetype mostFolded = 5'000;

    void clear();
    //! After the kept rows of the fork.
    void setBase(const Workspace &base);
    bool hasBase() const { return m_base.has_value(); }
    //! From entry \a index on the fork is another.
    void changed(qsizetype index);
    //! nullptr: not known, or too far behind. Until the next call.
    const Workspace *before(const ForkContent &content, qsizetype index);

private:
    std::optional<Workspace> m_base;
    Workspace m_now; //!< before entry m_at
    qsizetype m_at = 0;
    std::unique_ptr<LogReader> m_reader;
};

} // namespace rtmscope
