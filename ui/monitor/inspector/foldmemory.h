// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QDataStream>
#include <QMap>

#include <optional>

namespace rtmscope {

//! To which level the events of each type were opened last, so that the next one opens likewise. A value; of
//! very many types some are forgotten.
class FoldMemory
{
public:
    std::optional<int> levelOf(const Event &event) const
    {
        const auto known = m_levels.constFind(keyOf(event));
        return known == m_levels.constEnd() ? std::nullopt : std::optional(*known);
    }
    void remember(const Event &event, int level)
    {
        if (m_levels.size() >= mostTypes && !m_levels.contains(keyOf(event)))
            m_levels.erase(m_levels.begin());
        m_levels.insert(keyOf(event), level);
    }

    friend QDataStream &operator<<(QDataStream &stream, const FoldMemory &memory)
    {
        return stream << memory.m_levels;
    }
    friend QDataStream &operator>>(QDataStream &stream, FoldMemory &memory)
    {
        return stream >> memory.m_levels;
    }

private:
    static constexpr qsizetype mostTypes = 300;

    static QString keyOf(const Event &event) { return (event.type + u'/' + event.subtype).left(200); }

    QMap<QString, int> m_levels;
};

} // namespace rtmscope
