// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketmode/socketmodesession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QtTest>

#include <functional>

namespace rtmscope::testing {

//! A Socket Mode server of which the test decides every step. For what the demo server, which behaves like
//! Slack, can't do.
class SocketStub : public QObject
{
public:
    struct Call
    {
        QByteArray verb;
        QByteArray method;
        QByteArray authorization;
        QByteArray contentLength;
        QByteArray body;
    };
    struct Heard
    {
        qsizetype socket = 0;
        QByteArray text;
    };

    SocketStub()
        : m_sockets(QStringLiteral("stub"), QWebSocketServer::NonSecureMode)
    {
        m_http.listen(QHostAddress::LocalHost);
        m_sockets.listen(QHostAddress::LocalHost);
        connect(&m_http, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = m_http.nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] { read(client); });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        });
        connect(&m_sockets, &QWebSocketServer::newConnection, this, [this] { accept(); });
    }

    QUrl apiBase() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(m_http.serverPort())); }

    bool greets = true;  //!< each socket is told hello
    int connections = 1; //!< as hello tells
    int life = 0;        //!< likewise, in seconds; 0: not told
    QByteArray app = "A0STUB";
    QByteArray firstWord; //!< said instead of hello
    //! Answers of methods, body or whole HTTP answer; what is not here is answered as usual.
    QHash<QByteArray, QByteArray> answers;
    QByteArray held; //!< a method that is answered by release() only
    void release()
    {
        held.clear();
        for (const auto &[client, method] : std::exchange(m_waiting, {})) {
            if (client)
                answer(client, method);
        }
    }
    //! Called for each frame that comes, before it is noted.
    std::function<void(qsizetype socket, const QByteArray &text)> onFrame;

    QList<Call> calls;
    QList<QPointer<QWebSocket>> sockets;
    QList<Heard> heard;

    qsizetype callsOf(const QByteArray &method) const
    {
        return std::count_if(calls.begin(), calls.end(),
                             [&](const Call &call) { return call.method == method; });
    }
    Call lastCall(const QByteArray &method) const
    {
        for (auto call = calls.crbegin(); call != calls.crend(); ++call) {
            if (call->method == method)
                return *call;
        }
        return {};
    }
    bool isOpen(qsizetype socket) const { return socket < sockets.size() && sockets.at(socket); }
    void say(qsizetype socket, const QByteArray &frame)
    {
        if (isOpen(socket))
            sockets.at(socket)->sendTextMessage(QString::fromUtf8(frame));
        else
            qWarning("SocketStub: socket %d is gone, and %s can't be said.", int(socket), frame.constData());
    }
    void hello(qsizetype socket) { say(socket, helloFrame()); }
    QByteArray helloFrame() const
    {
        QByteArray debug = R"("host":"applink-stub","build_number":1)";
        if (life > 0)
            debug += R"(,"approximate_connection_time":)" + QByteArray::number(life);
        return R"({"type":"hello","num_connections":)" + QByteArray::number(connections) +
               R"(,"debug_info":{)" + debug + R"(},"connection_info":{"app_id":")" + app + "\"}}";
    }
    void disconnectFrame(qsizetype socket, const QByteArray &reason)
    {
        say(socket,
            R"({"type":"disconnect","reason":")" + reason + R"(","debug_info":{"host":"applink-stub"}})");
    }
    QList<QByteArray> acksOn(qsizetype socket) const
    {
        QList<QByteArray> out;
        for (const Heard &frame : heard) {
            if (frame.socket == socket)
                out.append(frame.text);
        }
        return out;
    }

private:
    static void respond(QTcpSocket *client, const QByteArray &body)
    {
        client->write(body.startsWith("HTTP/") ? body
                                               : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                 "X-OAuth-Scopes: channels:history,chat:write\r\n"
                                                 "Content-Length: " +
                                                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    static QByteArray headerOf(const QByteArray &head, const QByteArray &name)
    {
        const qsizetype at = head.toLower().indexOf("\r\n" + name + ':');
        if (at < 0)
            return {};
        const qsizetype begin = at + name.size() + 3;
        return head.mid(begin, head.indexOf('\r', begin) - begin).trimmed();
    }
    void read(QTcpSocket *client)
    {
        while (true) {
            const QByteArray head = client->peek(client->bytesAvailable());
            const qsizetype end = head.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const QByteArray length = headerOf(head.first(end + 2), "content-length");
            const qsizetype size = length.toInt();
            if (head.size() < end + 4 + size)
                return;
            client->read(end + 4 + size);
            Call call{head.split(' ').value(0), head.split(' ').value(1).split('/').constLast(),
                      headerOf(head.first(end + 2), "authorization"), length, head.mid(end + 4, size)};
            calls.append(call);
            answer(client, call.method);
        }
    }
    void answer(QTcpSocket *client, const QByteArray &method)
    {
        if (method == held)
            return m_waiting.append({client, method});
        if (answers.contains(method))
            return respond(client, answers.value(method));
        if (method == "apps.connections.open")
            return respond(client, R"({"ok":true,"url":"ws:\/\/127.0.0.1:)" +
                                       QByteArray::number(m_sockets.serverPort()) +
                                       R"(\/link\/?ticket=stubticket)" + QByteArray::number(++m_tickets) +
                                       "&app_id=" + app + "\"}");
        if (method == "auth.test")
            return respond(client,
                           R"({"ok":true,"url":"https:\/\/stub.slack.com\/","team":"Stub","user":"rtmscope",)"
                           R"("team_id":"T0STUB","user_id":"U0BOT","bot_id":"B0BOT"})");
        if (method == "bots.info")
            return respond(client, R"({"ok":true,"bot":{"id":"B0BOT","app_id":")" + app + "\"}}");
        if (method == "chat.postMessage")
            return respond(client,
                           R"({"ok":true,"channel":"C0A","ts":"1795356000.00010)" +
                               QByteArray::number(callsOf(method)) +
                               R"(","message":{"type":"message","user":"U0BOT","text":"canonical"}})");
        respond(client, R"({"ok":false,"error":"unknown_method"})");
    }
    void accept()
    {
        QWebSocket *socket = m_sockets.nextPendingConnection();
        socket->setParent(this); // the server gives it away; one that is open at the end has nobody else
        const qsizetype number = sockets.size();
        sockets.append(socket);
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QWebSocket::textMessageReceived, this, [this, number](const QString &text) {
            if (onFrame)
                onFrame(number, text.toUtf8());
            heard.append({number, text.toUtf8()});
        });
        if (!firstWord.isEmpty())
            say(number, firstWord);
        else if (greets)
            hello(number);
    }

    QTcpServer m_http;
    QWebSocketServer m_sockets;
    QList<std::pair<QPointer<QTcpSocket>, QByteArray>> m_waiting;
    int m_tickets = 0;
};

