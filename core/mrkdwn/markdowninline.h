// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

#include <array>
#include <vector>

//! For core/mrkdwn/markdown.cpp only: what stands within lines of Markdown.
namespace rtmscope::markdown {

//! Characters of the source, one line or several that follow each other.
struct Range
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isEmpty() const { return begin >= end; }
    qsizetype size() const { return end - begin; }
};

//! Emphasis, code, links and emoji of one range of the source.
class InlineReader
{
public:
    InlineReader(const QString &source, const QString &path)
        : m_source(source)
        , m_path(path)
    {
    }

    void read(TextBlock &block, Range range, quint8 style = Span::Plain);

private:
    //! A run of `*`, `_` or `~`: what it closes comes before what is left of it, what it opens behind.
    struct Run
    {
        QChar sign;
        qsizetype begin = 0;
        int left = 0;
        bool canOpen = false;
        bool canClose = false;
        std::array<int, 3> closes{}; // bold, italic, strike
        std::array<int, 3> opens{};
    };
    struct Piece
    {
        enum Kind : quint8 { Text, Escape, Code, Link, Angle, Run };
        Kind kind = Text;
        qsizetype begin = 0;
        qsizetype end = 0;
        Range label; //!< of a link, of code
        QString target;
        std::size_t run = 0;
    };

    void cut(Range range);
    qsizetype cutPiece(qsizetype at, Range range);
    qsizetype cutCode(qsizetype at, Range range);
    qsizetype cutLink(qsizetype at, Range range, bool isPicture);
    qsizetype cutAngle(qsizetype at, Range range);
    qsizetype cutAddress(qsizetype at, Range range);
    qsizetype cutRun(qsizetype at, Range range);
    void addText(qsizetype begin, qsizetype end);
    void match();
    void emitPiece(TextBlock &block, const Piece &piece, quint8 style);
    void emitPlain(TextBlock &block, const Piece &piece, quint8 style);
    void emitLink(TextBlock &block, const Piece &piece, quint8 style);

    QStringView view(qsizetype begin, qsizetype end) const
    {
        return QStringView(m_source).sliced(begin, end - begin);
    }
    //! Where \a needle is next before \a end, or -1.
    template<typename Needle>
    qsizetype next(Needle needle, qsizetype from, qsizetype end) const
    {
        const qsizetype at = view(from, end).indexOf(needle);
        return at < 0 ? -1 : from + at;
    }

    const QString &m_source;
    const QString &m_path;
    std::vector<Piece> m_pieces;
    std::vector<Run> m_runs;
    bool m_noTick = false;
    bool m_noLink = false;
    bool m_noAngle = false;
};

} // namespace rtmscope::markdown
