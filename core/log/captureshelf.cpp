// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/captureshelf.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QThreadPool>
#include <QTimeZone>
#include <QUrl>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope::captureshelf {

namespace {

//! Those that newPath() named, the newest first: their names tell when they began, and of several in one
//! second which of them.
QFileInfoList recordingsIn(const QString &folder)
{
    static const QRegularExpression shape(
        u"^(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ)(?:-(\\d{1,9}))?[.]rtmcap$"_s);
    std::vector<std::pair<std::pair<QString, int>, QFileInfo>> found;
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.rtmcap"_s}, QDir::Files)) {
        const auto match = shape.match(file.fileName());
        if (match.hasMatch())
            found.push_back({{match.captured(1), match.captured(2).toInt()}, file});
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QFileInfoList files;
    for (const auto &each : found)
        files.append(each.second);
    return files;
}

} // namespace

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
    qint64 files = 0;
    qint64 bytes = 0;
    int removed = 0;
    for (const QFileInfo &file : recordingsIn(folder)) {
        ++files;
        bytes += file.size();
        const bool beyond = files > limits.files || bytes > limits.bytes;
        if (beyond && file.filePath() != limits.spared && file.lastModified() < recently &&
            QFile::remove(file.filePath()))
            ++removed;
    }
    return removed;
}

} // namespace rtmscope::captureshelf
