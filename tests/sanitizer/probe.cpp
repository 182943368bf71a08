// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Does on purpose what the sanitizers are there to find, in the ways our code could come to do it.
//   sanitizer_probe race | clean | useafterfree | leak | overflow
#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 200;
constexpr int perRound = 20;

//! Lives in a thread of its own and is called from another, as the demo server is.
class Resident : public QObject
{
    Q_OBJECT
public:
    void take(const QByteArray &bytes)
    {
        QMetaObject::invokeMethod(this, [this, bytes] { Q_EMIT taken(bytes); });
    }
    void startCounting()
    {
        QMetaObject::invokeMethod(this, [this] {
            auto *timer = new QTimer(this);
            connect(timer, &QTimer::timeout, this, [this] { ++m_count; });
            timer->start(1);
        });
    }
    int count() const { return m_count; } //!< the defect: it is no atomic

Q_SIGNALS:
    void taken(const QByteArray &bytes);

private:
    int m_count = 0;
};

//! Runs \a play with a resident in another thread, until it quits the event loop.
template<typename Play>
void withResident(Play play)
{
    QThread thread;
    auto *resident = new Resident;
    resident->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, resident, &QObject::deleteLater);
    thread.start();
    QTimer tick;
    play(*resident, tick);
    tick.start(1);
    QCoreApplication::exec();
    thread.quit();
    thread.wait();
}

void callAcrossThreads()
{
    int round = 0;
    int answers = 0;
    withResident([&](Resident &resident, QTimer &tick) {
        QObject::connect(&resident, &Resident::taken, &tick, [&answers](const QByteArray &bytes) {
            answers += bytes.endsWith('x') ? 1 : 0;
            if (answers == rounds * perRound)
                QCoreApplication::quit();
        });
        QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
            for (int i = 0; i < perRound; ++i)
                resident.take(QByteArray::number(i) + QByteArray(50, 'x'));
            if (++round == rounds)
                tick.stop();
        });
    });
}

void readWhatAnotherThreadWrites()
{
    int round = 0;
    withResident([&round](Resident &resident, QTimer &tick) {
        resident.startCounting();
        QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
            if (resident.count() >= 0 && ++round == rounds)
                QCoreApplication::quit();
        });
    });
}

[[gnu::noinline]] int useAfterFree()
{
    auto *object = new QObject;
    const int *inside = reinterpret_cast<const int *>(object);
    delete object;
    return *const_cast<const volatile int *>(inside) == 42 ? 1 : 0;
}

[[gnu::noinline]] void leak()
{
    auto *lost = new QByteArray(100, 'x');
    std::printf("%lld\n", static_cast<long long>(lost->size()));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString kind = application.arguments().value(1);
    if (kind == "clean"_L1) {
        callAcrossThreads();
        return 0;
    }
    if (kind == "race"_L1) {
        readWhatAnotherThreadWrites();
        return 0;
    }
    if (kind == "useafterfree"_L1)
        return useAfterFree();
    if (kind == "leak"_L1) {
        leak();
        return 0;
    }
    if (kind == "overflow"_L1) {
        volatile int most = std::numeric_limits<int>::max();
        most = most + argc;
        return 0;
    }
    return 2;
}

#include "probe.moc"
