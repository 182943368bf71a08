// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/chaosscript.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

using std::chrono::milliseconds;
using Step = ChaosScript::Step;
using When = ChaosScript::Step::When;

constexpr qsizetype longestScript = 64 * 1024;
constexpr qsizetype mostSteps = 1000;
constexpr auto shortestPeriod = 10ms; // a slip such as "every 0s" must not eat the processor

QString words(const char *text)
{
    return QCoreApplication::translate("ChaosScript", text);
}

Error problem(int line, const QString &text)
{
    return {Error::Kind::Input, u"chaos_script"_s, words("Line %1: %2").arg(line).arg(text), {}, {}};
}

//! The words of one line; a comma is a word of its own. "#" ends it.
struct Line
{
    int number = 0;
    QList<QByteArray> words;
};

//! Cuts a script into its lines. \a openQuote: the number of a line whose quoted text never ends.
QList<Line> cut(const QByteArray &text, int *openQuote)
{
    QList<Line> lines;
    Line line{1, {}};
    QByteArray word;
    bool quoting = false;
    bool comment = false;
    const auto endWord = [&] {
        if (!word.isEmpty())
            line.words.append(std::exchange(word, {}));
    };
    const auto endLine = [&](int next) {
        endWord();
        if (!line.words.isEmpty())
            lines.append(line);
        line = {next, {}};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            if (quoting && *openQuote == 0)
                *openQuote = line.number;
            quoting = comment = false;
            endLine(line.number + 1);
        } else if (comment) {
            continue;
        } else if (quoting && c == '\\' && i + 1 < text.size() && text[i + 1] != '\n') {
            word += text[++i];
        } else if (c == '"') {
            quoting = !quoting;
        } else if (quoting) {
            word += c;
        } else if (c == ';') {
            endLine(line.number);
        } else if (c == '#') {
            endWord();
            comment = true;
        } else if (c == ',') {
            endWord();
            line.words.append(",");
        } else if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
        } else {
            word += c;
        }
    }
    if (quoting && *openQuote == 0)
        *openQuote = line.number;
    endLine(0);
    return lines;
}

//! Reads one line into a script. Empty: it was understood.
class LineReader
{
public:
    LineReader(const Line &line, ChaosScript &script)
        : m_words(line.words)
        , m_script(script)
    {
    }

    std::optional<QString> read()
    {
        if (m_words.first() == "seed")
            return readSeed();
        Step step;
        if (const auto wrong = readMoment(step))
            return wrong;
        if (m_at >= m_words.size())
            return words("a fault is missing behind the time.");
        if (const auto wrong = readFaults(step))
            return wrong;
        m_script.steps.append(step);
        return {};
    }

private:
    std::optional<QString> readSeed()
    {
        bool ok = false;
        const quint64 seed = m_words.value(1).toULongLong(&ok);
        if (!ok || m_words.size() != 2)
            return words("“seed” needs one whole number.");
        m_script.seed = seed;
        return {};
    }

    bool takeWord(const char *word)
    {
        if (m_at >= m_words.size() || m_words[m_at] != word)
            return false;
        ++m_at;
        return true;
    }

    std::optional<QString> takeDuration(const char *key, milliseconds *into)
    {
        const QByteArray word = m_words.value(m_at++);
        const auto duration = readDuration(word);
        if (!duration) {
            return words("“%1” needs a duration such as 500ms, 10s or 2m, not “%2”.")
                .arg(QString::fromUtf8(key), QString::fromUtf8(word));
        }
        *into = *duration;
        return {};
    }

    std::optional<QString> readMoment(Step &step)
    {
        if (takeWord("at"))
            return takeDuration("at", &step.delay);
        if (takeWord("after")) {
            step.when = When::After;
            return takeDuration("after", &step.delay);
        }
        if (!takeWord("every"))
            return {}; // at once
        step.when = When::Every;
        if (const auto wrong = takeDuration("every", &step.delay))
            return wrong;
        step.delayTo = step.delay;
        if (takeWord("to")) {
            if (const auto wrong = takeDuration("to", &step.delayTo))
                return wrong;
        }
        if (step.delay < shortestPeriod || step.delayTo < step.delay)
            return words("“every” needs a time of 10ms or more, and after “to” a longer one.");
        return takeWord("until") ? takeDuration("until", &step.until) : std::nullopt;
    }

    std::optional<QString> readFaults(Step &step)
    {
        if (m_words[m_at] == "any" && m_at + 1 == m_words.size())
            return {};
        const bool several = takeWord("one");
        if (several && !takeWord("of"))
            return words("after “one” comes “of” and a list of faults.");
        QList<QByteArray> fault;
        for (; m_at <= m_words.size(); ++m_at) {
            if (m_at < m_words.size() && m_words[m_at] != ",") {
                fault.append(m_words[m_at]);
                continue;
            }
            if (fault.isEmpty())
                return words("a fault is missing beside the comma.");
            const auto read = readFault(std::exchange(fault, {}));
            if (!read)
                return read.error().words;
            step.choices.append(*read);
        }
        if (!several && step.choices.size() > 1)
            return words("several faults need “one of” before them, or lines of their own.");
        return {};
    }

    const QList<QByteArray> &m_words;
    ChaosScript &m_script;
    qsizetype m_at = 0;
};

} // namespace

Result<ChaosScript> readChaosScript(const QByteArray &text)
{
    if (text.size() > longestScript)
        return problem(1, words("this is too long for a script."));
    int openQuote = 0;
    const QList<Line> lines = cut(text, &openQuote);
    if (openQuote > 0)
        return problem(openQuote, words("a quotation mark is missing."));
    ChaosScript script;
    for (const Line &line : lines) {
        if (const auto wrong = LineReader(line, script).read())
            return problem(line.number, *wrong);
        if (script.steps.size() > mostSteps)
            return problem(line.number, words("a script has a thousand steps at most."));
    }
    if (script.steps.isEmpty())
        return problem(1, words("there is no fault in this script. For example: every 20s kill"));
    return script;
}

QByteArray scriptText(const ChaosScript &script)
{
    QByteArray text;
    if (script.seed)
        text += "seed " + QByteArray::number(*script.seed) + '\n';
    for (const Step &step : script.steps) {
        switch (step.when) {
        case When::At:
            text += "at " + durationText(step.delay);
            break;
        case When::After:
            text += "after " + durationText(step.delay);
            break;
        case When::Every:
            text += "every " + durationText(step.delay);
            if (step.delayTo > step.delay)
                text += " to " + durationText(step.delayTo);
            if (step.until.count() > 0)
                text += " until " + durationText(step.until);
            break;
        }
        QList<QByteArray> faults;
        for (const Fault &fault : step.choices)
            faults.append(scriptText(fault));
        if (faults.isEmpty())
            text += " any";
        else
            text += (faults.size() > 1 ? " one of " : " ") + faults.join(", ");
        text += '\n';
    }
    return text;
}

} // namespace rtmscope::demo
