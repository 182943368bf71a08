// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/faults/stand.h"
#include "tests/bench/faults/typist.h"

#include <QMap>

#include <map>
#include <vector>

namespace rtmscope::bench {

//! Lets random faults strike a Stand one after the other, each until the session is back, and judges what
//! came of it.
class FaultRun
{
public:
    struct Options
    {
        quint64 seed = 1;
        int faults = 1000;
        double speed = 25;           //!< how many times faster than real all waiting is
        double eventsPerSecond = 60; //!< real ones
        QStringList only;            //!< names of kinds, or "sleep"; empty: all
        bool socketMode = false;     //!< else RTM
        QString recordTo;            //!< keeps the record there, to look into it
        bool talk = true;            //!< say on stderr how far it is
    };
    //! What was measured of one kind of fault. Times as they would be uncompressed, in milliseconds.
    struct Kind
    {
        int count = 0;
        std::vector<double>
            noticed; //!< from the fault until the session left Ready; those it did not disturb are left out
        int handedOver = 0;       //!< a new connection took over while the old one worked
        std::vector<double> back; //!< from the fault until Ready
    };
    struct Report
    {
        bool came = false; //!< back every time, and up in the first place
        QStringList problems;
        std::map<QString, Kind> kinds;
        bool socketMode = false;
        Audit::Totals events;       //!< of RTM
        AppAudit::Totals appEvents; //!< of Socket Mode
        int reopened = 0;           //!< Socket Mode: by hand, after it was switched off
        int gapsOfRefreshes =
            0; //!< Socket Mode: a socket was to be replaced in time, and yet there was a gap
        QStringList findings;
        Typist::Result replies;
        int connectCalls = 0;  //!< by the session's own account
        int callsUntold = 0;   //!< that the server knows of beyond these
        int callsTooSoon = 0;  //!< by the session's own stamps
        double earliestMs = 0; //!< how much too soon a call came at worst; uncompressed
        //! The same by the server's stamps. It hears of calls late when it is busy, and of all at once when a
        //! silence of its ends: not judged.
        double earliestThereMs = 0;
        QMap<QString, int> givenUp; //!< back-fills the client gave up, by the code of the error
        qint64 firstHeld = 0;       //!< messages in the workspace, when first and last were taken
        qint64 lastHeld = 0;
        Footprint first, last; //!< after a tenth of the faults, and at the end
        qint64 indexKb = 0;    //!< of the growth, what the record's index takes
        double seconds = 0;
        //! Of the growth of the heap, what each message more in the workspace takes with all that belongs to
        //! it; 0 where the heap can't be told or hardly any came.
        double bytesPerMessage() const;
        bool isFlat() const;
        bool nothingLost() const;
        bool good() const; //!< all the zeros hold
    };

    explicit FaultRun(const Options &options);
    Report run();

private:
    struct Strike
    {
        QString name;
        QList<demo::Fault> faults;
        bool refreshes = false; //!< Socket Mode: the socket is to be replaced, and there is time for it
        bool sleep = false;     //!< the computer sleeps: the wall clock jumps, the sockets are dead
        std::chrono::milliseconds patience{
            0}; //!< until which the session must have noticed, if it does at all
    };

    Strike draw();
    Strike drawAny();
    demo::Fault drawFault();
    bool strike(const Strike &strike, Stand &stand, Report &report);
    void settle(Stand &stand, Typist &typist, Report &report);
    //! How many of \a calls came more than \a room sooner than the session's limit lets them; \a worstMs: by
    //! how much, uncompressed.
    int tooSoon(const QList<qint64> &calls, std::chrono::milliseconds room, double *worstMs) const;
    double uncompressed(double milliseconds) const { return milliseconds * m_options.speed; }

    Options m_options;
    demo::Random m_random;
};

//! For people: tables of \a report as in docs/reliability.md.
QString reportText(const FaultRun::Report &report);

} // namespace rtmscope::bench
