// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/statusline.h"

#include "core/base/clock.h"
#include "core/log/eventlog.h"
#include "ui/shell/connectionwords.h"
#include "ui/shell/statusdot.h"
#include "ui/shell/tokenlabel.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

QString clockWords(std::chrono::seconds duration)
{
    const auto total = std::max<qint64>(duration.count(), 0);
    return u"%1:%2:%3"_s.arg(total / 3600, 2, 10, QLatin1Char('0'))
        .arg(total / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(total % 60, 2, 10, QLatin1Char('0'));
}

QString sizeWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_dot(new StatusDot(this))
    , m_connection(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_recording(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_outbox(new QToolButton(this))
    , m_gaps(new TokenLabel(theme::Colour::Warning, TokenLabel::Size::Secondary, this))
    , m_unknown(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_events(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
{
    setSizeGripEnabled(false);
    for (TokenLabel *label : {m_connection, m_recording})
        label->setElided(true);
    m_connection->setAccessibleName(tr("Connection details"));
    m_recording->setAccessibleName(tr("Recording"));
    m_outbox->setAutoRaise(true);
    m_outbox->setFocusPolicy(Qt::TabFocus);
    m_outbox->setToolTip(tr("Show the outbox"));
    m_outbox->setAccessibleName(tr("Show the outbox"));
    connect(m_outbox, &QToolButton::clicked, this, &StatusLine::outboxActivated);
    m_gaps->setAccessibleName(tr("Gaps"));
    m_gaps->setToolTip(tr("Times without a connection. View, Tools, Gaps tells more."));
    m_unknown->setAccessibleName(tr("Unknown types"));
    m_events->setAccessibleName(tr("Number of events"));
    auto *left = new QWidget(this);
    auto *row = new QHBoxLayout(left);
    row->setContentsMargins(theme::grid(2), theme::grid(0.5), 0, theme::grid(0.5));
    row->setSpacing(theme::grid(1.5));
    row->addWidget(m_dot);
    row->addWidget(m_connection);
    row->addSpacing(theme::grid(3));
    row->addWidget(m_recording);
    row->addSpacing(theme::grid(3));
    row->addWidget(m_outbox);
    row->addSpacing(theme::grid(3));
    row->addWidget(m_gaps);
    addWidget(left);
    addPermanentWidget(m_unknown);
    auto *gap = new QWidget(this);
    gap->setFixedWidth(theme::grid(2));
    addPermanentWidget(gap);
    addPermanentWidget(m_events);
    auto *edge = new QWidget(this);
    edge->setFixedWidth(theme::grid(1));
    addPermanentWidget(edge);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::refresh);
    setOutbox(0, 0);
    refresh();
}

void StatusLine::setLog(EventLog *log)
{
    m_log = log;
    m_outbox->setVisible(log && !log->isReadOnly());
    if (log && !log->isReadOnly())
        m_tick.start();
    else
        m_tick.stop();
    refresh();
}

void StatusLine::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    const ConnectionStatus::Look look = connectionwords::look(status);
    m_dot->setLook(look);
    m_connection->setInk(inkOf(look));
    m_connection->setToolTip(connectionwords::details(status));
    showConnection();
}

void StatusLine::showConnection()
{
    const bool well = connectionwords::look(m_status) == ConnectionStatus::Look::Good;
    if (well && !m_status.place.isEmpty()) {
        m_connection->say(tr("Connected to %1").arg(m_status.place));
        return;
    }
    const QString words = connectionwords::brief(m_status, Clock::system().monotonicUs());
    m_connection->say(m_status.place.isEmpty() ? words : tr("%1: %2").arg(m_status.place, words));
}

void StatusLine::setOutbox(int waiting, int stuck)
{
    QStringList parts;
    if (waiting > 0)
        parts.append(tr("%1 waiting").arg(waiting));
    if (stuck > 0)
        parts.append(stuck == 1 ? tr("1 needs you") : tr("%1 need you").arg(stuck));
    const QString words = parts.isEmpty() ? tr("Outbox empty") : tr("Outbox: %1").arg(parts.join(u", "_s));
    m_outbox->setText(words);
    m_outbox->setAccessibleDescription(words);
    m_outboxInk = stuck > 0 ? theme::Colour::Warning : theme::Colour::Dim;
    dressOutbox();
    m_outbox->setIcon(stuck > 0 ? theme::icon(u"warning"_s, theme::Colour::Warning) : QIcon());
    m_outbox->setToolButtonStyle(stuck > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
}

//! As the labels beside it: small, and no louder than what it says.
void StatusLine::dressOutbox()
{
    QPalette inked;
    inked.setColor(QPalette::ButtonText, theme::colour(m_outboxInk));
    m_outbox->setPalette(inked);
    m_outbox->setFont(theme::secondaryFont());
    m_outbox->setIconSize({theme::grid(3.5), theme::grid(3.5)});
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        dressOutbox();
    QStatusBar::changeEvent(event);
}

void StatusLine::setGapCount(int gaps)
{
    m_gaps->say(gaps == 0   ? QString()
                : gaps == 1 ? tr("1 gap")
                            : tr("%1 gaps").arg(QLocale().toString(gaps)));
}

void StatusLine::refresh()
{
    if (connectionwords::isCounting(m_status))
        showConnection();
    if (!m_log) {
        for (TokenLabel *label : {m_recording, m_unknown, m_events})
            label->say({});
        return;
    }
    m_recording->say(recordingWords());
    m_recording->setToolTip(m_log->path());
    const qsizetype unknown = m_log->unknownTypeCount();
    if (unknown == 0)
        m_unknown->say({});
    else
        m_unknown->say(unknown == 1 ? tr("1 unknown type") : tr("%1 unknown types").arg(unknown));
    m_events->say(m_eventCount == 1 ? tr("1 event") : tr("%1 events").arg(QLocale().toString(m_eventCount)));
}

void StatusLine::setEventCount(qsizetype events)
{
    m_eventCount = events;
    refresh();
}

QString StatusLine::recordingWords() const
{
    if (m_log->isReadOnly())
        return tr("Recording of %1, %2")
            .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_log->info().startedAtUs / 1000),
                                    QLocale::ShortFormat),
                 sizeWords(m_log->bytes()));
    if (m_log->path().isEmpty())
        return tr("Not recording to disk");
    const std::chrono::seconds age{QDateTime::currentSecsSinceEpoch() -
                                   m_log->info().startedAtUs / 1'000'000};
    return tr("Recording %1, %2").arg(clockWords(age), sizeWords(m_log->bytes()));
}

} // namespace rtmscope
