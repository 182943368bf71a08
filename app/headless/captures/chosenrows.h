// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/export/logexport.h"
#include "core/filter/filterquery.h"
#include "core/log/logsnapshot.h"

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace rtmscope {

//! A filter for one log: names in it mean whom the log says they mean. A value; any thread.
class LogFilter
{
public:
    //! An error with the code "usage" in words, with the place in the expression below, if it is none; its
    //! names are not looked up yet.
    static Result<LogFilter> check(const QString &expression);
    //! Reads the whole log where the filter has names or \a wantsNames. Fails as check() does, and with
    //! "cancelled".
    static Result<LogFilter> compile(const QString &expression, const LogSnapshot &log, bool wantsNames,
                                     const std::atomic_bool &stopped);

    const FilterQuery &query() const { return m_query; }
    const std::optional<Workspace> &names() const { return m_names; }

    //! Calls \a take with the rows that match, ascending, some at a time, while others are looked for on all
    //! processors as the window does it. False from \a take, or \a stopped, ends it: then this is false.
    bool run(const LogSnapshot &log, const std::atomic_bool &stopped,
             const std::function<bool(const std::vector<quint32> &rows, qsizetype until)> &take) const;
    //! All of them; nothing stands for every row there is.
    std::optional<std::vector<quint32>> rows(const LogSnapshot &log, const std::atomic_bool &stopped) const;
    //! Says on stderr how an expression was understood that is written otherwise here.
    void tellReading() const;
    //! Says on stderr why nothing in \a log matches, if something comes near.
    void tellNearMiss(const LogSnapshot &log, const std::atomic_bool &stopped) const;
    //! Says on stderr if a regular expression was given up on some value.
    void tellGivenUp() const { tellGivenUp(m_query.givenUp()); }
    static void tellGivenUp(quint64 count);

private:
    FilterQuery m_query;
    std::optional<Workspace> m_names;
};

} // namespace rtmscope
