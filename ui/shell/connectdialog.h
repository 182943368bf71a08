// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/connectrequest.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! Asks for a token and where to connect. Says what the token is before anything is sent, and that it stays
//! in memory only. Owned by the window; GUI thread.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConnectDialog(QWidget *parent = nullptr);

    //! Everything but the token, to try again after a refusal.
    void setRequest(const ConnectRequest &request);
    //! What stands in the fields; meaningful once accepted.
    ConnectRequest request() const;

private:
    QWidget *makeTokenRow();
    void makeForm();
    void revealToken(bool shown);
    void check();

    QLineEdit *m_token;
    QPushButton *m_show;
    QLabel *m_sign;
    TokenLabel *m_triage;
    QComboBox *m_method;
    QLineEdit *m_address;
    TokenLabel *m_addressProblem;
    QLineEdit *m_proxy;
    TokenLabel *m_proxyProblem;
    QPushButton *m_connect;
};

} // namespace rtmscope
