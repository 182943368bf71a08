// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/fork/eventwriter.h"

#include "core/fork/jsonlayout.h"
#include "ui/monitor/wire/jsonhighlighter.h"
#include "ui/parts/tokenlabel.h"

#include <QEvent>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr auto typingPause = 300ms;
constexpr qsizetype largestFrame = 256 * 1024; // more in one text edit would stop the window
constexpr int mostRemarkLines = 5;

} // namespace

EventWriter::EventWriter(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_edit(new QPlainTextEdit(this))
    , m_colours(new JsonHighlighter(m_edit->document()))
    , m_why(new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_remarks(new QListWidget(this))
{
    m_edit->setAccessibleName(tr("JSON of the event"));
    m_edit->setFont(theme::wireFont());
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setTabChangesFocus(true);
    m_edit->document()->setDocumentMargin(grid(2));
    m_why->setAccessibleName(tr("About this event"));
    m_why->setWordWrap(true);
    m_why->setContentsMargins(grid(3), grid(1), grid(3), grid(1));
    m_remarks->setAccessibleName(tr("What is odd about the event"));
    m_remarks->setFrameShape(QFrame::NoFrame);
    m_remarks->setWordWrap(true);
    m_remarks->setResizeMode(QListView::Adjust);
    m_remarks->setTextElideMode(Qt::ElideNone);
    m_remarks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_remarks->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_remarks->setIconSize(QSize(grid(4), grid(4)));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *remarks = new QVBoxLayout;
    remarks->setContentsMargins(grid(2), 0, grid(1), 0);
    remarks->addWidget(m_remarks);
    column->addWidget(m_edit, 1);
    column->addWidget(m_why);
    column->addLayout(remarks);
    setFocusProxy(m_edit);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &EventWriter::tell);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &EventWriter::textChanged);
    setRemarks({});
}

void EventWriter::setFrame(const QByteArray &frame, const QString &whyFixed)
{
    m_pause.stop();
    const bool isLarge = frame.size() > largestFrame;
    m_text = isLarge ? QString() : QString::fromUtf8(jsonlayout::indented(frame));
    m_edit->setPlainText(m_text);
    m_edit->setReadOnly(isLarge || !whyFixed.isEmpty());
    m_pause.stop();
    m_text = m_edit->toPlainText();
    const QString why = isLarge ? tr("This frame is too large to be edited here.") : whyFixed;
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

//! Colours change the document as well, but not its text.
void EventWriter::textChanged()
{
    if (!m_edit->isReadOnly() && m_edit->toPlainText() != m_text)
        m_pause.start();
}

void EventWriter::tellNow()
{
    if (m_pause.isActive())
        tell();
}

void EventWriter::tell()
{
    m_pause.stop();
    m_text = m_edit->toPlainText();
    Q_EMIT edited(jsonlayout::compact(m_text.toUtf8()));
}

void EventWriter::setRemarks(const QList<EventRemark> &remarks)
{
    m_remarks->clear();
    for (const EventRemark &remark : remarks) {
        auto *item = new QListWidgetItem(remark.words, m_remarks);
        item->setIcon(theme::icon(remark.isGrave ? u"error"_s : u"warning"_s,
                                  remark.isGrave ? Colour::Error : Colour::Warning));
    }
    m_remarks->setVisible(!remarks.isEmpty());
    const int line = m_remarks->fontMetrics().lineSpacing() + grid(2);
    const int lines = std::min(mostRemarkLines, static_cast<int>(2 * remarks.size()));
    m_remarks->setFixedHeight(line * std::max(1, lines));
}

void EventWriter::changeEvent(QEvent *event)
{
    Surface::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_colours->recolour();
}

} // namespace rtmscope
