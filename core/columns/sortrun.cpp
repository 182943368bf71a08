// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/sortrun.h"

#include "core/base/orderedwork.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <iterator>
#include <mutex>
#include <optional>

namespace rtmscope {

namespace {

constexpr qsizetype blockRows = 4096;
//! So many rows are read between two looks at whether somebody still wants them.
constexpr qsizetype rowsPerLook = 32;
constexpr int tellIntervalMs = 100;
//! The rest is merging.
constexpr int percentOfReading = 90;

constexpr quint32 kindShift = 30;
constexpr quint32 restMask = (1U << kindShift) - 1;

//! What is compared of a row, as far as it has room here.
struct Entry
{
    quint64 main = 0;  //!< Number: whole, the smallest as 0; Text: the first letters of the key
    quint32 rest = 0;  //!< kind, and of a number what is left
    quint32 place = 0; //!< among the rows that are sorted
};

quint32 restOf(qint64 billionths)
{
    constexpr qint64 billion = 1'000'000'000;
    constexpr int spare = 33; // of the bits of a number beyond all integers as many as there is room for
    if (billionths < 0)
        return restMask - quint32((-billionths) >> spare);
    return billionths < billion ? quint32(billionths) : quint32(billionths >> spare);
}

quint64 firstLetters(const QByteArray &text)
{
    quint64 letters = 0;
    for (qsizetype at = 0; at < qsizetype(sizeof letters); ++at)
        letters = letters << 8 | (at < text.size() ? quint8(text[at]) : 0);
    return letters;
}

Entry entryOf(const CellKey &key, quint32 place)
{
    Entry entry;
    entry.place = place;
    entry.rest = quint32(key.kind) << kindShift;
    if (key.kind == CellKey::Kind::Number) {
        entry.main = quint64(key.whole) ^ (1ULL << 63); // signed order as unsigned
        entry.rest |= restOf(key.billionths);
    } else if (key.kind == CellKey::Kind::Text) {
        entry.main = firstLetters(key.text);
    }
    return entry;
}

} // namespace

void SortedRows::add(qsizetype logRow)
{
    rows.push_back(quint32(logRow));
    if (places.size() <= std::size_t(logRow))
        places.resize(std::size_t(logRow) + 1, 0);
    places[std::size_t(logRow)] = quint32(rows.size());
}

//! Some rows with their keys, sorted.
struct SortRun::Block
{
    std::vector<Entry> entries = {};
    QByteArray letters = {};            //!< keys of texts, one behind the other
    std::vector<quint32> offsets = {0}; //!< where that of each row begins, and where the last ends

    QByteArrayView textOf(quint32 place) const
    {
        const auto at = std::size_t(place % blockRows);
        return QByteArrayView(letters).sliced(offsets[at], offsets[at + 1] - offsets[at]);
    }
};

struct SortRun::Shared
{
    Shared(LogSnapshot snapshot, Wish wanted, qint64 mostBytes)
        : log(std::move(snapshot))
        , wish(std::move(wanted))
        , most(mostBytes)
    {
    }

    bool isOver() const { return cancelled.load(std::memory_order_relaxed) || keyBytes > most; }
    int compare(const Block &a, const Block &b, const Entry &left, const Entry &right) const;
    bool isBefore(const Block &a, const Block &b, const Entry &left, const Entry &right) const;
    Block read(qsizetype begin, qsizetype end) const;
    void mergeAll();
    void finish();

