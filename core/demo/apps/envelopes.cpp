// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/envelopes.h"

#include "core/demo/world/objectwriter.h"

#include <QUuid>

namespace rtmscope::demo {

namespace {

const QByteArray host = "applink-demo";
constexpr qsizetype longestAck = 20 * 1024;

} // namespace

std::optional<Acknowledgement> readAcknowledgement(const QByteArray &text, json::Document &document)
{
    if (text.size() >= longestAck || !document.parse(text))
        return std::nullopt;
    const std::string_view id = document.root()["envelope_id"].string();
    if (id.empty())
        return std::nullopt;
    const json::Value payload = document.root()["payload"];
    return Acknowledgement{QByteArray(id.data(), static_cast<qsizetype>(id.size())),
                           payload.isObject() ? payload.toJson() : QByteArray()};
}

QByteArray newEnvelopeId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

QByteArray envelopeFrame(const Delivery &delivery, const QByteArray &envelopeId)
{
    ObjectWriter frame;
    frame.text("envelope_id", envelopeId).raw("payload", delivery.payload).text("type", delivery.type);
    frame.flag("accepts_response_payload", delivery.acceptsPayload);
    if (delivery.isRetried())
        frame.number("retry_attempt", delivery.attempt)
            .text("retry_reason", delivery.attempt > 0 ? "timeout" : "");
    return frame.done();
}

QByteArray disconnectFrame(const QByteArray &reason)
{
    ObjectWriter frame;
    frame.text("type", "disconnect");
    if (!reason.isEmpty())
        frame.text("reason", reason).raw("debug_info", ObjectWriter().text("host", host).done());
    return frame.done();
}

QByteArray appHelloFrame(const QByteArray &appId, int connections, int lifeS)
{
    const QByteArray debug = ObjectWriter()
                                 .text("host", host)
                                 .number("build_number", 10)
                                 .number("approximate_connection_time", lifeS)
                                 .done();
    return ObjectWriter()
        .text("type", "hello")
        .number("num_connections", connections)
        .raw("debug_info", debug)
        .raw("connection_info", ObjectWriter().text("app_id", appId).done())
        .done();
}

} // namespace rtmscope::demo
