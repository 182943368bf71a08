// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/judgedrows.h"

#include <QEventLoop>

#include <utility>

namespace rtmscope {

bool judgeRows(const LogSnapshot &log, FilterRun::Judge judge,
               const std::function<bool(FilterRun::Results &&results)> &take)
{
    FilterRun run(log, 0, log.size(), std::move(judge));
    QEventLoop loop;
    QObject::connect(&run, &FilterRun::advanced, &loop, &QEventLoop::quit);
    bool goesOn = true;
    while (goesOn && !run.isFinished()) {
        loop.exec();
        goesOn = take(run.take());
    }
    return goesOn;
}

std::optional<std::vector<quint32>> shownRows(const LogSnapshot &log, FilterRun::Judge judge,
                                              const std::function<bool(qsizetype until)> &goesOn)
{
    std::vector<quint32> rows;
    const bool isWhole = judgeRows(log, std::move(judge), [&](FilterRun::Results &&results) {
        rows.insert(rows.end(), results.shown.begin(), results.shown.end());
        return goesOn(results.until);
    });
    return isWhole ? std::optional(std::move(rows)) : std::nullopt;
}

} // namespace rtmscope
