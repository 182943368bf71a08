// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filtertree.h"

#include "core/base/clock.h"
#include "core/events/innerevent.h"
#include "core/marks/marks.h"
#include "core/marks/samething.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope::filter {

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr qint64 minuteUs = 60 * secondUs;
constexpr qint64 dayUs = 24 * 60 * minuteUs;

// ---- values of a field

//! One scalar that a field came to, in the subject's own memory.
struct Scalar
{
    QAnyStringView text;
    bool isNull = false;
    bool isNumber = false;
    bool isBool = false;
};

//! Calls \a visit for each scalar below \a value along the path; an array on the way stands for all its
//! elements. Stops at the first visit that returns true. Sets *found once the path leads anywhere at all.
template<typename Visit>
bool walk(const json::Value &value, const Field::Step *step, const Field::Step *end, bool *found,
          const Visit &visit)
{
    if (!value.exists())
        return false;
    if (step != end) {
        if (step->index) {
            qsizetype index = *step->index;
            for (const json::Value element : value.elements()) {
                if (index-- == 0)
                    return walk(element, step + 1, end, found, visit);
            }
            return false;
        }
        if (!value.isArray()) {
            const std::string_view key(step->key.constData(), std::size_t(step->key.size()));
            return walk(value[key], step + 1, end, found, visit);
        }
    }
    if (step == end)
        *found = true;
    if (value.isArray()) {
        for (const json::Value element : value.elements()) {
            if (walk(element, step, end, found, visit))
                return true;
        }
        return false;
    }
    if (value.isObject())
        return false;
    if (value.isString()) {
        const std::string_view text = value.string();
        return visit(Scalar{QUtf8StringView(text.data(), qsizetype(text.size()))});
    }
    const QString spelled = value.isNull() ? u"null"_s : value.text();
    return visit(Scalar{spelled, value.isNull(), value.isNumber(), value.kind() == json::Kind::Bool});
}

Field::Step key(const char *name)
{
    return {QByteArray(name), std::nullopt};
}

//! Where the message's own text and thread stand: in the frame, or in the message that it changes.
const std::array<std::vector<Field::Step>, 2> &placesOf(Field::Kind kind)
{
    static const std::array<std::vector<Field::Step>, 2> text{{{key("text")}, {key("message"), key("text")}}};
    static const std::array<std::vector<Field::Step>, 2> thread{
        {{key("thread_ts")}, {key("message"), key("thread_ts")}}};
    return kind == Field::Kind::Text ? text : thread;
}

//! What became of visiting a field's values.
struct Visited
{
    bool stopped = false; //!< a visit returned true
    bool found = false;   //!< the field is there, with or without a scalar
    bool known = true;    //!< false: only the frame could tell
};

template<typename Visit>
Visited visitPath(const std::vector<Field::Step> &path, const Subject &subject, const Visit &visit)
{
    Visited visited;
    const Field::Step *begin = path.data();
    const json::Value root = subject.root();
    const json::Value envelope = subject.envelope();
    visited.stopped = walk(root, begin, begin + path.size(), &visited.found, visit);
    if (!visited.found && envelope.position() != root.position())
        visited.stopped = walk(envelope, begin, begin + path.size(), &visited.found, visit);
    return visited;
}

template<typename Visit>
Visited visitText(const QString &text, const Visit &visit)
{
    return {visit(Scalar{text}), true, true};
}

//! Where it belongs, for labels of many; nothing if only the frame could tell.
std::optional<EntryPlace> placeOf(const Marks &marks, const Subject &subject)
{
    EntryPlace place;
    if (marks.groups().empty())
        return place;
    const auto channel = subject.header(Field::Kind::Channel);
    const auto user = subject.header(Field::Kind::User);
    const bool needsThread =
        std::any_of(marks.groups().begin(), marks.groups().end(),
                    [](const Marks::Group &group) { return !group.of.thread.isEmpty(); });
    if (!channel || !user || (needsThread && !subject.hasFrame()))
        return std::nullopt;
    place = {*channel, *user, {}};
    if (needsThread)
        place.thread = samething::threadIn(subject.root());
    return place;
}

