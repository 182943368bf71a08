// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/share/savewish.h"
#include "ui/window/files/recentfiles.h"

#include <QObject>
#include <QStringList>

class QDragEnterEvent;
class QDropEvent;
class QMainWindow;
class QSettings;

namespace rtmscope {

class FileActions;
class WorkspacePage;

//! Asks for files: which to open, and where to save what of the record; keeps what was opened last. Opens and
//! writes nothing itself, but asks for it by signals. Owned by the window; GUI thread.
class FileDesk : public QObject
{
    Q_OBJECT
public:
    //! All must outlive it.
    FileDesk(QMainWindow &window, FileActions &actions, WorkspacePage &page, QSettings &settings);

    RecentFiles &recent() const { return *m_recent; }
    //! Files that somebody drags over the window, or drops there.
    static void dragEnter(QDragEnterEvent *event);
    void drop(const QDropEvent *event);
    //! Asks where a redacted copy shall go. Empty: nowhere.
    QString askForRedacted();

Q_SIGNALS:
    //! Several: as one record.
    void openRequested(const QStringList &paths);
    void saveRequested(const rtmscope::SaveWish &wish);
    void saveRedactedRequested();
    void keepRequested(); //!< how many recordings stay

private:
    void open(const QStringList &paths);
    void save(SavedEvents events, const QString &title);
    void askForExport();
    void writeExport(SaveWish wish);
    QString nameOf(SavedEvents events) const;

    QMainWindow &m_window;
    FileActions &m_actions;
    WorkspacePage &m_page;
    QSettings &m_settings;
    RecentFiles *m_recent;
};

} // namespace rtmscope
