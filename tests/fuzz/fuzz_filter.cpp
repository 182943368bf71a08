// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The first line is a filter, the rest a frame: compiling points into its text, matching never fails. What
// was understood is a filter again and means the same; suggestions replace what is there; places of terms are
// in the text. The line as a regular expression takes a bounded time and says what Perl says.
#include "core/filter/assist/filtercompletion.h"
#include "core/filter/assist/filterhints.h"
#include "core/filter/filterquery.h"
#include "core/filter/regex/linearexpression.h"
#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace rtmscope;

namespace {

void complete(const QString &text)
{
    for (qsizetype cursor = 0; cursor <= std::min<qsizetype>(text.size(), 40); ++cursor) {
        const FilterCompletion found = FilterCompletion::at(text, cursor);
        if (found.position < 0 || found.length < 0 || found.position + found.length > text.size())
            qFatal("a suggestion for what is not there");
    }
}

void match(const QString &pattern, const QString &text)
{
    const auto linear = filter::LinearExpression::parse(pattern);
    if (!linear)
        return;
    const QRegularExpression perl(QStringLiteral("(*LIMIT_MATCH=10000)") + pattern,
                                  QRegularExpression::UseUnicodePropertiesOption);
    if (!perl.isValid())
        qFatal("an automaton of what is no expression");
    const auto outcome = linear->search(text, 1'000'000);
    const auto match = perl.match(text);
    if (!match.isValid() || outcome == filter::LinearExpression::Outcome::TooCostly)
        return;
    if (match.hasMatch() != (outcome == filter::LinearExpression::Outcome::Yes))
        qFatal("not what Perl says");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype newline = input.indexOf('\n');
    const QString text = QString::fromUtf8(newline < 0 ? input : input.first(newline));
    const auto names = [](const QString &name) {
        return name.size() % 2 ? QStringList() : QStringList{name.mid(1), QStringLiteral("C1")};
    };
    const QByteArray frame = newline < 0 ? QByteArray() : input.mid(newline + 1);
    complete(text);
    if (text.size() < 200)
        match(text, QString::fromUtf8(frame.left(2000)));
    FilterQuery::Context context{names, 1'795'356'131'318'204, QStringLiteral("1.2")};
    FilterQuery query;
    FilterQuery::Problem problem;
    if (!query.compileIn(text, context, &problem)) {
        if (problem.words.isEmpty() || problem.position < 0 || problem.position > text.size() ||
            problem.length < 1)
            qFatal("a problem without a place");
        return 0;
    }
    FilterQuery again;
    if (!again.compileIn(query.understood(), context, &problem))
        qFatal("what was understood is no filter");
    (void)query.explained();
    for (const FilterQuery::Term &term : query.terms()) {
        if (term.fieldAt.position < 0 ||
            term.fieldAt.position + term.fieldAt.length > query.understood().size())
            qFatal("a term without a place");
        (void)fieldHint(query, term, {QStringLiteral("type"), QStringLiteral("item.ts")});
        (void)valueHint(query, term, {{QStringLiteral("message"), true, 3}});
    }
    Event event;
    event.receivedAtUs = 1'795'356'131'318'204;
    event.type = QStringLiteral("message");
    event.raw = frame;
    const bool matches = query.matches(event);
    if (again.matches(event) != matches)
        qFatal("what was understood means something else");
    const auto log = EventLog::inMemory({});
    log->append(event);
    RowMatcher matcher(query);
    if (matcher.matches(*log, 0) != query.matches(*log, 0))
        qFatal("a matcher of another opinion");
    return 0;
}
