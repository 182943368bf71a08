// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/capturereader.h"

#include "core/base/ids.h"
#include "core/base/secret.h"
#include "core/capture/captureline.h"
#include "core/capture/foreignframe.h"
#include "core/capture/foreigntime.h"
#include "core/capture/mergednote.h"
#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/events/ticketmask.h"
#include "core/json/json.h"
#include "core/json/tree.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::capturereader {

namespace {

constexpr int newestFormat = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

Error inputError(const QString &code, const QString &words)
{
    return {.kind = Error::Kind::Input, .code = code, .words = words};
}

//! Whether a line may be an entry in another spelling, so that it is parsed; bare frames hardly ever are.
bool mayBeEntry(QByteArrayView record)
{
    return record.contains("\"dir\"") && record.contains("\"t\"");
}

bool readEntry(QByteArrayView record, captureline::Bytes bytes, Event *event)
{
    captureline::Parts parts;
    if (captureline::split(record, &parts))
        return captureline::assemble(parts, bytes, event);
    json::Tree tree;
    return mayBeEntry(record) && captureline::splitAnySpelling(record, &parts, &tree) &&
           captureline::assemble(parts, captureline::Bytes::Copied, event);
}

//! When a bare frame was sent is the best guess at when it came. 0 where it does not say, or not so that it
//! can be read.
qint64 ownTimeUs(const json::Value &frame)
{
    const auto read = [](const json::Value &time) {
        const qint64 us = time.isNumber() ? 0 : MessageTs(time.text()).toMicroseconds();
        return us != 0 ? us : foreigntime::microseconds(time.text().toLatin1());
    };
    const json::Value event = innerEvent(frame);
    for (const char *key : {"event_ts", "ts"}) {
        if (const qint64 us = read(event[key]); us > 0)
            return us;
    }
    return std::max<qint64>(0, read(frame["event_time"])); // of an envelope
}

//! Frames that another program recorded may hold tickets; ours were masked.
void maskTickets(Event *event)
{
    if (event->form != FrameForm::Binary && mayHoldTickets(event->raw)) {
        event->raw.detach();
        event->masked = rtmscope::maskTickets(event->raw);
    }
}

//! What is no frame may be a recorder's own notes: headers with a token, a command line.
void maskNotes(Event *event)
{
    event->raw.detach();
    event->masked = rtmscope::maskTickets(event->raw, TicketSearch::Thorough);
    if (!event->raw.isValidUtf8())
        return;
    const QString text = QString::fromUtf8(event->raw);
    if (const QString masked = maskSecrets(text); masked != text) {
        event->raw = masked.toUtf8();
        event->masked.append(u"secret"_s);
    }
}

//! The header fields of a frame whose bytes stand in event->raw.
void readFrame(const Context &context, Event *event)
{
    maskTickets(event);
    const QString problem = event->problem;
    EventDecoder::readHeader(event);
    if (event->form == FrameForm::Text && !event->type.isEmpty()) {
        // On the wire, line breaks would make it a frame that only text can carry; a file may lay it out as
        // it likes.
        event->form = FrameForm::Json;
        event->problem.clear();
    }
    if (!problem.isEmpty()) {
        event->form = FrameForm::Text;
        event->problem = problem;
    }
    if (event->channel.isEmpty() && event->type == "message"_L1 && event->direction == Direction::In) {
        event->channel = context.channel;
        event->channelIsBeside = !event->channel.isEmpty();
    }
}

void takeFound(foreignframe::Found &&found, const Context &context, Event *event)
{
    event->raw = std::move(found.raw);
    event->form = found.form;
    event->direction = found.direction.value_or(context.direction);
    event->connection = context.socket != 0 ? context.socket : found.connection;
    event->problem = found.problem;
    Context nearer = context;
    if (!found.channel.isEmpty())
        nearer.channel = found.channel;
    readFrame(nearer, event);
    event->receivedAtUs = found.timeUs != 0 ? found.timeUs : context.timeUs;
    if (json::Document document; event->receivedAtUs == 0 && document.parse(event->raw))
        event->receivedAtUs = ownTimeUs(document.root());
}

//! What a Web API method answered, as the note that our own captures have of it.
void takeAnswer(QByteArrayView method, const QByteArray &answer, Event *event)
{
    event->direction = Direction::Note;
    event->raw =
        R"({"kind":"api","method":")" + method.toByteArray() + R"(","ok":true,"answer":)" + answer + '}';
    event->masked = rtmscope::maskTickets(event->raw, TicketSearch::Thorough);
    EventDecoder::readHeader(event);
    if (!event->type.isEmpty()) { // else the list is broken or too large
        event->form = FrameForm::Json;
        event->problem.clear();
    }
}

//! The answer that names the socket, the team and ourselves. Recorders often put it first.
bool isConnectAnswer(const json::Value &object)
{
    return object["self"].isObject() && object["team"].isObject() && !foreignframe::isFrame(object);
}

QByteArray bytesOf(QByteArrayView record, captureline::Bytes bytes)
{
    return bytes == captureline::Bytes::Shared ? QByteArray::fromRawData(record.data(), record.size())
                                               : record.toByteArray();
}

//! What a record turned out to be.
enum class Sort : quint8 { Entry, Frame, Answer, OtherObject, OtherValue, NoJson };

Sort readJson(QByteArrayView record, const Context &context, captureline::Bytes bytes,
              const json::Value &root, Event *event, int *frames)
{
    if (!root.isObject()) {
        event->form = FrameForm::Text;
        event->raw = record.toByteArray();
        maskNotes(event);
        event->problem = root.isArray()    ? tr("A list stands here where a frame, an object, belongs.")
                         : root.isString() ? tr("A text stands here where a frame, an object, belongs.")
                         : root.isNumber()
                             ? tr("A number stands here where a frame, an object, belongs.")
                             : tr("A single word stands here where a frame, an object, belongs.");
        return Sort::OtherValue;
    }
    const bool isFrame = foreignframe::isFrame(root);
    if (foreignframe::mayBeWrapper(root)) {
        if (auto found = foreignframe::unwrapped(record.toByteArray(), context.nth)) {
            if (frames)
                *frames = found->frames;
            takeFound(std::move(*found), context, event);
            return Sort::Frame;
        }
    }
    if (isConnectAnswer(root)) {
        takeAnswer(root["users"].isArray() ? "rtm.start" : "rtm.connect", record.toByteArray(), event);
        return Sort::Answer;
    }
    event->raw = bytesOf(record, bytes);
    if (!isFrame)
        maskNotes(event);
    event->direction = context.direction;
    event->receivedAtUs = context.timeUs != 0 ? context.timeUs : ownTimeUs(root);
    readFrame(context, event);
    event->form = FrameForm::Json;
    event->problem.clear();
    return isFrame ? Sort::Frame : Sort::OtherObject;
}

//! The request that opened a web socket, as the note of a connection's state. Of its address only the host is
//! told: a ticket is all the rest. Without a host it is nothing.
void takeRequest(const Context &context, QByteArrayView request, Event *event)
{
    const QString host = hostOf(request);
    event->direction = Direction::Note;
    if (host.isEmpty())
        return;
    event->connection = context.socket;
    event->receivedAtUs = context.timeUs;
    event->raw = R"({"kind":"state","state":"Connecting","from":"Disconnected","cause":)" +
                 json::quoted(tr("a web socket to %1").arg(host)) + '}';
    EventDecoder::readHeader(event);
}

QByteArrayView withoutSeparator(QByteArrayView record)
{
    while (!record.isEmpty() && (record.back() == ',' || record.back() == ';' || record.back() == ' '))
        record.chop(1);
    return record;
}

//! Words stand before the first brace; a list that is cut off only looks like it.
bool mayBeLogLine(QByteArrayView record)
{
    constexpr qsizetype longest = 4 * 1024 * 1024; // anything longer is no line of a log
    if (record.size() > longest || record.startsWith('{'))
        return false;
    if (!record.startsWith('['))
        return true;
    const QByteArrayView inside = record.sliced(1).trimmed();
    return !inside.isEmpty() && inside[0] != '{' && inside[0] != '[' && inside[0] != '"';
}

Sort read(QByteArrayView record, const Context &context, captureline::Bytes bytes, Event *event,
          int *frames = nullptr)
{
    *event = {};
    if (!context.method.isEmpty()) {
        takeAnswer(context.method,
                   R"({"ok":true,")" + context.listMember + "\":" + record.toByteArray() + '}', event);
        return Sort::Answer;
    }
    thread_local json::Document document;
    if (context.isRequest) {
        takeRequest(context, record, event);
        return Sort::Answer;
    }
    if (context.socket != 0) {
        if (auto found = foreignframe::socketMessage(record.toByteArray())) {
            takeFound(std::move(*found), context, event);
            return Sort::Frame;
        }
    } else if (readEntry(record, bytes, event)) {
        return Sort::Entry;
    }
    *event = {};
    const QByteArrayView value = withoutSeparator(record);
    if (document.parse(value))
        return readJson(value, context, bytes, document.root(), event, frames);
    if (context.isPiece || mayBeLogLine(record)) {
        if (auto found = foreignframe::behindWords(record)) {
            takeFound(std::move(*found), context, event);
            return Sort::Frame;
        }
    }
    event->form = FrameForm::Text;
    event->raw = record.toByteArray();
    maskNotes(event);
    event->problem = tr("This line of the file is neither an entry nor a frame.");
    return Sort::NoJson;
}

