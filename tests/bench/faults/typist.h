// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/faults/stand.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace rtmscope::bench {

//! Somebody who keeps typing replies, each with a text of its own, and does what a careful person would: what
//! was refused is sent again, what is in doubt is looked for and sent again only if it is not there.
class Typist : public QObject
{
    Q_OBJECT
public:
    struct Result
    {
        int typed = 0;
        int arrivedOnce = 0;
        int twice = 0;
        int lost = 0;        //!< neither at the server nor in the outbox
        int waiting = 0;     //!< not at the server, but in the outbox
        int retried = 0;     //!< by the typist, after a refusal
        int doubtful = 0;    //!< were ever called unconfirmed
        int leftInDoubt = 0; //!< still are, though the server has them
        int dropped = 0;     //!< by the typist: the thread that they were for is gone
        QStringList findings;
    };

    //! Types from start() on, one reply each \a period.
    Typist(Stand &stand, std::chrono::milliseconds period);

    void start();
    void stop();
    //! Waits until nothing is under way any more, at most \a longest and what the queue takes at its pace.
    void settle(std::chrono::milliseconds longest);
    Result check() const;

private:
    struct Reply
    {
        QString text;
        QString step;  //!< of its last note
        QString error; //!< and its code
        bool doubted = false;
    };

    void type();
    void noted(const QByteArray &note);
    void decide();

    Stand &m_stand;
    QTimer m_timer;
    QTimer m_decisions;
    QHash<QString, Reply> m_replies; //!< by local id
    QSet<QString> m_dropped;
    int m_number = 0;
    int m_retried = 0;
};

} // namespace rtmscope::bench
