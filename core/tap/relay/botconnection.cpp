// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/botconnection.h"

#include "core/base/logcategories.h"
#include "core/connection/endpoint.h"
#include "core/json/json.h"
#include "core/json/objectbuilder.h"
#include "core/tap/http/callbody.h"
#include "core/tap/relay/buffers.h"
#include "core/tap/relay/refusals.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using http::Framing;
using http::Head;

constexpr qsizetype mostRewritten = 64 * 1024 * 1024; // rtm.start as it was has the whole workspace in it
constexpr auto idlePatience = 120s;                   // without a first request
constexpr int statusOk = 200;
constexpr int switchingProtocols = 101;
constexpr int badGateway = 502;

QByteArray authorityOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toUtf8();
    if (host.contains(':'))
        host = '[' + host + ']';
    const bool secure = url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
    const int usual = secure ? 443 : 80;
    return url.port(usual) == usual ? host : host + ':' + QByteArray::number(url.port());
}

bool wantsWebSocket(const Head &head)
{
    return head.method == "GET" && head.lists("upgrade", "websocket");
}

bool isReadable(const Head &answer)
{
    const QByteArray coding = answer.value("content-encoding").toLower();
    return coding.isEmpty() || coding == "identity";
}

} // namespace

//! A request and its answer.
struct BotConnection::Exchange
{
    Head request;
    QByteArray query;
    http::BodyReader requestBody;
    bool requestDone = false;
    bool isUpgrade = false;
    SocketTarget target;
    bool passesOn = true; //!< false: the chaos desk answers
    TapFaults::CallFate fate;
    QByteArray head; //!< to be written to the server
    bool headSent = false;

    Head answer;
    bool answerBegan = false;
    bool rewrites = false;
    http::BodyReader answerBody;
    bool answerDone = false;
    bool keep = false; //!< the connections stay

    TapCall call;
    QList<Secret> tokens; //!< that came with it: what repeats them is masked
    bool began = false;   //!< told to the host
    bool ended = false;   //!< likewise
};

BotConnection::BotConnection(QTcpSocket *bot, RelayHost &host, QObject *parent)
    : QObject(parent)
    , m_bot(bot)
    , m_host(host)
{
    m_bot->setParent(this);
    m_bot->setReadBufferSize(mostUnread);
    m_bot->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_bot, &QIODevice::readyRead, this, &BotConnection::pump);
    connect(m_bot, &QIODevice::bytesWritten, this, &BotConnection::pump);
    connect(m_bot, &QAbstractSocket::disconnected, this, &BotConnection::botClosed);
    connect(&host.faults(), &TapFaults::changed, this, &BotConnection::pump);
    m_slow.setSingleShot(true);
    m_slow.setTimerType(Qt::PreciseTimer);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        sendHead();
        pump();
    });
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &BotConnection::hangUp);
    m_idle.start(idlePatience);
    QMetaObject::invokeMethod(this, &BotConnection::pump, Qt::QueuedConnection);
}

BotConnection::~BotConnection()
{
    m_over = true;
    m_bot->disconnect(this);
    m_bot->abort();
}

void BotConnection::close()
{
    constexpr quint16 goingAway = 1001;
    if (m_relay)
        m_relay->close(goingAway);
    hangUp();
}

void BotConnection::pump()
{
    if (m_relay)
        return m_relay->pump();
    if (std::exchange(m_pumping, true)) {
        m_again = true;
        return;
    }
    do {
        m_again = false;
        while (!m_over && !m_relay && !m_host.faults().isHalfOpen()) {
            const bool request = pumpRequest();
            const bool answer = !m_over && !m_relay && pumpAnswer();
            if (!request && !answer)
                break;
        }
        lookForEnds();
    } while (m_again && !m_over && !m_relay);
    m_pumping = false;
}

//! An end counts once all that was said before it has passed.
void BotConnection::lookForEnds()
{
    if (m_over || m_relay || m_host.faults().isHalfOpen())
        return;
    if (m_botGone && !hasMoreToSay())
        return botEnded();
    const bool isFull = m_bot->bytesToWrite() >= mostUnwritten;
    if (m_upstream && m_upstream->isReady() && m_upstream->isOver() && !isFull &&
        m_upstream->socket()->bytesAvailable() == 0)
        upstreamEnded();
}

//! Whether something of the program's request has yet to reach the server.
bool BotConnection::hasMoreToSay() const
{
    if (!m_exchange || !m_exchange->passesOn || !m_upstream || m_upstream->isOver())
        return false;
    const bool waits = !m_fromBot.isEmpty() || m_bot->bytesAvailable() > 0;
    return !m_exchange->headSent || (!m_exchange->requestDone && waits) ||
           m_upstream->socket()->bytesToWrite() > 0;
}

