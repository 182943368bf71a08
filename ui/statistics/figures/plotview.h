// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/valueplot.h"
#include "ui/access/keyhelp.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

//! Numbers over time: a dot each while they are few, else from the lowest to the highest of each pixel's
//! time. A click chooses the nearest; with the focus the arrow keys go from one to the next, up and down to
//! the highest and the lowest there, and Enter chooses. Where the keys are is its description. Owned by its
//! page.
class PlotView : public QWidget
{
    Q_OBJECT
public:
    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit PlotView(QWidget *parent = nullptr);

    void setFigures(std::shared_ptr<const PlotFigures> figures);
    //! Shown while there are no numbers.
    void setEmptyWords(const QString &words);
    QSize sizeHint() const override { return {400, 240}; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    //! The user wants to see the entry that has this number.
    void eventChosen(quint64 seq);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    //! A number in the picture.
    struct Place
    {
        std::size_t column = 0;
        bool isHighest = true;
    };
    //! What is drawn where.
    struct Scale
    {
        QRect room;
        double lowest = 0;
        double highest = 1;
        double step = 1; //!< from one line to the next
    };

    bool isEmpty() const { return m_figures->columns.empty(); }
    Scale scale() const;
    static std::vector<double> linesOf(const Scale &scale);
    qreal xOf(const Scale &scale, qint64 timeUs) const;
    static qreal yOf(const Scale &scale, double value);
    QPointF pointOf(const Scale &scale, const Place &place) const;
    std::optional<Place> nearest(const QPointF &point) const;
    double valueOf(const Place &place) const;
    quint64 seqOf(const Place &place) const;
    QString wordsOf(const Place &place) const;
    void go(std::ptrdiff_t by);
    void setCursorPlace(std::optional<Place> place);
    void describe();
    void paintLines(QPainter &painter, const Scale &scale) const;
    void paintTimes(QPainter &painter, const Scale &scale) const;
    void paintNumbers(QPainter &painter, const Scale &scale) const;
    void paintMedian(QPainter &painter, const Scale &scale) const;
    void paintCursor(QPainter &painter, const Scale &scale) const;

    std::shared_ptr<const PlotFigures> m_figures;
    QString m_emptyWords;
    std::optional<Place> m_cursor;
};

} // namespace rtmscope
