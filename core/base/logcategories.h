// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QLoggingCategory>
#include <QString>

#include <span>

//! What the rooms of core say to a developer, each under its own name; quiet but for warnings unless asked
//! for with
//! --log or QT_LOGGING_RULES. Lines hold ids, states, codes and counts, never a token, an address with a
//! ticket or what people wrote; app/start/secrecy.h masks them all the same. Free functions; any thread.
namespace rtmscope {

Q_DECLARE_LOGGING_CATEGORY(lcStream)  //!< states, attempts, waits, hand-overs, signs of life
Q_DECLARE_LOGGING_CATEGORY(lcSession) //!< RTM: answers, refusals, repeats
Q_DECLARE_LOGGING_CATEGORY(lcNet)     //!< Web API calls, sockets, proxies
Q_DECLARE_LOGGING_CATEGORY(lcOutbox)  //!< each step of a send
Q_DECLARE_LOGGING_CATEGORY(lcSync)    //!< lists, names and history that are asked for; back-filling of gaps
Q_DECLARE_LOGGING_CATEGORY(lcConfig)  //!< profiles, drafts, the saved outbox, the keychain
Q_DECLARE_LOGGING_CATEGORY(lcRecord)  //!< the event log and its files
Q_DECLARE_LOGGING_CATEGORY(lcTap)     //!< sockets, calls and faults of a tapped program

struct LogCategory
{
    const char *name; //!< "session"; in full "rtmscope.session"
    const char *tells;
};
//! All of them, in the order of the alphabet.
std::span<const LogCategory> logCategories();

//! Rules for QLoggingCategory::setFilterRules() from what a person types: names of ours in a list
//! ("session,net"), "all", or rules as Qt's own environment variable takes them
//! ("rtmscope.*=true;qt.network*=true"). An Input error in words that names what there is.
Result<QString> logRules(const QString &typed);

} // namespace rtmscope
