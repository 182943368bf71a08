// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"

#include "core/base/logcategories.h"
#include "core/capture/captureline.h"
#include "core/capture/capturereader.h"
#include "core/capture/exportlayout.h"
#include "core/capture/filesource.h"
#include "core/capture/foreignframe.h"
#include "core/capture/foreigntime.h"
#include "core/capture/recordscanner.h"
#include "core/json/json.h"
#include "core/log/symboltable.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLocale>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr qint64 copyPiece = 1024 * 1024;

Error saveError(const QString &words, const QString &detail = {})
{
    return {.kind = Error::Kind::Input, .code = u"save_failed"_s, .words = words, .detail = detail};
}

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

//! Index rows in pieces that never move: a million rows more must not mean a copy of the ten million before.
class RowStore
{
public:
    qsizetype size() const { return m_size; }
    const EventLog::Row &at(qsizetype row) const
    {
        return (*m_pieces[std::size_t(row / pieceRows)])[std::size_t(row % pieceRows)];
    }
    EventLog::Row &at(qsizetype row)
    {
        return (*m_pieces[std::size_t(row / pieceRows)])[std::size_t(row % pieceRows)];
    }
    void push(const EventLog::Row &row)
    {
        if (m_size % pieceRows == 0)
            m_pieces.push_back(std::make_unique<Piece>());
        (*m_pieces.back())[std::size_t(m_size % pieceRows)] = row;
        ++m_size;
    }

private:
    static constexpr qsizetype pieceRows = 16 * 1024;
    using Piece = std::array<EventLog::Row, pieceRows>;

    std::vector<std::unique_ptr<Piece>> m_pieces;
    qsizetype m_size = 0;
};

//! The entries' numbers. They count up by one, except where a capture was cut or filtered: only the jumps are
//! kept.
class SeqRuns
{
public:
    void push(qsizetype row, quint64 seq)
    {
        if (m_runs.empty() || seq != m_runs.back().seq + quint64(row - m_runs.back().row)) {
            m_ascending = m_ascending && (m_runs.empty() || seq > seqOf(row - 1));
            m_runs.push_back({row, seq});
        }
        m_rows = row + 1;
    }
    quint64 seqOf(qsizetype row) const
    {
        const auto behind =
            std::upper_bound(m_runs.begin(), m_runs.end(), row,
                             [](qsizetype wanted, const Run &run) { return wanted < run.row; });
        const Run &run = *std::prev(behind);
        return run.seq + quint64(row - run.row);
    }
    qsizetype rowOf(quint64 seq) const
    {
        if (!m_ascending) // captures that were pasted together: the first that has it
            return firstRunWith(seq, m_runs.begin());
        const auto behind = std::upper_bound(m_runs.begin(), m_runs.end(), seq,
                                             [](quint64 wanted, const Run &run) { return wanted < run.seq; });
        return behind == m_runs.begin() ? -1 : firstRunWith(seq, std::prev(behind));
    }

private:
    struct Run
    {
        qsizetype row;
        quint64 seq;
    };

    qsizetype firstRunWith(quint64 seq, std::vector<Run>::const_iterator from) const
    {
        for (auto run = from; run != m_runs.end(); ++run) {
            const qsizetype end = std::next(run) == m_runs.end() ? m_rows : std::next(run)->row;
            if (seq >= run->seq && seq - run->seq < quint64(end - run->row))
                return run->row + qsizetype(seq - run->seq);
            if (m_ascending)
                break;
        }
        return -1;
    }

    std::vector<Run> m_runs;
    qsizetype m_rows = 0;
    bool m_ascending = true;
};

