// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/serve/servepane.h"

#include "core/text/cleantext.h"
#include "ui/parts/segmentbar.h"
#include "ui/parts/tokenlabel.h"
#include "ui/serve/expectationsview.h"
#include "ui/serve/pacechoice.h"
#include "ui/tap/tapguide.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

using Phase = ServeStatus::Phase;

constexpr int barSteps = 1000;

QString number(qint64 count)
{
    return QLocale().toString(count);
}

bool isListening(Phase phase)
{
    return phase == Phase::Waiting || phase == Phase::Playing || phase == Phase::Paused ||
           phase == Phase::Over;
}

} // namespace

ServePane::ServePane(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_state(new TokenLabel(Colour::Text, TokenLabel::Size::Heading, this))
    , m_detail(new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_bar(new QProgressBar(this))
    , m_pace(new PaceChoice(this))
    , m_waits(new QCheckBox(tr("Wait for its answer"), this))
    , m_wait(new QDoubleSpinBox(this))
    , m_pages(new SegmentBar({tr("Expectations"), tr("Set up")}, this))
    , m_stack(new QStackedLayout)
    , m_expectations(new ExpectationsView(this))
    , m_setUp(new QScrollArea(this))
    , m_empty(new TokenLabel(Colour::Dim, TokenLabel::Size::Body, this))
    , m_served(new QWidget(this))
{
    m_empty->setText(
        tr("Nothing is served. “Serve to a bot” in the File menu plays what is open to a program of "
           "yours, and checks here what it does."));
    m_empty->setAccessibleName(tr("Why there is nothing here"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(grid(6));
    m_pages->setAccessibleName(tr("Page of what is served"));
    m_pages->setCurrent(0);
    m_setUp->setFrameShape(QFrame::NoFrame);
    m_setUp->setWidgetResizable(true);
    m_setUp->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(m_expectations);
    m_stack->addWidget(m_setUp);
    connect(m_pages, &SegmentBar::chosen, m_stack, &QStackedLayout::setCurrentIndex);
    auto *tabs = new QVBoxLayout;
    tabs->setContentsMargins(grid(3), grid(2), grid(3), grid(1));
    tabs->addWidget(m_pages);
    auto *column = new QVBoxLayout(m_served);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addLayout(tabs);
    column->addLayout(m_stack, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_empty, 1);
    outer->addWidget(m_served, 1);
    setStatus({});
}

QWidget *ServePane::makeHead()
{
    auto *head = new Surface(Colour::Panel, Qt::BottomEdge, m_served);
    m_state->setAccessibleName(tr("Serving"));
    m_state->setWordWrap(true);
    m_detail->setAccessibleName(tr("Details of serving"));
    m_detail->setWordWrap(true);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Played so far"));
    m_bar->setFixedHeight(grid(1.5));
    m_paceRow = makePace();
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(grid(3), grid(3), grid(3), grid(3));
    column->setSpacing(grid(2));
    column->addWidget(m_state);
    column->addWidget(m_bar);
    column->addWidget(m_detail);
    column->addWidget(makeButtons());
    column->addWidget(m_paceRow);
    return head;
}

QPushButton *ServePane::makeButton(const QString &words, const QString &icon, const QString &tip)
{
    auto *button = new QPushButton(words, this);
    button->setAccessibleName(words);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    if (!icon.isEmpty())
        button->setIcon(theme::icon(icon));
    return button;
}

QWidget *ServePane::makeButtons()
{
    m_play = makeButton(tr("Pause"), u"pause"_s, tr("Hold the next event back, or go on"));
    m_step = makeButton(tr("Next event"), {}, tr("Play one event, and wait again"));
    m_again = makeButton(tr("Again"), u"refresh"_s,
                         tr("From the beginning, at the same address and into a new record"));
    m_stop = makeButton(tr("Stop"), u"close"_s,
                        tr("End the program’s connections; what is recorded stays in view"));
    m_back = makeButton(tr("Back"), {}, {});
    connect(m_play, &QPushButton::clicked, this, [this] {
        if (m_status.phase == Phase::Paused)
            Q_EMIT playRequested();
        else
            Q_EMIT pauseRequested();
    });
    connect(m_step, &QPushButton::clicked, this, &ServePane::stepRequested);
    connect(m_again, &QPushButton::clicked, this, &ServePane::againRequested);
    connect(m_stop, &QPushButton::clicked, this, &ServePane::stopRequested);
    connect(m_back, &QPushButton::clicked, this, &ServePane::backRequested);
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(grid(2));
    for (QPushButton *button : {m_play, m_step, m_again, m_stop, m_back})
        row->addWidget(button);
    row->addStretch(1);
    return buttons;
}

QWidget *ServePane::makePace()
{
    m_wait->setAccessibleName(tr("Longest wait for an answer"));
    m_wait->setDecimals(1);
    m_wait->setRange(0.1, 3'600);
    m_wait->setValue(2);
    m_wait->setSuffix(tr(" s", "seconds"));
    m_wait->setKeyboardTracking(false);
    m_wait->setEnabled(false);
    m_waits->setToolTip(tr("After each event, until the program has acknowledged or answered it"));
    connect(m_pace, &QComboBox::activated, this, &ServePane::paceChosen);
    connect(m_waits, &QCheckBox::toggled, this, &ServePane::waitChanged);
    connect(m_wait, &QDoubleSpinBox::valueChanged, this, &ServePane::waitChanged);
    auto *pace = new QWidget(this);
    auto *row = new QHBoxLayout(pace);
    row->setContentsMargins({});
    row->setSpacing(grid(2));
    row->addWidget(m_pace);
    row->addWidget(m_waits);
    row->addWidget(m_wait);
    row->addStretch(1);
    return pace;
}

//! Step by step is no speed: it is a pause that one steps on from.
void ServePane::paceChosen()
{
    if (m_pace->isStepping()) {
        Q_EMIT pauseRequested();
        return;
    }
    Q_EMIT speedChosen(m_pace->speed());
    if (m_status.phase == Phase::Paused)
        Q_EMIT playRequested();
}

void ServePane::waitChanged()
{
    m_wait->setEnabled(m_waits->isChecked());
    if (m_setting)
        return;
    if (m_waits->isChecked())
        Q_EMIT waitChosen(std::chrono::milliseconds(std::llround(m_wait->value() * 1'000)));
    else
        Q_EMIT waitChosen({});
}

void ServePane::setPace(double speed, bool stepping, std::optional<std::chrono::milliseconds> wait)
{
    const QScopedValueRollback guard(m_setting, true);
    m_pace->set(speed, stepping);
    m_waits->setChecked(wait.has_value());
    if (wait)
        m_wait->setValue(double(wait->count()) / 1'000);
}

void ServePane::setWay(const TapWay &way)
{
    delete std::exchange(m_guide, nullptr);
    if (way.address.isEmpty())
        return;
    m_guide = new TapGuide;
    m_guide->setAddress(way);
    m_setUp->setWidget(m_guide);
}

void ServePane::setArrived(bool arrived)
{
    if (m_guide)
        m_guide->setArrived(arrived);
}

void ServePane::setStatus(const ServeStatus &status)
{
    const bool isAnother = status.phase != m_status.phase;
    m_status = status;
    m_empty->setVisible(status.phase == Phase::Nothing);
    m_served->setVisible(status.phase != Phase::Nothing);
    const QString words = stateWords();
    if (isAnother)
        m_state->say(words);
    else
        m_state->setText(words);
    m_detail->setText(detailWords());
    const qint64 taken = status.played + status.leftOut;
    m_bar->setValue(
        status.frames > 0 ? static_cast<int>(barSteps * std::min(taken, status.frames) / status.frames) : 0);
    updateButtons();
}

void ServePane::updateButtons()
{
    const Phase phase = m_status.phase;
    const bool listening = isListening(phase);
    const bool paused = phase == Phase::Paused;
    const QString words = paused ? tr("Play") : tr("Pause");
    m_play->setText(words);
    m_play->setAccessibleName(words);
    m_play->setIcon(theme::icon(paused ? u"play"_s : u"pause"_s));
    m_play->setEnabled(listening && phase != Phase::Over);
    m_step->setEnabled(listening && phase != Phase::Over && phase != Phase::Waiting);
    m_again->setEnabled(phase != Phase::Nothing);
    m_stop->setEnabled(listening);
    m_back->setVisible(!m_status.back.isEmpty() && !listening && phase != Phase::Nothing);
    m_stop->setVisible(!m_back->isVisibleTo(this));
    const QString back = tr("Back to %1").arg(isolatedIfNeeded(cleanLine(m_status.back)));
    m_back->setAccessibleName(back);
    m_back->setToolTip(back);
    m_paceRow->setEnabled(listening && phase != Phase::Over);
}

QString ServePane::stateWords() const
{
    const QString events =
        tr("%1 of %2").arg(number(m_status.played + m_status.leftOut), number(m_status.frames));
    switch (m_status.phase) {
    case Phase::Nothing:
        return {};
    case Phase::Waiting:
        return tr("Waiting for a program on port %1").arg(m_status.port);
    case Phase::Playing:
        return tr("Playing, %1").arg(events);
    case Phase::Paused:
        return tr("Paused at %1").arg(events);
    case Phase::Over:
        return m_status.played == 1 ? tr("The only event was played")
                                    : tr("All %1 events were played").arg(number(m_status.played));
    case Phase::Stopped:
        return tr("Stopped at %1").arg(events);
    case Phase::Refused:
        return m_status.words;
    }
    return {};
}

QString ServePane::detailWords() const
{
    QStringList parts;
    if (m_status.phase == Phase::Waiting)
        return tr("It begins with the program’s hello. What to set in it stands under “Set up”.");
    if (m_status.phase == Phase::Refused)
        return tr("Press “Again”, or serve it on another port.");
    if (isListening(m_status.phase) && (m_status.phase != Phase::Over || m_status.clients > 0))
        parts << (m_status.clients == 0   ? tr("No socket is open: it goes on when the program is back.")
                  : m_status.clients == 1 ? tr("One socket is open.")
                                          : tr("%1 sockets are open.").arg(number(m_status.clients)));
    if (m_status.phase == Phase::Over)
        parts << tr("Late answers are still taken.");
    if (m_status.leftOut > 0)
        parts << (m_status.leftOut == 1
                      ? tr("One frame was left out: it was about the connection of then, or no event.")
                      : tr("%1 frames were left out: they were about the connection of then, or no events.")
                            .arg(number(m_status.leftOut)));
    if (m_status.untold > 0)
        parts << tr("%1 are none that such a program is told of.").arg(number(m_status.untold));
    return parts.join(u' ');
}

//! In a narrow pane the buttons say less.
void ServePane::resizeEvent(QResizeEvent *event)
{
    Surface::resizeEvent(event);
    const bool narrow = width() < grid(95);
    m_step->setText(narrow ? tr("Next") : m_step->accessibleName());
}

} // namespace rtmscope
