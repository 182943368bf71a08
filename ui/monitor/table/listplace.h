// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace rtmscope {

class EventTable;
class EventTableModel;

//! Where a person reads in a list, kept while its rows are replaced or its room is another: by the entry, as
//! its row is a new one. A filter that is still being worked out may bring it later. Part of the EventView;
//! GUI thread.
class ListPlace : public QObject
{
    Q_OBJECT
public:
    //! Both must outlive it.
    ListPlace(EventTable &table, EventTableModel &model, QObject *parent);

    //! The newest row is in view, whatever comes: there is no place to be kept.
    void setFollowing(bool following) { m_following = following; }
    //! The rows are about to be replaced.
    void remember();
    //! They are others now. Its rows may be among those to come: goThere() whenever there are some.
    void beginReturn() { m_returning = true; }
    void goThere();
    bool isReturning() const { return m_returning; }
    //! The person has chosen another, or all rows are there.
    void endReturn() { m_returning = false; }
    void forget() { m_logRow = -1; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keepSelectionVisible(int heightBefore);

    EventTable &m_table;
    EventTableModel &m_model;
    qsizetype m_logRow = -1;
    int m_y = 0;
    bool m_following = true;
    bool m_returning = false;
};

} // namespace rtmscope
