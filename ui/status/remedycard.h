// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/status/connectionstatus.h"
#include "ui/status/remedyplan.h"

#include <QHash>
#include <QTime>
#include <QTimer>

class QPlainTextEdit;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! What stopped the connection: what happened, what to do with a button for it, and the server's own words on
//! request. Owned by the window.
class RemedyCard : public Surface
{
    Q_OBJECT
public:
    explicit RemedyCard(QWidget *parent = nullptr);
    //! \a goesOn: it is tried again without anybody's doing.
    void show(const Error &error, bool goesOn = false);
    using Surface::show;
    //! Of what goes on, the time until it does.
    void setStatus(const ConnectionStatus &status);

Q_SIGNALS:
    void actionRequested(rtmscope::RemedyAction action);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeButtons();
    void arrangeButtons(const QList<RemedyAction> &actions);
    void chosen(RemedyAction action);
    QString laterWords() const;
    void showLater();

    QTime m_goesOnAt; //!< the server said when; else invalid
    bool m_goesOn = false;
    ConnectionStatus m_status;
    QTimer *m_retry; // the person wants it tried again, but not yet
    QTimer m_tick;   // runs only while a countdown is on screen
    TokenLabel *m_title;
    TokenLabel *m_words;
    TokenLabel *m_later;
    TokenLabel *m_why;
    QHash<RemedyAction, QPushButton *> m_actions;
    QPushButton *m_whyButton;
    QPushButton *m_detailsButton;
    QPlainTextEdit *m_details;
    QWidget *m_detailsFrame = nullptr;
};

} // namespace rtmscope
