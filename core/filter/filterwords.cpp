// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::filter {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FilterWords", text);
}

QString inQuotes(const QString &text)
{
    return tr("“%1”").arg(text);
}

QString listed(const QStringList &items, const QString &joint)
{
    return items.join(joint);
}

//! Names and what needs no quotes as they were written.
QString valueWords(const Literal &literal)
{
    const QString &spelled = literal.spelled.isEmpty() ? literal.text : literal.spelled;
    const bool isName = spelled.startsWith(u'#') || spelled.startsWith(u'@');
    return isName || literal.kind != Literal::Kind::Text ? spelled : inQuotes(spelled);
}

QString valuesWords(const std::vector<Literal> &literals, bool plain = false)
{
    QStringList words;
    for (const Literal &literal : literals) {
        const QString each = plain ? literal.text : valueWords(literal);
        if (!words.contains(each))
            words << each;
    }
    return listed(words, tr(" or "));
}

bool isPlainEqual(const Node &node, Field::Kind kind)
{
    return node.kind == Node::Kind::Equal && node.left.field->kind == kind && !node.right.field;
}

bool isThisThread(const Node &node)
{
    return node.kind == Node::Kind::Or && !node.sought.isEmpty();
}

QString timeWords(const Node &node)
{
    const Literal &literal = node.right.literals.front();
    if (literal.spelled.startsWith("last "_L1))
        return tr("of the last %1").arg(literal.spelled.sliced(5));
    switch (node.kind) {
    case Node::Kind::Less:
        return tr("before %1").arg(literal.spelled);
    case Node::Kind::LessOrEqual:
        return tr("until %1").arg(literal.spelled);
    case Node::Kind::Greater:
        return tr("after %1").arg(literal.spelled);
    case Node::Kind::GreaterOrEqual:
        return tr("since %1").arg(literal.spelled);
    default:
        return tr("of %1").arg(valuesWords(node.right.literals));
    }
}

QString negatedRelation(Node::Kind kind)
{
    switch (kind) {
    case Node::Kind::Equal:
        return tr("%1 is not %2");
    case Node::Kind::Contains:
        return tr("%1 does not contain %2");
    case Node::Kind::Matches:
        return tr("%1 does not match %2");
    default:
        return {};
    }
}

QString relation(Node::Kind kind)
{
    switch (kind) {
    case Node::Kind::NotEqual:
        return tr("%1 is there and is not %2");
    case Node::Kind::Less:
        return tr("%1 is less than %2");
    case Node::Kind::LessOrEqual:
        return tr("%1 is at most %2");
    case Node::Kind::Greater:
        return tr("%1 is more than %2");
    case Node::Kind::GreaterOrEqual:
        return tr("%1 is at least %2");
    case Node::Kind::Contains:
        return tr("%1 contains %2");
    case Node::Kind::Matches:
        return tr("%1 matches %2");
    default:
        return tr("%1 is %2");
    }
}

QString comparisonWords(const Node &node, const QString &relation)
{
    QString right =
        node.right.field ? tr("its %1").arg(node.right.field->spelled) : valuesWords(node.right.literals);
    if (node.kind == Node::Kind::Matches)
        right = node.expression->pattern();
    return relation.arg(node.left.field->spelled, right);
}

QString clause(const Node &node);

//! In parentheses where the joint of what stands around it would tear it apart.
QString clausePart(const Node &node)
{
    const bool joins = node.kind == Node::Kind::And || (node.kind == Node::Kind::Or && !isThisThread(node));
    return joins ? u'(' + clause(node) + u')' : clause(node);
}

QString negatedClause(const Node &node)
{
    if (node.kind == Node::Kind::Search)
        return tr("it does not hold %1").arg(inQuotes(node.sought));
    if (node.kind == Node::Kind::Exists)
        return tr("it has no %1").arg(node.left.field->spelled);
    const bool isTime = node.left.field && node.left.field->kind == Field::Kind::Time;
    if (const QString relation = negatedRelation(node.kind); !relation.isEmpty() && !isTime)
        return comparisonWords(node, relation);
    return tr("not %1").arg(clausePart(node));
}