//! What is true of all records behind some place in the file, up to the next such place.
class ContextRuns
{
public:
    void push(qint64 offset, const capturereader::Context &context)
    {
        while (!m_runs.empty() && m_runs.back().offset >= offset) // what was entered there was broken
            m_runs.pop_back();
        m_runs.push_back({offset, context});
    }
    const capturereader::Context &at(qint64 offset) const
    {
        static const capturereader::Context none;
        const auto behind =
            std::upper_bound(m_runs.begin(), m_runs.end(), offset,
                             [](qint64 wanted, const Run &run) { return wanted < run.offset; });
        return behind == m_runs.begin() ? none : std::prev(behind)->context;
    }
    const capturereader::Context &last() const { return m_runs.back().context; }

private:
    struct Run
    {
        qint64 offset;
        capturereader::Context context;
    };
    std::vector<Run> m_runs; // in the order of the file
};

//! The last few entries asked for: a table asks for each cell of a row, an inspector for the row just
//! painted.
class EventCache
{
public:
    const Event *find(qsizetype row) const
    {
        const Slot &slot = m_slots[std::size_t(row) % m_slots.size()];
        return slot.row == row ? &slot.event : nullptr;
    }
    void keep(qsizetype row, const Event &event)
    {
        if (event.raw.size() <= largestKept)
            m_slots[std::size_t(row) % m_slots.size()] = {row, event};
    }

private:
    struct Slot
    {
        qsizetype row = -1;
        Event event;
    };
    static constexpr qsizetype largestKept = 256 * 1024;
    std::array<Slot, 128> m_slots; // more rows than fit on a screen
};

} // namespace

struct EventLog::Private
{
    Spool spool;
    CaptureInfo info;
    QString notice;
    bool readOnly = false;
    bool isCapture = true; // else a foreign file: bare frames, to be rewritten by saveAs

    RowStore rows;
    SeqRuns seqs;
    ContextRuns contexts;    // empty unless opened
    bool mixesTimes = false; // rows did not come in the order of their times: pages, several sockets or files
    qint64 earliestUs = 0;
    qint64 latestUs = 0;
    TypeTable types{manyTypes};
    SymbolTable symbols{manySymbols};
    mutable EventCache cache;

    bool announced = false;
    bool wasFailing = false;
    QTimer retry;

    qsizetype index(const Event &event, qint64 offset, qsizetype length);
    void learn(const Event &event);
    const capturereader::Context &contextOf(const Row &row) const { return contexts.at(row.offset); }
    Result<Done> scan(filesource::Source &source);
    Result<Done> scanPart(const filesource::Part &part, const capturereader::Context &context, bool isAlone);
    //! False at a torn end.
    bool take(RecordScanner &scanner, const RecordScanner::Record &record, bool mayEnter, bool isLine);
    void takeFrames(const RecordScanner::Record &record, int frames, bool isLine);
    bool takePieces(const RecordScanner::Record &record, const Event &first);
    void takeEvent(Event &event, qint64 offset, qint64 size, bool isLine);
    void sortByTime();
    void say(const QString &words) { notice += (notice.isEmpty() ? QString() : u" "_s) + words; }
    qsizetype unreadableLines = 0;
    qsizetype unreadableElements = 0; // of lists, and messages of web sockets
    quint32 sockets = 0;              // of all HTTP archives
    QHash<quint32, QString> hosts;    // of them
    RecordScanner::BlockVisitor goOn; // while opening
    bool givenUp = false;
    Result<Done> copyLines(QIODevice &to) const;
    Result<Done> writeCapture(QIODevice &to, const EventLog &log) const;
};

