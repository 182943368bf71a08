// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/tree.h"
#include "ui/theme/emptywords.h"

#include <QListView>

class QLabel;

namespace rtmscope {

class BesideWork;
class ChangesModel;

//! What became of an event: of an edit what it replaced, of any other how it differs from one that was kept
//! for comparison. Owned by the inspector.
class ChangesView : public QWidget
{
    Q_OBJECT
public:
    explicit ChangesView(QWidget *parent = nullptr);

    void showEvent(const Event &event, const json::Tree &tree);
    void clear();
    //! Keeps \a event, which others are compared with from now on; one without a number ends that.
    void keep(const Event &event);
    bool isKeeping() const { return m_kept.seq != 0; }
    int count() const; //!< of differences
    void fitFonts();
    //! What has the keyboard.
    QWidget *content() const { return m_list; }

Q_SIGNALS:
    //! The user went to a difference, which is at this node of the event that is shown; -1: it has no such
    //! value.
    void nodeChosen(int node);
    void keepingChanged();
    void counted(); //!< count() is another, as two large ones have been compared

protected:
    using QWidget::showEvent;

private:
    using List = WithEmptyWords<QListView>;

    struct Pair; //!< two values to be compared, and the words for that

    void compare();
    void compare(const Pair &pair);
    void showWords(const QString &heading, const QString &ifEmpty);
    void showMenu(const QPoint &at);

    ChangesModel *m_model;
    BesideWork *m_work;
    List *m_list;
    QLabel *m_heading;
    Event m_event;
    Event m_kept;
    json::Tree m_tree;
    json::Tree m_keptTree;
};

} // namespace rtmscope
