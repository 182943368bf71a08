// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/logopening.h"

#include "core/base/orderedwork.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QThread>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qint64 lineSearch = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

//! Bytes of a file that begin and end where lines do.
struct Range
{
    qint64 begin = 0;
    qint64 end = 0;
    RecordScanner::Beginning beginning = RecordScanner::Beginning::OfFile;
};

//! Cuts a part of a file behind the first line's end that comes after so many bytes.
class Cutter
{
public:
    Cutter(const SpoolView &bytes, qint64 begin, qint64 end, SliceSizes sizes)
        : m_bytes(bytes, FileWindow::Walk::Forward)
        , m_sizes(sizes)
        , m_begin(begin)
        , m_at(begin)
        , m_end(end)
    {
    }

    std::optional<Range> next()
    {
        if (m_at >= m_end)
            return std::nullopt;
        const bool isFirst = m_at == m_begin;
        Range range{m_at, lineEnd(m_at + (isFirst ? m_sizes.first : m_sizes.later)),
                    isFirst ? RecordScanner::Beginning::OfFile : RecordScanner::Beginning::Within};
        m_at = range.end;
        return range;
    }

private:
    qint64 lineEnd(qint64 from) const
    {
        for (qint64 at = from; at < m_end; at += lineSearch) {
            const QByteArray piece = m_bytes.read(at, std::min(lineSearch, m_end - at));
            if (piece.isEmpty()) // somebody cut the file
                break;
            if (const qsizetype newline = piece.indexOf('\n'); newline >= 0)
                return at + newline + 1;
        }
        return m_end;
    }

    SpoolReader m_bytes;
    SliceSizes m_sizes;
    qint64 m_begin;
    qint64 m_at;
    qint64 m_end;
};

} // namespace

LogOpening::LogOpening(CaptureFiles files, OpenProgress progress, SliceSizes sizes)
    : m_files(std::move(files))
    , m_progress(std::move(progress))
    , m_sizes(sizes)
{
}

Result<Done> LogOpening::begin()
{
    std::vector<Spool> spools;
    for (int number = 0; number < m_files.paths.size(); ++number) {
        if (const auto opened = openPath(number, &spools); !opened)
            return opened.error();
    }
    m_spool = spools.size() == 1 ? std::move(spools.front()) : Spool::joined(spools);
    m_isCollection = m_isCollection || spools.size() > 1;
    m_bytes = m_spool.view();
    return Done{};
}

Result<Done> LogOpening::openPath(int number, std::vector<Spool> *spools)
{
    auto source = filesource::open(m_files.paths.at(number), m_progress);
    if (!source)
        return source.error();
    qint64 before = 0;
    for (const Spool &each : *spools)
        before += each.size();
    for (exportlayout::Place &found : exportlayout::placesOf(*source, source->spool)) {
        found.part.begin += before;
        found.part.end += before;
        m_places.push_back({std::move(found), number});
    }
    m_isCollection = m_isCollection || source->isCollection;
    m_leftOut += source->leftOut;
    if (!source->remark.isEmpty()) {
        m_remarks << (m_files.paths.size() == 1 ? source->remark
                                                : u"%1: %2"_s.arg(nameOfPath(number), source->remark));
    }
    spools->push_back(std::move(source->spool));
    return Done{};
}

//! With its folder where another one has the same.
QString LogOpening::nameOfPath(int number) const
{
    const auto nameOf = [](const QString &path) { return QFileInfo(QDir(path).absolutePath()).fileName(); };
    if (number < m_files.names.size())
        return m_files.names.at(number);
    const QString &path = m_files.paths.at(number);
    const QString name = nameOf(path);
    const auto same = std::count_if(m_files.paths.begin(), m_files.paths.end(),
                                    [&](const QString &other) { return nameOf(other) == name; });
    return same == 1 ? name : QFileInfo(QFileInfo(path).absolutePath()).fileName() + u'/' + name;
}

