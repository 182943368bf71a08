// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/marks/overview.h"

#include <QPixmap>
#include <QWidget>

#include <functional>
#include <vector>

namespace rtmscope {

class EventTable;

//! Beside the list's scroll bar: all rows that it shows, from the first at the top to the last at the foot.
//! In lanes, so that none is told by its colour alone: kinds of events, then gaps and trouble, then what was
//! marked and what a search has found. Where one looks has a frame; a click goes there. Painted when
//! something changed. It takes no focus: the keys that go to marks, hits and ends do the same. GUI thread.
class OverviewStrip : public QWidget
{
    Q_OBJECT
public:
    OverviewStrip(EventTable &table, EventTableModel &model, QWidget *parent = nullptr);

    //! A row of the log that somebody has marked, in a mark colour; 0: it has none.
    struct Mark
    {
        quint32 row = 0;
        int colour = 0;
    };
    void setMarks(std::vector<Mark> marks);
    //! Rows of the log that a search has found, ascending.
    void setHits(const std::vector<quint32> &rows);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {sizeHint().width(), 0}; }
    //! What stands at \a y, in words, a line each.
    QString tipAt(int y) const;

Q_SIGNALS:
    //! The user points at a row of the table.
    void rowPicked(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    //! A lane, from the left where one reads from there.
    struct Lane
    {
        int x = 0;
        int width = 0;
    };
    struct Tick
    {
        int row = 0; //!< of the table
        int colour = 0;
    };

    void renew();
    void placeTicks();
    void render();
    void paintKinds(QPainter &painter, int y, const Overview::Cell &cell) const;
    void paintTicks(QPainter &painter) const;
    QRect viewed() const;
    int top() const;
    int length() const;
    std::pair<qsizetype, qsizetype> rowsAt(int y, int pixels) const;
    int placeOf(qsizetype row) const;
    Lane lane(int number) const;
    void pick(int y);

    EventTable &m_table;
    EventTableModel &m_model;
    Overview m_overview;
    std::vector<Mark> m_marks;
    std::vector<quint32> m_hits;
    std::vector<Tick> m_markTicks; //!< those that the table shows
    std::vector<int> m_hitPlaces;  //!< pixels, ascending, each once
    QPixmap m_picture;             //!< null: to be made anew
};

} // namespace rtmscope
