// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"

#include <QString>

#include <vector>

//! The words of the filter language (docs/filters.md). Used by FilterQuery only.
namespace rtmscope::filter {

struct Token
{
    enum class Kind : quint8 {
        Word,   //!< a field, a value without quotes, a word to search for, or an operator spelled as a word
        Quoted, //!< text is without its quotes and escapes
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        And,
        Or,
        Not,
        Open,
        Close,
        OpenBrace,
        CloseBrace,
        Comma,
        End
    };
    Kind kind = Kind::End;
    QString text;
    qsizetype position = 0;
    qsizetype length = 0;
};

//! Cuts \a text into tokens, the last one End. Returns false with *problem set where no token can begin.
bool tokenize(const QString &text, std::vector<Token> *tokens, FilterQuery::Problem *problem);

} // namespace rtmscope::filter
