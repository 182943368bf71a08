// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/composer/composeroffers.h"

#include "ui/parts/inklabel.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QVBoxLayout>

using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

ComposerOffers::ComposerOffers(bool wide, QWidget *parent)
    : QWidget(parent)
    , m_words(new InkLabel(InkLabel::Size::Secondary, Colour::Text, this))
    , m_split(addButton(tr("Send in parts"), &ComposerOffers::splitRequested))
    , m_post(addButton(tr("Send by chat.postMessage"), &ComposerOffers::postRequested))
    , m_unsaved(addButton(tr("Send unsaved"), &ComposerOffers::unsavedRequested))
{
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("Other ways to send it"));
    m_post->setAccessibleName(m_post->text());
    m_post->setToolTip(tr("One message of up to 40,000 characters, by the Web API"));
    m_unsaved->setAccessibleName(m_unsaved->text());
    m_unsaved->setToolTip(tr("If the program ends before the server has it, it is lost"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(grid(1));
    column->addWidget(m_words);
    auto *row = new QBoxLayout(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    row->setSpacing(grid(1.5));
    for (QPushButton *button : {m_split, m_post, m_unsaved})
        row->addWidget(button);
    if (wide)
        row->addStretch(1);
    column->addLayout(row);
    hide();
}

QPushButton *ComposerOffers::addButton(const QString &words, void (ComposerOffers::*signal)())
{
    auto *button = new QPushButton(words, this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, signal);
    return button;
}

QList<QWidget *> ComposerOffers::buttons() const
{
    return {m_split, m_post, m_unsaved};
}

void ComposerOffers::showFor(const Obstacle &obstacle)
{
    const bool tooLong = obstacle.parts > 0;
    setVisible(tooLong || obstacle.trouble);
    m_unsaved->setVisible(obstacle.trouble.has_value());
    m_split->setVisible(tooLong);
    m_post->setVisible(tooLong && obstacle.canPost);
    if (tooLong) {
        m_split->setText(tr("Send in %1 parts").arg(obstacle.parts));
        m_split->setAccessibleName(m_split->text());
        m_split->setToolTip(tr("%1 messages on the stream, one after the other. They are cut "
                               "between paragraphs, lines or words; code blocks stay whole "
                               "blocks.")
                                .arg(obstacle.parts));
    }
    m_words->setText(obstacle.trouble.value_or(tr("Too long for one message on the stream.")));
    m_words->setInk(obstacle.trouble ? Colour::Error : Colour::Text);
}

void ComposerOffers::setSendingAllowed(bool allowed)
{
    for (QPushButton *button : {m_split, m_post, m_unsaved})
        button->setEnabled(allowed);
}

void ComposerOffers::updateFonts()
{
    layout()->setContentsMargins(grid(2.5), grid(1.5), grid(1.5), grid(1));
}

} // namespace rtmscope