template<typename Visit>
Visited visitLabels(const Marks &marks, const Subject &subject, const Visit &visit)
{
    const auto place = placeOf(marks, subject);
    if (!place)
        return {false, false, false};
    Visited visited;
    const Labels labels = marks.labelsOf(subject.row(), *place);
    for (int label = 1; label <= labelCount && !visited.stopped; ++label) {
        if (!(labels & labelBit(label)))
            continue;
        visited.found = true;
        const QString name = marks.labelName(label);
        visited.stopped =
            visit(Scalar{QString::number(label), false, true}) || (!name.isEmpty() && visit(Scalar{name}));
    }
    return visited;
}

template<typename Visit>
Visited visitNoted(const Field &field, const Subject &subject, const Visit &visit)
{
    if (!field.marks || subject.row() < 0)
        return {};
    if (field.kind == Field::Kind::Label)
        return visitLabels(*field.marks, subject, visit);
    const EntryMark mark = field.marks->at(subject.row());
    if (field.kind == Field::Kind::Comment)
        return mark.comment.isEmpty() ? Visited{} : visitText(mark.comment, visit);
    const QString yes = u"true"_s;
    return mark.isMarked ? Visited{visit(Scalar{yes, false, false, true}), true, true} : Visited{};
}

template<typename Visit>
Visited visitField(const Field &field, const Subject &subject, const Visit &visit)
{
    if (!field.isInRow() && !subject.hasFrame())
        return {false, false, false};
    switch (field.kind) {
    case Field::Kind::Dir:
    case Field::Kind::Type:
    case Field::Kind::Subtype:
    case Field::Kind::Channel:
    case Field::Kind::User: {
        const auto text = subject.header(field.kind);
        if (!text)
            return {false, false, false};
        return text->isEmpty() ? Visited{} : visitText(*text, visit);
    }
    case Field::Kind::Time:
        return subject.timeUs() == 0 ? Visited{}
                                     : visitText(QString::fromLatin1(isoUtc(subject.timeUs())), visit);
    case Field::Kind::Size: {
        const QString size = QString::number(subject.frame().size());
        return {visit(Scalar{size, false, true}), true, true};
    }
    case Field::Kind::Thread:
    case Field::Kind::Text:
        for (const auto &place : placesOf(field.kind)) {
            const Visited visited = visitPath(place, subject, visit);
            if (visited.found)
                return visited;
        }
        return {};
    case Field::Kind::Envelope: {
        const std::string_view type = envelopeType(subject.envelope());
        return type.empty() ? Visited{}
                            : visitText(QString::fromUtf8(type.data(), qsizetype(type.size())), visit);
    }
    case Field::Kind::Frame:
        return visitText(QString::fromUtf8(subject.frame()), visit);
    case Field::Kind::Connection: {
        const QString number = QString::number(subject.connection());
        return {visit(Scalar{number, false, true}), true, true};
    }
    case Field::Kind::Mark:
    case Field::Kind::Label:
    case Field::Kind::Comment:
        return visitNoted(field, subject, visit);
    case Field::Kind::Path:
        break;
    }
    return visitPath(field.path, subject, visit);
}

// ---- comparing

bool equals(const Scalar &scalar, const Literal &literal)
{
    if (scalar.isNull || literal.kind == Literal::Kind::Null)
        return scalar.isNull && literal.kind == Literal::Kind::Null;
    if (QAnyStringView::equal(scalar.text, literal.text))
        return true;
    // 7 and 7.0 are one number, but "07" and "7" are two texts.
    if (!literal.number || !(scalar.isNumber || literal.kind == Literal::Kind::Number))
        return false;
    const auto number = Number::parse(scalar.text.toString());
    return number && Number::compare(*number, *literal.number) == 0;
}

bool holds(Node::Kind comparison, int order)
{
    switch (comparison) {
    case Node::Kind::Less:
        return order < 0;
    case Node::Kind::LessOrEqual:
        return order <= 0;
    case Node::Kind::Greater:
        return order > 0;
    case Node::Kind::GreaterOrEqual:
        return order >= 0;
    default:
        return order == 0;
    }
}

