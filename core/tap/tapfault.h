// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

//! What a tap can let go wrong between a program and Slack, as data. TapFaults carries it out; the window and
//! scripts name it by lines of text, in the words of the demo workspace's chaos desk where both know a fault.
namespace rtmscope {

//! One misfortune with its arguments. A value.
struct TapFault
{
    enum class Kind : quint8 {
        Kill,
        HalfOpen,
        Close,
        Disconnect,
        Goodbye,
        Upgrade,
        RateLimit,
        HttpError,
        ApiError,
        Slow,
        Delay,
        Drop,
        Duplicate,
        Reorder,
    };
    //! Which frames it strikes.
    enum class Way : quint8 { In, Out, Both };

    Kind kind = Kind::Kill;
    QByteArray choice = {};             //!< one of the kind's words: a disconnect's reason, an error code
    int number = 0;                     //!< an HTTP status, a close code, or how many frames
    Way way = Way::In;                  //!< In: on the way to the program
    QByteArray method = "any";          //!< of the Web API
    int times = 1;                      //!< how many calls or sockets it strikes
    std::chrono::milliseconds wait{-1}; //!< Retry-After, or how late; negative: none
    std::chrono::milliseconds lasts{0}; //!< then it is over, struck or not; zero: until it has struck

    bool operator==(const TapFault &) const = default;
};

//! A row of the catalogue: the name of a kind, what it takes and what it does.
struct TapFaultKind
{
    TapFault::Kind kind = TapFault::Kind::Kill;
    const char *name = nullptr;  //!< in lines; never translated
    const char *group = nullptr; //!< English, as the next two; translated by tapFaultWords()
    const char *title = nullptr;
    const char *words = nullptr;               //!< what happens, one sentence
    QList<QByteArray> lines = {};              //!< to choose from, without a duration; the usual one first
    std::chrono::milliseconds usuallyLasts{0}; //!< zero: it is over in a moment and takes no duration
    int lowest = 0;                            //!< of the number
    int highest = -1;                          //!< below lowest: takes no number
    bool takesChoice = false;                  //!< a word: a reason, an error code
    bool strikesFrames = false;                //!< takes in, out or both
    bool strikesMethods = false;               //!< takes "method NAME"
    bool counts = false;                       //!< takes "times N"
    const char *waitKey = nullptr; //!< the word before wait; "": a bare duration; null: takes none

    bool takesNumber() const { return highest >= lowest; }
    bool lasts() const { return usuallyLasts.count() > 0; }
};

//! Every kind, in the order in which people are shown them.
const QList<TapFaultKind> &tapFaultKinds();
//! A group, title or sentence of the catalogue, translated.
QString tapFaultWords(const char *english);

//! A line such as "delay 500ms out for 10s" or "rate-limit method chat.postMessage retry-after 5s times 2".
//! An Input error says what is wrong in it and what would be right.
Result<TapFault> readTapFault(const QByteArray &line);
//! The line of \a fault, as readTapFault() reads it.
QByteArray tapFaultText(const TapFault &fault);

//! "250ms", "5s", "1.5m", "2h"; a bare number is refused, for it could be anything. Nothing if it is none of
//! these.
std::optional<std::chrono::milliseconds> readTapDuration(QByteArrayView text);
QByteArray tapDurationText(std::chrono::milliseconds duration);

} // namespace rtmscope
