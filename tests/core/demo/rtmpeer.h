// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>
#include <QUrlQuery>
#include <QWebSocket>

namespace rtmscope::testing {

//! An RTM client of Qt's own parts (QNetworkAccessManager, QWebSocket, QJsonDocument): shares no line with
//! the server under test, nor with our session.
class RtmPeer : public QObject
{
    Q_OBJECT
public:
    struct Answer
    {
        int status = 0;
        QByteArray body;
        QList<QNetworkReply::RawHeaderPair> headers;
        QJsonObject json() const;
        bool ok() const { return json().value(QLatin1String("ok")).toBool(); }
        QString error() const { return json().value(QLatin1String("error")).toString(); }
        QByteArray header(const QByteArray &name) const;
    };

    explicit RtmPeer(const QUrl &apiBase, const QByteArray &token, QObject *parent = nullptr);

    //! Waits for the answer.
    Answer call(const QString &method, const QList<std::pair<QString, QString>> &arguments = {});
    //! rtm.connect, the socket, and (unless told otherwise) its hello.
    bool login(bool waitForHello = true);
    bool open(const QUrl &url);

    void send(const QJsonObject &frame);
    //! The first frame with that type and, if given, subtype; waits up to 5 s. Empty: none came.
    QJsonObject waitFor(const QString &type, const QString &subtype = {});
    QJsonObject waitForAck(int id);

    QWebSocket &socket() { return m_socket; }
    const QList<QByteArray> &frames() const { return m_frames; } //!< received, exact bytes
    QList<QJsonObject> objects() const;
    void clear() { m_frames.clear(); }
    QJsonObject loginAnswer() const { return m_loginAnswer; }

private:
    QUrl m_apiBase;
    QByteArray m_token;
    QNetworkAccessManager m_network;
    QWebSocket m_socket;
    QList<QByteArray> m_frames;
    QJsonObject m_loginAnswer;
};

} // namespace rtmscope::testing
