// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/config/profile.h"

#include <QUrl>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rtmscope {

class ProxyFields;
class TokenLabel;

//! The part of a profile that says which server it is, and the way there: address, method, proxy,
//! certificates. Says below each field what is wrong with it. Owned by its dialog.
class ServerFields : public QWidget
{
    Q_OBJECT
public:
    explicit ServerFields(QWidget *parent = nullptr);

    //! Shows what this way to connect has a use for.
    void setKind(Profile::Kind kind);
    void setProfile(const Profile &profile);
    //! Fills in what stands in the fields.
    void fill(Profile &profile) const;
    //! Where it differs from what most people have.
    static bool isUnusual(const Profile &profile);
    Result<QUrl> apiBase() const;
    //! Shows what is wrong; true if nothing is.
    bool check();

    const QFormLayout &form() const;
    QLineEdit *address() const { return m_address; } //!< where the keyboard enters
    QWidget *last() const;
    QComboBox *method() const { return m_method; }
    ProxyFields *proxy() const { return m_proxy; }
    QLineEdit *caFile() const { return m_caFile; }

Q_SIGNALS:
    void changed();

private:
    QWidget *makeAddressRow();
    QWidget *makeCaRow();
    void makeChoices();
    void orderTabs();
    void chooseCaFile();

    QLabel *m_addressLabel = nullptr;
    QLineEdit *m_address;
    QPushButton *m_presets;
    TokenLabel *m_addressProblem;
    QComboBox *m_method;
    QCheckBox *m_noHello;
    QCheckBox *m_shared;
    ProxyFields *m_proxy;
    TokenLabel *m_proxyProblem;
    QLineEdit *m_caFile;
    QPushButton *m_browse;
    TokenLabel *m_caProblem;
};

} // namespace rtmscope
