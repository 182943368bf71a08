// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rtmscope {

//! Where a comment on an event is written, at the foot of the list: Enter saves it, Escape leaves. What was
//! begun and left is there when one comes back to that event. Owned by the event view; GUI thread.
class CommentBar : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit CommentBar(QWidget *parent = nullptr);

    //! For the event \a seq, which has the comment \a comment so far.
    void open(quint64 seq, const QString &comment);
    //! Forgets what was begun: another log is shown.
    void reset();

Q_SIGNALS:
    //! An empty text takes the comment away.
    void saved(quint64 seq, const QString &text);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void save();
    void leave();
    void close();

    quint64 m_seq = 0;
    QString m_before;                //!< what the event has
    QHash<quint64, QString> m_begun; //!< and not saved, by event
    QLabel *m_words;
    QLineEdit *m_edit;
    QPushButton *m_save;
};

} // namespace rtmscope
