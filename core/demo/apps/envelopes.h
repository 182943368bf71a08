// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace rtmscope::demo {

//! Something that an app is told in an envelope, until it says that it has it.
struct Delivery
{
    QByteArray appId;
    QByteArray type; //!< of the envelope: events_api, interactive, slash_commands
    QByteArray payload;
    QByteArray eventId; //!< of events_api; they alone are sent again
    bool acceptsPayload = false;
    int attempt = 0;
    QByteArray reply = {};              //!< where an answer to it goes, see Replies
    QList<QByteArray> envelopeIds = {}; //!< of every attempt; acknowledging one is enough
    qint64 sentUs = 0;                  //!< the last attempt, monotonic; 0: to nobody yet
    bool over = false;                  //!< acknowledged, or given up

    bool isRetried() const { return type == "events_api"; }
};

//! What a client writes when it has an envelope.
struct Acknowledgement
{
    QByteArray envelopeId;
    QByteArray payload; //!< an object as JSON, or empty
};

//! Nothing: \a text is none, or too long to be read (docs/socket-mode.md, trap S21).
std::optional<Acknowledgement> readAcknowledgement(const QByteArray &text, json::Document &document);

//! The frame of \a delivery's attempt, with its members in the order that was recorded: the type comes late.
QByteArray envelopeFrame(const Delivery &delivery, const QByteArray &envelopeId);
QByteArray newEnvelopeId();
//! "disconnect" for \a reason; empty: a frame without one, as was seen as well.
QByteArray disconnectFrame(const QByteArray &reason);
QByteArray appHelloFrame(const QByteArray &appId, int connections, int lifeS);

} // namespace rtmscope::demo
