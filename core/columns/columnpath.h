// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace rtmscope::json {
class Tree;
}

namespace rtmscope {

//! What stands in a person's own column.
struct PathCell
{
    enum class Kind : quint8 {
        Missing,
        Text,    //!< one text, exactly as it stands there
        Literal, //!< a number, true, false or null, likewise
        Other,   //!< several values, an object or a list, or one that can't be shown as it is
    };
    QString text = {}; //!< on one line, at most ColumnPath::mostLetters and a sign of what was cut off
    Kind kind = Kind::Missing;
    bool isNumber = false; //!< or a text that spells one
};

//! A column of a person's own: a field or a path as filters have them (docs/filters.md), so of an envelope
//! the event in it, and then the envelope itself. Several values stand one behind the other, objects and
//! lists as compact JSON. An immutable value; any thread.
class ColumnPath
{
public:
    static constexpr qsizetype mostLetters = 500;
    static constexpr int mostValues = 50; //!< of a path that leads through lists

    //! Nothing if \a text is no path.
    static std::optional<ColumnPath> parse(const QString &text);
    const QString &text() const { return m_text; }
    friend bool operator==(const ColumnPath &a, const ColumnPath &b) { return a.m_text == b.m_text; }

private:
    template<typename Log>
    friend std::vector<PathCell> pathCells(const Log &log, qsizetype row,
                                           const std::vector<ColumnPath> &paths);
    struct Parsed;
    QString m_text;
    std::shared_ptr<const Parsed> m_parsed;
};

//! The cells of an entry, one for each of \a paths. The frame is read and parsed once. Log is an EventLog or,
//! in any thread, a LogReader.
template<typename Log>
std::vector<PathCell> pathCells(const Log &log, qsizetype row, const std::vector<ColumnPath> &paths);

//! The path of a value in a frame as a column wants it: of an envelope's event from the event on, without
//! places in lists. Empty for the whole.
QString columnPathOf(const json::Tree &tree, int node);

} // namespace rtmscope
