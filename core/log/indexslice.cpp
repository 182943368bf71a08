// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/indexslice.h"

#include "core/capture/captureline.h"
#include "core/capture/foreignframe.h"
#include "core/capture/foreigntime.h"
#include "core/capture/mergednote.h"
#include "core/capture/sameevent.h"
#include "core/json/json.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventLog", text);
}

QString tornWords(qsizetype bytes)
{
    return bytes == 1
               ? tr("The last line was torn, because the program that wrote it was stopped in the middle. "
                    "1 byte at the end was left out; everything before is complete.")
               : tr("The last line was torn, because the program that wrote it was stopped in the middle. "
                    "%1 bytes at the end were left out; everything before is complete.")
                     .arg(QLocale().toString(bytes));
}

} // namespace

SliceScanner::SliceScanner(const SpoolReader &file, qint64 begin, qint64 end,
                           const capturereader::Context &around, RecordScanner::Beginning beginning)
    : m_scanner(file, begin, end, beginning)
    , m_around(around)
    , m_context(around)
{
    if (beginning == RecordScanner::Beginning::OfFile)
        pushContext(begin, around); // else it holds on from before
}

IndexSlice SliceScanner::scan(RecordScanner::Layout layout)
{
    m_scanner.onPlace([this](qint64 offset, const RecordScanner::Place &place) { enter(offset, place); });
    const bool isLines = layout == RecordScanner::Layout::Lines;
    m_scanner.scan(layout, [this, isLines](const Record &record) { return takeRecord(record, isLines); });
    m_slice.sockets = m_scanner.sockets();
    m_slice.otherRequests = m_scanner.otherRequests();
    return std::move(m_slice);
}

bool SliceScanner::takeRecord(const Record &record, bool isLine)
{
    if (m_full && m_slice.rows.size() >= fullSize) {
        m_full(std::move(m_slice));
        m_slice = {};
    }
    if (!m_around.method.isEmpty()) { // one note for the whole list
        m_slice.isCapture = false;
        return take(record, false, false);
    }
    // A header is the first line, or that of a capture pasted behind another.
    return captureline::isHeader(record.bytes) || take(record, isLine, isLine);
}

void SliceScanner::pushContext(qint64 offset, const capturereader::Context &context)
{
    m_context = context;
    m_slice.contexts.push(offset, context);
}

void SliceScanner::enter(qint64 offset, const RecordScanner::Place &place)
{
    capturereader::Context within = m_around;
    within.socket = place.socket;
    within.isRequest = place.isRequest;
    within.timeUs = place.isRequest ? foreigntime::microseconds(place.startedAt) : 0;
    if (!place.channel.isEmpty())
        within.channel = QString::fromUtf8(place.channel);
    pushContext(offset, within);
    m_slice.isCapture = false;
    m_slice.mixesTimes = m_slice.mixesTimes || place.isPage || place.socket > 0;
}

//! False at a torn end.
bool SliceScanner::take(const Record &record, bool mayEnter, bool isLine)
{
    if (!record.complete && mayEnter && !capturereader::isWhole(record.bytes)) {
        m_slice.remarks << tornWords(record.bytes.size());
        m_slice.tornAt = record.offset;
        return false;
    }
    int frames = 1;
    const Event event = capturereader::headerOf(record.bytes, m_context, &frames);
    if (m_context.isRequest) {
        if (event.raw.isEmpty())
            return true; // it says no host
        m_slice.hosts.insert(event.connection, capturereader::hostOf(record.bytes));
    }
    if (mayEnter && capturereader::mayHoldMore(event, record.bytes)) {
        m_scanner.scanInside(record.offset, record.size, [&](const Record &inner) {
            Record whole = inner;
            whole.complete = true; // it is cut off by a line's end, which is not the file's
            return take(whole, false, inner.size == record.size);
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

void SliceScanner::takeEvent(const Event &event, qint64 offset, qint64 size, bool isLine)
{
    const bool isEntry = event.seq != 0;
    if (event.form == FrameForm::Text && event.direction == Direction::In && !isEntry) {
        ++(isLine ? m_slice.unreadableLines : m_slice.unreadableElements);
        if (m_slice.unreadableAt < 0)
            m_slice.unreadableAt = offset;
    }
    m_slice.mixesTimes = m_slice.mixesTimes || (event.channelIsBeside && !isEntry); // a page: newest first
    m_slice.rows.push_back(m_slice.names.make(event, offset, size));
    m_slice.numbers.push_back(event.seq);
    if (m_wantsKeys)
        m_slice.keys.push_back(event.repeated ? 0 : sameEventKey(event));
    m_slice.lastConnection = std::max(m_slice.lastConnection, event.connection);
    learn(event);
}

//! The header is written before the server has told who we are; a "state" note completes it.
void SliceScanner::learn(const Event &note)
{
    if (note.direction == Direction::Note && note.type == "gap"_L1)
        m_slice.lastGap = std::max(m_slice.lastGap, mergednote::gapIn(note.raw));
    if (note.direction != Direction::Note || (m_slice.team && !m_slice.team->teamId.isEmpty()))
        return;
    if (const auto team = teamIn(note))
        m_slice.team = team;
}

//! The second and later frames in the text of a recorder's object. Their rows begin at places of their own in
//! it, so that each has a context, which says how far before the record begins.
void SliceScanner::takeFrames(const Record &record, int frames, bool isLine)
{
    const capturereader::Context around = m_context;
    for (int nth = 1; nth < frames; ++nth) {
        capturereader::Context context = around;
        context.nth = nth;
        pushContext(record.offset + nth, context);
        const Event event = capturereader::headerOf(record.bytes, context);
        takeEvent(event, record.offset + nth, record.size - nth, isLine);
    }
    pushContext(record.offset + record.size, around);
    if (frames == foreignframe::mostFrames)
        m_slice.remarks << tr("A text with very many frames is shown with its first %1.").arg(frames);
}

//! A log line with several frames: each is a row with its part of the line. False if it has not several.
bool SliceScanner::takePieces(const Record &record, const Event &first)
{
    const std::vector<qsizetype> ends = capturereader::endsOfFrames(record.bytes);
    if (ends.empty())
        return false;
    const capturereader::Context around = m_context;
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
        pushContext(record.offset + begin, context);
        const QByteArrayView piece = record.bytes.sliced(begin, end - begin);
        const Event event = capturereader::headerOf(piece, context);
        takeEvent(event, record.offset + begin, piece.size(), true);
        begin = end;
    }
    pushContext(record.offset + begin, around);
    return true;
}

} // namespace rtmscope
