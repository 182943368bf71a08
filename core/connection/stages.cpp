// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/stages.h"

#include "core/base/words.h"
#include "core/json/objectbuilder.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr std::array reasonWords{
    Word{Stages::Reason::Address, "address"_L1}, Word{Stages::Reason::Proxy, "proxy"_L1},
    Word{Stages::Reason::Plain, "plain"_L1}, Word{Stages::Reason::KeptOpen, "kept_open"_L1},
    Word{Stages::Reason::Offered, "offered"_L1}};

} // namespace

void Stages::begin(Stage stage, qint64 nowUs)
{
    end(nowUs);
    m_running = static_cast<int>(stage);
    m_sinceUs = nowUs;
    at(stage) = {.fate = Fate::Running};
}

void Stages::end(qint64 nowUs)
{
    if (m_running < 0)
        return;
    const auto took = std::chrono::microseconds(nowUs - m_sinceUs);
    set(static_cast<Stage>(m_running), std::chrono::round<std::chrono::milliseconds>(took));
    m_running = -1;
}

void Stages::skip(Stage stage, Reason reason)
{
    at(stage) = {.fate = Fate::Skipped, .reason = reason};
}

void Stages::failAt(Stage stage)
{
    m_running = -1;
    at(stage) = {.fate = Fate::Running};
    for (auto later = static_cast<std::size_t>(stage) + 1; later < m_entries.size(); ++later)
        m_entries.at(later) = {};
}

void Stages::set(Stage stage, std::chrono::milliseconds took)
{
    at(stage) = {.fate = Fate::Done, .took = took};
}

void Stages::introduced(const QString &method, qint64 nowUs)
{
    m_introduction = m_method;
    m_introductionTook = at(Stage::Answer).took;
    m_method = method;
    begin(Stage::Answer, nowUs);
}

bool Stages::isEmpty() const
{
    return std::all_of(m_entries.begin(), m_entries.end(),
                       [](const Entry &entry) { return entry.fate == Fate::Ahead; });
}

//! Empty for what has not begun.
QByteArray Stages::entryJson(Stage stage) const
{
    constexpr std::array<QStringView, count> names{u"resolve", u"tls", u"answer", u"socket", u"hello"};
    const Entry &entry = (*this)[stage];
    if (entry.fate == Fate::Ahead)
        return {};
    json::ObjectBuilder object;
    const bool isCall = stage == Stage::Answer && !m_method.isEmpty();
    object.text("stage", isCall ? QStringView(m_method) : names.at(static_cast<std::size_t>(stage)));
    if (entry.fate == Fate::Done)
        object.number("ms", entry.took.count());
    object.textIfAny("skipped", QString(wordOf(reasonWords, entry.reason)));
    return object.close();
}

QByteArray Stages::json() const
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i) {
        const auto stage = static_cast<Stage>(i);
        if (stage == Stage::Answer && !m_introduction.isEmpty())
            list << json::ObjectBuilder()
                        .text("stage", m_introduction)
                        .number("ms", std::max<qint64>(0, m_introductionTook.count()))
                        .close();
        list << entryJson(stage);
    }
    list.removeAll(QByteArray());
    return '[' + list.join(',') + ']';
}

} // namespace rtmscope
