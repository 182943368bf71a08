// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "ui/access/keyhelp.h"
#include "ui/monitor/filter/filterjoin.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;
class QTabBar;
class QToolButton;

namespace rtmscope {

class ChangesView;
class EventHeading;
class FindBar;
class JsonTreeModel;
class JsonTreeView;
class WireView;
class WorkspaceFeed;

//! One entry of the record as a tree, as its exact text, and by what changed: in the message it edits, or
//! against another entry. Tree and text are linked: a row selected in the tree is highlighted in the text,
//! the cursor in the text selects its row. Shows anything: what is not JSON comes with the reason and its
//! place, binary frames as a hex dump. GUI thread.
class EventInspector : public QWidget
{
    Q_OBJECT
public:
    enum class Pane : quint8 { Tree, Text, Both, Changes };

    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit EventInspector(QWidget *parent = nullptr);
    ~EventInspector() override;

    //! For names beside ids; may be nullptr.
    void setFeed(const WorkspaceFeed *names);
    void showEvent(const Event &event);
    //! Likewise, of an event that nobody selected, and says so.
    void showExample(const Event &event);
    void clear();

    //! Selects the value at "item.channel", "blocks[0].text"; false if this event has none there.
    bool selectPath(const QString &path);
    //! In a recorded page of history: goes to the message with this ts, as its events never were on the wire
    //! here.
    bool selectListedMessage(const QString &ts);
    Pane pane() const;
    void setPane(Pane pane);
    void focusContent();
    void openFind();
    //! Keeps what is shown, to compare others with it; the next time ends that.
    void toggleComparing();

    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

Q_SIGNALS:
    //! The user selected this value.
    void pathSelected(const QString &path);
    //! "Filter by this value", "And this value" …: for EventFilter::join().
    void filterRequested(const QString &expression, rtmscope::FilterJoin join);
    void columnRequested(const QString &path);
    //! Of the values that all events have at this path.
    void plotRequested(const QString &path);
    void countRequested(const QString &path);
    //! Escape: back to where the user came from.
    void escaped();

protected:
    void changeEvent(QEvent *event) override;
    using QWidget::showEvent; // the other one tells that the widget became visible
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeNames();
    void fitFonts();
    QWidget *makeTabs();
    QWidget *makeTextPane();
    void connectChanges();
    void connectTree();
    void makeShortcuts();

    void showRemark();
    void changesCounted();
    QString brokenWords();
    void showPartialRemark();

    void treeNodeChosen(int node);
    void textCursorMoved(qsizetype byte);
    void showPlace(qsizetype begin, qsizetype end);
    void markNode(int node);

    void textMenu(const QPoint &at);
    void copyAll();

    JsonTreeModel *m_model;
    EventHeading *m_heading;
    JsonTreeView *m_tree;
    ChangesView *m_changes;
    QLabel *m_remark = nullptr;
    QTabBar *m_tabs = nullptr;
    QToolButton *m_wrapButton = nullptr;
    QToolButton *m_compareButton = nullptr;
    WireView *m_text = nullptr;
    QWidget *m_textPane = nullptr;
    QLabel *m_partialWords = nullptr;
    QPushButton *m_showAll = nullptr;
    QWidget *m_partialBar = nullptr;
    QSplitter *m_splitter = nullptr;
    FindBar *m_find = nullptr;

    QPointer<const WorkspaceFeed> m_names;
    Event m_event;
    bool m_isExample = false;
    bool m_linking = false; //!< one pane follows the other: no answer back
};

} // namespace rtmscope