QString clause(const Node &node)
{
    QStringList parts;
    switch (node.kind) {
    case Node::Kind::Everything:
        return tr("anything");
    case Node::Kind::And:
    case Node::Kind::Or:
        if (isThisThread(node))
            return tr("it belongs to the thread of the selected event");
        for (const Node &child : node.children)
            parts << clausePart(child);
        return listed(parts, node.kind == Node::Kind::And ? tr(" and ") : tr(" or "));
    case Node::Kind::Not:
        return negatedClause(node.children.front());
    case Node::Kind::Search:
        return tr("it holds %1").arg(inQuotes(node.sought));
    case Node::Kind::Exists:
        return tr("it has %1").arg(node.left.field->spelled);
    default:
        break;
    }
    if (node.left.field->kind == Field::Kind::Time && !node.right.field && !node.right.literals.empty())
        return node.kind == Node::Kind::NotEqual ? tr("it is not %1").arg(timeWords(node))
                                                 : tr("it is %1").arg(timeWords(node));
    return comparisonWords(node, relation(node.kind));
}

//! The sentence about terms that must all hold.
class Sentence
{
public:
    explicit Sentence(const Node &root)
    {
        if (root.kind == Node::Kind::And) {
            for (const Node &child : root.children)
                take(child);
        } else {
            take(root);
        }
    }

    QString words() const
    {
        QStringList all{m_noun.isEmpty() ? m_dir.isEmpty() ? tr("Events") : m_dir : m_noun};
        if (!m_noun.isEmpty() && !m_direction.isEmpty())
            all << m_direction;
        all << m_places;
        if (!m_conditions.isEmpty())
            all << tr("where %1").arg(listed(m_conditions, tr(" and ")));
        return all.join(u' ');
    }

private:
    void take(const Node &node)
    {
        if (isPlainEqual(node, Field::Kind::Type) && m_noun.isEmpty())
            takeType(node);
        else if (isPlainEqual(node, Field::Kind::Dir) && node.right.literals.size() == 1 && m_dir.isEmpty())
            takeDirection(node.right.literals.front().text);
        else if (isPlainEqual(node, Field::Kind::Subtype))
            m_places << tr("of subtype %1").arg(valuesWords(node.right.literals, true));
        else if (isPlainEqual(node, Field::Kind::Channel))
            m_places << tr("in %1").arg(valuesWords(node.right.literals));
        else if (isPlainEqual(node, Field::Kind::User))
            m_places << tr("by %1").arg(valuesWords(node.right.literals));
        else if (isThisThread(node))
            m_places << tr("in the thread of the selected event");
        else if (node.left.field && node.left.field->kind == Field::Kind::Time &&
                 !node.right.literals.empty() && node.kind != Node::Kind::NotEqual)
            m_places << timeWords(node);
        else
            m_conditions << clausePart(node);
    }

    void takeType(const Node &node)
    {
        const QString type = valuesWords(node.right.literals, true);
        m_noun = type == "message"_L1 ? tr("Messages") : tr("%1 events").arg(type);
    }

    void takeDirection(const QString &direction)
    {
        if (direction == "in"_L1) {
            m_dir = tr("Events from the server");
            m_direction = tr("from the server");
        } else if (direction == "out"_L1) {
            m_dir = tr("Frames that were sent");
            m_direction = tr("that were sent");
        } else {
            m_dir = tr("Notes of Rtmscope");
            m_direction = tr("among Rtmscope’s notes");
        }
    }

    QString m_noun;
    QString m_dir;
    QString m_direction;
    QStringList m_places;
    QStringList m_conditions;
};

FilterQuery::Term::Kind termKind(Node::Kind kind)
{
    switch (kind) {
    case Node::Kind::Equal:
        return FilterQuery::Term::Kind::Equal;
    case Node::Kind::Exists:
        return FilterQuery::Term::Kind::Exists;
    default:
        return FilterQuery::Term::Kind::Other;
    }
}

void collect(const Node &node, std::vector<FilterQuery::Term> *terms)
{
    for (const Node &child : node.children)
        collect(child, terms);
    if (!node.left.field || node.left.length == 0)
        return;
    FilterQuery::Term term;
    term.kind = termKind(node.kind);
    term.field = node.left.field->spelled;
    term.isPath = node.left.field->kind == Field::Kind::Path;
    term.fieldAt = {node.left.position, node.left.length};
    for (const Literal &literal : node.right.literals) {
        if (literal.length > 0)
            term.values.push_back({literal.text, {literal.position, literal.length}});
    }
    if (node.right.field && node.right.field->kind == Field::Kind::Path)
        term.otherField = {node.right.field->spelled, {node.right.position, node.right.length}};
    terms->push_back(std::move(term));
}

} // namespace

QString explained(const Node &root)
{
    if (root.kind == Node::Kind::Everything)
        return tr("All events");
    return Sentence(root).words();
}

std::vector<FilterQuery::Term> termsOf(const Node &root)
{
    std::vector<FilterQuery::Term> terms;
    collect(root, &terms);
    return terms;
}

} // namespace rtmscope::filter
