// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/botconnection.h"

#include "core/tap/http/callbody.h"
#include "core/tap/relay/botexchange.h"
#include "core/tap/relay/buffers.h"
#include "core/tap/relay/refusals.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using http::Framing;
using http::Head;

constexpr auto idlePatience = 120s;       // without a first request
constexpr auto halfClosedPatience = 120s; // for an answer that perhaps nobody waits for
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

} // namespace

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
    connect(&m_idle, &QTimer::timeout, this, [this] { m_botGone ? botEnded() : hangUp(); });
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
    if (m_botGone && !hasMoreToSay() && !awaitsAnswer())
        return botEnded();
    if (m_upstream && m_upstream->isReady() && m_upstream->isOver() && !isFull() &&
        m_upstream->socket()->bytesAvailable() == 0)
        upstreamEnded();
}

//! Whether the program may have closed its own half only: all of its request came, and nothing shows that
//! nobody listens.
bool BotConnection::awaitsAnswer() const
{
    const bool waits =
        m_exchange && m_exchange->requestDone && !m_exchange->answerDone && !m_exchange->isUpgrade;
    return waits && m_back && m_back->isOpen() && !m_back->isBroken();
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
    m_saidSome = false;
    if (m_bot->state() == QAbstractSocket::ConnectedState) // else it was taken when there still was a way
        m_back = std::make_unique<HalfClosed>(*m_bot, nullptr);
    if (m_back)
        connect(m_back.get(), &HalfClosed::written, this, &BotConnection::pump, Qt::UniqueConnection);
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

void BotConnection::endExchange()
{
    const bool keep = m_exchange->keep;
    ++m_answered;
    m_exchange.reset();
    if (!m_botGone)
        m_back.reset(); // the connection must end when the socket does
    // What comes unasked could be taken for the next answer.
    const bool unasked = !m_fromServer.isEmpty() ||
                         (m_upstream && m_upstream->socket() && m_upstream->socket()->bytesAvailable() > 0);
    if (!keep || unasked || (m_upstream && m_upstream->isOver()))
        hangUp();
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
    if (m_saidSome) // some of it may be lost with the socket, and the rest alone must not come
        m_back.reset();
    m_idle.start(halfClosedPatience);
    pump();
}

void BotConnection::say(const char *bytes, qsizetype size)
{
    if (m_botGone && m_back)
        return m_back->write(bytes, size);
    m_saidSome = true;
    m_bot->write(bytes, size);
}

void BotConnection::flushSaid()
{
    if (!m_botGone)
        m_bot->flush();
}

bool BotConnection::isFull() const
{
    return (m_botGone && m_back ? m_back->bytesToWrite() : m_bot->bytesToWrite()) >= mostUnwritten;
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
    if (!m_botGone)
        m_back.reset();
    if (m_back && m_back->bytesToWrite() > 0) {
        connect(m_back.get(), &HalfClosed::written, this, [this] {
            if (m_back->bytesToWrite() == 0)
                deleteLater();
        });
        QTimer::singleShot(idlePatience, this, &QObject::deleteLater);
        return;
    }
    if (m_bot->state() == QAbstractSocket::UnconnectedState)
        return deleteLater();
    connect(m_bot, &QAbstractSocket::disconnected, this, &QObject::deleteLater);
    m_bot->disconnectFromHost(); // what was written still goes, if the program takes it
    QTimer::singleShot(idlePatience, this, &QObject::deleteLater);
}

} // namespace rtmscope
