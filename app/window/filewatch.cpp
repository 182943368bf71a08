// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/filewatch.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Who writes into a file does so many times a second, and who replaces it is not through with it at once.
constexpr auto lookAfter = 1s;

} // namespace

FileWatch::FileWatch(const QStringList &paths, QObject *parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(lookAfter);
    connect(&m_soon, &QTimer::timeout, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    for (const QString &path : paths) {
        if (!QFileInfo(path).isFile())
            continue;
        m_files.push_back(lookAt(path));
        m_watcher.addPath(path);
    }
}

FileWatch::~FileWatch() = default;

//! Without a time: there is no such file.
FileWatch::File FileWatch::lookAt(const QString &path)
{
    struct stat status = {};
    File file{path, 0, 0, {}};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return file;
    file.node = status.st_ino;
    file.size = status.st_size;
    file.written =
        QDateTime::fromMSecsSinceEpoch(status.st_mtim.tv_sec * 1000LL + status.st_mtim.tv_nsec / 1'000'000);
    return file;
}

void FileWatch::look()
{
    QString words;
    for (const File &was : m_files) {
        const File now = lookAt(was.path);
        if (words.isEmpty())
            words = newsOf(was, now);
        // What takes the place of a file is not watched by itself.
        if (now.written.isValid() && (now.node != was.node || !m_watcher.files().contains(was.path))) {
            m_watcher.removePath(was.path);
            m_watcher.addPath(was.path);
        }
    }
    if (words.isEmpty() || std::exchange(m_told, words) == words)
        return;
    Q_EMIT changed(words);
}

QString FileWatch::newsOf(const File &was, const File &now) const
{
    const QString name = QFileInfo(was.path).fileName();
    if (!now.written.isValid())
        return tr("“%1” is gone from its folder. What was read of it is shown still.").arg(name);
    if (now.node == was.node && now.size == was.size && now.written == was.written)
        return {};
    if (now.node != was.node)
        return tr("“%1” was replaced on disk by another file. What is shown is the former one.").arg(name);
    if (now.size < was.size)
        return tr("“%1” was cut short on disk: events behind its end can't be read any more.").arg(name);
    if (m_files.size() == 1 && m_askOwnSize && now.size == m_askOwnSize())
        return {};
    if (now.size > was.size)
        return tr("“%1” has grown on disk since it was opened. What came is not shown.").arg(name);
    return tr("“%1” was changed on disk since it was opened.").arg(name);
}

} // namespace rtmscope
