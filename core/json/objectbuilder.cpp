// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/objectbuilder.h"

#include "core/json/json.h"

namespace rtmscope::json {

void ObjectBuilder::key(const char *name)
{
    if (m_json.size() > 1)
        m_json += ',';
    m_json += quoted(std::string_view(name)) + ':';
}

ObjectBuilder &ObjectBuilder::text(const char *name, QStringView value)
{
    key(name);
    m_json += quoted(value);
    return *this;
}

ObjectBuilder &ObjectBuilder::textIfAny(const char *name, QStringView value)
{
    return value.isEmpty() ? *this : text(name, value);
}

ObjectBuilder &ObjectBuilder::number(const char *name, qint64 value)
{
    key(name);
    m_json += QByteArray::number(value);
    return *this;
}

ObjectBuilder &ObjectBuilder::boolean(const char *name, bool value)
{
    key(name);
    m_json += value ? "true" : "false";
    return *this;
}

ObjectBuilder &ObjectBuilder::json(const char *name, const QByteArray &value)
{
    key(name);
    m_json += value;
    return *this;
}

} // namespace rtmscope::json
