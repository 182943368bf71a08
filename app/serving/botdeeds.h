// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/expect/expectationrun.h"
#include "core/json/json.h"

#include <QHash>

#include <deque>

namespace rtmscope {

//! Finds out of the entries of a tap what the bot behind it did. One thread.
class BotDeeds
{
public:
    //! An envelope went out: its acknowledgement is one of \a delivery.
    void envelopeSent(const QByteArray &envelopeId, const QByteArray &delivery);
    //! Nothing where the bot did not do anything: what came to it, signs of life, look-ups.
    std::optional<BotDeed> of(const Event &event);
    //! Whether a call only asks for something.
    static bool isLookUp(QStringView method);
    //! What it says and where, for people; empty if it says nothing.
    QString said(const BotDeed &deed);

private:
    std::optional<BotDeed> ofFrame(const json::Value &frame, const QByteArray &raw);
    static std::optional<BotDeed> ofCall(const json::Value &note);

    json::Document m_document;
    QHash<QByteArray, QByteArray> m_deliveries; //!< by envelope
    std::deque<QByteArray> m_order;             //!< of these, the newest
};

} // namespace rtmscope
