// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QPainter;
class QRect;

namespace rtmscope {

//! How a row of the event list looks because of what a person noted about it, or of a colour rule that it
//! matches. A plain value.
struct RowDress
{
    //! The signs of colour rules, so that none stands by its colour alone.
    enum class Sign : quint8 { None, Dot, Square, Triangle, Diamond, Star, Cross, Ring, Bang };
    static constexpr int signCount = 8; //!< from Dot on

    bool isMarked = false;
    quint16 labels = 0;     //!< bit n for label n, from 1
    int colour = 0;         //!< of the row, see markcolours.h: its first label's, else its rule's; 0: none
    int ruleColour = 0;     //!< of the sign
    Sign sign = Sign::None; //!< of its rule
    QString comment = {};
    QString words = {}; //!< all of it but the comment, as it is read aloud: "marked, label 3, slow answers"

    bool isPlain() const { return !isMarked && labels == 0 && sign == Sign::None && comment.isEmpty(); }
};

//! Paints the signs of a dress. Free functions; GUI thread.
namespace rowdress {

//! Fills \a square with \a sign in the mark colour \a colour.
void paintSign(QPainter &painter, const QRect &square, RowDress::Sign sign, int colour);
//! The same with the badge of a label: its digit on its colour, in the painter's font.
void paintLabel(QPainter &painter, const QRect &square, int label);

} // namespace rowdress

} // namespace rtmscope
