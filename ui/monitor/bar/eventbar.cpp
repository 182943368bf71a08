// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/bar/eventbar.h"

#include "ui/monitor/bar/noisebutton.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

EventBar::EventBar(QWidget *parent)
    : QWidget(parent)
    , m_filterBar(new FilterBar)
    , m_status(new ElidedLabel)
    , m_pill(new QPushButton)
    , m_noiseButton(new NoiseButton)
    , m_followButton(new QPushButton(tr("Follow")))
    , m_pauseButton(new QPushButton(tr("Pause")))
    , m_clearButton(new QPushButton)
{
    m_status->setAccessibleName(tr("Filter status"));
    makeButtons();
    auto *layout = new QHBoxLayout(this);
    layout->setSpacing(theme::grid(2));
    layout->addWidget(m_filterBar, 5);
    layout->addWidget(m_status, 4);
    layout->addWidget(m_pill); // in a row of its own place: over the rows it would hide what they say
    layout->addWidget(m_noiseButton);
    layout->addWidget(m_followButton);
    layout->addWidget(m_pauseButton);
    layout->addWidget(m_clearButton);
    connect(m_pill, &QPushButton::clicked, this, &EventBar::newestChosen);
    connect(m_noiseButton, &NoiseButton::levelChosen, this, &EventBar::levelChosen);
    connect(m_followButton, &QPushButton::clicked, this, &EventBar::followChosen);
    connect(m_pauseButton, &QPushButton::clicked, this, &EventBar::pauseChosen);
    connect(m_clearButton, &QPushButton::clicked, this, &EventBar::clearChosen);
}

void EventBar::makeButtons()
{
    m_followButton->setAccessibleName(tr("Follow"));
    m_followButton->setToolTip(tr("Keep the newest event in view (F or End)"));
    m_pauseButton->setAccessibleName(tr("Pause"));
    m_pauseButton->setToolTip(tr("Hold the display still; recording goes on (Space in the list)"));
    m_clearButton->setAccessibleName(tr("Clear"));
    m_clearButton->setToolTip(tr("Clear the list; the events stay recorded (Ctrl+Shift+Del in the list)"));
    for (QPushButton *button : {m_followButton, m_pauseButton, m_clearButton}) {
        button->setCheckable(button != m_clearButton);
        button->setAutoDefault(false);
    }
    m_followButton->setIcon(theme::icon(u"follow"_s));
    m_pauseButton->setIcon(theme::icon(u"pause"_s));
    m_clearButton->setIcon(theme::icon(u"trash"_s));
    m_pill->setFocusPolicy(Qt::NoFocus); // the End key does the same
    m_pill->setAutoDefault(false);
    m_pill->hide();
}

void EventBar::setNoiseLevel(NoiseLevel level)
{
    m_noiseButton->setLevel(level);
}

void EventBar::setFollowing(bool following)
{
    m_followButton->setChecked(following);
}

void EventBar::setPaused(bool paused)
{
    m_pauseButton->setChecked(paused);
}

void EventBar::setStatus(const QString &words, bool isProblem)
{
    if (m_status->text() != words)
        m_status->setText(words);
    m_status->setAccessibleDescription(words);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     theme::colour(isProblem ? theme::Colour::Error : theme::Colour::Dim));
    if (m_status->palette() != colours)
        m_status->setPalette(colours);
}

void EventBar::setNew(int rows)
{
    if (rows > 0) {
        const QString number = QLocale().toString(rows);
        m_pill->setText(tr("%1 new ↓").arg(number));
        m_pill->setAccessibleName(tr("%1 new events, go to the end").arg(number));
    }
    m_pill->setVisible(rows > 0);
}

//! In a small window the buttons show their signs only, and the rows come before the timeline.
bool EventBar::fit(const QSize &view)
{
    const auto fullWidth = [](const QPushButton *button) {
        return button->fontMetrics().horizontalAdvance(button->accessibleName()) + theme::grid(12);
    };
    const int words = theme::grid(95); // filter and status, to be of use
    const bool terse = view.width() < words + m_noiseButton->sizeHint().width() + fullWidth(m_followButton) +
                                          fullWidth(m_pauseButton);
    for (QPushButton *button : {m_followButton, m_pauseButton})
        button->setText(terse ? QString() : button->accessibleName());
    const bool low = view.height() < theme::grid(46);
    const int above = low ? 1 : theme::grid(1);
    layout()->setContentsMargins(theme::grid(2), above, theme::grid(2), above);
    return !low;
}

int EventBar::leastHeight() const
{
    return m_filterBar->edit()->sizeHint().height();
}

} // namespace rtmscope
