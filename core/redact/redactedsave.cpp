// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/redactedsave.h"

#include "core/capture/captureline.h"
#include "core/log/eventlog.h"
#include "core/redact/leaksearch.h"
#include "core/redact/originals.h"
#include "core/redact/redactor.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

Error saveError(const QString &words, const QString &detail = {}, const QString &code = u"save_failed"_s)
{
    return {.kind = Error::Kind::Input, .code = code, .words = words, .detail = detail};
}

Error incomplete(const QString &path, const QString &detail)
{
    return saveError(
        tr("\"%1\" could not be written completely, so it was not changed. Is the disk full?").arg(path),
        detail);
}

Error cancelled()
{
    return saveError(tr("Saving was cancelled."), {}, u"cancelled"_s);
}

//! A file beside \a path, readable by its owner only, that takes that place once all is well and vanishes
//! otherwise.
class Draft
{
public:
    explicit Draft(const QString &path);

    Result<Done> open();
    QFile &file() { return m_file; }
    Result<Done> takePlace();

private:
    Error unwritable(const QString &detail) const
    {
        return saveError(tr("\"%1\" can't be written. Choose another place.").arg(m_path), detail);
    }

    QString m_path;
    QTemporaryFile m_file;
};

//! What a link points to is replaced, not the link.
QString placeBehind(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isSymLink())
        return path;
    return info.exists() ? info.canonicalFilePath() : info.symLinkTarget();
}

Draft::Draft(const QString &path)
    : m_path(placeBehind(path))
    , m_file(QFileInfo(m_path).absolutePath() + u"/.redacted-XXXXXX"_s)
{
}

Result<Done> Draft::open()
{
    const QFileInfo there(m_path);
    if (there.exists() && !(there.isFile() && there.isWritable()))
        return unwritable({});
    if (!m_file.open() || m_file.fileName().isEmpty())
        return unwritable(m_file.errorString());
    return Done{};
}

Result<Done> Draft::takePlace()
{
    std::error_code error;
    if (m_file.flush() && ::fsync(m_file.handle()) == 0) {
        std::filesystem::rename(QFile::encodeName(m_file.fileName()).toStdString(),
                                QFile::encodeName(m_path).toStdString(), error);
        m_file.setAutoRemove(bool(error));
        if (!error)
            return Done{};
    }
    return incomplete(m_path, error ? QString::fromStdString(error.message()) : m_file.errorString());
}

class RedactedSave
{
public:
    RedactedSave(const LogSnapshot &log, const QString &path, const RedactionWish &wish,
                 const RedactionProgress &progress)
        : m_reader(log)
        , m_path(path)
        , m_wish(wish)
        , m_progress(progress)
    {
    }

    Result<RedactionReport> run();

private:
    bool goesOn(RedactionStep step, qsizetype done, qsizetype all) const
    {
        constexpr qsizetype entriesPerLook = 64;
        return !m_progress || done % entriesPerLook != 0 || m_progress(step, done, all);
    }
    bool collect();
    Result<Done> write(QFile &to, redact::Redactor &redactor) const;
    Result<RedactionReport> check(const QString &path, const QSet<QString> &kept) const;
    void tellKept(redact::Redactor &redactor, RedactionReport &report) const;

    LogReader m_reader;
    const QString m_path;
    const RedactionWish &m_wish;
    const RedactionProgress &m_progress;
    redact::Originals m_originals;
    mutable QHash<QString, qint64> m_keptTexts;
};

//! Of all rows, also where a few are saved: names may stand in others.
bool RedactedSave::collect()
{
    m_originals.add(m_reader.log().info());
    for (qsizetype row = 0; row < m_reader.size(); ++row) {
        if (!goesOn(RedactionStep::Reading, row, m_reader.size()))
            return false;
        m_originals.add(m_reader.event(row));
    }
    m_originals.close();
    return true;
}

Result<Done> RedactedSave::write(QFile &to, redact::Redactor &redactor) const
{
    constexpr qsizetype blockSize = 256 * 1024;
    const qsizetype all = m_wish.rows ? qsizetype(m_wish.rows->size()) : m_reader.size();
    QByteArray out = captureline::header(redactor.redacted(m_reader.log().info())) + '\n';
    for (qsizetype at = 0; at < all; ++at) {
        if (!goesOn(RedactionStep::Writing, at, all))
            return cancelled();
        const qsizetype row = m_wish.rows ? qsizetype((*m_wish.rows)[std::size_t(at)]) : at;
        captureline::write(redactor.redacted(m_reader.event(row)), out);
        out += '\n';
        if (out.size() < blockSize)
            continue;
        if (to.write(out) != out.size())
            break;
        out.resize(0);
    }
    if (to.error() != QFile::NoError || to.write(out) != out.size() || !to.flush())
        return incomplete(m_path, to.errorString());
    return Done{};
}

Result<RedactionReport> RedactedSave::check(const QString &path, const QSet<QString> &kept) const
{
    auto opened = EventLog::open(path);
    if (!opened)
        return opened.error();
    const LogReader reader((*opened)->snapshot());
    redact::LeakSearch search(m_originals, kept);
    search.search(reader.log().info());
    for (qsizetype row = 0; row < reader.size(); ++row) {
        if (!goesOn(RedactionStep::Checking, row, reader.size()))
            return cancelled();
        search.search(reader.event(row));
    }
    m_keptTexts = search.keptTexts();
    return search.takeReport();
}

void RedactedSave::tellKept(redact::Redactor &redactor, RedactionReport &report) const
{
    for (const QString &id : m_wish.keptConversations) {
        const QString now = redactor.pseudonymOf(id);
        const QString name = m_originals.conversationName(id);
        report.kept.append({name.isEmpty() ? id : u'#' + name, now, m_keptTexts.value(now)});
    }
    std::sort(report.kept.begin(), report.kept.end(),
              [](const auto &a, const auto &b) { return a.name < b.name; });
}

Result<RedactionReport> RedactedSave::run()
{
    if (!collect())
        return cancelled();
    redact::Redactor redactor(m_originals, m_wish.keptConversations);
    Draft draft(m_path);
    if (const auto opened = draft.open(); !opened)
        return opened.error();
    if (const auto written = write(draft.file(), redactor); !written)
        return written.error();
    // Nothing stands under the name that was asked for before it was searched.
    auto report = check(draft.file().fileName(), redactor.keptPseudonyms());
    if (!report)
        return report.error();
    if (const auto placed = draft.takePlace(); !placed)
        return placed.error();
    report->idsReplaced = redactor.ids();
    report->namesReplaced = redactor.names();
    report->textsMasked = redactor.texts();
    report->secretsRemoved = redactor.secrets();
    tellKept(redactor, *report);
    return report;
}

} // namespace

Result<RedactionReport> saveRedacted(const LogSnapshot &log, const QString &path, const RedactionWish &wish,
                                     const RedactionProgress &progress)
{
    return RedactedSave(log, path, wish, progress).run();
}

} // namespace rtmscope
