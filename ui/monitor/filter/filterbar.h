// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/filter/filtershelf.h"

#include <QWidget>

class QHBoxLayout;
class QMenu;
class QPushButton;

namespace rtmscope {

class FilterAdvice;
class FilterCompleter;
class FilterEdit;
class FilterNote;

//! The field where a filter is typed, with what helps: suggestions, the menu of kept filters, and below() the
//! filters that are switched on and a line that says what all of it means. GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    FilterEdit *edit() const { return m_edit; }
    EventFilter *filter() const { return m_filter; }
    FilterCompleter *completer() const { return m_completer; }
    //! To be seated by the owner, under the bar; takes no room while it is empty.
    QWidget *below() const { return m_below; }

    void setLog(EventLog *log, const WorkspaceFeed *names);
    //! Whether the filter that is applied shows nothing, though something was recorded.
    void setFoundNothing(bool nothing);
    //! The kept filters, for whoever stores them; those that are on apply at once.
    QByteArray shelf() const { return m_shelf.toJson(); }
    void setShelf(const QByteArray &json);

Q_SIGNALS:
    void shelfChanged();

private:
    void fillMenu();
    void addSavedActions();
    void addHistoryActions();
    void askForName();
    void change(const FilterShelf &shelf);
    void showChips();
    void dressChips();
    void say();
    QString meaning() const;

    FilterEdit *m_edit;
    QPushButton *m_menuButton;
    QMenu *m_menu;
    QWidget *m_below;
    QWidget *m_chips;
    QHBoxLayout *m_chipsLayout;
    FilterNote *m_note;
    EventFilter *m_filter;
    FilterCompleter *m_completer;
    FilterAdvice *m_advice;
    FilterShelf m_shelf;
    QPointer<EventLog> m_log;
    bool m_foundNothing = false;
};

} // namespace rtmscope
