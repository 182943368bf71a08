// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filteradvice.h"

namespace rtmscope {

namespace {

constexpr std::size_t mostCompared = 5000;

} // namespace

FilterAdvice::~FilterAdvice() = default;

void FilterAdvice::forget()
{
    m_fields.reset();
    m_values.reset();
    m_hint.reset();
}

void FilterAdvice::ask(const FilterQuery &query, const LogSnapshot &log)
{
    forget();
    m_query = query;
    m_log = log;
    m_terms = query.terms();
    m_next = 0;
    if (m_terms.empty() || log.size() == 0)
        return;
    m_fields = std::make_unique<FieldsRun>(log);
    connect(m_fields.get(), &FieldsRun::found, this, [this](const QStringList &paths) {
        m_fields.release()->deleteLater(); // who just told this
        for (const FilterQuery::Term &term : m_terms) {
            m_hint = fieldHint(m_query, term, paths);
            if (m_hint) {
                Q_EMIT advised();
                return;
            }
        }
        askForValues();
    });
}

void FilterAdvice::askForValues()
{
    while (m_next < m_terms.size() && m_terms[m_next].kind != FilterQuery::Term::Kind::Equal)
        ++m_next;
    if (m_next == m_terms.size())
        return;
    m_values = std::make_unique<ValueRun>(m_log, m_terms[m_next].field);
    const auto finished = [this] {
        if (!m_values->isFinished())
            return;
        m_hint = valueHint(m_query, m_terms[m_next], m_values->counts().list(m_log, mostCompared).values);
        m_values.release()->deleteLater(); // who just told this
        ++m_next;
        if (m_hint)
            Q_EMIT advised();
        else
            askForValues();
    };
    connect(m_values.get(), &ValueRun::advanced, this, finished);
}

} // namespace rtmscope