//! Makes the row for an entry whose line stands at \a offset.
qsizetype EventLog::Private::index(const Event &event, qint64 offset, qsizetype length)
{
    const bool isNote = event.direction == Direction::Note;
    Row row;
    row.offset = offset;
    row.length = static_cast<quint32>(std::min<qsizetype>(length, std::numeric_limits<quint32>::max()));
    row.timeUs = event.receivedAtUs;
    if (row.timeUs > 0) {
        earliestUs = earliestUs == 0 ? row.timeUs : std::min(earliestUs, row.timeUs);
        latestUs = std::max(latestUs, row.timeUs);
    }
    row.direction = event.direction;
    row.type = types.intern(event.type, event.subtype, isNote, [&event] { return event.isKnown(); });
    row.channel = symbols.intern(event.channel);
    row.user = symbols.intern(event.user);
    if (event.form == FrameForm::Binary)
        row.flags |= NotJson | Binary;
    else if (event.form == FrameForm::Text && event.type.isEmpty()) // JSON with line breaks has a type
        row.flags |= NotJson;
    if (!event.masked.isEmpty())
        row.flags |= Masked;
    if (event.repeated)
        row.flags |= Repeated;
    if (!types.entry(row.type).known)
        row.flags |= UnknownType;

    const qsizetype number = rows.size();
    rows.push(row);
    seqs.push(number, event.seq);
    if (isNote && info.teamId.isEmpty())
        learn(event);
    return number;
}

//! The header is written before the server has told who we are; a "state" note completes it.
void EventLog::Private::learn(const Event &event)
{
    if (event.type != "state"_L1 || !event.raw.contains("\"team\""))
        return;
    json::Document document;
    if (!document.parse(event.raw))
        return;
    const json::Value root = document.root();
    info.teamId = root["team"]["id"].text();
    info.teamName = root["team"]["name"].text();
    info.selfId = root["self"]["id"].text();
}

EventLog::EventLog()
    : d(std::make_unique<Private>())
{
    d->retry.setSingleShot(true);
    d->retry.setInterval(1s);
    d->retry.setParent(this); // goes with it to another thread
    connect(&d->retry, &QTimer::timeout, this, &EventLog::flush);
}

EventLog::~EventLog() = default;

Result<std::unique_ptr<EventLog>> EventLog::create(const QString &path, const CaptureInfo &info)
{
    auto spool = Spool::create(path, info);
    if (!spool)
        return spool.error();
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->spool = std::move(spool).value();
    log->d->info = info;
    return log;
}

std::unique_ptr<EventLog> EventLog::inMemory(const CaptureInfo &info)
{
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->spool.append(captureline::header(info));
    log->d->info = info;
    return log;
}

qsizetype EventLog::append(const Event &event)
{
    Q_ASSERT(!d->readOnly);
    QByteArray &block = d->spool.openLine();
    const qsizetype lineAt = block.size();
    captureline::write(event, block);
    const qsizetype length = block.size() - lineAt;
    const qint64 offset = d->spool.closeLine();
    const qsizetype row = d->index(event, offset, length);
    if (!d->announced) {
        d->announced = true;
        QMetaObject::invokeMethod(this, &EventLog::flush, Qt::QueuedConnection);
        Q_EMIT grew();
    }
    return row;
}

void EventLog::flush()
{
    d->announced = false;
    const auto flushed = d->spool.flush();
    const bool failing = d->spool.isFailing();
    if (failing && !d->retry.isActive())
        d->retry.start();
    const bool recovered = d->wasFailing && !failing;
    if (failing != d->wasFailing)
        qCInfo(lcRecord) << (failing ? "the file takes nothing for now" : "the file takes what waited");
    d->wasFailing = failing;
    if (!flushed)
        Q_EMIT writeFailed(flushed.error());
    else if (recovered)
        Q_EMIT writeRecovered();
}

qsizetype EventLog::size() const
{
    return d->rows.size();
}

const EventLog::Row &EventLog::row(qsizetype row) const
{
    return d->rows.at(row);
}

QByteArray EventLog::line(qsizetype row) const
{
    const Row &at = d->rows.at(row);
    const int before = d->contextOf(at).nth; // several rows of one record
    return d->spool.read(at.offset - before, qint64(at.length) + before);
}

Event EventLog::event(qsizetype row) const
{
    if (const Event *kept = d->cache.find(row))
        return *kept;
    const Row &at = d->rows.at(row);
    const Event event = capturereader::entry(line(row), d->contextOf(at), d->seqs.seqOf(row), at.timeUs);
    d->cache.keep(row, event);
    return event;
}

