// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/captures/capturewish.h"

#include "app/captures/quantities.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Error usage(const QString &text)
{
    return {Error::Kind::Input, u"usage"_s, text, {}, {}};
}

//! Also by the names that the system has for it, which can't be opened as a file if it is a socket, and would
//! be replaced if it is one.
bool isStandardOutput(const QString &path)
{
    static const QStringList names{u"-"_s, u"/dev/stdout"_s, u"/dev/fd/1"_s, u"/proc/self/fd/1"_s};
    return names.contains(path);
}

class WishReader
{
public:
    explicit WishReader(const QCommandLineParser &parser)
        : m_parser(parser)
        , m_given(parser.positionalArguments())
    {
    }

    Result<CaptureWish> read(const QString &command);

private:
    using Problem = std::optional<Error>;

    Problem takeFilter();
    Problem takeExport();
    Problem takeStats();
    Problem takeRecord();
    Problem takeMerge();
    Problem takeFiles(const QString &command);
    Problem takeOutput();
    Problem takeDirection();
    Problem takeFormat();
    Problem takeSize(const QString &option, std::optional<qint64> *bytes) const;
    bool isSet(const QString &option) const { return m_parser.isSet(option); }

    const QCommandLineParser &m_parser;
    QStringList m_given;
    CaptureWish m_wish;
};

WishReader::Problem WishReader::takeFiles(const QString &command)
{
    if (m_given.isEmpty())
        return usage(words("%1 needs a file: a capture, or - to read standard input.").arg(command));
    if (m_given.count(u"-"_s) > 1)
        return usage(words("Standard input can be read once only: “-” stands there twice."));
    for (const QString &file : std::as_const(m_given)) {
        if (file != "-"_L1 && !QFileInfo::exists(file)) {
            return Error{
                Error::Kind::Input, u"no_such_file"_s, words("There is no file “%1”.").arg(file), {}, {}};
        }
    }
    m_wish.files = m_given;
    m_wish.leaveOutRepeats = isSet(u"unique"_s);
    if (m_wish.leaveOutRepeats && m_given.size() == 1)
        return usage(words("--unique is for several files: what stands in more than one is taken once."));
    return {};
}

WishReader::Problem WishReader::takeOutput()
{
    m_wish.output = m_parser.value(u"output"_s);
    m_wish.replace = isSet(u"force"_s);
    if (isSet(u"output"_s) && m_wish.output.isEmpty())
        return usage(words("--output takes the name of a file."));
    if (isStandardOutput(m_wish.output))
        m_wish.output.clear();
    const QFileInfo output(m_wish.output);
    if (m_wish.output.isEmpty() || !output.exists())
        return {};
    if (output.isDir())
        return usage(words("“%1” is a folder. Name a file in it.").arg(m_wish.output));
    for (const QString &file : std::as_const(m_wish.files)) {
        if (output.canonicalFilePath() == QFileInfo(file).canonicalFilePath())
            return usage(words("“%1” is the file that is read. Name another.").arg(m_wish.output));
    }
    if (!m_wish.replace && output.size() > 0 && output.isFile())
        return usage(words("“%1” exists already. Name another file, or add --force.").arg(m_wish.output));
    return {};
}

//! The last word is the expression, as in grep's order turned round: files are often many.
WishReader::Problem WishReader::takeFilter()
{
    if (m_given.isEmpty()) {
        return usage(
            words("filter needs a file and an expression: rtmscope filter day.rtmcap 'type == message'"));
    }
    const bool isTurnedRound = m_given.size() > 1 && m_given.constLast() == "-"_L1 &&
                               m_given.constFirst() != "-"_L1 && !QFileInfo::exists(m_given.constFirst());
    m_wish.filter = isTurnedRound ? m_given.takeFirst() : m_given.takeLast(); // "… | rtmscope filter EXPR -"
    if (m_given.isEmpty() && QFileInfo::exists(m_wish.filter)) {
        return usage(
            words("filter needs an expression behind the files: rtmscope filter %1 'type == message'")
                .arg(m_wish.filter));
    }
    if (m_given.isEmpty())
        m_given << u"-"_s;
    if (Problem problem = takeFiles(u"filter"_s))
        return problem;
    m_wish.countOnly = isSet(u"count"_s);
    if (m_wish.countOnly && isSet(u"output"_s))
        return usage(words("--count prints a number only, so --output makes no sense beside it."));
    return takeOutput();
}

WishReader::Problem WishReader::takeDirection()
{
    const QString direction = m_parser.value(u"direction"_s);
    if (direction.isEmpty())
        return {};
    if (direction != "in"_L1 && direction != "out"_L1 && direction != "both"_L1)
        return usage(words("--direction takes in, out or both, not “%1”.").arg(direction));
    if (m_wish.format != ExportFormat::Ndjson && m_wish.format != ExportFormat::Json)
        return usage(
            words("--direction is for ndjson and json, which do not say it; use --filter 'dir == in'."));
    m_wish.incoming = direction != "out"_L1;
    m_wish.outgoing = direction != "in"_L1;
    return {};
}

WishReader::Problem WishReader::takeFormat()
{
    QStringList known;
    for (const ExportFormatEntry &entry : exportFormats())
        known << entry.word;
    if (isSet(u"format"_s)) {
        const QString given = m_parser.value(u"format"_s);
        const auto format = exportFormatNamed(given);
        if (!format) {
            return usage(words("--format takes one of %1, not “%2”.").arg(known.join(u", "_s), given));
        }
        m_wish.format = *format;
        return {};
    }
    if (m_wish.redacted && m_wish.output.isEmpty())
        return {};
    const auto format = exportFormatOf(m_wish.output);
    if (!format) {
        return usage(words("export needs --format: one of %1. The suffix of --output says it too.")
                         .arg(known.join(u", "_s)));
    }
    m_wish.format = *format;
    return {};
}

