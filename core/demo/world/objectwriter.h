// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QByteArray>
#include <QList>

#include <string_view>

namespace rtmscope::demo {

//! Writes one JSON object into a byte array, members in the order they are added. Keys are literals of ours
//! and need no escaping; values are UTF-8.
class ObjectWriter
{
public:
    ObjectWriter()
    {
        m_json.reserve(320);
        m_json.append('{');
    }

    ObjectWriter &text(std::string_view key, QByteArrayView utf8)
    {
        begin(key);
        m_json.append(json::quoted(std::string_view(utf8.data(), static_cast<std::size_t>(utf8.size()))));
        return *this;
    }
    ObjectWriter &number(std::string_view key, qint64 value)
    {
        begin(key);
        m_json.append(QByteArray::number(value));
        return *this;
    }
    ObjectWriter &flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    //! A value that is JSON already.
    ObjectWriter &raw(std::string_view key, QByteArrayView json)
    {
        begin(key);
        m_json.append(json);
        return *this;
    }
    //! Ready members without the braces around them; nothing when empty.
    ObjectWriter &members(QByteArrayView json)
    {
        if (!json.isEmpty()) {
            separate();
            m_json.append(json);
        }
        return *this;
    }
    //! The same, left out when \a utf8 is empty.
    ObjectWriter &textIfAny(std::string_view key, QByteArrayView utf8)
    {
        return utf8.isEmpty() ? *this : text(key, utf8);
    }

    QByteArray done() { return std::move(m_json.append('}')); }

private:
    void separate()
    {
        if (m_json.size() > 1)
            m_json.append(',');
    }
    void begin(std::string_view key)
    {
        separate();
        m_json.append('"');
        m_json.append(key.data(), static_cast<qsizetype>(key.size()));
        m_json.append("\":", 2);
    }

    QByteArray m_json;
};

//! ["a","b"] from texts.
QByteArray textArray(const QList<QByteArray> &texts);
//! [a,b] from values that are JSON already.
QByteArray rawArray(const QList<QByteArray> &values);

} // namespace rtmscope::demo
