// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/expect/expectationrun.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace rtmscope {

//! The expectations of a run, the clock that they are measured by, and where their outcome is written.
//! Owned by whoever serves; its thread.
class ExpectedBot : public QObject
{
    Q_OBJECT
public:
    //! Reads \a path. An Input error names the line that is wrong, or a name that means nobody.
    static Result<std::unique_ptr<ExpectedBot>> open(const QString &path, const NamedIds &names);
    //! The same of a text; the words of the error begin with the line, "Line 3: …".
    //! \a problemLine gets its number, as from readExpectations().
    static Result<std::unique_ptr<ExpectedBot>> read(const QByteArray &text, const NamedIds &names,
                                                     int *problemLine = nullptr);
    static constexpr qint64 largestFile = 1 << 20; //!< bytes of a file that are read
    //! How to know that the JUnit file can be written before anything begins; empty: none is wanted.
    Result<Done> setJunit(const QString &path);

    //! Measured from now on, or from \a cue's own time if it has one.
    void cue(BotCue cue);
    void deed(BotDeed deed);
    bool isOpen() const { return m_run.nextDeadlineUs().has_value(); } //!< something may still come
    bool hasFailed() const { return m_run.hasFailed(); }
    const ExpectationRun &run() const { return m_run; }
    //! No more will come: decides what is open, and writes the JUnit file. \a suite names the run.
    Result<Done> finish(const QString &suite);
    bool isFinished() const { return m_isFinished; }

Q_SIGNALS:
    //! Nothing is waited for any more, for now.
    void settled();
    //! What became of one, or how many it waits for, may be another. Not throttled.
    void changed();

private:
    explicit ExpectedBot(ExpectationRun run);
    void plan();
    void strike();

    ExpectationRun m_run;
    QString m_junit;
    QTimer m_timer;
    qint64 m_beganUs = 0;
    bool m_isFinished = false;
};

} // namespace rtmscope
