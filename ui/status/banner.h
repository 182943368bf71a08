// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/status/connectionstatus.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! The slim strip over the messages that tells what is wrong while work goes on: a lost connection with its
//! cause and countdown, an app that is shared with other programs, a full disk, something about an opened
//! file. Hidden when there is nothing to say.
//! Owned by the window.
class Banner : public Surface
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    //! Shows itself for a Waiting status, while an outage lasts, and as long as the app is shared; hides for
    //! others.
    void setStatus(const ConnectionStatus &status);
    //! How long the present outage lasts, "12 s"; empty when there is none.
    void setElapsed(const QString &elapsed);
    //! What came of "Retry now" where it could not be at once; stands until the connection stands otherwise.
    void setAnswer(const QString &words);
    //! A lasting remark with a Dismiss button; the connection's words go before it.
    void setRemark(const QString &words);
    //! What is under way, "Opening …", with a Cancel button; goes before all else. Empty ends it.
    void setWork(const QString &words);
    //! The page below tells of the outage itself: what it says need not stand here again.
    void setOutageTold(bool told);

Q_SIGNALS:
    void ownAppRequested();
    void retryRequested();
    void cancelRequested();

private:
    void refresh();
    QString outageWords() const;

    ConnectionStatus m_status;
    QString m_elapsed;
    QString m_answer;
    QString m_remark;
    QString m_work;
    bool m_outageTold = false;
    TokenLabel *m_words;
    QPushButton *m_retry;
    QPushButton *m_dismiss;
    QPushButton *m_cancel;
    QPushButton *m_ownApp;
    QLabel *m_sign;
    QTimer m_tick; // runs only while a countdown is on screen
};

} // namespace rtmscope
