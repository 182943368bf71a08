// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Shows the monitor on a steady made-up stream and tells what it costs: by hand, on a real or virtual screen.
//   monitorbench [--rate EVENTS_PER_S] [--seconds S] [--theme light|dark|contrast] [--shot FILE] [--select
//   SEQ]
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QPainter>
#include <QSplitter>
#include <QTextStream>
#include <QTimer>

#include <ctime>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! A busy workspace: mostly messages, presence and typing, now and then the rest.
class Stream
{
public:
    Stream(EventLog &log, WorkspaceFeed &feed)
        : m_log(log)
        , m_feed(feed)
    {
        deliver(note(++m_seq, R"({"kind":"api","method":"users.list","args":{},"status":200,"ok":true,"ms":12,
            "answer":{"ok":true,"members":[
              {"id":"U1","name":"mira","profile":{"display_name":"Mira Okafor"}},
              {"id":"U2","name":"tomas","profile":{"display_name":"Tomás Rey"}},
              {"id":"U3","name":"noa","profile":{"display_name":"נועה לוי"}}]}})"));
        deliver(note(++m_seq,
                     R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,"ms":9,
            "answer":{"ok":true,"channels":[{"id":"C1","name":"ops","is_channel":true,"is_member":true},
              {"id":"C2","name":"deploys","is_channel":true,"is_member":true}]}})"));
        deliver(note(++m_seq,
                     R"({"kind":"state","state":"Ready","from":"AwaitingHello","cause":"hello received"})"));
    }

    void next()
    {
        const QByteArray user = "U" + QByteArray::number(1 + m_seq * 7 % 3);
        const QByteArray channel = m_seq % 3 ? "C1" : "C2";
        const QByteArray number = QByteArray::number(m_seq + 1);
        const QByteArray ts = "1795356251." + number.rightJustified(6, '0');
        ++m_seq;
        switch (m_seq * 5 % 17) {
        case 0:
            return deliver(
                entry(m_seq, R"({"type":"reaction_added","user":")" + user +
                                 R"(","reaction":"tada","item":{"type":"message","channel":"C1","ts":")" +
                                 m_lastTs + R"("},"event_ts":"1795356251.100000"})"));
        case 1:
            return deliver(entry(
                m_seq,
                R"({"type":"message","subtype":"message_changed","channel":")" + channel +
                    R"(","message":{"type":"message","user":"U1","text":"done, <@U2> please check","ts":")" +
                    m_lastTs + R"("},"previous_message":{"user":"U1","text":"done"}})"));
        case 2:
            return deliver(
                entry(m_seq, R"({"type":"no_such_type","key":"x)" + number + R"(","entry":{"a":[1,2]}})"));
        case 3:
            return deliver(entry(
                m_seq, R"({"id":7,"type":"message","channel":"C1","text":"Thanks, great work all round"})",
                Direction::Out));
        case 4:
            return deliver(entry(m_seq, R"({"ok":true,"reply_to":7,"ts":")" + ts + R"(","text":"Thanks"})"));
        case 5:
        case 6:
            return deliver(
                entry(m_seq, R"({"type":"presence_change","presence":"active","user":")" + user + R"("})"));
        case 7:
            return deliver(entry(m_seq, R"({"type":"user_typing","channel":")" + channel + R"(","user":")" +
                                            user + R"("})"));
        default:
            m_lastTs = ts;
            deliver(entry(
                m_seq,
                R"({"type":"message","channel":")" + channel + R"(","user":")" + user +
                    R"(","text":"Error rate *back* to normal, run )" + number +
                    R"( of `api-gateway` took 4 m 12 s","ts":")" + ts +
                    R"(","client_msg_id":"5f2c11d0-0000-4a2b-9d1e-0000000000e1","blocks":[{"type":"rich_text",)"
                    R"("block_id":"x1","elements":[{"type":"rich_text_section","elements":[{"type":"text",)"
                    R"("text":"Error rate back to normal"}]}]}],"suppress_notification":false,"team":"T0DEMO"})"));
        }
    }

    void gap()
    {
        const QByteArray from = QByteArray::number(startUs + qint64(m_seq) * 1'000'000);
        m_seq += 31;
        const QByteArray to = QByteArray::number(startUs + qint64(m_seq) * 1'000'000);
        deliver(note(m_seq, R"({"kind":"gap","from_us":)" + from + R"(,"to_us":)" + to +
                                R"(,"cause":"socket died silently"})"));
    }

private:
    void deliver(const Event &event)
    {
        m_log.append(event);
        m_feed.apply(event);
    }

    EventLog &m_log;
    WorkspaceFeed &m_feed;
    quint64 m_seq = 0;
    QByteArray m_lastTs = "1795356251.000001";
};

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"rate"_s, {}, u"n"_s, u"100"_s},
                       {u"seconds"_s, {}, u"n"_s, u"20"_s},
                       {u"before"_s, u"events there at the start"_s, u"n"_s, u"300"_s},
                       {u"theme"_s, {}, u"name"_s},
                       {u"shot"_s, {}, u"file"_s},
                       {u"hidden"_s, u"the same work without a window"_s},
                       {u"filter"_s, {}, u"text"_s},
                       {u"pane"_s, {}, u"n"_s, u"0"_s},
                       {u"select"_s, {}, u"seq"_s}});
    parser.process(app);
    theme::apply(app, parser.value(u"theme"_s));

    const auto log = EventLog::inMemory({});
    WorkspaceFeed feed;
    QSplitter window;
    auto *view = new EventView;
    auto *inspector = new EventInspector;
    window.addWidget(view);
    window.addWidget(inspector);
    window.setSizes({1040, 400});
    window.resize(1440, 420);
    QObject::connect(view, &EventView::eventSelected, inspector,
                     [inspector](const Event &event) { inspector->showEvent(event); });
    inspector->setFeed(&feed);
    view->setLog(log.get(), &feed);
    if (!parser.isSet(u"hidden"_s))
        window.show();

    Stream stream(*log, feed);
    const int before = parser.value(u"before"_s).toInt();
    for (int i = 0; i < before; ++i) {
        stream.next();
        if (i == before * 3 / 4)
            stream.gap();
    }
    inspector->setPane(EventInspector::Pane(parser.value(u"pane"_s).toInt()));
    if (parser.isSet(u"filter"_s))
        view->setFilterText(parser.value(u"filter"_s));
    if (parser.isSet(u"select"_s)) {
        view->selectEvent(parser.value(u"select"_s).toULongLong());
        inspector->selectPath(u"text"_s);
    }

    const double rate = parser.value(u"rate"_s).toDouble();
    QElapsedTimer clock;
    qint64 sent = 0;
    QTimer source;
    QObject::connect(&source, &QTimer::timeout, &source, [&] {
        for (; double(sent) < rate * double(clock.elapsed()) / 1000; ++sent)
            stream.next();
    });
    const int warmUpMs = 2000;
    double cpuBefore = 0;
    QElapsedTimer measured;
    QTimer::singleShot(warmUpMs, &app, [&] {
        cpuBefore = cpuSeconds();
        measured.start();
    });
    QTimer::singleShot(warmUpMs + int(1000 * parser.value(u"seconds"_s).toDouble()), &app, [&] {
        const double share = 100 * (cpuSeconds() - cpuBefore) / (double(measured.nsecsElapsed()) / 1e9);
        QTextStream(stdout) << sent << " events, " << share << " % of a core\n";
        if (parser.isSet(u"shot"_s))
            window.grab().save(parser.value(u"shot"_s));
        app.quit();
    });
    clock.start();
    if (rate > 0)
        source.start(5);
    return QApplication::exec();
}
