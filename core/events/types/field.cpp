// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/types/field.h"

#include "core/json/json.h"

namespace rtmscope {

QByteArray AnyJson::text() const
{
    if (m_position == 0)
        return m_bytes;
    thread_local json::Document document;
    document.parse(m_bytes);
    return document.at(m_position).toJson();
}

} // namespace rtmscope
