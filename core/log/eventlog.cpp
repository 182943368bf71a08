// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"

#include "core/base/clock.h"
#include "core/base/logcategories.h"
#include "core/capture/captureline.h"
#include "core/events/eventsource.h"
#include "core/log/indexslice.h"
#include "core/log/logcontent.h"
#include "core/log/logopening.h"
#include "core/log/logsnapshotdata.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

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

//! So long the log's thread may take rows over before it does something else.
constexpr qint64 turnMs = 4;

} // namespace

struct EventLog::Private
{
    Spool spool;
    LogContent content;
    mutable EventCache cache;
    std::shared_ptr<Incoming> incoming; // of the thread that opens the file, until all is here
    bool readOnly = false;
    qsizetype notedFrom = -1; // rows from here on came by annotate(); -1: none did
    Kept notes = Kept::InMemory;

    Parts parts;
    int part = 1; // of the recording, being written
    qint64 partSinceUs = 0;
    qint64 partNotBeforeUs = 0; // another could not be begun

    bool announced = false;
    bool wasFailing = false;
    QTimer retry;

    const LogIndex &index() const { return content.index; }
};

//! What the thread that opens a file has found and the log's thread not yet taken over.
struct EventLog::Incoming
{
    std::mutex mutex;
    std::deque<LogOpening::Step> steps;
    EventLog *log = nullptr; // until it is destroyed
    bool isComplete = false;
    bool isPosted = false;

    //! Called by the opening thread. False if nobody takes it any more.
    bool put(LogOpening::Step step)
    {
        const std::lock_guard lock(mutex);
        if (step)
            steps.push_back(std::move(step));
        else
            isComplete = true;
        if (!std::exchange(isPosted, true))
            post();
        return log != nullptr;
    }
    //! Takes a step out, in the log's thread; an empty one if there is none. Tells whether it was the last of
    //! all.
    LogOpening::Step take(bool *wasLast)
    {
        const std::lock_guard lock(mutex);
        LogOpening::Step step;
        if (!steps.empty()) {
            step = std::move(steps.front());
            steps.pop_front();
        }
        *wasLast = steps.empty() && isComplete;
        isPosted = !steps.empty();
        return step;
    }
    //! Goes on later with what is left.
    void goOn()
    {
        const std::lock_guard lock(mutex);
        if (isPosted)
            post();
    }

private:
    void post() const
    {
        if (log)
            QMetaObject::invokeMethod(log, &EventLog::takeIncoming, Qt::QueuedConnection);
    }
};

EventLog::EventLog()
    : d(std::make_unique<Private>())
{
    d->retry.setSingleShot(true);
    d->retry.setInterval(1s);
    d->retry.setParent(this); // goes with it to another thread
    connect(&d->retry, &QTimer::timeout, this, &EventLog::flush);
}

EventLog::~EventLog()
{
    if (d->incoming) {
        const std::lock_guard lock(d->incoming->mutex);
        d->incoming->log = nullptr;
    }
}

Result<std::unique_ptr<EventLog>> EventLog::create(const QString &path, const CaptureInfo &info)
{
    auto spool = Spool::create(path, info);
    if (!spool)
        return spool.error();
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->spool = std::move(spool).value();
    log->d->content.info = info;
    return log;
}

std::unique_ptr<EventLog> EventLog::inMemory(const CaptureInfo &info)
{
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->spool.append(captureline::header(info));
    log->d->content.info = info;
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
    const qsizetype row = d->content.add(event, offset, length);
    if (!d->announced) {
        d->announced = true;
        QMetaObject::invokeMethod(this, &EventLog::flush, Qt::QueuedConnection);
        Q_EMIT grew();
    }
    return row;
}

EventLog::Kept EventLog::annotate(const QByteArray &note, bool inMemory)
{
    Q_ASSERT(d->readOnly && !isIndexing());
    if (d->notedFrom < 0) {
        d->notedFrom = size();
        const LogContent &content = d->content;
        const bool isWhole =
            content.isCapture && !content.isSorted && !content.isCut && content.damagedAt < 0;
        d->notes = !inMemory && isWhole && d->spool.continueFile() ? Kept::InFile : Kept::InMemory;
        d->content.index.beginEntries(d->spool.size());
    }
    Event event;
    event.seq = size() == 0 ? 1 : seqOf(size() - 1) + 1;
    event.receivedAtUs = latestUs();
    event.direction = Direction::Note;
    event.raw = note;
    QByteArray line;
    captureline::write(event, line);
    const auto entry = captureline::read(line); // with what the index wants to know
    if (!entry)
        return d->notes;
    d->content.add(entry.value(), d->spool.append(line), line.size());
    Q_EMIT grew();
    writeOut();
    return d->notes;
}

