// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/chaos/chaosdesk.h"

#include "app/start/demohost.h"
#include "core/tap/tapfaults.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! As the pane lists it: every choice, and every number worth one, is a variant.
ChaosFault listed(const demo::FaultKind &kind)
{
    ChaosFault entry{demo::groupTitle(kind.group), demo::faultTitle(kind), demo::faultWords(kind), {}, {}};
    demo::Fault fault = kind.fault();
    fault.lasts = std::chrono::milliseconds(0); // the pane asks for how long
    const auto addLine = [&] { entry.lines << QString::fromUtf8(demo::scriptText(fault)); };
    addLine();
    for (const QByteArray &choice : kind.choices) {
        fault.choice = choice;
        addLine();
    }
    for (const int number : kind.likely) {
        fault.number = number;
        addLine();
    }
    entry.lines.removeDuplicates();
    if (kind.lasts())
        entry.lasts = QString::fromUtf8(demo::durationText(kind.usuallyLasts));
    return entry;
}

QList<ChaosFault> demoCatalogue()
{
    QList<ChaosFault> faults;
    for (const demo::FaultKind &kind : demo::faultKinds())
        faults.append(listed(kind));
    return faults;
}

QList<ChaosFault> tapCatalogue()
{
    QList<ChaosFault> faults;
    for (const TapFaultKind &kind : tapFaultKinds()) {
        ChaosFault entry{
            tapFaultWords(kind.group), tapFaultWords(kind.title), tapFaultWords(kind.words), {}, {}};
        for (const QByteArray &line : kind.lines)
            entry.lines << QString::fromUtf8(line);
        if (kind.lasts())
            entry.lasts = QString::fromUtf8(tapDurationText(kind.usuallyLasts));
        faults.append(entry);
    }
    return faults;
}

//! Any of them, for as long as it usually lasts.
QString anyOf(const QList<ChaosFault> &faults)
{
    auto *dice = QRandomGenerator::global();
    const ChaosFault &fault = faults.at(dice->bounded(static_cast<int>(faults.size())));
    const QString line = fault.lines.at(dice->bounded(static_cast<int>(fault.lines.size())));
    return fault.lasts.isEmpty() ? line : line + u" for "_s + fault.lasts;
}

} // namespace

ChaosDesk chaosDeskOf(DemoHost &demo)
{
    const auto runRandom = [&demo](const QString &period) {
        if (period.isEmpty())
            return demo.stopChaos();
        if (const auto script = demo::readChaosScript("every " + period.toUtf8() + " any"))
            demo.runChaos(*script);
    };
    return {demoCatalogue(), [&demo](const QString &line) { return demo.cause(line); }, runRandom,
            [&demo] { demo.endFaults(); }};
}

ChaosDesk chaosDeskOf(TapFaults &faults)
{
    const QList<ChaosFault> catalogue = tapCatalogue();
    auto timer = std::make_shared<QTimer>();
    QObject::connect(timer.get(), &QTimer::timeout, &faults,
                     [&faults, catalogue] { (void)faults.run(anyOf(catalogue).toUtf8()); });
    const auto runRandom = [timer](const QString &period) {
        timer->stop();
        if (const auto duration = readTapDuration(period.toUtf8()))
            timer->start(*duration);
    };
    const auto endAll = [timer, &faults] {
        timer->stop();
        faults.endAll();
    };
    return {catalogue, [&faults](const QString &line) { return faults.run(line.toUtf8()); }, runRandom,
            endAll};
}

} // namespace rtmscope