QByteArray EventLog::frame(qsizetype row) const
{
    const Event *kept = d->cache.find(row);
    return kept ? kept->raw : capturereader::frame(line(row), d->contextOf(d->rows.at(row)));
}

qsizetype EventLog::frameSize(qsizetype row) const
{
    const Event *kept = d->cache.find(row);
    return kept ? kept->raw.size() : capturereader::frameSize(line(row), d->contextOf(d->rows.at(row)));
}

qsizetype EventLog::rowOf(quint64 seq) const
{
    return d->rows.size() == 0 ? -1 : d->seqs.rowOf(seq);
}

quint64 EventLog::seqOf(qsizetype row) const
{
    return d->seqs.seqOf(row);
}

QString EventLog::typeName(quint16 type) const
{
    return d->types.entry(type).type;
}

QString EventLog::subtypeName(quint16 type) const
{
    return d->types.entry(type).subtype;
}

QString EventLog::symbol(quint32 id) const
{
    return d->symbols.text(id);
}

int EventLog::distinctTypes() const
{
    return d->types.frameTypes();
}

qint64 EventLog::earliestUs() const
{
    return d->earliestUs;
}

qint64 EventLog::latestUs() const
{
    return d->latestUs;
}

QString EventLog::host(quint32 connection) const
{
    return d->hosts.value(connection);
}

qint64 EventLog::bytes() const
{
    return d->spool.size();
}

qsizetype EventLog::unknownTypeCount() const
{
    return d->types.unknownTypes();
}

const CaptureInfo &EventLog::info() const
{
    return d->info;
}

QString EventLog::path() const
{
    return d->spool.path();
}

bool EventLog::isReadOnly() const
{
    return d->readOnly;
}

QString EventLog::notice() const
{
    return d->notice;
}

// ---- opening

Result<std::unique_ptr<EventLog>> EventLog::open(const QString &path, const OpenProgress &progress)
{
    auto source = filesource::open(path, progress);
    if (!source)
        return source.error();
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->readOnly = true;
    log->d->goOn = [&progress, d = log->d.get()](qint64 offset) {
        d->givenUp = d->givenUp || (progress && !progress(OpenStep::Reading, offset, d->spool.size()));
        return !d->givenUp;
    };
    const auto scanned = log->d->scan(*source);
    log->d->goOn = {};
    if (log->d->givenUp)
        return filesource::cancelled();
    if (!scanned)
        return scanned.error();
    qCDebug(lcRecord) << "opened a file of" << log->size() << "entries";
    return log;
}

