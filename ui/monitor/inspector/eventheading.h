// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/summary/eventsummary.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace rtmscope {

class Workspace;

//! Above the JSON of an event: which one it is, and in words what happened and what its type means. Owned by
//! the inspector.
class EventHeading : public QWidget
{
    Q_OBJECT
public:
    explicit EventHeading(QWidget *parent = nullptr);

    //! What can be done with the event, at the end of its line.
    void addTools(QWidget *tools);
    //! \a workspace is for names; it may be nullptr.
    void show(const Event &event, const Workspace *workspace);
    using QWidget::show;
    //! No event is there.
    void clear();
    void fitFonts();

private:
    QWidget *makeTitle();
    QWidget *makeMeaning();
    void showTitle(const Event &event);
    void showMeaning(const Event &event, const Workspace *workspace);

    QHBoxLayout *m_line = nullptr;
    QLabel *m_title;
    QLabel *m_subtitle;
    QWidget *m_meaning;
    QLabel *m_told;  //!< what this event tells
    QLabel *m_means; //!< what its type means
    EventSummary m_summary;
};

} // namespace rtmscope
