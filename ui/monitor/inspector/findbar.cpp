// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/findbar.h"

#include "ui/theme/theme.h"

#include <QByteArrayMatcher>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// More places than anyone walks through; a single letter in a frame of megabytes would collect millions.
constexpr qsizetype maxPlaces = 10'000;

QToolButton *button(const QString &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(theme::icon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_count(new QLabel)
{
    m_edit->setAccessibleName(tr("Find in JSON"));
    m_edit->setPlaceholderText(tr("Find in JSON"));
    m_edit->setLayoutDirection(Qt::LeftToRight);
    m_count->setAccessibleName(tr("Places found"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *back = button(u"arrow-out"_s, tr("Previous place"));
    auto *onward = button(u"arrow-in"_s, tr("Next place"));
    back->setArrowType(Qt::UpArrow);
    onward->setArrowType(Qt::DownArrow);
    auto *close = button(u"close"_s, tr("Close the search"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid(2), theme::grid(1), theme::grid(2), theme::grid(1));
    layout->setSpacing(theme::grid(1));
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    layout->addWidget(back);
    layout->addWidget(onward);
    layout->addWidget(close);

    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &FindBar::next);
    connect(back, &QToolButton::clicked, this, &FindBar::previous);
    connect(onward, &QToolButton::clicked, this, &FindBar::next);
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    setFocusProxy(m_edit);
}

void FindBar::setBytes(const QByteArray &bytes)
{
    m_bytes = isVisible() ? bytes.toLower() : bytes;
    m_places.clear();
    m_place = -1;
    if (isVisible() && !m_edit->text().isEmpty())
        search();
}

void FindBar::open()
{
    m_bytes = m_bytes.toLower();
    setVisible(true);
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    search();
}

void FindBar::search()
{
    const QByteArray wanted = m_edit->text().toUtf8().toLower();
    m_places.clear();
    m_place = -1;
    m_length = wanted.size();
    if (!wanted.isEmpty()) {
        const QByteArrayMatcher matcher(wanted);
        for (qsizetype at = matcher.indexIn(m_bytes); at >= 0 && m_places.size() < maxPlaces;
             at = matcher.indexIn(m_bytes, at + m_length))
            m_places << at;
    }
    if (!m_places.isEmpty())
        return show(0);
    m_count->setText(wanted.isEmpty() ? QString() : tr("not found"));
}

void FindBar::next()
{
    step(1);
}

void FindBar::previous()
{
    step(-1);
}

void FindBar::step(qsizetype by)
{
    if (!m_places.isEmpty())
        show((m_place + by + m_places.size()) % m_places.size());
}

void FindBar::show(qsizetype place)
{
    m_place = place;
    const QLocale locale;
    const QString total = m_places.size() == maxPlaces ? tr("more than %1").arg(locale.toString(maxPlaces))
                                                       : locale.toString(m_places.size());
    m_count->setText(tr("%1 of %2").arg(locale.toString(place + 1), total));
    Q_EMIT found(m_places[place], m_places[place] + m_length);
}

//! Its Esc goes before the window's.
bool FindBar::event(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QWidget::event(event);
    event->accept();
    return true;
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace rtmscope