void EventLog::setParts(const Parts &parts)
{
    d->parts = parts;
    d->partSinceUs = Clock::system().nowUs();
}

//! Where no other file can be begun, the recording goes on in this one.
void EventLog::beginPartIfDue()
{
    constexpr qint64 patienceUs = 60'000'000;
    const Parts &parts = d->parts;
    if (!parts.nextPath || d->spool.path().isEmpty())
        return;
    const qint64 nowUs = Clock::system().nowUs();
    const bool isLarge = parts.bytes > 0 && d->spool.fileSize() >= parts.bytes;
    const bool isOld =
        parts.age.count() > 0 && nowUs - d->partSinceUs >= std::chrono::microseconds(parts.age).count();
    if ((!isLarge && !isOld) || nowUs < d->partNotBeforeUs)
        return;
    CaptureInfo next = info();
    next.startedAtUs = nowUs;
    next.part = std::max(1, d->part) + 1;
    const QString path = parts.nextPath(nowUs);
    if (const auto begun = d->spool.goOn(path, next); !begun) {
        qCInfo(lcRecord) << "no other file can be begun:" << begun.error().code;
        d->partNotBeforeUs = nowUs + patienceUs;
        return;
    }
    d->part = next.part;
    d->partSinceUs = nowUs;
    // Later: this may be in the middle of what a source delivers.
    QMetaObject::invokeMethod(
        this, [this, path] { Q_EMIT partBegan(path); }, Qt::QueuedConnection);
}

void EventLog::keep(const EventSource &source)
{
    connect(&source, &EventSource::recording, this, &EventLog::append);
    connect(&source, &EventSource::recordDue, this, &EventLog::writeOut);
    connect(&source, &EventSource::batchEnded, this, &EventLog::flush);
}

void EventLog::flush()
{
    d->announced = false;
    writeOut();
}

void EventLog::writeOut()
{
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
    if (!failing)
        beginPartIfDue();
}

qsizetype EventLog::size() const
{
    return d->index().size();
}

const EventLog::Row &EventLog::row(qsizetype row) const
{
    return d->index().row(row);
}

QByteArray EventLog::line(qsizetype row) const
{
    const Row &at = d->index().row(row);
    const int before = d->index().contextOf(at).nth; // several rows of one record
    return d->spool.read(at.offset - before, qint64(at.length) + before);
}

Event EventLog::event(qsizetype row) const
{
    if (const Event *kept = d->cache.find(row))
        return *kept;
    const Row &at = d->index().row(row);
    Event event =
        capturereader::entry(line(row), d->index().contextOf(at), d->index().numbers().seqOf(row), at.timeUs);
    event.repeated = event.repeated || (at.flags & Repeated); // by another of several files
    d->cache.keep(row, event);
    return event;
}

QByteArray EventLog::frame(qsizetype row) const
{
    const Event *kept = d->cache.find(row);
    return kept ? kept->raw : capturereader::frame(line(row), d->index().contextOf(d->index().row(row)));
}

qsizetype EventLog::frameSize(qsizetype row) const
{
    const Event *kept = d->cache.find(row);
    return kept ? kept->raw.size()
                : capturereader::frameSize(line(row), d->index().contextOf(d->index().row(row)));
}

qsizetype EventLog::rowOf(quint64 seq) const
{
    return d->index().size() == 0 ? -1 : d->index().numbers().rowOf(seq);
}

quint64 EventLog::seqOf(qsizetype row) const
{
    return d->index().numbers().seqOf(row);
}

quint32 EventLog::connectionOf(qsizetype row) const
{
    captureline::Parts parts;
    const auto &context = d->index().contextOf(d->index().row(row));
    if (!captureline::split(line(row), &parts))
        return event(row).connection;
    return parts.connection == 0 ? 0 : parts.connection + context.connectionsBefore;
}

quint16 EventLog::sourceOf(qsizetype row) const
{
    const LogIndex &index = d->index();
    if (info().sources.isEmpty())
        return 0;
    captureline::Parts parts;
    const SourceRuns::Run *run = index.sources().at(index.row(row).offset);
    if (!run || run->isMerged)
        captureline::split(line(row), &parts);
    return index.sources().numberAt(index.row(row).offset, parts.source);
}

QString EventLog::typeName(quint16 type) const
{
    return d->index().names().types.entry(type).type;
}

QString EventLog::subtypeName(quint16 type) const
{
    return d->index().names().types.entry(type).subtype;
}

QString EventLog::symbol(quint32 id) const
{
    return d->index().names().symbols.text(id);
}

int EventLog::distinctTypes() const
{
    return d->index().names().types.frameTypes();
}

qint64 EventLog::earliestUs() const
{
    return d->index().earliestUs();
}

qint64 EventLog::latestUs() const
{
    return d->index().latestUs();
}