// ---- recognising
// ------------------------------------------------------------------------------------------------

bool mayHoldMoreThan(QByteArrayView record, Sort sort)
{
    return sort == Sort::OtherObject || sort == Sort::OtherValue ||
           (sort == Sort::NoJson && (record.startsWith('{') || record.startsWith('[')));
}

//! What the beginning of a file looks like, cut in one of the ways.
struct Glance
{
    bool hasFirst = false;
    Sort first = Sort::NoJson;
    qint64 firstAt = 0;
    QByteArray firstBytes;     //!< or the beginning of them
    std::optional<Sort> found; //!< the first entry or frame
    bool isArchive = false;    //!< an HTTP archive
    quint32 sockets = 0;       //!< of it
    qsizetype requests = 0;    //!< all others
};

class Looker
{
public:
    Looker(const SpoolReader &file, qint64 begin, qint64 end, RecordScanner::BlockVisitor goOn)
        : m_file(file)
        , m_begin(begin)
        , m_end(end)
        , m_goOn(std::move(goOn))
    {
    }

    Glance look(RecordScanner::Layout layout) const
    {
        constexpr qint64 firstPart = 4 * 1024 * 1024;
        const bool lines = layout == RecordScanner::Layout::Lines;
        // Values may be entered, and what they hold stand far behind; they are not kept in memory for that.
        RecordScanner scanner(m_file, m_begin, lines ? std::min(m_end, m_begin + firstPart) : m_end);
        scanner.onBlock(m_goOn);
        Context context;
        scanner.onPlace(
            [&context](qint64, const RecordScanner::Place &place) { context = contextOf(place); });
        Glance glance;
        int left = mostRecords;
        scanner.scan(layout, [&](const RecordScanner::Record &record) {
            return --left >= 0 && take(record, context, lines, &glance);
        });
        glance.isArchive = scanner.isArchive();
        glance.sockets = scanner.sockets();
        glance.requests = scanner.otherRequests();
        return glance;
    }

private:
    static Context contextOf(const RecordScanner::Place &place)
    {
        Context context;
        context.socket = place.socket;
        context.isRequest = place.isRequest;
        return context;
    }
    bool take(const RecordScanner::Record &record, const Context &context, bool mayEnter,
              Glance *glance) const
    {
        constexpr qsizetype kept = 64 * 1024;
        Event event;
        const Sort sort = read(record.bytes, context, captureline::Bytes::Shared, &event);
        if (!glance->hasFirst) {
            glance->hasFirst = true;
            glance->first = sort;
            glance->firstAt = record.offset;
            glance->firstBytes = record.bytes.first(std::min(record.bytes.size(), kept)).toByteArray();
        }
        if (sort == Sort::Entry || sort == Sort::Frame) {
            glance->found = sort;
        } else if (mayEnter && mayHoldMoreThan(record.bytes, sort)) {
            int left = mostRecords;
            RecordScanner inside(m_file, m_begin, m_end);
            inside.onBlock(m_goOn);
            Context within;
            inside.onPlace(
                [&within](qint64, const RecordScanner::Place &place) { within = contextOf(place); });
            inside.scanInside(record.offset, record.size, [&](const RecordScanner::Record &inner) {
                return --left >= 0 && take(inner, within, false, glance);
            });
        }
        return !glance->found;
    }

