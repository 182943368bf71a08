// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/stream.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace rtmscope::bench {

namespace {

constexpr std::size_t smallestFrame = 154;
constexpr std::size_t largestFrame = 2875;

constexpr std::array<std::string_view, 32> words{
    "the",     "deploy", "is",     "done",  "looks",  "good",    "to",       "me",   "can",  "you",   "check",
    "staging", "again",  "please", "build", "red",    "after",   "merge",    "I",    "will", "have",  "a",
    "look",    "this",   "week",   "graph", "memory", "latency", "rollback", "ship", "it",   "thanks"};

std::string padded(std::size_t number, std::size_t width)
{
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

//! xorshift64*: the same frames on every machine, whatever its library's generators do.
class Dice
{
public:
    std::size_t below(std::size_t limit)
    {
        m_state ^= m_state >> 12;
        m_state ^= m_state << 25;
        m_state ^= m_state >> 27;
        return static_cast<std::size_t>((m_state * 0x2545F4914F6CDD1DULL) >> 33) % limit;
    }

private:
    std::uint64_t m_state = 0x9E3779B97F4A7C15ULL;
};

} // namespace

std::string channelId(std::size_t number)
{
    return "C0" + padded(10'000'000 + number * 7919, 8);
}

std::string userId(std::size_t number)
{
    return "U0" + padded(10'000'000 + number * 7919, 8);
}

class FrameMaker
{
public:
    FrameMaker(std::size_t startS, std::size_t perSecond, std::size_t people)
        : m_startS(startS)
        , m_perSecond(perSecond)
        , m_people(people)
    {
    }
    std::string next();

private:
    std::string channel() { return channelId(m_dice.below(channelCount)); }
    std::string user() { return userId(m_dice.below(m_people)); }
    std::size_t seconds() const { return m_startS + m_count / m_perSecond; }
    std::string ts() const { return std::to_string(seconds()) + "." + padded(m_count % 1'000'000, 6); }
    std::string prose(std::size_t wordCount);
    std::string messageBody(std::size_t wordCount);
    std::string message();
    std::string changed();
    std::string typing();
    std::string presence();
    std::string reaction();
    std::string other();

    static std::string filled(std::string frame);

    Dice m_dice;
    std::size_t m_startS;
    std::size_t m_perSecond;
    std::size_t m_people;
    std::size_t m_count = 0;
};

//! Real frames carry event_ts, team and the like: no frame is shorter than this.
std::string FrameMaker::filled(std::string frame)
{
    constexpr std::string_view member = R"(,"client_context":"")";
    if (frame.size() < smallestFrame) {
        const std::size_t missing = smallestFrame - std::min(smallestFrame, frame.size() + member.size());
        frame.insert(frame.size() - 1,
                     std::string(member.substr(0, member.size() - 1)) + std::string(missing, 'k') + '"');
    }
    return frame;
}

std::string FrameMaker::prose(std::size_t wordCount)
{
    std::string text;
    for (std::size_t i = 0; i < wordCount; ++i) {
        text += i > 0 ? " " : "";
        text += words[m_dice.below(words.size())];
        if (m_dice.below(40) == 0)
            text += R"(, caf\u00e9 \ud83d\ude80)";
    }
    return text;
}

std::string FrameMaker::messageBody(std::size_t wordCount)
{
    const std::string text = prose(wordCount);
    return R"("user":")" + user() + R"(","text":")" + text +
           R"(","client_msg_id":"0b6f1a52-7f1c-4c1e-9d55-)" + padded(m_count, 12) +
           R"(","team":"T024BE7LD","blocks":[{"type":"rich_text","block_id":"b)" +
           padded(m_count % 100'000, 5) +
           R"(","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":")" + text +
           R"("},{"type":"user","user_id":")" + user() + R"("}]}]}],"ts":")" + ts() + '"';
}

