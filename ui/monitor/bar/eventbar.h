// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/filter/rowfilter.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rtmscope {

class FilterBar;
class NoiseButton;

//! The bar above an event stream: the filter, how the stream stands, and the buttons that say how it runs.
//! Tells what was pressed and shows what it is told; knows no log. Part of the EventView; GUI thread.
class EventBar : public QWidget
{
    Q_OBJECT
public:
    explicit EventBar(QWidget *parent = nullptr);

    FilterBar *filterBar() const { return m_filterBar; }
    void setNoiseLevel(NoiseLevel level);
    void setFollowing(bool following);
    void setPaused(bool paused);
    //! How it stands, in words; \a isProblem: what is wrong with the filter.
    void setStatus(const QString &words, bool isProblem);
    //! So many rows came below what is in view.
    void setNew(int rows);
    //! Makes itself smaller in a small view. False if that has no room for a timeline.
    bool fit(const QSize &view);
    //! Height of the field.
    int leastHeight() const;

Q_SIGNALS:
    void levelChosen(rtmscope::NoiseLevel level);
    void followChosen(bool following);
    void pauseChosen(bool paused);
    void clearChosen();
    void newestChosen();

private:
    void makeButtons();

    FilterBar *m_filterBar;
    QLabel *m_status;
    QPushButton *m_pill;
    NoiseButton *m_noiseButton;
    QPushButton *m_followButton;
    QPushButton *m_pauseButton;
    QPushButton *m_clearButton;
};

} // namespace rtmscope
