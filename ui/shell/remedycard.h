// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "ui/shell/surface.h"

class QPlainTextEdit;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! What stopped the connection for good: what happened, what to do, and the server's own words on request.
//! Nothing is tried again by itself while it shows. Owned by the window.
class RemedyCard : public Surface
{
    Q_OBJECT
public:
    explicit RemedyCard(QWidget *parent = nullptr);
    void show(const Error &error);
    using Surface::show;

Q_SIGNALS:
    void editTokenRequested();
    void retryRequested();
    void demoRequested();

private:
    QWidget *makeButtons();

    TokenLabel *m_title;
    TokenLabel *m_words;
    QPushButton *m_detailsButton;
    QPlainTextEdit *m_details;
};

} // namespace rtmscope
