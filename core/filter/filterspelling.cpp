// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// Numbers, fields and values as people write them.
#include "core/base/clock.h"
#include "core/filter/filterlexer.h"
#include "core/filter/filtertree.h"

#include <QDateTime>
#include <QRegularExpression>
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

constexpr std::array<std::pair<QStringView, Field::Kind>, 15> namedFields{{
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
    {u"frame", Field::Kind::Frame},
    {u"conn", Field::Kind::Connection},
    {u"mark", Field::Kind::Mark},
    {u"label", Field::Kind::Label},
    {u"comment", Field::Kind::Comment},
}};

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

} // namespace

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
        const QuotedName quoted = quotedNameAt(text);
        step->key = quoted.name.toUtf8();
        return quoted.length;
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

QStringList fieldNames()
{
    QStringList names;
    for (const auto &[name, kind] : namedFields)
        names << name.toString();
    return names;
}

std::optional<Field> Field::parse(QStringView text)
{
    for (const auto &[name, kind] : namedFields) {
        if (text == name)
            return Field{kind, {}, name.toString()};
    }
    Field field;
    field.spelled = text.toString();
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
        // Not midnight and so many hours: on two days of the year clocks go otherwise.
        const QTimeZone zone = isUtc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
        const QDateTime begin = hasTime ? QDateTime(date, time, zone) : date.startOfDay(zone);
        literal.timeUs = begin.toMSecsSinceEpoch() * 1000 + sinceMidnightUs % secondUs;
        if (!hasTime)
            literal.unitUs = begin.msecsTo(date.addDays(1).startOfDay(zone)) * 1000;
    }
    return literal;
}

// ---- times in words

std::optional<qint64> timeUnitUs(QStringView text)
{
    constexpr std::array units{
        std::pair(u"s sec secs second seconds", secondUs),
        std::pair(u"m min mins minute minutes", minuteUs),
        std::pair(u"h hour hours", 60 * minuteUs),
        std::pair(u"d day days", dayUs),
        std::pair(u"w week weeks", 7 * dayUs),
    };
    for (const auto &[words, us] : units) {
        const auto all = QStringView(words).split(u' ');
        if (all.contains(text))
            return us;
    }
    return std::nullopt;
}

std::optional<Literal> Literal::ago(const QString &text, qint64 nowUs)
{
    static const QRegularExpression shape(u"^(\\d{1,6}) ?([a-z]+)$"_s);
    const auto match = shape.match(text);
    const auto unit = match.hasMatch() ? timeUnitUs(match.captured(2)) : std::nullopt;
    if (!unit)
        return std::nullopt;
    Literal literal{.kind = Kind::Instant, .text = text};
    literal.timeUs = nowUs - match.captured(1).toLongLong() * *unit;
    return literal;
}

std::optional<Literal> Literal::moment(const QString &text, qint64 nowUs)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowUs / 1000);
    const auto dayOf = [&text](const QDate &date) {
        Literal literal{.kind = Kind::Instant, .text = text};
        literal.timeUs = date.startOfDay().toMSecsSinceEpoch() * 1000;
        literal.unitUs = date.addDays(1).startOfDay().toMSecsSinceEpoch() * 1000 - literal.timeUs;
        return literal;
    };
    if (text == "today"_L1)
        return dayOf(now.date());
    if (text == "yesterday"_L1)
        return dayOf(now.date().addDays(-1));
    auto literal = fromTime(text);
    if (!literal || literal->kind == Kind::Instant)
        return literal;
    // The last time that clocks showed this.
    const QTime time = QTime::fromMSecsSinceStartOfDay(int(literal->timeUs / 1000));
    QDateTime last(now.date(), time);
    if (last > now)
        last = QDateTime(now.date().addDays(-1), time);
    literal->kind = Kind::Instant;
    literal->timeUs = last.toMSecsSinceEpoch() * 1000 + literal->timeUs % 1000;
    return literal;
}

} // namespace rtmscope::filter
