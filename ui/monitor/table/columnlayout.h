// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/columnpath.h"
#include "ui/monitor/table/eventrowpainter.h"
#include "ui/monitor/table/eventtablemodel.h"

#include <QObject>
#include <QTableView>

#include <array>
#include <optional>

namespace rtmscope {

//! Which columns an event table shows, in which order and how wide: what a person wants of them, and what
//! that makes at this size of text and in this room. Part of the table; GUI thread.
class ColumnLayout : public QObject
{
    Q_OBJECT
public:
    //! \a sizes are those of the rows.
    ColumnLayout(QTableView &table, const EventRowPainter &sizes);

    void setModel(EventTableModel *model);
    //! Rows are painted in another size than this one was.
    void scale(int digitBefore, int paddingBefore);
    //! Numbers grow with the record: there are rows.
    void fitNumbers();
    //! Shares the room out: there is another, or other rows.
    void fit();

    bool isHidden(int column) const { return m_table.isColumnHidden(column); }
    void setHidden(int column, bool hidden);
    //! One place on for 1, back for -1, past those that are hidden.
    void move(int column, int by);
    //! By one digit; narrower for -1.
    void widen(int column, int by);
    //! Adds a column of a person's own before the summary and returns it; one that is there already is shown.
    int addPath(const ColumnPath &path);
    void removePath(int column);
    //! As they were before anybody changed them.
    void reset();
    //! All columns in the order in which they stand, hidden ones included.
    QList<int> inOrder() const;

    //! For any size of text.
    QByteArray save() const;
    bool restore(const QByteArray &state);

Q_SIGNALS:
    //! Others are there, or shown.
    void changed();
    //! save() gives something else, or may do.
    void touched();

private:
    //! What a person wants of a column.
    enum class Wish : quint8 {
        Usual, //!< there; those for Socket Mode where they say something and find room
        Shown,
        Hidden,
    };

    bool isEnvelope(int column) const;
    bool isAutomatic(int column) const;
    int usualWidth(int column) const;
    void layOut();
    void fitTimes();
    void fitSizes();
    int fitEnvelopes(int room);
    void showEnvelopes(bool shown);
    void pathsChanged();

    QTableView &m_table;
    const EventRowPainter &m_sizes;
    EventTableModel *m_model = nullptr;
    int m_timeDigits = 0;     //!< that the times have room for
    bool m_envelopes = false; //!< there is something for the columns that only Socket Mode fills
    std::array<Wish, EventTableModel::ColumnCount> m_wishes{};
};

} // namespace rtmscope
