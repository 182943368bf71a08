// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/endpoint.h"
#include "core/connection/proxysetting.h"

#include <QUrl>

namespace rtmscope {

//! Where a tap listens and where it passes everything on to. A plain value. There is no token in it: those of
//! the tapped program pass through.
struct TapSettings
{
    quint16 port = 0;               //!< on loopback; 0: any free one
    QUrl upstream = slackApiBase(); //!< the Web API, as checkedApiBase() wants it: http to loopback only
    ProxySetting proxy;             //!< on the way to the upstream, for calls and sockets alike
    QString caFile; //!< PEM file with further certificate authorities; empty: the system's only
    qsizetype mostRecorded = 4 << 20; //!< bytes of one call's body, either way, that the record keeps
};

} // namespace rtmscope
