// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/proxyfields.h"

#include "ui/parts/formrow.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QIntValidator>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Kind = ProxySetting::Kind;

} // namespace

ProxyFields::ProxyFields(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_host(new QLineEdit(this))
    , m_port(new QLineEdit(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
{
    m_kind->addItem(tr("As the system has it"), static_cast<int>(Kind::System));
    m_kind->addItem(tr("HTTP proxy (CONNECT)"), static_cast<int>(Kind::HttpConnect));
    m_kind->addItem(tr("SOCKS 5 proxy"), static_cast<int>(Kind::Socks5));
    m_kind->addItem(tr("None, connect directly"), static_cast<int>(Kind::None));
    m_kind->setAccessibleName(tr("Proxy"));
    m_host->setAccessibleName(tr("Proxy host"));
    m_host->setPlaceholderText(tr("proxy.example"));
    m_port->setAccessibleName(tr("Proxy port"));
    m_port->setValidator(new QIntValidator(1, 65535, this));
    m_user->setAccessibleName(tr("Proxy user name"));
    m_user->setPlaceholderText(tr("Name, if it asks for one"));
    m_password->setAccessibleName(tr("Proxy password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    for (QLineEdit *field : {m_host, m_port, m_user, m_password})
        field->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
    m_address = inARow({{m_host, 3}, {m_port, 1}}, this);
    m_account = inARow({{m_user, 1}, {m_password, 1}}, this);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::grid(2));
    for (QWidget *part : std::initializer_list<QWidget *>{m_kind, m_address, m_account})
        column->addWidget(part);
    setFocusProxy(m_kind);
    setTabOrder(m_kind, m_host);
    setTabOrder(m_host, m_port);
    setTabOrder(m_port, m_user);
    setTabOrder(m_user, m_password);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProxyFields::update);
    for (const QLineEdit *field : {m_host, m_port, m_user, m_password})
        connect(field, &QLineEdit::textChanged, this, &ProxyFields::edited);
    setSetting({}, false);
}

QWidget *ProxyFields::first() const
{
    return m_kind;
}

QWidget *ProxyFields::last() const
{
    return m_password;
}

void ProxyFields::setSetting(const ProxySetting &setting, bool passwordKept)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(setting.kind)));
    m_host->setText(setting.host);
    m_port->setText(setting.port == 0 ? QString() : QString::number(setting.port));
    m_user->setText(setting.user);
    m_password->setText(QString::fromUtf8(setting.password.reveal()));
    m_keptFor = this->setting();
    m_kept = passwordKept;
    update();
}

ProxySetting ProxyFields::setting() const
{
    ProxySetting setting;
    setting.kind = static_cast<Kind>(m_kind->currentData().toInt());
    if (!setting.isExplicit())
        return setting;
    setting.host = m_host->text().trimmed();
    setting.port = m_port->text().toUShort();
    setting.user = m_user->text().trimmed();
    if (!setting.user.isEmpty())
        setting.password = Secret(m_password->text().toUtf8());
    return setting;
}

QString ProxyFields::problem() const
{
    const ProxySetting setting = this->setting();
    if (!setting.isExplicit())
        return {};
    if (setting.host.isEmpty())
        return tr("Give the proxy’s host name or address.");
    // Whatever a host name can't be would end up as another part of the address.
    const auto read = readProxy(setting.text());
    if (!read || read->host.compare(setting.host, Qt::CaseInsensitive) != 0)
        return tr(
            "The proxy’s host is a name or an address alone, such as proxy.example; the port has its own "
            "field.");
    return {};
}

void ProxyFields::update()
{
    const auto kind = static_cast<Kind>(m_kind->currentData().toInt());
    const bool own = kind == Kind::HttpConnect || kind == Kind::Socks5;
    m_address->setVisible(own);
    m_account->setVisible(own);
    m_port->setPlaceholderText(kind == Kind::Socks5 ? u"1080"_s : u"8080"_s);
    edited();
}

void ProxyFields::edited()
{
    const bool same = m_kept && setting().isSameAccount(m_keptFor);
    m_password->setPlaceholderText(same ? tr("The kept one is used") : tr("Password"));
    Q_EMIT changed();
}

} // namespace rtmscope
