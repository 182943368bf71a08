// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/account.h"
#include "ui/chat/message/sendaction.h"

#include <QObject>
#include <QSet>

#include <memory>

namespace rtmscope {

class WorkspacePage;

//! An account and the page that shows it, connected both ways: what the page asks for goes to this account
//! and to no other, and what the account tells, only this page shows. Ends both: the page shows nothing when
//! the controller goes. Owned by the desktop, one for each account that is open; GUI thread.
class AccountController : public QObject
{
    Q_OBJECT
public:
    struct Look
    {
        QString profile; //!< the profile's name, in its colour; empty: none
        QString colour;
        bool askToArm = false; //!< once it is connected
    };

    //! \a page must outlive it. \a remark is told over the messages, unless there is something graver.
    AccountController(Account::Options options, const Look &look, WorkspacePage &page,
                      const QString &remark = {}, QObject *parent = nullptr);
    ~AccountController() override;

    Account &account() { return *m_account; }

private:
    void showAccount(const Account::Options &options, const Look &look);
    void connectAccount();
    void connectPage();
    void connectConversations();
    void connectOutbox();
    void act(SendAction action, const QString &local);
    void showOutbox();
    void tellWhatStuck(const QList<OutboxItem> &items);
    void askToArmOnce();

    WorkspacePage &m_page;
    std::unique_ptr<Account> m_account;
    QSet<QString> m_stuck; //!< messages that wait for a decision, as told
    bool m_askToArm;
};

} // namespace rtmscope
