// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QList>

//! What a program said to the Web API, as far as a record may hold it. Pure functions; any thread.
namespace rtmscope::http {

//! The arguments of a call as one compact JSON object, in the order they came: those of the query, then those
//! of the body (a form, JSON, or the plain fields of a multipart form; files by name and size alone). The
//! token is left out, what looks like a secret is ***.
QByteArray argumentsOf(QByteArrayView query, const QByteArray &contentType, const QByteArray &body);

//! The tokens that a call carries: in its Authorization header, query or body. They are needed to be masked
//! wherever something says them again.
QList<Secret> tokensOf(const QByteArray &authorization, QByteArrayView query, const QByteArray &contentType,
                       const QByteArray &body);

//! \a json, an answer or a body, with *** in the place of every string that is a secret: by what it looks
//! like, or by its member's name (access_token, client_secret …). Other bytes stay.
QByteArray withoutSecrets(const QByteArray &json);

} // namespace rtmscope::http
