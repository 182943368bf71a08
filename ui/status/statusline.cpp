// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/statusline.h"

#include "core/base/clock.h"
#include "core/log/eventlog.h"
#include "core/text/localewords.h"
#include "ui/parts/tokenlabel.h"
#include "ui/status/connectionwords.h"
#include "ui/status/statusdot.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHash>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

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
    return localSize(bytes);
}

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_dot(new StatusDot(this))
    , m_connection(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_recording(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_acks(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_outbox(makeButton())
    , m_gaps(makeButton())
    , m_unknown(makeButton())
    , m_unknownTypes(new QMenu(m_unknown))
    , m_events(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
{
    setSizeGripEnabled(false);
    for (TokenLabel *label : {m_connection, m_recording})
        label->setElided(true);
    m_connection->setAccessibleName(tr("Connection details"));
    m_acks->setAccessibleName(tr("Acknowledgements"));
    m_acks->hide();
    m_outbox->setToolTip(tr("Show the outbox"));
    connect(m_outbox, &QToolButton::clicked, this, &StatusLine::outboxActivated);
    m_gaps->setToolTip(tr("Times without a connection: show them all"));
    connect(m_gaps, &QToolButton::clicked, this, &StatusLine::gapsActivated);
    m_unknown->setToolTip(tr("Types of event that Rtmscope does not know: list them"));
    m_unknownTypes->setAccessibleName(tr("Unknown types"));
    connect(m_unknown, &QToolButton::clicked, this, &StatusLine::listUnknownTypes);
    auto *left = new QWidget(this);
    auto *row = new QHBoxLayout(left);
    row->setContentsMargins(theme::grid(2), theme::grid(0.5), 0, theme::grid(0.5));
    row->setSpacing(theme::grid(1.5));
    row->addWidget(m_dot);
    row->addWidget(m_connection);
    row->addSpacing(theme::grid(3));
    row->addWidget(m_recording);
    row->addSpacing(theme::grid(3));
    row->addWidget(m_acks);
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
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::refresh);
    setOutbox(0, 0);
    setGapCount(0);
    refresh();
}

//! As the labels beside it, but for the keyboard and the mouse.
QToolButton *StatusLine::makeButton()
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void StatusLine::setLog(EventLog *log, bool sends)
{
    m_log = log;
    m_outbox->setVisible(sends);
    if (log && !log->isReadOnly())
        m_tick.start();
    else
        m_tick.stop();
    refresh();
}

void StatusLine::setStatus(const ConnectionStatus &status)
{
    if (status.look != m_status.look)
        m_answer.clear();
    m_status = status;
    const ConnectionStatus::Look look = connectionwords::look(status);
    m_dot->setLook(look);
    m_connection->setInk(inkOf(look));
    showConnection();
    showAcks();
    if (m_tick.isActive())
        m_tick.start(connectionwords::untilNextCount(status));
}

void StatusLine::setAnswer(const QString &words)
{
    m_answer = words;
    showConnection();
}

void StatusLine::showConnection()
{
    const QString details = connectionwords::details(m_status);
    m_connection->setToolTip(m_answer.isEmpty() ? details : m_answer + u'\n' + details);
    m_connection->say(connectionText());
}

//! Where it is connected to and by what; where it is not, why.
QString StatusLine::connectionText() const
{
    const QString &place = m_status.place;
    const bool tap = m_status.stream == ConnectionStatus::Stream::Tap;
    const bool well = connectionwords::look(m_status) == ConnectionStatus::Look::Good;
    if (well && !tap && !place.isEmpty()) {
        const QString spoken = connectionwords::spoken(m_status);
        return spoken.isEmpty() ? tr("Connected to %1").arg(place)
                                : tr("Connected to %1 by %2", "where, by what").arg(place, spoken);
    }
    QString words = connectionwords::brief(m_status, Clock::system().monotonicUs());
    if (well && tap)
        return tr("%1: %2").arg(words, place);
    QStringList more{connectionwords::reason(m_status), m_answer};
    more.removeAll(QString());
    if (!more.isEmpty())
        words = tr("%1. %2", "how the connection stands, sentences about it").arg(words, more.join(u' '));
    return place.isEmpty() ? words : tr("%1: %2").arg(place, words);
}

void StatusLine::showAcks()
{
    const QString words = connectionwords::acks(m_status.acks);
    m_acks->say(words);
    m_acks->setToolTip(connectionwords::ackDetails(m_status.acks));
    m_acks->setInk(m_status.acks.overdue > 0 ? theme::Colour::Warning : theme::Colour::Dim);
    m_acks->setVisible(!words.isEmpty());
    // Its margin, so that none is left where it is not.
    m_acks->setContentsMargins(0, 0, words.isEmpty() ? 0 : theme::grid(4.5), 0);
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
    m_outbox->setAccessibleName(tr("Show the outbox: %1").arg(words));
    m_outboxInk = stuck > 0 ? theme::Colour::Warning : theme::Colour::Dim;
    dressButtons();
    m_outbox->setIcon(stuck > 0 ? theme::icon(u"warning"_s, theme::Colour::Warning) : QIcon());
    m_outbox->setToolButtonStyle(stuck > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
}

//! As the labels beside them: small, and no louder than what they say.
void StatusLine::dressButtons()
{
    const auto dress = [](QToolButton &button, theme::Colour ink) {
        QPalette inked;
        inked.setColor(QPalette::ButtonText, theme::colour(ink));
        button.setPalette(inked);
        button.setFont(theme::secondaryFont());
        button.setIconSize({theme::grid(3.5), theme::grid(3.5)});
    };
    dress(*m_outbox, m_outboxInk);
    dress(*m_gaps, theme::Colour::Warning);
    dress(*m_unknown, theme::Colour::Dim);
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        dressButtons();
    QStatusBar::changeEvent(event);
}

void StatusLine::setGapCount(int gaps)
{
    m_gapCount = gaps;
    showGaps();
}

void StatusLine::setElapsed(const QString &elapsed)
{
    m_elapsed = elapsed;
    showGaps();
}

void StatusLine::showGaps()
{
    QString words = m_gapCount == 1 ? tr("1 gap") : tr("%1 gaps").arg(QLocale().toString(m_gapCount));
    if (!m_elapsed.isEmpty())
        words = m_gapCount == 1 ? tr("1 gap, lasting %1").arg(m_elapsed)
                                : tr("%1, the newest lasting %2").arg(words, m_elapsed);
    m_gaps->setText(words);
    m_gaps->setAccessibleName(words);
    m_gaps->setVisible(m_gapCount > 0);
}

//! The types that nobody knows, most frequent first, made when asked for.
void StatusLine::listUnknownTypes()
{
    m_unknownTypes->clear();
    if (!m_log)
        return;
    const QHash<QString, qsizetype> counts = m_log->unknownTypes();
    QStringList types = counts.keys();
    std::sort(types.begin(), types.end(), [&counts](const QString &a, const QString &b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    });
    constexpr qsizetype mostListed = 30;
    for (const QString &type : types.mid(0, mostListed)) {
        const QString events =
            counts[type] == 1 ? tr("1 event") : tr("%1 events").arg(QLocale().toString(counts[type]));
        QAction *action = m_unknownTypes->addAction(
            tr("%1, %2", "a type and how many events").arg(QString(type).replace(u'&', u"&&"_s), events));
        connect(action, &QAction::triggered, this, [this, type] { Q_EMIT typesActivated({type}); });
    }
    if (types.size() > mostListed)
        m_unknownTypes->addAction(tr("and %1 more").arg(QLocale().toString(types.size() - mostListed)))
            ->setEnabled(false);
    if (types.size() > 1) {
        m_unknownTypes->addSeparator();
        QAction *all = m_unknownTypes->addAction(tr("Show the events of all of them"));
        connect(all, &QAction::triggered, this, [this, types] { Q_EMIT typesActivated(types); });
    }
    m_unknownTypes->setActiveAction(m_unknownTypes->actions().value(0));
    m_unknownTypes->popup(m_unknown->mapToGlobal(QPoint(0, -m_unknownTypes->sizeHint().height())));
}

void StatusLine::refresh()
{
    if (connectionwords::isCounting(m_status)) {
        showConnection();
        if (m_tick.isActive())
            m_tick.start(connectionwords::untilNextCount(m_status));
    }
    if (!m_log) {
        for (TokenLabel *label : {m_recording, m_events})
            label->say({});
        m_unknown->hide();
        return;
    }
    m_recording->say(recordingWords());
    m_recording->setToolTip(m_log->path());
    const qsizetype unknown = m_log->unknownTypeCount();
    const QString words =
        unknown == 1 ? tr("1 unknown type") : tr("%1 unknown types").arg(QLocale().toString(unknown));
    if (words != m_unknown->text()) {
        m_unknown->setText(words);
        m_unknown->setAccessibleName(words);
    }
    m_unknown->setVisible(unknown > 0);
    m_events->say(m_eventCount == 1 ? tr("1 event") : tr("%1 events").arg(QLocale().toString(m_eventCount)));
}

void StatusLine::setEventCount(qsizetype events)
{
    m_eventCount = events;
    refresh();
}

QString StatusLine::recordingWords() const
{
    if (m_log->isReadOnly() && m_log->info().startedAtUs == 0) {
        // A file of others says no start; its first frame may say when it came.
        return m_log->earliestUs() == 0
                   ? tr("File without times, %1").arg(sizeWords(m_log->bytes()))
                   : tr("File from %1 on, %2")
                         .arg(localMoment(QDateTime::fromMSecsSinceEpoch(m_log->earliestUs() / 1000)),
                              sizeWords(m_log->bytes()));
    }
    if (m_log->isReadOnly())
        return tr("Capture of %1, %2")
            .arg(localMoment(QDateTime::fromMSecsSinceEpoch(m_log->info().startedAtUs / 1000)),
                 sizeWords(m_log->bytes()));
    if (m_log->path().isEmpty())
        return tr("Not recording to disk");
    const std::chrono::seconds age{QDateTime::currentSecsSinceEpoch() -
                                   m_log->info().startedAtUs / 1'000'000};
    return tr("Recording %1, %2").arg(clockWords(age), sizeWords(m_log->bytes()));
}

} // namespace rtmscope
