// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/ladderpage.h"

#include "ui/parts/tokenlabel.h"
#include "ui/status/connectionwords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace rtmscope {

LadderPage::LadderPage(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
    , m_title(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_button(new QPushButton(this))
{
    auto *column = new QVBoxLayout;
    column->setSpacing(theme::grid(2));
    column->addStretch(2);
    column->addWidget(m_title);
    column->addSpacing(theme::grid(1));
    for (TokenLabel *&rung : m_rungs) {
        rung = new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this);
        column->addWidget(rung);
    }
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_off)
            Q_EMIT connectRequested();
        else
            Q_EMIT cancelRequested();
    });
    column->addSpacing(theme::grid(2));
    column->addWidget(m_button, 0, Qt::AlignLeading);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addLayout(column);
    row->addStretch(1);
    setStatus({});
}

void LadderPage::setStatus(const ConnectionStatus &status)
{
    m_socketMode = status.speaksSocketMode();
    const bool waiting = status.look == ConnectionStatus::Look::Waiting;
    const bool off = status.look == ConnectionStatus::Look::Off;
    const QString words = off       ? tr("Not connected to %1")
                          : waiting ? tr("Not connected to %1 yet")
                                    : tr("Connecting to %1");
    m_title->say(words.arg(status.place.isEmpty() ? tr("the workspace") : status.place));
    showButton(off);
    for (int i = 0; i < Stages::count; ++i) {
        const auto stage = static_cast<Stages::Stage>(i);
        showRung(stage, status.stages[stage], waiting);
        m_rungs.at(static_cast<size_t>(i))->setVisible(!off); // nobody climbs
    }
}

void LadderPage::showButton(bool off)
{
    m_off = off;
    m_button->setText(off ? tr("Connect") : tr("Cancel"));
    m_button->setAccessibleName(off ? tr("Connect again") : tr("Cancel connecting"));
    m_button->setToolTip(off ? QString() : tr("Or press Escape"));
}

//! \a over: the attempt failed, so what was under way is where it did.
void LadderPage::showRung(Stages::Stage stage, const Stages::Entry &entry, bool over)
{
    using theme::Colour;
    TokenLabel *rung = m_rungs.at(static_cast<size_t>(stage));
    const QString name = connectionwords::stageName(stage, m_socketMode);
    const QString took = connectionwords::stageTook(entry);
    switch (entry.fate) {
    case Stages::Fate::Done:
        rung->setInk(Colour::Ok);
        return rung->say(tr("✓ %1, %2").arg(name, took));
    case Stages::Fate::Skipped:
        rung->setInk(Colour::Dim);
        return rung->say(tr("– %1: %2").arg(name, took));
    case Stages::Fate::Running:
        rung->setInk(over ? Colour::Error : Colour::Text);
        return rung->say(over ? tr("✗ %1: failed here").arg(name) : tr("→ %1…").arg(name));
    case Stages::Fate::Ahead:
        rung->setInk(Colour::Dim);
        return rung->say(tr("○ %1").arg(name));
    }
}

} // namespace rtmscope
