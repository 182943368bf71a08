// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/demo/rtmpeer.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace rtmscope::testing {

QJsonObject RtmPeer::Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QByteArray RtmPeer::Answer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

RtmPeer::RtmPeer(const QUrl &apiBase, const QByteArray &token, QObject *parent)
    : QObject(parent)
    , m_apiBase(apiBase)
    , m_token(token)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_frames.append(text.toUtf8()); });
}

RtmPeer::Answer RtmPeer::call(const QString &method, const QList<std::pair<QString, QString>> &arguments)
{
    QByteArray body;
    for (const auto &[name, value] : arguments)
        body += (body.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' +
                QUrl::toPercentEncoding(value);
    QNetworkRequest request(m_apiBase.resolved(QUrl(method)));
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      u"application/x-www-form-urlencoded; charset=utf-8"_s);
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(5000);
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->rawHeaderPairs()};
}

bool RtmPeer::open(const QUrl &url)
{
    m_socket.open(url);
    const auto decided = [this] {
        return m_socket.state() == QAbstractSocket::ConnectedState ||
               m_socket.state() == QAbstractSocket::UnconnectedState;
    };
    QSignalSpy connected(&m_socket, &QWebSocket::connected);
    return QTest::qWaitFor(decided, 5000) && connected.size() == 1;
}

bool RtmPeer::login(bool waitForHello)
{
    m_loginAnswer = call(u"rtm.connect"_s).json();
    if (!open(QUrl(m_loginAnswer.value(u"url"_s).toString())))
        return false;
    return !waitForHello || !waitFor(u"hello"_s).isEmpty();
}

void RtmPeer::send(const QJsonObject &frame)
{
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

QList<QJsonObject> RtmPeer::objects() const
{
    QList<QJsonObject> all;
    for (const QByteArray &frame : m_frames)
        all.append(QJsonDocument::fromJson(frame).object());
    return all;
}

namespace {

template<typename Accept>
QJsonObject waitUntil(RtmPeer &peer, const Accept &accept)
{
    QJsonObject found;
    const bool came = QTest::qWaitFor(
        [&] {
            for (const QJsonObject &object : peer.objects()) {
                if (found.isEmpty() && accept(object))
                    found = object;
            }
            return !found.isEmpty();
        },
        5000);
    return came ? found : QJsonObject();
}

} // namespace

QJsonObject RtmPeer::waitFor(const QString &type, const QString &subtype)
{
    return waitUntil(*this, [&](const QJsonObject &object) {
        return object.value(u"type"_s).toString() == type && object.value(u"subtype"_s).toString() == subtype;
    });
}

QJsonObject RtmPeer::waitForAck(int id)
{
    return waitUntil(*this, [&](const QJsonObject &object) {
        return object.contains(u"ok"_s) && object.value(u"reply_to"_s).toInt() == id;
    });
}

} // namespace rtmscope::testing