    const LogSnapshot log;
    const Wish wish;
    const qint64 most;
    std::atomic_bool cancelled = false;
    mutable std::atomic<qint64> keyBytes = 0;
    std::atomic<int> percent = 0;
    std::vector<Block> blocks; // by place / blockRows
    SortedRows sorted;
    std::mutex mutex;
    SortRun *run = nullptr; // until it is destroyed
};

struct SortRun::Work
{
    using Rows = std::pair<qsizetype, qsizetype>;
    explicit Work(OrderedWork<Rows, Block>::Task task)
        : blocks(std::move(task))
    {
    }
    OrderedWork<Rows, Block> blocks;
};

//! Of two of the same kind: negative, 0, positive.
int SortRun::Shared::compare(const Block &a, const Block &b, const Entry &left, const Entry &right) const
{
    if (left.main != right.main)
        return left.main < right.main ? -1 : 1;
    if (left.rest != right.rest)
        return left.rest < right.rest ? -1 : 1;
    if (CellKey::Kind(left.rest >> kindShift) != CellKey::Kind::Text)
        return 0;
    const QByteArrayView one = a.textOf(left.place);
    const QByteArrayView other = b.textOf(right.place);
    const auto common = std::size_t(std::min(one.size(), other.size()));
    const int order = common == 0 ? 0 : std::memcmp(one.data(), other.data(), common);
    return order != 0 ? order : one.size() < other.size() ? -1 : one.size() > other.size() ? 1 : 0;
}

//! \a left is of \a a, \a right of \a b.
bool SortRun::Shared::isBefore(const Block &a, const Block &b, const Entry &left, const Entry &right) const
{
    const quint32 kind = left.rest >> kindShift;
    if (const quint32 other = right.rest >> kindShift; kind != other)
        return kind < other;
    const int order = compare(a, b, left, right);
    if (order == 0)
        return left.place < right.place;
    return wish.order == Qt::AscendingOrder ? order < 0 : order > 0;
}

SortRun::Block SortRun::Shared::read(qsizetype begin, qsizetype end) const
{
    Block block;
    const LogReader reader(log);
    CellReader cells(reader, wish.cells);
    for (qsizetype place = begin; place < end; ++place) {
        if (place % rowsPerLook == 0 && isOver())
            return {};
        const CellKey key = cells.key(qsizetype((*wish.rows)[std::size_t(place)]), wish.column);
        block.entries.push_back(entryOf(key, quint32(place)));
        block.letters += key.text;
        block.offsets.push_back(quint32(block.letters.size()));
    }
    std::sort(block.entries.begin(), block.entries.end(),
              [&](const Entry &left, const Entry &right) { return isBefore(block, block, left, right); });
    block.letters.squeeze();
    keyBytes += block.letters.size();
    return block;
}

//! The sorted blocks two by two, until one is left.
void SortRun::Shared::mergeAll()
{
    std::vector<std::vector<Entry>> runs;
    for (Block &block : blocks)
        runs.push_back(std::move(block.entries));
    const auto blockOf = [this](const Entry &entry) -> const Block & {
        return blocks[entry.place / blockRows];
    };
    const auto less = [&](const Entry &left, const Entry &right) {
        return isBefore(blockOf(left), blockOf(right), left, right);
    };
    const std::size_t all = runs.size();
    while (runs.size() > 1) {
        std::vector<std::vector<Entry>> longer;
        for (std::size_t at = 0; at < runs.size(); at += 2) {
            if (isOver())
                return;
            if (at + 1 == runs.size()) {
                longer.push_back(std::move(runs[at]));
                break;
            }
            std::vector<Entry> both;
            both.reserve(runs[at].size() + runs[at + 1].size());
            std::merge(runs[at].begin(), runs[at].end(), runs[at + 1].begin(), runs[at + 1].end(),
                       std::back_inserter(both), less);
            runs[at] = {};
            runs[at + 1] = {};
            longer.push_back(std::move(both));
        }
        runs = std::move(longer);
        percent = percentOfReading + int((100 - percentOfReading) * (all - runs.size()) / all);
    }
    sorted.rows.reserve(wish.rows->size());
    sorted.places.resize(std::size_t(log.size()), 0);
    for (const Entry &entry : runs.empty() ? std::vector<Entry>() : runs.front())
        sorted.add(qsizetype((*wish.rows)[entry.place]));
}

//! In a thread of the pool.
void SortRun::Shared::finish()
{
    mergeAll();
    const std::lock_guard lock(mutex);
    if (SortRun *const told = run)
        QMetaObject::invokeMethod(
            told,
            [told] {
                told->m_telling.stop();
                Q_EMIT told->finished();
            },
            Qt::QueuedConnection);
}

SortRun::SortRun(LogSnapshot log, Wish wish, qint64 most)
    : m_shared(std::make_shared<Shared>(std::move(log), std::move(wish), most))
{
    m_shared->run = this;
    m_telling.setInterval(tellIntervalMs);
    connect(&m_telling, &QTimer::timeout, this, [this] { Q_EMIT advanced(m_shared->percent); });
    m_telling.start();
    const auto at = std::make_shared<qsizetype>(0);
    OrderedWork<Work::Rows, Block>::Task task;
    task.next = [at, end = qsizetype(m_shared->wish.rows->size())]() -> std::optional<Work::Rows> {
        if (*at >= end)
            return std::nullopt;
        const qsizetype begin = *at;
        *at = std::min(begin + blockRows, end);
        return Work::Rows{begin, *at};
    };
    task.work = [shared = m_shared](const Work::Rows &rows, const std::atomic_bool &) {
        return shared->read(rows.first, rows.second);
    };
    task.ready = [this] { QMetaObject::invokeMethod(this, &SortRun::collect, Qt::QueuedConnection); };
    m_work = std::make_unique<Work>(std::move(task));
    m_work->blocks.start(QThread::idealThreadCount());
}

SortRun::~SortRun()
{
    m_shared->cancelled = true;
    m_work.reset();
    const std::lock_guard lock(m_shared->mutex);
    m_shared->run = nullptr;
}

void SortRun::collect()
{
    if (!m_work)
        return;
    for (Block &block : m_work->blocks.take())
        m_shared->blocks.push_back(std::move(block));
    const qsizetype done = qsizetype(m_shared->blocks.size()) * blockRows;
    const auto all = std::max<qsizetype>(1, qsizetype(m_shared->wish.rows->size()));
    m_shared->percent = int(std::min<qsizetype>(percentOfReading, percentOfReading * done / all));
    if (m_work->blocks.isDone())
        merge();
}

void SortRun::merge()
{
    m_work.reset();
    QThreadPool::globalInstance()->start([shared = m_shared] { shared->finish(); });
}

bool SortRun::isTooLarge() const
{
    return m_shared->keyBytes > m_shared->most;
}

SortedRows SortRun::take()
{
    return isTooLarge() ? SortedRows() : std::move(m_shared->sorted);
}

} // namespace rtmscope
