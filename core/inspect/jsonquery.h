// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/tree.h"

#include <QList>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

//! A question about the values of one JSON text: a path, maybe with a condition behind it.
//!
//!   blocks[0].elements       wherever such a path leads to something
//!   $.item.channel           from the root on; $..text at any depth, $.blocks[*], $.a[-1], $.a[1:3]
//!   user == "U1"             members of that name with that value; also != < <= > >= contains
//!   $.blocks[?@.type == "section"].text
//!
//! A number asked for is also found where it is sent as text (docs/protocol.md, trap T32). A value; any
//! thread.
class JsonQuery
{
public:
    //! Nothing, with *problem set to words about it, if \a text is no such question.
    static std::optional<JsonQuery> parse(const QString &text, QString *problem);
    //! Whether \a text can only be meant as one: a path from the root, or something compared by == or !=.
    static bool looksLikeOne(const QString &text);

    //! The nodes that it leads to, in the order of the text; no more than \a most. Stops soon after \a
    //! stopped is set.
    QList<int> nodes(const json::Tree &tree, qsizetype most, const std::atomic_bool &stopped) const;

private:
    friend class JsonQueryParser;
    friend class JsonQueryRun;

    enum class Operator : quint8 {
        None,
        Equal,
        Unequal,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains
    };
    struct Condition
    {
        Operator op = Operator::None;
        QString text;                      //!< what it is compared with
        std::optional<double> number = {}; //!< likewise, if that is a number
        bool isQuoted = false;             //!< a string, and no true, false or null
    };
    struct Step
    {
        enum class Kind : quint8 { Name, Any, Index, Slice, Filter };
        Kind kind = Kind::Name;
        bool isDeep = false; //!< at any depth below
        QByteArray name = {};
        qint64 from = 0; //!< of an Index, and where a Slice begins
        std::optional<qint64> to = {};
        std::shared_ptr<const JsonQuery> filter = {}; //!< from "@" on
    };

    std::vector<Step> m_steps;
    Condition m_condition;
};

} // namespace rtmscope
