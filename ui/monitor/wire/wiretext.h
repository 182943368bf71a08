// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace rtmscope {

//! A frame's bytes as text for a text edit, and the way between byte offsets and text positions. The text
//! differs from a plain decoding in three ways, none of which a copy may carry along: bytes that are no UTF-8
//! become U+FFFD each, control characters become their pictures (an edit would swallow or act on them), and
//! lines without end get a break every few thousand characters, because laying out one line of megabytes
//! takes minutes; and so do stacks of marks and, in a frame with hundreds of emoji, every few of them. An
//! immutable value.
class WireText
{
public:
    static constexpr int maxLine = 2048;
    static constexpr int maxStack = 32;     //!< marks and joiners in a row
    static constexpr int fewPictures = 200; //!< in a frame; of one with more no line has more than
    static constexpr int maxPictures = 6;

    WireText() = default;
    //! Decodes the first \a limit bytes, or a little less so that no character is cut in two.
    explicit WireText(const QByteArray &bytes, qsizetype limit);

    const QString &text() const { return m_text; }
    qsizetype byteCount() const { return m_byteCount; } //!< how many bytes the text stands for
    //! Of the character that begins at or covers \a byte; the text's end for what lies beyond.
    qsizetype positionOf(qsizetype byte) const;
    //! Of the first byte of the character at \a position.
    qsizetype byteAt(qsizetype position) const;
    //! The bytes as they came between two positions.
    QByteArray source(qsizetype begin, qsizetype end) const;

private:
    //! Characters that all take the same number of bytes and of UTF-16 units.
    struct Run
    {
        qsizetype byte;
        qsizetype position;
        qint8 bytesEach;
        qint8 unitsEach;
    };
    void append(char32_t character, int bytes);
    bool breaksBefore(char32_t character);

    QByteArray m_bytes;
    QString m_text;
    std::vector<Run> m_runs;
    qsizetype m_byteCount = 0;
    int m_column = 0;
    int m_stack = 0;    // marks and joiners since the last letter
    int m_pictures = 0; // in this line
    bool m_hasManyPictures = false;
};

} // namespace rtmscope
