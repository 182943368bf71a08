// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/capturereader.h"

#include "core/base/ids.h"
#include "core/events/eventdecoder.h"
#include "core/json/json.h"
#include "core/json/tree.h"
#include "core/log/captureline.h"

#include <QCoreApplication>

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

Error notACapture(const Spool &file)
{
    return inputError(
        u"not_a_capture"_s,
        tr("\"%1\" is not a capture. Open a file that Rtmscope recorded, or one with one JSON frame per "
           "line, or a JSON array of frames.")
            .arg(file.path()));
}

//! A line that may be an entry in another spelling is worth the slow look; a bare frame hardly ever is.
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

//! When a bare frame was sent is the best guess at when it came.
qint64 ownTimeUs(const json::Value &frame)
{
    const MessageTs sent(frame["event_ts"].text());
    return sent ? sent.toMicroseconds() : MessageTs(frame["ts"].text()).toMicroseconds();
}

//! A frame without the entry around it. False if it is no JSON object.
bool readBareFrame(QByteArrayView record, captureline::Bytes bytes, Event *event)
{
    thread_local json::Document document;
    if (!document.parse(record) || !document.root().isObject())
        return false;
    event->raw = bytes == captureline::Bytes::Shared ? QByteArray::fromRawData(record.data(), record.size())
                                                     : record.toByteArray();
    event->receivedAtUs = ownTimeUs(document.root());
    EventDecoder::readHeader(event);
    // On the wire, line breaks would make it a frame that only text can carry; a file may lay it out as it
    // likes.
    event->form = FrameForm::Json;
    event->problem.clear();
    return true;
}

Event read(QByteArrayView record, captureline::Bytes bytes)
{
    Event event;
    if (readEntry(record, bytes, &event))
        return event;
    event = {};
    if (readBareFrame(record, bytes, &event))
        return event;
    event = {};
    event.form = FrameForm::Text;
    event.raw = record.toByteArray();
    event.problem = tr("This line of the file is neither an entry nor a frame.");
    return event;
}

//! A frame says what it is, or answers one of ours. Anything else is some other JSON file.
bool looksLikeFrame(QByteArrayView record)
{
    json::Document document;
    const json::Value root = document.parse(record) ? document.root() : json::Value();
    return root["type"].isString() || root["reply_to"].exists();
}

bool looksLikeEntry(QByteArrayView record)
{
    Event event;
    return readEntry(record, captureline::Bytes::Shared, &event);
}

} // namespace

Result<Format> recognise(const Spool &file)
{
    if (file.size() == 0)
        return inputError(u"empty_file"_s,
                          tr("\"%1\" is empty: nothing was recorded into it.").arg(file.path()));

    RecordScanner lines(file, RecordScanner::Layout::Lines);
    RecordScanner::Record first;
    if (!lines.next(&first))
        return notACapture(file);
    Format format;
    if (captureline::isHeader(first.bytes)) {
        const auto info = captureline::parseHeader(first.bytes);
        if (!info)
            return notACapture(file);
        if (info->formatVersion > newestFormat) {
            return inputError(
                u"newer_format"_s,
                tr("\"%1\" was recorded by a newer version of Rtmscope (%2). Open it with that version.")
                    .arg(file.path(), info->program));
        }
        format.info = *info;
        return format;
    }
    if (looksLikeEntry(first.bytes))
        return format;

    format.isCapture = false;
    if (looksLikeFrame(first.bytes))
        return format;
    // Frames over several lines each, or an array of them: cut them by their braces.
    format.layout =
        first.bytes.startsWith('[') ? RecordScanner::Layout::Array : RecordScanner::Layout::Values;
    RecordScanner values(file, format.layout);
    if (!values.next(&first) || !(looksLikeFrame(first.bytes) || looksLikeEntry(first.bytes)))
        return notACapture(file);
    return format;
}

Event entry(const QByteArray &record, quint64 seq, qint64 timeUs)
{
    Event event = read(record, captureline::Bytes::Copied);
    event.seq = seq;
    event.receivedAtUs = timeUs;
    return event;
}

Event headerOf(QByteArrayView record)
{
    return read(record, captureline::Bytes::Shared);
}

QByteArray frame(const QByteArray &record)
{
    captureline::Parts parts;
    if (captureline::split(record, &parts)) {
        if (auto bytes = captureline::payloadBytes(parts))
            return *std::move(bytes);
    }
    return read(record, captureline::Bytes::Copied).raw;
}

qsizetype frameSize(const QByteArray &record)
{
    captureline::Parts parts;
    if (captureline::split(record, &parts)) {
        if (parts.kind == captureline::Parts::Payload::Frame)
            return parts.payload.size();
        if (parts.kind == captureline::Parts::Payload::Note)
            return parts.payload.size() + 1;
    }
    return frame(record).size();
}

bool isWhole(QByteArrayView record)
{
    // An entry is one level deeper than its frame, which may already be as deep as the parser goes.
    captureline::Parts parts;
    const bool isFrame =
        captureline::split(record, &parts) && parts.kind == captureline::Parts::Payload::Frame;
    json::Document document;
    return document.parse(isFrame ? parts.payload : record);
}

} // namespace rtmscope::capturereader
