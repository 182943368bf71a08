// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/expect/expectationrun.h"

#include "core/text/cleantext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Deed = Expectation::Deed;

constexpr qsizetype mostTold = 5;
constexpr qsizetype longestQuote = 60;

QString words(const char *text)
{
    return QCoreApplication::translate("Expectations", text);
}

QString seconds(qint64 us)
{
    return words("%1 s").arg(double(us) / 1'000'000, 0, 'f', us < 10'000'000 ? 2 : 0);
}

QString quote(const QString &text)
{
    const QString clean = cleanLine(text);
    return u'“' + (clean.size() > longestQuote ? clean.left(longestQuote) + u'…' : clean) + u'”';
}

//! Wherever a type keeps it.
QString idIn(const json::Value &event, std::string_view what)
{
    const json::Value value = event[what];
    if (value.isString())
        return value.text();
    if (value.isObject())
        return value["id"].text();
    const json::Value flat = event[std::string(what) + "_id"];
    return flat.isString() ? flat.text() : event["item"][what].text();
}

QString eventWords(const BotCue &cue, const json::Value &event)
{
    QString text = words("event %1, %2").arg(cue.number).arg(cleanLine(event["type"].text()));
    if (!event["text"].string().empty())
        text += u' ' + quote(event["text"].text());
    return text;
}

QString deedWords(const Expectation &expectation)
{
    switch (expectation.deed) {
    case Deed::Reply:
        return expectation.place == Expectation::Place::InThread    ? words("reply in its thread")
               : expectation.place == Expectation::Place::InChannel ? words("reply in the channel")
                                                                    : words("reply");
    case Deed::Post:
        return words("message");
    case Deed::React:
        return words("reaction");
    case Deed::Call:
        return words("call of %1").arg(expectation.method);
    case Deed::Ack:
        return words("acknowledgement");
    case Deed::Answer:
        return words("answer");
    }
    return {};
}

//! What the bot did, for people.
QString toldDeed(const BotDeed &deed, const json::Value &said)
{
    const QString text = said["text"].text();
    QString told = deed.kind == BotDeed::Kind::Ack ? words("an acknowledgement")
                   : !text.isEmpty()               ? quote(text)
                   : !deed.method.isEmpty()        ? deed.method
                                                   : words("something without a text");
    if (!deed.failure.isEmpty())
        told += u' ' + words("(refused: %1)").arg(deed.failure);
    return told;
}

} // namespace

ExpectationRun::ExpectationRun(QList<Expectation> expectations, NamedIds names)
    : m_expectations(std::move(expectations))
    , m_names(std::move(names))
    , m_outcomes(static_cast<std::size_t>(m_expectations.size()))
    , m_open(m_outcomes.size())
{
}

//! “message” is what somebody else says; what happens to messages later has names of its own.
bool ExpectationRun::isAbout(const Expectation &expectation, const json::Value &event, bool own) const
{
    const QString type = event["type"].text();
    const QString subtype = event["subtype"].text();
    const bool isCommand = type.isEmpty() && event["command"].exists();
    constexpr std::array later{"message_changed"_L1, "message_deleted"_L1, "message_replied"_L1};
    const bool isLater = std::any_of(later.begin(), later.end(), [&](auto each) { return subtype == each; });
    const bool isType = expectation.type == "event"_L1 || expectation.type == subtype ||
                        (expectation.type == "message"_L1 ? type == "message"_L1 && !own && !isLater
                                                          : type == expectation.type) ||
                        (isCommand && expectation.type == "slash_commands"_L1);
    return isType && firstUnmet(expectation.where, event, m_names) == nullptr;
}

void ExpectationRun::cue(const BotCue &cue)
{
    settle(cue.atUs);
    if (!m_document.parse(cue.json))
        return;
    const json::Value event = m_document.root();
    for (qsizetype i = 0; i < m_expectations.size(); ++i) {
        const Expectation &expectation = m_expectations.at(i);
        if (!isAbout(expectation, event, cue.own))
            continue;
        Open open;
        open.index = static_cast<std::size_t>(i);
        open.number = cue.number;
        open.atUs = cue.atUs;
        open.untilUs = cue.atUs + std::chrono::microseconds(expectation.within).count();
        open.channel = idIn(event, "channel");
        const json::Value item = event["item"];
        open.ts = (item.isObject() ? item["ts"] : event["ts"]).text();
        open.threadTs = event["thread_ts"].isString() ? event["thread_ts"].text() : open.ts;
        open.words = eventWords(cue, event);
        open.deliveries = cue.deliveries;
        ++m_outcomes[open.index].tried;
        std::deque<Open> &waiting = m_open[open.index];
        const auto after = std::upper_bound(waiting.begin(), waiting.end(), open.untilUs,
                                            [](qint64 us, const Open &each) { return us < each.untilUs; });
        waiting.insert(after, std::move(open)); // at the end, but for clocks that are set
    }
}

bool ExpectationRun::isInPlace(const Expectation &expectation, const Open &open,
                               const json::Value &said) const
{
    const QString channel = said["channel"].text();
    const bool isName = channel.startsWith(u'#') || channel.startsWith(u'@');
    const bool isThere =
        channel == open.channel || (isName && m_names && m_names(channel).contains(open.channel));
    const QString thread = said["thread_ts"].text();
    switch (expectation.place) {
    case Expectation::Place::InThread:
        return isThere && !thread.isEmpty() && thread == open.threadTs;
    case Expectation::Place::InChannel:
        return isThere && thread.isEmpty();
    case Expectation::Place::Anywhere:
        return isThere;
    }
    return isThere;
}

