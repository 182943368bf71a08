// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/marks/markbook.h"
#include "core/marks/samething.h"
#include "ui/access/keyhelp.h"
#include "ui/monitor/marks/colourrule.h"
#include "ui/monitor/rows/rowdress.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

class QMenu;
class QModelIndex;
class QShortcut;

namespace rtmscope {

class CommentBar;
class EventView;
class LabelMenu;
class NoteLine;
class OverviewStrip;
class RowSeek;
class RuleMatcher;
class RulesDialog;
class UpdateThrottle;
class WorkspaceFeed;

//! What a person notes about events and how she finds her way among them, for one event view: marks,
//! comments, labels, colour rules, the strip beside the list, the next event about the same. It joins itself
//! to the view, which owns it. It writes nothing: what is noted goes out as noteWanted(), and is there
//! once it is in the log. GUI thread.
class EventMarks : public QObject
{
    Q_OBJECT
public:
    //! The keys that work in the list.
    static KeyGroup keyHelp();
    explicit EventMarks(EventView &view);
    ~EventMarks() override;

    //! After the view was given the same.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    void setRules(const QList<ColourRule> &rules);
    const QList<ColourRule> &rules() const { return m_rules; }
    const Marks &marks() const { return m_book.marks(); }

    //! Opens the rules, with a new one for \a filter if that is not empty.
    void showRules(const QString &filter = {});
    void toggleMark();
    //! Of what is selected.
    void toggleLabel(int label);
    void clearLabels();
    //! Takes the last marks, labels or comment back.
    void undo();
    void writeComment();
    void goToMark(int direction);
    //! The next (1) or previous (-1) shown event that has the same as the selected one. Looked for in other
    //! threads; where there is none, the view says so.
    void goToSame(samething::Kind kind, int direction);

Q_SIGNALS:
    //! To be written into the record, at once, before this returns.
    void noteWanted(const QByteArray &note);
    void rulesEdited(const QList<rtmscope::ColourRule> &rules);

private:
    void makeShortcuts();
    void connectView();
    void refresh();
    void showNoted();
    RowDress dress(qsizetype row, const Event &event);
    QString wordsOf(const RowDress &dress, const QString &rule) const;
    FilterQuery::NameLookup names() const;
    void applyRules();
    void fillMenu(QMenu *menu, const QModelIndex &cell);
    void addGoing(QMenu *menu, const Event &event);
    bool canNote();
    std::vector<quint32> selectedRows();
    void note(MarkNote note, qsizetype row);
    MarkNote reverse(MarkNote note, qsizetype row) const;
    void done(const QString &words);
    void forgetUndo();
    void send(const MarkNote &note);
    void saveComment(quint64 seq, const QString &text);
    void sameFound(qsizetype row, quint64 from, const QString &nothing);
    void scrollTo(int row);

    EventView &m_view;
    MarkBook m_book;
    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    QList<ColourRule> m_rules;
    RuleMatcher *m_matcher;
    OverviewStrip *m_strip;
    CommentBar *m_comment;
    NoteLine *m_done; //!< what was just done to many, and a button that undoes it
    QShortcut *m_undoKey = nullptr;
    std::vector<MarkNote> m_doing; //!< what takes back what is being done
    std::vector<MarkNote> m_undo;  //!< what was done last
    qsizetype m_cleared = 0;       //!< from the list, when something was done last
    UpdateThrottle *m_throttle;
    std::unique_ptr<LabelMenu> m_labels;
    QPointer<RulesDialog> m_dialog;
    std::unique_ptr<RowSeek> m_seek;
    QTimer m_slow; //!< the search takes so long that somebody wonders
};

} // namespace rtmscope
