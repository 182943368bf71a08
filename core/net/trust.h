// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QSslConfiguration>
#include <QSslError>

//! Whom we believe to be who they say they are. Free functions; any thread. Nothing here, and nothing else in
//! Rtmscope, can ignore a certificate error.
namespace rtmscope {

//! TLS 1.2 or newer with the system's certificate authorities and, if \a caFile is not empty, those in that
//! PEM file. An Input error (code bad_ca_file) in words if the file can't be used. Used for the Web API and
//! the stream alike.
Result<QSslConfiguration> trustWith(const QString &caFile);

//! Why the certificate of \a host was not believed: who it is for, who issued it and which checks failed.
//! Network kind, codes tls_expired, tls_not_yet_valid, tls_wrong_host, tls_self_signed,
//! tls_unknown_authority, tls_revoked or, for anything else, tls_failed. \a errors as QSslSocket::sslErrors
//! tells them.
Error tlsError(const QString &host, const QList<QSslError> &errors);

} // namespace rtmscope