bool BotConnection::pumpRequest()
{
    if (!m_exchange && m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0) {
        hangUp(); // unasked, as in endExchange()
        return false;
    }
    if (!m_exchange)
        return readRequestHead();
    return !m_exchange->requestDone && takeRequestBody();
}

bool BotConnection::readRequestHead()
{
    if (m_fromBot.size() < http::mostHeadBytes)
        m_fromBot += m_bot->read(mostAtOnce);
    if (m_fromBot.isEmpty())
        return false;
    // An empty line before a request is to be overlooked (RFC 9112, 2.2).
    if (m_fromBot.startsWith("\r\n"))
        m_fromBot.remove(0, 2);
    Head head;
    http::HeadFault fault{};
    if (!http::readRequest(m_fromBot, &head, &fault))
        return false;
    m_idle.stop();
    if (fault != http::HeadFault::None) {
        const Refused refused = refusalOf(fault);
        refuse(refused.status, refused.code, refused.words);
        return false;
    }
    m_fromBot.remove(0, head.size);
    m_exchange = std::make_unique<Exchange>();
    m_exchange->request = head;
    const auto target = targetOf(head);
    if (const auto *refused = std::get_if<Refused>(&target)) {
        refuse(refused->status, refused->code, refused->words);
        return false;
    }
    const QByteArray path = std::get<QByteArray>(target);
    if (path.startsWith(socketPath))
        beginUpgrade(head, path.mid(socketPath.size()));
    else
        beginCall(head, path.mid(apiPath.size()));
    return !m_over;
}

void BotConnection::beginCall(const Head &head, const QByteArray &target)
{
    Exchange &exchange = *m_exchange;
    const qsizetype question = target.indexOf('?');
    exchange.call.method = question < 0 ? target : target.left(question);
    exchange.call.verb = head.method;
    exchange.query = question < 0 ? QByteArray() : target.mid(question + 1);
    exchange.requestBody = http::BodyReader(head.framing, m_host.mostRecorded());
    exchange.keep = head.keepsAlive();
    exchange.fate = m_host.faults().fateOfCall(exchange.call.method);
    exchange.call.fault = exchange.fate.fault;
    exchange.passesOn = exchange.fate.status == 0;
    if (!exchange.passesOn && head.has("expect"))
        exchange.keep = false; // it waits for a word before it sends the body, which we need not see

    Head passed = head;
    http::removeHopByHop(&passed);
    passed.startLine = head.method + ' ' + m_host.upstream().path(QUrl::FullyEncoded).toUtf8() + target +
                       " HTTP/1." + QByteArray::number(head.minorVersion);
    passed.set("Host", authorityOf(m_host.upstream()));
    // Packed answers could not be recorded, nor a socket's address be changed in them. Their content is the
    // same.
    if (passed.has("accept-encoding"))
        passed.set("Accept-Encoding", "identity");
    exchange.head = passed.bytes();
    m_host.passed(TapFault::Way::Out, head.size);
    if (exchange.passesOn) {
        dial(m_host.upstream());
        if (exchange.fate.delay.count() > 0)
            m_slow.start(exchange.fate.delay);
        sendHead();
    }
    if (exchange.requestBody.isComplete() || (!exchange.passesOn && head.has("expect")))
        requestCame();
}

void BotConnection::beginUpgrade(const Head &head, const QByteArray &target)
{
    Exchange &exchange = *m_exchange;
    const qsizetype slash = target.indexOf('/');
    const auto known = m_host.socketTarget(slash < 0 ? target : target.left(slash));
    if (!wantsWebSocket(head) || head.framing.kind != Framing::Kind::None) {
        const Refused refused = notASocket();
        return refuse(refused.status, refused.code, refused.words);
    }
    if (!known) {
        const Refused refused = unknownSocket();
        return refuse(refused.status, refused.code, refused.words);
    }
    exchange.isUpgrade = exchange.requestDone = true;
    exchange.target = *known;
    if (const int status = m_host.faults().refusedUpgrade()) {
        m_host.socketRefused(*known, status);
        return answerOurselves(status, {}, {}, false);
    }
    Head passed = head;
    for (const char *name : {"keep-alive", "proxy-connection", "te"})
        passed.remove(name);
    // Frames that are packed could not be read.
    passed.remove("sec-websocket-extensions");
    passed.set("Host", authorityOf(known->origin));
    const QByteArray rest = slash < 0 ? QByteArray("/") : target.mid(slash);
    passed.startLine = "GET " + rest + " HTTP/1." + QByteArray::number(head.minorVersion);
    exchange.head = passed.bytes();
    dial(known->origin);
    sendHead();
}

