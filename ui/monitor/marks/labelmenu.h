// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/marks/marks.h"

#include <QList>

#include <functional>

class QMenu;
class QWidget;

namespace rtmscope {

//! The menu that labels one event, or all of its channel, thread or person, and the names of the labels.
//! Knows nothing of the list; a value that calls back. GUI thread.
class LabelMenu
{
public:
    struct Calls
    {
        std::function<void(int label)> toggle; //!< of what is selected
        std::function<void()> clear;
        std::function<void(const MarkNote &note)> send; //!< about many, or a name
    };
    //! What the labels of the menu may stand on.
    struct About
    {
        Labels own = 0; //!< of the event itself
        EntryPlace place;
        QString channel; //!< as they are shown
        QString user;
    };
    explicit LabelMenu(Calls calls)
        : m_calls(std::move(calls))
    {
    }

    //! Adds a menu "Label" to \a menu. \a marks must outlive it.
    void addTo(QMenu &menu, const Marks &marks, const About &about);

private:
    void addMany(QMenu &menu, const Marks &marks, const QString &words, const EntryPlace &of);
    void askNames(const Marks &marks, QWidget *parent);

    Calls m_calls;
};

//! "3 to be asked", or "Label 3" where it has no name.
QString labelWords(const Marks &marks, int label);

} // namespace rtmscope
