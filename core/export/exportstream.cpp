// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/exportstream.h"

#include "core/events/ticketmask.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype blockSize = 256 * 1024;
//! So many records are read between two looks at whether somebody still wants them.
constexpr qsizetype recordsPerLook = 64;

} // namespace

Error exportCancelled()
{
    return {.kind = Error::Kind::Input,
            .code = u"cancelled"_s,
            .words = QCoreApplication::translate("EventLog", "Saving was cancelled.")};
}

ExportStream::ExportStream(Sink sink, Progress progress)
    : m_sink(std::move(sink))
    , m_progress(std::move(progress))
{
}

bool ExportStream::handsOn()
{
    if (!m_result || m_block.isEmpty())
        return m_result.ok();
    maskPastedTokens(m_block);
    m_result = m_sink(m_block);
    m_block.resize(0);
    return m_result.ok();
}

bool ExportStream::goesOn(qsizetype done, qsizetype all)
{
    if (!m_result)
        return false;
    if (m_block.size() >= blockSize && !handsOn())
        return false;
    if (m_progress && m_asked++ % recordsPerLook == 0 && !m_progress(done, all))
        m_result = exportCancelled();
    return m_result.ok();
}

Result<Done> ExportStream::finish()
{
    handsOn();
    return m_result;
}

} // namespace rtmscope
