// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/rowseek.h"

#include "core/base/orderedwork.h"

#include <QThread>

#include <algorithm>
#include <optional>
#include <utility>

namespace rtmscope {

namespace {

//! Most hits are near: the first blocks are small.
constexpr qsizetype firstBlock = 64;
constexpr qsizetype largestBlock = 32 * 1024;
constexpr qsizetype rowsPerLook = 16;

struct Block
{
    qsizetype first = 0;
    qsizetype end = 0;
};

//! Blocks of ever more rows, going away from where it begins.
class BlockCutter
{
public:
    BlockCutter(qsizetype from, int direction, qsizetype end)
        : m_at(direction > 0 ? from + 1 : std::min(from, end))
        , m_end(direction > 0 ? end : 0)
        , m_direction(direction)
    {
    }

    std::optional<Block> next()
    {
        if (m_direction > 0 ? m_at >= m_end : m_at <= m_end)
            return std::nullopt;
        const qsizetype begin = m_at;
        m_at = m_direction > 0 ? std::min(m_at + m_rows, m_end) : std::max(m_at - m_rows, m_end);
        m_rows = std::min(2 * m_rows, largestBlock);
        return Block{std::min(begin, m_at), std::max(begin, m_at)};
    }

private:
    qsizetype m_at;
    qsizetype m_end;
    qsizetype m_rows = firstBlock;
    int m_direction;
};

//! The hit of a block that is nearest to where the search began; -1: none. Rows are read in their order,
//! whichever way the search goes: that is what reading is fast at.
qsizetype hitIn(const LogSnapshot &log, const Block &block, int direction, const RowSeek::Judge &judge,
                const std::atomic_bool &cancelled)
{
    const LogReader reader(log);
    const RowSeek::Judge ours = judge; // it learns
    qsizetype hit = -1;
    for (qsizetype row = block.first; row < block.end; ++row) {
        if (row % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        if (!ours(reader, row))
            continue;
        hit = row;
        if (direction > 0)
            break;
    }
    return hit;
}

} // namespace

struct RowSeek::Private
{
    using Work = OrderedWork<Block, qsizetype>;

    explicit Private(Work::Task task)
        : work(std::move(task))
    {
    }

    Work work;
};

RowSeek::RowSeek(LogSnapshot log, qsizetype from, int direction, qsizetype end, Judge judge)
{
    const auto cutter = std::make_shared<BlockCutter>(from, direction, std::min<qsizetype>(end, log.size()));
    Private::Work::Task task;
    task.next = [cutter] { return cutter->next(); };
    task.work = [log = std::move(log), judge = std::move(judge),
                 direction](const Block &block, const std::atomic_bool &cancelled) {
        return hitIn(log, block, direction, judge, cancelled);
    };
    task.ready = [this] { QMetaObject::invokeMethod(this, &RowSeek::take, Qt::QueuedConnection); };
    d = std::make_unique<Private>(std::move(task));
    d->work.start(std::max(1, QThread::idealThreadCount()));
}

RowSeek::~RowSeek() = default;

void RowSeek::take()
{
    if (m_isOver)
        return;
    for (const qsizetype hit : d->work.take()) {
        if (hit < 0)
            continue;
        m_isOver = true;
        d->work.cancel();
        Q_EMIT found(hit);
        return;
    }
    if (!d->work.isDone())
        return;
    m_isOver = true;
    Q_EMIT found(-1);
}

} // namespace rtmscope
