// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/overview.h"

#include "core/base/orderedwork.h"
#include "core/log/ratehistory.h"
#include "core/summary/eventnature.h"
#include "ui/monitor/table/eventtablemodel.h"

#include <algorithm>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! Handed over in a fraction of a millisecond, counted in some.
constexpr qsizetype pieceRows = 64 * 1024;
constexpr auto growthInterval = 500ms;
constexpr qsizetype rowsPerLook = 256;

//! What the types of a log's rows mean, asked once for each.
class TypeLook
{
public:
    enum class Trouble : quint8 { Never, Always, Asked };
    struct Look
    {
        bool isKnown = false;
        EventClass kind = EventClass::Unknown;
        bool isGap = false;
        Trouble trouble = Trouble::Never;
    };

    const Look &of(const LogSnapshot &log, const LogRow &row)
    {
        const std::size_t slot = 3 * std::size_t(row.type) + std::size_t(row.direction);
        if (slot >= m_looks.size())
            m_looks.resize(slot + 1);
        if (!m_looks[slot].isKnown)
            m_looks[slot] = look(log, row);
        return m_looks[slot];
    }

private:
    //! Only notes and answers can tell of something that failed.
    static Look look(const LogSnapshot &log, const LogRow &row)
    {
        const QString type = log.typeName(row.type);
        Look look{true, classify(type, log.subtypeName(row.type), row.direction)};
        if (row.direction == Direction::Note) {
            look.isGap = type == "gap"_L1;
            look.trouble = Trouble::Asked;
        } else if (row.direction == Direction::In && type == "error"_L1) {
            look.trouble = Trouble::Always;
        } else if (row.direction == Direction::In && type == "ack"_L1) {
            look.trouble = Trouble::Asked;
        }
        return look;
    }

    std::vector<Look> m_looks;
};

bool isTrouble(const LogReader &reader, qsizetype row, TypeLook::Trouble trouble)
{
    const bool isBroken = reader.row(row).flags & (LogRow::NotJson | LogRow::Binary);
    if (isBroken || trouble == TypeLook::Trouble::Always)
        return true;
    return trouble == TypeLook::Trouble::Asked && natureOf(reader.event(row)).trouble;
}

} // namespace

void Overview::Cell::add(const Cell &other)
{
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        kinds[kind] += other.kinds[kind];
    gaps += other.gaps;
    troubles += other.troubles;
}

quint32 Overview::Cell::total() const
{
    return std::accumulate(kinds.begin(), kinds.end(), quint32(0));
}

//! Rows of the table that are to be counted, by their rows in the log.
struct Overview::Piece
{
    qsizetype first = 0;
    std::vector<quint32> rows;
    qsizetype rowsPerCell = 1;
};

struct Overview::Found
{
    qsizetype first = 0;
    qsizetype rows = 0;
    std::vector<Cell> cells; // from the one on that `first` falls into
};

struct Overview::Counting
{
    using Work = OrderedWork<Piece, Found>;

    Counting(Work::Task task, qsizetype behind)
        : work(std::move(task))
        , end(behind)
    {
    }

    Work work;
    qsizetype end;
};

Overview::Overview(EventTableModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(growthInterval);
    connect(&m_pause, &QTimer::timeout, this, &Overview::countOn);
    connect(&model, &QAbstractItemModel::modelReset, this, &Overview::restart);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &Overview::restart);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &Overview::restart);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first) { rowsAdded(first); });
    countOn();
}

Overview::~Overview() = default;

void Overview::restart()
{
    m_counting.reset();
    m_cells.clear();
    m_rowsPerCell = 1;
    m_counted = 0;
    countOn();
    Q_EMIT changed();
}

void Overview::rowsAdded(int first)
{
    if (first < (m_counting ? m_counting->end : m_counted))
        return restart(); // in between: those behind are in other cells now
    if (!m_counting && !m_pause.isActive())
        m_pause.start();
}

//! The next piece, if there is one and none is being counted.
void Overview::countOn()
{
    const qsizetype rows = m_model.rowCount();
    if (!m_model.log() || m_counting || m_counted >= rows)
        return;
    while (rows > m_rowsPerCell * mostCells) {
        const std::vector<Cell> fine = std::exchange(m_cells, {});
        for (std::size_t i = 0; i < fine.size(); i += 2) {
            m_cells.push_back(fine[i]);
            if (i + 1 < fine.size())
                m_cells.back().add(fine[i + 1]);
        }
        m_rowsPerCell *= 2;
    }
    Piece piece{m_counted, {}, m_rowsPerCell};
    const qsizetype end = std::min(m_counted + pieceRows, rows);
    piece.rows.reserve(std::size_t(end - m_counted));
    for (qsizetype row = m_counted; row < end; ++row)
        piece.rows.push_back(quint32(m_model.logRow(int(row))));

    Counting::Work::Task task;
    task.next = [piece = std::optional(std::move(piece))]() mutable { return std::exchange(piece, {}); };
    task.work = [log = m_model.log()->snapshot()](const Piece &next, const std::atomic_bool &cancelled) {
        return count(log, next, cancelled);
    };
    task.ready = [this] { QMetaObject::invokeMethod(this, &Overview::take, Qt::QueuedConnection); };
    m_counting = std::make_unique<Counting>(std::move(task), end);
    m_counting->work.start(1);
}

Overview::Found Overview::count(const LogSnapshot &log, const Piece &piece, const std::atomic_bool &cancelled)
{
    const LogReader reader(log);
    TypeLook types;
    Found found{piece.first, qsizetype(piece.rows.size()), {}};
    const qsizetype firstCell = piece.first / piece.rowsPerCell;
    const qsizetype lastCell = (piece.first + found.rows - 1) / piece.rowsPerCell;
    found.cells.resize(std::size_t(lastCell - firstCell + 1));
    for (qsizetype i = 0; i < found.rows; ++i) {
        if (i % rowsPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        const qsizetype row = piece.rows[std::size_t(i)];
        const TypeLook::Look &look = types.of(log, log.row(row));
        Cell &cell = found.cells[std::size_t((piece.first + i) / piece.rowsPerCell - firstCell)];
        ++cell.kinds[std::size_t(look.kind)];
        cell.gaps += look.isGap ? 1 : 0;
        cell.troubles += !look.isGap && isTrouble(reader, row, look.trouble) ? 1 : 0;
    }
    return found;
}

void Overview::take()
{
    if (!m_counting)
        return;
    for (const Found &found : m_counting->work.take()) {
        const auto firstCell = std::size_t(found.first / m_rowsPerCell);
        m_cells.resize(std::max(m_cells.size(), firstCell + found.cells.size()));
        for (std::size_t i = 0; i < found.cells.size(); ++i)
            m_cells[firstCell + i].add(found.cells[i]);
        m_counted = found.first + found.rows;
    }
    if (!m_counting->work.isDone())
        return;
    m_counting.reset();
    if (m_counted + pieceRows <= m_model.rowCount())
        countOn(); // a whole piece waits
    else if (m_counted < m_model.rowCount() && !m_pause.isActive())
        m_pause.start();
    Q_EMIT changed();
}

Overview::Cell Overview::in(qsizetype first, qsizetype end) const
{
    Cell sum;
    const auto behind = std::min(m_cells.size(), std::size_t((end + m_rowsPerCell - 1) / m_rowsPerCell));
    for (auto cell = std::size_t(first / m_rowsPerCell); cell < behind; ++cell)
        sum.add(m_cells[cell]);
    return sum;
}

} // namespace rtmscope
