// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace rtmscope {

//! A run of a message with one look. Ids are not resolved here: the view asks the workspace for names when it paints.
struct Span {
    enum class Kind : quint8 { Text, User, Channel, Subteam, Broadcast, Link, Emoji, Date };
    enum Style : quint8 { Plain = 0, Bold = 1, Italic = 2, Strike = 4, Code = 8, Underline = 16 };
    Kind kind = Kind::Text;
    quint8 style = Plain;
    QString text;     //!< what to show; for User, Channel, Subteam the fallback label (may be empty)
    QString target;   //!< id, URL, or emoji name
    QString path;     //!< JSON path of the member it came from: "text", "blocks[0].elements[1].text"
    qsizetype begin = 0; //!< characters of that member's decoded string
    qsizetype end = 0;
    friend bool operator==(const Span &, const Span &) = default;
};

struct TextBlock {
    enum class Kind : quint8 { Paragraph, Preformatted, Quote, ListItem, Heading, Context, Divider, Unsupported };
    Kind kind = Kind::Paragraph;
    int indent = 0;       //!< of list items
    QString marker;       //!< "•", "1." of list items
    QList<Span> spans;    //!< newlines stand as '\n' in span text
    QString path;
    friend bool operator==(const TextBlock &, const TextBlock &) = default;
};

//! A message's text as a plain tree with provenance. No HTML, no fonts, no colours.
struct RichText {
    QList<TextBlock> blocks;
    bool isEmpty() const { return blocks.isEmpty(); }
    //! Fallback text of all spans, for accessible text and summaries.
    QString plain() const;
    friend bool operator==(const RichText &, const RichText &) = default;
};

//! Slack's mrkdwn (protocol section 7). Never fails: what is not markup is text.
RichText parseMrkdwn(const QString &source, const QString &path);
//! Blocks as in Message::blocks: rich_text, section, header, context, divider, image (as its alt text); others become
//! Unsupported naming their type. Empty when \a blocksJson is empty or no array.
RichText parseBlocks(const QByteArray &blocksJson, const QString &path);
//! &amp; &lt; &gt; to characters, once, and nothing else.
QString unescapeEntities(QStringView text);
//! The reverse, for text a user typed.
QString escapeEntities(QStringView text);
//! Only http, https and mailto may be opened.
bool isOpenableLink(const QString &url);

} // namespace rtmscope