QString EventLog::host(quint32 connection) const
{
    return d->index().host(connection);
}

qint64 EventLog::bytes() const
{
    return d->spool.size();
}

qsizetype EventLog::unknownTypeCount() const
{
    return d->index().names().types.unknownTypes();
}

QHash<QString, qsizetype> EventLog::unknownTypes() const
{
    QHash<QString, qsizetype> counts;
    const QHash<quint16, qsizetype> &rows = d->index().unknownRows();
    for (auto type = rows.cbegin(); type != rows.cend(); ++type)
        counts[typeName(type.key())] += type.value();
    return counts;
}

const CaptureInfo &EventLog::info() const
{
    return d->content.info;
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
    return d->content.notice;
}

qint64 EventLog::damagedAt() const
{
    return d->content.damagedAt;
}

bool EventLog::isIndexing() const
{
    return d->incoming != nullptr;
}

LogSnapshot EventLog::snapshot() const
{
    return LogSnapshot(std::make_shared<LogSnapshot::Data>(
        LogSnapshot::Data{d->index().view(), d->spool.view(), d->content.info, d->spool.path(),
                          d->content.isCapture, d->notedFrom}));
}

Result<Done> EventLog::saveAs(const QString &path) const
{
    return snapshot().saveAs(path);
}

// ---- opening
// ----------------------------------------------------------------------------------------------------

Result<std::unique_ptr<EventLog>> EventLog::open(const CaptureFiles &files, const OpenProgress &progress)
{
    LogOpening opening(files, progress);
    if (const auto begun = opening.begin(); !begun)
        return begun.error();
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->readOnly = true;
    log->d->spool = opening.takeSpool();
    const auto read = opening.run([&log](const LogOpening::Step &step) { step(log->d->content); });
    if (!read)
        return read.error();
    qCDebug(lcRecord) << "opened a file of" << log->size() << "entries";
    return log;
}

std::unique_ptr<EventLog> EventLog::ofLines(QByteArrayView lines, bool isCapture, quint64 firstNumber)
{
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->readOnly = true;
    if (lines.endsWith('\n'))
        lines.chop(1);
    log->d->spool.append(lines);
    const SpoolReader reader(log->d->spool.view(), FileWindow::Walk::Forward);
    SliceScanner scanner(reader, 0, log->d->spool.size(), {}, RecordScanner::Beginning::Within);
    IndexSlice slice = scanner.scan(RecordScanner::Layout::Lines);
    for (std::size_t i = 0; i < slice.numbers.size(); ++i)
        slice.numbers[i] = slice.numbers[i] != 0 ? slice.numbers[i] : firstNumber + i;
    log->d->content.beginPart({}, isCapture);
    log->d->content.append(slice);
    log->d->content.isCapture = false; // there is no header in front
    return log;
}

Result<Done> EventLog::openInSteps(const CaptureFiles &files, const OpenProgress &progress,
                                   const Receiver &receive)
{
    bool isWanted = true;
    LogOpening opening(files, [&](OpenStep step, qint64 done, qint64 total) {
        return isWanted && (!progress || progress(step, done, total));
    });
    if (const auto begun = opening.begin(); !begun)
        return begun.error();
    std::unique_ptr<EventLog> log(new EventLog);
    log->d->readOnly = true;
    log->d->spool = opening.takeSpool();
    const auto incoming = std::make_shared<Incoming>();
    const auto read = opening.run([&](LogOpening::Step step) {
        if (!log) {
            isWanted = incoming->put(std::move(step));
            return;
        }
        step(log->d->content);
        if (!opening.isInOrder() || log->size() == 0)
            return;
        log->d->incoming = incoming;
        incoming->log = log.get();
        receive(std::move(log));
    });
    if (!log) { // it is shown already, with what was found before it was given up
        if (!read)
            incoming->put([](LogContent &content) { content.giveUp(); });
        incoming->put({});
    } else if (read) {
        receive(std::move(log));
    }
    return read;
}

//! In turns that leave time for whoever looks at what is there already.
void EventLog::takeIncoming()
{
    const auto incoming = d->incoming;
    if (!incoming)
        return; // all was taken when this was called for already
    bool isComplete = false;
    QElapsedTimer time;
    time.start();
    while (!isComplete && time.elapsed() < turnMs) {
        const LogOpening::Step step = incoming->take(&isComplete);
        if (step)
            step(d->content);
        else
            break;
    }
    if (isComplete)
        d->incoming.reset();
    else
        incoming->goOn();
    if (d->content.isSorted)
        d->cache = {};
    Q_EMIT grew();
    if (isComplete) {
        qCDebug(lcRecord) << "opened a file of" << size() << "entries";
        Q_EMIT indexed(d->content.isSorted);
    }
}

} // namespace rtmscope
