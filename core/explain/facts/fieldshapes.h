// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"

#include <QCoreApplication>
#include <QList>

#include <cstddef>
#include <string_view>

namespace rtmscope {

//! What a member of an event can be expected to be, as the struct of the event says it.
struct FieldShape
{
    Q_DECLARE_TR_FUNCTIONS(rtmscope::FieldShape)
public:
    enum class Kind : quint8 {
        Text,
        Flag,
        Number,
        Stamp, //!< a time as text, which is also the name of a message
        User,  //!< this and the next ones: an id
        Bot,
        Conversation,
        Team,
        File,
        App,
        Subteam,
        Object,
        Any,
    };

    std::string_view key;
    Kind kind = Kind::Any;
    bool isList = false;
    bool mayBeId = false; //!< an object that may come as its id alone

    QString words() const; //!< "time stamp", "list of user ids"
    //! Whether a value of that kind is what one expects; null says that there is nothing.
    bool allows(json::Kind kind) const;
};

//! The members that the struct of a row (see eventRow()) has fields for, in its order; those of what is
//! flattened in, too. Empty for 0. Any thread.
QList<FieldShape> fieldShapes(std::size_t row);

//! What a value's kind is called: "text", "number", "list".
QString kindWords(json::Kind kind);

} // namespace rtmscope
