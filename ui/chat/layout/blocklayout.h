// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"
#include "ui/chat/layout/layoutcanvas.h"

namespace rtmscope {

class Workspace;
struct Message;

//! Lays out the blocks of a message's text: paragraphs, lists, quotes, code, tables, fields, buttons, cards.
//! Lives while its message is laid out.
class BlockLayout
{
public:
    //! All of these must outlive it.
    BlockLayout(LayoutCanvas &canvas, const Message &message, const Workspace &workspace);

    //! Onto the canvas, between \a left and \a right. \a tail follows the last word of the last block, and is
    //! empty afterwards if it found one to follow.
    void add(const RichText &text, TextBuilder &tail, qreal left, qreal right);

private:
    void addBlocks(const TextBlock *blocks, qsizetype count, TextBuilder &tail, qreal left, qreal right);
    void addBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right);
    void addListItem(const TextBlock &block, TextBuilder &tail, qreal left, qreal right);
    void addPlainBlock(const TextBlock &block, TextBuilder &tail, qreal left, qreal right);
    void addPreformatted(const TextBlock &block, qreal left, qreal right);
    void addUnsupported(const TextBlock &block, qreal left, qreal right);
    void addFields(const TextBlock &block, qreal left, qreal right);
    void addControls(const TextBlock &block, qreal left, qreal right);
    TextPiece controlWords(const Span &control, bool opens, qreal width) const;
    void addCard(const TextBlock &block, qreal left, qreal right);
    QColor textColour() const;

    LayoutCanvas &m_canvas;
    const Message &m_message;
    const Workspace &m_workspace;
};

} // namespace rtmscope
