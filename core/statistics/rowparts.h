// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/log/logsnapshot.h"

#include <vector>

//! What tallies ask of rows besides their index. For core/statistics only.
namespace rtmscope::rowparts {

//! The number of the socket; reads the line.
quint32 connectionOf(const LogReader &log, qsizetype row);
//! Whether \a frame holds \a member as it is usually spelled: a look that tells most frames from those worth
//! parsing.
bool mayHold(QByteArrayView frame, QByteArrayView quotedMember);
//! The event in a parsed frame.
json::Value eventIn(const json::Document &document);

//! What a type's number stands for, asked once for each: \a Meaning has a None, which is 0.
template<typename Meaning>
class TypeMeanings
{
public:
    //! \a find is called with the type's name.
    template<typename Find>
    Meaning of(const LogReader &log, quint16 type, Find find)
    {
        if (type == manyTypes)
            return Meaning{};
        if (type >= m_known.size())
            m_known.resize(std::size_t(type) + 1, unknown);
        if (m_known[type] == unknown)
            m_known[type] = qint8(find(log.typeName(type)));
        return Meaning(m_known[type]);
    }

private:
    static constexpr qint8 unknown = -1;
    std::vector<qint8> m_known;
};

} // namespace rtmscope::rowparts
