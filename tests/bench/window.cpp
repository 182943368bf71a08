// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The window itself as the program runs it, following a stream: what it takes of a core, and how long its
// thread was away.
//   bench_window URL SECONDS cpu       nothing of ours runs meanwhile
//   bench_window URL SECONDS stalls    with a timer in the window's thread, which takes a quarter of a
//   percent itself
// Prints one line of JSON: processor time of the process and the events shown meanwhile; with "stalls" also
// how late the beats of that timer came and what processor time the thread took from one to the next, each
// the longest and what one in a hundred was beyond. On a busy machine the first tells of the neighbours too.
// HOME has to be a folder that may be filled.
#include "app/window/desktop.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QMainWindow>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace rtmscope;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto beat = 8ms;
constexpr auto lookAround = 50ms;
// Names, layouts and fonts are known by then: it is the stream that is measured, not the start.
constexpr auto warmUp = 12s;
constexpr int rowsThatTell = 100;
constexpr int leastHeight = 10; // of what can be seen

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double threadMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

//! "longest" and "p99" of some times in ms, as members of a JSON object.
void printTimes(const char *name, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf(",\"longest_%s_ms\":%.1f,\"p99_%s_ms\":%.1f", name, times.back(), name,
                times[times.size() * 99 / 100]);
}

QWidget *visibleWidget(const char *className)
{
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->inherits(className) && widget->isVisible() && widget->height() > leastHeight)
            return widget;
    }
    return nullptr;
}

class Meter : public QObject
{
public:
    Meter(std::chrono::seconds length, bool withBeats)
        : m_length(length)
        , m_withBeats(withBeats)
    {
        m_beats.setTimerType(Qt::PreciseTimer);
        connect(&m_beats, &QTimer::timeout, this, &Meter::takeBeat);
        connect(&m_start, &QTimer::timeout, this, &Meter::waitForStream);
        m_start.start(lookAround);
    }

private:
    //! Until the table fills, with all that is to be measured on the screen.
    void waitForStream()
    {
        m_table = qobject_cast<QTableView *>(visibleWidget("rtmscope::EventTable"));
        if (!m_table || rows() < rowsThatTell)
            return;
        m_start.stop();
        m_table->window()->resize(1280, 800);
        for (auto *button : m_table->window()->findChildren<QPushButton *>()) {
            if (button->text() == "Got it"_L1)
                button->click(); // the first steps take room from what is measured
        }
        QTimer::singleShot(warmUp, this, &Meter::begin);
    }
    void begin()
    {
        if (!visibleWidget("rtmscope::MessageListView") || !visibleWidget("rtmscope::Timeline")) {
            std::fputs("bench_window: chat and timeline are not both in view\n", stderr);
            QCoreApplication::exit(1);
            return;
        }
        m_rowsBefore = rows();
        m_cpuBefore = cpuSeconds();
        m_began = m_lastBeat = Clock::now();
        m_threadAtBeat = threadMs();
        if (m_withBeats)
            m_beats.start(beat);
        QTimer::singleShot(m_length, Qt::PreciseTimer, this, &Meter::end);
    }
    void takeBeat()
    {
        const Clock::time_point now = Clock::now();
        const double threadNow = threadMs();
        m_late.push_back(std::chrono::duration<double, std::milli>(now - m_lastBeat - beat).count());
        m_busy.push_back(threadNow - m_threadAtBeat);
        m_lastBeat = now;
        m_threadAtBeat = threadNow;
    }
    void end()
    {
        const double cpu = cpuSeconds() - m_cpuBefore;
        const double seconds = std::chrono::duration<double>(Clock::now() - m_began).count();
        std::printf("{\"seconds\":%.3f,\"cpu\":%.4f,\"events\":%d", seconds, cpu, rows() - m_rowsBefore);
        if (m_withBeats) {
            takeBeat();
            printTimes("late", std::move(m_late));
            printTimes("busy", std::move(m_busy));
        }
        std::puts("}");
        std::fflush(stdout);
        m_table->window()->close();
    }
    int rows() const { return m_table->model()->rowCount(); }

    std::chrono::seconds m_length;
    bool m_withBeats;
    QTimer m_start;
    QTimer m_beats;
    QPointer<QTableView> m_table;
    int m_rowsBefore = 0;
    double m_cpuBefore = 0;
    Clock::time_point m_began;
    Clock::time_point m_lastBeat;
    double m_threadAtBeat = 0;
    std::vector<double> m_late;
    std::vector<double> m_busy;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"rtmscope"_s);
    QCoreApplication::setOrganizationName(u"rtmscope"_s);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.value(2).toInt();
    const QString what = arguments.value(3);
    if (seconds <= 0 || (what != "cpu"_L1 && what != "stalls"_L1)) {
        std::fputs("usage: bench_window URL SECONDS cpu|stalls\n", stderr);
        return 1;
    }
    DesktopOptions options;
    options.theme = u"light"_s;
    options.connection.token = Secret("xoxb-bench");
    options.connection.apiBase = QUrl(arguments.at(1));
    Meter meter(std::chrono::seconds(seconds), what == "stalls"_L1);
    return runDesktop(options, application);
}
