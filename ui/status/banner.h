// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/surface.h"
#include "ui/status/connectionstatus.h"

#include <QPointer>
#include <QTimer>

class QLabel;
class QPushButton;

namespace rtmscope {

class TokenLabel;

//! The slim strip over the messages that tells what is wrong while work goes on: a lost connection with its
//! cause and countdown, an app that is shared with other programs, a full disk, something about an opened
//! file. Hidden when there is nothing to say. A second one can say the same where the first, and the page
//! below it, are not in view.
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
    //! What happened to the file that is shown, with a button that opens it again; stands like a remark, and
    //! goes with it.
    void setFileNews(const QString &words);
    //! What is under way, "Opening …", with a Cancel button; goes before all else. Empty ends it.
    void setWork(const QString &words);
    //! The page below tells of the outage itself: what it says need not stand here again.
    void setOutageTold(bool told);
    bool isWorking() const { return !m_work.isEmpty(); }
    //! From now on \a echo says what this says, and its buttons are this one's. It also tells what only the
    //! page below would: that the connection stopped. It must not outlive this.
    void setEcho(Banner *echo);
    //! Says nothing, whatever there is: of an echo, while the first is in view.
    void setSilent(bool silent);

Q_SIGNALS:
    void workChanged(); //!< it began, or is over
    void ownAppRequested();
    void retryRequested();
    void cancelRequested();
    void openAgainRequested();
    //! It stopped, and the page below, which is not in view, says what to do.
    void helpRequested();

private:
    //! What stands there, and with which buttons.
    struct Saying
    {
        QString words;
        bool problem = true; //!< else work under way
        bool retry = false;
        bool dismiss = false;
        bool cancel = false;
        bool openAgain = false;
        bool ownApp = false;
        bool help = false;
    };
    void makeButtons();
    void dismiss();
    void refresh();
    bool isCounting() const;
    Saying saying(bool pageInView) const;
    void present(const Saying &saying);
    QString outageWords() const;
    QString stoppedWords() const;

    ConnectionStatus m_status;
    QString m_elapsed;
    QString m_answer;
    QString m_remark;
    QString m_fileNews;
    QString m_work;
    bool m_outageTold = false;
    bool m_silent = false;
    Saying m_saying;
    QPointer<Banner> m_echo;
    TokenLabel *m_words;
    QPushButton *m_retry;
    QPushButton *m_dismiss;
    QPushButton *m_cancel;
    QPushButton *m_openAgain;
    QPushButton *m_ownApp;
    QPushButton *m_help;
    QLabel *m_sign;
    QTimer m_tick; // runs only while a countdown is on screen
};

} // namespace rtmscope
