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
    //! Where frames hold it at all, they do so as it is spelled here.
    bool isPlain() const { return m_isAscii && !m_mayBeEscaped && !m_folded.isEmpty(); }
    //! Of a plain one: where \a text has it, -1 if nowhere. Some gigabytes a second, so that it pays to look
    //! through many frames at once.
    qsizetype indexIn(QByteArrayView text) const;

private:
    bool isInSpelling(QByteArrayView text) const;
    bool isInAscii(QByteArrayView text) const;

    QString m_needle;
    QByteArray m_folded;              // lower case, if ASCII
    std::array<quint8, 256> m_skip{}; // how far the window may move, by the byte under its end
    bool m_isAscii = true;
    bool m_mayBeEscaped = false;
    qsizetype m_rarest = 0; // which of its bytes the fewest texts have
};

} // namespace rtmscope
