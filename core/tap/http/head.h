// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

//! The heads of HTTP/1.x requests and answers (RFC 9112), as somebody needs them who passes them on: kept
//! line by line as they came, judged as far as the end of the message hangs on it. Pure functions over
//! values; any thread.
namespace rtmscope::http {

inline constexpr qsizetype mostHeadBytes = 64 * 1024;
inline constexpr qsizetype mostHeaders = 200;

//! Why a head can't be passed on. What two readers could understand differently is refused, never guessed:
//! the shapes that requests are smuggled with.
enum class HeadFault : quint8 {
    None,
    NotHttp,       //!< the first line is none of HTTP/1
    TooLong,       //!< beyond mostHeadBytes or mostHeaders
    LineEnd,       //!< a request with lone line feeds, carriage returns or NUL in it
    BadHeader,     //!< no name, spaces around it, a line that continues the one before
    BadLength,     //!< Content-Length is no number
    TwoLengths,    //!< several that differ, or one beside Transfer-Encoding
    UnknownCoding, //!< a Transfer-Encoding other than chunked
    BadHost,       //!< a request of HTTP/1.1 with no Host, or several
};

//! How the end of a body is known.
struct Framing
{
    enum class Kind : quint8 { None, Length, Chunked, UntilClose };
    Kind kind = Kind::None;
    quint64 length = 0; //!< of Length
};

struct Header
{
    QByteArray name;  //!< as it came
    QByteArray value; //!< without the white space around it
    QByteArray line;  //!< all of it, without the line end
};

struct Head
{
    QByteArray startLine;
    QList<Header> headers; //!< in the order they came
    QByteArray method;     //!< of a request
    QByteArray target;     //!< likewise
    int status = 0;        //!< of an answer
    int minorVersion = 1;  //!< 0 or 1
    Framing framing;       //!< of an answer to HEAD: see framingOfAnswer()
    qsizetype size = 0;    //!< bytes, the blank line included

    //! The values of that name, joined by ", "; names are compared without case.
    QByteArray value(QByteArrayView name) const;
    bool has(QByteArrayView name) const;
    //! Whether \a token is one of the comma-separated words of that header; without case.
    bool lists(QByteArrayView name, QByteArrayView token) const;
    //! Whether the connection stays open behind this message, as far as this side has a say.
    bool keepsAlive() const;
    void remove(QByteArrayView name);
    void set(QByteArrayView name, const QByteArray &value); //!< in the place of the first, else at the end
    //! As it goes on the wire.
    QByteArray bytes() const;
};

//! Reads the head at the beginning of \a bytes. False: more bytes are needed. True with a fault: it can't be
//! passed on, and nothing behind it can be trusted.
bool readRequest(QByteArrayView bytes, Head *head, HeadFault *fault);
//! The same of an answer; lone line feeds pass there, as some servers write them.
bool readAnswer(QByteArrayView bytes, Head *head, HeadFault *fault);
//! What an answer's body is, to a request of \a method.
Framing framingOfAnswer(const Head &answer, QByteArrayView method);

//! Takes out what concerns one connection only (RFC 9110, 7.6.1): Connection and what it names, Keep-Alive,
//! Proxy-*, TE, Upgrade. Transfer-Encoding stays: the body is passed on in the coding that it has.
void removeHopByHop(Head *head);

//! "localhost:8090" without the port, in lower case, without the brackets of an IPv6 address.
QByteArray hostOnly(const QByteArray &host);

} // namespace rtmscope::http
