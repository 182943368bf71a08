// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filtertree.h"

#include "core/base/clock.h"
#include "core/events/innerevent.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::filter {

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr qint64 minuteUs = 60 * secondUs;
constexpr qint64 dayUs = 24 * 60 * minuteUs;
constexpr int exactDecimals = 9;

constexpr std::array<std::pair<QStringView, Field::Kind>, 10> namedFields{{
    {u"dir", Field::Kind::Dir},
    {u"type", Field::Kind::Type},
    {u"subtype", Field::Kind::Subtype},
    {u"channel", Field::Kind::Channel},
    {u"user", Field::Kind::User},
    {u"time", Field::Kind::Time},
    {u"thread", Field::Kind::Thread},
    {u"size", Field::Kind::Size},
    {u"text", Field::Kind::Text},
    {u"envelope_type", Field::Kind::Envelope},
}};

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

// ---- values of a field

//! One scalar that a field came to, in the subject's own memory.
struct Scalar
{
    QAnyStringView text;
    bool isNull = false;
    bool isNumber = false;
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
    return visit(Scalar{spelled, value.isNull(), value.isNumber()});
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
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(timeUs / 1000);
    return (timeUs + local.offsetFromUtc() * secondUs) % dayUs;
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

// An expression that was given up so often is not tried again: a million times some milliseconds are an hour.
constexpr quint64 hopeless = 1000;

bool matches(const Node &node, const QString &text)
{
    if (node.givenUp->load(std::memory_order_relaxed) < hopeless) {
        const QRegularExpressionMatch match = node.expression.match(text);
        if (match.isValid())
            return match.hasMatch();
    }
    node.givenUp->fetch_add(1, std::memory_order_relaxed);
    return false;
}

Verdict matches(const Node &node, const Subject &subject)
{
    return verdictOf(visitField(*node.left.field, subject,
                                [&](const Scalar &scalar) { return matches(node, scalar.text.toString()); }));
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
    return node.givenUp || std::any_of(node.children.begin(), node.children.end(), hasExpressions);
}

quint64 givenUp(const Node &node)
{
    quint64 count = node.givenUp ? node.givenUp->load(std::memory_order_relaxed) : 0;
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

// ---- numbers

std::optional<Number> Number::parse(QStringView text)
{
    if (text.isEmpty() || !(isDigit(text.back()) || isDigit(text.front())))
        return std::nullopt;
    bool ok = false;
    Number number;
    number.approximate = text.toDouble(&ok);
    if (!ok)
        return std::nullopt;
    const bool negative = text.front() == u'-';
    const QStringView digits = negative ? text.sliced(1) : text;
    const qsizetype dot = digits.indexOf(u'.');
    const QStringView fraction = dot < 0 ? QStringView() : digits.sliced(dot + 1);
    number.whole = (dot < 0 ? digits : digits.first(dot)).toLongLong(&number.isExact);
    number.isExact = number.isExact && fraction.size() <= exactDecimals &&
                     std::all_of(fraction.begin(), fraction.end(), isDigit);
    for (qsizetype i = 0; number.isExact && i < exactDecimals; ++i)
        number.billionths = number.billionths * 10 + (i < fraction.size() ? fraction[i].unicode() - u'0' : 0);
    if (negative) {
        number.whole = -number.whole;
        number.billionths = -number.billionths;
    }
    return number;
}

int Number::compare(const Number &a, const Number &b)
{
    if (a.isExact && b.isExact) {
        if (a.whole != b.whole)
            return a.whole < b.whole ? -1 : 1;
        return a.billionths < b.billionths ? -1 : a.billionths > b.billionths ? 1 : 0;
    }
    return a.approximate < b.approximate ? -1 : a.approximate > b.approximate ? 1 : 0;
}

// ---- fields and values as they are written

namespace {

bool isPlainKeyCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == u'_' || character == u'-' || character == u'$' ||
           character == u':' || character == u'/';
}

//! "[3]" or ["odd key"] at the beginning of \a text; returns what it takes, 0 if it is neither.
qsizetype takeBracket(QStringView text, Field::Step *step)
{
    if (text.startsWith(u"[\"")) {
        const qsizetype end = text.indexOf(u"\"]", 2);
        if (end < 0)
            return 0;
        step->key = text.sliced(2, end - 2).toUtf8();
        return end + 2;
    }
    const qsizetype end = text.indexOf(u']');
    bool ok = false;
    const qsizetype index = end < 0 ? 0 : text.sliced(1, end - 1).toInt(&ok);
    if (!ok || index < 0)
        return 0;
    step->index = index;
    return end + 1;
}

qsizetype takeKey(QStringView text, Field::Step *step)
{
    qsizetype end = 0;
    while (end < text.size() && isPlainKeyCharacter(text[end]))
        ++end;
    step->key = text.first(end).toUtf8();
    return end;
}

} // namespace

std::optional<Field> Field::parse(QStringView text)
{
    for (const auto &[name, kind] : namedFields) {
        if (text == name)
            return Field{kind, {}};
    }
    Field field;
    bool expectKey = true; // at the beginning and behind a dot
    while (!text.isEmpty()) {
        Step step;
        qsizetype taken = 0;
        if (text.startsWith(u'[')) {
            taken = takeBracket(text, &step);
        } else {
            const bool dot = text.startsWith(u'.');
            if (dot == expectKey) // a dot where a key must stand, or no dot between two keys
                return std::nullopt;
            taken = takeKey(text.sliced(dot ? 1 : 0), &step);
            taken += taken > 0 && dot ? 1 : 0;
        }
        if (taken == 0)
            return std::nullopt;
        field.path.push_back(std::move(step));
        text = text.sliced(taken);
        expectKey = false;
    }
    return field.path.empty() ? std::nullopt : std::optional(std::move(field));
}

Literal Literal::fromWord(const QString &word, bool quoted)
{
    Literal literal{.text = word, .number = Number::parse(word)};
    if (quoted)
        return literal;
    if (literal.number)
        literal.kind = Kind::Number;
    else if (word == "true"_L1 || word == "false"_L1)
        literal.kind = Kind::Bool;
    else if (word == "null"_L1)
        literal.kind = Kind::Null;
    return literal;
}

std::optional<Literal> Literal::fromTime(const QString &text)
{
    static const QRegularExpression shape(
        u"^(?:(\\d{4}-\\d{2}-\\d{2})(?:[T ]|$))?(?:(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.](\\d{1,6}))?)?)?(Z?)$"_s);
    const auto match = shape.match(text);
    const bool hasDate = match.hasCaptured(1) && !match.captured(1).isEmpty();
    const bool hasTime = match.hasCaptured(2) && !match.captured(2).isEmpty();
    if (!match.hasMatch() || (!hasDate && !hasTime))
        return std::nullopt;
    const QTime time(match.captured(2).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
    const QString fraction = match.captured(5);
    const bool isUtc = !match.captured(6).isEmpty();
    if (!time.isValid() || (isUtc && !hasDate))
        return std::nullopt;

    Literal literal{.kind = hasDate ? Kind::Instant : Kind::TimeOfDay, .text = text};
    const qint64 sinceMidnightUs =
        qint64(time.msecsSinceStartOfDay()) * 1000 + fraction.leftJustified(6, u'0').toInt();
    literal.unitUs = !hasTime ? dayUs : match.captured(4).isEmpty() ? minuteUs : secondUs;
    for (qsizetype i = 0; i < fraction.size(); ++i)
        literal.unitUs /= 10;
    literal.timeUs = sinceMidnightUs;
    if (hasDate) {
        const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
        if (!date.isValid())
            return std::nullopt;
        literal.timeUs +=
            date.startOfDay(isUtc ? QTimeZone::utc() : QTimeZone::systemTimeZone()).toMSecsSinceEpoch() *
            1000;
    }
    return literal;
}

} // namespace rtmscope::filter
