// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What opening a capture costs as the window does it, without its widgets: bench_opencapture FILE
//   bench_opencapture --make COUNT FILE   writes one of COUNT events of the bench stream
// Prints one line of JSON: milliseconds until there is a log, until the chats show something, and until they
// are complete; the longest time that the event loop was kept from its turn; events, messages held, and peak
// memory.
#include "app/window/openedcapture.h"
#include "core/events/eventdecoder.h"
#include "tests/bench/stream.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

constexpr qint64 beginUs = 1'795'356'131'000'000;
constexpr qint64 stepUs = 10'000;

int make(qsizetype count, const QString &path)
{
    QFile::remove(path);
    CaptureInfo info;
    info.startedAtUs = beginUs;
    const auto log = EventLog::create(path, info);
    if (!log)
        return 1;
    quint64 seq = 0;
    for (const std::string &frame : bench::makeFrames(static_cast<std::size_t>(count))) {
        Event event;
        event.seq = ++seq;
        event.receivedAtUs = beginUs + static_cast<qint64>(seq) * stepUs;
        event.connection = 1;
        event.raw = QByteArray::fromStdString(frame);
        EventDecoder::readHeader(&event);
        log.value()->append(event);
    }
    log.value()->flush();
    return 0;
}

class Opening : public QObject
{
public:
    explicit Opening(const QString &path)
        : m_opening(path)
    {
        connect(&m_opening, &CaptureOpening::finished, this, &Opening::show, Qt::QueuedConnection);
        connect(&m_heart, &QTimer::timeout, this,
                [this] { m_longest = std::max(m_longest, m_beat.restart()); });
        m_clock.start();
        m_beat.start();
        m_heart.setTimerType(Qt::PreciseTimer);
        m_heart.start(2); // not busy: the fold needs the processor
        m_opening.start();
    }

private:
    void show()
    {
        auto opened = m_opening.take();
        if (!opened)
            return QCoreApplication::exit(1);
        m_capture = std::move(opened).value();
        m_log = m_clock.elapsed();
        connect(m_capture->feed(), &WorkspaceFeed::changed, this, [this] {
            if (m_first == 0 && !m_capture->feed()->workspace().conversations().isEmpty())
                m_first = m_clock.elapsed();
        });
        connect(m_capture.get(), &OpenedCapture::finished, this, &Opening::tell);
        m_capture->read();
    }

    void tell()
    {
        const qint64 complete = m_clock.elapsed();
        std::size_t held = 0;
        for (const Conversation &each : m_capture->feed()->workspace().conversations())
            held += each.messages().size();
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        std::printf(R"({"log_ms":%lld,"first_ms":%lld,"complete_ms":%lld,"stall_ms":%lld,"events":%lld,)"
                    R"("messages":%zu,"peak_mb":%ld})"
                    "\n",
                    static_cast<long long>(m_log), static_cast<long long>(m_first),
                    static_cast<long long>(complete), static_cast<long long>(m_longest),
                    static_cast<long long>(m_capture->log()->size()), held, usage.ru_maxrss / 1024);
        QCoreApplication::exit(0);
    }

    CaptureOpening m_opening;
    std::unique_ptr<OpenedCapture> m_capture;
    QTimer m_heart;
    QElapsedTimer m_clock;
    QElapsedTimer m_beat;
    qint64 m_longest = 0;
    qint64 m_log = 0;
    qint64 m_first = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--make"_L1 && arguments.size() == 4)
        return make(arguments.at(2).toLongLong(), arguments.at(3));
    if (arguments.size() != 2) {
        std::fputs("usage: bench_opencapture FILE | --make COUNT FILE\n", stderr);
        return 1;
    }
    const Opening opening(arguments.at(1));
    return QCoreApplication::exec();
}
