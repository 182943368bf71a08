// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterquery.h"

#include "core/base/clock.h"
#include "core/filter/filterquerydata.h"
#include "core/filter/filterrewrite.h"
#include "core/filter/filterwords.h"
#include "core/filter/rowsubject.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using filter::directionWord;
using filter::Field;
using filter::LazyRoot;
using filter::Reading;
using filter::RowSubject;
using filter::Verdict;

class EventSubject final : public filter::Subject
{
public:
    explicit EventSubject(const Event &event)
        : m_event(event)
    {
    }

    std::optional<QString> header(Field::Kind kind) const override
    {
        switch (kind) {
        case Field::Kind::Dir:
            return directionWord(m_event.direction);
        case Field::Kind::Type:
            return m_event.type;
        case Field::Kind::Subtype:
            return m_event.subtype;
        case Field::Kind::Channel:
            return m_event.channel;
        default:
            return m_event.user;
        }
    }
    qsizetype row() const override { return -1; }
    qint64 timeUs() const override { return m_event.receivedAtUs; }
    quint32 connection() const override { return m_event.connection; }
    bool hasFrame() const override { return true; }
    QByteArrayView frame() const override { return m_event.raw; }
    json::Value root() const override { return m_root.eventIn(m_event.raw); }
    json::Value envelope() const override { return m_root.of(m_event.raw); }

private:
    const Event &m_event;
    LazyRoot m_root;
};

} // namespace

FilterQuery::FilterQuery()
    : d(std::make_shared<Private>())
{
}

FilterQuery::~FilterQuery() = default;
FilterQuery::FilterQuery(const FilterQuery &) = default;
FilterQuery &FilterQuery::operator=(const FilterQuery &) = default;

bool FilterQuery::compileIn(const QString &text, const Context &context, Problem *problem)
{
    Context complete = context;
    if (complete.nowUs == 0)
        complete.nowUs = Clock::system().nowUs();
    const bool mayRead = text.size() <= filter::longestText;
    QString understood = mayRead ? filter::rewritten(text, context.names) : text;
    Problem found;
    auto parsed = filter::parse(understood, complete, &found);
    if (!parsed && understood != text) { // then the words may be meant as they stand
        understood = text;
        parsed = filter::parse(text, complete, &found);
    }
    if (!parsed) {
        if (problem)
            *problem = found;
        return false;
    }
    const bool hasExpressions = filter::hasExpressions(parsed->root);
    d = std::make_shared<Private>(Private{text, understood, *std::move(parsed), hasExpressions});
    return true;
}

bool FilterQuery::matchesEverything() const
{
    return d->parsed.root.kind == filter::Node::Kind::Everything;
}

const QString &FilterQuery::text() const
{
    return d->text;
}

const QString &FilterQuery::understood() const
{
    return d->understood;
}

QString FilterQuery::explained() const
{
    return filter::explained(d->parsed.root);
}

std::vector<FilterQuery::Term> FilterQuery::terms() const
{
    return filter::termsOf(d->parsed.root);
}

bool FilterQuery::isRelative() const
{
    return d->parsed.isRelative;
}

bool FilterQuery::asksForThread() const
{
    return d->parsed.asksForThread;
}

bool FilterQuery::asksForMarks() const
{
    return d->parsed.asksForMarks;
}

bool FilterQuery::hasExpressions() const
{
    return d->hasExpressions;
}

bool FilterQuery::matches(const Event &event) const
{
    return filter::evaluate(d->parsed.root, EventSubject(event)) == Verdict::Yes;
}

quint64 FilterQuery::givenUp() const
{
    return d->hasExpressions ? filter::givenUp(d->parsed.root) : 0;
}

template<typename Log>
bool FilterQuery::matchesIn(const Log &log, qsizetype row) const
{
    const Verdict verdict = filter::evaluate(d->parsed.root, RowSubject(log, row, Reading::IfNeeded));
    return verdict == Verdict::Unknown ? matches(log.event(row)) : verdict == Verdict::Yes;
}

bool FilterQuery::matches(const EventLog &log, qsizetype row) const
{
    return matchesIn(log, row);
}

bool FilterQuery::matches(const LogReader &log, qsizetype row) const
{
    return matchesIn(log, row);
}

std::optional<bool> FilterQuery::matchesRow(const EventLog &log, qsizetype row) const
{
    const Verdict verdict = filter::evaluate(d->parsed.root, RowSubject(log, row, Reading::Never));
    return verdict == Verdict::Unknown ? std::nullopt : std::optional(verdict == Verdict::Yes);
}

} // namespace rtmscope
