// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

#include <span>

//! What the window offers for each way that a connection can fail (protocol 2.4). Free functions
//! over values.
namespace rtmscope {

//! What a person can do; the card has a button for each. There is none to ignore a certificate error.
enum class RemedyAction : quint8 {
    PasteToken,
    EditProfile,
    ChooseMethod,
    ProxySettings,
    ChooseCaFile,
    Retry,
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

RemedyPlan planFor(const Error &error);
QString buttonWords(RemedyAction action);
//! The codes, and the beginnings of codes (with a * behind), that have a plan of their own; for tests.
QStringList plannedCodes();

} // namespace rtmscope
