// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wireview.h"

#include "ui/monitor/jsonhighlighter.h"
#include "ui/theme/theme.h"

#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Shown at once without a noticeable pause; Slack's own frames stay far below.
constexpr qsizetype firstLimit = 192 * 1024;
// Colouring costs more than showing, and nobody reads megabytes for their colours.
constexpr qsizetype colouredLimit = 1024 * 1024;

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

void WireView::setBytes(const QByteArray &bytes, bool binary)
{
    m_bytes = bytes;
    m_binary = binary;
    m_markBegin = m_markEnd = 0;
    load(firstLimit);
}

void WireView::load(qsizetype limit)
{
    const QScopedValueRollback guard(m_loading, true);
    m_highlighter->setEnabled(!m_binary && std::min(limit, m_bytes.size()) <= colouredLimit);
    m_wire = m_binary ? WireText() : WireText(m_bytes, limit);
    setPlainText(m_binary ? hexDump(m_bytes, limit) : m_wire.text());
    setExtraSelections({});
}

bool WireView::isPartial() const
{
    return m_binary ? m_bytes.size() > firstLimit && blockCount() * 16 < m_bytes.size()
                    : m_wire.byteCount() < m_bytes.size();
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

void WireView::showMark(bool intoView)
{
    if (m_markEnd <= m_markBegin || m_binary || m_markBegin >= m_wire.byteCount()) {
        setExtraSelections({});
        return;
    }
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(int(m_wire.positionOf(m_markBegin)));
    const QTextCursor start = selection.cursor;
    selection.cursor.setPosition(int(m_wire.positionOf(m_markEnd)), QTextCursor::KeepAnchor);
    selection.format.setBackground(theme::colour(theme::Colour::Selection));
    setExtraSelections({selection});
    if (!intoView)
        return;
    const QScopedValueRollback guard(m_loading, true);
    setTextCursor(start);
    ensureCursorVisible();
}

void WireView::cursorChanged()
{
    if (!m_loading && !m_binary)
        Q_EMIT cursorMoved(m_wire.byteAt(textCursor().position()));
}

QMimeData *WireView::createMimeDataFromSelection() const
{
    if (m_binary)
        return QPlainTextEdit::createMimeDataFromSelection();
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
