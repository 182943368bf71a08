// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/accountcontroller.h"

#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/banner.h"

#include <utility>

namespace rtmscope {

AccountController::AccountController(Account::Options options, const Look &look, WorkspacePage &page,
                                     const QString &remark, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_account(std::make_unique<Account>(options))
    , m_askToArm(look.askToArm)
{
    connectPage();
    connectConversations();
    connectOutbox();
    showAccount(options, look);
    const QString problem = m_account->storageProblem();
    m_page.panes().centre->banner()->setRemark(problem.isEmpty() ? remark : problem);
    connectAccount();
}

AccountController::~AccountController()
{
    // The page lets go first: it reads the stores until then.
    m_page.setDesk(nullptr);
    m_page.clear();
}

void AccountController::showAccount(const Account::Options &options, const Look &look)
{
    m_page.setDesk(m_account.get());
    m_page.setAccount({options.profile, m_account->name(), look.profile, look.colour, options.demo},
                      m_account->feed(), m_account->log());
    m_page.panes().conversations->setDrafted(m_account->drafted());
    m_page.setArmed(m_account->isArmed());
    m_page.setConnection(m_account->status());
    showOutbox();
}

//! What the account tells, the page shows.
void AccountController::connectAccount()
{
    const Account *account = m_account.get();
    CentrePages *centre = m_page.panes().centre;
    connect(account, &Account::statusChanged, &m_page, &WorkspacePage::setConnection);
    connect(account, &Account::acksChanged, &m_page, &WorkspacePage::setAcks);
    connect(account, &Account::nameChanged, &m_page, &WorkspacePage::setName);
    connect(account, &Account::armedChanged, &m_page, &WorkspacePage::setArmed);
    connect(account, &Account::draftedChanged, m_page.panes().conversations, &ConversationList::setDrafted);
    connect(account, &Account::loadingChanged, &m_page, &WorkspacePage::setLoading);
    connect(account, &Account::directOpened, &m_page, &WorkspacePage::goTo);
    connect(account, &Account::refused, centre, &CentrePages::showRemedy);
    connect(account, &Account::hindered, centre, &CentrePages::showHindrance);
    connect(account, &Account::troubled, centre->banner(), &Banner::setRemark);
    connect(account, &Account::retryHeld, &m_page,
            [this](const Error &error) { m_page.answerRetry(error.words); });
    connect(account, &Account::outboxChanged, this, &AccountController::showOutbox);
    connect(account, &Account::statusChanged, this, &AccountController::askToArmOnce);
}

//! What the page asks for, the account does. The connections end with the account.
void AccountController::connectPage()
{
    Account *account = m_account.get();
    connect(&m_page, &WorkspacePage::disconnectRequested, account, &Account::close);
    connect(&m_page, &WorkspacePage::reconnectRequested, account, &Account::open);
    connect(&m_page, &WorkspacePage::retryConnectionRequested, account, &Account::retryNow);
    connect(&m_page, &WorkspacePage::armRequested, account, &Account::setArmed);
    connect(&m_page, &WorkspacePage::directMessageRequested, account, &Account::openDirect);
    connect(&m_page, &WorkspacePage::typingHappened, account, &Account::tellTyping);
    connect(&m_page, &WorkspacePage::noteRequested, account, [account](const QByteArray &note) {
        account->session().record(note);
        account->log()->writeOut();
    });
    connect(&m_page, &WorkspacePage::historyRequested, account, &Account::loadHistory);
    connect(&m_page, &WorkspacePage::threadHistoryRequested, account, &Account::loadThread);
    connect(m_page.panes().conversations, &ConversationList::markReadRequested, account, &Account::markRead);
}

void AccountController::connectConversations()
{
    Account *account = m_account.get();
    const WorkspacePage::Panes &panes = m_page.panes();
    connect(panes.channel, &ConversationPane::olderHistoryRequested, account, &Account::loadOlderHistory);
    connect(panes.channel, &ConversationPane::seen, account, &Account::markRead);
    for (const ConversationPane *pane : {panes.channel, panes.thread}) {
        connect(pane->composer(), &Composer::draftChanged, account, &Account::saveDraft);
        connect(pane, &ConversationPane::sendActionRequested, this, &AccountController::act);
    }
}

void AccountController::connectOutbox()
{
    Outbox *outbox = &m_account->outbox();
    const OutboxPane *pane = m_page.panes().outbox;
    connect(pane, &OutboxPane::actionRequested, this, &AccountController::act);
    connect(pane, &OutboxPane::sendAllRequested, outbox, &Outbox::retryAll);
    connect(pane, &OutboxPane::moveRequested, outbox, &Outbox::move);
    connect(&m_page, &WorkspacePage::restoreRequested, outbox, &Outbox::restoreDiscarded);
}

void AccountController::act(SendAction action, const QString &local)
{
    Outbox &outbox = m_account->outbox();
    switch (action) {
    case SendAction::Retry:
        return outbox.retry(local);
    case SendAction::CheckAgain:
        return outbox.checkAgain(local);
    case SendAction::SendAnyway:
        return outbox.sendAnyway(local);
    case SendAction::Discard:
        outbox.discard(local);
        Q_EMIT m_page.passingWords(tr("Discarded. Edit > Bring back the discarded message undoes it."));
        return;
    }
}

void AccountController::showOutbox()
{
    const Outbox &outbox = m_account->outbox();
    const QString restorable = outbox.restorableText();
    m_page.panes().outbox->setItems(outbox.items());
    m_page.panes().outbox->setDiscarded(restorable);
    m_page.setOutbox({outbox.pendingCount(), outbox.stuckCount(), !restorable.isEmpty()});
    tellWhatStuck(outbox.items());
}

void AccountController::tellWhatStuck(const QList<OutboxItem> &items)
{
    QSet<QString> stuck;
    const OutboxItem *newest = nullptr;
    for (const OutboxItem &item : items) {
        if (item.isWaiting())
            continue;
        stuck.insert(item.local);
        if (!m_stuck.contains(item.local))
            newest = &item;
    }
    m_stuck = stuck;
    if (newest)
        m_page.tellStuck(newest->words.isEmpty() ? tr("A message was not sent.")
                                                 : tr("A message was not sent. %1").arg(newest->words));
}

//! Once the workspace has told its name, and once only.
void AccountController::askToArmOnce()
{
    if (m_page.connection().look == ConnectionStatus::Look::Good && std::exchange(m_askToArm, false))
        m_page.askWhetherToArm();
}

} // namespace rtmscope
