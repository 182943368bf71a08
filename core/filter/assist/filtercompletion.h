// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

//! What can come next where somebody types a filter.
namespace rtmscope {

struct FilterCompletion
{
    enum class What : quint8 {
        Nothing,
        Field,    //!< or a word to search for
        Name,     //!< a channel (#) or a person (@) anywhere but behind a field
        Operator, //!< behind field
        Value,    //!< of field
    };
    What what = What::Nothing;
    QString field = {};     //!< Operator, Value
    QString prefix = {};    //!< what is typed of it, up to the cursor, without its quote
    qsizetype position = 0; //!< what is replaced by a choice
    qsizetype length = 0;

    //! At \a cursor in \a text, which need not be right yet.
    static FilterCompletion at(const QString &text, qsizetype cursor);
};

} // namespace rtmscope
