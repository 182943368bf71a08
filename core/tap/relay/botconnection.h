// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/http/bodyreader.h"
#include "core/tap/relay/halfclosed.h"
#include "core/tap/relay/relayhost.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace rtmscope {

//! One TCP connection of a tapped program: its calls one after the other, each passed to the server and its
//! answer back, and what becomes a WebSocket handed to a SocketRelay. It has one connection to the server of
//! its own, which lives as long as it does: so the program meets the very keep-alive, time-outs and lost
//! connections that it would meet without us. Owned by its tap; lives in its thread; deletes itself when the
//! program hangs up.
class BotConnection : public QObject
{
    Q_OBJECT
public:
    BotConnection(QTcpSocket *bot, RelayHost &host, QObject *parent);
    ~BotConnection() override;

    void close(); //!< the tap ends

private:
    struct Exchange;

    void pump();
    bool pumpRequest();
    bool pumpAnswer();
    // The program's request
    bool readRequestHead();
    void beginCall(const http::Head &head, const QByteArray &target);
    void beginUpgrade(const http::Head &head, const QByteArray &target);
    void sendHead();
    bool takeRequestBody();
    void requestCame();
    // The server's answer
    bool readAnswerHead();
    void takeAnswerHead();
    bool takeAnswerBody();
    void answerCame();
    void sendRewritten();
    void startRelay(const http::Head &head);
    std::function<QByteArray(QByteArrayView)> replacement(SocketRelay::Protocol protocol);
    // Ends
    void dial(const QUrl &server);
    //! To the program, whichever way it can be reached.
    void say(const char *bytes, qsizetype size);
    void say(const QByteArray &bytes) { say(bytes.constData(), bytes.size()); }
    void flushSaid();
    bool isFull() const; //!< the program takes less than is said
    bool awaitsAnswer() const;
    void upstreamFailed(const Error &error);
    void lookForEnds();
    bool hasMoreToSay() const;
    void upstreamClosed();
    void upstreamEnded();
    void botClosed();
    void botEnded();
    void answerOurselves(int status, const QByteArray &body, const QByteArray &headers, bool keep);
    void refuse(int status, const QString &code, const QString &words);
    void endCall();
    void maskTokens();
    void endExchange();
    void hangUp();

    QTcpSocket *m_bot;
    RelayHost &m_host;
    Upstream *m_upstream = nullptr;
    QUrl m_server; //!< that m_upstream goes to
    std::unique_ptr<Exchange> m_exchange;
    SocketRelay *m_relay = nullptr;
    std::unique_ptr<HalfClosed> m_back; //!< while a request is answered
    QByteArray m_fromBot;               //!< read and not yet passed on
    QByteArray m_fromServer;            //!< likewise
    QTimer m_slow;                      //!< the chaos desk holds the present call back
    QTimer m_idle;                      //!< a program that says nothing
    int m_answered = 0;
    bool m_pumping = false;
    bool m_again = false;
    bool m_saidSome = false; //!< of the present answer, while the program's connection was whole
    bool m_botGone = false;  //!< it closed; what it said may still be on its way, and its ears may be open
    bool m_over = false;
};

} // namespace rtmscope
