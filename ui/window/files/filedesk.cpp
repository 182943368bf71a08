// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/filedesk.h"

#include "core/log/eventlog.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/share/exportdialog.h"
#include "ui/window/files/fileactions.h"
#include "ui/window/files/filedialogs.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMainWindow>
#include <QMimeData>
#include <QSettings>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Empty unless all of it is files here.
QStringList filesIn(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            return {};
        paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

FileDesk::FileDesk(QMainWindow &window, FileActions &actions, WorkspacePage &page, QSettings &settings)
    : QObject(&window)
    , m_window(window)
    , m_actions(actions)
    , m_page(page)
    , m_settings(settings)
    , m_recent(new RecentFiles(*actions.recent, settings, this))
{
    connect(actions.open, &QAction::triggered, this,
            [this] { open(filedialogs::capturesToOpen(m_window, m_settings)); });
    connect(actions.openFolder, &QAction::triggered, this, [this] {
        const QString folder = filedialogs::folderToOpen(m_window, m_settings);
        open(folder.isEmpty() ? QStringList() : QStringList{folder});
    });
    connect(m_recent, &RecentFiles::chosen, this, &FileDesk::open);
    connect(actions.save, &QAction::triggered, this, [this] { save(SavedEvents::All, tr("Save as")); });
    connect(actions.saveShown, &QAction::triggered, this,
            [this] { save(SavedEvents::Shown, tr("Save what the filter shows")); });
    connect(actions.saveSelected, &QAction::triggered, this,
            [this] { save(SavedEvents::Selected, tr("Save the selected events")); });
    connect(actions.exportEvents, &QAction::triggered, this, &FileDesk::askForExport);
    connect(actions.saveRedacted, &QAction::triggered, this, &FileDesk::saveRedactedRequested);
    connect(actions.keep, &QAction::triggered, this, &FileDesk::keepRequested);
    connect(&page, &WorkspacePage::contentChanged, this,
            [this] { m_actions.setSavingEnabled(m_page.opened().log != nullptr); });
}

void FileDesk::open(const QStringList &paths)
{
    if (!paths.isEmpty())
        Q_EMIT openRequested(paths);
}

void FileDesk::dragEnter(QDragEnterEvent *event)
{
    if (!filesIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileDesk::drop(const QDropEvent *event)
{
    open(filesIn(event->mimeData()));
}

//! What a part of the record is called, as a proposal for a file's name.
QString FileDesk::nameOf(SavedEvents events) const
{
    const QString name = m_page.opened().identity.name;
    switch (events) {
    case SavedEvents::Shown:
        return tr("%1 filtered").arg(name);
    case SavedEvents::Selected:
        return tr("%1 selection").arg(name);
    case SavedEvents::All:
        break;
    }
    return name;
}

void FileDesk::save(SavedEvents events, const QString &title)
{
    const EventView &view = *m_page.panes().events;
    if (events == SavedEvents::Selected && tableselection::count(*view.parts().table) == 0) {
        Q_EMIT m_page.passingWords(tr("Select events in the event stream first."));
        return;
    }
    const auto target =
        filedialogs::fileToSave(m_window, m_settings, title, nameOf(events), filedialogs::allFormats());
    if (target)
        Q_EMIT saveRequested({target->path, events, target->format});
}

void FileDesk::askForExport()
{
    const EventView &view = *m_page.panes().events;
    if (!m_page.opened().log)
        return;
    const auto selected = qsizetype(tableselection::count(*view.parts().table));
    const EventTableModel &model = *view.parts().model;
    const EventTableModel::Counts counts = model.counts();
    auto *dialog = new ExportDialog(
        {m_page.opened().log->size(), counts.isWhole ? counts.shown : -1, selected}, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const SavedEvents likely = selected > 1                ? SavedEvents::Selected
                               : !model.shown().everything ? SavedEvents::Shown
                                                           : SavedEvents::All;
    dialog->choose(likely, ExportFormat::Ndjson);
    connect(dialog, &ExportDialog::exportRequested, this, [this, dialog] {
        const SaveWish wish = dialog->wish();
        dialog->accept();
        writeExport(wish);
    });
    dialog->open();
}

void FileDesk::writeExport(SaveWish wish)
{
    const auto target =
        filedialogs::fileToSave(m_window, m_settings, tr("Export"), nameOf(wish.events), {wish.format});
    if (!target)
        return;
    wish.path = target->path;
    Q_EMIT saveRequested(wish);
}

QString FileDesk::askForRedacted()
{
    const QString name = tr("%1 redacted").arg(m_page.opened().identity.name);
    const auto target =
        filedialogs::fileToSave(m_window, m_settings, tr("Save as a capture"), name, {ExportFormat::Capture});
    return target ? target->path : QString();
}

} // namespace rtmscope
