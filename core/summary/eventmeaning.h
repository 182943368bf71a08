// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QCoreApplication>
#include <QString>

namespace rtmscope {

//! What an entry's type means, in a sentence or two for somebody who meets it for the first time;
//! EventSummary says what this one tells. Of a type that we do not know it says so: normal data, never an
//! error.
class EventMeaning
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::EventMeaning)
public:
    static QString of(const Event &event);
    //! Of a type and subtype that come from the server; empty where we know none.
    static QString ofType(const QString &type, const QString &subtype);

private:
    static QString ofOutgoing(const QString &type);
    static QString ofNote(const QString &kind);
};

} // namespace rtmscope