//! Whether what follows is one of several. Each capture is one by itself, and so is all that a path holds
//! besides. \a format: nothing for a list that goes with an export.
bool LogOpening::beginSource(const Place &place, const capturereader::Format *format)
{
    const bool isCapture = format && format->isCapture;
    const bool severalPaths = m_files.paths.size() > 1;
    if (m_places.size() == 1 || (!severalPaths && !isCapture))
        return false;
    if (!isCapture && std::exchange(m_begun, place.path) == place.path)
        return true;
    if (isCapture)
        m_begun = -1;
    LogSource source;
    const bool isAlone = QFileInfo(m_files.paths.at(place.path)).fileName() == place.part.name;
    source.name = !severalPaths           ? place.part.name
                  : isAlone || !isCapture ? nameOfPath(place.path)
                                          : nameOfPath(place.path) + u'/' + place.part.name;
    source.offset = place.part.begin;
    source.isInOrder = isCapture;
    if (format)
        source.info = format->info;
    m_deliver([source](LogContent &content) { content.beginSource(source); });
    return true;
}

bool LogOpening::goesOn(qint64 offset)
{
    m_givenUp = m_givenUp || (m_progress && !m_progress(OpenStep::Reading, offset, m_bytes.size()));
    return !m_givenUp;
}

void LogOpening::deliver(IndexSlice &&slice)
{
    // Its last line is torn since the archive is, which is said.
    if (slice.tornAt >= 0 && !m_isPartWhole && !slice.remarks.isEmpty())
        slice.remarks.removeLast();
    m_deliver([found = std::make_shared<IndexSlice>(std::move(slice))](LogContent &content) {
        content.append(*found);
    });
}

Result<Done> LogOpening::run(const Deliver &deliverStep)
{
    m_deliver = deliverStep;
    QStringList noFrames;
    qsizetype broken = 0; // which the damage is told of
    for (const Place &place : m_places) {
        const auto read = readPart(place);
        if (m_givenUp)
            return filesource::cancelled();
        if (!read && !m_isCollection)
            return read.error();
        if (!read && !place.part.whole)
            ++broken;
        else if (!read)
            noFrames << place.part.name;
    }
    const auto parts = qsizetype(m_places.size());
    if (m_isCollection && m_files.paths.size() > 1 && noFrames.size() + broken == parts) {
        QStringList names;
        for (int number = 0; number < int(m_files.paths.size()); ++number)
            names << nameOfPath(number);
        return Error{.kind = Error::Kind::Input,
                     .code = u"not_a_capture"_s,
                     .words = tr("None of these files holds frames that could be read: %1. Choose captures.")
                                  .arg(names.join(u", "_s))};
    }
    if (m_isCollection && noFrames.size() + broken == parts) {
        const QString words =
            broken > 0 ? tr("\"%1\" is damaged, and what could be unpacked of it holds no frames. Get it "
                            "again from where it came.")
                       : tr("No file in \"%1\" holds frames. Open an export’s folder "
                            "or archive, or one with captures.");
        return Error{.kind = Error::Kind::Input,
                     .code = broken > 0 ? u"damaged_archive"_s : u"not_a_capture"_s,
                     .words = words.arg(path())};
    }
    end(parts, noFrames);
    return Done{};
}

Result<Done> LogOpening::readPart(const Place &place)
{
    const filesource::Part &part = place.part;
    m_isPartWhole = part.whole;
    capturereader::Context context;
    context.channel = place.channel;
    context.method = place.method;
    context.listMember = place.listMember;
    if (!context.method.isEmpty()) {
        beginSource(place, nullptr);
        readSerially(place, context, RecordScanner::Layout::Whole);
        return Done{};
    }
    const SpoolReader reader(m_bytes, FileWindow::Walk::Forward);
    const auto format =
        capturereader::recognise(reader, part.begin, part.end, m_isCollection ? part.name : path(),
                                 [this](qint64 offset) { return goesOn(offset); });
    if (!format)
        return format.error();
    const bool isLines = format->layout == RecordScanner::Layout::Lines;
    m_isInOrder = isLines && m_places.size() == 1;
    const bool isOneOfSeveral = beginSource(place, &format.value());
    m_deliver([info = format->info, isCapture = format->isCapture](LogContent &content) {
        content.beginPart(info, isCapture);
    });
    if (isLines)
        readInSlices(part, context, isOneOfSeveral);
    else
        readSerially(place, context, format->layout);
    return Done{};
}

