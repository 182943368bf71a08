// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/assist/filterhints.h"
#include "core/filter/assist/observedfields.h"
#include "core/filter/assist/valuecounts.h"

#include <QObject>

#include <memory>

namespace rtmscope {

//! Finds out, in other threads, why a filter shows nothing: a field that no event has, a value that never
//! occurs, and what comes nearest to it. Owned by the filter's bar; GUI thread.
class FilterAdvice : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~FilterAdvice() override;

    //! Begins. What was asked before is forgotten, with its answer.
    void ask(const FilterQuery &query, const LogSnapshot &log);
    void forget();
    const std::optional<FilterHint> &hint() const { return m_hint; }

Q_SIGNALS:
    void advised(); //!< hint() is there

private:
    void askForValues();

    FilterQuery m_query;
    LogSnapshot m_log;
    std::vector<FilterQuery::Term> m_terms;
    std::size_t m_next = 0; //!< the term whose values are counted next
    std::unique_ptr<FieldsRun> m_fields;
    std::unique_ptr<ValueRun> m_values;
    std::optional<FilterHint> m_hint;
};

} // namespace rtmscope