    static constexpr int mostRecords = 500;
    const SpoolReader &m_file;
    qint64 m_begin;
    qint64 m_end;
    RecordScanner::BlockVisitor m_goOn;
};

//! What stands there, without telling a word of it: an error may be shown to anybody.
QString describe(const Glance &glance)
{
    const QByteArrayView bytes(glance.firstBytes);
    const auto isNoText = [](char c) {
        return static_cast<unsigned char>(c) < ' ' && !QByteArrayView("\t\r\n\f\x1b\x1e").contains(c);
    };
    if (std::any_of(bytes.begin(), bytes.end(), isNoText))
        return tr("data that is not text");
    json::Document document;
    if (glance.first == Sort::NoJson || !document.parse(withoutSeparator(bytes))) {
        if (bytes.startsWith('<'))
            return tr("a page in HTML or XML");
        if (bytes.startsWith('{') || bytes.startsWith('['))
            return tr("JSON that is cut off or broken");
        return tr("text that is not JSON");
    }
    const json::Value root = document.root();
    if (root.isArray())
        return root.size() == 0 ? tr("an empty list") : tr("a list that holds no frames");
    if (!root.isObject())
        return tr("a single value");
    QStringList names;
    for (const json::Value::Member member : root.members()) {
        const QString name = maskSecrets(json::fromUtf8(member.key).simplified());
        const bool plain = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
        if (plain && !name.isEmpty() && name.size() <= 40 && names.size() < 3)
            names << u'"' + name + u'"';
    }
    return names.isEmpty() ? tr("an object that says no type")
                           : tr("an object with %1, but without a type").arg(names.join(u", "_s));
}

