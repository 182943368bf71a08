// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/searchbar.h"

#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto typingPause = 150ms;

QToolButton *button(const QString &name, Qt::ArrowType arrow)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setArrowType(arrow);
    return button;
}

} // namespace

SearchBar::SearchBar(List list, QWidget *parent)
    : QWidget(parent)
    , m_list(std::move(list))
    , m_search(new EventSearch(this))
    , m_edit(new QLineEdit)
    , m_expression(new QPushButton(tr("Regular expression")))
    , m_count(new ElidedLabel)
{
    m_edit->setAccessibleName(tr("Search all events"));
    m_edit->setPlaceholderText(tr("Search all events"));
    m_edit->setLayoutDirection(Qt::LeftToRight);
    m_edit->setClearButtonEnabled(true);
    m_expression->setAccessibleName(tr("Regular expression"));
    m_expression->setCheckable(true);
    m_expression->setAutoDefault(false);
    m_count->setAccessibleName(tr("Events found"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *back = button(tr("Previous event found"), Qt::UpArrow);
    auto *onward = button(tr("Next event found"), Qt::DownArrow);
    auto *end = button(tr("Close the search"), Qt::NoArrow);
    end->setIcon(theme::icon(u"close"_s));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::grid(2), theme::grid(1), theme::grid(2), theme::grid(1));
    layout->setSpacing(theme::grid(1));
    layout->addWidget(m_edit, 3);
    layout->addWidget(m_expression);
    layout->addWidget(back);
    layout->addWidget(onward);
    layout->addWidget(m_count, 2);
    layout->addWidget(end);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &SearchBar::begin);
    connect(m_edit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_expression, &QPushButton::toggled, this, &SearchBar::begin);
    connect(back, &QToolButton::clicked, this, &SearchBar::previous);
    connect(onward, &QToolButton::clicked, this, &SearchBar::next);
    connect(end, &QToolButton::clicked, this, &SearchBar::close);
    connect(m_search, &EventSearch::changed, this, &SearchBar::say);
    connect(m_search, &EventSearch::changed, this, &SearchBar::hitsChanged);
    setFocusProxy(m_edit);
    hide();
}

void SearchBar::setLog(EventLog *log)
{
    m_search->setLog(log);
    if (isVisibleTo(parentWidget()) && !m_edit->text().isEmpty())
        begin();
    else
        Q_EMIT hitsChanged();
}

void SearchBar::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    if (!m_edit->text().isEmpty())
        begin();
}

void SearchBar::close()
{
    m_typing.stop();
    m_search->stop();
    hide();
    Q_EMIT hitsChanged();
    Q_EMIT closed();
}

void SearchBar::begin()
{
    m_typing.stop();
    m_search->start(m_edit->text(), m_expression->isChecked());
}

void SearchBar::step(int direction)
{
    if (m_typing.isActive())
        begin();
    const qsizetype hit = m_search->next(m_list.selected(), direction, m_list.isShown);
    if (hit >= 0)
        Q_EMIT hitChosen(hit);
    say();
}

void SearchBar::say()
{
    const QString text = words();
    if (m_count->text() != text)
        m_count->setText(text);
    m_count->setAccessibleDescription(text);
    QPalette colours = palette();
    const bool isMistaken = !m_search->problem().isEmpty();
    colours.setColor(QPalette::PlaceholderText,
                     theme::colour(isMistaken ? theme::Colour::Error : theme::Colour::Dim));
    m_count->setPalette(colours);
}

QString SearchBar::words() const
{
    if (!m_search->problem().isEmpty())
        return m_search->problem();
    if (m_edit->text().isEmpty())
        return {};
    const QLocale locale;
    const std::vector<quint32> &hits = m_search->hits();
    const QString count = locale.toString(qsizetype(hits.size()));
    QStringList parts;
    const auto at =
        std::lower_bound(hits.begin(), hits.end(), quint32(std::max<qsizetype>(0, m_list.selected())));
    const bool isAtHit = m_list.selected() >= 0 && at != hits.end() && *at == quint32(m_list.selected());
    if (hits.empty())
        parts << (m_search->isRunning() ? tr("nothing yet") : tr("found nowhere"));
    else if (isAtHit)
        parts << tr("%1 of %2").arg(locale.toString(qsizetype(at - hits.begin()) + 1), count);
    else
        parts << (hits.size() == 1 ? tr("1 event") : tr("%1 events").arg(count));
    if (m_search->isRunning())
        parts << tr("searching, %1 searched").arg(locale.toString(m_search->looked()));
    else if (!hits.empty() && m_search->next(-1, 1, m_list.isShown) < 0)
        parts << tr("all hidden by filter or noise level");
    if (m_search->givenUp() > 0)
        parts << tr("on %1 the expression takes too long").arg(locale.toString(m_search->givenUp()));
    return parts.join(u" · "_s);
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return close();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    case Qt::Key_F3:
        return step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

KeyGroup SearchBar::keyHelp()
{
    return {tr("In the search of events"),
            {{tr("Next event found"), {Qt::Key_Return, Qt::Key_Enter, Qt::Key_F3}},
             {tr("Previous event found"), {QKeySequence(Qt::SHIFT | Qt::Key_Return)}},
             {tr("Close the search"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