Result<Done> EventLog::Private::scan(filesource::Source &source)
{
    spool = std::move(source.spool);
    const std::vector<exportlayout::Place> places = exportlayout::placesOf(source, spool);
    QStringList noFrames;
    qsizetype broken = 0; // which the damage is told of
    for (const exportlayout::Place &place : places) {
        capturereader::Context context;
        context.channel = place.channel;
        context.method = place.method;
        context.listMember = place.listMember;
        const auto scanned = scanPart(place.part, context, !source.isCollection);
        if (givenUp)
            return Done{};
        if (!scanned && !source.isCollection)
            return scanned.error();
        if (!scanned && !place.part.whole)
            ++broken;
        else if (!scanned)
            noFrames << place.part.name;
    }
    isCapture = isCapture && places.size() == 1;
    if (source.isCollection && noFrames.size() + broken == qsizetype(places.size())) {
        const QString words =
            broken > 0 ? tr("\"%1\" is damaged, and what could be unpacked of it holds no frames. Get it "
                            "again from where it came.")
                       : tr("No file in \"%1\" holds frames. Open an export’s folder "
                            "or archive, or one with captures.");
        return Error{.kind = Error::Kind::Input,
                     .code = broken > 0 ? u"damaged_archive"_s : u"not_a_capture"_s,
                     .words = words.arg(spool.path())};
    }
    if (mixesTimes || places.size() > 1)
        sortByTime();
    if (unreadableLines > 0) {
        say(counted(unreadableLines, tr("1 line is neither an entry nor a frame; it is shown as text."),
                    tr("%1 lines are neither an entry nor a frame; they are shown as text.")));
    }
    if (unreadableElements > 0) {
        say(counted(unreadableElements,
                    sockets > 0 ? tr("1 message of its web sockets is no JSON; it is shown as text.")
                                : tr("1 element is no frame; it is shown as text."),
                    sockets > 0 ? tr("%1 messages of its web sockets are no JSON; they are shown as text.")
                                : tr("%1 elements are no frames; they are shown as text.")));
    }
    constexpr qsizetype mostNamed = 3;
    if (!noFrames.isEmpty()) {
        const QString more = noFrames.size() > mostNamed ? u", …"_s : QString();
        say(counted(noFrames.size(), tr("1 file without frames was left out:"),
                    tr("%1 files without frames were left out:")) +
            u' ' + noFrames.mid(0, mostNamed).join(u", "_s) + more + u'.');
    }
    if (source.leftOut > 0)
        say(counted(source.leftOut, tr("1 other file was left out."),
                    tr("%1 other files, such as pictures, were left out.")));
    if (!source.remark.isEmpty())
        say(source.remark);
    return Done{};
}

Result<Done> EventLog::Private::scanPart(const filesource::Part &part, const capturereader::Context &context,
                                         bool isAlone)
{
    contexts.push(part.begin, context);
    RecordScanner scanner(spool, part.begin, part.end);
    scanner.onBlock(goOn);
    if (!context.method.isEmpty()) { // one note for the whole list
        isCapture = false;
        scanner.scan(RecordScanner::Layout::Whole, [&](const RecordScanner::Record &record) {
            return take(scanner, record, false, false);
        });
        return Done{};
    }
    const auto format =
        capturereader::recognise(spool, part.begin, part.end, isAlone ? spool.path() : part.name, goOn);
    if (!format)
        return format.error();
    info = format->info;
    isCapture = isCapture && format->isCapture;
    scanner.onPlace([&](qint64 offset, const RecordScanner::Place &place) {
        capturereader::Context within = context;
        within.socket = place.socket == 0 ? 0 : sockets + place.socket;
        within.isRequest = place.isRequest;
        within.timeUs = place.isRequest ? foreigntime::microseconds(place.startedAt) : 0;
        if (!place.channel.isEmpty())
            within.channel = QString::fromUtf8(place.channel);
        contexts.push(offset, within);
        isCapture = false;
        mixesTimes = mixesTimes || place.isPage || place.socket > 0;
    });
    const bool mayEnter = format->layout == RecordScanner::Layout::Lines;
    scanner.scan(format->layout, [&](const RecordScanner::Record &record) {
        return captureline::isHeader(
                   record.bytes) || // the first line, or that of a capture pasted behind another
               take(scanner, record, mayEnter, mayEnter);
    });
    sockets += scanner.sockets();
    if (scanner.endsInside() && notice.isEmpty())
        say(tr("The file ends in the middle of something; what came before is complete."));
    if (scanner.otherRequests() > 0) {
        say(counted(
            scanner.otherRequests(),
            tr("1 other request of the HTTP archive was left out: only web sockets carry frames."),
            tr("%1 other requests of the HTTP archive were left out: only web sockets carry frames.")));
    }
    return Done{};
}