//! Whether \a deed is of the expected kind and in its place, whatever it says.
bool ExpectationRun::isSuch(const Expectation &expectation, const Open &open, const BotDeed &deed,
                            const json::Value &said) const
{
    using Kind = BotDeed::Kind;
    switch (expectation.deed) {
    case Deed::Reply:
        return deed.kind == Kind::Message && isInPlace(expectation, open, said);
    case Deed::Post:
        return deed.kind == Kind::Message || deed.kind == Kind::Response;
    case Deed::React:
        return deed.method == "reactions.add"_L1 && said["channel"].text() == open.channel &&
               said["timestamp"].text() == open.ts;
    case Deed::Call:
        return deed.method == expectation.method;
    case Deed::Ack:
        return deed.kind == Kind::Ack && open.deliveries.contains(deed.delivery);
    case Deed::Answer:
        return (deed.kind != Kind::Ack && !deed.isLookUp) ||
               (!deed.json.isEmpty() && open.deliveries.contains(deed.delivery));
    }
    return false;
}

//! One deed answers one event of an expectation, the oldest that it fits.
void ExpectationRun::deed(const BotDeed &deed)
{
    settle(deed.atUs);
    const json::Value said =
        !deed.json.isEmpty() && m_document.parse(deed.json) ? m_document.root() : json::Value();
    for (std::deque<Open> &waiting : m_open)
        answer(waiting, deed, said);
}

void ExpectationRun::answer(std::deque<Open> &waiting, const BotDeed &deed, const json::Value &said)
{
    for (auto open = waiting.begin(); open != waiting.end(); ++open) {
        const Expectation &expectation = m_expectations.at(static_cast<qsizetype>(open->index));
        if (!isSuch(expectation, *open, deed, said))
            continue;
        const Condition *unmet = firstUnmet(expectation.checks, said, m_names);
        if (unmet == nullptr && deed.failure.isEmpty()) {
            decide(*open, true, deed.atUs, toldDeed(deed, said));
            waiting.erase(open);
            return;
        }
        if (open->near.isEmpty() && expectation.wanted) {
            open->near = words("%1 after %2").arg(toldDeed(deed, said), seconds(deed.atUs - open->atUs));
            if (unmet != nullptr)
                open->near += words(", but not %1").arg(unmet->source);
        }
    }
}

void ExpectationRun::decide(const Open &open, bool came, qint64 atUs, const QString &told)
{
    const Expectation &expectation = m_expectations.at(static_cast<qsizetype>(open.index));
    Outcome &outcome = m_outcomes[open.index];
    if (came == expectation.wanted) {
        if (outcome.state == State::NeverCameUp)
            outcome.state = State::Passed;
        if (came)
            outcome.longestUs = std::max(outcome.longestUs, atUs - open.atUs);
        return;
    }
    outcome.state = State::Failed;
    ++outcome.failed;
    if (outcome.failures.size() >= mostTold)
        return;
    if (came) {
        outcome.failures.append(
            words("After %1 there was a %2: %3, after %4.")
                .arg(open.words, deedWords(expectation), told, seconds(atUs - open.atUs)));
        return;
    }
    QString text = words("After %1 there was no such %2 within %3.")
                       .arg(open.words, deedWords(expectation), seconds(open.untilUs - open.atUs));
    if (!open.near.isEmpty())
        text += u' ' + words("What came was %1.").arg(open.near);
    outcome.failures.append(text);
}

void ExpectationRun::settle(qint64 nowUs)
{
    for (std::deque<Open> &waiting : m_open) {
        while (!waiting.empty() && waiting.front().untilUs < nowUs) {
            decide(waiting.front(), false, nowUs, {});
            waiting.pop_front();
        }
    }
}

qint64 ExpectationRun::openOf(std::size_t index) const
{
    return static_cast<qint64>(m_open[index].size());
}

std::optional<qint64> ExpectationRun::nextDeadlineUs() const
{
    std::optional<qint64> next;
    for (const std::deque<Open> &waiting : m_open) {
        if (!waiting.empty() && (!next || waiting.front().untilUs < *next))
            next = waiting.front().untilUs;
    }
    return next;
}

void ExpectationRun::end()
{
    for (std::deque<Open> &waiting : m_open) {
        for (const Open &open : waiting)
            giveUp(open);
        waiting.clear();
    }
}

//! The run ended before its time was over: nobody knows what would have come.
void ExpectationRun::giveUp(const Open &open)
{
    Outcome &outcome = m_outcomes[open.index];
    outcome.state = State::Failed;
    ++outcome.failed;
    if (outcome.failures.size() < mostTold)
        outcome.failures.append(words("The run ended too early to know, after %1.").arg(open.words));
}

bool ExpectationRun::hasFailed() const
{
    return std::any_of(m_outcomes.begin(), m_outcomes.end(),
                       [](const Outcome &outcome) { return outcome.state != State::Passed; });
}

} // namespace rtmscope
