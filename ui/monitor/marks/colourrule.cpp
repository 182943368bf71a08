// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/colourrule.h"

#include "core/json/json.h"
#include "core/json/objectbuilder.h"
#include "ui/theme/markcolours.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::colourrules {

namespace {

using Sign = RowDress::Sign;

QString tr(const char *text)
{
    return QCoreApplication::translate("ColourRules", text);
}

//! As they stand in the settings.
constexpr std::array<const char *, RowDress::signCount + 1> signWords{
    "none", "dot", "square", "triangle", "diamond", "star", "cross", "ring", "bang"};

Sign signFrom(const std::string_view word)
{
    for (std::size_t sign = 1; sign < signWords.size(); ++sign) {
        if (word == signWords[sign])
            return Sign(sign);
    }
    return Sign::Dot;
}

} // namespace

QList<ColourRule> suggested()
{
    const auto rule = [](const QString &name, const QString &filter, int colour, Sign sign) {
        return ColourRule{name, filter, colour, sign, false};
    };
    return {
        rule(tr("Refused by the server"), u"ok == false"_s, 1, Sign::Bang),
        rule(tr("Delivered again"), u"retry_attempt > 0"_s, 2, Sign::Ring),
        rule(tr("Edited or deleted"), u"subtype in {message_changed, message_deleted}"_s, 7, Sign::Diamond),
        rule(tr("Answers in threads"), u"thread_ts != ts"_s, 5, Sign::Triangle),
        rule(tr("Bots"), u"bot_id exists"_s, 9, Sign::Square)};
}

QByteArray toJson(const QList<ColourRule> &rules)
{
    QByteArray list = "[";
    for (const ColourRule &rule : rules) {
        if (list.size() > 1)
            list += ',';
        list += json::ObjectBuilder()
                    .textIfAny("name", rule.name)
                    .text("filter", rule.filter)
                    .number("colour", rule.colour)
                    .text("sign", QString::fromLatin1(signWords[std::size_t(rule.sign)]))
                    .boolean("on", rule.isOn)
                    .close();
    }
    return list + ']';
}

QList<ColourRule> fromJson(const QByteArray &text)
{
    json::Document document;
    if (!document.parse(text))
        return {};
    QList<ColourRule> rules;
    for (const json::Value each : document.root().elements()) {
        ColourRule rule;
        rule.name = each["name"].text();
        rule.filter = each["filter"].text();
        rule.colour =
            int(std::clamp<qint64>(each["colour"].integer().value_or(1), 1, theme::markColourCount));
        rule.sign = signFrom(each["sign"].string());
        rule.isOn = each["on"].boolean().value_or(true);
        if (!rule.filter.isEmpty())
            rules << rule;
    }
    return rules;
}

QString mistakeIn(const QString &filter, const FilterQuery::NameLookup &names, FilterQuery *query)
{
    FilterQuery compiled;
    FilterQuery::Problem problem;
    if (filter.trimmed().isEmpty())
        return tr("Write which events it is for, as in the filter.");
    FilterQuery::Context context;
    context.names = names;
    context.thread = u"1"_s; // so that "this" is told by what it is, and not as a thread that is missing
    if (!compiled.compileIn(filter, context, &problem))
        return problem.words;
    if (compiled.asksForThread())
        return tr("A rule can’t mean “this” thread: it is not the same for long. Write its time.");
    if (compiled.asksForMarks())
        return tr("A rule can’t ask for marks: what is marked or labelled has its sign already.");
    if (compiled.isRelative())
        return tr("A rule can’t count back from now. Write a time of day or a date.");
    if (query)
        *query = compiled;
    return {};
}

QString signName(Sign sign)
{
    switch (sign) {
    case Sign::None:
        break;
    case Sign::Dot:
        return tr("Dot");
    case Sign::Square:
        return tr("Square");
    case Sign::Triangle:
        return tr("Triangle");
    case Sign::Diamond:
        return tr("Diamond");
    case Sign::Star:
        return tr("Star");
    case Sign::Cross:
        return tr("Cross");
    case Sign::Ring:
        return tr("Ring");
    case Sign::Bang:
        return tr("Exclamation mark");
    }
    return {};
}

} // namespace rtmscope::colourrules
