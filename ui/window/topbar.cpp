// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/topbar.h"

#include "core/base/clock.h"
#include "ui/connect/profilelook.h"
#include "ui/parts/segmentbar.h"
#include "ui/parts/tokenlabel.h"
#include "ui/status/connectionwords.h"
#include "ui/status/statusdot.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

TopBar::TopBar(QWidget *parent)
    : Surface(theme::Colour::Side, Qt::BottomEdge, parent)
    , m_account(new QPushButton(this))
    , m_dot(new StatusDot(this))
    , m_status(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_armed(new QPushButton(this))
    , m_perspectives(new SegmentBar({tr("Chat"), tr("Monitor"), tr("Debug")}, this))
    , m_goTo(new QPushButton(this))
    , m_save(new QPushButton(this))
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme::grid(3), theme::grid(1.5), theme::grid(3), theme::grid(1.5) + 1);
    layout->addWidget(makeLeft(), 0, 0);
    layout->addWidget(m_perspectives, 0, 1, Qt::AlignCenter);
    layout->addWidget(makeRight(), 0, 2);
    // Equal sides keep the perspectives in the middle of the window whatever the words beside them.
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(2, 1);
    connect(m_perspectives, &SegmentBar::chosen, this, &TopBar::perspectiveChosen);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &TopBar::showStatus);
    setTerse(false);
    setArmed(false, false);
}

QWidget *TopBar::makeLeft()
{
    auto *side = new QWidget(this);
    auto *row = new QHBoxLayout(side);
    row->setContentsMargins(0, 0, 0, 0);
    m_sides.append(row);
    QFont bold = m_account->font();
    bold.setWeight(QFont::DemiBold);
    m_account->setFont(bold);
    m_status->setAccessibleName(tr("Connection status"));
    m_status->setElided(true);
    m_armed->setCheckable(true);
    m_armed->setAccessibleName(tr("Observe or Armed"));
    // Not clicked(): an assistive tool toggles without a click.
    connect(m_armed, &QPushButton::toggled, this, [this](bool checked) {
        if (checked == m_isArmed)
            return;
        m_armed->setChecked(m_isArmed); // the account decides; setArmed() tells what came of it
        Q_EMIT armRequested(checked);
    });
    row->addWidget(m_account);
    row->addWidget(m_dot);
    row->addWidget(m_status, 1);
    row->addWidget(m_armed);
    row->addStretch(0);
    return side;
}

QWidget *TopBar::makeRight()
{
    auto *side = new QWidget(this);
    auto *row = new QHBoxLayout(side);
    row->setContentsMargins(0, 0, 0, 0);
    m_sides.append(row);
    m_goTo->setIcon(theme::icon(u"search"_s, theme::Colour::Dim));
    m_save->setIcon(theme::icon(u"save"_s, theme::Colour::Dim));
    row->addStretch(1);
    row->addWidget(m_goTo);
    row->addWidget(m_save);
    return side;
}

void TopBar::setAccountMenu(QMenu *menu)
{
    m_account->setMenu(menu);
}

namespace {

//! A button for an action: same words, state and effect.
void standFor(QPushButton *button, QAction *action, const QString &words)
{
    button->setText(words);
    button->setAccessibleName(words);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(keys.isEmpty() ? action->toolTip() : u"%1 (%2)"_s.arg(action->toolTip(), keys));
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
}

} // namespace

void TopBar::setSaveAction(QAction *action)
{
    standFor(m_save, action, tr("Save capture"));
    measureButtons();
}

void TopBar::setGoToAction(QAction *action)
{
    standFor(m_goTo, action, tr("Go to…"));
    measureButtons();
}

void TopBar::setAccountName(const QString &name)
{
    m_accountName = name;
    tellAccount();
}

void TopBar::setProfile(const QString &name, const QString &colour)
{
    m_profileName = name;
    m_profileColour = colour;
    tellAccount();
    update();
}

void TopBar::tellAccount()
{
    const bool other = !m_profileName.isEmpty() && m_profileName != m_accountName;
    const QString words = other ? tr("%1 · %2").arg(m_accountName, m_profileName) : m_accountName;
    m_account->setText(
        m_account->fontMetrics().elidedText(words, Qt::ElideMiddle, theme::grid(40)).replace(u'&', u"&&"_s));
    m_account->setIcon(profileInk(m_profileColour) ? profileChip(m_profileColour) : QIcon());
    const QString told =
        m_profileName.isEmpty() ? m_accountName : tr("%1, profile %2").arg(m_accountName, m_profileName);
    m_account->setAccessibleName(tr("Account: %1").arg(told));
    m_account->setToolTip(told);
}

