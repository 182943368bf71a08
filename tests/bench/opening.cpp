// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What a long file costs whoever looks at it, in the window's own event stream:
//   bench_opening make COUNT FILE       writes a capture of so many events
//   bench_opening open FILE [FILTER...] opens it, applies one filter after the other, prints a JSON object
//                                       with the milliseconds until the first rows were painted and until all
//                                       were listed, and the longest event of the GUI thread meanwhile, in
//                                       its own processor time; with the memory that is not the file's: bytes
//                                       an event after opening, and the most of all that was resident, in MB
//   bench_opening scroll COUNT FILE     makes a record of so many events to which 10,000 more come each
//                                       second, scrolls through it and prints what its frames took
#include "app/window/openedcapture.h"
#include "core/events/eventdecoder.h"
#include "tests/bench/stream.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/monitor/table/eventtablemodel.h"
#include "ui/monitor/table/eventview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

//! Measures each event that the loop delivers.
class Watch : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_isInside)
            return QApplication::notify(receiver, event);
        m_isInside = true;
        const double before = threadMs();
        const bool result = QApplication::notify(receiver, event);
        longestMs = std::max(longestMs, threadMs() - before);
        m_isInside = false;
        return result;
    }
    double longestMs = 0;

private:
    bool m_isInside = false;
};

//! A record that grows by the events of the bench stream, again and again.
class Record
{
public:
    explicit Record(const QString &path)
    {
        EventDecoder decoder;
        for (const std::string &frame : bench::makeFrames(distinctFrames)) {
            Event event;
            event.connection = 1;
            event.raw = QByteArray(frame.data(), qsizetype(frame.size()));
            decoder.read(event);
            m_events.push_back(event);
        }
        auto log = EventLog::create(path, {});
        if (!log)
            qFatal("%s", qPrintable(log.error().words));
        m_log = std::move(log).value();
    }

    void grow(qulonglong count)
    {
        constexpr qint64 apartUs = 10'000;
        for (const qulonglong end = m_count + count; m_count < end;) {
            Event &event = m_events[++m_count % distinctFrames];
            event.seq = m_count;
            event.receivedAtUs = 1'795'356'131'318'204 + qint64(m_count) * apartUs;
            m_log->append(event);
        }
        m_log->flush();
    }
    EventLog *log() { return m_log.get(); }

private:
    static constexpr std::size_t distinctFrames = 20'000;
    std::vector<Event> m_events;
    std::unique_ptr<EventLog> m_log;
    qulonglong m_count = 0;
};

//! Memory that is ours alone, in bytes: not what is mapped of files.
qint64 privateBytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').constFirst().toLongLong() * 1024;
    }
    return 0;
}

qint64 mostMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

//! The view that is filled, and when what was seen in it.
class Look
{
public:
    explicit Look(Watch &watch)
        : m_watch(watch)
    {
        m_view.resize(1280, 800);
        m_view.show();
        m_model = m_view.findChild<EventTableModel *>();
        m_table = m_view.findChild<EventTable *>();
        m_painted.target = m_table->viewport();
        m_table->viewport()->installEventFilter(&m_painted);
        settle();
    }

