// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/app/appsetupdialog.h"

#include "ui/parts/segmentbar.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using rtmscope::appmanifest::Kind;

namespace rtmscope {

AppSetupDialog::AppSetupDialog(QWidget *parent)
    : QDialog(parent)
    , m_kinds(new SegmentBar({tr("As a bot"), tr("As myself")}, this))
    , m_forms(new SegmentBar({tr("YAML"), tr("JSON")}, this))
    , m_reason(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_kindWords(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_steps(new TokenLabel(theme::Colour::Text, TokenLabel::Size::Body, this))
    , m_done(new TokenLabel(theme::Colour::Ok, TokenLabel::Size::Body, this))
    , m_manifest(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Create the Slack app"));
    for (TokenLabel *label : {m_reason, m_kindWords, m_steps, m_done})
        label->setWordWrap(true);
    m_reason->hide();
    m_steps->setAccessibleName(tr("Steps"));
    m_done->setAccessibleName(tr("Done"));
    m_kindWords->setMinimumHeight(2 * m_kindWords->fontMetrics().lineSpacing());
    m_kindWords->setAlignment(Qt::AlignTop | Qt::AlignLeading);

    auto *left = new QVBoxLayout;
    left->setSpacing(theme::grid(3));
    left->addWidget(makeChoices());
    left->addWidget(m_steps);
    left->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid(6));
    row->addLayout(left, 5);
    row->addWidget(makeManifest(), 4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addWidget(m_reason);
    column->addLayout(row, 1);
    column->addWidget(m_done);
    column->addWidget(makeButtons());
    m_kinds->setCurrent(0);
    m_forms->setCurrent(0);
    refresh();
    resize(theme::onScreen(*this, {theme::grid(210), theme::grid(120)}));
}

QWidget *AppSetupDialog::makeChoices()
{
    m_kinds->setAccessibleName(tr("Whose eyes"));
    connect(m_kinds, &SegmentBar::chosen, this, &AppSetupDialog::refresh);
    auto *choices = new QWidget(this);
    auto *column = new QVBoxLayout(choices);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(2));
    column->addWidget(m_kinds);
    column->addWidget(m_kindWords);
    return choices;
}

QWidget *AppSetupDialog::makeManifest()
{
    m_forms->setAccessibleName(tr("Form of the manifest"));
    connect(m_forms, &SegmentBar::chosen, this, &AppSetupDialog::refresh);
    m_manifest->setReadOnly(true);
    m_manifest->setFont(theme::wireFont());
    m_manifest->setAccessibleName(tr("Manifest"));
    m_manifest->setFrameShape(QFrame::NoFrame);
    m_manifest->setTabChangesFocus(true);
    m_manifest->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(2));
    column->addWidget(m_forms);
    column->addWidget(Surface::around(m_manifest, side), 1);
    return side;
}

QWidget *AppSetupDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    const auto add = [this, buttons](const QString &words, QDialogButtonBox::ButtonRole role, auto what) {
        QPushButton *button = buttons->addButton(words, role);
        button->setAccessibleName(words);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, what);
        return button;
    };
    add(tr("Open Slack’s page"), QDialogButtonBox::ActionRole, [this] {
        Q_EMIT pageRequested(appmanifest::creationPage(kind()));
        m_done->say(tr("The page opens in your browser, with everything filled in."));
    })->setDefault(true);
    add(tr("Copy the manifest"), QDialogButtonBox::ActionRole, [this] {
        const bool asYaml = m_forms->current() == 0;
        copy(asYaml ? appmanifest::yaml(kind()) : appmanifest::json(kind()),
             asYaml ? tr("The manifest is copied as YAML.") : tr("The manifest is copied as JSON."));
    });
    add(tr("Copy the link"), QDialogButtonBox::ActionRole,
        [this] { copy(appmanifest::creationPage(kind()).toEncoded(), tr("The page’s address is copied.")); });
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setAccessibleName(tr("Close"));
    close->setIcon({});
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void AppSetupDialog::setReason(const QString &reason)
{
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

Kind AppSetupDialog::kind() const
{
    return m_kinds->current() == 0 ? Kind::Bot : Kind::Myself;
}

void AppSetupDialog::setKind(Kind kind)
{
    m_kinds->setCurrent(kind == Kind::Bot ? 0 : 1);
    refresh();
}

void AppSetupDialog::refresh()
{
    m_kinds->setCurrent(m_kinds->current());
    m_forms->setCurrent(m_forms->current());
    const bool isBot = kind() == Kind::Bot;
    m_kindWords->setText(isBot
                             ? tr("A bot that hears the channels it is invited to, and writes as itself.")
                             : tr("Hears what you can see, and writes under your name. Nobody has to invite "
                                  "it anywhere."));
    const QStringList steps{
        tr("1.  Open Slack’s page. Choose your workspace, look through what is filled in, press Create."),
        tr("2.  Press Install to Workspace and allow it. An administrator may have to approve."),
        isBot ? tr("3.  Under OAuth & Permissions, copy the Bot User OAuth Token. It begins with xoxb-.")
              : tr("3.  Under OAuth & Permissions, copy the User OAuth Token. It begins with xoxp-."),
        tr("4.  Under Basic Information, App-Level Tokens, press Generate; add the scope connections:write. "
           "Copy the token. It begins with xapp-."),
        tr("5.  Paste both here, in Connect by Socket Mode."),
        isBot ? tr("6.  In each channel that it shall hear, write: /invite @rtmscope")
              : tr("6.  Nothing else: it hears your channels from now on."),
    };
    m_steps->setText(steps.join(u"\n\n"_s));
    m_manifest->setPlainText(QString::fromUtf8(
        m_forms->current() == 0 ? appmanifest::yaml(kind()) : appmanifest::json(kind()).trimmed()));
    m_done->say({});
}

void AppSetupDialog::copy(const QByteArray &text, const QString &words)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    m_done->say(words);
}

} // namespace rtmscope
