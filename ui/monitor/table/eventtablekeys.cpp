// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
// What the keys do in the table.
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventtable.h"

#include <QKeyEvent>

#include <algorithm>

namespace rtmscope {

namespace {

using Command = EventTable::Command;

//! What the head does by mouse, for the column that the keys are at.
bool columnKey(EventTable &table, const QKeyEvent &event)
{
    const int column = std::max(0, table.currentIndex().column());
    const int by = event.key() == Qt::Key_Left ? -1 : event.key() == Qt::Key_Right ? 1 : 0;
    const int onScreen = table.isRightToLeft() ? -by : by;
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (by != 0 && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        table.columns().move(column, onScreen);
        table.scrollTo(table.currentIndex());
        return true;
    }
    if (by != 0 && modifiers == (Qt::AltModifier | Qt::ShiftModifier)) {
        table.columns().widen(column, onScreen);
        return true;
    }
    if (event.key() != Qt::Key_S || modifiers & ~Qt::ShiftModifier)
        return false;
    if (modifiers)
        Q_EMIT table.commanded(Command::ShowArrival);
    else
        Q_EMIT table.sortRequested(column);
    return true;
}

bool commandKey(EventTable &table, const QKeyEvent &event)
{
    EventRows &rows = table.eventModel()->rows();
    if (event.matches(QKeySequence::Copy)) {
        Q_EMIT table.copyRequested(CopyFormat::Text);
    } else if (event.keyCombination() == (Qt::CTRL | Qt::SHIFT | Qt::Key_Delete)) {
        Q_EMIT table.commanded(Command::Clear);
    } else if (event.keyCombination() == (Qt::CTRL | Qt::Key_Z)) {
        Q_EMIT table.commanded(Command::UndoClear);
    } else if (event.keyCombination() == QKeyCombination(Qt::Key_R)) {
        if (const QModelIndex current = table.currentIndex(); current.isValid())
            rows.toggleReference(table.eventModel()->logRow(current.row()));
    } else if (event.keyCombination() == (Qt::SHIFT | Qt::Key_T)) {
        rows.setTimeForm(TimeForm((int(rows.timeForm()) + 1) % timeFormCount));
    } else {
        return false;
    }
    return true;
}

} // namespace

//! With Shift the keys that move select what they move over.
bool EventTable::extendByKey(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::ShiftModifier || !currentIndex().isValid())
        return false;
    const auto target = [this](CursorAction action) { return moveCursor(action, Qt::NoModifier).row(); };
    switch (event.key()) {
    case Qt::Key_Up:
        m_anchor.extendTo(target(MoveUp));
        break;
    case Qt::Key_Down:
        m_anchor.extendTo(target(MoveDown));
        break;
    case Qt::Key_PageUp:
        m_anchor.extendTo(target(MovePageUp));
        break;
    case Qt::Key_PageDown:
        m_anchor.extendTo(target(MovePageDown));
        break;
    default:
        return false;
    }
    scrollToRow(currentIndex().row());
    return true;
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if (extendByKey(*event) || columnKey(*this, *event) || commandKey(*this, *event))
        return;
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Home:
        goTo(0, extend);
        return;
    case Qt::Key_End:
        goTo(m_model->rowCount() - 1, extend);
        if (!extend)
            Q_EMIT commanded(Command::GoToEnd);
        return;
    case Qt::Key_F:
        Q_EMIT commanded(Command::ToggleFollowing);
        return;
    case Qt::Key_Space:
        Q_EMIT commanded(Command::TogglePause);
        return;
    case Qt::Key_Slash:
        Q_EMIT commanded(Command::FocusFilter);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            Q_EMIT commanded(Command::Open);
        return;
    case Qt::Key_Escape:
        Q_EMIT commanded(Command::SelectNothing);
        return;
    default:
        step(event);
    }
}

//! What the keys choose comes into view; a click leaves everything where it is.
void EventTable::step(QKeyEvent *event)
{
    const QPersistentModelIndex before = currentIndex();
    QTableView::keyPressEvent(event);
    if (currentIndex() == before || !currentIndex().isValid())
        return;
    scrollToRow(currentIndex().row());
    if (before.isValid() && currentIndex().column() != before.column())
        scrollTo(currentIndex());
}

void EventTable::goTo(int row, bool extend)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    if (extend)
        m_anchor.extendTo(row);
    else
        setCurrentIndex(m_model->index(row, std::max(0, currentIndex().column())));
    scrollToRow(row);
}

KeyGroup EventTable::keyHelp()
{
    return {tr("In the event stream"),
            {{tr("Previous event"), {Qt::Key_Up}},
             {tr("Next event"), {Qt::Key_Down}},
             {tr("Previous column"), {Qt::Key_Left}},
             {tr("Next column"), {Qt::Key_Right}},
             {tr("A page up"), {Qt::Key_PageUp}},
             {tr("A page down"), {Qt::Key_PageDown}},
             {tr("First event"), {Qt::Key_Home}},
             {tr("Newest event, and follow"), {Qt::Key_End}},
             {tr("Follow or not"), {Qt::Key_F}},
             {tr("Pause the display, or go on"), {Qt::Key_Space}},
             {tr("Select more events"),
              {QKeySequence(Qt::SHIFT | Qt::Key_Up), QKeySequence(Qt::SHIFT | Qt::Key_Down)}},
             {tr("Select all events that are shown"), {QKeySequence::SelectAll}},
             {tr("Copy the selected events as text"), {QKeySequence::Copy}},
             {tr("Sort by the column, again the other way round"), {Qt::Key_S}},
             {tr("Back to the order of arrival"), {QKeySequence(Qt::SHIFT | Qt::Key_S)}},
             {tr("Move the column"),
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right)}},
             {tr("Make the column narrower or wider"),
              {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Left),
               QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Right)}},
             {tr("Count times from this event, or no longer"), {Qt::Key_R}},
             {tr("Write times another way"), {QKeySequence(Qt::SHIFT | Qt::Key_T)}},
             {tr("Clear the list"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete)}},
             {tr("Undo clearing, or marks"), {QKeySequence(Qt::CTRL | Qt::Key_Z)}},
             {tr("To the filter"), {Qt::Key_Slash}},
             {tr("Search all events"), {QKeySequence::Find}},
             {tr("Read the event, and go to its message"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("Show the workspace as of this event"), {Qt::Key_T}},
             {tr("An event back in time"), {Qt::Key_BracketLeft}},
             {tr("An event on in time"), {Qt::Key_BracketRight}},
             {tr("A minute back in time"), {Qt::Key_BraceLeft}},
             {tr("A minute on in time"), {Qt::Key_BraceRight}},
             {tr("Select nothing"), {Qt::Key_Escape}}}};
}

} // namespace rtmscope