qint64 lineNumber(const SpoolReader &file, qint64 begin, qint64 offset)
{
    constexpr qint64 piece = 1024 * 1024;
    qint64 line = 1;
    for (qint64 at = begin; at < offset; at += piece)
        line += file.read(at, std::min(piece, offset - at)).count('\n');
    return line;
}

Error archiveWithoutFrames(const Glance &glance, const QString &name)
{
    const QString found =
        glance.sockets > 0 ? tr("its web sockets carried no messages")
        : glance.requests == 1
            ? tr("its one request has no messages of a web socket")
            : tr("its %1 requests have no messages of a web socket").arg(QLocale().toString(glance.requests));
    return inputError(
        u"no_sockets"_s,
        tr("\"%1\" is an HTTP archive of a browser, but %2, and only these carry frames. Open the developer "
           "tools of Chrome, tab Network, before the page connects; then choose \"Save all as HAR with "
           "content\" there.")
            .arg(name, found));
}

Error notACapture(const SpoolReader &file, qint64 begin, const Glance &glance, const QString &name)
{
    const QString next = tr("Open a file that Rtmscope recorded, one with JSON frames, an HTTP archive of a "
                            "browser, or an export’s folder.");
    if (!glance.hasFirst)
        return inputError(u"not_a_capture"_s,
                          tr("\"%1\" has nothing but blank lines in it. %2").arg(name, next));
    return inputError(
        u"not_a_capture"_s,
        tr("\"%1\" is not a capture: nothing in its first part is a frame. Line %2 has %3. %4")
            .arg(name, QString::number(lineNumber(file, begin, glance.firstAt)), describe(glance), next));
}

} // namespace