bool EventLog::Private::take(RecordScanner &scanner, const RecordScanner::Record &record, bool mayEnter,
                             bool isLine)
{
    if (!record.complete && mayEnter && !capturereader::isWhole(record.bytes)) {
        say(counted(record.bytes.size(),
                    tr("The last line was torn, because the program that wrote it was stopped in the middle. "
                       "1 byte at the end was left out; everything before is complete."),
                    tr("The last line was torn, because the program that wrote it was stopped in the middle. "
                       "%1 bytes at the end were left out; everything before is complete.")));
        return false;
    }
    int frames = 1;
    Event event = capturereader::headerOf(record.bytes, contexts.last(), &frames);
    if (contexts.last().isRequest) {
        if (event.raw.isEmpty())
            return true; // it says no host
        hosts.insert(event.connection, capturereader::hostOf(record.bytes));
    }
    if (mayEnter && capturereader::mayHoldMore(event, record.bytes)) {
        scanner.scanInside(record.offset, record.size, [&](const RecordScanner::Record &inner) {
            RecordScanner::Record whole = inner;
            whole.complete = true; // it is cut off by a line's end, which is not the file's
            return take(scanner, whole, false, inner.size == record.size);
        });
        return true;
    }
    if (mayEnter && event.seq == 0 && !event.type.isEmpty() && takePieces(record, event))
        return true;
    takeEvent(event, record.offset, record.size, isLine);
    if (frames > 1 && frames < record.size)
        takeFrames(record, frames, isLine);
    return true;
}

void EventLog::Private::takeEvent(Event &event, qint64 offset, qint64 size, bool isLine)
{
    const bool isEntry = event.seq != 0;
    if (event.form == FrameForm::Text && event.direction == Direction::In && !isEntry)
        ++(isLine ? unreadableLines : unreadableElements);
    if (event.seq == 0)
        event.seq = quint64(rows.size()) + 1;
    mixesTimes = mixesTimes || (event.channelIsBeside && !isEntry); // a page: newest first
    index(event, offset, size);
}

//! The second and later frames in the text of a recorder's object. Their rows begin at places of their own in
//! it, so that each has a context, which says how far before the record begins.
void EventLog::Private::takeFrames(const RecordScanner::Record &record, int frames, bool isLine)
{
    const capturereader::Context around = contexts.last();
    for (int nth = 1; nth < frames; ++nth) {
        capturereader::Context context = around;
        context.nth = nth;
        contexts.push(record.offset + nth, context);
        Event event = capturereader::headerOf(record.bytes, context);
        takeEvent(event, record.offset + nth, record.size - nth, isLine);
    }
    contexts.push(record.offset + record.size, around);
    if (frames == foreignframe::mostFrames)
        say(tr("A text with very many frames is shown with its first %1.").arg(frames));
}

//! A log line with several frames: each is a row with its part of the line. False if it has not several.
bool EventLog::Private::takePieces(const RecordScanner::Record &record, const Event &first)
{
    const std::vector<qsizetype> ends = capturereader::endsOfFrames(record.bytes);
    if (ends.empty())
        return false;
    const capturereader::Context around = contexts.last();
    qsizetype begin = 0;
    for (const qsizetype end : ends) {
        capturereader::Context context = around;
        context.isPiece = true;
        if (begin > 0) {
            context.direction = first.direction;
            context.timeUs = capturereader::timeInWords(record.bytes);
        }
        while (begin < end && (record.bytes[begin] == ' ' || record.bytes[begin] == ','))
            ++begin;
        contexts.push(record.offset + begin, context);
        const QByteArrayView piece = record.bytes.sliced(begin, end - begin);
        Event event = capturereader::headerOf(piece, context);
        takeEvent(event, record.offset + begin, piece.size(), true);
        begin = end;
    }
    contexts.push(record.offset + begin, around);
    return true;
}

