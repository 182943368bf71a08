// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/wireview.h"

#include "ui/monitor/wire/jsonhighlighter.h"
#include "ui/theme/theme.h"

#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Shown at once without a noticeable pause; Slack's own frames stay far below.
constexpr qsizetype firstLimit = 192 * 1024;
// Colouring costs more than showing, and nobody reads megabytes for their colours.
constexpr qsizetype colouredLimit = 1024 * 1024;
// What is loaded even while nobody looks.
constexpr qsizetype cheap = 4096;

} // namespace

WireView::WireView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new JsonHighlighter(document()))
{
    setAccessibleName(tr("Event text"));
    setFrameShape(NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setWrapping(true);
    setFont(theme::wireFont());
    document()->setDocumentMargin(theme::grid(2));
    // Code runs left to right, whatever letters it quotes.
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    document()->setDefaultTextOption(option);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &WireView::cursorChanged);
}

WireView::~WireView() = default;

void WireView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_markBegin = m_markEnd = 0;
    m_stale = true;
    if (isVisible() || m_bytes.size() <= cheap)
        loadIfNeeded();
}

void WireView::loadIfNeeded()
{
    if (!m_stale)
        return;
    load(firstLimit);
    showMark(true);
}

void WireView::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    if (!m_stale)
        return;
    loadIfNeeded();
    // Once more when it has its place and size.
    QMetaObject::invokeMethod(
        this, [this] { showMark(true); }, Qt::QueuedConnection);
}

void WireView::load(qsizetype limit)
{
    const QScopedValueRollback guard(m_loading, true);
    m_stale = false;
    m_highlighter->setEnabled(std::min(limit, m_bytes.size()) <= colouredLimit);
    m_wire = WireText(m_bytes, limit);
    setPlainText(m_wire.text());
    m_markFrom = m_markTo = 0;
}

bool WireView::isPartial() const
{
    return m_stale ? m_bytes.size() > firstLimit : m_wire.byteCount() < m_bytes.size();
}

void WireView::showAll()
{
    load(m_bytes.size());
    showMark(false);
}

void WireView::setWrapping(bool wrapping)
{
    setLineWrapMode(wrapping ? WidgetWidth : NoWrap);
    setWordWrapMode(wrapping ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
}

void WireView::mark(qsizetype begin, qsizetype end)
{
    m_markBegin = begin;
    m_markEnd = end;
    showMark(true);
}

QString WireView::markedText() const
{
    return toPlainText().mid(m_markFrom, m_markTo - m_markFrom);
}

void WireView::showMark(bool intoView)
{
    if (m_stale)
        return;
    viewport()->update();
    m_markFrom = m_markTo = 0;
    if (m_markEnd <= m_markBegin || m_markBegin >= m_wire.byteCount())
        return;
    m_markFrom = int(m_wire.positionOf(m_markBegin));
    m_markTo = int(m_wire.positionOf(m_markEnd));
    if (!intoView)
        return;
    const QScopedValueRollback guard(m_loading, true);
    QTextCursor start(document());
    start.setPosition(m_markFrom);
    setTextCursor(start);
    ensureCursorVisible();
}

void WireView::paintEvent(QPaintEvent *event)
{
    if (m_markTo > m_markFrom)
        paintMark(event->rect());
    QPlainTextEdit::paintEvent(event);
}

//! Behind the words. An extra selection would lay out all of it, however little is in view.
void WireView::paintMark(const QRect &exposed)
{
    QPainter painter(viewport());
    const QColor ground = theme::colour(theme::Colour::Selection);
    QPointF offset = contentOffset();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF bounds = blockBoundingRect(block).translated(offset);
        if (bounds.top() > exposed.bottom() || block.position() >= m_markTo)
            return;
        const QTextLayout *layout = block.layout();
        for (int i = 0; i < layout->lineCount(); ++i) {
            const QTextLine line = layout->lineAt(i);
            const int begin = std::max(m_markFrom - block.position(), line.textStart());
            const int end = std::min(m_markTo - block.position(), line.textStart() + line.textLength());
            if (begin >= end)
                continue;
            const qreal from = line.cursorToX(begin);
            const qreal to = line.cursorToX(end);
            painter.fillRect(QRectF(std::min(from, to), line.y(), std::abs(to - from), line.height())
                                 .translated(offset + layout->position()),
                             ground);
        }
        offset.ry() += bounds.height();
    }
}

void WireView::cursorChanged()
{
    if (!m_loading)
        Q_EMIT cursorMoved(m_wire.byteAt(textCursor().position()));
}

QMimeData *WireView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    auto *copy = new QMimeData;
    copy->setText(QString::fromUtf8(m_wire.source(cursor.selectionStart(), cursor.selectionEnd())));
    return copy;
}

void WireView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->recolour();
        showMark(false);
    }
}

} // namespace rtmscope
