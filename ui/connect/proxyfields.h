// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/proxysetting.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace rtmscope {

//! One proxy setting for API and stream: its kind, and where it has one, address, name and password. Owned by
//! the dialog.
class ProxyFields : public QWidget
{
    Q_OBJECT
public:
    explicit ProxyFields(QWidget *parent = nullptr);

    //! \a passwordKept: there is one at hand; an empty field then means that one, for this proxy and name
    //! only.
    void setSetting(const ProxySetting &setting, bool passwordKept);
    ProxySetting setting() const;
    QString problem() const; //!< in words; empty if the setting can be used
    QWidget *first() const;  //!< where the keyboard enters
    QWidget *last() const;

Q_SIGNALS:
    void changed();

private:
    void update();
    void edited();

    QComboBox *m_kind;
    QWidget *m_address;
    QWidget *m_account;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QLineEdit *m_user;
    QLineEdit *m_password;
    ProxySetting m_keptFor;
    bool m_kept = false;
};

} // namespace rtmscope
