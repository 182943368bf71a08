// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/rowparts.h"

#include "core/events/innerevent.h"

namespace rtmscope::rowparts {

quint32 connectionOf(const LogReader &log, qsizetype row)
{
    return log.connectionOf(row);
}

bool mayHold(QByteArrayView frame, QByteArrayView quotedMember)
{
    return frame.indexOf(quotedMember) >= 0;
}

json::Value eventIn(const json::Document &document)
{
    const json::Value root = document.root();
    return mayBeEnvelope(root["type"].string()) ? innerEvent(root) : root;
}

} // namespace rtmscope::rowparts
