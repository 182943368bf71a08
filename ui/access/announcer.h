// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QTimer>
#include <QWidget>

namespace rtmscope {

//! Tells assistive tools what happened elsewhere in the window than where the focus is. Politely: at most
//! once in two seconds, what comes meanwhile is told together, and of one topic the newest only. One per
//! window, owned by it, with nothing to see; GUI thread.
class Announcer : public QWidget
{
    Q_OBJECT
public:
    enum class Topic : quint8 { Connection, Gap, Sending, Mention, Answer };

    explicit Announcer(QWidget *window);

    void announce(Topic topic, const QString &words);
    //! Some want to hear nothing of all this.
    void setSilent(bool silent);

Q_SIGNALS:
    void announced(const QString &words);

private:
    struct News
    {
        Topic topic;
        QString words;
    };
    void tell();

    QList<News> m_waiting; //!< in the order in which it happened
    QTimer m_pause;
    bool m_silent = false;
};

} // namespace rtmscope
