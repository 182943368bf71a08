// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/serverfields.h"

#include "core/connection/endpoint.h"
#include "ui/connect/formparts.h"
#include "ui/connect/proxyfields.h"
#include "ui/parts/formrow.h"
#include "ui/parts/tokenlabel.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace rtmscope {

ServerFields::ServerFields(QWidget *parent)
    : QWidget(parent)
    , m_address(new QLineEdit(slackApiBase().toString(), this))
    , m_presets(new QPushButton(tr("Presets"), this))
    , m_addressProblem(formparts::makeProblem(this))
    , m_method(new QComboBox(this))
    , m_noHello(new QCheckBox(tr("The server says no &hello (as some for tests)"), this))
    , m_shared(new QCheckBox(tr("Stay connecte&d though other programs use the app"), this))
    , m_proxy(new ProxyFields(this))
    , m_proxyProblem(formparts::makeProblem(this))
    , m_caFile(new QLineEdit(this))
    , m_browse(new QPushButton(tr("Browse…"), this))
    , m_caProblem(formparts::makeProblem(this))
{
    makeChoices();
    QFormLayout *form = formparts::makeForm(this);
    formparts::indentRows(*form, true);
    m_addressLabel = formparts::addRow(*form, tr("&Base URL"), makeAddressRow(), m_address, m_addressProblem);
    formparts::addRow(*form, tr("&Method"), m_method, m_method);
    form->addRow(QString(), m_noHello);
    form->addRow(QString(), m_shared);
    formparts::addRow(*form, tr("Pro&xy"), m_proxy, m_proxy->first(), m_proxyProblem);
    formparts::addRow(*form, tr("Extra CA &file"), makeCaRow(), m_caFile, m_caProblem);
    for (const QLineEdit *field : {m_address, m_caFile})
        connect(field, &QLineEdit::textChanged, this, &ServerFields::changed);
    connect(m_proxy, &ProxyFields::changed, this, &ServerFields::changed);
    connect(m_method, &QComboBox::currentIndexChanged, this, &ServerFields::changed);
    orderTabs();
}

void ServerFields::makeChoices()
{
    m_method->addItem(u"rtm.connect"_s);
    m_method->addItem(tr("rtm.start (legacy, for older servers)"));
    m_method->setAccessibleName(tr("Connect method"));
    m_noHello->setAccessibleName(tr("The server says no hello"));
    m_shared->setAccessibleName(tr("Stay connected though other programs use the app"));
    m_shared->setToolTip(
        tr("Each event goes to one connection only: what comes here, the others do not get"));
    m_noHello->setToolTip(tr("An open stream counts as connected, and silence is not taken for the end"));
    for (QLineEdit *field : {m_address, m_caFile})
        field->setTextMargins(theme::grid(1), 0, theme::grid(1), 0);
}

//! As the eye goes; the proxy's fields keep their own order in between.
void ServerFields::orderTabs()
{
    setTabOrder(m_address, m_presets);
    setTabOrder(m_presets, m_method);
    setTabOrder(m_method, m_noHello);
    setTabOrder(m_noHello, m_shared);
    setTabOrder(m_shared, m_proxy->first());
    setTabOrder(m_proxy->last(), m_caFile);
    setTabOrder(m_caFile, m_browse);
}

QWidget *ServerFields::makeAddressRow()
{
    m_address->setAccessibleName(tr("Base URL"));
    m_presets->setAccessibleName(tr("Known addresses"));
    m_presets->setAutoDefault(false);
    auto *menu = new QMenu(m_presets);
    for (const auto &[words, url] :
         {std::pair(tr("&Slack"), slackApiBase()), std::pair(tr("&GovSlack"), govSlackApiBase())})
        menu->addAction(words, this, [this, address = url.toString()] { m_address->setText(address); });
    m_presets->setMenu(menu);
    return inARow({{m_address, 1}, {m_presets, 0}}, this);
}

QWidget *ServerFields::makeCaRow()
{
    m_caFile->setAccessibleName(tr("Extra CA file"));
    m_caFile->setPlaceholderText(tr("none: the system’s authorities only"));
    m_browse->setAccessibleName(tr("Browse for a CA file"));
    m_browse->setAutoDefault(false);
    connect(m_browse, &QPushButton::clicked, this, &ServerFields::chooseCaFile);
    return inARow({{m_caFile, 1}, {m_browse, 0}}, this);
}

void ServerFields::chooseCaFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a CA file"), m_caFile->text(),
                                                      tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    if (!path.isEmpty())
        m_caFile->setText(QDir::toNativeSeparators(path));
}

const QFormLayout &ServerFields::form() const
{
    return *static_cast<const QFormLayout *>(layout());
}

QWidget *ServerFields::last() const
{
    return m_browse;
}

void ServerFields::setKind(Profile::Kind kind)
{
    auto *rows = static_cast<QFormLayout *>(layout());
    rows->setRowVisible(m_method, kind == Profile::Kind::Rtm);
    rows->setRowVisible(m_noHello, kind == Profile::Kind::Rtm);
    rows->setRowVisible(m_shared, kind == Profile::Kind::SocketMode);
    // A tap has no heading above these to be set in below.
    formparts::indentRows(*rows, kind != Profile::Kind::Tap);
    m_addressLabel->setText(kind == Profile::Kind::Tap ? tr("Pass on &to") : tr("&Base URL"));
}

void ServerFields::setProfile(const Profile &profile)
{
    m_shared->setChecked(profile.sharedAllowed);
    m_address->setText(profile.apiBase.toString());
    m_method->setCurrentIndex(profile.connectMethod == ConnectMethod::RtmStart ? 1 : 0);
    m_noHello->setChecked(!profile.awaitsHello);
    m_proxy->setSetting(profile.proxy, profile.proxyPasswordKept);
    m_caFile->setText(QDir::toNativeSeparators(profile.caFile));
}

void ServerFields::fill(Profile &profile) const
{
    const auto base = apiBase();
    profile.apiBase = base ? *base : QUrl();
    profile.connectMethod =
        m_method->currentIndex() == 1 ? ConnectMethod::RtmStart : ConnectMethod::RtmConnect;
    profile.awaitsHello = !m_noHello->isChecked();
    profile.sharedAllowed = m_shared->isChecked();
    profile.proxy = m_proxy->setting();
    profile.caFile = QDir::fromNativeSeparators(m_caFile->text().trimmed());
}

bool ServerFields::isUnusual(const Profile &profile)
{
    const Profile usual;
    return profile.apiBase != usual.apiBase || !(profile.proxy == usual.proxy) || !profile.caFile.isEmpty() ||
           profile.connectMethod != usual.connectMethod || profile.awaitsHello != usual.awaitsHello ||
           profile.sharedAllowed;
}

Result<QUrl> ServerFields::apiBase() const
{
    return readApiBase(m_address->text());
}

bool ServerFields::check()
{
    const auto base = apiBase();
    const QString proxyProblem = m_proxy->problem();
    const QString caPath = m_caFile->text().trimmed();
    const bool caMissing = !caPath.isEmpty() && !QFileInfo(QDir::fromNativeSeparators(caPath)).isFile();
    formparts::showProblem(*m_addressProblem, base ? QString() : base.error().words);
    formparts::showProblem(*m_proxyProblem, proxyProblem);
    formparts::showProblem(*m_caProblem, caMissing ? tr("There is no such file.") : QString());
    return base && proxyProblem.isEmpty() && !caMissing;
}

} // namespace rtmscope
