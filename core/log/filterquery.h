// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"

#include <QString>

#include <functional>
#include <memory>

namespace rtmscope {

//! A compiled display filter (design section 7: fields, == != contains exists && || ! parentheses, bare words).
//! An immutable, shareable value; matches() may run on any thread.
class FilterQuery
{
public:
    //! Resolves "#ops" and "@mira" to ids while compiling; returns all ids that bear the name.
    using NameLookup = std::function<QStringList(const QString &sigilAndName)>;

    struct Problem {
        QString words;         //!< plain words, translated
        qsizetype position = 0; //!< character in the text
        qsizetype length = 1;
    };

    FilterQuery(); //!< matches everything
    ~FilterQuery();
    FilterQuery(const FilterQuery &);
    FilterQuery &operator=(const FilterQuery &);

    //! Returns false and sets *problem when \a text is no filter; the query is then unchanged.
    bool compile(const QString &text, const NameLookup &names, Problem *problem);
    bool matchesEverything() const;
    const QString &text() const;
    bool matches(const Event &event) const;

private:
    struct Private;
    std::shared_ptr<const Private> d;
};

} // namespace rtmscope
