// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/banner.h"

#include "ui/shell/tokenlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

Banner::Banner(QWidget *parent)
    : Surface(theme::Colour::GapStripe, Qt::BottomEdge, parent)
    , m_words(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_retry(new QPushButton(tr("Retry now"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
{
    auto *sign = new QLabel(this);
    sign->setPixmap(theme::icon(u"warning"_s, theme::Colour::Text).pixmap(theme::grid(4), theme::grid(4)));
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("Notice"));
    m_retry->setAccessibleName(tr("Retry now"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(4), theme::grid(1.5), theme::grid(3), theme::grid(1.5) + 1);
    row->setSpacing(theme::grid(2.5));
    row->addWidget(sign);
    row->addWidget(m_words, 1);
    row->addWidget(m_retry);
    row->addWidget(m_dismiss);
    connect(m_retry, &QPushButton::clicked, this, &Banner::retryRequested);
    connect(m_dismiss, &QPushButton::clicked, this, [this] { setRemark({}); });
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &Banner::refresh);
    hide();
}

void Banner::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    refresh();
}

void Banner::setRemark(const QString &words)
{
    m_remark = words;
    refresh();
}

void Banner::setOutageTold(bool told)
{
    m_outageTold = told;
    refresh();
}

void Banner::refresh()
{
    const bool waiting = m_status.look == ConnectionStatus::Look::Waiting && !m_outageTold;
    const bool counting = waiting && !m_status.nextAttempt.isForever();
    m_words->say(waiting ? waitingWords() : m_remark);
    // Asking again at once is what a rate limit forbids.
    m_retry->setVisible(waiting && !m_status.rateLimited);
    m_dismiss->setVisible(!waiting && !m_remark.isEmpty());
    setVisible(waiting || !m_remark.isEmpty());
    if (counting && !m_tick.isActive())
        m_tick.start();
    else if (!counting)
        m_tick.stop();
}

QString Banner::waitingWords() const
{
    const QString cause = m_status.cause.isEmpty() ? tr("The connection is lost.") : m_status.cause;
    if (m_status.nextAttempt.isForever())
        return cause;
    const qint64 seconds = (m_status.nextAttempt.remainingTime() + 999) / 1000;
    if (seconds <= 0)
        return tr("%1 Trying again now.").arg(cause);
    return tr("%1 Trying again in %2 s.").arg(cause).arg(seconds);
}

} // namespace rtmscope
