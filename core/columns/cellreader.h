// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/columnpath.h"
#include "core/columns/eventrowbuilder.h"
#include "core/columns/timeform.h"
#include "core/log/logsnapshot.h"
#include "core/workspace/workspace.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

//! What a table's cells say beside their entries. A value, shared by the threads that read cells.
struct CellContext
{
    std::vector<ColumnPath> paths = {};
    std::optional<Workspace> names = {}; //!< a copy; nothing: ids are shown
    TimeView time = {};
    bool swallows = false; //!< see EventRowBuilder::Context
    //! The rows of the table in the order of arrival: TimeForm::SincePrevious counts from one to the next.
    std::shared_ptr<const std::vector<quint32>> shown = {};
};

//! What a cell is sorted by.
struct CellKey
{
    enum class Kind : quint8 { Number, Text, Missing }; //!< in this order
    Kind kind = Kind::Missing;
    qint64 whole = 0;      //!< Number: rounded down
    qint64 billionths = 0; //!< what is left of it; more than 999,999,999 for what no integer can say
    QByteArray text = {};  //!< Text: naturalKey()

    static CellKey ofNumber(qint64 number);
    //! Numbers are compared as such, texts as names; nothing is missing.
    static CellKey ofText(QStringView text, bool mayBeNumber = false);
};

//! The cells of a table without the table: the same texts, in any thread, and the keys to sort them by. Reads
//! an entry once for all of its cells. One thread; \a log and \a context must outlive it.
class CellReader
{
public:
    CellReader(const LogReader &log, const CellContext &context);

    //! Of one of EventColumn's columns or, from its ColumnCount on, of context.paths.
    QString text(qsizetype row, int column);
    //! The same for programs: figures without the signs of a language between them.
    QString plainText(qsizetype row, int column);
    CellKey key(qsizetype row, int column);

private:
    const EventRow &built(qsizetype row);
    const PathCell &pathCell(qsizetype row, int column);
    qint64 previousUs(qsizetype row) const;
    CellKey timeKey(qsizetype row) const;
    CellKey recurringKey(qsizetype row, int column);
    const Workspace *names() const { return m_context.names ? &*m_context.names : nullptr; }

    const LogReader &m_log;
    const CellContext &m_context;
    EventRowBuilder m_builder;
    qsizetype m_builtRow = -1;
    EventRow m_built;
    qsizetype m_pathsRow = -1;
    std::vector<PathCell> m_paths;
    QHash<quint32, CellKey> m_recurring; //!< of a column whose values index rows know by numbers
    int m_recurringColumn = -1;
};

} // namespace rtmscope
