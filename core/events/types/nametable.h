// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace rtmscope {

//! Hands out the same QString for the same short text again and again, without allocating: ids and types
//! repeat all the time. Of fixed size, so that a server inventing names can't make it grow: a newcomer takes
//! the place of whoever sat there. One thread.
class NameTable
{
public:
    QString name(std::string_view utf8);
    //! One for all of the calling thread.
    static NameTable &ofThread();

private:
    struct alignas(64) Slot // one line of a cache for each look
    {
        std::uint64_t head = 0; // the first and the last eight bytes: all of a usual id
        std::uint64_t tail = 0;
        std::size_t size = 0;
        QString name;
    };
    std::vector<Slot> m_slots; // made at first use
};

} // namespace rtmscope
