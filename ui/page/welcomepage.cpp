// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/welcomepage.h"

#include "ui/parts/tokenlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! One way in: sign, heading, a sentence, a button.
QWidget *makeCard(const QString &sign, const QString &heading, const QString &words, QPushButton *button,
                  QWidget *parent)
{
    auto *card = new Surface(theme::Colour::Panel,
                             Qt::TopEdge | Qt::BottomEdge | Qt::LeftEdge | Qt::RightEdge, parent);
    auto *picture = new QLabel(card);
    picture->setPixmap(theme::icon(sign, theme::Colour::Accent).pixmap(theme::grid(6), theme::grid(6)));
    auto *title = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, card);
    title->setText(heading);
    auto *text = new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, card);
    text->setText(words);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(theme::grid(5), theme::grid(5), theme::grid(5), theme::grid(5));
    column->setSpacing(theme::grid(2.5));
    column->addWidget(picture);
    column->addWidget(title);
    column->addWidget(text, 1);
    button->setAccessibleDescription(words);
    column->addWidget(button, 0, Qt::AlignLeading);
    return card;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
{
    const auto makeButton = [this](const QString &words, auto signal) {
        auto *button = new QPushButton(words, this);
        button->setAccessibleName(words);
        connect(button, &QPushButton::clicked, this, signal);
        return button;
    };
    auto *demo = makeButton(tr("Open the demo"), &WelcomePage::demoRequested);
    demo->setDefault(true);
    auto *token = makeButton(tr("Connect…"), &WelcomePage::connectRequested);
    auto *tap = makeButton(tr("Look into a program…"), &WelcomePage::tapRequested);
    auto *file = makeButton(tr("Open a capture…"), &WelcomePage::openRequested);

    m_cards = new QBoxLayout(QBoxLayout::LeftToRight);
    QBoxLayout *cards = m_cards;
    cards->setSpacing(theme::grid(4));
    cards->addWidget(
        makeCard(u"play"_s, tr("Look around"),
                 tr("A lively workspace on this computer: channels, threads, edits, reactions. Write in it "
                    "as you like; nothing leaves this computer."),
                 demo, this),
        1);
    cards->addWidget(
        makeCard(
            u"plug"_s, tr("Watch a workspace"),
            tr("By Socket Mode, with an app of your own that is made in a minute; or by RTM, with the token "
               "of a classic app."),
            token, this),
        1);
    cards->addWidget(
        makeCard(u"eye"_s, tr("Look into a bot"),
                 tr("Your bot talks to Slack through Rtmscope: every event, acknowledgement and call, "
                    "with its time. Takes no token and steals no event."),
                 tap, this),
        1);
    cards->addWidget(
        makeCard(u"capture"_s, tr("Read a capture"),
                 tr("A capture (.rtmcap), JSON frames, an HTTP archive of a browser (.har), or an export. "
                    "Channels and threads are rebuilt from what was recorded."),
                 file, this),
        1);

    auto *heading = new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this);
    heading->setText(tr("Watch what a workspace really says"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(8), theme::grid(6), theme::grid(8), theme::grid(6));
    column->setSpacing(theme::grid(4));
    column->addStretch(2);
    column->addWidget(heading);
    column->addLayout(cards);
    column->addStretch(3);
}

//! Cards too narrow to read stand below each other.
void WelcomePage::resizeEvent(QResizeEvent *event)
{
    Surface::resizeEvent(event);
    const bool narrow = width() < theme::grid(150);
    m_cards->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    // What a card has to say is never cut, however the font breaks it into lines.
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const int count = m_cards->count();
    const int across = narrow ? room : (room - (count - 1) * m_cards->spacing()) / count;
    for (TokenLabel *label : findChildren<TokenLabel *>()) {
        if (label->wordWrap())
            label->setMinimumHeight(label->heightForWidth(across - theme::grid(10)));
    }
}

QSize WelcomePage::minimumSizeHint() const
{
    return {theme::grid(60), Surface::minimumSizeHint().height()};
}

} // namespace rtmscope
