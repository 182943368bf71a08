// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "ui/status/connectionstatus.h"

#include <QList>
#include <QString>

#include <span>

//! What the window offers for each way that a connection can fail (protocol 2.4). Free functions
//! over values.
namespace rtmscope {

//! What a person can do; the card has a button for each. There is none to ignore a certificate error.
enum class RemedyAction : quint8 {
    UseSocketMode, //!< instead of RTM
    MakeApp,       //!< a Slack app of one's own
    ShareAnyway,   //!< the app with other programs
    PasteToken,
    EditProfile,
    ChooseMethod,
    ChoosePort, //!< of a tap
    ProxySettings,
    ChooseCaFile,
    Retry,
    RetryLater, //!< what is counted at the server has to be forgotten first
    Demo
};

struct RemedyPlan
{
    QString title; //!< in a few words what it is
    QString why;   //!< background for those who ask; empty for most
    //! The first is the most likely one. Empty where nothing but waiting helps.
    QList<RemedyAction> actions;
    //! Goes on by itself, but hardly without somebody's doing: worth a card before the first connection.
    bool needsPerson = false;
};

//! What was refused: the same code may ask for something else there.
enum class RemedyStream : quint8 { Rtm, SocketMode, Tap };
RemedyStream remedyStreamOf(const ConnectionStatus &status);

RemedyPlan planFor(const Error &error, RemedyStream stream = RemedyStream::Rtm);
QString buttonWords(RemedyAction action);
//! The codes, and the beginnings of codes (with a * behind), that have a plan of their own; for tests.
QStringList plannedCodes(RemedyStream stream);

} // namespace rtmscope