std::string FrameMaker::message()
{
    // A few long ones among many short ones, as people write.
    const std::size_t length = m_dice.below(100) < 85 ? 12 + m_dice.below(29) : 60 + m_dice.below(140);
    return R"({"type":"message","channel":")" + channel() + R"(",)" + messageBody(length) +
           (m_dice.below(4) == 0 ? R"(,"thread_ts":")" + ts() + '"' : std::string()) + R"(,"event_ts":")" +
           ts() + R"(","suppress_notification":false,"source_team":"T024BE7LD","user_team":"T024BE7LD"})";
}

std::string FrameMaker::changed()
{
    const std::size_t length = 12 + m_dice.below(40);
    return R"({"type":"message","subtype":"message_changed","hidden":true,"channel":")" + channel() +
           R"(","message":{"type":"message",)" + messageBody(length) + R"(,"edited":{"user":")" + user() +
           R"(","ts":")" + ts() + R"("}},"previous_message":{"type":"message",)" + messageBody(length) +
           R"(},"event_ts":")" + ts() + R"(","ts":")" + ts() + R"("})";
}

std::string FrameMaker::typing()
{
    return R"({"type":"user_typing","channel":")" + channel() + R"(","id":)" + std::to_string(m_count) +
           R"(,"user":")" + user() + R"(","event_ts":")" + ts() + R"("})";
}

std::string FrameMaker::presence()
{
    return R"({"type":"presence_change","presence":")" + std::string(m_dice.below(2) ? "active" : "away") +
           R"(","user":")" + user() + R"(","event_ts":")" + ts() + R"("})";
}

std::string FrameMaker::reaction()
{
    return R"({"type":"reaction_added","user":")" + user() +
           R"(","reaction":"white_check_mark","item":{"type":"message",)" + R"("channel":")" + channel() +
           R"(","ts":")" + ts() + R"("},"item_user":")" + user() + R"(","event_ts":")" + ts() +
           R"(","ts":")" + ts() + R"("})";
}

std::string FrameMaker::other()
{
    if (m_dice.below(2) == 0) {
        return R"({"type":"channel_marked","channel":")" + channel() + R"(","ts":")" + ts() +
               R"(","unread_count":0,"unread_count_display":0,"num_mentions":0,"num_mentions_display":0,)" +
               R"("mention_count":0,"mention_count_display":0,"event_ts":")" + ts() + R"("})";
    }
    const std::string id = user();
    return R"({"type":"user_change","user":{"id":")" + id + R"(","team_id":"T024BE7LD","name":"u)" + id +
           R"(","deleted":false,"color":"9f69e7","real_name":"Some Body","tz":"Europe/Lisbon","tz_offset":0,"profile":)" +
           R"({"title":"","phone":"","real_name":"Some Body","display_name":"somebody","status_text":")" +
           prose(20) +
           R"(","status_emoji":":house:","avatar_hash":"0f1e2d3c4b5a"},"is_admin":false,"is_bot":false,"updated":)" +
           std::to_string(seconds()) + R"(},"cache_ts":)" + std::to_string(seconds()) + R"(,"event_ts":")" +
           ts() + R"("})";
}

std::string FrameMaker::next()
{
    ++m_count;
    const std::size_t share = m_dice.below(100);
    std::string frame = share < 45   ? message()
                        : share < 65 ? typing()
                        : share < 75 ? presence()
                        : share < 85 ? reaction()
                        : share < 90 ? changed()
                                     : other();
    frame = filled(std::move(frame));
    return frame.size() > largestFrame ? next() : frame;
}

FrameStream::FrameStream(std::size_t startS, std::size_t perSecond, std::size_t people)
    : m_maker(std::make_unique<FrameMaker>(startS, perSecond, people))
{
}

FrameStream::~FrameStream() = default;

std::string FrameStream::next()
{
    return m_maker->next();
}

std::vector<std::string> makeFrames(std::size_t count)
{
    FrameStream stream;
    std::vector<std::string> frames;
    frames.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        frames.push_back(stream.next());
    return frames;
}

} // namespace rtmscope::bench
