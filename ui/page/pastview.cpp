// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/pastview.h"

#include "core/summary/linewords.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/timebar.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QShortcut>
#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr qint64 minuteUs = 60'000'000;
// Nobody takes the chats for those of the moment in so short a time.
constexpr auto patience = 150ms;

QString pastWords()
{
    return PastView::tr("This is the past: nothing can be sent from here. Esc returns.");
}

} // namespace

PastView::PastView(const Panes &panes, QWidget *parent)
    : QObject(parent)
    , m_panes(panes)
    , m_bar(new TimeBar(parent))
{
    m_bar->hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &PastView::sayWhatIsShown);
    connect(m_bar, &TimeBar::entryChosen, this, [this](int entry) { goTo(entry - 1); });
    connect(m_bar, &TimeBar::stepAsked, this, &PastView::step);
    connect(m_bar, &TimeBar::returnAsked, this, &PastView::leave);
    makeKeys(parent);
    connect(this, &PastView::activeChanged, this, &PastView::watchKeys);
}

//! Text fields keep these letters for themselves.
void PastView::makeKeys(QWidget *window)
{
    const auto add = [this, window](const QKeySequence &keys, auto act) {
        connect(new QShortcut(keys, window), &QShortcut::activated, this, act);
    };
    add(Qt::Key_BracketLeft, [this] { step(-1); });
    add(Qt::Key_BracketRight, [this] { step(1); });
    add(Qt::Key_BraceLeft, [this] { stepTime(-minuteUs); });
    add(Qt::Key_BraceRight, [this] { stepTime(minuteUs); });
    auto *here = new QShortcut(Qt::Key_T, m_panes.events);
    here->setContext(Qt::WidgetWithChildrenShortcut);
    connect(here, &QShortcut::activated, this, &PastView::goToSelected);
}

//! Escape, if it is no shortcut of something else that is to be ended first, and not in a field, which closes
//! its list or itself with it. No shortcut itself: two of them that are possible at the same time do nothing.
bool PastView::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress && watched->isWidgetType();
    if (!isKey || qobject_cast<QLineEdit *>(watched) ||
        static_cast<QWidget *>(watched)->window() != m_bar->window())
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Escape || key->modifiers() != Qt::NoModifier)
        return false;
    leave();
    return true;
}

void PastView::watchKeys(bool watched)
{
    if (watched)
        qApp->installEventFilter(this);
    else
        qApp->removeEventFilter(this);
}

void PastView::seat(QBoxLayout &column, QAction &action)
{
    column.addWidget(m_bar);
    connect(&action, &QAction::triggered, this, [this](bool past) { past ? goToSelected() : leave(); });
    connect(this, &PastView::activeChanged, &action, &QAction::setChecked);
}

void PastView::setPresent(const Present &present)
{
    const bool wasActive = isActive();
    m_row = m_shownRow = -1;
    m_patience.stop();
    m_present = present;
    m_feed.reset({});
    m_bar->hide();
    m_panes.events->parts().table->setMoment(0);
    if (!wasActive)
        return;
    Q_EMIT activeChanged(false);
    Q_EMIT left();
}

void PastView::goToSelected()
{
    if (!log() || log()->size() == 0)
        return Q_EMIT activeChanged(isActive()); // nothing to go to
    const qsizetype selected = log()->rowOf(m_panes.events->selectedSeq());
    goTo(selected >= 0 ? selected : log()->size() - 1);
}

void PastView::step(int entries)
{
    if (!isActive() || !log())
        return goToSelected();
    m_panes.events->selectEvent(log()->seqOf(m_row));
    m_panes.events->selectNeighbour(entries);
    goToSelected();
}

void PastView::stepTime(qint64 us)
{
    if (!isActive() || !log())
        return goToSelected();
    // Times may be missing or out of order: no search by halves.
    const auto timeOf = [this](qsizetype row) { return log()->row(row).timeUs; };
    qsizetype row = m_row;
    while (row > 0 && timeOf(row) == 0)
        --row;
    if (timeOf(row) == 0)
        return; // nothing up to here has one
    const qint64 wantedUs = timeOf(row) + us;
    qsizetype found = row;
    if (us < 0) {
        while (row > 0 && timeOf(found) > wantedUs) {
            if (timeOf(--row) != 0)
                found = row;
        }
    } else {
        while (row + 1 < log()->size() && timeOf(found) < wantedUs) {
            if (timeOf(++row) != 0)
                found = row;
        }
    }
    goTo(found);
}

