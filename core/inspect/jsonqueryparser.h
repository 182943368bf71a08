// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/jsonquery.h"

namespace rtmscope {

//! Reads the text of a JsonQuery. For that class only.
class JsonQueryParser
{
public:
    explicit JsonQueryParser(QStringView text)
        : m_text(text)
    {
    }

    bool parse(JsonQuery *query);
    const QString &problem() const { return m_problem; }

private:
    using Step = JsonQuery::Step;

    bool path(JsonQuery *query, bool isAnywhere);
    bool name(Step *step);
    bool bracket(Step *step);
    bool number(Step *step);
    bool filter(Step *step);
    bool condition(JsonQuery *query);
    bool literal(JsonQuery::Condition *condition);
    bool quoted(QString *text);
    std::optional<qint64> integer();
    bool take(QStringView word);
    bool fail(const char *words);
    void skipBlanks();
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    //! It ends a filter rather than the text.
    bool isClosing() const { return m_depth > 0 && (peek() == u']' || peek() == u')'); }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0; //!< filters in filters
    QString m_problem;
};

} // namespace rtmscope
