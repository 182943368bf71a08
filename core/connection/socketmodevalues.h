// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

//! What is known of a connection by Socket Mode beyond its state: plain values that the session tells and
//! windows show (docs/socket-mode.md). Any thread.
namespace rtmscope {

//! Who else holds sockets of the same app. Each event goes to one of all of them, so that who looks on takes
//! events away from the others.
struct AppSharing
{
    int connections = 0;  //!< sockets of the app, ours too, when our newest one said hello; 0: not told
    int others = 0;       //!< those of them that are not ours
    bool allowed = false; //!< by the settings: the connection goes on all the same

    bool isShared() const { return others > 0; }
    friend bool operator==(const AppSharing &, const AppSharing &) = default;
};

//! Envelopes, and how fast each was acknowledged: from being read off the socket to its acknowledgement with
//! the system. Slack waits 3 s.
struct AckFigures
{
    qint64 received = 0;     //!< frames with an envelope_id
    qint64 acknowledged = 0; //!< all of them, but where the socket broke or had to be closed first
    qint64 retries = 0;      //!< those that said they were sent before (retry_attempt)
    qint64 duplicates = 0;   //!< those whose event had come before; recorded, and no more
    qint64 late = 0;      //!< retries whose event had not: an earlier delivery went to somebody who did not
                          //!< acknowledge it, or came while we were not there
    qint64 medianUs = -1; //!< of the latest thousand; -1: none yet
    qint64 maxUs = -1;    //!< of all
    qint64 overdue = 0;   //!< acknowledged after more than limitUs: the server delivers them again
    static constexpr qint64 limitUs = 3'000'000;

    friend bool operator==(const AckFigures &, const AckFigures &) = default;
};

//! Something that a person ought to know, though the connection goes on.
struct SessionHint
{
    QString code;  //!< stable, for programs: "silent", "other_receiver", "two_apps" …
    QString words; //!< what was seen, what it may mean and what to do next; translated
};

} // namespace rtmscope

Q_DECLARE_METATYPE(rtmscope::AppSharing)
Q_DECLARE_METATYPE(rtmscope::AckFigures)
Q_DECLARE_METATYPE(rtmscope::SessionHint)
