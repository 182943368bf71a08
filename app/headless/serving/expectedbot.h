// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/expect/expectationrun.h"

#include <QObject>
#include <QTimer>

namespace rtmscope {

//! The expectations of a run, the clock that they are measured by, and where their outcome is written.
//! Owned by the command; main thread.
class ExpectedBot : public QObject
{
    Q_OBJECT
public:
    //! Reads \a path. An Input error names the line that is wrong, or a name that means nobody.
    static Result<std::unique_ptr<ExpectedBot>> open(const QString &path, const NamedIds &names);
    //! How to know that the JUnit file can be written before anything begins; empty: none is wanted.
    Result<Done> setJunit(const QString &path);

    void cue(BotCue cue);
    void deed(BotDeed deed);
    bool isOpen() const { return m_run.nextDeadlineUs().has_value(); } //!< something may still come
    bool hasFailed() const { return m_run.hasFailed(); }
    //! No more will come: prints what became of each, and writes the JUnit file. \a suite names the run.
    Result<Done> finish(const QString &suite);

Q_SIGNALS:
    //! Nothing is waited for any more, for now.
    void settled();

private:
    explicit ExpectedBot(ExpectationRun run);
    void plan();
    void strike();

    ExpectationRun m_run;
    QString m_junit;
    QTimer m_timer;
    qint64 m_beganUs = 0;
};

} // namespace rtmscope
