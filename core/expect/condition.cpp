// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/expect/condition.h"

namespace rtmscope {

namespace {

constexpr qsizetype longestTested = 100'000; // characters: a pattern over more could take for ever

json::Value elementAt(const json::Value &array, qsizetype index)
{
    for (const json::Value element : array.elements()) {
        if (index-- == 0)
            return element;
    }
    return {};
}

//! Absent where the path leads nowhere.
json::Value valueAt(json::Value value, QStringView path)
{
    const auto parts = path.split(u'.');
    for (const QStringView part : parts) {
        const qsizetype bracket = part.indexOf(u'[');
        const QStringView name = bracket < 0 ? part : part.first(bracket);
        if (!name.isEmpty())
            value = value[name.toUtf8().toStdString()];
        for (QStringView rest = bracket < 0 ? QStringView() : part.sliced(bracket); rest.startsWith(u'[');) {
            const qsizetype end = rest.indexOf(u']');
            if (end < 0)
                return {};
            value = elementAt(value, rest.sliced(1, end - 1).toInt());
            rest = rest.sliced(end + 1);
        }
    }
    return value;
}

QString textOf(const json::Value &value)
{
    return value.isObject() || value.isArray() ? QString::fromUtf8(value.toJson()) : value.text();
}

bool isSame(const QString &text, const QString &value, const NamedIds &names)
{
    if (text == value)
        return true;
    const bool isName = value.startsWith(u'#') || value.startsWith(u'@');
    return isName && names && names(value).contains(text);
}

} // namespace

bool holds(const Condition &condition, const json::Value &object, const NamedIds &names)
{
    using Test = Condition::Test;
    const json::Value value = valueAt(object, condition.path);
    const QString text = textOf(value);
    switch (condition.test) {
    case Test::Equals:
        return isSame(text, condition.value, names);
    case Test::Differs:
        return !isSame(text, condition.value, names);
    case Test::Contains:
        return text.contains(condition.value, Qt::CaseInsensitive);
    case Test::Lacks:
        return !text.contains(condition.value, Qt::CaseInsensitive);
    case Test::Matches:
        return condition.pattern.match(text.left(longestTested)).hasMatch();
    case Test::MatchesNot: {
        // One that was given up on tells nothing.
        const QRegularExpressionMatch match = condition.pattern.match(text.left(longestTested));
        return match.isValid() && !match.hasMatch();
    }
    case Test::Exists:
        return value.exists() && !value.isNull();
    case Test::IsMissing:
        return !value.exists() || value.isNull();
    }
    return false;
}

const Condition *firstUnmet(const QList<Condition> &conditions, const json::Value &object,
                            const NamedIds &names)
{
    for (const Condition &condition : conditions) {
        if (!holds(condition, object, names))
            return &condition;
    }
    return nullptr;
}

} // namespace rtmscope
