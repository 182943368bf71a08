// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/export/frameexport.h"

#include "core/capture/captureline.h"
#include "core/events/ticketmask.h"
#include "core/json/json.h"
#include "core/json/wholejson.h"

namespace rtmscope {

namespace {

//! Inside of JSON, line breaks stand between its parts only: in strings they are escaped.
QByteArray onOneLine(QByteArray json)
{
    return json.replace('\n', ' ').replace('\r', ' ');
}

QByteArray asJson(const Event &event)
{
    const bool isJson = event.form == FrameForm::Json && !event.raw.isEmpty();
    if (isJson && json::isFitToWrite(event.raw))
        return onOneLine(event.raw);
    json::Document document; // valid, but a text frame: it came with line breaks
    if (event.form == FrameForm::Text && document.parse(event.raw))
        return onOneLine(event.raw);
    if (event.form != FrameForm::Binary && event.raw.isValidUtf8())
        return json::quoted(std::string_view(event.raw.constData(), std::size_t(event.raw.size())));
    return R"({"base64":")" + event.raw.toBase64() + "\"}";
}

} // namespace

Event eventWithoutTickets(const LogReader &reader, qsizetype row)
{
    Event event = reader.event(row);
    // The quick look is for frames. A note of somebody else's making may hold a secret by itself.
    const bool isNote = event.direction == Direction::Note;
    if (event.form == FrameForm::Binary || !(isNote || mayHoldTickets(event.raw)))
        return event;
    event.raw.detach();
    const QStringList masked = maskTickets(event.raw, isNote ? TicketSearch::Thorough : TicketSearch::Quick);
    for (const QString &name : masked) {
        if (!event.masked.contains(name))
            event.masked.append(name);
    }
    return event;
}

QByteArrayView captureLineOf(const LogReader &reader, qsizetype row, QByteArray &kept)
{
    kept = reader.line(row);
    captureline::Parts parts;
    const bool isOurs =
        !reader.log().isMerged() && captureline::split(kept, &parts) && json::isFitToWrite(kept);
    const bool isNote = reader.row(row).direction == Direction::Note;
    if (isOurs && !isNote && !mayHoldTickets(kept))
        return kept;
    const Event event = eventWithoutTickets(reader, row);
    if (isOurs && isNote && event.raw == reader.frame(row))
        return kept;
    kept.resize(0);
    captureline::write(event, kept, nullptr, reader.sourceOf(row));
    return kept;
}

void exportCapture(const ExportRows &rows, ExportStream &out)
{
    out.out() += captureline::header(rows.log().info()) + '\n';
    QByteArray kept;
    for (qsizetype at = 0; at < rows.size(); ++at) {
        out.out() += captureLineOf(rows.reader(), rows.row(at), kept);
        out.out() += '\n';
        if (!out.goesOn(at, rows.size()))
            return;
    }
}

void exportFrames(const ExportRows &rows, const FrameListing &listing, ExportStream &out)
{
    bool isFirst = true;
    if (listing.isArray)
        out.out() += "[\n";
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const Direction direction = rows.log().row(rows.row(at)).direction;
        if ((direction == Direction::In && listing.incoming) ||
            (direction == Direction::Out && listing.outgoing)) {
            if (!isFirst)
                out.out() += listing.isArray ? ",\n" : "\n";
            isFirst = false;
            out.out() += asJson(rows.event(at));
        }
        if (!out.goesOn(at, rows.size()))
            return;
    }
    if (listing.isArray)
        out.out() += isFirst ? "]\n" : "\n]\n";
    else if (!isFirst)
        out.out() += '\n';
}

QByteArray frameLine(const Event &event)
{
    return asJson(event);
}

} // namespace rtmscope
