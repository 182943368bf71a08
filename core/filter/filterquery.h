// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

class EventLog;
class LogReader;
class Marks;

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

    //! What a filter may refer to.
    struct Context
    {
        NameLookup names = {};
        qint64 nowUs = 0;    //!< what "last 5m" counts back from; 0: the present
        QString thread = {}; //!< "this": the timestamp of a thread's first message; empty: none is selected
        std::shared_ptr<const Marks> marks = {}; //!< what was noted about the log's rows; none: nothing
    };

    //! A place in understood().
    struct Span
    {
        qsizetype position = 0;
        qsizetype length = 0;
    };
    struct Value
    {
        QString text;
        Span at;
    };
    //! A comparison of a field with values, for hints about it.
    struct Term
    {
        enum class Kind : quint8 { Equal, Exists, Other };
        Kind kind = Kind::Other;
        QString field;
        bool isPath = false; //!< a member of the frames; else a field of docs/filters.md
        Span fieldAt;
        std::vector<Value> values;
        std::optional<Value> otherField = {}; //!< instead of values: a member without quotes
    };

    FilterQuery(); //!< matches everything
    ~FilterQuery();
    FilterQuery(const FilterQuery &);
    FilterQuery &operator=(const FilterQuery &);

    //! Returns false and sets *problem (if given) when \a text is no filter; the query is then unchanged.
    bool compile(const QString &text, const NameLookup &names, Problem *problem)
    {
        return compileIn(text, {names}, problem);
    }
    bool compileIn(const QString &text, const Context &context, Problem *problem);
    bool matchesEverything() const;
    const QString &text() const; //!< as it was given
    //! The same where it was written in our language; what was written as people know it from others ("type =
    //! message and text:deploy") as we write it.
    const QString &understood() const;
    QString explained() const; //!< what it lets through, in plain words, translated
    std::vector<Term> terms() const;
    bool isRelative() const;     //!< counts back from now: after a while it means something else
    bool asksForThread() const;  //!< "thread == this"
    bool asksForMarks() const;   //!< for what a person noted: "mark", "label", "comment"
    bool hasExpressions() const; //!< regular ones, on which a text may take a fifth of a second
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

    friend class RowMatcher;
    struct Private;
    std::shared_ptr<const Private> d;
};

} // namespace rtmscope
