// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/socketmodevalues.h"

#include <vector>

namespace rtmscope {

//! Counts envelopes and how long their acknowledgements took. A value; one thread.
class AckCounter
{
public:
    void received() { ++m_figures.received; }
    void retried() { ++m_figures.retries; }
    void duplicated() { ++m_figures.duplicates; }
    void late() { ++m_figures.late; }
    void acknowledged(qint64 afterUs);

    AckFigures figures() const; //!< sorts up to a thousand numbers
    bool isEmpty() const { return m_figures.received == 0; }

private:
    AckFigures m_figures;         //!< but for the median
    std::vector<qint64> m_latest; //!< a ring
    std::size_t m_next = 0;
};

} // namespace rtmscope
