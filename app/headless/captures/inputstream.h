// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <atomic>

namespace rtmscope {

//! What is neither a file nor a folder ("-" is standard input): it can be read once only.
bool isStream(const QString &given);
//! For people.
QString nameOfInput(const QString &given);

//! Standard input or a pipe by its name, read as it comes. One thread. Errors say what is wrong in words;
//! "cancelled" once somebody wants the command to end.
class InputStream
{
public:
    explicit InputStream(const QString &given);

    Result<Done> open();
    //! What comes next, as soon as something does; empty at the end. What was put back comes first.
    Result<QByteArray> read(const std::atomic_bool &stopped);
    //! It is read once more.
    void putBack(const QByteArray &bytes) { m_ahead.prepend(bytes); }
    bool atEnd() const { return m_atEnd && m_ahead.isEmpty(); }
    const QString &given() const { return m_given; }
    QString name() const { return nameOfInput(m_given); }

private:
    QString m_given;
    QFile m_file;
    QByteArray m_ahead;
    bool m_atEnd = false;
};

} // namespace rtmscope
