// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/connectdialog.h"

#include "core/session/endpoint.h"
#include "ui/shell/tokenlabel.h"
#include "ui/shell/tokentriage.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Verdict = TokenReading::Verdict;

struct Look
{
    QString sign;
    theme::Colour ink;
};

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Possible:
        return {u"check"_s, theme::Colour::Ok};
    case Verdict::Unlikely:
        return {u"warning"_s, theme::Colour::Warning};
    case Verdict::Unusable:
        return {u"error"_s, theme::Colour::Error};
    case Verdict::Empty:
        break;
    }
    return {u"info"_s, theme::Colour::Dim};
}

TokenLabel *makeProblem(QWidget *parent)
{
    auto *label = new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary, parent);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showProblem(TokenLabel *label, const QString &problem)
{
    label->say(problem);
    label->setVisible(!problem.isEmpty());
}

QWidget *stacked(QWidget *field, QWidget *problem, QWidget *parent)
{
    auto *both = new QWidget(parent);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(1));
    column->addWidget(field);
    column->addWidget(problem);
    return both;
}

} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
    , m_token(new QLineEdit(this))
    , m_show(new QPushButton(tr("Show"), this))
    , m_sign(new QLabel(this))
    , m_triage(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_method(new QComboBox(this))
    , m_address(new QLineEdit(u"https://slack.com/api/"_s, this))
    , m_addressProblem(makeProblem(this))
    , m_proxy(new QLineEdit(this))
    , m_proxyProblem(makeProblem(this))
    , m_connect(new QPushButton(tr("Connect"), this))
{
    setWindowTitle(tr("Connect with a token"));
    makeForm();
    for (QLineEdit *field : {m_token, m_address, m_proxy}) {
        field->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
        connect(field, &QLineEdit::textChanged, this, &ConnectDialog::check);
    }
    check();
    setMinimumWidth(theme::grid(130));
}

QWidget *ConnectDialog::makeTokenRow()
{
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleName(tr("Token"));
    m_token->setFont(theme::wireFont());
    // Nothing may learn a token: no suggestions, no prediction by an input method.
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    m_show->setAccessibleName(tr("Show the token while held"));
    m_show->setToolTip(tr("Hold to see the token"));
    m_show->setAutoDefault(false);
    connect(m_show, &QPushButton::pressed, this, [this] { revealToken(true); });
    connect(m_show, &QPushButton::released, this, [this] { revealToken(false); });
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid(2));
    row->addWidget(m_token, 1);
    row->addWidget(m_show);
    return line;
}

void ConnectDialog::makeForm()
{
    m_triage->setWordWrap(true);
    m_triage->setAccessibleName(tr("About this token"));
    m_triage->setMinimumHeight(3 * m_triage->fontMetrics().lineSpacing());
    m_triage->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *reading = new QWidget(this);
    auto *readingRow = new QHBoxLayout(reading);
    readingRow->setContentsMargins(0, 0, 0, theme::grid(1));
    readingRow->setSpacing(theme::grid(2));
    readingRow->addWidget(m_sign, 0, Qt::AlignTop);
    readingRow->addWidget(m_triage, 1);

    m_method->addItem(u"rtm.connect"_s);
    m_method->addItem(tr("rtm.start (legacy, for older servers)"));
    m_method->setAccessibleName(tr("Connect method"));
    m_address->setAccessibleName(tr("Base URL"));
    m_proxy->setAccessibleName(tr("Proxy"));
    m_proxy->setPlaceholderText(tr("as the system has it"));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(theme::grid(4));
    form->setVerticalSpacing(theme::grid(2));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [&](const QString &words, QWidget *row, QWidget *buddy) {
        auto *label = new QLabel(words, this);
        label->setBuddy(buddy);
        form->addRow(label, row);
    };
    addRow(tr("&Token"), makeTokenRow(), m_token);
    form->addRow(QString(), reading);
    addRow(tr("&Method"), m_method, m_method);
    addRow(tr("&Base URL"), stacked(m_address, m_addressProblem, this), m_address);
    addRow(tr("&Proxy"), stacked(m_proxy, m_proxyProblem, this), m_proxy);

    auto *promise = new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this);
    promise->setWordWrap(true);
    promise->setText(
        tr("The token stays in memory until the program quits; it is not written to disk, captures or "
           "logs. You begin in Observe: nothing that others could see is sent until you arm the account."));

    auto *buttons = new QDialogButtonBox(this);
    m_connect->setAccessibleName(tr("Connect"));
    m_connect->setDefault(true);
    buttons->addButton(m_connect, QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addLayout(form);
    column->addWidget(promise);
    column->addStretch(1);
    column->addWidget(buttons);
}

void ConnectDialog::setRequest(const ConnectRequest &request)
{
    m_method->setCurrentIndex(request.legacyStart ? 1 : 0);
    if (!request.apiBase.isEmpty())
        m_address->setText(request.apiBase.toString());
    m_proxy->setText(request.proxy == ProxySetting{} ? QString() : request.proxy.text());
}

ConnectRequest ConnectDialog::request() const
{
    const auto address = readApiBase(m_address->text());
    const auto proxy = readProxy(m_proxy->text());
    return {readToken(m_token->text()).token, address ? *address : QUrl(), proxy ? *proxy : ProxySetting{},
            m_method->currentIndex() == 1};
}

void ConnectDialog::revealToken(bool shown)
{
    m_token->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
}

void ConnectDialog::check()
{
    const TokenReading reading = readToken(m_token->text());
    const Look look = lookOf(reading.verdict);
    m_sign->setPixmap(theme::icon(look.sign, look.ink).pixmap(theme::grid(4), theme::grid(4)));
    m_triage->setInk(look.ink);
    m_triage->say(reading.words);
    const auto address = readApiBase(m_address->text());
    const auto proxy = readProxy(m_proxy->text());
    showProblem(m_addressProblem, address ? QString() : address.error().words);
    showProblem(m_proxyProblem, proxy ? QString() : proxy.error().words);
    const bool usable = reading.verdict == Verdict::Possible || reading.verdict == Verdict::Unlikely;
    m_connect->setEnabled(usable && address && proxy);
}

} // namespace rtmscope
