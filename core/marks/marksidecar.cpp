// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/marksidecar.h"

#include "core/base/clock.h"
#include "core/capture/captureline.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerOnlyFolder = ownerOnly | QFile::ExeOwner;
//! Nobody writes so much by hand: a larger file is none of ours.
constexpr qint64 largest = 64 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("MarkSidecar", text);
}

//! Folders hold what people wrote to each other: they are for their owner only.
bool makeFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return true;
    return makeFolder(info.absolutePath()) &&
           QDir(info.absolutePath()).mkdir(info.fileName(), ownerOnlyFolder);
}

} // namespace

MarkSidecar::MarkSidecar(QString file, QString folder)
    : m_file(std::move(file))
    , m_folder(std::move(folder))
{
}

QString MarkSidecar::beside() const
{
    return QDir::cleanPath(QFileInfo(m_file).absoluteFilePath()) + ".marks"_L1;
}

//! By the whole path, so that two files of one name do not share it.
QString MarkSidecar::elsewhere() const
{
    if (m_folder.isEmpty())
        return {};
    const QString whole = QDir::cleanPath(QFileInfo(m_file).absoluteFilePath());
    const QByteArray hash =
        QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return u"%1/%2-%3.marks"_s.arg(m_folder, QFileInfo(whole).fileName(), QString::fromLatin1(hash));
}

QString MarkSidecar::path() const
{
    for (const QString &place : {beside(), elsewhere()}) {
        if (!place.isEmpty() && QFileInfo(place).isFile())
            return place;
    }
    return {};
}

QList<QByteArray> MarkSidecar::read() const
{
    QFile file(path());
    if (file.fileName().isEmpty() || file.size() > largest || !file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> notes;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n'))
            break;
        const auto entry = captureline::read(QByteArrayView(line).chopped(1));
        if (entry && entry.value().direction == Direction::Note)
            notes << entry.value().raw;
    }
    return notes;
}

Result<Done> MarkSidecar::append(const QByteArray &note)
{
    const QString known = path();
    if (m_count < 0)
        m_count = read().size();
    auto written = appendTo(known.isEmpty() ? beside() : known, note);
    if (!written && known.isEmpty() && !m_folder.isEmpty() && makeFolder(m_folder))
        written = appendTo(elsewhere(), note);
    if (written)
        ++m_count;
    return written;
}

Result<Done> MarkSidecar::appendTo(const QString &path, const QByteArray &note) const
{
    QFile file(path);
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered, ownerOnly)) {
        return Error{.kind = Error::Kind::Input,
                     .code = u"no_permission"_s,
                     .words = tr("The mark can’t be kept: neither the file nor its folder can be written. "
                                 "Save a copy of the file first."),
                     .detail = file.errorString()};
    }
    QByteArray out;
    if (isNew) {
        CaptureInfo info;
        info.startedAtUs = Clock::system().nowUs();
        info.source = tr("marks of %1").arg(QFileInfo(m_file).fileName());
        out = captureline::header(info) + '\n';
    } else if (file.size() > 0 && file.seek(file.size() - 1) && file.read(1) != "\n") {
        out = "\n"; // the last line was torn
    }
    Event event;
    event.seq = quint64(m_count) + 1;
    event.receivedAtUs = Clock::system().nowUs();
    event.direction = Direction::Note;
    event.raw = note;
    captureline::write(event, out);
    out += '\n';
    if (file.write(out) != out.size()) {
        return Error{.kind = Error::Kind::Input,
                     .code = u"write_failed"_s,
                     .words = tr("The mark can’t be written to “%1”. Is the disk full?").arg(path),
                     .detail = file.errorString()};
    }
    return Done{};
}

} // namespace rtmscope
