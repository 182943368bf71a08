// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterquery.h"

#include "core/events/innerevent.h"
#include "core/filter/filterparser.h"
#include "core/filter/filtertree.h"
#include "core/log/eventlog.h"

#include <type_traits>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using filter::Field;
using filter::Verdict;

QString directionWord(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return u"in"_s;
    case Direction::Out:
        return u"out"_s;
    case Direction::Note:
        break;
    }
    return u"note"_s;
}

//! A frame that is parsed once, and only if some term asks for its members.
class LazyRoot
{
public:
    json::Value of(QByteArrayView frame) const
    {
        if (!m_parsed) {
            m_parsed = true;
            if (document().parse(frame))
                m_root = document().root();
        }
        return m_root;
    }
    json::Value eventIn(QByteArrayView frame) const
    {
        const json::Value root = of(frame);
        return mayBeEnvelope(root["type"].string()) ? innerEvent(root) : root;
    }

private:
    //! One per thread: its buffers are reused for a million frames.
    static json::Document &document()
    {
        thread_local json::Document shared;
        return shared;
    }

    mutable bool m_parsed = false;
    mutable json::Value m_root;
};

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
    qint64 timeUs() const override { return m_event.receivedAtUs; }
    bool hasFrame() const override { return true; }
    QByteArrayView frame() const override { return m_event.raw; }
    json::Value root() const override { return m_root.eventIn(m_event.raw); }
    json::Value envelope() const override { return m_root.of(m_event.raw); }

private:
    const Event &m_event;
    LazyRoot m_root;
};

enum class Reading : bool { Never, IfNeeded };

//! A row of an EventLog, or of a LogReader.
template<typename Log>
class RowSubject final : public filter::Subject
{
public:
    RowSubject(const Log &log, qsizetype row, Reading reading)
        : m_log(log)
        , m_row(log.row(row))
        , m_number(row)
        , m_mayRead(reading == Reading::IfNeeded)
    {
    }

    std::optional<QString> header(Field::Kind kind) const override
    {
        switch (kind) {
        case Field::Kind::Dir:
            return directionWord(m_row.direction);
        case Field::Kind::Type:
            return typeText(m_log.typeName(m_row.type));
        case Field::Kind::Subtype:
            return typeText(m_log.subtypeName(m_row.type));
        case Field::Kind::Channel:
            return idText(m_row.channel);
        default:
            return idText(m_row.user);
        }
    }
    qint64 timeUs() const override { return m_row.timeUs; }
    bool hasFrame() const override { return m_mayRead; }
    QByteArrayView frame() const override
    {
        if (!m_frame) {
            if constexpr (std::is_same_v<Log, LogReader>)
                m_frame = m_log.borrowedFrame(m_number);
            else
                m_frame = m_log.frame(m_number);
        }
        return *m_frame;
    }
    json::Value root() const override { return m_root.eventIn(frame()); }
    json::Value envelope() const override { return m_root.of(frame()); }

private:
    //! A row whose name found no more room in the index can't tell it.
    std::optional<QString> typeText(const QString &text) const
    {
        return m_row.type == manyTypes ? std::nullopt : std::optional(text);
    }
    std::optional<QString> idText(quint32 symbol) const
    {
        return symbol == manySymbols ? std::nullopt : std::optional(m_log.symbol(symbol));
    }

    const Log &m_log;
    const LogRow &m_row;
    qsizetype m_number;
    bool m_mayRead;
    mutable std::optional<QByteArray> m_frame;
    LazyRoot m_root;
};

} // namespace

struct FilterQuery::Private
{
    QString text;
    filter::Node root;
    bool hasExpressions = false; //!< regular ones
};

FilterQuery::FilterQuery()
    : d(std::make_shared<Private>())
{
}

FilterQuery::~FilterQuery() = default;
FilterQuery::FilterQuery(const FilterQuery &) = default;
FilterQuery &FilterQuery::operator=(const FilterQuery &) = default;

bool FilterQuery::compile(const QString &text, const NameLookup &names, Problem *problem)
{
    Problem found;
    auto root = filter::parse(text, names, &found);
    if (!root) {
        if (problem)
            *problem = found;
        return false;
    }
    const bool hasExpressions = filter::hasExpressions(*root);
    d = std::make_shared<Private>(Private{text, *std::move(root), hasExpressions});
    return true;
}

bool FilterQuery::matchesEverything() const
{
    return d->root.kind == filter::Node::Kind::Everything;
}

const QString &FilterQuery::text() const
{
    return d->text;
}

bool FilterQuery::matches(const Event &event) const
{
    return filter::evaluate(d->root, EventSubject(event)) == Verdict::Yes;
}

quint64 FilterQuery::givenUp() const
{
    return d->hasExpressions ? filter::givenUp(d->root) : 0;
}

template<typename Log>
bool FilterQuery::matchesIn(const Log &log, qsizetype row) const
{
    const Verdict verdict = filter::evaluate(d->root, RowSubject(log, row, Reading::IfNeeded));
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
    const Verdict verdict = filter::evaluate(d->root, RowSubject(log, row, Reading::Never));
    return verdict == Verdict::Unknown ? std::nullopt : std::optional(verdict == Verdict::Yes);
}

} // namespace rtmscope
