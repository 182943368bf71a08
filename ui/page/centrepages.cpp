// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/centrepages.h"

#include "ui/page/welcomepage.h"
#include "ui/status/banner.h"
#include "ui/status/ladderpage.h"
#include "ui/status/remedycard.h"
#include "ui/tap/tapguide.h"

#include <QHideEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using Look = ConnectionStatus::Look;

constexpr auto ladderPatience = 400ms;

} // namespace

CentrePages::CentrePages(QWidget *messages, QWidget *parent)
    : QWidget(parent)
    , m_messages(messages)
    , m_banner(new Banner(this))
    , m_echo(new Banner(this))
    , m_pages(new QStackedWidget(this))
    , m_welcome(new WelcomePage(m_pages))
    , m_ladder(new LadderPage(m_pages))
    , m_remedy(new RemedyCard(m_pages))
    , m_tapGuide(new TapGuide(m_pages))
{
    for (QWidget *page : std::initializer_list<QWidget *>{m_welcome, m_ladder, m_remedy, m_tapGuide})
        addPage(page);
    m_pages->addWidget(m_messages);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    m_banner->setEcho(m_echo);
    m_patience.setSingleShot(true);
    m_patience.setInterval(ladderPatience);
    connect(&m_patience, &QTimer::timeout, this, &CentrePages::showWanted);
}

//! A small window shows a part of a page rather than grow beyond the screen.
void CentrePages::addPage(QWidget *page)
{
    auto *area = new QScrollArea(m_pages);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    m_pages->addWidget(area);
}

void CentrePages::setHolding(const Holding &holding)
{
    m_holding = holding;
    showWanted();
}

void CentrePages::reset()
{
    m_refused = false;
    m_hindered = false;
    m_banner->setRemark({});
    m_banner->setFileNews({});
}

void CentrePages::setStatus(const ConnectionStatus &status)
{
    m_look = status.look;
    m_stream = remedyStreamOf(status);
    m_banner->setStatus(status);
    m_ladder->setStatus(status);
    m_remedy->setStatus(status);
    if (m_look == Look::Busy || m_look == Look::Good)
        m_refused = false;
    if (m_look == Look::Good || m_look == Look::Off)
        m_hindered = false;
    if (m_look != Look::Busy)
        m_patience.stop();
    else if (!m_patience.isActive())
        m_patience.start();
    showWanted();
}

void CentrePages::showRemedy(const Error &error)
{
    m_refused = true;
    m_remedy->show(error);
    Q_EMIT remedyShown();
    showWanted();
}

void CentrePages::showHindrance(const Error &error)
{
    // Once something has been seen, the banner tells it: an outage that passes must not hide the messages.
    if (m_holding.channel || !planFor(error, m_stream).needsPerson)
        return;
    m_hindered = true;
    m_remedy->show(error, true);
    showWanted();
}

QWidget *CentrePages::wanted() const
{
    if (!m_holding.anything)
        return m_welcome;
    if (m_refused || m_hindered)
        return m_remedy;
    if (m_holding.tap && !m_holding.channel)
        return m_tapGuide;
    const bool climbing = m_look == Look::Busy && !m_patience.isActive();
    if (m_holding.live && !m_holding.channel && (climbing || m_look == Look::Waiting || m_look == Look::Off))
        return m_ladder;
    return m_messages;
}

void CentrePages::showWanted()
{
    QWidget *page = wanted();
    QWidget *seat = page; // the page, or the scroll area around it
    while (m_pages->indexOf(seat) < 0)
        seat = seat->parentWidget();
    m_pages->setCurrentWidget(seat);
    m_banner->setOutageTold(page == m_remedy);
    Q_EMIT pageChanged();
}

bool CentrePages::isOpening() const
{
    return m_holding.live && !m_holding.channel && (m_look == Look::Busy || m_look == Look::Waiting);
}

void CentrePages::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_echo->setSilent(true);
}

void CentrePages::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous()) // a minimised window is no other arrangement
        m_echo->setSilent(false);
}

QWidget *CentrePages::pages() const
{
    return m_pages;
}

} // namespace rtmscope