void TopBar::paintEvent(QPaintEvent *event)
{
    Surface::paintEvent(event);
    if (const auto ink = profileInk(m_profileColour)) {
        QPainter painter(this);
        painter.fillRect(0, 0, width(), std::max(2, theme::grid(0.75)), theme::colour(*ink));
    }
}

void TopBar::setStatus(const ConnectionStatus &status)
{
    m_state = status;
    const ConnectionStatus::Look look = connectionwords::look(status);
    m_dot->setLook(look);
    m_status->setInk(inkOf(look));
    showStatus();
}

void TopBar::showStatus()
{
    if (connectionwords::isCounting(m_state))
        m_tick.start(connectionwords::untilNextCount(m_state));
    else
        m_tick.stop();
    const QString words = connectionwords::brief(m_state, Clock::system().monotonicUs());
    const QString details = connectionwords::details(m_state);
    m_status->setToolTip(details.isEmpty() ? words : words + u'\n' + details);
    m_status->setBrief(connectionwords::terse(m_state));
    if (words == m_status->text())
        return;
    m_status->say(words);
    resizeEvent(nullptr);
}

void TopBar::setArmed(bool armed, bool possible)
{
    m_isArmed = armed && possible;
    m_armed->setChecked(m_isArmed);
    m_armed->setEnabled(possible);
    m_armed->setIcon(armed && possible ? theme::icon(u"armed"_s, theme::Colour::Accent)
                                       : theme::icon(u"eye"_s, theme::Colour::Dim));
    m_armed->setText(armed && possible ? tr("Armed") : tr("Observe"));
    m_armed->setAccessibleDescription(m_armed->text());
    if (!possible)
        m_armed->setToolTip(tr("There is no connection that could send anything"));
    else if (armed)
        m_armed->setToolTip(
            tr("Messages you write are sent, and what you read is marked as read. Click to only watch."));
    else
        m_armed->setToolTip(
            tr("Nothing that others could see leaves this program. Click to be able to write."));
}

void TopBar::setPerspective(int index)
{
    m_perspectives->setCurrent(index);
}

void TopBar::setPerspectiveToolTips(const QStringList &tips)
{
    m_perspectives->setToolTips(tips);
}

//! The status takes what it needs and no more, so that the armed button stands right behind it. Where there
//! is too little room, first the buttons at the end lose their words, then the status is cut short.
void TopBar::resizeEvent(QResizeEvent *event)
{
    if (event)
        Surface::resizeEvent(event);
    const int wanted = m_status->fontMetrics().horizontalAdvance(m_status->text()) + theme::grid(1);
    int room = width() - fixedWidth();
    setTerse(room < wanted + m_fullWidth);
    room = width() - fixedWidth();
    room -= m_goTo->sizeHint().width() + m_save->sizeHint().width();
    m_status->setMaximumWidth(wanted);
    m_status->setMinimumWidth(std::clamp(room, 0, wanted));
}

void TopBar::setTerse(bool terse)
{
    m_terse = terse;
    for (QPushButton *button : {m_goTo, m_save})
        button->setText(terse ? QString() : button->accessibleName());
    for (QBoxLayout *side : std::as_const(m_sides))
        side->setSpacing(theme::grid(terse ? 1.5 : 2.5));
    static_cast<QGridLayout *>(layout())->setHorizontalSpacing(theme::grid(terse ? 1.5 : 3));
}

//! Of all but the status and the buttons at the end.
int TopBar::fixedWidth() const
{
    const QMargins margins = layout()->contentsMargins();
    return m_account->sizeHint().width() + m_dot->sizeHint().width() + m_armed->sizeHint().width() +
           m_perspectives->sizeHint().width() + margins.left() + margins.right() +
           6 * theme::grid(m_terse ? 1.5 : 3);
}

QSize TopBar::minimumSizeHint() const
{
    // A button without words is about as wide as it is high.
    return {fixedWidth() + 2 * (m_goTo->sizeHint().height() + theme::grid(2)),
            Surface::minimumSizeHint().height()};
}

void TopBar::changeEvent(QEvent *event)
{
    Surface::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        measureButtons();
        resizeEvent(nullptr);
    }
}

//! What the buttons at the end take with their words.
void TopBar::measureButtons()
{
    m_fullWidth = 0;
    for (QPushButton *button : {m_goTo, m_save}) {
        button->setText(button->accessibleName());
        m_fullWidth += button->sizeHint().width();
    }
}

} // namespace rtmscope
