// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/ladderpage.h"

#include "ui/shell/tokenlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace rtmscope {

LadderPage::LadderPage(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
    , m_title(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
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
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAccessibleName(tr("Cancel connecting"));
    connect(cancel, &QPushButton::clicked, this, &LadderPage::cancelRequested);
    column->addSpacing(theme::grid(2));
    column->addWidget(cancel, 0, Qt::AlignLeading);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addLayout(column);
    row->addStretch(1);
    paintRungs();
}

void LadderPage::setStatus(const ConnectionStatus &status)
{
    const bool waiting = status.look == ConnectionStatus::Look::Waiting;
    const QString words = waiting ? tr("Not connected to %1 yet") : tr("Connecting to %1");
    m_title->say(words.arg(status.place.isEmpty() ? tr("the workspace") : status.place));
    if (waiting && m_current >= 0) {
        begin();
        m_current = -1;
        paintRungs();
    }
    const int rung = static_cast<int>(status.step) - static_cast<int>(ConnectionStatus::Step::Authenticating);
    if (status.step == ConnectionStatus::Step::None || rung == m_current)
        return;
    if (rung <= 0 || m_current < 0)
        begin();
    else if (m_current < rungCount)
        m_tookMs.at(static_cast<size_t>(m_current)) = m_since.restart();
    m_current = rung;
    paintRungs();
}

void LadderPage::begin()
{
    m_tookMs.fill(-1);
    m_since.start();
}

void LadderPage::paintRungs()
{
    const std::array<QString, rungCount> words{tr("Sign in and get an address"), tr("Open the socket"),
                                               tr("Wait for the server’s hello")};
    for (int i = 0; i < rungCount; ++i) {
        const auto at = static_cast<size_t>(i);
        TokenLabel *rung = m_rungs.at(at);
        if (m_tookMs.at(at) >= 0) {
            rung->setInk(theme::Colour::Ok);
            rung->say(tr("✓ %1, %2 ms").arg(words.at(at)).arg(m_tookMs.at(at)));
        } else if (i == m_current) {
            rung->setInk(theme::Colour::Text);
            rung->say(tr("→ %1…").arg(words.at(at)));
        } else {
            rung->setInk(theme::Colour::Dim);
            rung->say(tr("○ %1").arg(words.at(at)));
        }
    }
}

} // namespace rtmscope
