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
#include <QSaveFile>

#include <algorithm>

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

Error cancelled()
{
    return saveError(tr("Saving was cancelled."), {}, u"cancelled"_s);
}

class RedactedSave
{
public:
    RedactedSave(const LogSnapshot &log, const RedactionWish &wish, const RedactionProgress &progress)
        : m_reader(log)
        , m_wish(wish)
        , m_progress(progress)
    {
    }

    Result<RedactionReport> run(const QString &path);

private:
    bool goesOn(RedactionStep step, qsizetype done, qsizetype all) const
    {
        constexpr qsizetype entriesPerLook = 64;
        return !m_progress || done % entriesPerLook != 0 || m_progress(step, done, all);
    }
    bool collect();
    Result<Done> write(const QString &path, redact::Redactor &redactor) const;
    Result<Done> writeRows(QIODevice &to, redact::Redactor &redactor) const;
    Result<RedactionReport> check(const QString &path, const QSet<QString> &kept) const;
    void tellKept(redact::Redactor &redactor, RedactionReport &report) const;

    LogReader m_reader;
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

Result<Done> RedactedSave::writeRows(QIODevice &to, redact::Redactor &redactor) const
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
        if (out.size() >= blockSize) {
            to.write(out);
            out.resize(0);
        }
    }
    to.write(out);
    return Done{};
}

Result<Done> RedactedSave::write(const QString &path, redact::Redactor &redactor) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return saveError(tr("\"%1\" can't be written. Choose another place.").arg(path), file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (const auto written = writeRows(file, redactor); !written)
        return written.error();
    if (!file.commit()) {
        return saveError(
            tr("\"%1\" could not be written completely, so it was not changed. Is the disk full?").arg(path),
            file.errorString());
    }
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

Result<RedactionReport> RedactedSave::run(const QString &path)
{
    if (!collect())
        return cancelled();
    redact::Redactor redactor(m_originals, m_wish.keptConversations);
    if (const auto written = write(path, redactor); !written)
        return written.error();
    auto report = check(path, redactor.keptPseudonyms());
    if (!report)
        return report.error();
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
    return RedactedSave(log, wish, progress).run(path);
}

} // namespace rtmscope
