// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace rtmscope {

//! Labels go by a digit, 1 to 9.
inline constexpr int labelCount = 9;

//! A note of the record about another entry: a mark, a label or a comment, set or taken away
//! (docs/capture-format.md, "mark, comment"). A plain value.
struct MarkNote
{
    enum class Kind : quint8 {
        Mark,
        Label,     //!< of one entry, or of all that have this channel, person or thread
        LabelName, //!< what the label stands for
        Comment,
    };
    Kind kind = Kind::Mark;
    quint64 of = 0;       //!< the other entry's number; 0: it is about no single one
    qint64 ofUs = 0;      //!< and its time, by which it is found where numbers changed; 0: it has none
    int label = 0;        //!< 1 … labelCount
    bool isSet = true;    //!< else it is taken away
    QString channel = {}; //!< Label of all of these, instead of `of`
    QString user = {};
    QString thread = {}; //!< the timestamp of its first message, in `channel`
    QString text = {};   //!< of a Comment, empty: it is taken away; or a LabelName

    bool isAboutMany() const { return !channel.isEmpty() || !user.isEmpty(); }

    QByteArray toJson() const;
    //! Nothing if \a note is none of these, or says nothing that can be understood.
    static std::optional<MarkNote> from(const Event &note);
    //! Whether a note of that kind may be one.
    static bool isKind(QStringView kind);
};

} // namespace rtmscope
