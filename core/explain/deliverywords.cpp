// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/deliverywords.h"

#include "core/events/innerevent.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("rtmscope::Delivery", words);
}

//! What the envelope holds.
QString envelopeWords(std::string_view type)
{
    if (type == "events_api")
        return tr("It came by Socket Mode, in an envelope of the Events API.");
    if (type == "interactive")
        return tr("It came by Socket Mode, in an envelope for what people do to the app.");
    if (type == "slash_commands")
        return tr("It came by Socket Mode, in an envelope for commands of the app.");
    return tr("It stands as the Events API sends it by HTTP, without the envelope of Socket Mode.");
}

void tellEnvelope(QStringList &lines, json::Value frame)
{
    const std::string_view type = envelopeType(frame);
    if (type.empty())
        return;
    lines << envelopeWords(type);
    if (!frame["envelope_id"].exists())
        return;
    const QString answer = frame["accepts_response_payload"].boolean() == true
                               ? tr("An answer may come along with it.")
                               : tr("No answer is expected with it.");
    lines << tr("It is to be acknowledged within three seconds, by {\"envelope_id\":\"%1\"}.")
                     .arg(shortened(cleanLine(frame["envelope_id"].text(200)), 60)) +
                 u' ' + answer;
    const qint64 retries = frame["retry_attempt"].integer().value_or(0);
    if (retries > 0) {
        const QString reason = shortened(cleanLine(frame["retry_reason"].text(200)), 60);
        const QString line = retries == 1 ? tr("It was delivered once before")
                                          : tr("It was delivered %1 times before").arg(retries);
        lines << (reason.isEmpty() ? line + u'.' : tr("%1, because of: %2.").arg(line, reason));
    }
}

void tellEventId(QStringList &lines, json::Value frame)
{
    const json::Value payload = frame["payload"].isObject() ? frame["payload"] : frame;
    const QString id = shortened(cleanLine(payload["event_id"].text(200)), 60);
    if (!id.isEmpty())
        lines << tr("In every delivery it has the same event_id, %1.").arg(id);
}

} // namespace

QStringList deliveryWords(const Event &event, json::Value frame)
{
    QStringList lines;
    if (event.direction == Direction::In && frame.exists()) {
        tellEnvelope(lines, frame);
        if (!envelopeType(frame).empty())
            tellEventId(lines, frame);
    }
    if (event.repeated)
        lines << tr("The server had delivered it before. It is kept in the record; nothing was done again.");
    if (event.form != FrameForm::Json && !event.problem.isEmpty())
        lines << event.problem;
    if (!event.masked.isEmpty())
        lines
            << tr("Secret, replaced by *** before anything was written: %1.").arg(event.masked.join(u", "_s));
    return lines;
}

} // namespace rtmscope
