// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/jsonqueryparser.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int deepest = 4; // filters in filters

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c.isSurrogate();
}

} // namespace

bool JsonQueryParser::fail(const char *words)
{
    if (m_problem.isEmpty())
        m_problem = QCoreApplication::translate("rtmscope::JsonQuery", words);
    return false;
}

void JsonQueryParser::skipBlanks()
{
    while (!atEnd() && peek().isSpace())
        ++m_at;
}

bool JsonQueryParser::take(QStringView word)
{
    if (!m_text.sliced(m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

bool JsonQueryParser::parse(JsonQuery *query)
{
    skipBlanks();
    const bool isRooted = take(u"$");
    if (!path(query, !isRooted) || !condition(query))
        return false;
    skipBlanks();
    if (!atEnd())
        return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "Something follows that belongs to no path."));
    return true;
}

//! Steps as long as there are any. What begins without a sign for the root may begin anywhere.
bool JsonQueryParser::path(JsonQuery *query, bool isAnywhere)
{
    for (bool isFirst = true;; isFirst = false) {
        Step step;
        step.isDeep = take(u"..") || (isFirst && isAnywhere);
        const bool isDot = !step.isDeep && take(u".");
        if (peek() == u'[') {
            if (isDot || !bracket(&step))
                return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "Behind [ stands a number, a name in "
                                                                     "quotes, * or ?, and then ]."));
        } else if (isDot || step.isDeep) {
            if (!name(&step))
                return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "Behind a dot stands a name or *."));
        } else {
            return true;
        }
        query->m_steps.push_back(std::move(step));
    }
}

bool JsonQueryParser::name(Step *step)
{
    if (take(u"*")) {
        step->kind = Step::Kind::Any;
        return true;
    }
    const qsizetype begin = m_at;
    while (!atEnd() && isNameCharacter(peek()))
        ++m_at;
    step->name = m_text.sliced(begin, m_at - begin).toUtf8();
    return m_at > begin;
}

bool JsonQueryParser::bracket(Step *step)
{
    take(u"[");
    skipBlanks();
    bool isRight = false;
    if (take(u"*")) {
        step->kind = Step::Kind::Any;
        isRight = true;
    } else if (take(u"?")) {
        step->kind = Step::Kind::Filter;
        isRight = filter(step);
    } else if (peek() == u'"' || peek() == u'\'') {
        QString text;
        isRight = quoted(&text);
        step->name = text.toUtf8();
    } else {
        isRight = number(step);
    }
    skipBlanks();
    return isRight && take(u"]");
}

std::optional<qint64> JsonQueryParser::integer()
{
    const qsizetype begin = m_at;
    take(u"-");
    while (!atEnd() && peek() >= u'0' && peek() <= u'9')
        ++m_at;
    bool isNumber = false;
    const qint64 value = m_text.sliced(begin, m_at - begin).toLongLong(&isNumber);
    if (!isNumber)
        m_at = begin;
    return isNumber ? std::optional(value) : std::nullopt;
}

//! "3", "-1", "1:4", ":4", "2:".
bool JsonQueryParser::number(Step *step)
{
    const std::optional<qint64> first = integer();
    skipBlanks();
    if (!take(u":")) {
        step->kind = Step::Kind::Index;
        step->from = first.value_or(0);
        return first.has_value();
    }
    skipBlanks();
    step->kind = Step::Kind::Slice;
    step->from = first.value_or(0);
    step->to = integer();
    return true;
}

bool JsonQueryParser::filter(Step *step)
{
    skipBlanks();
    const bool isEnclosed = take(u"(");
    skipBlanks();
    if (++m_depth > deepest || !take(u"@"))
        return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "Behind [? stands @ and the rest of a path."));
    auto inner = std::make_shared<JsonQuery>();
    if (!path(inner.get(), false) || !condition(inner.get()))
        return false;
    --m_depth;
    step->filter = std::move(inner);
    skipBlanks();
    return !isEnclosed || take(u")");
}

bool JsonQueryParser::condition(JsonQuery *query)
{
    using Operator = JsonQuery::Operator;
    constexpr std::pair<QStringView, Operator> operators[] = {
        {u"==", Operator::Equal}, {u"!=", Operator::Unequal},         {u"<=", Operator::LessOrEqual},
        {u"<", Operator::Less},   {u">=", Operator::GreaterOrEqual},  {u">", Operator::Greater},
        {u"=", Operator::Equal},  {u"contains ", Operator::Contains},
    };
    skipBlanks();
    if (atEnd() || isClosing())
        return true;
    if (query->m_steps.empty() && m_depth == 0)
        return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "A path is missing in front of it."));
    for (const auto &[word, op] : operators) {
        if (take(word)) {
            query->m_condition.op = op;
            return literal(&query->m_condition);
        }
    }
    if (take(u"exists"))
        return true;
    return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "Something follows that belongs to no path."));
}

bool JsonQueryParser::literal(JsonQuery::Condition *condition)
{
    skipBlanks();
    if (peek() == u'"' || peek() == u'\'') {
        condition->isQuoted = true;
        if (!quoted(&condition->text))
            return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "The quotes are not closed."));
    } else {
        const qsizetype begin = m_at;
        while (!atEnd() && !isClosing())
            ++m_at;
        condition->text = m_text.sliced(begin, m_at - begin).trimmed().toString();
    }
    bool isNumber = false;
    const double number = condition->text.toDouble(&isNumber);
    if (isNumber)
        condition->number = number;
    if (condition->text.isEmpty() && !condition->isQuoted)
        return fail(QT_TRANSLATE_NOOP("rtmscope::JsonQuery", "What to compare with is missing."));
    return true;
}

//! With a backslash before what stands for itself.
bool JsonQueryParser::quoted(QString *text)
{
    const QChar end = peek();
    for (++m_at; !atEnd() && peek() != end; ++m_at) {
        if (peek() == u'\\' && m_at + 1 < m_text.size())
            ++m_at;
        *text += peek();
    }
    return take(QStringView(&end, 1));
}

} // namespace rtmscope