//! Rows without a time stay among their neighbours: behind the row they stood behind, or before it where the
//! newest stand first. Only notes without one, of what is true all the time, go first.
void EventLog::Private::sortByTime()
{
    struct Timed
    {
        qint64 timeUs;
        qsizetype neighbour; // the row whose time it has
        qsizetype distance;  // in rows, behind it
        Row row;
    };
    std::vector<Timed> sorted;
    sorted.reserve(std::size_t(rows.size()));
    for (qsizetype row = 0; row < rows.size(); ++row)
        sorted.push_back({rows.at(row).timeUs, row, 0, rows.at(row)});

    const auto isDated = [this](qsizetype row) { return rows.at(row).timeUs != 0; };
    qsizetype before = -1; // the last row with a time
    for (qsizetype begin = 0, end = 0; begin < rows.size(); begin = end) {
        const capturereader::Context *place = &contextOf(rows.at(begin)); // one file, or one page in it
        qsizetype first = -1;
        qsizetype last = -1;
        for (end = begin; end < rows.size() && &contextOf(rows.at(end)) == place; ++end) {
            if (isDated(end)) {
                first = first < 0 ? end : first;
                last = end;
            }
        }
        const bool descends = first >= 0 && rows.at(last).timeUs < rows.at(first).timeUs;
        for (qsizetype row = begin; row < end; ++row) {
            if (isDated(row))
                before = row;
            const qsizetype neighbour = first >= 0 && row < first ? first : before;
            if (isDated(row) || rows.at(row).direction == Direction::Note || neighbour < 0)
                continue;
            const qsizetype distance = descends ? neighbour - row : row - neighbour;
            sorted[std::size_t(row)] = {rows.at(neighbour).timeUs, neighbour, distance, rows.at(row)};
        }
    }
    // No two rows are alike in all three.
    std::sort(sorted.begin(), sorted.end(), [](const Timed &a, const Timed &b) {
        return std::tie(a.timeUs, a.neighbour, a.distance) < std::tie(b.timeUs, b.neighbour, b.distance);
    });
    seqs = {};
    for (qsizetype row = 0; row < rows.size(); ++row) {
        rows.at(row) = sorted[std::size_t(row)].row;
        seqs.push(row, quint64(row) + 1);
    }
}

// ---- saving

//! The lines as they stand, from the header to the last entry: a torn end is left behind.
Result<Done> EventLog::Private::copyLines(QIODevice &to) const
{
    const qsizetype last = rows.size() - 1;
    const qint64 end = last < 0 ? 0 : rows.at(last).offset + rows.at(last).length;
    if (end == 0)
        to.write(captureline::header(info));
    for (qint64 at = 0; at < end;) {
        const QByteArray piece = spool.read(at, std::min(copyPiece, end - at));
        if (piece.isEmpty())
            return saveError(
                tr("The recording could not be read back completely. Its file seems to have been cut."));
        to.write(piece);
        at += piece.size();
    }
    to.write("\n");
    return Done{};
}

Result<Done> EventLog::Private::writeCapture(QIODevice &to, const EventLog &log) const
{
    QByteArray out = captureline::header(info) + '\n';
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const Row &at = rows.at(row);
        captureline::write(capturereader::entry(log.line(row), contextOf(at), log.seqOf(row), at.timeUs),
                           out);
        out += '\n';
        if (out.size() >= copyPiece || row + 1 == rows.size()) {
            to.write(out);
            out.resize(0);
        }
    }
    return Done{};
}

Result<Done> EventLog::saveAs(const QString &path) const
{
    const QString own = QFileInfo(d->spool.path()).canonicalFilePath();
    if (!own.isEmpty() && QFileInfo(path).canonicalFilePath() == own)
        return saveError(tr("This is the very file that is open. Choose another name."));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return saveError(tr("\"%1\" can't be written. Choose another place.").arg(path), file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const auto written = d->isCapture ? d->copyLines(file) : d->writeCapture(file, *this);
    if (!written)
        return written.error();
    if (!file.commit()) {
        return saveError(
            tr("\"%1\" could not be written completely, so it was not changed. Is the disk full?").arg(path),
            file.errorString());
    }
    return Done{};
}

} // namespace rtmscope
