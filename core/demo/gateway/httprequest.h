// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace rtmscope::demo {

//! One HTTP/1.x request, whole. A value.
struct HttpRequest
{
    QByteArray method;
    QByteArray path;                                  //!< before the '?'
    QByteArray query;                                 //!< behind it, still encoded
    QList<std::pair<QByteArray, QByteArray>> headers; //!< names in lower case
    QByteArray body;
    bool keepAlive = true;

    QByteArray header(QByteArrayView lowerCaseName) const; //!< empty if absent
};

//! What parseHttpRequest made of the bytes at hand.
enum class HttpParse {
    NeedMore, //!< no whole request yet
    Ready,    //!< one request taken from the front of the buffer
    Bad       //!< give up on this connection with the status in \a problem
};

//! Takes one request from the front of \a buffer. Small and strict: HTTP/1.0 and 1.1, Content-Length or
//! chunked bodies, a head of 32 KB and a body of 4 MB at most. \a problem becomes an HTTP status when the
//! answer is Bad.
HttpParse parseHttpRequest(QByteArray &buffer, HttpRequest *request, int *problem);

//! The bytes of an answer. \a headers are whole lines without their line ends.
QByteArray httpResponse(int status, const QList<QByteArray> &headers, const QByteArray &body, bool keepAlive,
                        bool headOnly = false);

} // namespace rtmscope::demo
