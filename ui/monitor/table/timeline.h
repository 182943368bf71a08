// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/log/ratehistory.h"
#include "ui/access/keyhelp.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <utility>
#include <vector>

namespace rtmscope {

//! How busy the stream was, from the first entry to the last: bars stacked by kind, time without a connection
//! hatched up to now, the selected event marked. Repainted at most twice a second, and only the bars that
//! changed. With the focus, the arrow keys go from one busy moment to the next, and what stands there is its
//! description. A range is chosen by dragging with Shift held, or by Shift with those keys and Enter.
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
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bar
    {
        std::array<quint32, eventClassCount> counts{};
        quint32 total = 0; //!< frames; notes are no traffic
        friend bool operator==(const Bar &, const Bar &) = default;
    };
    //! What is drawn of the record.
    struct Picture
    {
        std::vector<Bar> bars;
        qint64 startUs = 0;
        qint64 barUs = 1'000'000;
        qreal slot = 1; //!< pixels from one bar to the next
        quint32 highest = 0;
        size_t outages = 0;
        qint64 outageEndUs = 0; //!< of the last one
    };
    struct Outage
    {
        qint64 id = 0; //!< 0 in records of old
        qint64 fromUs = 0;
        qint64 toUs = 0; //!< 0: still open
    };

    //! From the bottom up: what people say, what becomes of it, the rest.
    static constexpr std::array stacking{EventClass::Message,  EventClass::Change,  EventClass::Presence,
                                         EventClass::Reaction, EventClass::Control, EventClass::Unknown};

    void countAnew();
    void takeInGrowth();
    void takeInOutage(const json::Value &note, qint64 writtenUs);
    bool isAway() const;
    qint64 endUs() const;
    void layOut();
    void show(Picture picture);
    void describe();
    int barWidth() const;
    QString moment(qint64 timeUs) const;
    qint64 startUs() const;
    qreal along(qreal x) const;
    qint64 timeAt(qreal x) const;
    qreal positionOf(qint64 timeUs) const;
    QString tipAt(qreal x) const;
    qsizetype barAt(qint64 timeUs) const;
    void step(qsizetype by);
    void pickBar(qsizetype bar);
    bool brushKey(const QKeyEvent &event);
    void setRange(qint64 fromUs, qint64 toUs);
    void tellRange();
    void paintRange(QPainter &painter) const;
    std::pair<size_t, size_t> barsIn(const QRect &dirty) const;
    void placeHits();
    void paintGaps(QPainter &painter) const;
    void paintHits(QPainter &painter) const;
    void paintBar(QPainter &painter, size_t index) const;

    QPointer<EventLog> m_log;
    RateHistory m_history;
    qsizetype m_gapsSeen = 0; //!< rows looked at for gap notes
    std::vector<Outage> m_gaps;
    Picture m_picture;
    std::vector<quint32> m_hits;
    std::vector<int> m_hitPlaces; //!< pixels from the beginning, ascending, each once
    qint64 m_markedUs = 0;
    qint64 m_cursorUs = 0;    //!< the moment that the keys are at; 0: wherever the mark is
    qint64 m_rangeFromUs = 0; //!< where choosing a range began; 0: there is none
    qint64 m_rangeToUs = 0;
    bool m_brushing = false;
    bool m_picking = false;
    QTimer m_timer;
};

} // namespace rtmscope
