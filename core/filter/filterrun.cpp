// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterrun.h"

#include "core/base/orderedwork.h"

#include <QElapsedTimer>
#include <QThread>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! More often than this nobody sees the difference, and each time costs the view a layout.
constexpr auto tellInterval = 25ms;
constexpr qsizetype smallestBlock = 8;
constexpr qsizetype firstBlock = 32;
constexpr qsizetype largestBlock = 64 * 1024;
//! So long may a block take: results come evenly, and a cancelled run ends soon.
constexpr qint64 blockNs = 8'000'000;
//! Between two looks at whether somebody still wants to know there are at least so many rows, and otherwise
//! as many as take so long: more at a time cost less each.
constexpr qsizetype fewestAtOnce = 16;
constexpr qsizetype mostAtOnce = 4096;
constexpr qint64 lookNs = 100'000;

//! Chooses blocks by what the last ones took: an index row costs some nanoseconds, a costly regular
//! expression milliseconds.
class BlockCutter
{
public:
    BlockCutter(qsizetype begin, qsizetype end)
        : m_at(begin)
        , m_end(end)
    {
    }

    std::optional<std::pair<qsizetype, qsizetype>> next(qint64 nsPerRow)
    {
        if (m_at >= m_end)
            return std::nullopt;
        const qsizetype wanted = nsPerRow == 0
                                     ? firstBlock
                                     : std::clamp<qsizetype>(blockNs / nsPerRow, smallestBlock, largestBlock);
        const qsizetype begin = m_at;
        m_at = std::min(m_at + wanted, m_end);
        return std::pair(begin, m_at);
    }

private:
    qsizetype m_at;
    qsizetype m_end;
};

} // namespace

struct FilterRun::Block
{
    std::vector<quint32> shown;
    qsizetype noise = 0;
    qsizetype end = 0;
};

struct FilterRun::Private
{
    using Rows = std::pair<qsizetype, qsizetype>;
    using Work = OrderedWork<Rows, Block>;

    explicit Private(Work::Task task)
        : work(std::move(task))
    {
    }

    struct Asked
    {
        Rows rows;
        qsizetype atOnce;
    };
    static Block decide(const LogReader &reader, const Judge &judge, const Asked &asked,
                        const std::atomic_bool &cancelled);

    Work work;
};

FilterRun::Block FilterRun::Private::decide(const LogReader &reader, const Judge &judge, const Asked &asked,
                                            const std::atomic_bool &cancelled)
{
    Block block;
    block.end = asked.rows.second;
    for (qsizetype from = asked.rows.first; from < block.end; from += asked.atOnce) {
        if (cancelled.load(std::memory_order_relaxed))
            break;
        block.noise += judge(reader, from, std::min(from + asked.atOnce, block.end), block.shown);
    }
    return block;
}

FilterRun::FilterRun(LogSnapshot log, qsizetype from, qsizetype to, Judge judge)
    : m_end(to)
    , m_until(from)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(tellInterval);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_hasMore)
            tell();
    });
    const auto nsPerRow = std::make_shared<std::atomic<qint64>>(0);
    const auto cutter = std::make_shared<BlockCutter>(from, m_end);
    Private::Work::Task task;
    task.next = [cutter, nsPerRow] { return cutter->next(*nsPerRow); };
    task.work = [log = std::move(log), judge = std::move(judge),
                 nsPerRow](const Private::Rows &rows, const std::atomic_bool &cancelled) {
        QElapsedTimer clock;
        clock.start();
        const LogReader reader(log);
        const qint64 before = *nsPerRow;
        const qsizetype atOnce =
            before == 0 ? fewestAtOnce : std::clamp<qsizetype>(lookNs / before, fewestAtOnce, mostAtOnce);
        Block block = Private::decide(reader, Judge(judge), {rows, atOnce}, cancelled);
        *nsPerRow = std::max<qint64>(1, clock.nsecsElapsed() / (rows.second - rows.first));
        return block;
    };
    task.ready = [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_isOver)
                    return;
                m_hasMore = true;
                if (!m_pause.isActive() || d->work.isComplete())
                    tell();
            },
            Qt::QueuedConnection);
    };
    d = std::make_unique<Private>(std::move(task));
    d->work.start(QThread::idealThreadCount());
}

FilterRun::~FilterRun() = default;

void FilterRun::tell()
{
    m_hasMore = false;
    m_pause.start();
    Q_EMIT advanced();
}

FilterRun::Results FilterRun::take()
{
    Results results;
    for (Block &block : d->work.take()) {
        if (results.shown.empty())
            results.shown = std::move(block.shown);
        else
            results.shown.insert(results.shown.end(), block.shown.begin(), block.shown.end());
        results.noise += block.noise;
        m_until = block.end;
    }
    results.until = m_until;
    m_isOver = isFinished();
    return results;
}

bool FilterRun::isFinished() const
{
    return m_until == m_end;
}

} // namespace rtmscope
