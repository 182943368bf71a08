// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/tap/http/socketaddress.h"
#include "core/tap/relay/socketrelay.h"
#include "core/tap/relay/upstream.h"

#include <QUrl>

#include <optional>

namespace rtmscope {

//! One call of the Web API that went by. Holds no token. A plain value.
struct TapCall
{
    QByteArray method;    //!< "chat.postMessage"
    QByteArray verb;      //!< "POST"
    QByteArray arguments; //!< a JSON object
    int status = 0;       //!< HTTP; 0: no answer came
    bool ok = false;
    QString error;         //!< the server's code, or ours, when not ok
    QString words;         //!< of ours
    qint64 beganUs = 0;    //!< monotonic: its last byte came from the program
    qint64 durationUs = 0; //!< from then to the answer's last byte
    quint64 sent = 0;      //!< bytes of the bodies
    quint64 received = 0;
    QByteArray answer;     //!< JSON; empty where it is none, or too large
    QByteArray retryAfter; //!< the header
    QByteArray fault;      //!< what the chaos desk did to it
};

//! Where a tapped socket leads to, and how its address was got.
struct SocketTarget
{
    QUrl origin; //!< wss://host[:port]; the ticket is in what the program asks for
    SocketRelay::Protocol protocol = SocketRelay::Protocol::Unknown;
};

//! What a connection of a tapped program asks and tells its tap.
class RelayHost
{
public:
    virtual ~RelayHost() = default;

    virtual const QUrl &upstream() const = 0;
    virtual const UpstreamWay &way() const = 0;
    virtual TapFaults &faults() = 0;
    virtual qsizetype mostRecorded() const = 0;
    virtual qint64 monotonicUs() const = 0;

    //! The address that takes the place of a socket's own; \a method answered with it, or the event of that
    //! type told it.
    virtual QByteArray tappedAddress(const http::SocketAddress &address, const QByteArray &method) = 0;
    virtual std::optional<SocketTarget> socketTarget(const QByteArray &key) const = 0;

    virtual void tokensSeen(const QList<Secret> &tokens) = 0;
    virtual void callBegan(const TapCall &call) = 0;
    virtual void callEnded(const TapCall &call) = 0;
    virtual quint32 socketOpened(const SocketTarget &target) = 0; //!< its number
    virtual void socketEnded(quint32 socket) = 0;
    virtual void socketRefused(const SocketTarget &target, int status) = 0;
    virtual void frame(quint32 socket, TapFault::Way way, const FrameReader::Item &item) = 0;
    virtual void frameStruck(quint32 socket, TapFault::Way way, const char *fault, qsizetype bytes) = 0;
    virtual void passed(TapFault::Way way, qsizetype bytes) = 0;
    virtual void batchEnded() = 0;
    virtual void upstreamFailed(const Error &error) = 0;
    virtual void upstreamAnswered() = 0;
    //! What the program asked is no call and no socket: it has a wrong address, most probably.
    virtual void refused(const QString &code, const QString &words) = 0;
};

} // namespace rtmscope
