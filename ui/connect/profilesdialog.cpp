// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/profilesdialog.h"

#include "ui/connect/profilelook.h"
#include "ui/parts/surface.h"
#include "ui/parts/tokenlabel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int idRole = Qt::UserRole;

QString tokenWords(const Profile &profile, bool atHand)
{
    if (profile.kind == Profile::Kind::Tap)
        return ProfilesDialog::tr("needs no token");
    if (profile.tokenKept)
        return ProfilesDialog::tr("token in the keychain");
    return atHand ? ProfilesDialog::tr("token until Rtmscope quits") : ProfilesDialog::tr("no token kept");
}

} // namespace

ProfilesDialog::ProfilesDialog(QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_empty(new TokenLabel(theme::Colour::Dim, TokenLabel::Size::Body, this))
    , m_problem(new TokenLabel(theme::Colour::Error, TokenLabel::Size::Secondary, this))
    , m_connect(makeButton(tr("Connect")))
    , m_add(makeButton(tr("New…")))
    , m_edit(makeButton(tr("Edit…")))
    , m_duplicate(makeButton(tr("Duplicate")))
    , m_delete(makeButton(tr("Delete…")))
{
    setWindowTitle(tr("Profiles"));
    m_list->setAccessibleName(tr("Profiles"));
    m_list->setIconSize(QSize(theme::grid(4), theme::grid(4)));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_empty->setText(
        tr("No profile yet. A profile keeps the way to one workspace: address, proxy, colour and, in "
           "the system’s keychain, the token."));
    m_empty->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->hide();
    m_connect->setDefault(true);

    auto *side = new QVBoxLayout;
    side->setSpacing(theme::grid(2));
    for (QPushButton *button : {m_connect, m_add, m_edit, m_duplicate, m_delete})
        side->addWidget(button);
    side->addStretch(1);
    auto *left = new QVBoxLayout;
    left->setSpacing(theme::grid(2));
    left->addWidget(m_empty);
    m_frame = Surface::around(m_list, this);
    left->addWidget(m_frame, 1);
    left->addStretch(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::grid(4));
    row->addLayout(left, 1);
    row->addLayout(side);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::grid(6), theme::grid(5), theme::grid(6), theme::grid(5));
    column->setSpacing(theme::grid(4));
    column->addLayout(row, 1);
    column->addWidget(m_problem);
    column->addWidget(buttons);

    connect(m_connect, &QPushButton::clicked, this, [this] { Q_EMIT connectRequested(current()); });
    connect(m_add, &QPushButton::clicked, this, &ProfilesDialog::addRequested);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(current()); });
    connect(m_duplicate, &QPushButton::clicked, this, [this] { Q_EMIT duplicateRequested(current()); });
    connect(m_delete, &QPushButton::clicked, this, &ProfilesDialog::askToDelete);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { Q_EMIT connectRequested(current()); });
    connect(m_list, &QListWidget::currentRowChanged, this, &ProfilesDialog::updateButtons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setProfiles({}, {});
    resize(theme::onScreen(*this, {theme::grid(130), theme::grid(85)}));
}

QPushButton *ProfilesDialog::makeButton(const QString &words)
{
    auto *button = new QPushButton(words, this);
    QString name = words;
    button->setAccessibleName(name.remove(u'…'));
    button->setAutoDefault(false);
    return button;
}

void ProfilesDialog::setProfiles(const QList<Profile> &profiles, const QStringList &atHand)
{
    const QString chosen = current();
    m_profiles = profiles;
    m_list->clear();
    for (const Profile &profile : profiles) {
        auto *item = new QListWidgetItem(profileChip(profile.colour), {}, m_list);
        item->setText(u"%1\n%2, %3, %4"_s.arg(profile.name, profileKindWords(profile.kind),
                                              profile.apiBase.host(),
                                              tokenWords(profile, atHand.contains(profile.id))));
        item->setToolTip(profile.apiBase.toString().toHtmlEscaped());
        item->setData(idRole, profile.id);
    }
    m_empty->setVisible(profiles.isEmpty());
    m_frame->setVisible(!profiles.isEmpty());
    select(chosen);
    updateButtons();
}

void ProfilesDialog::select(const QString &id)
{
    const auto row = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                  [&id](const Profile &profile) { return profile.id == id; });
    m_list->setCurrentRow(row == m_profiles.cend() ? (m_profiles.isEmpty() ? -1 : 0)
                                                   : static_cast<int>(row - m_profiles.cbegin()));
}

void ProfilesDialog::showProblem(const QString &words)
{
    m_problem->say(words);
    m_problem->setVisible(!words.isEmpty());
}

QString ProfilesDialog::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(idRole).toString() : QString();
}

void ProfilesDialog::updateButtons()
{
    for (QPushButton *button : {m_connect, m_edit, m_duplicate, m_delete})
        button->setEnabled(m_list->currentItem() != nullptr);
    // Enter does what can be done.
    m_connect->setDefault(m_list->currentItem() != nullptr);
    m_add->setDefault(!m_list->currentItem());
}

void ProfilesDialog::askToDelete()
{
    const QString id = current();
    const auto profile = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                      [&id](const Profile &candidate) { return candidate.id == id; });
    if (profile == m_profiles.cend())
        return;
    QMessageBox question(QMessageBox::NoIcon, tr("Delete a profile"),
                         tr("Delete the profile “%1”?").arg(profile->name), QMessageBox::Cancel, this);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(
        tr("Its settings go, and its token and proxy password are removed from the keychain. Its captures, "
           "drafts "
           "and unsent messages stay on this computer; a new profile of the name “%1” finds them again.")
            .arg(id));
    const QPushButton *remove = question.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (static_cast<const QAbstractButton *>(question.clickedButton()) ==
        static_cast<const QAbstractButton *>(remove))
        Q_EMIT deleteRequested(id);
}

} // namespace rtmscope
