// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/composer/composer.h"

#include "core/mrkdwn/composetext.h"
#include "core/send/frames.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"
#include "ui/chat/composer/composeroffers.h"
#include "ui/chat/composer/messagedesk.h"
#include "ui/chat/composer/messageedit.h"
#include "ui/chat/composer/routebutton.h"
#include "ui/parts/inklabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr double placeWidth = 40;              // in grid steps, of a conversation's name beside the check box
constexpr std::chrono::seconds typingPause{3}; // protocol 4.3

QString number(qsizetype value)
{
    // Digits in groups whatever the locale's habit, so that four digits line up with "4,000".
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::NumberOptions(QLocale::OmitGroupSeparator));
    return locale.toString(value);
}

} // namespace

Composer::Composer(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_edit(new MessageEdit(this))
    , m_strip(new QWidget(this))
    , m_preview(new InkLabel(InkLabel::Size::Wire, Colour::Dim, this))
    , m_author(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_count(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_reason(new InkLabel(InkLabel::Size::Secondary, Colour::Dim, this))
    , m_routes(new RouteButton(this))
    , m_send(new QPushButton(kind == Kind::Channel ? tr("Send") : tr("Send reply"), this))
    , m_offers(new ComposerOffers(kind == Kind::Channel, this))
{
    m_edit->setAccessibleName(kind == Kind::Channel ? tr("Message text") : tr("Reply text"));
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    buildStrip();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_edit);
    layout->addWidget(m_offers);
    layout->addWidget(m_strip);
    orderTabs();
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_send, &QPushButton::clicked, this, [this] { send(false); });
    connect(m_routes, &RouteButton::routeChosen, this, &Composer::updatePreview);
    connectOffers();
    updateFonts();
    updatePreview();
}

void Composer::orderTabs()
{
    QWidget *before = m_edit;
    for (QWidget *next : m_offers->buttons() + QList<QWidget *>{m_broadcast, m_routes, m_send}) {
        if (!next)
            continue;
        setTabOrder(before, next);
        before = next;
    }
}

void Composer::connectOffers()
{
    connect(m_offers, &ComposerOffers::splitRequested, this, [this] { handOver(splitMessage(message())); });
    connect(m_offers, &ComposerOffers::postRequested, this, [this] {
        OutgoingMessage whole = message();
        whole.route = SendRoute::PostMessage;
        handOver({whole});
    });
    connect(m_offers, &ComposerOffers::unsavedRequested, this,
            [this] { handOver({message()}, Safekeeping::MemoryOnly); });
}

void Composer::buildStrip()
{
    m_preview->setAccessibleName(tr("Wire preview"));
    m_preview->setElideMode(Qt::ElideRight);
    m_preview->setLayoutDirection(Qt::LeftToRight); // it is code, whatever the language around it
    m_author->setAccessibleName(tr("Author"));
    m_author->setElideMode(Qt::ElideMiddle, QSizePolicy::Preferred);
    m_author->hide();
    m_count->setAccessibleName(tr("Length"));
    m_send->setAccessibleName(m_kind == Kind::Channel ? tr("Send") : tr("Send reply"));
    m_send->setDefault(true); // filled with the accent
    m_send->setAutoDefault(false);
    m_reason->setWordWrap(true);
    m_reason->setAccessibleName(tr("About sending"));
    m_reason->hide();
    m_strip->setLayout(m_kind == Kind::Channel ? channelStrip() : threadStrip());
    m_strip->layout()->setContentsMargins(grid(2.5), grid(1.25), grid(1.5), grid(1.25));
}

//! Preview and reason at the left, length and button at the right.
QLayout *Composer::channelStrip()
{
    auto *strip = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    strip->setSpacing(grid(2.5));
    left->setSpacing(grid(0.5));
    left->addWidget(m_preview);
    left->addWidget(m_reason);
    strip->addLayout(left, 1);
    strip->addWidget(m_author);
    strip->addWidget(m_count);
    strip->addWidget(m_routes);
    strip->addWidget(m_send);
    m_left = left;
    m_row = strip;
    return strip;
}

//! A thread is narrow: the button stands beside the check box, who writes below it, and under that the frame
//! while there is one.
QLayout *Composer::threadStrip()
{
    m_broadcast = new QCheckBox(tr("Also send to channel"), m_strip);
    m_broadcast->setAccessibleName(tr("Also send to channel"));
    connect(m_broadcast, &QCheckBox::toggled, this, &Composer::updatePreview);
    auto *strip = new QVBoxLayout;
    auto *first = new QHBoxLayout;
    auto *second = new QHBoxLayout;
    auto *left = new QVBoxLayout;
    strip->setSpacing(grid(1));
    first->setSpacing(grid(2));
    second->setSpacing(grid(2));
    first->addWidget(m_broadcast);
    first->addStretch(1);
    first->addWidget(m_send);
    second->addWidget(m_author);
    second->addStretch(1);
    second->addWidget(m_count);
    second->addWidget(m_routes);
    left->setSpacing(grid(0.5));
    left->addWidget(m_preview);
    strip->addLayout(first);
    strip->addLayout(second);
    strip->addWidget(m_reason);
    strip->addLayout(left);
    m_left = left;
    m_row = second;
    return strip;
}

void Composer::updateFonts()
{
    if (m_broadcast) {
        m_broadcast->setFont(theme::secondaryFont());
        showPlace();
    }
    m_edit->document()->setDocumentMargin(grid(m_dense ? 1 : 2));
    m_routes->updateFonts();
    const int above = grid(m_dense ? 0.5 : 1.25);
    m_strip->layout()->setContentsMargins(grid(2.5), above, grid(1.5), above);
    m_offers->updateFonts();
    m_edit->fitHeight();
}

void Composer::setDense(bool dense)
{
    m_dense = dense;
    updateFonts();
}

void Composer::setFeed(WorkspaceFeed *feed)
{
    m_feed = feed;
    updatePreview();
}

void Composer::setTarget(const ChannelId &channel, const MessageTs &thread)
{
    if (m_channel == channel && m_thread == thread)
        return;
    m_channel = channel;
    m_thread = thread;
    if (m_broadcast)
        m_broadcast->setChecked(false);
    setDraft(m_desk && m_channel ? m_desk->draft(m_channel, m_thread) : QString());
    m_routes->reset();
}

void Composer::setTargetName(const QString &name)
{
    m_targetName = name;
    m_edit->setHint(m_kind == Kind::Channel ? tr("Message %1").arg(isolatedIfNeeded(name)) : tr("Reply…"));
    showPlace();
}

//! A name may be of any length: the check box says as much of it as a thread has room for.
void Composer::showPlace()
{
    if (!m_broadcast || m_targetName.isEmpty())
        return;
    const QFontMetrics metrics(m_broadcast->font());
    const QString brief = metrics.elidedText(m_targetName, Qt::ElideRight, grid(placeWidth));
    m_broadcast->setText(tr("Also send to %1").arg(isolatedIfNeeded(brief)).replace(u'&', u"&&"_s));
    m_broadcast->setToolTip(brief == m_targetName ? QString()
                                                  : literalTip(tr("Also send to %1").arg(m_targetName)));
}

void Composer::setState(const ComposerState &state)
{
    m_told = state;
    applyState();
}

void Composer::setClosed(const QString &reason)
{
    if (reason == m_closed)
        return;
    m_closed = reason;
    m_edit->setReadOnly(!reason.isEmpty()); // a draft can still be copied
    applyState();
}

void Composer::applyState()
{
    m_state =
        m_closed.isEmpty() ? m_told : ComposerState{false, m_closed, false, m_told.usual, m_told.author};
    m_routes->setUsual(m_state.usual);
    m_author->setText(m_state.author);
    m_author->setVisible(!m_state.author.isEmpty());
    showReason();
    updatePreview();
}

void Composer::showReason()
{
    m_reason->setText(m_state.reason);
    m_reason->setInk(m_state.canSend ? Colour::Dim : Colour::Warning);
    m_reason->setVisible(!m_state.reason.isEmpty());
}

void Composer::setDesk(MessageDesk *desk)
{
    m_desk = desk;
    updatePreview();
}

void Composer::setDraft(const QString &text)
{
    m_loadingDraft = true;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    m_loadingDraft = false;
    m_savedDraft = text;
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::focusEdit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::textChanged()
{
    m_trouble.reset();
    m_edit->fitHeight();
    updatePreview();
    if (m_loadingDraft)
        return;
    if (const QString now = text(); m_channel && now != m_savedDraft) {
        m_savedDraft = now;
        Q_EMIT draftChanged(m_channel, m_thread, now);
    }
    const bool pauseOver =
        !m_sinceTyping.isValid() || std::chrono::milliseconds(m_sinceTyping.elapsed()) >= typingPause;
    if (m_edit->document()->isEmpty()) {
        if (m_broadcast)
            m_broadcast->setChecked(false);
    } else if (m_channel && m_state.armed && pauseOver) {
        m_sinceTyping.start();
        Q_EMIT typingHappened(m_channel);
    }
}

//! Beside the preview while both have room, else below it.
void Composer::placeCount()
{
    if (!m_row)
        return;
    const int others = m_kind == Kind::Channel ? m_send->sizeHint().width() + grid(45) : grid(6);
    const int author = m_author->isHidden() ? 0 : m_author->sizeHint().width() + grid(2.5);
    const int needed = m_count->sizeHint().width() + m_routes->sizeHint().width() + author + others;
    const bool narrow = m_strip->width() < needed;
    const bool isBelow = m_left->indexOf(m_count) >= 0;
    if (narrow == isBelow)
        return;
    (isBelow ? m_left : m_row)->removeWidget(m_count);
    if (narrow)
        m_left->insertWidget(1, m_count);
    else
        m_row->insertWidget(m_row->indexOf(m_routes), m_count);
}

OutgoingMessage Composer::message() const
{
    NameLookup names;
    const WorkspaceFeed *feed = m_feed;
    names.users = [feed](const QString &name) {
        return feed ? feed->workspace().usersNamed(name) : QList<UserId>();
    };
    names.channels = [feed](const QString &name) {
        return feed ? feed->workspace().channelsNamed(name) : QList<ChannelId>();
    };
    return {m_channel, composeText(text().trimmed(), names), m_thread,
            m_broadcast && m_broadcast->isChecked(), m_routes->route()};
}

void Composer::updatePreview()
{
    const bool empty = text().trimmed().isEmpty();
    QByteArray frame;
    m_characters = 0;
    m_tooLong = false;
    if (!empty) {
        const OutgoingMessage outgoing = message();
        m_characters = frames::characters(outgoing.text);
        m_tooLong = !checkLength(outgoing);
        if (m_desk)
            frame = m_desk->preview(outgoing);
    }
    m_bytes = frame.size();
    const QString shown = m_routes->route() == SendRoute::Rtm || empty
                              ? QString::fromUtf8(frame)
                              : u"POST %1 "_s.arg(routeName(m_routes->route())) + QString::fromUtf8(frame);
    m_preview->setText(shown);
    m_preview->setKept(std::max<qsizetype>(0, shown.indexOf("\"text\":"_L1)));
    m_preview->setToolTip(shown);
    m_preview->setAccessibleDescription(shown);
    // Where there is nothing to preview, the reason takes its line.
    m_preview->setVisible(!empty || (m_kind == Kind::Channel && m_state.reason.isEmpty()));
    if (m_kind == Kind::Thread) {
        m_count->setVisible(!empty);
        m_routes->setVisible(!empty);
    }
    showCount();
    updateOffers();
    updateSend();
}

void Composer::showCount()
{
    const bool onStream = m_routes->route() == SendRoute::Rtm;
    const qsizetype most = onStream ? frames::mostCharacters : mostPostCharacters;
    QString words;
    if (m_characters > most)
        words = tr("%1 of %2 characters: %3 too many")
                    .arg(number(m_characters), number(most), number(m_characters - most));
    else if (m_tooLong)
        words = tr("%1 B of 16 KB: too many bytes").arg(number(m_bytes));
    else if (m_characters > 0 && onStream)
        words = tr("%1 B of 16 KB · %2 of %3").arg(number(m_bytes), number(m_characters), number(most));
    else if (m_characters > 0)
        words = tr("%1 of %2").arg(number(m_characters), number(most));
    m_count->setText(words);
    m_count->setInk(m_tooLong ? Colour::Error : Colour::Dim);
    placeCount();
}

void Composer::updateOffers()
{
    ComposerOffers::Obstacle obstacle;
    if (m_tooLong)
        obstacle.parts = splitMessage(message()).size();
    obstacle.canPost = m_routes->route() == SendRoute::Rtm && m_characters <= mostPostCharacters;
    if (m_trouble)
        obstacle.trouble = m_trouble->words;
    m_offers->showFor(obstacle);
}

void Composer::updateSend()
{
    const bool blank = text().trimmed().isEmpty();
    const bool open = m_channel && m_state.canSend && m_desk;
    m_send->setEnabled(open && !blank && !m_tooLong);
    m_offers->setSendingAllowed(open);
    const QString why = !m_state.canSend ? m_state.reason : m_tooLong ? m_count->text() : QString();
    m_send->setToolTip(why);
    m_send->setAccessibleDescription(why);
}

void Composer::send(bool broadcast)
{
    if (!m_send->isEnabled()) {
        // The text stays, and who listens hears why.
        if (const QString why = m_send->toolTip(); !why.isEmpty())
            Q_EMIT heldBack(why);
        return;
    }
    OutgoingMessage outgoing = message();
    outgoing.broadcast = outgoing.broadcast || (broadcast && m_broadcast);
    handOver({outgoing});
}

//! The text goes only when somebody has it.
void Composer::handOver(QList<OutgoingMessage> parts, Safekeeping safekeeping)
{
    if (const auto taken = m_desk->send(parts, safekeeping); !taken) {
        m_trouble = taken.error();
        updateOffers();
        Q_EMIT heldBack(m_trouble->words);
        return;
    }
    m_edit->setFocus(Qt::OtherFocusReason); // the button that was pressed is about to go
    QTextCursor cursor(m_edit->document()); // not clear(): undo brings the text back
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    if (m_broadcast)
        m_broadcast->setChecked(false);
    m_routes->reset();
    Q_EMIT handedOver();
}

bool Composer::handleKey(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (enter && modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && m_kind == Kind::Thread) {
        send(true);
        return true;
    }
    if (enter && !(modifiers & Qt::ShiftModifier)) {
        send(false);
        return true;
    }
    // Who leaves by accident and types on gives commands to the messages.
    return event->key() == Qt::Key_Escape;
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit) {
        switch (event->type()) {
        case QEvent::KeyPress:
            if (handleKey(static_cast<QKeyEvent *>(event)))
                return true;
            break;
        case QEvent::FocusOut:
        case QEvent::FocusIn:
            update();
            break;
        case QEvent::Resize:
        case QEvent::FontChange:
            QMetaObject::invokeMethod(m_edit, &MessageEdit::fitHeight, Qt::QueuedConnection);
            break;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateFonts();
    QWidget::changeEvent(event);
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeCount();
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_edit->hasFocus();
    const qreal pen = focused ? 2 : 1;
    painter.setPen(QPen(colour(focused ? Colour::Accent : Colour::Line), pen));
    painter.setBrush(colour(Colour::Background));
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), grid(1.5),
                            grid(1.5));
    const QWidget *foot = m_offers->isHidden() ? m_strip : m_offers;
    painter.fillRect(QRectF(pen, foot->y(), width() - 2 * pen, 1), colour(Colour::Line));
}

KeyGroup Composer::keyHelp()
{
    return {tr("In the message text"),
            {{tr("Send"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("New line"), {Qt::SHIFT | Qt::Key_Return}},
             {tr("Send the reply to the channel too"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Return}}}};
}

} // namespace rtmscope
