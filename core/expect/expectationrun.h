// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/expect/expectation.h"

#include <QByteArray>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace rtmscope {

//! An event that went to the bot. Times are monotonic microseconds of one clock.
struct BotCue
{
    qint64 atUs = 0;
    qint64 number = 0;            //!< for people: which one it was
    QByteArray json;              //!< the event itself
    bool own = false;             //!< the bot's own words: no “message” to expect anything after
    QList<QByteArray> deliveries; //!< ids by which its acknowledgement names it
};

//! Something that the bot did.
struct BotDeed
{
    enum class Kind : quint8 { Message, Call, Ack, Response };
    Kind kind = Kind::Call;
    qint64 atUs = 0;
    QString method;        //!< of a Call, also of a Message that was one
    QByteArray json;       //!< what it said: the frame, the arguments, the payload; may be empty
    QString failure;       //!< the server's code: it came to nothing. Empty: all is well
    QByteArray delivery;   //!< of Ack: what it acknowledges
    bool isLookUp = false; //!< of Call: it only asked for something
};

//! Watches a bot and finds out whether it does what is expected of it. One thread.
class ExpectationRun
{
public:
    enum class State : quint8 { NeverCameUp, Passed, Failed };
    struct Outcome
    {
        State state = State::NeverCameUp;
        qint64 tried = 0;
        qint64 failed = 0;
        qint64 longestUs = 0; //!< of what came in time
        QStringList failures; //!< the first few, in words
    };

    ExpectationRun(QList<Expectation> expectations, NamedIds names);

    void cue(const BotCue &cue);
    void deed(const BotDeed &deed);
    //! Those whose time is over by now are decided.
    void settle(qint64 nowUs);
    //! When the next is decided; nothing: none is open.
    std::optional<qint64> nextDeadlineUs() const;
    //! Ends: what is still open counts as what has not come.
    void end();

    const QList<Expectation> &expectations() const { return m_expectations; }
    const std::vector<Outcome> &outcomes() const { return m_outcomes; }
    qint64 openOf(std::size_t index) const; //!< events that this one waits for an answer to
    bool hasFailed() const;                 //!< or something never came up, which proves nothing

private:
    //! An event that something is expected after.
    struct Open
    {
        std::size_t index = 0; //!< of the expectation
        qint64 number = 0;
        qint64 atUs = 0;
        qint64 untilUs = 0;
        QString channel;
        QString ts;
        QString threadTs; //!< of the thread that a reply goes into
        QString words;    //!< of the event, for people
        QList<QByteArray> deliveries;
        QString near; //!< what came instead, in words
    };

    bool isAbout(const Expectation &expectation, const json::Value &event, bool own) const;
    bool isSuch(const Expectation &expectation, const Open &open, const BotDeed &deed,
                const json::Value &said) const;
    bool isInPlace(const Expectation &expectation, const Open &open, const json::Value &said) const;
    void answer(std::deque<Open> &waiting, const BotDeed &deed, const json::Value &said);
    void decide(const Open &open, bool came, qint64 atUs, const QString &words);
    void giveUp(const Open &open);

    const QList<Expectation> m_expectations;
    NamedIds m_names;
    std::vector<Outcome> m_outcomes;
    //! By expectation, each in the order in which their time is over: with all that is open in them, a busy
    //! bot would have to be asked about thousands for each event.
    std::vector<std::deque<Open>> m_open;
    json::Document m_document;
};

} // namespace rtmscope
