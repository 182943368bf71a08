// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/socketlink.h"

#include "core/base/logcategories.h"
#include "core/base/secret.h"
#include "core/connection/endpoint.h"
#include "core/errors/retryafter.h"
#include "core/net/proxyprobe.h"
#include "core/net/trust.h"
#include "core/text/cleantext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostFrameBytes =
    64 * 1024 * 1024; // messages with large blocks reach hundreds of kilobytes
constexpr int statusTooManyRequests = 429;

Error networkTrouble(const QString &code, const QString &words, const QString &detail = {})
{
    return {Error::Kind::Network, code, words, detail, {}};
}

//! What the server did, as the object of "The server …".
QString violationWords(FrameReader::Violation violation)
{
    using Violation = FrameReader::Violation;
    const auto tr = [](const char *text) { return SocketLink::tr(text); };
    switch (violation) {
    case Violation::ReservedBits:
        return tr("sent a frame with reserved bits set, as compression does that was not agreed on");
    case Violation::ReservedOpcode:
        return tr("sent a frame of a kind that WebSocket does not have");
    case Violation::Masked:
        return tr("sent a masked frame, as only clients may");
    case Violation::ControlTooLong:
        return tr("sent a ping, pong or close frame of more than 125 bytes");
    case Violation::ControlInPieces:
        return tr("sent a ping, pong or close frame in pieces");
    case Violation::NothingToContinue:
        return tr("sent the continuation of a message that it had not begun");
    case Violation::Interrupted:
        return tr("began a message before the last one was complete");
    case Violation::TooLarge:
        return tr("sent a message of more than 64 MB");
    case Violation::InvalidUtf8:
        return tr("sent a text message that is not valid UTF-8");
    default:
        return tr("broke the rules of WebSocket");
    }
}

QString violationCode(FrameReader::Violation violation)
{
    switch (violation) {
    case FrameReader::Violation::InvalidUtf8:
        return u"invalid_utf8"_s;
    case FrameReader::Violation::TooLarge:
        return u"frame_too_large"_s;
    default:
        return u"bad_frame"_s;
    }
}

} // namespace