WishReader::Problem WishReader::takeExport()
{
    if (Problem problem = takeFiles(u"export"_s))
        return problem;
    m_wish.filter = m_parser.value(u"filter"_s);
    m_wish.redacted = isSet(u"redacted"_s);
    m_wish.keptTexts = m_parser.values(u"keep-text"_s);
    if (!m_wish.keptTexts.isEmpty() && !m_wish.redacted)
        return usage(words("--keep-text goes with --redacted: without it all texts are kept."));
    if (Problem problem = takeOutput())
        return problem;
    if (Problem problem = takeFormat())
        return problem;
    return takeDirection();
}

WishReader::Problem WishReader::takeMerge()
{
    if (m_given.size() < 2)
        return usage(words("merge needs several captures: rtmscope merge a.rtmcap b.rtmcap -o both.rtmcap"));
    if (Problem problem = takeFiles(u"merge"_s))
        return problem;
    return takeOutput();
}

WishReader::Problem WishReader::takeStats()
{
    static const QList<std::pair<QString, StatisticsKey>> keys{{u"type"_s, StatisticsKey::Type},
                                                               {u"channel"_s, StatisticsKey::Channel},
                                                               {u"user"_s, StatisticsKey::User},
                                                               {u"bot"_s, StatisticsKey::Bot},
                                                               {u"connection"_s, StatisticsKey::Connection}};
    if (Problem problem = takeFiles(u"stats"_s))
        return problem;
    m_wish.filter = m_parser.value(u"filter"_s);
    m_wish.json = isSet(u"json"_s);
    const bool wantsLatencies = isSet(u"latencies"_s);
    const bool wantsThreads = isSet(u"threads"_s);
    if (int(wantsLatencies) + int(wantsThreads) + int(isSet(u"by"_s)) > 1)
        return usage(words("stats tells one thing at a time: --by WHAT, --latencies or --threads."));
    if (wantsLatencies)
        m_wish.figures = CaptureWish::Figures::Latencies;
    if (wantsThreads)
        m_wish.figures = CaptureWish::Figures::Threads;
    if (!isSet(u"by"_s))
        return {};
    for (const auto &[name, key] : keys) {
        if (m_parser.value(u"by"_s) == name) {
            m_wish.key = key;
            return {};
        }
    }
    return usage(
        words("--by takes type, channel, user, bot or connection, not “%1”.").arg(m_parser.value(u"by"_s)));
}

WishReader::Problem WishReader::takeSize(const QString &option, std::optional<qint64> *bytes) const
{
    if (!isSet(option))
        return {};
    *bytes = readSize(m_parser.value(option));
    if (*bytes)
        return {};
    return usage(words("--%1 takes a size such as 500MB, not “%2”.").arg(option, m_parser.value(option)));
}

WishReader::Problem WishReader::takeRecord()
{
    if (m_given.isEmpty())
        return usage(
            words("record needs the name of a file, or of a folder that gets a file for each part."));
    if (m_given.size() > 1)
        return usage(words("record takes one file or folder: “%1” is too many.").arg(m_given.at(1)));
    m_wish.output = m_given.constFirst();
    RotationLimits &limits = m_wish.rotation;
    if (Problem problem = takeSize(u"rotate-size"_s, &limits.fileBytes))
        return problem;
    if (Problem problem = takeSize(u"keep-size"_s, &limits.keptBytes))
        return problem;
    if (isSet(u"rotate-every"_s)) {
        limits.fileTime = readTimeSpan(m_parser.value(u"rotate-every"_s));
        if (!limits.fileTime) {
            return usage(words("--rotate-every takes a time such as 30m, 1h or 7d, not “%1”.")
                             .arg(m_parser.value(u"rotate-every"_s)));
        }
    }
    if (isSet(u"keep-files"_s)) {
        bool ok = false;
        const qint64 files = m_parser.value(u"keep-files"_s).toLongLong(&ok);
        if (!ok || files < 1 || files > 1'000'000) {
            return usage(words("--keep-files takes a whole number from 1 on, not “%1”.")
                             .arg(m_parser.value(u"keep-files"_s)));
        }
        limits.keptFiles = files;
    }
    if (isSet(u"keep-days"_s)) {
        bool ok = false;
        const int days = m_parser.value(u"keep-days"_s).toInt(&ok);
        if (!ok || days < 1 || days > 36'500) {
            return usage(words("--keep-days takes a whole number from 1 on, not “%1”.")
                             .arg(m_parser.value(u"keep-days"_s)));
        }
        limits.keptTime = std::chrono::hours(24) * days;
    }
    if (limits.keeps() && !limits.rotates())
        return usage(words(
            "--keep-files, --keep-size and --keep-days need --rotate-size or --rotate-every: a file that is "
            "being written is never removed."));
    return {};
}

Result<CaptureWish> WishReader::read(const QString &command)
{
    const Problem problem = command == "filter"_L1   ? takeFilter()
                            : command == "export"_L1 ? takeExport()
                            : command == "merge"_L1  ? takeMerge()
                            : command == "stats"_L1  ? takeStats()
                                                     : takeRecord();
    if (problem)
        return *problem;
    return m_wish;
}

} // namespace

Result<CaptureWish> readCaptureWish(const QString &command, const QCommandLineParser &parser)
{
    return WishReader(parser).read(command);
}

} // namespace rtmscope
