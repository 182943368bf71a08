// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/serve/expectationsview.h"

#include "ui/parts/tokenlabel.h"
#include "ui/serve/expectationsmodel.h"
#include "ui/theme/rowlook.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

using State = expectationreport::Line::State;

constexpr auto typingPause = 300ms;

struct Sign
{
    const char *icon;
    Colour ink;
};

Sign signOf(State state)
{
    switch (state) {
    case State::Passed:
        return {"check", Colour::Ok};
    case State::Failed:
        return {"error", Colour::Error};
    case State::Open:
        return {"clock", Colour::Accent};
    case State::Waiting:
        break;
    }
    return {"ring", Colour::Dim};
}

//! The sign of what became of a line, the line, and below it, fainter, why: all of it, in as many rows of
//! text as it takes.
class OutcomeDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            theme::paintSelection(*painter, option.rect);
        if (option.state & QStyle::State_HasFocus)
            theme::paintFocusFrame(*painter, option.rect);
        const Colour ground = selected ? Colour::Selection : Colour::Background;
        const Sign sign = signOf(static_cast<State>(index.data(ExpectationsModel::StateRole).toInt()));
        const Parts parts = partsOf(option.rect, index);
        theme::icon(QString::fromLatin1(sign.icon), sign.ink)
            .paint(painter, QRect(option.rect.left() + grid(2), parts.line.top(), grid(4), grid(4)));
        const auto write = [&](const QFont &font, Colour ink, const QRect &rect, const QString &text) {
            painter->setFont(font);
            painter->setPen(theme::colourOn(ink, ground));
            theme::drawText(*painter, rect, wrapped, text);
        };
        write(theme::bodyFont(), Colour::Text, parts.line, index.data().toString());
        write(theme::secondaryFont(), sign.ink == Colour::Error ? Colour::Error : Colour::Dim, parts.words,
              index.data(ExpectationsModel::WordsRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *list = qobject_cast<const QListView *>(option.widget);
        const int width = list ? list->viewport()->width() : option.rect.width();
        return {width, partsOf(QRect(0, 0, width, 0), index).bottom};
    }

private:
    static constexpr int wrapped = int(Qt::AlignLeft) | int(Qt::AlignTop) | Qt::TextWordWrap;

    struct Parts
    {
        QRect line;
        QRect words;
        int bottom = 0; //!< of the row, from its top
    };
    static Parts partsOf(const QRect &row, const QModelIndex &index)
    {
        const int left = row.left() + grid(8);
        const int width = std::max(grid(10), row.right() - grid(2) - left);
        const auto heightOf = [width](const QFont &font, const QString &text) {
            const QRect room(0, 0, width, 1 << 20);
            return text.isEmpty() ? 0 : QFontMetrics(font).boundingRect(room, wrapped, text).height();
        };
        Parts parts;
        const int lineHeight = heightOf(theme::bodyFont(), index.data().toString());
        const QString words = index.data(ExpectationsModel::WordsRole).toString();
        parts.line = QRect(left, row.top() + grid(1), width, lineHeight);
        parts.words = QRect(left, parts.line.bottom() + 1, width, heightOf(theme::secondaryFont(), words));
        parts.bottom = parts.words.bottom() + 1 + grid(1) - row.top();
        return parts;
    }
};

} // namespace

ExpectationsView::ExpectationsView(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_edit(new QPlainTextEdit(this))
    , m_problem(new TokenLabel(Colour::Error, TokenLabel::Size::Secondary, this))
    , m_model(new ExpectationsModel(this))
    , m_list(new List(this))
    , m_file(new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_save(new QPushButton(tr("Save the expectations"), this))
{
    m_edit->setAccessibleName(tr("Expectations"));
    m_edit->setFont(theme::wireFont());
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setTabChangesFocus(true);
    m_edit->setPlaceholderText(tr("after message where text contains \"deploy\": reply in thread within 2s"));
    m_edit->setToolTip(
        tr("A line for each thing that the program shall do. docs/serve.md has the language; # begins "
           "a comment."));
    m_edit->document()->setDocumentMargin(grid(2));
    m_problem->setAccessibleName(tr("What is wrong with the expectations"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_list->setAccessibleName(tr("What became of each expectation"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new OutcomeDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setEmptyWords(
        tr("What the program is expected to do is written above; here stands what became of it."));
    m_file->setAccessibleName(tr("Where the expectations are kept"));
    m_file->setWordWrap(true);
    m_save->setAccessibleName(m_save->text());
    m_save->setAutoDefault(false);
    m_save->setEnabled(false);

    auto *foot = new QHBoxLayout;
    foot->setSpacing(grid(2));
    foot->addWidget(m_file, 1);
    foot->addWidget(m_save, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid(3), grid(1), grid(3), grid(2));
    column->setSpacing(grid(2));
    column->addWidget(around(m_edit, this), 3);
    column->addWidget(m_problem);
    column->addWidget(around(m_list, this), 4);
    column->addLayout(foot);
    setFocusProxy(m_edit);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ExpectationsView::tellNow);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ExpectationsView::textChanged);
    connect(m_save, &QPushButton::clicked, this, [this] {
        tellNow(); // what was typed last, too
        Q_EMIT saveRequested();
    });
}

void ExpectationsView::setText(const QString &text)
{
    m_pause.stop();
    m_setting = true;
    m_edit->setPlainText(text);
    m_setting = false;
    setProblem(0, {});
}

QString ExpectationsView::text() const
{
    return m_edit->toPlainText();
}

//! Formats change the document as well, but not its text.
void ExpectationsView::textChanged()
{
    if (!m_setting)
        m_pause.start();
}

void ExpectationsView::tellNow()
{
    m_pause.stop();
    Q_EMIT edited(text());
}

void ExpectationsView::setProblem(int line, const QString &words)
{
    m_problemLine = words.isEmpty() ? 0 : line;
    if (m_problem->text() != words)
        m_problem->say(words);
    m_problem->setVisible(!words.isEmpty());
    markProblem();
}

void ExpectationsView::markProblem()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block = m_edit->document()->findBlockByNumber(m_problemLine - 1);
    if (m_problemLine > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(theme::colour(Colour::Error));
        marks.append(mark);
    }
    m_edit->setExtraSelections(marks);
}

void ExpectationsView::setLines(const QList<expectationreport::Line> &lines)
{
    m_model->setLines(lines);
    m_list->doItemsLayout(); // a row may take more lines of text than it did
}

void ExpectationsView::setFileWords(const QString &words, bool savable)
{
    m_file->setText(words);
    m_save->setEnabled(savable);
}

void ExpectationsView::changeEvent(QEvent *event)
{
    Surface::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markProblem();
}

} // namespace rtmscope
