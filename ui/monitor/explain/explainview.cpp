// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/explain/explainview.h"

#include "core/explain/eventstory.h"
#include "core/log/eventlog.h"
#include "ui/monitor/explain/explaintext.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>

#include <memory>

using namespace Qt::StringLiterals;

namespace rtmscope {

ExplainView::ExplainView(QWidget *parent)
    : QTextBrowser(parent)
    , m_story(new EventStory(this))
{
    setAccessibleName(tr("Explanation of the event"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(theme::grid(4));
    connect(m_story, &EventStory::advanced, this, &ExplainView::write);
    connect(this, &QTextBrowser::anchorClicked, this, &ExplainView::followLink);
}

ExplainView::~ExplainView() = default;

void ExplainView::setLog(EventLog *log)
{
    m_log = log;
}

void ExplainView::explain(const Event &event)
{
    m_event = event;
    m_isStale = true;
    beginIfSeen();
}

void ExplainView::clearEvent()
{
    m_story->cancel();
    m_event = {};
    m_isStale = false;
    document()->clear();
}

void ExplainView::beginIfSeen()
{
    if (!m_isStale || !isVisible() || m_event.seq == 0)
        return;
    m_isStale = false;
    m_story->begin(m_event, m_log ? m_log->snapshot() : LogSnapshot());
    write();
    verticalScrollBar()->setValue(0);
}

//! Where one was reading, one goes on.
void ExplainView::write()
{
    const int place = verticalScrollBar()->value();
    ExplainText(document()).write(*m_story);
    verticalScrollBar()->setValue(place);
}

void ExplainView::followLink(const QUrl &url)
{
    if (url.scheme() == ExplainText::memberScheme)
        Q_EMIT memberChosen(url.path(QUrl::FullyDecoded));
    else
        Q_EMIT linkActivated(url);
}

void ExplainView::fitFonts()
{
    document()->setDocumentMargin(theme::grid(4));
    if (m_event.seq != 0 && !m_isStale)
        write();
}

void ExplainView::showEvent(QShowEvent *event)
{
    QTextBrowser::showEvent(event);
    beginIfSeen();
}

void ExplainView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_event.seq != 0 && !m_isStale)
        write();
}

void ExplainView::contextMenuEvent(QContextMenuEvent *event)
{
    const std::unique_ptr<QMenu> menu(createStandardContextMenu(event->pos()));
    menu->addSeparator();
    menu->addAction(tr("Copy the explanation"), this,
                    [this] { QGuiApplication::clipboard()->setText(ExplainText::plain(*m_story)); })
        ->setEnabled(m_story->isExplained());
    menu->exec(event->globalPos());
}

} // namespace rtmscope
