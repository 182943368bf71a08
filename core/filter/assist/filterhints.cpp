// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/filterhints.h"

#include "core/filter/filterrewrite.h"
#include "core/filter/filtertree.h"
#include "core/json/json.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cstdlib>
#include <numeric>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype longestCompared = 64;
constexpr std::size_t mostCompared = 5000;
constexpr std::size_t mostNamed = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("FilterHints", text);
}

QString replaced(const FilterQuery &query, const FilterQuery::Span &at, const QString &by)
{
    QString text = query.understood();
    return text.replace(at.position, at.length, by);
}

//! So many mistakes a word of this length may hold and still be meant.
int tolerance(const QString &word)
{
    return word.size() <= 3 ? 1 : word.size() <= 8 ? 2 : 3;
}

template<typename Candidates, typename TextOf>
const typename Candidates::value_type *nearest(const QString &word, const Candidates &candidates,
                                               TextOf textOf)
{
    const typename Candidates::value_type *best = nullptr;
    int fewest = tolerance(word) + 1;
    std::size_t looked = 0;
    for (const auto &candidate : candidates) {
        if (++looked > mostCompared)
            break;
        const QString &text = textOf(candidate);
        if (std::abs(text.size() - word.size()) >= fewest)
            continue;
        const int distance = editDistance(word, text);
        if (distance < fewest) {
            fewest = distance;
            best = &candidate;
        }
    }
    return best;
}

QString literalOf(const ValueCounts::Value &value)
{
    return value.isText ? QString::fromUtf8(json::quoted(value.text)) : value.text;
}

QStringList allFields(const QStringList &observed)
{
    return filter::fieldNames() + observed;
}

} // namespace

int editDistance(const QString &a, const QString &b)
{
    const QString from = a.left(longestCompared).toCaseFolded();
    const QString to = b.left(longestCompared).toCaseFolded();
    std::vector<int> row(std::size_t(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (qsizetype j = 0; j < to.size(); ++j) {
            const auto at = std::size_t(j);
            const int changed = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({changed, row[at] + 1, row[at + 1] + 1});
        }
    }
    return row.back();
}

std::optional<FilterHint> fieldHint(const FilterQuery &query, const FilterQuery::Term &term,
                                    const QStringList &observed)
{
    const auto itself = [](const QString &text) { return text; };
    // Indexes and what no frame was looked at for can't be told.
    const auto isKnown = [&observed](const QString &field) {
        return field.contains(u'[') || observed.contains(field) || filter::fieldNames().contains(field);
    };
    if (term.isPath && !isKnown(term.field)) {
        const QStringList candidates = allFields(observed);
        const QString *near = nearest(term.field, candidates, itself);
        const QString words = tr("No event here has a field %1.").arg(term.field);
        if (!near)
            return FilterHint{words};
        return FilterHint{tr("%1 The nearest is %2.").arg(words, *near),
                          replaced(query, term.fieldAt, *near)};
    }
    if (term.otherField && !isKnown(term.otherField->text)) {
        const QString &word = term.otherField->text;
        return FilterHint{
            tr("%1 without quotes is a field, and no event here has it. As a value it needs quotes.")
                .arg(word),
            replaced(query, term.otherField->at, QString::fromUtf8(json::quoted(word)))};
    }
    return std::nullopt;
}

std::optional<FilterHint> valueHint(const FilterQuery &query, const FilterQuery::Term &term,
                                    const std::vector<ValueCounts::Value> &values)
{
    if (term.kind != FilterQuery::Term::Kind::Equal || term.values.empty())
        return std::nullopt;
    const auto occurs = [&values](const FilterQuery::Value &wanted) {
        return std::any_of(values.begin(), values.end(),
                           [&wanted](const auto &value) { return value.text == wanted.text; });
    };
    if (std::any_of(term.values.begin(), term.values.end(), occurs))
        return std::nullopt;
    const FilterQuery::Value &wanted = term.values.front();
    const QString words = tr("No event here has %1 as its %2.").arg(wanted.text, term.field);
    if (const auto *near =
            nearest(wanted.text, values, [](const ValueCounts::Value &value) { return value.text; })) {
        return FilterHint{
            tr("%1 The nearest is %2, %3 times.").arg(words, near->text, QLocale().toString(near->count)),
            replaced(query, wanted.at, literalOf(*near))};
    }
    QStringList named;
    for (std::size_t i = 0; i < std::min(values.size(), mostNamed); ++i)
        named << tr("%1 %2").arg(values[i].text.left(longestCompared), QLocale().toString(values[i].count));
    return named.isEmpty() ? FilterHint{words}
                           : FilterHint{tr("%1 There is: %2.").arg(words, named.join(u", "_s))};
}

} // namespace rtmscope
