// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/demo/rtmpeer.h"

namespace rtmscope::testing {

//! A Socket Mode client of Qt's own parts. Acknowledges what comes if it is told to.
class AppPeer : public RtmPeer
{
    Q_OBJECT
public:
    explicit AppPeer(const QUrl &apiBase, const QByteArray &appToken = "xapp-1-A0RTMSCOPE-test");

    //! apps.connections.open, the socket, and (unless told otherwise) its hello. \a more: behind the address.
    bool connectApp(bool waitForHello = true, const QString &more = {});
    void acknowledges(bool at) { m_acknowledges = at; }
    void acknowledge(const QJsonObject &envelope);

    QList<QJsonObject> envelopes() const;
    QList<QJsonObject> events(const QString &type) const; //!< inner ones of \a type
    //! The first envelope whose event, or payload, is of \a type; waits up to 5 s. Empty: none came.
    QJsonObject waitForEnvelope(const QString &type);
    int count(const QString &eventId) const; //!< how often it came

    static QJsonObject eventOf(const QJsonObject &envelope);
    static QString typeOf(const QJsonObject &envelope); //!< of the event, or else of the payload

private:
    bool m_acknowledges = true;
};

} // namespace rtmscope::testing
