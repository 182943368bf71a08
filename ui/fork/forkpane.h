// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/fork/fork.h"
#include "core/fork/forkworkspace.h"
#include "ui/access/keyhelp.h"
#include "ui/parts/surface.h"
#include "ui/theme/emptywords.h"

#include <QListView>

class QPushButton;

namespace rtmscope {

class EventWriter;
class ForkModel;
class TemplateBar;
class TokenLabel;

//! A capture that goes on with events of one's own: the entries behind the one it begins at, templates to
//! insert more, the JSON of the selected one and what is odd about it. Owns the fork; files and what comes of
//! it are others', who are asked by signals. Owned by the window; GUI thread.
class ForkPane : public Surface
{
    Q_OBJECT
public:
    static KeyGroup keyHelp();
    explicit ForkPane(QWidget *parent = nullptr);

    //! \a name is the record's.
    void begin(Fork fork, const QString &name);
    //! Nothing is forked.
    void end();
    bool isOpen() const { return m_open; }
    const Fork &fork() const { return m_fork; }
    //! The workspace after the entries that are kept: whom and what an event may speak of.
    void setBase(const Workspace &base);
    //! How far what takes long is; empty: nothing does.
    void setWork(const QString &words);
    //! Of what was asked for last; empty: all is well.
    void setProblem(const QString &words);
    //! What was recorded can be gone back to.
    void setCanGoBack(bool can);
    //! What is written is in a file.
    void setSaved();
    bool isSaved() const { return m_saved; }
    //! The selected entry behind the kept ones; -1: none.
    qsizetype selected() const;
    Event selectedEvent() const; //!< the one that the fork begins behind, too

Q_SIGNALS:
    void lookRequested(); //!< to see what comes out
    void backRequested(); //!< to the record that was forked
    void saveRequested();
    void serveRequested();
    void closeRequested();

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    QPushButton *makeButton(const QString &words, const QString &tip);
    void makeKeys();
    void insert();
    void edit(const QByteArray &frame);
    void remove();
    void step(bool back);
    void contentChanged(qsizetype index);
    void select(qsizetype index);
    void showSelected();
    void check();
    void tell();
    QString whyFixed() const;

    using List = WithEmptyWords<QListView>;

    Fork m_fork;
    QString m_name;
    ForkWorkspace m_workspace;
    bool m_open = false;
    bool m_saved = true;
    bool m_envelopes = false; //!< the record is of Socket Mode
    qsizetype m_shown = -1;   //!< the entry whose JSON is shown
    bool m_replacing = false; //!< rows are others, and the selection is put back
    ForkModel *m_model;
    TokenLabel *m_heading;
    TokenLabel *m_detail;
    TokenLabel *m_problem;
    List *m_list;
    TemplateBar *m_templates;
    EventWriter *m_writer;
    QPushButton *m_undo = nullptr;
    QPushButton *m_redo = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_look = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_serve = nullptr;
    QPushButton *m_close = nullptr;
    TokenLabel *m_empty;
    QWidget *m_forked; //!< all but what is said while nothing is forked
    QString m_work;
};

} // namespace rtmscope
