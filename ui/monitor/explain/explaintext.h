// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QTextCursor>

class QTextDocument;

namespace rtmscope {

struct ExplainedField;
struct ExplainedQuirk;
class EventStory;

//! Writes what is known of an event into a document: headings, paragraphs, links. From plain text alone;
//! nothing of it is ever read as markup. Links lead to members ("member:item.channel") and to documentation.
class ExplainText
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::ExplainText)
public:
    static constexpr QLatin1StringView memberScheme{"member"};

    explicit ExplainText(QTextDocument *document);

    //! Replaces what the document says.
    void write(const EventStory &story);
    //! The same in plain words, for the clipboard.
    static QString plain(const EventStory &story);

private:
    enum class Ink : quint8 { Plain, Dim, Strong, Wire, Value, Bad, Good };

    void heading(const QString &words);
    void paragraph(int indent = 0, int gap = 1);
    void put(const QString &words, Ink ink = Ink::Plain);
    void putLink(const QString &words, const QString &target, Ink ink);
    void intro(const EventStory &story);
    void changes(const EventStory &story);
    void delivery(const EventStory &story);
    void members(const EventStory &story);
    void member(const ExplainedField &field);
    void quirks(const EventStory &story);
    void sightings(const EventStory &story);
    static QString sightingWords(const EventStory &story);
    static QTextCharFormat format(Ink ink);

    QTextDocument *m_document;
    QTextCursor m_cursor;
    bool m_isEmpty = true; //!< the first block is still free
};

} // namespace rtmscope
