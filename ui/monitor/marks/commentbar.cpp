// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/commentbar.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int longest = 4000; // characters; more is no comment

} // namespace

CommentBar::CommentBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_edit(new QLineEdit)
    , m_save(new QPushButton(tr("Save")))
{
    m_words->setTextFormat(Qt::PlainText);
    m_edit->setAccessibleName(tr("Comment"));
    m_edit->setPlaceholderText(tr("What there is to say about it; it is saved with the recording"));
    m_edit->setMaxLength(longest);
    m_edit->setClearButtonEnabled(true);
    m_save->setAccessibleName(tr("Save the comment"));
    m_save->setAutoDefault(false);
    auto *end = new QToolButton;
    end->setAutoRaise(true);
    end->setAccessibleName(tr("Leave the comment as it was"));
    end->setToolTip(end->accessibleName());
    end->setFocusPolicy(Qt::StrongFocus);
    end->setIcon(theme::icon(u"close"_s));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid(2), theme::grid(1), theme::grid(2), theme::grid(1));
    layout->setSpacing(theme::grid(2));
    layout->addWidget(m_words);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_save);
    layout->addWidget(end);
    connect(m_save, &QPushButton::clicked, this, &CommentBar::save);
    connect(end, &QToolButton::clicked, this, &CommentBar::leave);
    setFocusProxy(m_edit);
    hide();
}

void CommentBar::open(quint64 seq, const QString &comment)
{
    if (isVisibleTo(parentWidget()) && m_seq != seq)
        leave();
    m_seq = seq;
    m_before = comment;
    m_words->setText(tr("Comment on event %1").arg(seq));
    m_edit->setAccessibleName(m_words->text());
    m_edit->setText(m_begun.value(seq, comment));
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void CommentBar::reset()
{
    m_begun.clear();
    hide();
}

void CommentBar::save()
{
    const QString text = m_edit->text().trimmed();
    m_begun.remove(m_seq);
    if (text != m_before)
        Q_EMIT saved(m_seq, text);
    close();
}

void CommentBar::leave()
{
    if (m_edit->text() != m_before)
        m_begun.insert(m_seq, m_edit->text());
    else
        m_begun.remove(m_seq);
    close();
}

void CommentBar::close()
{
    hide();
    Q_EMIT closed();
}

void CommentBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return leave();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return save();
    default:
        QWidget::keyPressEvent(event);
    }
}

KeyGroup CommentBar::keyHelp()
{
    return {tr("In a comment"),
            {{tr("Save it"), {Qt::Key_Return, Qt::Key_Enter}}, {tr("Leave it as it was"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
