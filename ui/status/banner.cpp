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
    , m_openAgain(new QPushButton(tr("Open again"), this))
    , m_ownApp(new QPushButton(tr("Make my own app…"), this))
    , m_help(new QPushButton(tr("What to do"), this))
    , m_sign(new QLabel(this))
{
    m_sign->setPixmap(theme::icon(u"warning"_s, theme::Colour::Text).pixmap(theme::grid(4), theme::grid(4)));
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("Notice"));
    makeButtons();
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Banner::refresh);
    hide();
}

void Banner::makeButtons()
{
    m_ownApp->setAccessibleName(tr("Make my own app"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(4), theme::grid(1.5), theme::grid(3), theme::grid(1.5) + 1);
    row->setSpacing(theme::grid(2.5));
    row->addWidget(m_sign);
    row->addWidget(m_words, 1);
    for (QPushButton *button : {m_retry, m_openAgain, m_dismiss, m_cancel, m_ownApp, m_help}) {
        row->addWidget(button);
        if (button != m_ownApp)
            button->setAccessibleName(button->text());
    }
    connect(m_retry, &QPushButton::clicked, this, &Banner::retryRequested);
    connect(m_dismiss, &QPushButton::clicked, this, &Banner::dismiss);
    connect(m_openAgain, &QPushButton::clicked, this, &Banner::openAgainRequested);
    connect(m_cancel, &QPushButton::clicked, this, &Banner::cancelRequested);
    connect(m_ownApp, &QPushButton::clicked, this, &Banner::ownAppRequested);
    connect(m_help, &QPushButton::clicked, this, &Banner::helpRequested);
}

void Banner::setEcho(Banner *echo)
{
    m_echo = echo;
    connect(echo, &Banner::retryRequested, this, &Banner::retryRequested);
    connect(echo->m_dismiss, &QPushButton::clicked, this, &Banner::dismiss);
    connect(echo, &Banner::openAgainRequested, this, &Banner::openAgainRequested);
    connect(echo, &Banner::cancelRequested, this, &Banner::cancelRequested);
    connect(echo, &Banner::ownAppRequested, this, &Banner::ownAppRequested);
    connect(echo, &Banner::helpRequested, this, &Banner::helpRequested);
    refresh();
}

void Banner::setSilent(bool silent)
{
    m_silent = silent;
    present(m_saying);
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

void Banner::setFileNews(const QString &words)
{
    m_fileNews = words;
    refresh();
}

//! What stands there, which the other may wait behind.
void Banner::dismiss()
{
    (m_remark.isEmpty() ? m_fileNews : m_remark).clear();
    refresh();
}

void Banner::setWork(const QString &words)
{
    const bool wasWorking = isWorking();
    m_work = words;
    refresh();
    if (isWorking() != wasWorking)
        Q_EMIT workChanged();
}

void Banner::setOutageTold(bool told)
{
    m_outageTold = told;
    refresh();
}

void Banner::refresh()
{
    present(saying(true));
    if (m_echo)
        m_echo->present(saying(false));
    if (isCounting())
        m_tick.start(connectionwords::untilNextCount(m_status));
    else
        m_tick.stop();
}

bool Banner::isCounting() const
{
    return m_status.look == ConnectionStatus::Look::Waiting && !m_status.nextAttempt.isForever() &&
           (!m_outageTold || m_echo);
}

//! What goes before: work, then the connection, then what was just said and can be dismissed, then what
//! lasts.
Banner::Saying Banner::saying(bool pageInView) const
{
    using Look = ConnectionStatus::Look;
    const bool told = pageInView && m_outageTold;
    if (!m_work.isEmpty())
        return {.words = m_work, .problem = false, .cancel = true};
    // It stays while the next attempt is under way: coming and going it would push the messages about.
    const bool trying = m_status.look == Look::Busy && !m_elapsed.isEmpty();
    if ((m_status.look == Look::Waiting || trying) && !told)
        return {.words = outageWords(),
                .retry = m_status.stream != ConnectionStatus::Stream::Tap,
                .help = m_outageTold};
    if (m_status.look == Look::Failed && !pageInView)
        return {.words = stoppedWords(), .help = true};
    if (!m_remark.isEmpty())
        return {.words = m_remark, .dismiss = true};
    if (!m_fileNews.isEmpty())
        return {.words = m_fileNews, .problem = false, .dismiss = true, .openAgain = true};
    return {.words = m_status.sharing, .ownApp = !m_status.sharing.isEmpty()};
}

void Banner::present(const Saying &saying)
{
    m_saying = saying;
    m_words->say(saying.words);
    m_sign->setVisible(saying.problem);
    setFill(saying.problem ? theme::Colour::GapStripe : theme::Colour::Side);
    m_retry->setVisible(saying.retry);
    m_dismiss->setVisible(saying.dismiss);
    m_cancel->setVisible(saying.cancel);
    m_openAgain->setVisible(saying.openAgain);
    m_ownApp->setVisible(saying.ownApp);
    m_help->setVisible(saying.help);
    setVisible(!saying.words.isEmpty() && !m_silent);
}

QString Banner::stoppedWords() const
{
    return m_status.cause.isEmpty() ? m_status.words + u'.' : m_status.words + u". "_s + m_status.cause;
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
