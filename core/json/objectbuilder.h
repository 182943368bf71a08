// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

namespace rtmscope::json {

//! A JSON object in the making: compact, members in the order of the calls, empty values left out by the
//! optional forms. A value; one thread.
class ObjectBuilder
{
public:
    ObjectBuilder &text(const char *key, QStringView value);
    ObjectBuilder &textIfAny(const char *key, QStringView value);
    ObjectBuilder &number(const char *key, qint64 value);
    ObjectBuilder &boolean(const char *key, bool value);
    ObjectBuilder &json(const char *key, const QByteArray &value); //!< \a value is JSON already
    QByteArray close() const { return m_json + '}'; }

private:
    void key(const char *name);

    QByteArray m_json = QByteArrayLiteral("{");
};

} // namespace rtmscope::json
