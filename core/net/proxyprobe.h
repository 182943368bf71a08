// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QNetworkProxy>

#include <functional>
#include <optional>

class QObject;

namespace rtmscope {

//! Why an HTTP proxy gave no tunnel to \a host. Qt tells most refusals as "error communicating", a wrong
//! password by some proxies (status 401) among them, so the proxy is asked once more by hand and its answer
//! read. \a done is called once, in \a context's thread unless that dies first: with the better error, or
//! with nothing if the proxy had nothing to add. Takes 5 s at most.
void explainProxyFailure(const QNetworkProxy &proxy, const QString &host, quint16 port, QObject *context,
                         std::function<void(const std::optional<Error> &)> done);

} // namespace rtmscope
