// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/tapfigures.h"
#include "ui/parts/surface.h"
#include "ui/tap/tapway.h"

class QGridLayout;
class QListWidget;
class QStackedLayout;

namespace rtmscope {

class SegmentBar;
class TapGuide;
class TokenLabel;

//! What the author of a tapped program wants to know at a glance: how soon it acknowledges and answers, what
//! came twice, which calls failed and why; and what to set in the program. Knows values only. Owned by the
//! window; GUI thread.
class TapPane : public Surface
{
    Q_OBJECT
public:
    explicit TapPane(QWidget *parent = nullptr);

    //! Where the program has to go; without an address: nothing listens.
    void setAddress(const TapWay &way);
    //! Why it does not listen, and what to do; empty: it does, or there is none.
    void setRefusal(const QString &words);
    void setFigures(const TapFigures &figures);

private:
    QWidget *makeFigures();
    void choose(int page);
    void showLines();
    void showTroubles();

    TapFigures m_figures;
    bool m_listening = false;
    bool m_chosen = false; //!< a page, by the person
    SegmentBar *m_pages;
    QStackedLayout *m_stack;
    TapGuide *m_guide;
    TokenLabel *m_empty;
    TokenLabel *m_waiting;
    QGridLayout *m_grid = nullptr;
    struct Row
    {
        TokenLabel *caption;
        TokenLabel *value;
        TokenLabel *worry;
    };
    QList<Row> m_rows;
    TokenLabel *m_troublesHeading;
    QListWidget *m_troubles;
};

} // namespace rtmscope
