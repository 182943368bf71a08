// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/connect/profiledesk.h"

#include "ui/connect/app/appsetupdialog.h"
#include "ui/connect/profilelook.h"
#include "ui/connect/profilesdialog.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

ProfileDesk::ProfileDesk(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_actions(new QActionGroup(this))
{
    connect(m_actions, &QActionGroup::triggered, this, [this](QAction *action) {
        fillMenu(); // the mark follows what is open, not what was clicked
        Q_EMIT openRequested(action->data().toString());
    });
}

void ProfileDesk::listIn(QMenu *menu, QAction *before)
{
    m_menu = menu;
    m_before = before;
    fillMenu();
}

void ProfileDesk::fillMenu()
{
    if (!m_menu)
        return;
    const auto old = m_actions->actions();
    for (QAction *action : old) {
        m_actions->removeAction(action);
        m_menu->removeAction(action);
        action->deleteLater(); // it may be the one that was just triggered
    }
    for (const Profile &profile : m_profiles) {
        auto *action = new QAction(QString(profile.name).replace(u'&', u"&&"_s), m_actions);
        action->setIcon(profileChip(profile.colour));
        action->setData(profile.id);
        action->setCheckable(true);
        action->setChecked(m_hasCurrent && m_current.profile.id == profile.id);
        action->setToolTip(tr("Connect with this profile"));
        m_menu->insertAction(m_before, action);
    }
    if (m_profiles.isEmpty())
        return;
    auto *line = new QAction(m_actions);
    line->setSeparator(true);
    m_menu->insertAction(m_before, line);
}

void ProfileDesk::setProfiles(const QList<Profile> &profiles, const QStringList &atHand)
{
    m_profiles = profiles;
    m_atHand = atHand;
    // The one in use may have been edited meanwhile.
    for (const Profile &profile : profiles) {
        if (m_hasCurrent && profile.id == m_current.profile.id) {
            const ProxySetting proxy = m_current.profile.proxy;
            m_current.profile = profile;
            m_current.profile.proxy.password = proxy.password;
        }
    }
    if (m_list)
        m_list->setProfiles(profiles, atHand);
    if (m_editor)
        m_editor->setProfiles(profiles);
    fillMenu();
}

void ProfileDesk::setCurrent(const ConnectRequest &request)
{
    m_current = request;
    m_hasCurrent = true;
    fillMenu();
}

void ProfileDesk::clearCurrent()
{
    m_hasCurrent = false;
    fillMenu();
}

void ProfileDesk::setKeychainProblem(const QString &problem)
{
    m_keychainProblem = problem;
    if (m_editor)
        m_editor->setKeychainProblem(problem);
}

ConnectRequest ProfileDesk::requestFor(const QString &id) const
{
    ConnectRequest request;
    const auto profile = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                      [&id](const Profile &candidate) { return candidate.id == id; });
    if (profile != m_profiles.cend())
        request.profile = *profile;
    request.keepSecrets = request.profile.tokenKept;
    request.tokenAtHand = request.appTokenAtHand = m_atHand.contains(id);
    return request;
}

ConnectDialog *ProfileDesk::openEditor(const ConnectRequest &request)
{
    if (m_editor)
        m_editor->close();
    m_editor = new ConnectDialog(m_list ? static_cast<QWidget *>(m_list) : m_window);
    ConnectDialog *editor = m_editor;
    editor->setAttribute(Qt::WA_DeleteOnClose);
    editor->setKeychainProblem(m_keychainProblem);
    editor->setProfiles(m_profiles);
    editor->setRequest(request);
    connect(editor, &ConnectDialog::connectRequested, this, &ProfileDesk::connectRequested);
    connect(editor, &ConnectDialog::saveRequested, this, &ProfileDesk::saveRequested);
    connect(editor, &ConnectDialog::testRequested, this, &ProfileDesk::testRequested);
    connect(editor, &ConnectDialog::testCancelled, this, &ProfileDesk::testCancelled);
    connect(editor, &ConnectDialog::appSetupRequested, this, &ProfileDesk::openAppSetupFor);
    editor->open();
    Q_EMIT keychainWanted();
    return editor;
}

void ProfileDesk::askFor(Profile::Kind kind)
{
    ConnectRequest fresh;
    fresh.profile.kind = kind;
    openEditor(fresh)->focus(ConnectDialog::Field::Token);
}

//! What is made today connects by Socket Mode only.
void ProfileDesk::askForToken()
{
    askFor(Profile::Kind::SocketMode);
}

void ProfileDesk::askForTap()
{
    askFor(Profile::Kind::Tap);
}

void ProfileDesk::shareCurrent()
{
    ConnectRequest request = m_current;
    request.profile.sharedAllowed = true;
    request.profile.otherPrograms = Profile::OtherPrograms::Some;
    request.keepSecrets = request.profile.tokenKept; // where they are by now
    Q_EMIT connectRequested(request);
}

void ProfileDesk::moveCurrentToSocketMode()
{
    ConnectRequest request = m_hasCurrent ? m_current : ConnectRequest{};
    request.profile.kind = Profile::Kind::SocketMode;
    openEditor(request)->focus(ConnectDialog::Field::Token);
}

//! Beside the editor, not over it: its steps end there.
void ProfileDesk::openAppSetupFor(const QString &reason)
{
    if (!m_appSetup) {
        m_appSetup = new AppSetupDialog(m_editor ? static_cast<QWidget *>(m_editor) : m_window);
        m_appSetup->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_appSetup, &AppSetupDialog::pageRequested, this, &ProfileDesk::pageRequested);
    }
    m_appSetup->setReason(reason);
    m_appSetup->open();
}

void ProfileDesk::editCurrent(ConnectDialog::Field field)
{
    openEditor(m_hasCurrent ? m_current : ConnectRequest{})->focus(field);
}

void ProfileDesk::askForTokenOf(const QString &id)
{
    openEditor(requestFor(id))->focus(ConnectDialog::Field::Token);
}

void ProfileDesk::openProfiles()
{
    if (m_list) {
        m_list->activateWindow();
        return;
    }
    m_list = new ProfilesDialog(m_window);
    ProfilesDialog *list = m_list;
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->setProfiles(m_profiles, m_atHand);
    if (m_hasCurrent)
        list->select(m_current.profile.id);
    connect(list, &ProfilesDialog::addRequested, this, [this] {
        askForToken();
        m_editor->setWindowTitle(tr("New profile"));
    });
    connect(list, &ProfilesDialog::editRequested, this,
            [this](const QString &id) { openEditor(requestFor(id))->focus(ConnectDialog::Field::Token); });
    connect(list, &ProfilesDialog::duplicateRequested, this, &ProfileDesk::duplicateRequested);
    connect(list, &ProfilesDialog::deleteRequested, this, &ProfileDesk::deleteRequested);
    connect(list, &ProfilesDialog::connectRequested, this, &ProfileDesk::openRequested);
    list->open();
}

void ProfileDesk::showTestStep(const TestStep &step)
{
    if (m_editor)
        m_editor->showTestStep(step);
}

void ProfileDesk::endTest(bool passed)
{
    if (m_editor)
        m_editor->endTest(passed);
}

void ProfileDesk::connecting()
{
    if (m_editor)
        m_editor->accept();
    if (m_list)
        m_list->accept();
}

void ProfileDesk::saved(const QString &id)
{
    if (m_editor)
        m_editor->accept();
    if (m_list)
        m_list->select(id);
}

void ProfileDesk::showProblem(const QString &words)
{
    if (m_editor)
        m_editor->showProblem(words);
    else if (m_list)
        m_list->showProblem(words);
}

} // namespace rtmscope
