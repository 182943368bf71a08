// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/banner.h"

#include "ui/parts/tokenlabel.h"
#include "ui/status/connectionwords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

Banner::Banner(QWidget *parent)
    : Surface(theme::Colour::GapStripe, Qt::BottomEdge, parent)
    , m_words(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_retry(new QPushButton(tr("Retry now"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_ownApp(new QPushButton(tr("Make my own app…"), this))
    , m_sign(new QLabel(this))
{
    m_sign->setPixmap(theme::icon(u"warning"_s, theme::Colour::Text).pixmap(theme::grid(4), theme::grid(4)));
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("Notice"));
    m_retry->setAccessibleName(tr("Retry now"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_ownApp->setAccessibleName(tr("Make my own app"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(4), theme::grid(1.5), theme::grid(3), theme::grid(1.5) + 1);
    row->setSpacing(theme::grid(2.5));
    row->addWidget(m_sign);
    row->addWidget(m_words, 1);
    row->addWidget(m_retry);
    row->addWidget(m_dismiss);
    row->addWidget(m_cancel);
    row->addWidget(m_ownApp);
    connect(m_retry, &QPushButton::clicked, this, &Banner::retryRequested);
    connect(m_dismiss, &QPushButton::clicked, this, [this] { setRemark({}); });
    connect(m_cancel, &QPushButton::clicked, this, &Banner::cancelRequested);
    connect(m_ownApp, &QPushButton::clicked, this, &Banner::ownAppRequested);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Banner::refresh);
    hide();
}

void Banner::setStatus(const ConnectionStatus &status)
{
    if (status.look != m_status.look)
        m_answer.clear();
    m_status = status;
    refresh();
}

void Banner::setElapsed(const QString &elapsed)
{
    m_elapsed = elapsed;
    refresh();
}

void Banner::setAnswer(const QString &words)
{
    m_answer = words;
    refresh();
}

void Banner::setRemark(const QString &words)
{
    m_remark = words;
    refresh();
}

void Banner::setWork(const QString &words)
{
    m_work = words;
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
    // It stays while the next attempt is under way: coming and going it would push the messages about.
    const bool trying =
        m_status.look == ConnectionStatus::Look::Busy && !m_elapsed.isEmpty() && !m_outageTold;
    const bool counting = waiting && !m_status.nextAttempt.isForever();
    const bool working = !m_work.isEmpty();
    const bool lost = waiting || trying;
    // It lasts as long as the sharing does, but what was just said and can be dismissed is read first.
    const bool sharing = !working && !lost && m_remark.isEmpty() && !m_status.sharing.isEmpty();
    m_words->say(working ? m_work : lost ? outageWords() : sharing ? m_status.sharing : m_remark);
    m_sign->setVisible(!working); // nothing is wrong
    m_retry->setVisible(!working && lost);
    m_dismiss->setVisible(!working && !lost && !m_remark.isEmpty());
    m_cancel->setVisible(working);
    m_ownApp->setVisible(sharing);
    setVisible(working || lost || sharing || !m_remark.isEmpty());
    if (counting)
        m_tick.start(connectionwords::untilNextCount(m_status));
    else
        m_tick.stop();
}

QString Banner::outageWords() const
{
    QStringList words;
    if (m_status.look == ConnectionStatus::Look::Busy)
        words.append(tr("Connecting again."));
    else if (!m_status.rateLimited ||
             m_answer.isEmpty()) // the answer says the same: that a pause was asked for
        words.append(m_status.cause.isEmpty() ? tr("The connection is lost.") : m_status.cause);
    if (!m_elapsed.isEmpty())
        words.append(tr("No connection for %1.").arg(m_elapsed));
    if (m_status.look == ConnectionStatus::Look::Waiting && !m_status.nextAttempt.isForever()) {
        const qint64 seconds = (m_status.nextAttempt.remainingTime() + 999) / 1000;
        words.append(seconds > 0 ? tr("Trying again in %1\u00a0s.").arg(QLocale().toString(seconds))
                                 : tr("Trying again now."));
    }
    if (!m_answer.isEmpty())
        words.append(m_answer);
    return words.join(u' ');
}

} // namespace rtmscope
