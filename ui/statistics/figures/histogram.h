// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/latencies.h"

#include <QWidget>

namespace rtmscope {

//! How often something took how long: a bar for each range, with the range below. What it shows in words is
//! its description. Owned by its parent.
class Histogram : public QWidget
{
    Q_OBJECT
public:
    explicit Histogram(QWidget *parent = nullptr);

    void setBars(const LatencyFigures::Histogram &bars);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect barRoom(std::size_t bar) const;
    QString wordsOf(std::size_t bar) const;
    void describe();

    LatencyFigures::Histogram m_bars{};
    std::size_t m_first = 0; //!< of those that are not empty
    std::size_t m_end = 0;
};

} // namespace rtmscope
