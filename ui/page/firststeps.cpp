// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/firststeps.h"

#include "ui/parts/tokenlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

FirstSteps::FirstSteps(QWidget *parent)
    : Surface(theme::Colour::Mention, Qt::BottomEdge, parent)
    , m_connect(new QPushButton(tr("Connect…"), this))
    , m_next(new QPushButton(tr("Next"), this))
    , m_dismiss(new QPushButton(tr("Got it"), this))
{
    setAccessibleName(tr("First steps"));
    auto *row = new QHBoxLayout(this);
    const std::array signs{u"info"_s, u"armed"_s, u"message"_s};
    for (size_t i = 0; i < m_remarks.size(); ++i) {
        m_remarks.at(i) = makeRemark(signs.at(i));
        row->addWidget(m_remarks.at(i).box, 1);
    }
    row->addWidget(makeButtons(), 0);
    setMargins();
    tell();
    showRemarks();
    window()->installEventFilter(this);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

FirstSteps::Remark FirstSteps::makeRemark(const QString &sign)
{
    Remark remark;
    remark.box = new QWidget(this);
    auto *picture = new QLabel(remark.box);
    picture->setPixmap(theme::icon(sign, theme::Colour::Accent).pixmap(theme::grid(5), theme::grid(5)));
    remark.heading = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, remark.box);
    remark.heading->setWordWrap(true);
    remark.words = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, remark.box);
    remark.words->setWordWrap(true);
    auto *text = new QVBoxLayout;
    text->setSpacing(theme::grid(0.5));
    text->addWidget(remark.heading);
    text->addWidget(remark.words);
    text->addStretch(1);
    auto *row = new QHBoxLayout(remark.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid(2.5));
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(text, 1);
    return remark;
}

QWidget *FirstSteps::makeButtons()
{
    auto *buttons = new QWidget(this);
    m_buttons = new QBoxLayout(QBoxLayout::TopToBottom, buttons);
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSpacing(theme::grid(1.5));
    for (QPushButton *button : {m_dismiss, m_next, m_connect}) {
        button->setAutoDefault(false);
        button->setAccessibleName(button->text().remove(u'…'));
        m_buttons->addWidget(button);
    }
    m_buttons->addStretch(1);
    setTabOrder(m_dismiss, m_next); // as they stand
    setTabOrder(m_next, m_connect);
    m_dismiss->setToolTip(tr("Help, First steps shows these remarks again"));
    connect(m_dismiss, &QPushButton::clicked, this, &FirstSteps::dismissed);
    connect(m_connect, &QPushButton::clicked, this, &FirstSteps::connectRequested);
    connect(m_next, &QPushButton::clicked, this, [this] {
        m_current = (m_current + 1) % count;
        showRemarks();
    });
    return buttons;
}

void FirstSteps::setDemo(bool demo)
{
    m_demo = demo;
    tell();
    showRemarks();
}

void FirstSteps::setSocketMode(bool socketMode)
{
    if (std::exchange(m_socketMode, socketMode) != socketMode)
        tell();
}

void FirstSteps::setArmed(bool armed)
{
    m_armed = armed;
    tell();
}

void FirstSteps::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    m_current = 0;
    showRemarks();
}

void FirstSteps::tell()
{
    const auto say = [this](size_t which, const QString &heading, const QString &words,
                            const QString &shortly) {
        const Remark &remark = m_remarks.at(which);
        remark.heading->setText(heading);
        remark.words->setText(m_low ? shortly : words);
        for (TokenLabel *label : {remark.heading, remark.words})
            label->setToolTip(m_low ? words.toHtmlEscaped() : QString());
        remark.box->setAccessibleName(heading);
        remark.box->setAccessibleDescription(words);
    };
    if (m_demo)
        say(0, tr("A demo, on this computer"),
            tr("Rtmscope shows all that a Slack workspace sends, and answers. This workspace is "
               "made up: write as you like, nothing leaves this computer."),
            tr("Write as you like: nothing leaves this computer."));
    else
        say(0, tr("Your workspace, as it speaks"),
            tr("Rtmscope shows all that a Slack workspace sends, and answers. What arrives is "
               "recorded on this computer only."),
            tr("What arrives is recorded on this computer only."));
    if (m_armed)
        say(1, tr("Armed: what you write is sent"),
            m_demo ? tr("A workspace of your own begins in Observe: you watch, and nobody can see that you "
                        "do. The button above changes it.")
                   : tr("And what you read is marked as read. The button above goes back to Observe, where "
                        "nobody can see that you watch."),
            m_demo ? tr("A workspace of your own begins in Observe: unseen.")
                   : tr("What you read is marked as read. Above you go back to Observe."));
    else if (m_socketMode)
        say(1, tr("Observe: nothing is posted"),
            tr("Each event that comes here is acknowledged all the same, and no other program of this app "
               "gets "
               "it. The button above arms it: then what you write is sent."),
            tr("But no other program of this app gets what comes here."));
    else
        say(1, tr("Observe: you only watch"),
            tr("Nothing that others could see leaves this program. The button above arms it: then what you "
               "write is sent."),
            tr("Nobody can see that you do. The button above arms it."));
    say(2, tr("Click a message to see its JSON"),
        tr("Its event is selected in the stream, and its frame is shown field by field. Press J on a message "
           "where these panes are closed."),
        tr("Or press J on a message where these panes are closed."));
    updateGeometry();
}

void FirstSteps::showRemarks()
{
    for (int i = 0; i < count; ++i)
        m_remarks.at(static_cast<size_t>(i)).box->setVisible(!m_narrow || i == m_current);
    m_buttons->setDirection(m_low ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_next->setVisible(m_narrow);
    m_connect->setVisible(m_demo && !m_narrow && !m_low);
    updateGeometry();
}

//! As high as the words need in a window this wide: the tool bar around does not ask.
QSize FirstSteps::sizeHint() const
{
    const int across = window()->width();
    return {across, layout()->heightForWidth(across)};
}

QSize FirstSteps::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

bool FirstSteps::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize)
        updateGeometry();
    return Surface::eventFilter(watched, event);
}

void FirstSteps::setLow(bool low)
{
    if (low == m_low)
        return;
    m_low = low;
    setMargins();
    tell();
    showRemarks();
}

void FirstSteps::setMargins()
{
    const int above = theme::grid(m_low ? 1 : 2.5);
    layout()->setContentsMargins(theme::grid(4), above, theme::grid(3), above + 1);
    layout()->setSpacing(theme::grid(5));
    for (const Remark &remark : m_remarks)
        remark.words->setFont(m_low ? theme::secondaryFont() : theme::bodyFont());
}

void FirstSteps::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setMargins();
    Surface::changeEvent(event);
}

} // namespace rtmscope