void BotConnection::dial(const QUrl &server)
{
    if (m_upstream && m_server == server && !m_upstream->isOver())
        return;
    if (m_upstream) { // perhaps it is just telling us of its end
        m_upstream->disconnect(this);
        m_upstream->deleteLater();
    }
    m_fromServer.clear();
    m_answered = 0;
    m_server = server;
    m_upstream = new Upstream(this);
    connect(m_upstream, &Upstream::ready, this, [this] {
        sendHead();
        pump();
    });
    connect(m_upstream, &Upstream::readable, this, &BotConnection::pump);
    connect(m_upstream, &Upstream::written, this, &BotConnection::pump);
    connect(m_upstream, &Upstream::closed, this, &BotConnection::upstreamClosed);
    // Not from within dial(): whoever called it goes on with the exchange.
    connect(
        m_upstream, &Upstream::failed, this,
        [this](const Error &error) {
            m_pumping = true; // what is written meanwhile is no reason to begin anew
            upstreamFailed(error);
            m_pumping = false;
        },
        Qt::QueuedConnection);
    m_upstream->dial(server, m_host.way());
}

void BotConnection::sendHead()
{
    if (!m_exchange || m_exchange->headSent || m_exchange->head.isEmpty() || m_slow.isActive() ||
        !m_upstream || !m_upstream->isReady() || m_upstream->isOver())
        return;
    m_exchange->headSent = true;
    QTcpSocket *server = m_upstream->socket();
    server->write(m_exchange->head);
    // A body that follows at once shares the packet.
    if (m_exchange->requestDone)
        server->flush();
}

bool BotConnection::takeRequestBody()
{
    Exchange &exchange = *m_exchange;
    if (exchange.passesOn &&
        (!exchange.headSent || m_upstream->isOver() || m_upstream->socket()->bytesToWrite() >= mostUnwritten))
        return false;
    if (m_fromBot.isEmpty())
        m_fromBot = m_bot->read(mostAtOnce);
    if (m_fromBot.isEmpty()) {
        if (exchange.passesOn)
            m_upstream->socket()->flush();
        return false;
    }
    const qsizetype taken = exchange.requestBody.take(m_fromBot);
    if (exchange.requestBody.isBroken()) {
        const Refused refused = brokenBody();
        refuse(refused.status, refused.code, refused.words);
        return false;
    }
    if (exchange.passesOn)
        m_upstream->socket()->write(m_fromBot.constData(), taken);
    m_host.passed(TapFault::Way::Out, taken);
    m_fromBot.remove(0, taken);
    if (exchange.requestBody.isComplete())
        requestCame();
    return true;
}

void BotConnection::requestCame()
{
    Exchange &exchange = *m_exchange;
    exchange.requestDone = true;
    if (exchange.passesOn && exchange.headSent)
        m_upstream->socket()->flush();
    const QByteArray type = exchange.request.value("content-type");
    const QByteArray body = exchange.requestBody.takeContent();
    exchange.tokens = http::tokensOf(exchange.request.value("authorization"), exchange.query, type, body);
    m_host.tokensSeen(exchange.tokens);
    exchange.call.arguments = http::argumentsOf(exchange.query, type, body);
    exchange.call.sent = exchange.requestBody.size();
    exchange.call.beganUs = m_host.monotonicUs();
    exchange.began = true;
    m_host.callBegan(exchange.call);
    if (exchange.passesOn)
        return exchange.answerDone ? endExchange() : void();
    const QByteArray retryAfter = exchange.fate.retryAfter;
    exchange.call.retryAfter = retryAfter;
    const bool isJson = exchange.fate.body.startsWith('{');
    answerOurselves(exchange.fate.status, exchange.fate.body,
                    QByteArray("Content-Type: ") + (isJson ? "application/json" : "text/html") + "\r\n" +
                        (retryAfter.isEmpty() ? QByteArray() : "Retry-After: " + retryAfter + "\r\n"),
                    exchange.keep);
}

bool BotConnection::pumpAnswer()
{
    if (!m_exchange || !m_exchange->headSent || m_exchange->answerDone || !m_upstream ||
        m_bot->bytesToWrite() >= mostUnwritten)
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
        m_bot->write(m_fromServer.constData(), head.size);
        m_bot->flush();
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
        m_bot->write(bytes);
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
        m_bot->write(m_fromServer.constData(), taken);
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
        m_bot->flush(); // the rest may take its time
    return !m_over;
}

