// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/fileactions.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>

namespace rtmscope {

FileActions::FileActions(QMainWindow &window)
    : QObject(&window)
    , open(make(window, tr("&Open captures…"), QKeySequence::Open,
                tr("Several are shown as one record, in the order of time")))
    , openFolder(make(window, tr("Open an export’s &folder…"), {}, {}))
    , recent(new QMenu(tr("Open &recent"), &window))
    , save(
          make(window, tr("&Save as…"), QKeySequence::Save, tr("Save all that is recorded so far to a file")))
    , saveShown(make(window, tr("Save &what the filter shows…"), tr("Ctrl+Shift+S"),
                     tr("Save the events that pass the filter and the noise level")))
    , saveSelected(
          make(window, tr("Sa&ve the selected events…"), {}, tr("Save what is selected in the event stream")))
    , exportEvents(make(window, tr("E&xport…"), tr("Ctrl+Shift+E"),
                        tr("As frames, a table, an HTTP archive or a transcript")))
    , saveRedacted(make(window, tr("Save redac&ted…"), {},
                        tr("Save a copy to give away, without names, texts and secrets")))
    , keep(
          make(window, tr("Kee&p captures…"), {}, tr("How much of what is recorded stays, and for how long")))
{
    setSavingEnabled(false);
}

QAction *FileActions::make(QMainWindow &window, const QString &words, const QKeySequence &keys,
                           const QString &tip)
{
    auto *action = new QAction(words, this);
    action->setShortcut(keys);
    if (!tip.isEmpty())
        action->setToolTip(tip);
    window.addAction(action); // its keys work while the menus were never opened
    return action;
}

QList<QAction *> FileActions::opening() const
{
    return {open, openFolder, recent->menuAction()};
}

QList<QAction *> FileActions::saving() const
{
    return {save, saveShown, saveSelected, exportEvents, saveRedacted};
}

void FileActions::setSavingEnabled(bool enabled)
{
    for (QAction *action : saving())
        action->setEnabled(enabled);
}

} // namespace rtmscope
