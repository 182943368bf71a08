// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/connect/connectdialog.h"

#include <QObject>
#include <QPointer>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace rtmscope {

class AppSetupDialog;
class ProfilesDialog;

//! The window's side of profiles: the dialogs, and the list in the account menu to switch quickly. Shows what
//! it is told and asks by signals, which app/ answers; knows no store, socket or keychain. Owned by the
//! window.
class ProfileDesk : public QObject
{
    Q_OBJECT
public:
    explicit ProfileDesk(QWidget *window);

    //! Puts the list of profiles before \a before in \a menu, and keeps it true.
    void listIn(QMenu *menu, QAction *before);

    //! \a atHand: the ids whose token need not be pasted.
    void setProfiles(const QList<Profile> &profiles, const QStringList &atHand);
    const QList<Profile> &profiles() const { return m_profiles; }
    //! What is connected, or was tried last; a profile without an id for a connection that is not remembered.
    //! Also what "edit" is about.
    void setCurrent(const ConnectRequest &request);
    //! Nothing of the kind: the demo, a capture, nothing at all.
    void clearCurrent();
    const Profile *current() const { return m_hasCurrent ? &m_current.profile : nullptr; }
    //! Why secrets can't be kept; empty: they can.
    void setKeychainProblem(const QString &problem);

    //! For a new connection.
    void askForToken();
    //! What to look into, and where.
    void askForTap();
    //! The current one again, by Socket Mode: RTM has refused its token.
    void moveCurrentToSocketMode();
    //! The current one again, though other programs use its app; remembered if it is a profile.
    void shareCurrent();
    //! The way to a Slack app of one's own; \a reason says why it is shown, unless somebody asked for it.
    void openAppSetup() { openAppSetupFor({}); }
    void openAppSetupFor(const QString &reason);
    //! The current one again, with the keyboard in \a field.
    void editCurrent(ConnectDialog::Field field);
    void openProfiles();

    // What came of a request.
    void showTestStep(const TestStep &step);
    void endTest(bool passed);
    void connecting();                      //!< the dialogs are done
    void saved(const QString &id);          //!< the editor is done
    void showProblem(const QString &words); //!< in the topmost dialog
    //! The profile has no token at hand: it is asked for.
    void askForTokenOf(const QString &id);

Q_SIGNALS:
    void connectRequested(const rtmscope::ConnectRequest &request);
    void saveRequested(const rtmscope::ConnectRequest &request);
    void openRequested(const QString &id);
    void duplicateRequested(const QString &id);
    void deleteRequested(const QString &id);
    void testRequested(const rtmscope::ConnectRequest &request);
    void testCancelled();
    //! A dialog that offers to keep secrets opens: is there somebody to keep them?
    void keychainWanted();
    void pageRequested(const QUrl &page); //!< to be opened in a browser

private:
    ConnectDialog *openEditor(const ConnectRequest &request);
    void askFor(Profile::Kind kind);
    ConnectRequest requestFor(const QString &id) const;
    void fillMenu();

    QWidget *m_window;
    QPointer<ConnectDialog> m_editor;
    QPointer<ProfilesDialog> m_list;
    QPointer<AppSetupDialog> m_appSetup;
    QPointer<QMenu> m_menu;
    QAction *m_before = nullptr;
    QActionGroup *m_actions;
    QList<Profile> m_profiles;
    QStringList m_atHand;
    ConnectRequest m_current;
    bool m_hasCurrent = false;
    QString m_keychainProblem;
};

} // namespace rtmscope