void LogOpening::readSerially(const Place &place, const capturereader::Context &context,
                              RecordScanner::Layout layout)
{
    const SpoolReader reader(m_bytes, FileWindow::Walk::Forward);
    SliceScanner scanner(reader, place.part.begin, place.part.end, context, RecordScanner::Beginning::OfFile);
    if (m_files.paths.size() > 1)
        scanner.wantKeys();
    scanner.onBlock([this](qint64 offset) { return goesOn(offset); });
    scanner.onFull([this](IndexSlice &&slice) { deliver(std::move(slice)); });
    deliver(scanner.scan(layout));
    if (context.method.isEmpty()) // else it is no part of its own, but a list that goes with the others
        m_deliver([endsInside = scanner.endsInside()](LogContent &content) { content.endPart(endsInside); });
}

void LogOpening::readInSlices(const filesource::Part &part, const capturereader::Context &context,
                              bool wantsKeys)
{
    const auto cutter = std::make_shared<Cutter>(m_bytes, part.begin, part.end, m_sizes);
    OrderedWork<Range, IndexSlice> work(
        {.next = [cutter] { return cutter->next(); },
         .work =
             [bytes = m_bytes, context, wantsKeys](const Range &range, const std::atomic_bool &cancelled) {
                 const SpoolReader reader(bytes, FileWindow::Walk::Forward);
                 SliceScanner scanner(reader, range.begin, range.end, context, range.beginning);
                 if (wantsKeys)
                     scanner.wantKeys();
                 scanner.onBlock([&cancelled](qint64) { return !cancelled; });
                 return scanner.scan(RecordScanner::Layout::Lines);
             }});
    // The first rows are wanted before anything else; then this thread works like the others.
    bool mayHelp = work.workHere();
    work.start(QThread::idealThreadCount() - 1);
    qint64 done = part.begin;
    while (!work.isDone()) {
        for (IndexSlice &slice : work.take()) {
            if (!slice.rows.empty())
                done = slice.rows.back().offset + slice.rows.back().length;
            deliver(std::move(slice));
        }
        if (!goesOn(done))
            return;
        mayHelp = mayHelp && work.workHere();
        if (!mayHelp)
            work.wait();
    }
    m_deliver([](LogContent &content) { content.endPart(false); });
}

void LogOpening::end(qsizetype parts, const QStringList &noFrames)
{
    constexpr qsizetype mostNamed = 3;
    QStringList remarks;
    const auto counted = [](qsizetype count, const QString &one, const QString &many) {
        return count == 1 ? one : many.arg(QLocale().toString(count));
    };
    if (!noFrames.isEmpty()) {
        const QString more = noFrames.size() > mostNamed ? u", …"_s : QString();
        remarks << counted(noFrames.size(), tr("1 file without frames was left out:"),
                           tr("%1 files without frames were left out:")) +
                       u' ' + noFrames.mid(0, mostNamed).join(u", "_s) + more + u'.';
    }
    if (m_leftOut > 0)
        remarks << counted(m_leftOut, tr("1 other file was left out."),
                           tr("%1 other files, such as pictures, were left out."));
    remarks << m_remarks;
    m_deliver([parts, remarks, isDamaged = !m_remarks.isEmpty(),
               leaveOut = m_files.leaveOutRepeats](LogContent &content) {
        content.leavesOutRepeats = leaveOut;
        content.end(parts, remarks, isDamaged);
    });
}

} // namespace rtmscope
