// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/tree.h"
#include "ui/access/keyhelp.h"
#include "ui/monitor/filter/filterjoin.h"
#include "ui/monitor/inspector/foldmemory.h"
#include "ui/monitor/inspector/inspectorbar.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QSplitter;

namespace rtmscope {

class BesideWork;
class ChangesView;
class EventHeading;
class EventLog;
class ExplainView;
class FindBar;
class HexView;
class JsonTreeModel;
class JsonTreeView;
class WireView;
class WorkspaceFeed;

//! One entry of the record as a tree, as its exact text, by what changed (in the message it edits, or against
//! another entry), and explained. Tree and text are linked: a row selected in the tree is highlighted in the
//! text, the cursor in the text selects its row. Shows anything: what is not JSON comes with the reason, its
//! place, and its bytes. What takes long is done beside the thread that paints. GUI thread.
class EventInspector : public QWidget
{
    Q_OBJECT
public:
    using Pane = InspectorBar::Pane;

    //! Larger events are taken apart beside the GUI thread.
    static constexpr qsizetype smallFrame = 128 * 1024;

    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit EventInspector(QWidget *parent = nullptr);
    ~EventInspector() override;

    //! For names beside ids; may be nullptr.
    void setFeed(const WorkspaceFeed *names);
    //! The record that the events are from; nullptr: what one did to the state can't be told.
    void setLog(EventLog *log);
    //! It shows one event for good: there is nothing to pin, to compare, or to filter.
    void setPinned();
    void showEvent(const Event &event);
    //! Likewise, of an event that nobody selected, and says so.
    void showExample(const Event &event);
    void clear();

    //! Selects the value at "item.channel", "blocks[0].text"; false if this event has none there.
    bool selectPath(const QString &path);
    //! A large event is still being taken apart.
    bool isReading() const { return m_isReading; }
    const Event &shownEvent() const { return m_event; }
    //! In a recorded page of history: goes to the message with this ts, as its events never were on the wire
    //! here.
    bool selectListedMessage(const QString &ts);
    Pane pane() const { return m_bar->pane(); }
    void setPane(Pane pane);
    void focusContent();
    void openFind();
    //! Keeps what is shown, to compare others with it; the next time ends that.
    void toggleComparing();
    //! Explains the event; the next time shows it as it was shown before.
    void toggleExplaining();

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
    //! The event is to be shown in a window of its own.
    void pinRequested();
    //! A link to documentation.
    void linkActivated(const QUrl &url);
    //! Escape: back to where the user came from.
    void escaped();

protected:
    void changeEvent(QEvent *event) override;
    using QWidget::showEvent; // the other one tells that the widget became visible
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeNames();
    void fitFonts();
    QWidget *makeTextPane();
    void connectPanes();
    void connectTree();
    void connectBar();
    void makeShortcuts();

    void takeTree(const json::Tree &tree);
    void openTree();
    bool hasTree() const;
    void showRemark();
    void changesCounted();
    void showPartialRemark();

    void treeNodeChosen(int node);
    void textCursorMoved(qsizetype byte);
    void showPlace(qsizetype begin, qsizetype end);
    void markNode(int node);
    void goToMember(const QString &path);

    void textMenu(const QPoint &at);
    void copyAll();

    JsonTreeModel *m_model;
    EventHeading *m_heading;
    InspectorBar *m_bar;
    JsonTreeView *m_tree;
    HexView *m_hex;
    ChangesView *m_changes;
    ExplainView *m_explain;
    QLabel *m_remark = nullptr;
    WireView *m_text = nullptr;
    QWidget *m_textPane = nullptr;
    QLabel *m_partialWords = nullptr;
    QPushButton *m_showAll = nullptr;
    QWidget *m_partialBar = nullptr;
    QSplitter *m_splitter = nullptr;
    FindBar *m_find = nullptr;
    BesideWork *m_work;

    QPointer<const WorkspaceFeed> m_names;
    Event m_event;
    FoldMemory m_folds;
    Pane m_otherPane = Pane::Tree; //!< before it was explained
    std::function<void()> m_then;  //!< what is to be done once the event is taken apart
    bool m_isExample = false;
    bool m_isReading = false;
    bool m_isPinned = false;
    bool m_linking = false; //!< one pane follows the other: no answer back
};

} // namespace rtmscope
