// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"
#include "ui/monitor/filter/eventsearch.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rtmscope {

//! Searches all that was recorded for a text or a regular expression, and goes from hit to hit. It hides
//! nothing. Owned by the event view; GUI thread.
class SearchBar : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    //! Whether a row of the log is in the list; and which is selected, -1 if none.
    struct List
    {
        std::function<bool(qsizetype row)> isShown;
        std::function<qsizetype()> selected;
    };
    explicit SearchBar(List list, QWidget *parent = nullptr);

    void setLog(EventLog *log);
    void open();
    void close();
    void next() { step(1); }
    void previous() { step(-1); }
    const EventSearch &search() const { return *m_search; }

Q_SIGNALS:
    void hitChosen(qsizetype row);
    void hitsChanged();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void begin();
    void step(int direction);
    void say();
    QString words() const;

    List m_list;
    EventSearch *m_search;
    QLineEdit *m_edit;
    QPushButton *m_expression;
    QLabel *m_count;
    QTimer m_typing;
};

} // namespace rtmscope
