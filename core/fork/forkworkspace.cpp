// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/forkworkspace.h"

#include <algorithm>

namespace rtmscope {

void ForkWorkspace::clear()
{
    m_base.reset();
    m_now = {};
    m_at = 0;
    m_reader.reset();
}

void ForkWorkspace::setBase(const Workspace &base)
{
    m_base = base;
    m_now = base;
    m_at = 0;
}

void ForkWorkspace::changed(qsizetype index)
{
    if (index >= m_at || !m_base)
        return;
    m_now = *m_base;
    m_at = 0;
}

const Workspace *ForkWorkspace::before(const ForkContent &content, qsizetype index)
{
    index = std::min(index, content.size());
    if (!m_base || index > mostFolded)
        return nullptr;
    if (index < m_at) {
        m_now = *m_base;
        m_at = 0;
    }
    if (!m_reader)
        m_reader = std::make_unique<LogReader>(content.source(), FileWindow::Walk::Either);
    for (; m_at < index; ++m_at)
        m_now.apply(content.entry(*m_reader, m_at));
    return &m_now;
}

} // namespace rtmscope
