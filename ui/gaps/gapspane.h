// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/gap.h"
#include "ui/access/keyhelp.h"
#include "ui/parts/surface.h"

class QGridLayout;
class QStackedLayout;
class QTreeView;

namespace rtmscope {

class GapsModel;
class PlainHeader;
class TokenLabel;
class WorkspaceFeed;

//! The gap ledger: every outage in a list, and all that is known of the chosen one below. Reads the
//! workspace, asks by signals. Owned by the window; GUI thread.
class GapsPane : public Surface
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit GapsPane(QWidget *parent = nullptr);

    //! nullptr: nothing is open.
    void setFeed(WorkspaceFeed *feed, bool recording);
    //! For the words while there is no gap.
    void setConnected(bool connected);
    //! Selects the gap that the entry tells of, if there is one.
    void selectGapOfEvent(quint64 seq);

Q_SIGNALS:
    void countChanged(int count);
    //! How long the present outage lasts, "12 s", once a second; empty when there is none.
    void elapsedChanged(const QString &elapsed);
    //! An outage is over, and what could be back-filled is: "No connection 14:03:10 to 14:03:41, 3
    //! back-filled".
    void gapSettled(const QString &words);
    //! The user chose a gap.
    void gapSelected(quint64 seq);
    //! Enter or double click: go to its event.
    void eventRequested(quint64 seq);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeList();
    QWidget *makeDetail();
    TokenLabel *addField(QGridLayout *grid, const QString &caption);
    void layOutColumns();
    void refresh();
    QString summary() const;
    void tellSettled();
    QString emptyWords() const;
    void showDetail();
    void currentChanged();

    GapsModel *m_model;
    QStackedLayout *m_pages;
    TokenLabel *m_empty;
    TokenLabel *m_summary;
    QTreeView *m_list;
    PlainHeader *m_header = nullptr;
    TokenLabel *m_when = nullptr;
    TokenLabel *m_cause = nullptr;
    TokenLabel *m_proof = nullptr;
    TokenLabel *m_connections = nullptr;
    TokenLabel *m_filled = nullptr;
    TokenLabel *m_unknowable = nullptr;
    qint64 m_connectedUs = 0; //!< since when the stream is heard; 0: not yet
    qint64 m_settledUs = 0; //!< begin of the newest outage that was told as settled, or was old when we came
    bool m_recording = false;
    bool m_chosen = false;    //!< by the user, here or in another pane
    bool m_selecting = false; //!< follows another pane
};

} // namespace rtmscope
