// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/demo/world/wire.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

//! What can go wrong between a client and the demo workspace, as data. FaultDesk carries it out,
//! chaosscript.h reads it from lines of text, the window lists it.
namespace rtmscope::demo {

//! One misfortune with its arguments. A value; kindOf() tells which of them it takes.
struct Fault
{
    enum class Kind : quint8 {
        Kill,
        HalfOpen,
        StallPongs,
        Close,
        Goodbye,
        Migration,
        Drip,
        Broken,
        Refuse,
        Storm,
        CloseAtOnce,
        NoHello,
        ExpiredUrl,
        Upgrade,
        RateLimit,
        HttpError,
        Html,
        ApiError,
        Acks,
        Replay,
        Duplicate,
        Reorder,
        Drop,
        Frame,
        ErrorFrame,
        Disconnect,
        AppRefused,
        Retry,
        EnvelopeAcks,
        Others,
        Envelope,
        Interaction
    };

    Kind kind = Kind::Kill;
    QByteArray choice = {}; //!< one of the kind's words, as "never" for acks
    int number = 0;         //!< an HTTP status, a code, or how many frames
    QByteArray method = {}; //!< of the Web API; "any" for all
    int times = 1;          //!< how many requests or sockets it strikes
    QByteArray text = {};   //!< a close reason, an answer's body or the words of an error; may be empty
    std::chrono::milliseconds wait{-1}; //!< Retry-After, or how late an ack comes; negative: none
    std::chrono::milliseconds lasts{0}; //!< then it is over, struck or not; zero: until ended

    bool operator==(const Fault &) const = default;
};

enum class FaultGroup : quint8 { Connection, Connecting, Api, Sending, Frames, Apps };

//! A row of the catalogue: the name of a kind, what it takes, and what it does in words.
struct FaultKind
{
    enum class Stream : quint8 { Any, Rtm, Apps }; //!< on which it means something; Apps: Socket Mode

    Fault::Kind kind = Fault::Kind::Kill;
    const char *name = nullptr; //!< in scripts; never translated
    FaultGroup group = FaultGroup::Connection;
    const char *title = nullptr;    //!< on a button; English, see faultTitle()
    const char *words = nullptr;    //!< what happens, one line; English, see faultWords()
    QList<QByteArray> choices = {}; //!< the first is the usual one; empty: none to make
    int lowest = 0;                 //!< of the number
    int highest = -1;               //!< below lowest: takes no number
    int usual = 0;
    QList<int> likely = {};        //!< numbers worth choosing from
    bool strikesMethods = false;   //!< takes method
    bool counts = false;           //!< takes times
    bool speaks = false;           //!< takes text
    const char *waitKey = nullptr; //!< what scripts call wait; null: takes none
    std::chrono::milliseconds usualWait{-1};
    std::chrono::milliseconds usuallyLasts{0}; //!< zero: it is over in a moment and takes no duration
    bool byChance = true;                      //!< "any" may choose it: nothing is lost unseen by it
    Stream stream = Stream::Any;

    bool takesNumber() const { return highest >= lowest; }
    bool lasts() const { return usuallyLasts.count() > 0; }
    Fault fault() const; //!< with the usual arguments
};

//! Every kind, in the order in which people are shown them.
const QList<FaultKind> &faultKinds();
const FaultKind &kindOf(Fault::Kind kind);
const FaultKind *kindNamed(QByteArrayView name); //!< null: there is no such kind

QString faultTitle(const FaultKind &kind); //!< "Half-open", translated
QString faultWords(const FaultKind &kind); //!< what happens, translated
QString groupTitle(FaultGroup group);

//! \a words as in a script, name first: {"half-open", "all", "for", "30s"}. An error says what is wrong and
//! what would be right.
Result<Fault> readFault(const QList<QByteArray> &words);
//! The line of \a fault, as readFault() reads it. Some of the usual arguments are left out.
QByteArray scriptText(const Fault &fault);

//! A fault of a random kind with random arguments, that leaves a client a way back and loses nothing unseen.
//! \a stream: on which the client is; Any: on both.
Fault anyFault(Random &random, FaultKind::Stream stream = FaultKind::Stream::Rtm);

//! "250ms", "5s", "1.5m", "2h"; a bare number is refused, for it could be anything. Nothing if it is none of
//! these.
std::optional<std::chrono::milliseconds> readDuration(QByteArrayView text);
QByteArray durationText(std::chrono::milliseconds duration);

} // namespace rtmscope::demo
