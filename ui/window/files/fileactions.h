// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace rtmscope {

//! The actions about files: captures that are opened, and what is saved of the record. FileDesk does what
//! they say. Owned by the window.
class FileActions : public QObject
{
    Q_OBJECT
public:
    explicit FileActions(QMainWindow &window);

    QAction *open;
    QAction *openFolder;
    QMenu *recent;
    QAction *save;
    QAction *saveShown;
    QAction *saveSelected;
    QAction *exportEvents;
    QAction *saveRedacted;
    QAction *keep; //!< how many recordings stay

    QList<QAction *> opening() const; //!< in the order of the menu
    QList<QAction *> saving() const;  //!< likewise; of no use while nothing is recorded
    void setSavingEnabled(bool enabled);

private:
    QAction *make(QMainWindow &window, const QString &words, const QKeySequence &keys, const QString &tip);
};

} // namespace rtmscope
