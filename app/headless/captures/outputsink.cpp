// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/outputsink.h"

#include "app/headless/captures/watched.h"
#include "app/start/connection.h"
#include "app/start/standardstreams.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OutputSink", text);
}

Error failed(const QString &words, const QString &detail)
{
    return {.kind = Error::Kind::Input, .code = u"output_failed"_s, .words = words, .detail = detail};
}

} // namespace

Result<Done> OutputSink::open(const QString &path)
{
    if (path.isEmpty())
        return canWriteOut();
    m_file = std::make_unique<SaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        m_file = std::make_unique<SaveFile>(path);
        m_file->setDirectWriteFallback(true); // a folder that takes no new files
        if (!m_file->open(QIODevice::WriteOnly))
            return failed(tr("“%1” can't be written. Choose another place.").arg(path),
                          m_file->errorString());
        m_isInPlace = true;
    }
    m_file->setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return Done{};
}

OutputSink::~OutputSink()
{
    if (m_isInPlace)
        printWords(tr("“%1” is incomplete: it had to be written in place, as its folder takes no other file.")
                       .arg(m_file->fileName()));
}

Error OutputSink::incomplete() const
{
    // What came there is there.
    const bool isThere = m_isInPlace || SaveFile::isWrittenThrough(m_file->fileName());
    return failed(isThere
                      ? tr("“%1” could not be written completely.").arg(m_file->fileName())
                      : tr("“%1” could not be written completely, so it was not changed. Is the disk full?")
                            .arg(m_file->fileName()),
                  m_file->errorString());
}

ExportStream::Sink OutputSink::sink()
{
    return [this](const QByteArray &block) -> Result<Done> {
        if (!m_file)
            return writeOut(block);
        if (m_file->write(block) == block.size())
            return Done{};
        return incomplete();
    };
}

Result<Done> OutputSink::finish()
{
    if (m_file && !m_file->commit())
        return incomplete();
    m_isInPlace = false;
    return Done{};
}

int endAfterFailure(const Error &error)
{
    if (error.code == "cancelled"_L1)
        return ExitStopped;
    if (error.code == "usage"_L1) {
        printWords(error.words);
        for (const QString &each : error.detail.split(u'\n', Qt::SkipEmptyParts))
            printWords(each);
        return ExitUsage;
    }
    return endAfterOutput(error);
}

} // namespace rtmscope
