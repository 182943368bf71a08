// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"
#include "ui/monitor/timeline/timelinepicture.h"
#include "ui/monitor/timeline/timelinerecord.h"
#include "ui/monitor/timeline/timelinezoom.h"

#include <QPoint>
#include <QWidget>

#include <vector>

namespace rtmscope {

//! How busy the stream was: bars stacked by kind, time without a connection hatched up to now, the selected
//! event marked, over a scale of time. All of the record, from the first entry to the last, or a part of it
//! that one zooms in to (Ctrl and the wheel, + and -) and drags. Repainted at most twice a second, and only
//! the bars that changed. With the focus, the arrow keys go from one busy moment to the next, and what stands
//! there is its description. A range is chosen by dragging with Shift held, or by Shift with those keys and
//! Enter.
class Timeline : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit Timeline(QWidget *parent = nullptr);

    void setLog(EventLog *log);
    //! Marks a moment; 0 marks none.
    void setMarked(qint64 timeUs);
    //! Rows of the log that a search has found: where they are is shown along the top.
    void setHits(const std::vector<quint32> &rows);
    //! Shades what is not in the range that was picked last no longer.
    void clearRange();
    //! Factors above 1 go nearer, with the cursor, the mark or else the newest where it is.
    void zoom(double factor);
    void showAll();
    const TimelineZoom &view() const { return m_zoom; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    //! The user points at a moment.
    void timePicked(qint64 timeUs);
    //! The user wants to see this range alone; \a toUs is no part of it.
    void rangePicked(qint64 fromUs, qint64 toUs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    //! What the mouse does while its button is held.
    enum class Drag : quint8 { None, Point, Pan, Brush };

    void layOut();
    void describe();
    void placeHits();
    int barWidth() const;
    int axisHeight() const;
    int barsBottom() const { return height() - axisHeight(); }
    QString moment(qint64 timeUs) const;
    QString tipAt(qreal x) const;
    qreal along(qreal x) const;
    void zoomAt(double factor, qint64 timeUs);
    void step(qsizetype by);
    void pickBar(qsizetype bar);
    bool brushKey(const QKeyEvent &event);
    bool zoomKey(const QKeyEvent &event);
    void setRange(qint64 fromUs, qint64 toUs);
    void tellRange();
    bool hasRange() const { return m_rangeFromUs != 0; }
    void paintAxis(QPainter &painter) const;
    void paintBars(QPainter &painter, const QRect &dirty) const;
    void paintOver(QPainter &painter) const;

    TimelineRecord m_record;
    TimelineZoom m_zoom;
    TimelinePicture m_picture;
    std::vector<quint32> m_hits;
    std::vector<int> m_hitPlaces; //!< pixels from the beginning, ascending, each once
    qint64 m_markedUs = 0;
    qint64 m_cursorUs = 0;    //!< the moment that the keys are at; 0: wherever the mark is
    qint64 m_rangeFromUs = 0; //!< where choosing a range began; 0: there is none
    qint64 m_rangeToUs = 0;
    Drag m_drag = Drag::None;
    QPoint m_pressedAt;
    qint64 m_pannedFromUs = 0; //!< the edge when the button was pressed
    bool m_picking = false;
};

} // namespace rtmscope
