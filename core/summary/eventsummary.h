// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/summary/summaryscope.h"

namespace rtmscope {

//! One line of plain words for an entry of the record: what a person would say happened. Never markup, never
//! more than maxLength characters, whatever the wire carried. Keeps its JSON buffers between calls; one
//! thread.
class EventSummary
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    static constexpr qsizetype maxLength = maxLineLength;
    using Context = SummaryContext;

    QString of(const Event &event, const Context &context);
    //! Who did it, by name: of a message its author, be it a person, an app or the one a line tells of. Empty
    //! where the entry names nobody.
    QString author(const Event &event, const Workspace *workspace);
    struct Line
    {
        QString author;
        QString words;
    };
    //! Both of them; large ones are read once for that.
    Line line(const Event &event, const Context &context);

private:
    //! Whether it can be looked for in the frame who did it.
    static bool namesItsAuthor(const Event &event);
    //! The following read the document, which is that of the event.
    QString wordsOf(const Event &event, const Context &context, bool isJson) const;
    QString authorOf(const Event &event, const Workspace *workspace, bool isJson) const;

    json::Document m_document;
};

} // namespace rtmscope
