// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/logcategories.h"
#include "core/json/json.h"
#include "core/json/objectbuilder.h"
#include "core/tap/http/callbody.h"
#include "core/tap/relay/botexchange.h"
#include "core/tap/relay/buffers.h"
#include "core/tap/relay/refusals.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using http::Framing;
using http::Head;

constexpr qsizetype mostRewritten = 64 * 1024 * 1024; // rtm.start as it was has the whole workspace in it
constexpr int statusOk = 200;
constexpr int switchingProtocols = 101;

bool isReadable(const Head &answer)
{
    const QByteArray coding = answer.value("content-encoding").toLower();
    return coding.isEmpty() || coding == "identity";
}

} // namespace

bool BotConnection::pumpAnswer()
{
    if (!m_exchange || !m_exchange->headSent || m_exchange->answerDone || !m_upstream || isFull())
        return false;
    if (m_fromServer.size() < mostAtOnce)
        m_fromServer += m_upstream->socket()->read(mostAtOnce);
    if (m_fromServer.isEmpty())
        return false;
    return m_exchange->answerBegan ? takeAnswerBody() : readAnswerHead();
}

bool BotConnection::readAnswerHead()
{
    Exchange &exchange = *m_exchange;
    Head head;
    http::HeadFault fault{};
    if (!http::readAnswer(m_fromServer, &head, &fault))
        return false;
    if (fault != http::HeadFault::None) {
        upstreamFailed(badAnswer(m_server.host()));
        return false;
    }
    if (head.status == switchingProtocols && exchange.isUpgrade) {
        startRelay(head);
        return false;
    }
    if (head.status < statusOk && head.status != switchingProtocols) { // 100-continue and the like
        say(m_fromServer.constData(), head.size);
        flushSaid();
        m_fromServer.remove(0, head.size);
        return true;
    }
    if (head.status == switchingProtocols) {
        upstreamFailed(badAnswer(m_server.host()));
        return false;
    }
    m_fromServer.remove(0, head.size);
    exchange.answer = head;
    takeAnswerHead();
    return true;
}

void BotConnection::takeAnswerHead()
{
    Exchange &exchange = *m_exchange;
    Head &head = exchange.answer;
    const Framing framing = http::framingOfAnswer(head, exchange.request.method);
    exchange.answerBegan = true;
    exchange.rewrites = http::answersWithSocket(exchange.call.method) && head.status == statusOk &&
                        isReadable(head) && framing.kind != Framing::Kind::None;
    exchange.answerBody =
        http::BodyReader(framing, exchange.rewrites ? mostRewritten : m_host.mostRecorded());
    exchange.keep = exchange.keep && head.keepsAlive() && framing.kind != Framing::Kind::UntilClose;
    exchange.call.status = head.status;
    exchange.call.retryAfter = head.value("retry-after");
    http::removeHopByHop(&head);
    if (!exchange.keep)
        head.set("Connection", "close");
    if (!exchange.rewrites) {
        const QByteArray bytes = head.bytes();
        say(bytes);
        m_host.passed(TapFault::Way::In, bytes.size());
    }
    if (exchange.answerBody.isComplete())
        answerCame();
}

bool BotConnection::takeAnswerBody()
{
    Exchange &exchange = *m_exchange;
    const qsizetype taken = exchange.answerBody.take(m_fromServer);
    if (!exchange.rewrites) {
        say(m_fromServer.constData(), taken);
        m_host.passed(TapFault::Way::In, taken);
    }
    m_fromServer.remove(0, taken);
    if (exchange.answerBody.isBroken() || (exchange.rewrites && !exchange.answerBody.hasAll())) {
        upstreamFailed(badAnswer(m_server.host()));
        return false;
    }
    if (exchange.answerBody.isComplete())
        answerCame();
    else if (m_upstream->socket()->bytesAvailable() == 0)
        flushSaid(); // the rest may take its time
    return !m_over;
}

void BotConnection::answerCame()
{
    Exchange &exchange = *m_exchange;
    exchange.answerDone = true;
    if (exchange.rewrites)
        sendRewritten();
    flushSaid();
    if (m_botGone && (!m_back || m_back->isBroken())) {
        exchange.call.error = u"program_hung_up"_s;
        exchange.call.words = programHungUp();
    }
    if (exchange.isUpgrade) {
        m_host.socketRefused(exchange.target, exchange.answer.status);
        return endExchange();
    }
    m_host.upstreamAnswered();
    endCall();
    if (exchange.requestDone)
        endExchange();
}

void BotConnection::sendRewritten()
{
    Exchange &exchange = *m_exchange;
    const QByteArray body = exchange.answerBody.content();
    const auto rewritten =
        http::withOtherAddress(body, [this, &exchange](const http::SocketAddress &address) {
            return m_host.tappedAddress(address, exchange.call.method);
        });
    Head head = exchange.answer;
    const QByteArray sent = rewritten.value_or(body);
    head.remove("transfer-encoding");
    head.remove("trailer");
    head.set("Content-Length", QByteArray::number(sent.size()));
    // They speak of the bytes as they were.
    for (const char *name : {"content-md5", "digest", "etag"})
        head.remove(name);
    const QByteArray bytes = head.bytes() + sent;
    say(bytes);
    m_host.passed(TapFault::Way::In, bytes.size());
}