//! Waits that do not make a test slow; those that a test is not about keep their length.
inline ConnectionTimings quickSocketTimings()
{
    using namespace std::chrono_literals;
    ConnectionTimings timings;
    timings.firstBackoff = 10ms;
    timings.maxBackoff = 40ms;
    timings.slowRetry = 30ms;
    timings.connectSpacing = 0ms;
    timings.socketRefill = 0ms;
    timings.replacedSilence = 200ms;
    timings.tooManySockets = 60ms;
    return timings;
}

//! A stub and a session pointed at it, with everything that was recorded.
class SocketRig
{
public:
    explicit SocketRig(const std::function<void(ConnectionSettings &)> &adjust = {},
                       const Clock &clock = Clock::system())
    {
        ConnectionSettings config;
        config.kind = StreamKind::SocketMode;
        config.token = Secret("xoxb-stub-bot-token");
        config.appToken = Secret("xapp-1-A0STUB-1-abcdef0123456789");
        config.apiBase = stub.apiBase();
        config.timings = quickSocketTimings();
        if (adjust)
            adjust(config);
        session = std::make_unique<SocketModeSession>(config, clock);
        QObject::connect(session.get(), &EventSource::recorded, session.get(),
                         [this](const Event &event) { record.append(event); });
        QObject::connect(session.get(), &EventSource::eventReceived, session.get(),
                         [this](const Event &event) { received.append(event); });
        QObject::connect(session.get(), &LiveSession::failed, session.get(),
                         [this](const Error &error) { errors.append(error); });
        QObject::connect(session.get(), &SocketModeSession::hinted, session.get(),
                         [this](const SessionHint &hint) { hints.append(hint.code); });
    }

    bool ready()
    {
        session->open();
        return QTest::qWaitFor([this] { return session->state() == SessionState::Ready; }, 10'000);
    }
    bool failed()
    {
        session->open();
        return QTest::qWaitFor([this] { return session->state() == SessionState::Failed; }, 10'000);
    }
    QList<QJsonObject> notes(const QString &kind) const
    {
        QList<QJsonObject> out;
        for (const Event &event : record) {
            const QJsonObject note = QJsonDocument::fromJson(event.raw).object();
            if (event.direction == Direction::Note && note.value(QLatin1StringView("kind")) == kind)
                out.append(note);
        }
        return out;
    }
    //! Received events of a type, envelopes taken off.
    QList<Event> receivedOf(const QString &type) const
    {
        QList<Event> out;
        for (const Event &event : received) {
            if (event.type == type)
                out.append(event);
        }
        return out;
    }

    SocketStub stub;
    std::unique_ptr<SocketModeSession> session;
    QList<Event> record;
    QList<Event> received;
    QList<Error> errors;
    QStringList hints;
};

//! An envelope around \a event, as Slack spells it: the type comes behind the payload.
inline QByteArray envelopeFrame(const QByteArray &id, const QByteArray &eventId, const QByteArray &event,
                                const QByteArray &more = R"("retry_attempt":0,"retry_reason":"")")
{
    return R"({"envelope_id":")" + id + R"(","payload":{"token":"verification","team_id":"T0STUB",)" +
           R"("api_app_id":"A0STUB","event":)" + event + R"(,"type":"event_callback","event_id":")" +
           eventId + R"(","event_time":1795356000},"type":"events_api","accepts_response_payload":false,)" +
           more + '}';
}
inline QByteArray messageEvent(const QByteArray &ts, const QByteArray &text = "hello")
{
    return R"({"type":"message","channel":"C0A","channel_type":"channel","user":"U0EVA","text":")" + text +
           R"(","ts":")" + ts + R"(","event_ts":")" + ts + "\"}";
}
inline QByteArray ackFrame(const QByteArray &id)
{
    return R"({"envelope_id":")" + id + "\"}";
}

} // namespace rtmscope::testing
