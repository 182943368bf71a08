// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <functional>
#include <vector>

namespace rtmscope {

//! A run of a message with one look. Ids are not resolved here: the view asks the workspace for names when it
//! paints.
struct Span
{
    enum class Kind : quint8 { Text, User, Channel, Subteam, Broadcast, Link, Emoji, Date, Control };
    enum Style : quint8 { Plain = 0, Bold = 1, Italic = 2, Strike = 4, Code = 8, Underline = 16, Quiet = 32 };
    Kind kind = Kind::Text;
    quint8 style = Plain;
    QString text;        //!< what to show; for User, Channel, Subteam the fallback label (may be empty)
    QString target;      //!< id, URL, or emoji name; of a Control what it offers
    QString path;        //!< JSON path of the member it came from: "text", "blocks[0].elements[1].text"
    qsizetype begin = 0; //!< characters of that member's decoded string
    qsizetype end = 0;
    QString link = {};     //!< of an Emoji in a link's label, and of a Control: where it leads
    bool relative = false; //!< a Date that reads differently as time goes by: "3 minutes ago"
    friend bool operator==(const Span &, const Span &) = default;
};

struct TextBlock;

//! A cell of a table or of fields that stand side by side. Holds no tables itself.
struct TextCell
{
    enum class Align : quint8 { Start, Centre, End };
    std::vector<TextBlock> blocks;
    Align align = Align::Start;
    friend bool operator==(const TextCell &a, const TextCell &b);
};

struct TextBlock
{
    enum class Kind : quint8 {
        Paragraph,
        Preformatted,
        Quote,
        ListItem,
        Heading,
        Context,
        Divider,
        Unsupported, //!< a box that names what can't be drawn
        Table,       //!< rows; the first is the header
        Fields,      //!< rows of one cell, or of two side by side
        Controls,    //!< spans are buttons and menus, which can't be used here
        Card         //!< a box with an icon: a picture, a video, a file that is named and not fetched
    };
    enum class Subject : quint8 { None, Picture, Video, File };
    Kind kind = Kind::Paragraph;
    int indent = 0;    //!< of list items; of headings the steps below the largest
    QString marker;    //!< "•", "1." of list items
    QList<Span> spans; //!< newlines stand as '\n' in span text
    QString path;
    bool barred = false;             //!< a bar at its left, as a quote has
    Subject subject = Subject::None; //!< of a Card
    std::vector<std::vector<TextCell>> rows = {};
    qsizetype rowsLeftOut = 0; //!< of a Table of which the beginning is shown: the rows behind it
    friend bool operator==(const TextBlock &, const TextBlock &) = default;
};

inline bool operator==(const TextCell &a, const TextCell &b)
{
    return a.align == b.align && a.blocks == b.blocks;
}

//! A message's text as a plain tree with provenance. No HTML, no fonts, no colours.
struct RichText
{
    QList<TextBlock> blocks;
    bool isEmpty() const { return blocks.isEmpty(); }
    //! Fallback text of all spans, for accessible text and summaries.
    QString plain() const;
    //! The same with \a shown saying what a span shows.
    QString plain(const std::function<QString(const Span &)> &shown) const;
    //! Whether a block stands for something that can't be drawn.
    bool hasUnsupported() const;
    friend bool operator==(const RichText &, const RichText &) = default;
};

//! Slack's mrkdwn (protocol section 7). Never fails: what is not markup is text.
RichText parseMrkdwn(const QString &source, const QString &path);
//! \a source as it was typed: no markup, no emoji; but links and mentions, which the server wrote, still
//! resolve.
RichText parseTyped(const QString &source, const QString &path);
//! What becomes of blocks of a type that we do not know: a box with the type, and there the words found
//! inside.
enum class UnknownBlocks : quint8 { Name, NameAndWords };
//! Blocks as in Message::blocks. What can't be drawn becomes Unsupported naming its type; pictures, videos
//! and files become Cards, buttons and menus Controls. Empty when \a blocksJson is empty or no array.
RichText parseBlocks(const QByteArray &blocksJson, const QString &path,
                     UnknownBlocks unknown = UnknownBlocks::NameAndWords);
//! &amp; &lt; &gt; to characters, once, and nothing else.
QString unescapeEntities(QStringView text);
//! The reverse, for text a user typed.
QString escapeEntities(QStringView text);
//! Only http, https and mailto may be opened.
bool isOpenableLink(const QString &url);

} // namespace rtmscope
