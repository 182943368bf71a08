// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/summary/summaryscope.h"

namespace rtmscope {

//! Puts frames into words, one function for each Summary.
struct FrameSummary
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventSummary)
public:
    explicit FrameSummary(const SummaryScope &scope)
        : s(scope)
    {
    }

    QString message() const;
    QString messageChanged() const;
    QString messageDeleted() const;
    QString messageReplied() const;
    QString outgoing() const;
    QString typing() const;
    QString reactionAdded() const;
    QString reactionRemoved() const;
    QString pinAdded() const;
    QString pinRemoved() const;
    QString starAdded() const;
    QString starRemoved() const;
    QString presence() const;
    QString marked() const;
    QString threadState() const;
    QString conversation() const;
    QString memberJoined() const;
    QString memberLeft() const;
    QString person() const;
    QString file() const;
    QString preference() const;
    QString emoji() const;
    QString subteam() const;
    QString doNotDisturb() const;
    QString notification() const;
    QString hello() const;
    QString goodbye() const;
    QString reconnectUrl() const;
    QString errorFrame() const;
    QString ack() const;
    QString ping() const;
    QString pong() const;
    QString unknown() const;
    QString scalars() const;

private:
    QString item(const QString &pattern) const;
    QString envelopeAck(const QString &envelope) const;

    const SummaryScope &s;
};

} // namespace rtmscope
