// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

#include <QStringView>

namespace rtmscope {

//! How much of a message is laid out, so that one of megabytes can't stop the window: about three times what
//! the service lets people write. What is more is counted, never dropped in silence.
class ShownExtent
{
public:
    //! In letters; a line, an emoji or a mention costs as much time as several.
    static constexpr qsizetype mostOfMessage = 12'000;

    explicit ShownExtent(qsizetype most = mostOfMessage)
        : m_left(most)
    {
    }

    //! The part of \a source that is parsed: it ends between words and outside of "<…>". The rest is counted.
    QString beginningOf(const QString &source);
    //! Takes from the end of \a text what is too much.
    void shorten(RichText &text);
    //! The same of a plain text.
    void shorten(QString &text);
    //! Room for something of \a letters as a whole; false counts it as left out.
    bool admits(qsizetype letters);

    qsizetype leftOut() const { return m_leftOut; } //!< letters

private:
    template<typename Blocks>
    void shortenBlocks(Blocks &blocks);
    void shortenBlock(TextBlock &block);
    void shortenRows(TextBlock &block);
    void shortenRow(std::vector<TextCell> &row);
    void shortenSpan(Span &span);
    void shortenSimple(QString &text);
    void shortenAny(QString &text);

    qsizetype m_left;
    qsizetype m_leftOut = 0;
};

} // namespace rtmscope
