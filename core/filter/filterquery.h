// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace rtmscope {

class EventLog;
class LogReader;

//! A compiled display filter in the language of docs/filters.md.
//! An immutable, shareable value; matches() may run on any thread.
class FilterQuery
{
public:
    //! Resolves "#ops" and "@mira" to ids while compiling; returns all ids that bear the name.
    using NameLookup = std::function<QStringList(const QString &sigilAndName)>;

    struct Problem
    {
        QString words;          //!< plain words, translated
        qsizetype position = 0; //!< character in the text; at its end where something is missing
        qsizetype length = 1;
    };

    FilterQuery(); //!< matches everything
    ~FilterQuery();
    FilterQuery(const FilterQuery &);
    FilterQuery &operator=(const FilterQuery &);

    //! Returns false and sets *problem (if given) when \a text is no filter; the query is then unchanged.
    bool compile(const QString &text, const NameLookup &names, Problem *problem);
    bool matchesEverything() const;
    const QString &text() const;
    bool matches(const Event &event) const;
    //! How many values a regular expression was given up on since compile(), because it would have taken too
    //! long; they counted as not matching. Copies count together.
    quint64 givenUp() const;

    //! The same for a row of \a log. Reads the frame only if a term needs it, and never builds an Event: some
    //! ten times as fast as matches(log.event(row)). In the thread of the log.
    bool matches(const EventLog &log, qsizetype row) const;
    //! The same in the thread of \a log, which may be any.
    bool matches(const LogReader &log, qsizetype row) const;
    //! What the index row alone can tell (dir, type, subtype, channel, user, time): the file is not touched.
    //! Nothing if only the frame could tell.
    std::optional<bool> matchesRow(const EventLog &log, qsizetype row) const;

private:
    template<typename Log>
    bool matchesIn(const Log &log, qsizetype row) const;

    struct Private;
    std::shared_ptr<const Private> d;
};

} // namespace rtmscope
