// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/gap.h"

#include <QCoreApplication>

namespace rtmscope {

class Workspace;

//! What a person reads about gaps: in the channel, in the ledger, in the event list. Plain functions over
//! values; times are shown in the local time zone.
class GapWords
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::GapWords)
public:
    static QString clock(qint64 us); //!< "14:03:10"
    static QString moment(qint64 us,
                          qint64 of); //!< the same, with the date if that is another than that of \a of
    static QString
    duration(qint64 us); //!< "0.4 s", "31 s", "2 min 5 s", "3 h 2 min"; no line breaks before a unit
    static QString elapsed(qint64 us);          //!< of what goes on: the same in whole seconds, one at least
    static QString messages(qint64 count);      //!< "3 messages"
    static QString cause(const Gap &gap);       //!< on one line, without its full stop
    static QString outcome(const Gap &gap);     //!< in a few words: "3 back-filled"
    static QString connections(const Gap &gap); //!< "3 to 4, 2 attempts"
    //! Where the back-fill brought something or failed, one line each.
    static QStringList places(const Gap &gap, const Workspace &workspace);
    static QString unknowable(const Gap &gap); //!< what nobody can tell any more, in a sentence

    //! Where it is read.
    struct Place
    {
        ChannelId channel;
        MessageTs thread;       //!< empty: the conversation
        bool recording = false; //!< what is under way there never ends
        bool away = false;      //!< there is no connection now
    };
    //! For the place of the outage among the messages. \a gaps have nothing between them; at least one.
    static QString band(const QList<const Gap *> &gaps, const Place &place);

private:
    static QString span(const QList<const Gap *> &gaps);
    static QString fate(const QList<const Gap *> &gaps, const Place &place);
};

} // namespace rtmscope