Result<Format> recognise(const SpoolReader &file, qint64 begin, qint64 end, const QString &name,
                         const RecordScanner::BlockVisitor &goOn)
{
    if (end <= begin)
        return inputError(u"empty_file"_s, tr("\"%1\" is empty: nothing was recorded into it.").arg(name));

    const Looker looker(file, begin, end, goOn);
    const Glance lines = looker.look(RecordScanner::Layout::Lines);
    Format format;
    if (lines.hasFirst && captureline::isHeader(lines.firstBytes)) {
        const auto info = captureline::parseHeader(lines.firstBytes);
        if (!info)
            return notACapture(file, begin, lines, name);
        if (info->formatVersion > newestFormat) {
            return inputError(
                u"newer_format"_s,
                tr("\"%1\" was recorded by a newer version of Rtmscope (%2). Open it with that version.")
                    .arg(name, info->program));
        }
        format.info = *info;
        return format;
    }
    format.isCapture = lines.found == Sort::Entry;
    const bool firstLineIsCut = lines.hasFirst && lines.first == Sort::NoJson &&
                                (lines.firstBytes.startsWith('{') || lines.firstBytes.startsWith('['));
    if (lines.found && !firstLineIsCut)
        return format;
    // Frames over several lines each, a list of them, or one object that holds them all.
    const Glance values = looker.look(RecordScanner::Layout::Values);
    if (values.found) {
        format.layout = RecordScanner::Layout::Values;
        format.isCapture = false;
        return format;
    }
    if (lines.found)
        return format;
    if (values.isArchive)
        return archiveWithoutFrames(values, name);
    return notACapture(file, begin, firstLineIsCut ? values : lines, name);
}

Event entry(const QByteArray &record, const Context &context, quint64 seq, qint64 timeUs)
{
    Event event;
    read(record, context, captureline::Bytes::Copied, &event);
    event.seq = seq;
    event.receivedAtUs = timeUs;
    if (event.connection != 0)
        event.connection += context.connectionsBefore;
    if (event.direction == Direction::Note && context.movesNumbers())
        event.raw = mergednote::moved(event.raw, context.connectionsBefore, context.gapsBefore);
    return event;
}

Event headerOf(QByteArrayView record, const Context &context, int *frames)
{
    Event event;
    read(record, context, captureline::Bytes::Shared, &event, frames);
    return event;
}

QString hostOf(QByteArrayView record)
{
    constexpr qsizetype longest = 253; // of a name
    json::Document request;
    return request.parse(record) ? QUrl(request.root()["url"].text()).host().left(longest) : QString();
}

namespace {

bool movesNote(const captureline::Parts &parts, const Context &context)
{
    return parts.direction == Direction::Note && context.movesNumbers();
}

} // namespace

QByteArray frame(const QByteArray &record, const Context &context)
{
    captureline::Parts parts;
    if (context.socket == 0 && context.method.isEmpty() && captureline::split(record, &parts) &&
        !movesNote(parts, context)) {
        if (auto bytes = captureline::payloadBytes(parts))
            return *std::move(bytes);
    }
    return entry(record, context, 0, 0).raw;
}

qsizetype frameSize(const QByteArray &record, const Context &context)
{
    captureline::Parts parts;
    if (context.socket == 0 && context.method.isEmpty() && captureline::split(record, &parts) &&
        !movesNote(parts, context)) {
        if (parts.kind == captureline::Parts::Payload::Frame)
            return parts.payload.size();
        if (parts.kind == captureline::Parts::Payload::Note)
            return parts.payload.size() + 1;
    }
    return frame(record, context).size();
}

bool mayHoldMore(const Event &event, QByteArrayView record)
{
    const bool isEntry = event.seq != 0; // of a capture
    return !isEntry && event.direction == Direction::In && event.type.isEmpty() &&
           (record.startsWith('{') || record.startsWith('['));
}

bool isWhole(QByteArrayView record)
{
    // An entry is one level deeper than its frame, which may already be as deep as the parser goes.
    captureline::Parts parts;
    const bool isFrame =
        captureline::split(record, &parts) && parts.kind == captureline::Parts::Payload::Frame;
    json::Document document;
    if (document.parse(isFrame ? parts.payload : withoutSeparator(record)))
        return true;
    return mayBeLogLine(record) && !foreignframe::endsInside(record);
}

std::vector<qsizetype> endsOfFrames(QByteArrayView record)
{
    if (!mayBeLogLine(record))
        return {};
    std::vector<qsizetype> ends = foreignframe::endsOfFrames(record);
    if (ends.size() < 2)
        ends.clear();
    return ends;
}

qint64 timeInWords(QByteArrayView record)
{
    return foreigntime::findIn(record.first(std::max<qsizetype>(0, record.indexOf('{'))));
}

} // namespace rtmscope::capturereader
