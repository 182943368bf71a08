// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"

#include <QString>

#include <vector>

//! The words of the filter language (docs/filters.md). Used by core/filter only.
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
    QString text = {};
    qsizetype position = 0;
    qsizetype length = 0;
    bool isOpen = false; //!< a quotation without its end, read leniently
    //! Quoted: what it stands for as a value, with \\n, \\t and \\u00e9 resolved as JSON has them. Its text
    //! keeps them, as regular expressions want.
    QString value = {};

    const QString &asValue() const { return kind == Kind::Quoted ? value : text; }
};

//! What is taken for a token.
enum class Spelling : quint8 {
    Ours,    //!< docs/filters.md, to the letter
    Lenient, //!< also = & | and what has no end; tokens keep the text that they were written with
};

//! A quoted name in brackets, ["odd name"], at the beginning of \a text, with the escapes of JSON in it.
struct QuotedName
{
    qsizetype length = 0; //!< of all of it; 0: there is none
    QString name = {};
};
QuotedName quotedNameAt(QStringView text);

//! Cuts \a text into tokens, the last one End. Returns false with *problem set where no token can begin;
//! read leniently, one always can.
bool tokenize(const QString &text, std::vector<Token> *tokens, FilterQuery::Problem *problem,
              Spelling spelling = Spelling::Ours);

} // namespace rtmscope::filter