//! As numbers where both are, else as texts.
int order(const Scalar &scalar, const Literal &literal)
{
    const auto number = literal.number ? Number::parse(scalar.text.toString()) : std::nullopt;
    return number ? Number::compare(*number, *literal.number)
                  : QAnyStringView::compare(scalar.text, literal.text);
}

bool compareScalar(Node::Kind comparison, const Scalar &scalar, const Literal &literal)
{
    if (comparison == Node::Kind::Equal)
        return equals(scalar, literal);
    return !scalar.isNull && holds(comparison, order(scalar, literal));
}

qint64 microsecondsOfDay(qint64 timeUs)
{
    // Offsets change at full quarters of an hour only, and neighbours in a log come within one.
    thread_local qint64 quarter = std::numeric_limits<qint64>::min();
    thread_local qint64 offsetUs = 0;
    if (const qint64 now = timeUs / (15 * minuteUs); now != quarter) {
        quarter = now;
        offsetUs = QDateTime::fromMSecsSinceEpoch(timeUs / 1000).offsetFromUtc() * secondUs;
    }
    return (timeUs + offsetUs) % dayUs;
}

//! A time written to the minute equals every moment of that minute.
bool compareTime(Node::Kind comparison, qint64 timeUs, const Literal &literal)
{
    const qint64 value = literal.kind == Literal::Kind::TimeOfDay ? microsecondsOfDay(timeUs) : timeUs;
    if (comparison == Node::Kind::Equal)
        return value >= literal.timeUs && value < literal.timeUs + literal.unitUs;
    return holds(comparison, value < literal.timeUs ? -1 : value > literal.timeUs ? 1 : 0);
}

Verdict verdictOf(const Visited &visited)
{
    if (!visited.known)
        return Verdict::Unknown;
    return visited.stopped ? Verdict::Yes : Verdict::No;
}

bool isTimeComparison(const Node &node)
{
    return node.left.field->kind == Field::Kind::Time && !node.right.literals.empty();
}

Verdict compareWithLiterals(Node::Kind comparison, const Node &node, const Subject &subject)
{
    const std::vector<Literal> &literals = node.right.literals;
    if (isTimeComparison(node)) {
        const bool any = std::any_of(literals.begin(), literals.end(), [&](const Literal &literal) {
            return compareTime(comparison, subject.timeUs(), literal);
        });
        return any && subject.timeUs() != 0 ? Verdict::Yes : Verdict::No;
    }
    return verdictOf(visitField(*node.left.field, subject, [&](const Scalar &scalar) {
        return std::any_of(literals.begin(), literals.end(), [&](const Literal &literal) {
            return compareScalar(comparison, scalar, literal);
        });
    }));
}

//! Field against field: the right one's values become literals for the left one's.
Verdict compareWithField(Node::Kind comparison, const Node &node, const Subject &subject)
{
    bool rightKnown = true;
    const Visited left = visitField(*node.left.field, subject, [&](const Scalar &scalar) {
        const Visited right = visitField(*node.right.field, subject, [&](const Scalar &other) {
            Literal literal{.text = other.text.toString()};
            literal.kind = other.isNull     ? Literal::Kind::Null
                           : other.isNumber ? Literal::Kind::Number
                                            : Literal::Kind::Text;
            literal.number = Number::parse(literal.text);
            return compareScalar(comparison, scalar, literal);
        });
        rightKnown = rightKnown && right.known;
        return right.stopped;
    });
    return left.known && rightKnown ? verdictOf(left) : Verdict::Unknown;
}

Verdict exists(const Field &field, const Subject &subject)
{
    const Visited visited = visitField(field, subject, [](const Scalar &) { return true; });
    if (!visited.known)
        return Verdict::Unknown;
    return visited.found ? Verdict::Yes : Verdict::No;
}

Verdict compare(Node::Kind comparison, const Node &node, const Subject &subject)
{
    return node.right.field ? compareWithField(comparison, node, subject)
                            : compareWithLiterals(comparison, node, subject);
}