void BotConnection::answerCame()
{
    Exchange &exchange = *m_exchange;
    exchange.answerDone = true;
    if (exchange.rewrites)
        sendRewritten();
    m_bot->flush();
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
    m_bot->write(bytes);
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

void BotConnection::endExchange()
{
    const bool keep = m_exchange->keep;
    ++m_answered;
    m_exchange.reset();
    // What comes unasked could be taken for the next answer.
    const bool unasked = !m_fromServer.isEmpty() ||
                         (m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0);
    if (!keep || unasked || (m_upstream && m_upstream->isOver()))
        hangUp();
}

void BotConnection::startRelay(const Head &head)
{
    const SocketTarget target = m_exchange->target;
    m_bot->write(m_fromServer.constData(), head.size);
    m_bot->flush();
    m_fromServer.remove(0, head.size);
    m_exchange.reset();
    const quint32 number = m_host.socketOpened(target);
    m_relay = new SocketRelay(number, target.protocol, m_bot, m_upstream->socket(), m_host.faults(),
                              {[this, number](TapFault::Way way, const FrameReader::Item &item) {
                                   m_host.frame(number, way, item);
                               },
                               [this, number](TapFault::Way way, const char *fault, qsizetype bytes) {
                                   m_host.frameStruck(number, way, fault, bytes);
                               },
                               [this](TapFault::Way way, qsizetype bytes) { m_host.passed(way, bytes); },
                               [this] { m_host.batchEnded(); }},
                              this);
    connect(m_relay, &SocketRelay::over, this, &BotConnection::hangUp);
    const QByteArray fromBot = std::exchange(m_fromBot, {});
    const QByteArray fromServer = std::exchange(m_fromServer, {});
    m_relay->begin(fromBot, fromServer);
}

//! Whether it could not be reached, or what it said can't be passed on.
void BotConnection::upstreamFailed(const Error &error)
{
    if (m_over || !m_exchange)
        return hangUp();
    m_host.upstreamFailed(error);
    Exchange &exchange = *m_exchange;
    exchange.call.error = error.code;
    exchange.call.words = error.words;
    if (exchange.answerBegan && !exchange.rewrites) { // half of it is gone to the program: it has to see that
        endCall();
        return hangUp();
    }
    exchange.call.status = 0;
    refuse(badGateway, error.code, error.words);
}

void BotConnection::upstreamClosed()
{
    if (m_relay)
        return m_relay->sideClosed(TapFault::Way::In);
    pump();
}

void BotConnection::upstreamEnded()
{
    if (!m_exchange)
        return hangUp();
    Exchange &exchange = *m_exchange;
    if (!exchange.passesOn)
        return; // it is not asked
    if (exchange.answerDone)
        return hangUp();
    if (exchange.answerBegan) {
        exchange.answerBody.end();
        if (exchange.answerBody.isComplete())
            return answerCame();
        return upstreamFailed(cutAnswer(m_server.host()));
    }
    if (!exchange.headSent) { // it was kept open for the next call, and went as that came
        dial(QUrl(m_server));
        return sendHead();
    }
    if (m_answered > 0) { // as it meets without us: its own HTTP client knows what to do
        exchange.call.error = u"connection_closed"_s;
        exchange.call.words = cutAnswer(m_server.host()).words;
        endCall();
        return hangUp();
    }
    upstreamFailed(cutAnswer(m_server.host()));
}

void BotConnection::botClosed()
{
    if (m_relay)
        return m_relay->sideClosed(TapFault::Way::Out);
    m_botGone = true;
    pump();
}

//! The server hears of it as it would without us: by the end of the connection.
void BotConnection::botEnded()
{
    if (m_exchange && !m_exchange->ended && (m_exchange->began || m_exchange->headSent)) {
        m_exchange->call.error = u"program_hung_up"_s;
        m_exchange->call.words = programHungUp();
        endCall();
    }
    if (m_upstream && m_upstream->socket())
        m_upstream->socket()->flush();
    hangUp();
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
    m_bot->write(bytes);
    m_bot->flush();
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
    if (m_exchange->call.error.isEmpty()) {
        m_exchange->call.error = code;
        m_exchange->call.words = words;
    }
    json::ObjectBuilder reason;
    const QByteArray tap = reason.text("code", code).text("words", words).close();
    const QByteArray body =
        json::ObjectBuilder().boolean("ok", false).text("error", u"rtmscope_tap"_s).json("tap", tap).close();
    qCDebug(lcNet).noquote() << "tap answers HTTP" << status << code;
    answerOurselves(status, body, "Content-Type: application/json\r\n", false);
}

void BotConnection::hangUp()
{
    if (std::exchange(m_over, true))
        return;
    m_idle.stop();
    m_slow.stop();
    if (m_relay) {
        m_host.socketEnded(m_relay->number());
        m_relay->stop();
        m_relay->deleteLater();
        m_relay = nullptr;
    }
    m_host.batchEnded();
    if (m_upstream)
        m_upstream->deleteLater();
    m_upstream = nullptr;
    if (m_bot->state() == QAbstractSocket::UnconnectedState)
        return deleteLater();
    connect(m_bot, &QAbstractSocket::disconnected, this, &QObject::deleteLater);
    m_bot->disconnectFromHost(); // what was written still goes, if the program takes it
    QTimer::singleShot(idlePatience, this, &QObject::deleteLater);
}

} // namespace rtmscope
