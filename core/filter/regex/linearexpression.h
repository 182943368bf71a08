// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <bitset>
#include <optional>
#include <vector>

namespace rtmscope::filter {

//! A regular expression without back references and look-around, as an automaton that reads a text once:
//! what it costs grows with the text and never explodes. Written and understood as Perl's, with Unicode's
//! letters and digits. An immutable value; any thread.
class LinearExpression
{
public:
    //! Nothing if \a pattern is wrong, or needs more than such an automaton can do.
    static std::optional<LinearExpression> parse(QStringView pattern);

    enum class Outcome : quint8 { No, Yes, TooCostly };
    //! Whether it matches anywhere in \a text. Gives up after \a steps, of some nanoseconds each.
    Outcome search(QStringView text, qint64 steps) const;

    //! Characters that are meant.
    struct Set
    {
        struct Range
        {
            char32_t first;
            char32_t last;
        };
        enum Class : quint8 { Digit = 1, Word = 2, Space = 4, NotDigit = 8, NotWord = 16, NotSpace = 32 };

        std::vector<Range> ranges = {};
        quint8 classes = 0;
        bool negated = false;
        bool ignoresCase = false;
        std::bitset<128> ascii = {}; //!< the answers for these, once it is finished

        void finish();
        bool holds(char32_t character) const { return character < 128 ? ascii[character] : looks(character); }

    private:
        bool looks(char32_t character) const;
        bool has(char32_t character) const;
    };

    struct Step
    {
        enum class Kind : quint8 { Character, Split, Go, Check, Found };
        enum class Place : quint8 { Begin, LineBegin, End, LastLineEnd, LineEnd, WordEdge, NoWordEdge };
        Kind kind = Kind::Found;
        Place place = Place::Begin; //!< Check
        quint32 set = 0;            //!< Character: which
        quint32 next = 0;
        quint32 other = 0; //!< Split
    };

private:
    friend class LinearParser;
    class Run;
    void finish();

    std::vector<Step> m_steps;
    std::vector<Set> m_sets;
    std::bitset<128> m_first; // a match can begin with these
    bool m_skips = false;     // and with no other ASCII character, nor with none
};

} // namespace rtmscope::filter
