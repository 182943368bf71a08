// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/profile.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! The stored profiles: add, edit, duplicate, delete, connect. Shows what it is given and asks by signals.
//! Owned by the window.
class ProfilesDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ProfilesDialog(QWidget *parent = nullptr);

    //! \a atHand: the ids whose token need not be pasted. Keeps the selection.
    void setProfiles(const QList<Profile> &profiles, const QStringList &atHand);
    void select(const QString &id);
    //! What could not be done.
    void showProblem(const QString &words);

Q_SIGNALS:
    void addRequested();
    void editRequested(const QString &id);
    void duplicateRequested(const QString &id);
    void deleteRequested(const QString &id); //!< confirmed
    void connectRequested(const QString &id);

private:
    QPushButton *makeButton(const QString &words);
    void askToDelete();
    void updateButtons();
    QString current() const;

    QListWidget *m_list;
    QWidget *m_frame = nullptr; //!< around it
    TokenLabel *m_empty;
    TokenLabel *m_problem;
    QPushButton *m_connect;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_duplicate;
    QPushButton *m_delete;
    QList<Profile> m_profiles;
};

} // namespace rtmscope
