// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/tap/tapguide.h"

#include "ui/parts/tokenlabel.h"
#include "ui/tap/tapwords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using rtmscope::theme::grid;

namespace rtmscope {

TapGuide::TapGuide(QWidget *parent)
    : Surface(theme::Colour::Background, {}, parent)
    , m_heading(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Heading, this))
    , m_intro(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_address(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_copyAddress(new QPushButton(tr("Copy the address"), this))
    , m_tokens(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_list(new QListWidget(this))
    , m_speaks(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_code(new QPlainTextEdit(this))
    , m_remark(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Secondary, this))
    , m_copyCode(new QPushButton(tr("Copy the lines"), this))
    , m_copied(new TokenLabel(theme::Colour::Ok, TokenLabel::Size::Secondary, this))
{
    for (TokenLabel *label : {m_heading, m_intro, m_speaks, m_remark}) {
        label->setWordWrap(true);
        label->setMinimumWidth(grid(30)); // else as wide as looks well, which a pane may not be
    }
    m_heading->setAccessibleName(tr("Tap"));
    m_intro->setText(tapwords::intro({}));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid(6), grid(5), grid(6), grid(5));
    column->setSpacing(grid(3));
    column->addWidget(m_heading);
    column->addWidget(m_intro);
    column->addWidget(makeAddressRow());
    m_tokenRow = makeTokenRow();
    column->addWidget(m_tokenRow);
    column->addWidget(makeRecipe(), 1);
    setArrived(false);
}

void TapGuide::setArrived(bool arrived)
{
    const QString words = arrived ? tr("Your program is here. Conversations appear with its first event.")
                                  : tr("Waiting for your program’s first call");
    if (m_heading->text() != words)
        m_heading->say(words);
}

QWidget *TapGuide::makeAddressRow()
{
    m_address->setAccessibleName(tr("Address of the tap"));
    m_address->setFont(theme::wireFont());
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copyAddress->setAccessibleName(m_copyAddress->text());
    connect(m_copyAddress, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_address->text());
        m_copied->say(tr("The address is copied."));
    });
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid(3));
    row->addWidget(m_address);
    row->addWidget(m_copyAddress, 0, Qt::AlignLeading);
    row->addWidget(m_copied, 1);
    m_rows.append(row);
    return line;
}

//! As lines of a program's environment: a token alone does not say where it goes.
QWidget *TapGuide::makeTokenRow()
{
    m_tokens->setAccessibleName(tr("Tokens that are taken"));
    m_tokens->setFont(theme::wireFont());
    m_tokens->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = new QPushButton(tr("Copy the tokens"), this);
    copy->setAccessibleName(copy->text());
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_tokens->text());
        m_copied->say(tr("The tokens are copied."));
    });
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid(3));
    row->addWidget(m_tokens);
    row->addWidget(copy, 0, Qt::AlignLeading);
    row->addStretch(1);
    m_rows.append(row);
    return line;
}

void TapGuide::resizeEvent(QResizeEvent *event)
{
    Surface::resizeEvent(event);
    const bool narrow = width() < grid(110);
    for (QBoxLayout *row : std::as_const(m_rows)) {
        row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        row->setSpacing(grid(narrow ? 2 : 3));
    }
}

QWidget *TapGuide::makeRecipe()
{
    m_list->setAccessibleName(tr("SDK"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(grid(0.5));
    m_code->setReadOnly(true);
    m_code->setFont(theme::wireFont());
    m_code->setAccessibleName(tr("Lines for this SDK"));
    m_code->setFrameShape(QFrame::NoFrame);
    m_code->setTabChangesFocus(true);
    m_code->document()->setDocumentMargin(grid(2));
    m_copyCode->setAccessibleName(m_copyCode->text());
    connect(m_list, &QListWidget::currentRowChanged, this, &TapGuide::showRecipe);
    connect(m_copyCode, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_code->toPlainText());
        m_copied->say(tr("The lines are copied."));
    });

    auto *side = new QWidget(this);
    auto *lines = new QVBoxLayout(side);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(grid(2));
    lines->addWidget(m_speaks);
    lines->addWidget(around(m_code, side), 1);
    lines->addWidget(m_remark);
    lines->addWidget(m_copyCode, 0, Qt::AlignLeading);
    auto *both = new QWidget(this);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid(3));
    row->addWidget(around(m_list, both), 2);
    row->addWidget(side, 5);
    m_rows.append(row);
    return both;
}

void TapGuide::setAddress(const TapWay &way)
{
    const QUrl &apiBase = way.address;
    m_intro->setText(tapwords::intro(way));
    m_tokens->setText(u"SLACK_BOT_TOKEN=%1\nSLACK_APP_TOKEN=%2"_s.arg(way.botToken, way.appToken));
    m_tokenRow->setVisible(!way.botToken.isEmpty());
    const int chosen = std::max(0, m_list->currentRow());
    m_recipes = apiBase.isEmpty() ? QList<TapRecipe>() : tapRecipes(apiBase);
    m_address->setText(apiBase.toString(QUrl::FullyEncoded));
    m_copied->say({});
    m_list->clear();
    for (const TapRecipe &recipe : std::as_const(m_recipes))
        m_list->addItem(recipe.name);
    m_list->setCurrentRow(m_recipes.isEmpty() ? -1 : chosen);
    for (QPushButton *button : {m_copyAddress, m_copyCode})
        button->setEnabled(!m_recipes.isEmpty());
}

void TapGuide::showRecipe(int row)
{
    const TapRecipe recipe = m_recipes.value(row);
    m_speaks->setText(recipe.name.isEmpty() ? QString() : u"%1: %2"_s.arg(recipe.name, recipe.speaks));
    m_code->setPlainText(recipe.code);
    m_remark->setText(recipe.remark);
    m_remark->setVisible(!recipe.remark.isEmpty());
}

} // namespace rtmscope
