// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/innerevent.h"
#include "core/filter/filtertree.h"
#include "core/log/eventlog.h"

#include <type_traits>

//! The entries that a filter is asked about. Used by core/filter, and by core/columns for the same values.
namespace rtmscope::filter {

//! The number by which an index row knows what a field of \a kind asks for. Only for the kinds from Dir to
//! User.
inline std::size_t numberIn(const LogRow &row, Field::Kind kind)
{
    switch (kind) {
    case Field::Kind::Dir:
        return std::size_t(row.direction);
    case Field::Kind::Channel:
        return row.channel;
    case Field::Kind::User:
        return row.user;
    default:
        return row.type;
    }
}

inline QString directionWord(Direction direction)
{
    switch (direction) {
    case Direction::In:
        return QStringLiteral("in");
    case Direction::Out:
        return QStringLiteral("out");
    case Direction::Note:
        break;
    }
    return QStringLiteral("note");
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

enum class Reading : bool { Never, IfNeeded };

//! A row of an EventLog, or of a LogReader.
template<typename Log>
class RowSubject final : public Subject
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
    qsizetype row() const override { return m_number; }
    qint64 timeUs() const override { return m_row.timeUs; }
    quint32 connection() const override
    {
        m_frame.reset(); // a borrowed one may be gone then
        return m_log.connectionOf(m_number);
    }
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

} // namespace rtmscope::filter
