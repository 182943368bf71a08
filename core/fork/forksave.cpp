// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/forksave.h"

#include "core/base/savefile.h"
#include "core/capture/captureline.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope::forksave {

namespace {

constexpr qsizetype blockBytes = 1 << 20;
constexpr qsizetype toldEvery = 1024;

QString words(const char *text)
{
    return QCoreApplication::translate("ForkSave", text);
}

Error failure(const QString &code, const QString &text)
{
    return {Error::Kind::Input, code, text, {}, {}};
}

//! The lines of a capture, a block at a time.
class Writer
{
public:
    explicit Writer(const QString &path)
        : m_file(path)
    {
    }

    bool open(const CaptureInfo &info)
    {
        if (!m_file.open(QIODevice::WriteOnly))
            return false;
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // as of any capture
        m_block = captureline::header(info) + '\n';
        return true;
    }

    bool add(const Event &event)
    {
        captureline::write(event, m_block);
        m_block += '\n';
        return m_block.size() < blockBytes || flush();
    }

    bool commit() { return flush() && m_file.commit(); }
    QString problem() const { return m_file.errorString(); }

private:
    bool flush()
    {
        const bool written = m_file.write(m_block) == m_block.size();
        m_block.clear();
        return written;
    }

    SaveFile m_file;
    QByteArray m_block;
};

} // namespace

Result<Done> save(const ForkContent &content, const QString &path, const Progress &progress)
{
    const auto cantBeWritten = [&path](const Writer &writer) {
        return failure(u"record_file"_s, words("%1 can't be written: %2.").arg(path, writer.problem()));
    };
    CaptureInfo info = content.source().info();
    info.program = CaptureInfo().program;
    Writer writer(path);
    if (!writer.open(info))
        return cantBeWritten(writer);
    const LogReader reader(content.source());
    const qsizetype all = content.kept() + content.size();
    for (qsizetype at = 0; at < all; ++at) {
        if (at % toldEvery == 0 && progress && !progress(at, all))
            return failure(u"cancelled"_s, words("Saving was cancelled: nothing was written."));
        Event event;
        if (at < content.kept()) {
            event = reader.event(at);
            event.seq = static_cast<quint64>(at + 1);
        } else {
            event = content.entry(reader, at - content.kept());
        }
        if (!writer.add(event))
            return cantBeWritten(writer);
    }
    return writer.commit() ? Result<Done>(Done{}) : cantBeWritten(writer);
}

} // namespace rtmscope::forksave
