// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/find/findbar.h"

#include "ui/monitor/find/findrun.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <initializer_list>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

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

//! The first takes what room there is.
QHBoxLayout *row(QWidget *first, std::initializer_list<QWidget *> others)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid(1));
    row->addWidget(first, 1);
    for (QWidget *widget : others)
        row->addWidget(widget);
    return row;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_scope(new QComboBox)
    , m_count(new QLabel)
    , m_problem(new QLabel)
    , m_run(new FindRun(this))
{
    m_edit->setAccessibleName(tr("Find in JSON"));
    m_edit->setLayoutDirection(Qt::LeftToRight);
    m_edit->setMinimumWidth(theme::grid(20));
    m_scope->setAccessibleName(tr("Where to find it"));
    m_scope->view()->setAccessibleName(tr("Where to find it"));
    m_scope->addItem(tr("Anywhere"), int(FindScope::Anywhere));
    m_scope->addItem(tr("Keys"), int(FindScope::Keys));
    m_scope->addItem(tr("Values"), int(FindScope::Values));
    m_scope->addItem(tr("Path"), int(FindScope::Path));
    m_count->setAccessibleName(tr("Places found"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setTextFormat(Qt::PlainText);
    m_problem->setAccessibleName(tr("Why the path can’t be understood"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *back = button(u"arrow-out"_s, tr("Previous place"));
    auto *onward = button(u"arrow-in"_s, tr("Next place"));
    back->setArrowType(Qt::UpArrow);
    onward->setArrowType(Qt::DownArrow);
    auto *close = button(u"close"_s, tr("Close the search"));

    // The inspector is narrow, and paths are long.
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::grid(2), theme::grid(1), theme::grid(2), theme::grid(1));
    layout->setSpacing(theme::grid(1));
    layout->addLayout(row(m_edit, {back, onward, close}));
    layout->addLayout(row(m_count, {m_scope}));
    layout->addWidget(m_problem);

    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &FindBar::next);
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this] {
        explainScope();
        search();
    });
    connect(m_run, &FindRun::finished, this, &FindBar::take);
    connect(back, &QToolButton::clicked, this, &FindBar::previous);
    connect(onward, &QToolButton::clicked, this, &FindBar::next);
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    setFocusProxy(m_edit);
    explainScope();
}

FindScope FindBar::scope() const
{
    return FindScope(m_scope->currentData().toInt());
}

void FindBar::explainScope()
{
    const bool isPath = scope() == FindScope::Path;
    m_edit->setPlaceholderText(isPath ? u"$..text"_s : tr("Find in JSON"));
    m_edit->setToolTip(
        tr("Text, or what only a path can say: $..text, $.blocks[0].type, user == \"U1\". With "
           "“Path” also blocks[0].elements and user."));
}

void FindBar::setFrame(const QByteArray &frame, const json::Tree &tree)
{
    m_frame = frame;
    m_tree = tree;
    m_run->cancel();
    m_found = {};
    m_place = -1;
    if (isVisible() && !m_edit->text().isEmpty())
        search();
}

void FindBar::open()
{
    setVisible(true);
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    search();
}

void FindBar::search()
{
    m_found = {};
    m_place = -1;
    m_problem->hide();
    m_count->setText(m_edit->text().isEmpty() ? QString() : tr("searching …"));
    m_run->begin(m_frame, m_tree, m_edit->text(), scope());
}

void FindBar::take(const FoundPlaces &found)
{
    m_found = found;
    m_problem->setText(found.problem);
    m_problem->setVisible(!found.problem.isEmpty());
    if (!found.places.isEmpty())
        return show(0);
    m_count->setText(m_edit->text().isEmpty() || !found.problem.isEmpty() ? QString() : tr("not found"));
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
    const qsizetype count = m_found.places.size();
    if (count > 0)
        show((m_place + by + count) % count);
}

void FindBar::show(qsizetype place)
{
    m_place = place;
    const QLocale locale;
    const QString count = locale.toString(m_found.places.size());
    const QString total = m_found.isAll ? count : tr("more than %1").arg(count);
    const QString words =
        m_found.byPath && scope() != FindScope::Path ? tr("%1 of %2 by path") : tr("%1 of %2");
    m_count->setText(words.arg(locale.toString(place + 1), total));
    Q_EMIT found(m_found.places[place].begin, m_found.places[place].end);
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
