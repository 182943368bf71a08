// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/findings/knownfields.h"

#include "core/events/types/eventtypes.h"

#include <array>

namespace rtmscope {

namespace {

template<typename T>
void collect(QList<std::string_view> &keys)
{
    applyRow(
        [&keys](const auto &...field) {
            [[maybe_unused]] const auto take = [&keys](const auto &one) {
                if constexpr (requires { one.key; })
                    keys.append(one.key);
                else
                    collect<std::remove_cvref_t<decltype(std::declval<T>().*one.target)>>(keys);
            };
            (take(field), ...);
        },
        T::fields);
}

using Collector = void (*)(QList<std::string_view> &);
#define RTMSCOPE_COLLECT(Type, ...) &collect<Type>,
constexpr std::array<Collector, eventTypeCount> collectors
{
    nullptr, RTMSCOPE_EVENTS(RTMSCOPE_COLLECT)
};
#undef RTMSCOPE_COLLECT

} // namespace

QList<std::string_view> knownFields(std::size_t row)
{
    QList<std::string_view> keys;
    if (row != 0 && row < collectors.size())
        collectors[row](keys);
    return keys;
}

} // namespace rtmscope
