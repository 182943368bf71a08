// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <array>

namespace rtmscope {

//! Looks for a text in the bytes of frames, ignoring case, without parsing them. A value; immutable, any
//! thread. A frame may spell a character by an escape (\u00e9, \/): where the needle holds such a one, the
//! frame is searched with its escapes resolved too.
class TextSearch
{
public:
    TextSearch() = default;
    explicit TextSearch(const QString &needle);

    bool isIn(QByteArrayView frame) const;

private:
    bool isInSpelling(QByteArrayView text) const;
    bool isInAscii(QByteArrayView text) const;

    QString m_needle;
    QByteArray m_folded;              // lower case, if ASCII
    std::array<quint8, 256> m_skip{}; // how far the window may move, by the byte under its end
    bool m_isAscii = true;
    bool m_mayBeEscaped = false;
};

} // namespace rtmscope
