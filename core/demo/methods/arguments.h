// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/httprequest.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace rtmscope::demo {

//! What a Web API call carries: from the query, a form of either kind or a JSON body, all alike. Clients
//! write what they mean in many ways, so this is lenient: an empty argument and a JSON null are absent,
//! booleans come in any case, a list is separated by commas, a JSON array or a name that comes several times.
//! A JSON value that is no string keeps its JSON text. A value.
class Arguments
{
public:
    //! Nothing when the body is not what its content type says.
    static std::optional<Arguments> of(const HttpRequest &request);

    bool has(const QByteArray &name) const { return m_values.contains(name); }
    //! As has(), but given empty counts as well: for the few methods that empty something.
    bool isGiven(const QByteArray &name) const { return has(name) || m_emptied.contains(name); }
    QByteArray value(const QByteArray &name) const;
    QList<QByteArray> list(const QByteArray &name) const;
    bool flag(const QByteArray &name, bool fallback = false) const;
    //! Absent: \a fallback. Not a number: nothing. Too large for an int: the largest.
    std::optional<int> number(const QByteArray &name, int fallback) const;
    //! Microseconds since the epoch.
    std::optional<qint64> ts(const QByteArray &name) const;
    //! The name that a file of a multipart form came with.
    QByteArray fileName(const QByteArray &name) const { return m_fileNames.value(name); }
    QList<QByteArray> names() const { return m_values.keys(); }

    //! The same but for one argument; an empty \a value takes it away.
    Arguments with(const QByteArray &name, const QByteArray &value) const;

private:
    using Values = QHash<QByteArray, QList<QByteArray>>;

    bool readJson(const QByteArray &body);
    bool readMultipart(const QByteArray &contentType, const QByteArray &body);
    void readForm(const QByteArray &encoded);
    void add(Values *values, const QByteArray &name, const QByteArray &value);
    void take(const Values &values);

    Values m_values; //!< no empty ones
    QSet<QByteArray> m_emptied;
    QHash<QByteArray, QByteArray> m_fileNames;
};

} // namespace rtmscope::demo
