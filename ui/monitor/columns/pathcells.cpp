// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/columns/pathcells.h"

#include "core/log/eventlog.h"

#include <QThreadPool>

#include <mutex>

namespace rtmscope {

namespace {

// Several screens full.
constexpr int cachedRows = 1024;
// A screen full of larger frames would take longer than a window may stand still.
constexpr quint32 largestHere = 128 * 1024;

} // namespace

struct PathCells::Shared
{
    std::mutex mutex;
    PathCells *cells = nullptr; // until it has others to ask for, or is destroyed
};

PathCells::PathCells(QObject *parent)
    : QObject(parent)
    , m_known(cachedRows)
{
}

PathCells::~PathCells()
{
    forget();
}

void PathCells::setLog(const EventLog *log)
{
    m_log = log;
    forget();
}

void PathCells::setPaths(const std::vector<ColumnPath> &paths)
{
    m_paths = paths;
    m_waiting.assign(paths.size(), PathCell{.text = QStringLiteral("…"), .kind = PathCell::Kind::Other});
    forget();
}

void PathCells::forget()
{
    m_known.clear();
    m_asked.clear();
    if (m_shared) {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->cells = nullptr;
    }
    m_shared.reset();
}

const std::vector<PathCell> &PathCells::of(qsizetype logRow)
{
    if (const std::vector<PathCell> *known = m_known.object(logRow))
        return *known;
    if (!m_log || m_log->row(logRow).length > largestHere) {
        readElsewhere(logRow);
        return m_waiting;
    }
    auto *read = new std::vector<PathCell>(pathCells(*m_log, logRow, m_paths));
    m_known.insert(logRow, read);
    return *read;
}

void PathCells::readElsewhere(qsizetype logRow)
{
    if (!m_log || m_asked.contains(logRow))
        return;
    m_asked.insert(logRow);
    if (!m_shared) {
        m_shared = std::make_shared<Shared>();
        m_shared->cells = this;
    }
    QThreadPool::globalInstance()->start(
        [shared = m_shared, log = m_log->snapshot(), paths = m_paths, logRow] {
            {
                const std::lock_guard lock(shared->mutex);
                if (!shared->cells)
                    return;
            }
            const LogReader reader(log);
            const std::vector<PathCell> read = pathCells(reader, logRow, paths);
            const std::lock_guard lock(shared->mutex);
            PathCells *const cells = shared->cells;
            if (!cells)
                return;
            QMetaObject::invokeMethod(
                cells,
                [cells, shared, logRow, read] {
                    if (cells->m_shared != shared) // others are wanted by now
                        return;
                    cells->m_asked.remove(logRow);
                    cells->m_known.insert(logRow, new std::vector<PathCell>(read));
                    Q_EMIT cells->wasRead(logRow);
                },
                Qt::QueuedConnection);
        });
}

} // namespace rtmscope