void PastView::goTo(qsizetype row)
{
    if (!log() || row < 0 || row >= log()->size())
        return;
    const bool wasActive = isActive();
    m_row = row;
    if (!wasActive) {
        m_percent = 0;
        m_bar->show();
        Q_EMIT activeChanged(true);
    }
    tell();
    if (m_shownRow != m_row)
        m_patience.start();
    Q_EMIT momentWanted(row + 1);
}

void PastView::show(const Workspace &workspace, qsizetype rows)
{
    if (!isActive() || !log() || rows < 1)
        return;
    // Most of its messages may end with it: thousands.
    auto before = std::make_shared<const Workspace>(m_feed.workspace());
    m_feed.reset(workspace);
    QThreadPool::globalInstance()->start([before = std::move(before)] {});
    if (m_shownRow < 0)
        attach();
    m_shownRow = rows - 1;
    if (m_shownRow == m_row)
        m_patience.stop();
    sayWhatIsShown();
    const quint64 seq = log()->seqOf(m_shownRow);
    m_panes.events->parts().table->setMoment(seq);
    if (m_panes.events->selectedSeq() != seq)
        m_panes.events->selectEvent(seq);
    tell();
}

void PastView::setProgress(int percent)
{
    m_percent = percent;
    tell();
    if (isActive() && m_shownRow != m_row && !m_patience.isActive())
        sayWhatIsShown();
}

void PastView::leave()
{
    if (!isActive())
        return;
    m_row = -1;
    m_patience.stop();
    if (std::exchange(m_shownRow, -1) >= 0)
        detach();
    else
        sayWhatIsShown();
    m_panes.events->parts().table->setMoment(0);
    m_bar->hide();
    m_feed.reset({});
    Q_EMIT activeChanged(false);
    Q_EMIT left();
}

//! The chats, of themselves: they stay as they were until the state of the moment is known.
void PastView::sayWhatIsShown()
{
    const QString words = !isActive()                                    ? m_present.whyReadOnly
                          : m_shownRow == m_row || m_patience.isActive() ? pastWords()
                                                                         : waitingWords();
    for (ConversationPane *pane : {m_panes.channel, m_panes.thread})
        pane->setReadOnly(words);
}

QString PastView::waitingWords() const
{
    const QLocale locale;
    const QString reading = tr("The record is being read up to event %1, %2 %.")
                                .arg(m_row < 0 || !log() ? QString() : locale.toString(log()->seqOf(m_row)))
                                .arg(m_percent);
    if (m_shownRow >= 0)
        return reading + u' ' +
               tr("Until then this is as of event %1.").arg(locale.toString(log()->seqOf(m_shownRow)));
    return reading + u' ' +
           (m_present.isRecording ? tr("Until then this is the end of the record.")
                                  : tr("Until then this is live."));
}

void PastView::attach()
{
    showFeed(&m_feed, pastWords(), true);
}

void PastView::detach()
{
    showFeed(m_present.feed, m_present.whyReadOnly, !m_present.whyReadOnly.isEmpty());
}

//! The same places, read from another workspace. What is typed is kept as on leaving a conversation.
void PastView::showFeed(WorkspaceFeed *feed, const QString &whyReadOnly, bool readOnly)
{
    for (ConversationPane *pane : {m_panes.channel, m_panes.thread}) {
        const ConversationTarget target = pane->target();
        pane->setFeed(feed);
        pane->setReadOnly(whyReadOnly);
        if (target.channel)
            pane->showTarget(target);
    }
    m_panes.conversations->setReadOnly(readOnly);
    m_panes.conversations->setFeed(feed);
    m_panes.conversations->setCurrent(m_panes.channel->channel());
}

void PastView::tell()
{
    if (!isActive() || !log())
        return;
    const QLocale locale;
    const bool isOld = m_shownRow != m_row;
    const QString back = m_present.isRecording ? tr("Esc returns to the end") : tr("Esc returns to live");
    const QString reading = tr("reading the record, %1 %").arg(m_percent);
    m_bar->setWords(
        tr("As of event %1").arg(locale.toString(log()->seqOf(m_row))),
        QStringList{dateAndTime(log()->row(m_row).timeUs), isOld && m_percent < 100 ? reading : back}.join(
            u" · "_s));
    m_bar->setPlace(static_cast<int>(m_row) + 1, static_cast<int>(log()->size()));
}

} // namespace rtmscope
