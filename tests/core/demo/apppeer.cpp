// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/demo/apppeer.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace rtmscope::testing {

AppPeer::AppPeer(const QUrl &apiBase, const QByteArray &appToken)
    : RtmPeer(apiBase, appToken)
{
    connect(&socket(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
        if (m_acknowledges && frame.contains(u"envelope_id"_s))
            acknowledge(frame);
    });
}

bool AppPeer::connectApp(bool waitForHello, const QString &more)
{
    const QString url = call(u"apps.connections.open"_s).json().value(u"url"_s).toString();
    return open(QUrl(url + more)) && (!waitForHello || !waitFor(u"hello"_s).isEmpty());
}

void AppPeer::acknowledge(const QJsonObject &envelope)
{
    send({{u"envelope_id"_s, envelope.value(u"envelope_id"_s)}});
}

QJsonObject AppPeer::eventOf(const QJsonObject &envelope)
{
    return envelope.value(u"payload"_s).toObject().value(u"event"_s).toObject();
}

QString AppPeer::typeOf(const QJsonObject &envelope)
{
    const QJsonObject payload = envelope.value(u"payload"_s).toObject();
    const QJsonObject event = payload.value(u"event"_s).toObject();
    return (event.isEmpty() ? payload : event).value(u"type"_s).toString();
}

QList<QJsonObject> AppPeer::envelopes() const
{
    QList<QJsonObject> all;
    for (const QJsonObject &frame : objects()) {
        if (frame.contains(u"envelope_id"_s))
            all.append(frame);
    }
    return all;
}

QList<QJsonObject> AppPeer::events(const QString &type) const
{
    QList<QJsonObject> all;
    for (const QJsonObject &envelope : envelopes()) {
        if (eventOf(envelope).value(u"type"_s) == type)
            all.append(eventOf(envelope));
    }
    return all;
}

QJsonObject AppPeer::waitForEnvelope(const QString &type)
{
    QJsonObject found;
    (void)QTest::qWaitFor(
        [&] {
            for (const QJsonObject &envelope : envelopes()) {
                if (found.isEmpty() && (typeOf(envelope) == type || envelope.value(u"type"_s) == type))
                    found = envelope;
            }
            return !found.isEmpty();
        },
        5000);
    return found;
}

int AppPeer::count(const QString &eventId) const
{
    int times = 0;
    for (const QJsonObject &envelope : envelopes())
        times += envelope.value(u"payload"_s).toObject().value(u"event_id"_s) == eventId ? 1 : 0;
    return times;
}

} // namespace rtmscope::testing
