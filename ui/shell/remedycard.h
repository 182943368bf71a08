// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/remedyplan.h"
#include "ui/shell/surface.h"

#include <QHash>

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

Q_SIGNALS:
    void actionRequested(rtmscope::RemedyAction action);

private:
    QWidget *makeButtons();
    void arrangeButtons(const QList<RemedyAction> &actions);

    TokenLabel *m_title;
    TokenLabel *m_words;
    TokenLabel *m_later;
    TokenLabel *m_why;
    QHash<RemedyAction, QPushButton *> m_actions;
    QPushButton *m_whyButton;
    QPushButton *m_detailsButton;
    QPlainTextEdit *m_details;
};

} // namespace rtmscope
