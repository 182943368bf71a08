// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/captureshelf.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QThreadPool>
#include <QTimeZone>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace rtmscope::captureshelf {

QString folder(const QString &dataFolder, const QString &profile)
{
    // A profile's name may hold anything that a person can type.
    const QString safe = QString::fromLatin1(QUrl::toPercentEncoding(profile, " ", "."));
    return u"%1/captures/%2"_s.arg(dataFolder, safe);
}

std::unique_ptr<EventLog> newRecording(const QString &folder, const QString &source, QString *problem)
{
    CaptureInfo info;
    info.startedAtUs = Clock::system().nowUs();
    info.source = source;
    auto log = EventLog::create(newPath(folder, info.startedAtUs), info);
    if (!log) {
        *problem = QCoreApplication::translate("CaptureShelf", "This session is not recorded to disk. %1")
                       .arg(log.error().words);
        return EventLog::inMemory(info);
    }
    QThreadPool::globalInstance()->start([folder] { prune(folder, {}); });
    return std::move(log).value();
}

QString newPath(const QString &folder, qint64 nowUs)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(nowUs / 1000, QTimeZone::utc());
    const QString stem = folder + u'/' + moment.toString(u"yyyy-MM-dd'T'HH-mm-ss'Z'"_s);
    QString path = stem + ".rtmcap"_L1;
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = u"%1-%2.rtmcap"_s.arg(stem).arg(i);
    return path;
}

int prune(const QString &folder, const Limits &limits)
{
    const QDateTime recently =
        QDateTime::currentDateTimeUtc().addSecs(-std::chrono::seconds(limits.untouched).count());
    int files = 0;
    qint64 bytes = 0;
    int removed = 0;
    // By name, newest first: the names begin with the time they were started.
    for (const QFileInfo &file :
         QDir(folder).entryInfoList({u"*.rtmcap"_s}, QDir::Files, QDir::Name | QDir::Reversed)) {
        ++files;
        bytes += file.size();
        const bool beyond = files > limits.files || bytes > limits.bytes;
        if (beyond && file.lastModified() < recently && QFile::remove(file.filePath()))
            ++removed;
    }
    return removed;
}

} // namespace rtmscope::captureshelf