SocketLink::SocketLink(FrameHandler onFrame, ControlHandler onControl, QObject *parent)
    : QObject(parent)
    , m_socket({std::move(onFrame),
                [this, onControl = std::move(onControl)](WebSocket::Control control) {
                    if (!onControl || m_cut)
                        return;
                    for (const Secret &ticket : m_tickets)
                        ticket.maskIn(control.payload);
                    onControl(control);
                }},
               mostFrameBytes)
{
    connect(&m_socket, &WebSocket::opened, this, [this] {
        m_open = true;
        qCDebug(lcNet).noquote() << "socket open to" << m_route.host;
        Q_EMIT opened();
    });
    connect(&m_socket, &WebSocket::refused, this, &SocketLink::refused);
    connect(&m_socket, &WebSocket::failed, this, &SocketLink::fail);
    connect(&m_socket, &WebSocket::closed, this, &SocketLink::closed);
    connect(&m_socket, &WebSocket::violated, this, &SocketLink::violated);
    connect(&m_socket, &WebSocket::lost, this, &SocketLink::lost);
    // Only listened to: nobody can have these ignored.
    connect(&m_socket, &WebSocket::tlsErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
}

SocketLink::SocketLink(FrameHandler onFrame, QObject *parent)
    : SocketLink(std::move(onFrame), {}, parent)
{
}

SocketLink::~SocketLink()
{
    cut();
}

void SocketLink::open(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &tls)
{
    m_tickets = ticketsOf(url);
    m_proxy = proxy;
    m_port = static_cast<quint16>(url.port(url.scheme() == "wss"_L1 ? 443 : 80));
    m_route = Route(url.host(), proxy);
    m_socket.open(url, proxy, tls, userAgent());
}

bool SocketLink::send(const QByteArray &frame)
{
    return !m_over && m_socket.sendText(frame);
}

bool SocketLink::ping(const QByteArray &payload)
{
    return !m_over && m_socket.sendPing(payload);
}

void SocketLink::closePolitely()
{
    m_socket.disconnect(this);
    m_socket.close();
    m_over = m_cut = true;
}

void SocketLink::cut()
{
    m_over = m_cut = true;
    m_socket.disconnect(this);
    m_socket.abort();
}

//! It answered, but did not open the stream.
void SocketLink::refused(const upgrade::Answer &answer)
{
    using Verdict = upgrade::Answer::Verdict;
    const QString said = cleanName(masked(answer.said));
    QString words;
    switch (answer.verdict) {
    case Verdict::Accepted:
    case Verdict::OtherStatus:
        words = tr("%1 did not open the stream (HTTP %2). The next attempt asks for a new address.")
                    .arg(m_route.host, QString::number(answer.status));
        break;
    case Verdict::NotHttp:
        words = tr("%1 answered, but not in HTTP. Check that a WebSocket server listens at this port.");
        break;
    case Verdict::TooLong:
        words =
            tr("%1 answered, but its answer has no end. Check that a WebSocket server listens at this port.");
        break;
    case Verdict::NoUpgrade:
        words = tr("%1 answered, but not as a WebSocket: its answer lacks “Upgrade: websocket”. A proxy in "
                   "between may have taken it away.");
        break;
    case Verdict::NoConnection:
        words = tr("%1 answered, but not as a WebSocket: its answer lacks “Connection: Upgrade”. A proxy in "
                   "between may have taken it away.");
        break;
    case Verdict::WrongKey:
        words = tr("%1 answered, but not to our request: its Sec-WebSocket-Accept does not match our key. A "
                   "cache or proxy in between may have answered.");
        break;
    case Verdict::StrangeProtocol:
        words = tr("%1 answered, but chose a subprotocol that nobody had offered.");
        break;
    }
    if (words.contains("%1"_L1))
        words = words.arg(m_route.host);
    Error error = networkTrouble(u"upgrade_refused"_s, words, said);
    const bool tooMany = answer.status == statusTooManyRequests;
    if (tooMany || !answer.retryAfter.isEmpty()) {
        const RetryAfter pause = readRetryAfter(answer.retryAfter, httpDate(answer.date), m_unnamedPause);
        error.kind = tooMany ? Error::Kind::RateLimited : Error::Kind::Network;
        error.words += u' ' + pause.said;
        error.retryAfter = pause.wait;
    }
    qCDebug(lcNet, "the upgrade was refused with HTTP %d", answer.status);
    report(error);
}

void SocketLink::fail(QAbstractSocket::SocketError error)
{
    if (!m_open && !m_tlsErrors.isEmpty())
        return report(tlsError(m_route.host, m_tlsErrors));
    // The system's text may quote the address, which is a ticket.
    report(networkError(error, m_route, masked(m_socket.errorString())));
}

void SocketLink::closed(quint16 code, const QByteArray &bytes)
{
    const QString reason = cleanName(masked(QString::fromUtf8(bytes)));
    const QString number = QString::number(code);
    const QString words = code == 0 ? tr("The server closed the connection without saying why.")
                          : reason.isEmpty()
                              ? tr("The server closed the connection (code %1).").arg(number)
                              : tr("The server closed the connection: “%1” (code %2).").arg(reason, number);
    const QString proof = code == 0 ? tr("The server sent a close frame without a code.")
                                    : tr("The server sent close code %1.").arg(number);
    report(networkTrouble(u"connection_closed"_s, words, reason), proof, true);
}

//! A server that goes on is no use: what it means can't be known any more.
void SocketLink::violated(FrameReader::Violation violation, const QByteArray &head)
{
    const QString what = violationWords(violation);
    const QString words = violation == FrameReader::Violation::InvalidUtf8
                              ? tr("The server %1. The message is in the record as it came; the connection "
                                   "had to be closed, as "
                                   "WebSocket demands.")
                              : tr("The server %1. The connection had to be closed, as WebSocket demands.");
    const QString proof = head.isEmpty()
                              ? tr("We closed with code %1.").arg(FrameReader::closeCodeFor(violation))
                              : tr("The frame began with the bytes %1; we closed with code %2.")
                                    .arg(QString::fromLatin1(head.toHex(' ')))
                                    .arg(FrameReader::closeCodeFor(violation));
    report(networkTrouble(violationCode(violation), words.arg(what), proof), proof);
}

void SocketLink::lost()
{
    if (!m_open)
        return report(
            networkTrouble(u"upgrade_refused"_s,
                           tr("%1 closed the connection before the stream was open.").arg(m_route.host)));
    const qsizetype pending = m_socket.pending();
    report(networkTrouble(u"connection_lost"_s,
                          tr("The connection to %1 broke without a word.").arg(m_route.host),
                          masked(m_socket.errorString())),
           pending == 0
               ? tr("The connection ended without a close frame.")
               : tr("The connection ended without a close frame, after %1 bytes of an incomplete message.")
                     .arg(QLocale().toString(pending)));
}

QString SocketLink::masked(const QString &text) const
{
    QByteArray bytes = text.toUtf8();
    for (const Secret &ticket : m_tickets)
        ticket.maskIn(bytes);
    return maskSecrets(QString::fromUtf8(bytes));
}

void SocketLink::report(const Error &error, const QString &proof, bool orderly)
{
    if (std::exchange(m_over, true))
        return;
    qCDebug(lcNet).noquote() << "socket to" << m_route.host << "is over:" << error.code << proof;
    if (error.code != "proxy_failed"_L1 || m_proxy.type() != QNetworkProxy::HttpProxy) {
        Q_EMIT gone(error, proof.isEmpty() ? error.detail : proof, orderly);
        return;
    }
    explainProxyFailure(m_proxy, m_route.host, m_port, this,
                        [this, error](const std::optional<Error> &better) {
                            if (m_cut)
                                return;
                            const Error told = better.value_or(error);
                            Q_EMIT gone(told, told.detail, false);
                        });
}

} // namespace rtmscope
