// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/remedycard.h"

#include "ui/shell/tokenlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString titleFor(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Rejected:
        return RemedyCard::tr("The server refused the connection");
    case Error::Kind::Input:
        return RemedyCard::tr("This can’t be used as it is");
    case Error::Kind::Network:
    case Error::Kind::RateLimited:
    case Error::Kind::Protocol:
        break;
    }
    return RemedyCard::tr("No connection");
}

QString detailsOf(const Error &error)
{
    QStringList lines;
    if (!error.code.isEmpty())
        lines.append(RemedyCard::tr("Code: %1").arg(error.code));
    if (!error.detail.isEmpty() && error.detail != error.code)
        lines.append(error.detail);
    return lines.join(u'\n');
}

} // namespace

RemedyCard::RemedyCard(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
    , m_title(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_words(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_details(new QPlainTextEdit(this))
{
    m_words->setWordWrap(true);
    m_words->setAccessibleName(tr("What happened and what to do"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setReadOnly(true);
    m_details->setFont(theme::wireFont());
    m_details->setAccessibleName(tr("The server’s words"));
    m_details->setMaximumHeight(theme::grid(24));
    m_details->setTabChangesFocus(true);
    m_details->hide();
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
    column->addWidget(m_words);
    column->addWidget(makeButtons());
    column->addWidget(m_details);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid(6), theme::grid(4), theme::grid(6), theme::grid(4));
    row->addStretch(1);
    row->addLayout(column, 6);
    row->addStretch(1);
}

QWidget *RemedyCard::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, theme::grid(1), 0, 0);
    row->setSpacing(theme::grid(2));
    const auto add = [&](const QString &words, auto signal) {
        auto *button = new QPushButton(words, buttons);
        button->setAccessibleName(words);
        connect(button, &QPushButton::clicked, this, signal);
        row->addWidget(button);
        return button;
    };
    add(tr("Edit token…"), &RemedyCard::editTokenRequested)->setDefault(true);
    add(tr("Try again"), &RemedyCard::retryRequested);
    add(tr("Use the demo"), &RemedyCard::demoRequested);
    row->addStretch(1);
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAccessibleName(tr("Details"));
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    row->addWidget(m_detailsButton);
    return buttons;
}

void RemedyCard::show(const Error &error)
{
    m_title->say(titleFor(error));
    m_words->say(error.words.isEmpty() ? tr("It can’t go on from here.") : error.words);
    const QString details = detailsOf(error);
    m_details->setPlainText(details);
    m_detailsButton->setVisible(!details.isEmpty());
    m_detailsButton->setChecked(false);
    show();
}

} // namespace rtmscope
