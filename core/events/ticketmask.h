// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace rtmscope {

//! How hard to look for tickets.
enum class TicketSearch : quint8 {
    Quick,    //!< frames: what never comes but along with another ticket is looked for only beside one
    Thorough, //!< notes and answers: everything by itself
};

//! A quick look at a frame: false means that a quick maskTickets() would find nothing. Costs some
//! nanoseconds.
bool mayHoldTickets(QByteArrayView frame);

//! Replaces the tickets inside a frame by *** and returns the names of their members, in wire order, each
//! once: socket addresses, upload and response URLs, trigger ids, tokens, client secrets and cookies, however
//! deeply they are nested (docs/protocol.md, 8), and the tokens of workflow steps
//! wherever they stand ("secret"); a thorough search also those of webhooks and signatures. Only these bytes
//! change. In a text that is not JSON, socket addresses are
//! replaced.
QStringList maskTickets(QByteArray &frame, TicketSearch search = TicketSearch::Quick);

//! Replaces what looks like a token by *** wherever it stands, also in what people wrote. For what is given
//! away: the record itself keeps what was said. False if there was none, which costs little.
bool maskPastedTokens(QByteArray &text);

} // namespace rtmscope
