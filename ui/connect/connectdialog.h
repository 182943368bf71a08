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

class SegmentBar;
class ServerFields;
class TestLadder;
class TokenField;
class TokenLabel;

//! Asks how to connect (RTM, Socket Mode, or a tap on another program), for the tokens that this takes and
//! the way to the workspace, and edits a profile. Says what a token is before anything is sent, and where it
//! will be kept. What the user wants goes out as signals; the dialog opens no socket
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
    //! To edit a profile, or to try again after a refusal. Tokens are never filled in.
    void setRequest(const ConnectRequest &request);
    //! What stands in the fields; meaningful once one of the signals was sent.
    ConnectRequest request() const;
    //! Unfolds what has to be seen.
    void focus(Field field);
    void setKind(Profile::Kind kind);

    void showTestStep(const TestStep &step);
    void endTest(bool passed);
    //! What came of connectRequested or saveRequested and keeps the dialog open.
    void showProblem(const QString &words);

Q_SIGNALS:
    void connectRequested(const rtmscope::ConnectRequest &request);
    void saveRequested(const rtmscope::ConnectRequest &request);
    void testRequested(const rtmscope::ConnectRequest &request);
    void testCancelled();
    //! An app of one's own is wanted; \a reason may be empty.
    void appSetupRequested(const QString &reason);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QScrollArea *makeScroll(QFormLayout *form);
    void makeTokenFields();
    QWidget *makeKindRow();
    QWidget *makeAppRow();
    QWidget *makePortRow();
    QFormLayout *makeForm();
    QDialogButtonBox *makeButtons();
    void makeChoices();
    void orderTabs();
    void grow();
    int fieldsHeight() const;
    void makeSteady();
    void showRows(Profile::Kind kind);
    void connectFields();
    void unfold(bool shown);
    void toggleTest();
    void check();
    void takeAdvice(TokenField &from, TokenReading::Advice advice);
    void connectOrAsk();
    void answerOthers(Profile::OtherPrograms others);
    QString nameProblem() const;
    QString portProblem() const;
    QString keptWords(bool usable) const;
    bool servesKept() const;
    bool hasTokens() const;
    Profile::Kind kind() const;

    QFormLayout *m_form = nullptr;
    SegmentBar *m_kinds;
    TokenLabel *m_kindWords;
    TokenLabel *m_remark;
    TokenField *m_appToken;
    TokenField *m_token;
    QLabel *m_tokenLabel = nullptr;
    QWidget *m_appRow = nullptr;
    QPushButton *m_createApp;
    QLineEdit *m_port;
    TokenLabel *m_portProblem;
    QWidget *m_portRow = nullptr;
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
    bool m_appTokenAtHand = false;
    QString m_keychainProblem;
    bool m_keepsForever = true; //!< as chosen, where there is a choice
    bool m_unfolded = false;
    int m_steadyHeight = 0; //!< of the fields; 0 before it is shown
    bool m_testing = false;
};

} // namespace rtmscope
