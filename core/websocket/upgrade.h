// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

//! The HTTP exchange that begins a WebSocket (RFC 6455, section 4), as a client. Pure functions; any thread.
namespace rtmscope::upgrade {

//! A key for Sec-WebSocket-Key, new each time.
QByteArray newKey();
//! What a server has to say in Sec-WebSocket-Accept to \a key.
QByteArray acceptFor(const QByteArray &key);
//! The request for \a url, which is ws or wss. Holds the ticket that is in the address.
QByteArray request(const QUrl &url, const QByteArray &key, const QByteArray &userAgent);

struct Answer
{
    enum class Verdict : quint8 {
        Accepted,
        NotHttp,
        TooLong,        //!< no end of the head within mostHeadBytes
        OtherStatus,    //!< an HTTP answer, but not 101
        NoUpgrade,      //!< 101, but not to websocket
        NoConnection,   //!< 101, but Connection does not name the upgrade
        WrongKey,       //!< Sec-WebSocket-Accept is missing or made for another request
        StrangeProtocol //!< chose a subprotocol, though none was offered
    };
    Verdict verdict = Verdict::Accepted;
    int status = 0;        //!< 0: not HTTP
    QString said;          //!< the line or header that is not as it should be; from outside, not cleaned
    QByteArray retryAfter; //!< the header of this name
    QByteArray date;       //!< the header of this name: the server's own clock
    qsizetype size = 0;    //!< bytes of the head; what stands behind it belongs to the stream
};

inline constexpr qsizetype mostHeadBytes = 64 * 1024;

//! Reads the answer at the beginning of \a bytes; false if its head is not whole yet. Header names are taken
//! in any case, Connection and Upgrade as lists, also over several headers; what else stands there, in
//! whatever alphabet, is no concern. Interim answers (100, 103) are passed over.
bool read(QByteArrayView bytes, const QByteArray &key, Answer *answer);

} // namespace rtmscope::upgrade
