// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/captureshelf.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimeZone>
#include <QUrl>
#include <QUuid>

#include <algorithm>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;

namespace rtmscope::captureshelf {

namespace {

//! A recording, and what its name says: when it began, and of several in one second which of them.
struct Recording
{
    QString moment;
    int number = 0;
    QFileInfo file;
};

//! Those that newPath() named, the newest first.
std::vector<Recording> recordingsIn(const QStringList &folders)
{
    static const QRegularExpression shape(
        u"^(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ)(?:-(\\d{1,9}))?[.]rtmcap$"_s);
    std::vector<Recording> found;
    for (const QString &folder : folders) {
        for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.rtmcap"_s}, QDir::Files)) {
            const auto match = shape.match(file.fileName());
            if (match.hasMatch())
                found.push_back({match.captured(1), match.captured(2).toInt(), file});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Recording &a, const Recording &b) {
        return std::tie(a.moment, a.number) > std::tie(b.moment, b.number);
    });
    return found;
}

QStringList foldersIn(const QString &root)
{
    QStringList folders;
    for (const QFileInfo &folder : QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
        folders << folder.filePath();
    return folders;
}

//! Somebody noted something in it. Such notes are members of a line; in what somebody said the quotation
//! marks would be escaped.
bool isMarked(const QString &path)
{
    if (QFileInfo::exists(path + ".marks"_L1))
        return true;
    static const QList<QByteArray> notes{R"("kind":"mark")", R"("kind":"comment")"};
    constexpr qint64 pieceSize = 4 * 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return true;   // nobody can tell
    QByteArray before; // a note may lie in two pieces
    for (QByteArray piece = file.read(pieceSize); !piece.isEmpty(); piece = file.read(pieceSize)) {
        const QByteArray both = before + piece;
        for (const QByteArray &note : notes) {
            if (both.contains(note))
                return true;
        }
        before = both.last(std::min<qsizetype>(both.size(), 32));
    }
    return false;
}

} // namespace

QString root(const QString &dataFolder)
{
    return dataFolder + "/captures"_L1;
}

QString folder(const QString &dataFolder, const QString &profile)
{
    // A profile's name may hold anything that a person can type.
    const QString safe = QString::fromLatin1(QUrl::toPercentEncoding(profile, " ", "."));
    return root(dataFolder) + u'/' + safe;
}

QString newRecordingId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

std::unique_ptr<EventLog> newRecording(const QString &folder, const QString &source, QString *problem)
{
    CaptureInfo info;
    info.startedAtUs = Clock::system().nowUs();
    info.source = source;
    info.recording = newRecordingId();
    info.part = 1;
    auto log = EventLog::create(newPath(folder, info.startedAtUs), info);
    if (!log) {
        *problem = QCoreApplication::translate("CaptureShelf", "This session is not recorded to disk. %1")
                       .arg(log.error().words);
        return EventLog::inMemory(info);
    }
    (*log)->setParts({partBytes, partAge, [folder](qint64 nowUs) { return newPath(folder, nowUs); }});
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

int prune(const QStringList &folders, const Limits &limits)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime recently = now.addSecs(-std::chrono::seconds(limits.untouched).count());
    const QDateTime tooOld = now.addSecs(-std::chrono::seconds(limits.age).count());
    qint64 files = 0;
    qint64 bytes = 0;
    int removed = 0;
    for (const Recording &recording : recordingsIn(folders)) {
        const QFileInfo &file = recording.file;
        const QDateTime written = file.lastModified();
        ++files;
        bytes += file.size();
        const bool isBeyond =
            files > limits.files || bytes > limits.bytes || (limits.age.count() > 0 && written < tooOld);
        if (!isBeyond || limits.spared.contains(file.filePath()) || written >= recently)
            continue;
        if (isMarked(file.filePath()) || !QFile::remove(file.filePath()))
            continue;
        ++removed;
    }
    return removed;
}

int prune(const QString &folder, const Limits &limits)
{
    return prune(QStringList{folder}, limits);
}

int pruneAll(const QString &root, const Keeping &keeping, const QString &current)
{
    Limits limits;
    limits.bytes = keeping.bytes > 0 ? keeping.bytes : std::numeric_limits<qint64>::max();
    limits.age = std::chrono::hours(24) * keeping.days;
    limits.spared = QStringList{current};
    return prune(foldersIn(root), limits);
}

Usage usage(const QString &root)
{
    Usage usage;
    for (const Recording &recording : recordingsIn(foldersIn(root))) {
        ++usage.files;
        usage.bytes += recording.file.size();
        const QDateTime written = recording.file.lastModified();
        if (!usage.oldest.isValid() || written < usage.oldest)
            usage.oldest = written;
    }
    return usage;
}

} // namespace rtmscope::captureshelf
