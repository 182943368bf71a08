// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/status/connectionstatus.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QStatusBar>
#include <QTimer>

class QMenu;
class QToolButton;

namespace rtmscope {

class EventLog;
class StatusDot;
class TokenLabel;

//! The status bar: connection, recording, acknowledgements, outbox, gaps; on the right the unknown types and
//! the count of events. Reads the log at most once a second and repaints only what changed. Owned by the
//! window.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);
    //! nullptr: nothing is open. \a sends: something can be written, so there is an outbox.
    void setLog(EventLog *log, bool sends);
    void setStatus(const ConnectionStatus &status);
    //! What came of "Retry now"; stands behind the words about the connection until they change.
    void setAnswer(const QString &words);
    //! \a stuck wait for a decision of the user.
    void setOutbox(int waiting, int stuck);
    void setGapCount(int gaps);
    //! As the event stream says it, at the same moment.
    void setEventCount(qsizetype events);
    //! How long the present outage lasts; empty when there is none.
    void setElapsed(const QString &elapsed);

Q_SIGNALS:
    void outboxActivated(); //!< somebody wants to see it
    void gapsActivated();
    //! Somebody wants to see the events of these types.
    void typesActivated(const QStringList &types);

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *makeButton();
    void dressButtons();
    void listUnknownTypes();
    void showGaps();
    void refresh();
    void showConnection();
    void showAcks();
    QString connectionText() const;
    QString recordingWords() const;

    QPointer<EventLog> m_log;
    ConnectionStatus m_status;
    QString m_answer;
    StatusDot *m_dot;
    TokenLabel *m_connection;
    TokenLabel *m_recording;
    TokenLabel *m_acks; //!< of Socket Mode only
    QToolButton *m_outbox;
    theme::Colour m_outboxInk = theme::Colour::Dim;
    QToolButton *m_gaps;
    int m_gapCount = 0;
    QString m_elapsed;
    QToolButton *m_unknown;
    QMenu *m_unknownTypes;
    TokenLabel *m_events;
    qsizetype m_eventCount = 0;
    QTimer m_tick;
};

//! "00:14:22".
QString clockWords(std::chrono::seconds duration);
//! "2.1 MB".
QString sizeWords(qint64 bytes);

} // namespace rtmscope
