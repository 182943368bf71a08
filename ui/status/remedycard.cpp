// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/remedycard.h"

#include "ui/parts/tokenlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

QString detailsOf(const Error &error)
{
    QStringList lines;
    if (!error.code.isEmpty())
        lines.append(RemedyCard::tr("Code: %1").arg(error.code));
    if (!error.detail.isEmpty() && error.detail != error.code)
        lines.append(error.detail);
    return lines.join(u'\n');
}

//! How long the socket of a program that was killed still counts, as far as anybody knows.
constexpr auto serverForgets = 60s;

constexpr std::array allActions{
    RemedyAction::UseSocketMode, RemedyAction::MakeApp,       RemedyAction::ShareAnyway,
    RemedyAction::PasteToken,    RemedyAction::EditProfile,   RemedyAction::ChooseMethod,
    RemedyAction::ChoosePort,    RemedyAction::ProxySettings, RemedyAction::ChooseCaFile,
    RemedyAction::Retry,         RemedyAction::RetryLater,    RemedyAction::Demo};

} // namespace

RemedyCard::RemedyCard(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
    , m_retry(new QTimer(this))
    , m_title(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_words(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_later(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_why(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_whyButton(new QPushButton(tr("Why?"), this))
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_details(new QPlainTextEdit(this))
{
    for (TokenLabel *label : {m_words, m_later, m_why}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_words->setAccessibleName(tr("What happened and what to do"));
    m_later->setAccessibleName(tr("What happens next"));
    m_why->setAccessibleName(tr("Why"));
    m_why->hide();
    m_details->setReadOnly(true);
    m_details->setFont(theme::wireFont());
    m_details->setAccessibleName(tr("The server’s words"));
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setTabChangesFocus(true);
    m_detailsFrame = Surface::around(m_details, this);
    m_detailsFrame->hide();
    auto *sign = new QLabel(this);
    sign->setPixmap(theme::icon(u"error"_s, theme::Colour::Error).pixmap(theme::grid(6), theme::grid(6)));

    auto *heading = new QHBoxLayout;
    heading->setSpacing(theme::grid(2.5));
    heading->addWidget(sign);
    heading->addWidget(m_title, 1);
    auto *column = new QVBoxLayout;
    column->setSpacing(theme::grid(3));
    column->addStretch(2);
    column->addLayout(heading);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_words, m_later, makeButtons(), m_why, m_detailsFrame})
        column->addWidget(part);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(6), theme::grid(4), theme::grid(6), theme::grid(4));
    row->addStretch(1);
    row->addLayout(column, 6);
    row->addStretch(1);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &RemedyCard::showLater);
    m_retry->setObjectName("retryLater"_L1);
    m_retry->setSingleShot(true);
    connect(m_retry, &QTimer::timeout, this, [this] { Q_EMIT actionRequested(RemedyAction::RetryLater); });
}

void RemedyCard::chosen(RemedyAction action)
{
    if (action != RemedyAction::RetryLater) {
        m_retry->stop();
        return Q_EMIT actionRequested(action);
    }
    m_retry->start(serverForgets);
    m_goesOnAt =
        QTime::currentTime().addMSecs(static_cast<int>(std::chrono::milliseconds(serverForgets).count()));
    showLater();
}

QWidget *RemedyCard::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, theme::grid(1), 0, 0);
    row->setSpacing(theme::grid(2));
    for (const RemedyAction action : allActions) {
        auto *button = new QPushButton(buttonWords(action), buttons);
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, this, [this, action] { chosen(action); });
        m_actions.insert(action, button);
        row->addWidget(button);
        button->hide(); // until a case asks for it: all in a row would widen the window's middle
    }
    row->addStretch(1);
    m_whyButton->setCheckable(true);
    m_whyButton->setAccessibleName(tr("Why?"));
    connect(m_whyButton, &QPushButton::toggled, m_why, &QWidget::setVisible);
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAccessibleName(tr("Details"));
    connect(m_detailsButton, &QPushButton::toggled, m_detailsFrame, &QWidget::setVisible);
    row->addWidget(m_whyButton);
    row->addWidget(m_detailsButton);
    return buttons;
}

//! In the plan's order, for the eye as for the keyboard.
void RemedyCard::arrangeButtons(const QList<RemedyAction> &actions)
{
    for (QPushButton *button : std::as_const(m_actions)) {
        button->hide();
        button->setDefault(false);
    }
    auto *row = static_cast<QHBoxLayout *>(m_whyButton->parentWidget()->layout());
    QWidget *before = nullptr;
    for (int i = 0; i < actions.size(); ++i) {
        QPushButton *button = m_actions.value(actions.at(i));
        row->removeWidget(button);
        row->insertWidget(i, button);
        button->setDefault(i == 0);
        button->show();
        if (before)
            setTabOrder(before, button);
        before = button;
    }
    if (before)
        setTabOrder(before, m_whyButton);
    setTabOrder(m_whyButton, m_detailsButton);
}

void RemedyCard::show(const Error &error, bool goesOn)
{
    const RemedyPlan plan = planFor(error, remedyStreamOf(m_status));
    m_title->say(plan.title);
    m_words->say(error.words.isEmpty() ? tr("It can’t go on from here.") : error.words);
    m_goesOnAt = error.retryAfter ? QTime::currentTime().addMSecs(static_cast<int>(error.retryAfter->count()))
                                  : QTime();
    m_goesOn = goesOn;
    m_retry->stop();
    showLater();
    m_why->say(plan.why);
    m_whyButton->setVisible(!plan.why.isEmpty());
    m_whyButton->setChecked(false);
    const QString details = detailsOf(error);
    m_details->setPlainText(details);
    // As high as what it says, within reason: a server's web page scrolls.
    const int lines = std::clamp(int(details.count(u'\n')) + 1, 2, 6);
    m_details->setFixedHeight(lines * m_details->fontMetrics().lineSpacing() + theme::grid(4));
    m_detailsButton->setVisible(!details.isEmpty());
    m_detailsButton->setChecked(false);
    arrangeButtons(plan.actions);
    show();
}

void RemedyCard::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    showLater();
}

QString RemedyCard::laterWords() const
{
    if (m_goesOnAt.isValid())
        return tr("Rtmscope goes on by itself at %1.").arg(QLocale().toString(m_goesOnAt, u"HH:mm:ss"_s));
    if (!m_goesOn)
        return {};
    if (m_status.look == ConnectionStatus::Look::Waiting && !m_status.nextAttempt.isForever()) {
        const qint64 seconds = (m_status.nextAttempt.remainingTime() + 999) / 1000;
        if (seconds > 0)
            return tr("Rtmscope keeps trying by itself, next in %1\u00a0s.").arg(seconds);
    }
    return tr("Rtmscope keeps trying by itself.");
}

void RemedyCard::showLater()
{
    const QString later = laterWords();
    m_later->say(later);
    m_later->setVisible(!later.isEmpty());
    const bool counting = m_goesOn && isVisible() && !m_goesOnAt.isValid() &&
                          m_status.look == ConnectionStatus::Look::Waiting &&
                          !m_status.nextAttempt.isForever();
    if (counting && !m_tick.isActive())
        m_tick.start();
    else if (!counting)
        m_tick.stop();
}

void RemedyCard::showEvent(QShowEvent *event)
{
    Surface::showEvent(event);
    showLater();
}

void RemedyCard::hideEvent(QHideEvent *event)
{
    Surface::hideEvent(event);
    m_tick.stop();
    if (!event->spontaneous()) // not minimised: something else is open, or it was tried by other means
        m_retry->stop();
}

} // namespace rtmscope
