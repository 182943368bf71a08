// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/teststep.h"
#include "ui/connect/connectrequest.h"
#include "ui/connect/tokentriage.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace rtmscope {

class ServerFields;
class TestLadder;
class TokenLabel;

//! Asks for a token and the way to its workspace, and edits a profile. Says what the token is before anything
//! is sent, and where it will be kept. What the user wants goes out as signals; the dialog opens no socket
//! and no keychain. Owned by the window; GUI thread.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    //! Where the keyboard begins.
    enum class Field : quint8 { Token, Method, Proxy, CaFile };

    explicit ConnectDialog(QWidget *parent = nullptr);

    //! Names that are taken.
    void setProfiles(const QList<Profile> &profiles);
    //! Why secrets can't be kept, in words; empty: they can.
    void setKeychainProblem(const QString &problem);
    //! To edit a profile, or to try again after a refusal. The token is never filled in.
    void setRequest(const ConnectRequest &request);
    //! What stands in the fields; meaningful once one of the signals was sent.
    ConnectRequest request() const;
    //! Unfolds what has to be seen.
    void focus(Field field);

    void showTestStep(const TestStep &step);
    void endTest(bool passed);
    //! What came of connectRequested or saveRequested and keeps the dialog open.
    void showProblem(const QString &words);

Q_SIGNALS:
    void connectRequested(const rtmscope::ConnectRequest &request);
    void saveRequested(const rtmscope::ConnectRequest &request);
    void testRequested(const rtmscope::ConnectRequest &request);
    void testCancelled();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QScrollArea *makeScroll(QFormLayout *form);
    QWidget *makeTokenRow();
    QWidget *makeTriage();
    QWidget *makeProfileRow();
    QFormLayout *makeForm();
    QDialogButtonBox *makeButtons();
    void makeChoices();
    void orderTabs();
    void grow();
    void connectFields();
    void revealToken(bool shown);
    void unfold(bool shown);
    void toggleTest();
    void check();
    void showTriage(const TokenReading &reading);
    QString nameProblem() const;
    bool tokenIsKept() const;
    QString tokenProblem() const;
    QString promise() const;

    QLineEdit *m_token;
    QPushButton *m_show;
    QLabel *m_sign;
    TokenLabel *m_triage;
    QLineEdit *m_name;
    TokenLabel *m_nameProblem;
    QComboBox *m_colour;
    QComboBox *m_keeping;
    QComboBox *m_arming;
    QPushButton *m_fold;
    ServerFields *m_server; //!< unfolds
    TokenLabel *m_promise;
    QScrollArea *m_scroll = nullptr;
    TestLadder *m_ladder;
    QWidget *m_results = nullptr; //!< around the ladder
    TokenLabel *m_problem;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_connect;
    QList<Profile> m_profiles;
    Profile m_edited; //!< as it came
    bool m_tokenAtHand = false;
    QString m_keychainProblem;
    bool m_keepsForever = true; //!< as chosen, where there is a choice
    bool m_unfolded = false;
    bool m_testing = false;
};

} // namespace rtmscope
