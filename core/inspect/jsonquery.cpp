// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/jsonquery.h"

#include "core/inspect/jsonqueryparser.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::json::Kind;
using rtmscope::json::Tree;

namespace rtmscope {

namespace {

constexpr int nodesBetweenLooks = 4'096; // at whether to stop

bool hasKey(const Tree &tree, int node, QByteArrayView name)
{
    const Tree::Node &entry = tree.node(node);
    if (entry.keyBegin < 0)
        return false;
    const QByteArrayView inside =
        QByteArrayView(tree.text()).sliced(entry.keyBegin + 1, entry.keyEnd - entry.keyBegin - 2);
    return inside.contains('\\') ? tree.key(node).toUtf8() == name : inside == name;
}

//! One past the last node below \a node: they stand in the order of the text.
int endOf(const Tree &tree, int node)
{
    for (int at = node; at >= 0; at = tree.node(at).parent) {
        if (tree.node(at).nextSibling >= 0)
            return tree.node(at).nextSibling;
    }
    return tree.size();
}

} // namespace

//! One answer to a query.
class JsonQueryRun
{
public:
    using Step = JsonQuery::Step;
    using Operator = JsonQuery::Operator;

    JsonQueryRun(const Tree &tree, const std::atomic_bool &stopped)
        : m_tree(tree)
        , m_stopped(stopped)
    {
    }

    QList<int> run(const JsonQuery &query, int root, qsizetype most);

private:
    QList<int> step(const Step &step, const QList<int> &from);
    void deep(const Step &step, const QList<int> &from, QList<int> &found);
    void shallow(const Step &step, int node, QList<int> &found);
    bool fits(const Step &step, int node);
    bool holds(const JsonQuery::Condition &condition, int node) const;
    bool compares(const JsonQuery::Condition &condition, int node) const;
    static bool decides(Operator op, int order);

    const Tree &m_tree;
    const std::atomic_bool &m_stopped;
};

QList<int> JsonQueryRun::run(const JsonQuery &query, int root, qsizetype most)
{
    QList<int> nodes{root};
    for (const Step &each : query.m_steps)
        nodes = step(each, nodes);
    if (query.m_condition.op != Operator::None)
        nodes.removeIf([this, &query](int node) { return !holds(query.m_condition, node); });
    if (nodes.size() > most)
        nodes.resize(most);
    return nodes;
}

QList<int> JsonQueryRun::step(const Step &step, const QList<int> &from)
{
    QList<int> found;
    if (step.isDeep) {
        deep(step, from, found);
    } else {
        for (const int node : from) {
            if (m_stopped)
                return {};
            shallow(step, node, found);
        }
        std::sort(found.begin(), found.end()); // some may be within others
    }
    return found;
}

//! What is below one of them is not looked at again for another one above or below it.
void JsonQueryRun::deep(const Step &step, const QList<int> &from, QList<int> &found)
{
    int end = 0; // all before it was looked at
    for (const int root : from) {
        const int last = endOf(m_tree, root);
        for (int node = std::max(root + 1, end); node < last; ++node) {
            if (node % nodesBetweenLooks == 0 && m_stopped)
                return;
            if (fits(step, node))
                found.append(node);
        }
        end = std::max(end, last);
    }
}

void JsonQueryRun::shallow(const Step &step, int node, QList<int> &found)
{
    const Tree::Node &entry = m_tree.node(node);
    if (step.kind == Step::Kind::Index) {
        const qint64 row = step.from < 0 ? entry.childCount + step.from : step.from;
        if (entry.kind == Kind::Array && row >= 0 && row < entry.childCount)
            found.append(m_tree.child(node, int(row)));
        return;
    }
    for (int child = entry.firstChild; child >= 0; child = m_tree.node(child).nextSibling) {
        if (fits(step, child))
            found.append(child);
    }
}

//! Whether the step leads from its parent to the node.
bool JsonQueryRun::fits(const Step &step, int node)
{
    const Tree::Node &entry = m_tree.node(node);
    const bool isElement = entry.keyBegin < 0;
    const int siblings = entry.parent < 0 ? 0 : m_tree.node(entry.parent).childCount;
    const auto place = [siblings](qint64 at) { return at < 0 ? siblings + at : at; };
    switch (step.kind) {
    case Step::Kind::Name:
        return hasKey(m_tree, node, step.name);
    case Step::Kind::Any:
        return true;
    case Step::Kind::Index:
        return isElement && entry.row == place(step.from);
    case Step::Kind::Slice:
        return isElement && entry.row >= place(step.from) && entry.row < place(step.to.value_or(siblings));
    case Step::Kind::Filter:
        break;
    }
    return !run(*step.filter, node, 1).isEmpty();
}

bool JsonQueryRun::decides(Operator op, int order)
{
    switch (op) {
    case Operator::Less:
        return order < 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    case Operator::GreaterOrEqual:
        return order >= 0;
    case Operator::Unequal:
        return order != 0;
    default:
        return order == 0;
    }
}

bool JsonQueryRun::holds(const JsonQuery::Condition &condition, int node) const
{
    const Kind kind = m_tree.node(node).kind;
    if (kind == Kind::Object || kind == Kind::Array)
        return false;
    return compares(condition, node);
}

bool JsonQueryRun::compares(const JsonQuery::Condition &condition, int node) const
{
    const Kind kind = m_tree.node(node).kind;
    const QString value =
        kind == Kind::String ? m_tree.string(node) : QString::fromLatin1(m_tree.valueText(node));
    if (condition.op == Operator::Contains)
        return value.contains(condition.text, Qt::CaseInsensitive);
    bool isNumber = false;
    const double number = kind == Kind::Number || kind == Kind::String ? value.toDouble(&isNumber) : 0;
    // A ts is a number too long for a double: as text it compares well with another of its kind.
    const bool isLong = condition.text.size() > 15;
    if (condition.number && isNumber && !isLong)
        return decides(condition.op, number < *condition.number ? -1 : number > *condition.number ? 1 : 0);
    if (condition.isQuoted && kind != Kind::String)
        return condition.op == Operator::Unequal;
    return decides(condition.op, value.compare(condition.text));
}

std::optional<JsonQuery> JsonQuery::parse(const QString &text, QString *problem)
{
    JsonQuery query;
    JsonQueryParser parser(text);
    if (!parser.parse(&query)) {
        *problem = parser.problem();
        return std::nullopt;
    }
    return query;
}

bool JsonQuery::looksLikeOne(const QString &text)
{
    QString unused;
    const bool isRooted = text.startsWith("$."_L1) || text.startsWith("$["_L1);
    const bool compares = text.contains("=="_L1) || text.contains("!="_L1);
    return (isRooted || compares) && parse(text, &unused).has_value();
}

QList<int> JsonQuery::nodes(const Tree &tree, qsizetype most, const std::atomic_bool &stopped) const
{
    return tree.isEmpty() ? QList<int>() : JsonQueryRun(tree, stopped).run(*this, 0, most);
}

} // namespace rtmscope