//! Tells the host of the call, once.
void BotConnection::endCall()
{
    Exchange &exchange = *m_exchange;
    if (exchange.isUpgrade || std::exchange(exchange.ended, true))
        return;
    if (!exchange.began) { // answered before the program had said everything
        exchange.call.beganUs = m_host.monotonicUs();
        exchange.call.arguments = "{}";
        exchange.call.sent = exchange.requestBody.size();
        m_host.callBegan(exchange.call);
        exchange.began = true;
    }
    TapCall &call = exchange.call;
    call.durationUs = m_host.monotonicUs() - call.beganUs;
    call.received = exchange.answerBody.size();
    json::Document document;
    const QByteArray &body = exchange.answerBody.content();
    if (call.error.isEmpty()) {
        const bool parsed =
            exchange.answerBody.hasAll() && isReadable(exchange.answer) && document.parse(body);
        const json::Value root = document.root();
        if (parsed && root.isObject())
            call.answer = http::withoutSecrets(body.contains('\n') ? root.toJson() : body);
        const auto said = parsed ? root["ok"].boolean() : std::nullopt;
        call.ok = call.status < 400 && said.value_or(true);
        if (!call.ok)
            call.error = root["error"].isString() ? root["error"].text() : u"http_%1"_s.arg(call.status);
    }
    maskTokens();
    m_host.callEnded(call);
    m_host.batchEnded();
}

//! A server may say a token back, in an error for example; a program may say it in the wrong place.
void BotConnection::maskTokens()
{
    TapCall &call = m_exchange->call;
    QByteArray error = call.error.toUtf8();
    for (const Secret &token : std::as_const(m_exchange->tokens)) {
        for (QByteArray *text : {&call.method, &call.arguments, &call.answer, &error})
            token.maskIn(*text);
    }
    call.error = maskSecrets(QString::fromUtf8(error));
    call.method = maskSecrets(QString::fromUtf8(call.method)).toUtf8();
}

void BotConnection::startRelay(const Head &head)
{
    const SocketTarget target = m_exchange->target;
    say(m_fromServer.constData(), head.size);
    flushSaid();
    m_fromServer.remove(0, head.size);
    m_exchange.reset();
    m_back.reset(); // from here on the relay has the sockets
    const quint32 number = m_host.socketOpened(target);
    m_relay = new SocketRelay(number, target.protocol, m_bot, m_upstream->socket(), m_host.faults(),
                              {[this, number](TapFault::Way way, const FrameReader::Item &item) {
                                   m_host.frame(number, way, item);
                               },
                               [this, number](TapFault::Way way, const char *fault, qsizetype bytes) {
                                   m_host.frameStruck(number, way, fault, bytes);
                               },
                               [this](TapFault::Way way, qsizetype bytes) { m_host.passed(way, bytes); },
                               [this] { m_host.batchEnded(); }, replacement(target.protocol)},
                              this);
    connect(m_relay, &SocketRelay::over, this, &BotConnection::hangUp);
    const QByteArray fromBot = std::exchange(m_fromBot, {});
    const QByteArray fromServer = std::exchange(m_fromServer, {});
    m_relay->begin(fromBot, fromServer);
}

//! RTM tells by an event where the next socket is to be opened, which would lead past us.
std::function<QByteArray(QByteArrayView)> BotConnection::replacement(SocketRelay::Protocol protocol)
{
    if (protocol != SocketRelay::Protocol::Rtm)
        return {};
    return [this](QByteArrayView frame) {
        return http::frameWithOtherAddress(frame, [this](const http::SocketAddress &address) {
            return m_host.tappedAddress(address, "reconnect_url");
        });
    };
}

//! In place of the server.
void BotConnection::answerOurselves(int status, const QByteArray &body, const QByteArray &headers, bool keep)
{
    Exchange &exchange = *m_exchange;
    const bool hasBody = exchange.request.method != "HEAD";
    const QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Rtmscope tap\r\n" + headers +
                             "Content-Length: " + QByteArray::number(body.size()) +
                             "\r\nX-Rtmscope-Tap: 1\r\nConnection: " + (keep ? "keep-alive" : "close") +
                             "\r\n\r\n" + (hasBody ? body : QByteArray());
    say(bytes);
    flushSaid();
    m_host.passed(TapFault::Way::In, bytes.size());
    exchange.answerDone = true;
    exchange.keep = keep;
    if (!exchange.isUpgrade && !exchange.call.method.isEmpty()) {
        if (exchange.call.error.isEmpty()) { // by the chaos desk: what the program sees is what is recorded
            exchange.call.status = status;
            exchange.answerBody =
                http::BodyReader({Framing::Kind::Length, quint64(body.size())}, body.size());
            exchange.answerBody.take(body);
        }
        endCall();
    }
    endExchange();
}

//! What can't be passed on, in words that a person who reads the program's log understands.
void BotConnection::refuse(int status, const QString &code, const QString &words)
{
    if (!m_exchange)
        m_exchange = std::make_unique<Exchange>();
    if (m_exchange->call.method.isEmpty())
        m_host.refused(code, words); // most libraries keep the answer for themselves
    if (m_exchange->call.error.isEmpty()) {
        m_exchange->call.error = code;
        m_exchange->call.words = words;
    }
    json::ObjectBuilder reason;
    const QByteArray tap = reason.text("code", code).text("words", words).close();
    const QByteArray body =
        json::ObjectBuilder().boolean("ok", false).text("error", u"rtmscope_tap"_s).json("tap", tap).close();
    qCDebug(lcTap).noquote() << "answered here: HTTP" << status << code;
    answerOurselves(status, body, "Content-Type: application/json\r\n", false);
}

} // namespace rtmscope
