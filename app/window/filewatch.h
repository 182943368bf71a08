// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <vector>

namespace rtmscope {

//! Tells when files that are shown are others on disk by now: grown, cut short, replaced or gone. What was
//! read of them is not read again. Costs nothing while nothing happens to them, and one look a second while
//! somebody writes into them. Owned by the controller of what is shown; GUI thread.
class FileWatch : public QObject
{
    Q_OBJECT
public:
    //! Folders, pipes and devices among \a paths are not watched.
    explicit FileWatch(const QStringList &paths, QObject *parent = nullptr);
    ~FileWatch() override;

    //! How long this program itself has made the file meanwhile (marks stand at its end): no news. Asked
    //! where one file is watched only.
    void setOwnSize(std::function<qint64()> ask) { m_askOwnSize = std::move(ask); }

Q_SIGNALS:
    //! In plain words; each once.
    void changed(const QString &words);

private:
    struct File
    {
        QString path;
        quint64 node = 0; //!< the same name may be another file
        qint64 size = 0;
        QDateTime written;
    };
    static File lookAt(const QString &path);
    QString newsOf(const File &was, const File &now) const;
    void look();

    std::vector<File> m_files; //!< as they were when they were opened
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    QString m_told;
    std::function<qint64()> m_askOwnSize;
};

} // namespace rtmscope
