// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/message.h"

#include <QDate>
#include <QList>
#include <QString>

namespace rtmscope {

//! One row of a message list: a message and what its neighbours make of it, or what stands between messages.
//! A value.
struct MessageRow
{
    enum class Kind : quint8 { Message, Older, Gap };

    //! What stands above a message or changes its shape because of the rows before it.
    struct Setting
    {
        QDate day;            //!< a day line above; invalid: none
        bool unread = false;  //!< the "New" line above
        int replies = -1;     //!< a divider "N replies" above (threads); -1: none
        bool grouped = false; //!< same author shortly after: text only
        friend bool operator==(const Setting &, const Setting &) = default;
    };

    //! Time without a connection; several that nothing lies between are one row.
    struct Outage
    {
        qint64 fromUs = 0; //!< of the first
        QString words;
        QList<quint64> entries; //!< of the record that tell of it
        friend bool operator==(const Outage &, const Outage &) = default;
    };

    Kind kind = Kind::Message;
    Message message; //!< for a gap: empty but for firstSeq, the entry to show
    Outage outage;
    QDate date; //!< local day of the message
    Setting setting;
};

} // namespace rtmscope