    QJsonObject open(const QString &path)
    {
        CaptureOpening opening(path);
        bool isReady = false;
        QObject::connect(&opening, &CaptureOpening::finished, &m_view, [&isReady] { isReady = true; });
        begin();
        const qint64 before = privateBytes();
        opening.start();
        waitFor([&isReady] { return isReady; });
        auto opened = opening.take();
        if (!opened)
            qFatal("%s", qPrintable(opened.error().words));
        m_capture = std::move(opened).value();
        m_view.setLog(m_capture->log(), m_capture->feed());
        QJsonObject result = times([this] {
            return !m_capture->log()->isIndexing() && !m_model->isFiltering() &&
                   m_model->counts().captured == m_capture->log()->size();
        });
        result.insert(u"private"_s, double(privateBytes() - before) /
                                        double(std::max<qsizetype>(1, m_capture->log()->size())));
        return result;
    }
    //! Down through the rows like somebody who turns the wheel, \a frames times, while others come.
    QJsonObject scroll(Record &record, int frames)
    {
        constexpr auto frameLength = std::chrono::milliseconds(16);
        constexpr int rowsPerFrame = 3;
        constexpr qulonglong eventsPerFrame = 160;
        m_view.setLog(record.log(), nullptr);
        waitFor([this, &record] { return m_model->counts().captured == record.log()->size(); });
        settle();
        QScrollBar *bar = m_table->verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        settle();
        std::vector<double> took;
        QTimer clock;
        clock.setTimerType(Qt::PreciseTimer);
        QObject::connect(&clock, &QTimer::timeout, &m_view, [&] {
            record.grow(eventsPerFrame);
            const double before = threadMs();
            bar->setValue(bar->value() + rowsPerFrame);
            m_table->viewport()->repaint();
            took.push_back(threadMs() - before);
        });
        clock.start(frameLength);
        m_watch.longestMs = 0;
        waitFor([&] { return int(took.size()) >= frames; });
        std::sort(took.begin(), took.end());
        return {{u"median"_s, took[took.size() / 2]},
                {u"p99"_s, took[took.size() * 99 / 100]},
                {u"longest"_s, took.back()},
                {u"stall"_s, m_watch.longestMs},
                {u"rows"_s, m_model->rowCount()}};
    }
    QJsonObject filter(const QString &text)
    {
        begin();
        m_view.setFilterText(text);
        return times([this] { return !m_model->isFiltering(); });
    }

private:
    //! Notes the first time that rows are on screen.
    class Painted : public QObject
    {
    public:
        QObject *target = nullptr;
        bool seen = false;
        bool eventFilter(QObject *watched, QEvent *event) override
        {
            seen = seen || (watched == target && event->type() == QEvent::Paint);
            return false;
        }
    };

    void settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    void begin()
    {
        settle();
        m_painted.seen = false;
        m_watch.longestMs = 0;
        m_clock.start();
    }
    template<typename Done>
    void waitFor(Done done)
    {
        while (!done())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    template<typename Done>
    QJsonObject times(Done done)
    {
        m_painted.seen = false;
        waitFor([this, &done] { return (m_painted.seen && m_model->rowCount() > 0) || done(); });
        const double first = double(m_clock.nsecsElapsed()) / 1e6;
        waitFor(done);
        const double all = double(m_clock.nsecsElapsed()) / 1e6;
        settle();
        return {{u"first"_s, first},
                {u"all"_s, all},
                {u"stall"_s, m_watch.longestMs},
                {u"rows"_s, m_model->rowCount()}};
    }

    Watch &m_watch;
    EventView m_view;
    EventTableModel *m_model = nullptr;
    EventTable *m_table = nullptr;
    Painted m_painted;
    std::unique_ptr<OpenedCapture> m_capture;
    QElapsedTimer m_clock;
};

void print(const QJsonObject &result)
{
    std::fputs(QJsonDocument(result).toJson(QJsonDocument::Compact).append('\n').constData(), stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    Watch application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "make"_L1 && arguments.size() == 4) {
        Record(arguments[3]).grow(arguments[2].toULongLong());
        return 0;
    }
    if (arguments.value(1) == "scroll"_L1 && arguments.size() == 4) {
        constexpr int frames = 1'000;
        Record record(arguments[3]);
        record.grow(arguments[2].toULongLong());
        print(Look(application).scroll(record, frames));
        return 0;
    }
    if (arguments.value(1) != "open"_L1 || arguments.size() < 3) {
        std::fputs("usage: bench_opening make COUNT FILE | open FILE [FILTER...] | scroll COUNT FILE\n",
                   stderr);
        return 1;
    }
    Look look(application);
    QJsonObject result{{u"open"_s, look.open(arguments[2])}};
    QJsonArray filters;
    for (const QString &text : arguments.mid(3))
        filters.append(look.filter(text));
    result.insert(u"filters"_s, filters);
    result.insert(u"most_mb"_s, mostMegabytes());
    print(result);
    return 0;
}
