// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/stages.h"

#include "core/base/words.h"
#include "core/json/objectbuilder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QStringView name(std::size_t stage)
{
    constexpr std::array<QStringView, Stages::count> names{u"resolve", u"tls", u"rtm.connect", u"socket",
                                                           u"hello"};
    return names.at(stage);
}

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

bool Stages::isEmpty() const
{
    return std::all_of(m_entries.begin(), m_entries.end(),
                       [](const Entry &entry) { return entry.fate == Fate::Ahead; });
}

QByteArray Stages::json() const
{
    QByteArray list;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries.at(i);
        if (entry.fate == Fate::Ahead)
            continue;
        json::ObjectBuilder object;
        object.text("stage", name(i));
        if (entry.fate == Fate::Done)
            object.number("ms", entry.took.count());
        object.textIfAny("skipped", QString(wordOf(reasonWords, entry.reason)));
        list += (list.isEmpty() ? "" : ",") + object.close();
    }
    return '[' + list + ']';
}

} // namespace rtmscope
