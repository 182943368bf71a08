// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What one frame costs between the socket and its handler. Run by hand: bench_decode [-median 15].
#include "core/events/eventdecoder.h"
#include "core/events/types/eventtypes.h"
#include "core/json/json.h"
#include "core/json/tree.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

//! A message of about 560 bytes, the median of a busy workspace: text, a mention, one rich text block.
QByteArray messageFrame(int number)
{
    const QByteArray id = QByteArray::number(number % 200).rightJustified(4, '0');
    const QByteArray stamp = QByteArray::number(1795356000 + number) + ".000200";
    return R"({"client_msg_id":"6f1c2f0e-7a55-4c1b-9d60-0000000)" + id +
           R"(","type":"message","text":"Rolled out to the north region, error rate flat at 0.02 %. <@U0MIRA)" +
           id + R"(> please watch the queue depth for ten minutes.","user":"U0TOMAS)" + id + R"(","ts":")" +
           stamp +
           R"(","blocks":[{"type":"rich_text","block_id":"bQ7","elements":[{"type":"rich_text_section","elements":[)" +
           R"({"type":"text","text":"Rolled out to the north region, error rate flat. "},{"type":"user","user_id":"U0MIRA)" +
           id + R"("}]}]}],"team":"T0HARBOUR","channel":"C0OPS)" + id + R"(","event_ts":")" + stamp + R"("})";
}

//! A thousand different frames, so that caches see what they would see live.
const QList<QByteArray> &frames()
{
    static const QList<QByteArray> all = [] {
        QList<QByteArray> made;
        for (int i = 0; i < 1000; ++i)
            made.append(messageFrame(i));
        return made;
    }();
    return all;
}

//! The same messages as Socket Mode delivers them. Each envelope holds a secret, the old verification token.
const QList<QByteArray> &envelopes()
{
    static const QList<QByteArray> all = [] {
        QList<QByteArray> made;
        for (const QByteArray &frame : frames()) {
            const QByteArray number = QByteArray::number(made.size()).rightJustified(4, '0');
            made.append(R"({"envelope_id":"ac2cfd40-6f8c-4d5e-a1ad-646e532b)" + number +
                        R"(","payload":{"token":"Qx8vZ2nL0pRt5yKw","team_id":"T0HARBOUR",)" +
                        R"("api_app_id":"A0WATCH1","event":)" + frame +
                        R"(,"type":"event_callback","event_id":"Ev0TIDE)" + number +
                        R"(","event_time":1795356000,"authorizations":[{"enterprise_id":null,)" +
                        R"("team_id":"T0HARBOUR","user_id":"U0TIDEBT","is_bot":true,)" +
                        R"("is_enterprise_install":false}],"is_ext_shared_channel":false,)" +
                        R"("event_context":"1-message-T0HARBOUR-C0OPS"},"type":"events_api",)" +
                        R"("accepts_response_payload":false,"retry_attempt":0,"retry_reason":""})");
        }
        return made;
    }();
    return all;
}

} // namespace

//! Each benchmark handles a thousand frames per iteration: read its milliseconds as microseconds per frame.
class bench_Decode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse();
    void header();
    void body();
    void tree();
    void deliverUnheard();
    void deliverToAHandler();
    void mask();
    void maskEnvelopes();
    void deliverEnvelopesUnheard();
    void deliverEnvelopesToAHandler();
};

void bench_Decode::parse()
{
    json::Document document;
    QBENCHMARK
    {
        for (const QByteArray &frame : frames())
            QVERIFY(document.parse(frame));
    }
}

void bench_Decode::header()
{
    EventDecoder decoder;
    QBENCHMARK
    {
        for (const QByteArray &frame : frames()) {
            Event event;
            event.raw = frame;
            decoder.read(event);
        }
    }
}

void bench_Decode::body()
{
    QBENCHMARK
    {
        for (const QByteArray &frame : frames()) {
            Event event;
            event.raw = frame;
            event.type = u"message"_s;
            QVERIFY(std::holds_alternative<MessagePosted>(event.body().value));
        }
    }
}

void bench_Decode::tree()
{
    QBENCHMARK
    {
        for (const QByteArray &frame : frames())
            QVERIFY(!json::Tree::parse(frame).isEmpty());
    }
}

void bench_Decode::deliverUnheard()
{
    testing::EventFeed feed;
    QBENCHMARK
    {
        for (const QByteArray &frame : frames())
            feed.deliver(Direction::In, frame);
    }
}

void bench_Decode::deliverToAHandler()
{
    testing::EventFeed feed;
    qsizetype letters = 0;
    connect(&feed, &EventSource::messagePosted, this,
            [&](const MessagePosted &posted) { letters += posted.message.text.size(); });
    QBENCHMARK
    {
        for (const QByteArray &frame : frames())
            feed.deliver(Direction::In, frame);
    }
    QVERIFY(letters > 0);
}

void bench_Decode::mask()
{
    EventDecoder decoder;
    QBENCHMARK
    {
        for (const QByteArray &frame : frames()) {
            Event event;
            event.raw = frame;
            decoder.maskTickets(event);
        }
    }
}

void bench_Decode::maskEnvelopes()
{
    EventDecoder decoder;
    QBENCHMARK
    {
        for (const QByteArray &frame : envelopes()) {
            Event event;
            event.raw = frame;
            decoder.maskTickets(event);
        }
    }
}

void bench_Decode::deliverEnvelopesUnheard()
{
    testing::EventFeed feed;
    QBENCHMARK
    {
        for (const QByteArray &frame : envelopes())
            feed.deliver(Direction::In, frame);
    }
}

void bench_Decode::deliverEnvelopesToAHandler()
{
    testing::EventFeed feed;
    qsizetype letters = 0;
    connect(&feed, &EventSource::messagePosted, this,
            [&](const MessagePosted &posted) { letters += posted.message.text.size(); });
    QBENCHMARK
    {
        for (const QByteArray &frame : envelopes())
            feed.deliver(Direction::In, frame);
    }
    QVERIFY(letters > 0);
}

RTMSCOPE_TEST_MAIN(bench_Decode)
#include "bench_decode.moc"