Verdict negated(Verdict verdict)
{
    if (verdict == Verdict::Unknown)
        return verdict;
    return verdict == Verdict::Yes ? Verdict::No : Verdict::Yes;
}

//! True only where both sides are there: a missing field makes its comparison false, != included.
Verdict differs(const Node &node, const Subject &subject)
{
    const Verdict left = exists(*node.left.field, subject);
    const Verdict right = node.right.field ? exists(*node.right.field, subject) : Verdict::Yes;
    if (left == Verdict::No || right == Verdict::No)
        return Verdict::No;
    if (left == Verdict::Unknown || right == Verdict::Unknown)
        return Verdict::Unknown;
    return negated(compare(Node::Kind::Equal, node, subject));
}

Verdict contains(const Node &node, const Subject &subject)
{
    const std::vector<Literal> &literals = node.right.literals;
    return verdictOf(visitField(*node.left.field, subject, [&](const Scalar &scalar) {
        const QString text = scalar.text.toString();
        return std::any_of(literals.begin(), literals.end(), [&](const Literal &literal) {
            return text.contains(literal.text, Qt::CaseInsensitive);
        });
    }));
}

Verdict matches(const Node &node, const Subject &subject)
{
    return verdictOf(visitField(*node.left.field, subject, [&](const Scalar &scalar) {
        return node.expression->matches(scalar.text.toString());
    }));
}

Verdict search(const Node &node, const Subject &subject)
{
    if (!subject.hasFrame())
        return Verdict::Unknown;
    const bool found = std::any_of(node.searches.begin(), node.searches.end(),
                                   [&](const TextSearch &text) { return text.isIn(subject.frame()); });
    return found ? Verdict::Yes : Verdict::No;
}

//! And with \a decisive No, Or with \a decisive Yes: one such child settles it, whatever is not known of the
//! others.
Verdict combined(const Node &node, const Subject &subject, Verdict decisive)
{
    Verdict result = negated(decisive);
    for (const Node &child : node.children) {
        const Verdict verdict = evaluate(child, subject);
        if (verdict == decisive)
            return decisive;
        if (verdict == Verdict::Unknown)
            result = Verdict::Unknown;
    }
    return result;
}

} // namespace

bool hasExpressions(const Node &node)
{
    return node.expression || std::any_of(node.children.begin(), node.children.end(), hasExpressions);
}

quint64 givenUp(const Node &node)
{
    quint64 count = node.expression ? node.expression->givenUp() : 0;
    for (const Node &child : node.children)
        count += givenUp(child);
    return count;
}

Verdict evaluate(const Node &node, const Subject &subject)
{
    switch (node.kind) {
    case Node::Kind::Everything:
        return Verdict::Yes;
    case Node::Kind::And:
        return combined(node, subject, Verdict::No);
    case Node::Kind::Or:
        return combined(node, subject, Verdict::Yes);
    case Node::Kind::Not:
        return negated(evaluate(node.children.front(), subject));
    case Node::Kind::Search:
        return search(node, subject);
    case Node::Kind::Exists:
        return exists(*node.left.field, subject);
    case Node::Kind::NotEqual:
        return differs(node, subject);
    case Node::Kind::Contains:
        return contains(node, subject);
    case Node::Kind::Matches:
        return matches(node, subject);
    case Node::Kind::Equal:
    case Node::Kind::Less:
    case Node::Kind::LessOrEqual:
    case Node::Kind::Greater:
    case Node::Kind::GreaterOrEqual:
        break;
    }
    return compare(node.kind, node, subject);
}

void valuesOf(const Field &field, const Subject &subject, std::vector<FieldValue> *values)
{
    visitField(field, subject, [values](const Scalar &scalar) {
        const auto kind = scalar.isNull     ? FieldValue::Kind::Null
                          : scalar.isNumber ? FieldValue::Kind::Number
                          : scalar.isBool   ? FieldValue::Kind::Bool
                                            : FieldValue::Kind::Text;
        values->push_back({scalar.text.toString(), kind});
        return false;
    });
}

} // namespace rtmscope::filter
