// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/expect/expectationreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Expectations", text);
}

struct Token
{
    enum class Kind : quint8 { End, Word, Text, Pattern, Sign };
    Kind kind = Kind::End;
    QString text;       //!< of a Text without its quotes, of a Pattern without its slashes
    QString flags = {}; //!< of a Pattern
    qsizetype begin = 0;
    qsizetype end = 0;
};

//! Takes one line apart, and understands it. Fails by leaving words in m_problem.
class LineReader
{
public:
    LineReader(QString line, int number)
        : m_line(std::move(line))
        , m_number(number)
    {
    }

    Result<Expectation> read();

private:
    Token take();
    Token peek();
    bool takeQuoted(Token *token);
    bool takePattern(Token *token);
    bool takeWord(const char *word);
    bool fail(const QString &text);
    QString shown(const Token &token) const;
    bool readTrigger(Expectation *expectation);
    bool readDeed(Expectation *expectation);
    bool readPlace(Expectation *expectation);
    bool readRest(Expectation *expectation);
    bool readTime(std::chrono::milliseconds *time);
    bool readConditions(QList<Condition> *conditions);
    bool readCondition(Condition *condition);
    bool readTest(Condition *condition);
    bool readPattern(Condition *condition);

    QString m_line;
    int m_number;
    qsizetype m_at = 0;
    bool m_wantsValue = false; //!< a slash begins a pattern here
    QString m_problem;
};

bool LineReader::fail(const QString &text)
{
    if (m_problem.isEmpty())
        m_problem = text;
    return false;
}

QString LineReader::shown(const Token &token) const
{
    return token.kind == Token::Kind::End ? words("the end of the line")
                                          : u'“' + m_line.sliced(token.begin, token.end - token.begin) + u'”';
}

//! "…" with \" and \\ in it.
bool LineReader::takeQuoted(Token *token)
{
    token->kind = Token::Kind::Text;
    for (++m_at; m_at < m_line.size(); ++m_at) {
        const QChar c = m_line.at(m_at);
        if (c == u'"') {
            ++m_at;
            return true;
        }
        const bool escaped = c == u'\\' && m_at + 1 < m_line.size();
        if (escaped)
            ++m_at;
        token->text += escaped && m_line.at(m_at) == u'n' ? QChar(u'\n') : m_line.at(m_at);
    }
    return fail(words("A text is not closed: a \" is missing at its end."));
}

bool LineReader::takePattern(Token *token)
{
    token->kind = Token::Kind::Pattern;
    for (++m_at; m_at < m_line.size() && m_line.at(m_at) != u'/'; ++m_at) {
        if (m_line.at(m_at) == u'\\' && m_at + 1 < m_line.size()) {
            if (m_line.at(m_at + 1) != u'/')
                token->text += m_line.at(m_at);
            ++m_at;
        }
        token->text += m_line.at(m_at);
    }
    if (m_at >= m_line.size())
        return fail(words("A pattern is not closed: a / is missing at its end."));
    for (++m_at; m_at < m_line.size() && m_line.at(m_at).isLetter(); ++m_at)
        token->flags += m_line.at(m_at);
    return true;
}

Token LineReader::take()
{
    while (m_at < m_line.size() && m_line.at(m_at).isSpace())
        ++m_at;
    Token token;
    token.begin = token.end = m_at;
    if (m_at >= m_line.size())
        return token;
    const QChar c = m_line.at(m_at);
    const auto isSign = [](QChar one) { return one == u':' || one == u','; };
    if (c == u'"') {
        takeQuoted(&token);
    } else if (c == u'/' && m_wantsValue) {
        takePattern(&token);
    } else if (isSign(c)) {
        token.kind = Token::Kind::Sign;
        token.text = c;
        ++m_at;
    } else {
        token.kind = Token::Kind::Word;
        const bool isOperator = QStringView(u"=!~<>").contains(c);
        while (m_at < m_line.size() && !m_line.at(m_at).isSpace() && !isSign(m_line.at(m_at)) &&
               m_line.at(m_at) != u'"' && QStringView(u"=!~<>").contains(m_line.at(m_at)) == isOperator)
            token.text += m_line.at(m_at++);
    }
    token.end = m_at;
    return token;
}

Token LineReader::peek()
{
    const qsizetype before = m_at;
    const Token token = take();
    m_at = before;
    return token;
}

bool LineReader::takeWord(const char *word)
{
    const Token token = peek();
    if (token.kind != Token::Kind::Word || token.text != QLatin1String(word))
        return false;
    take();
    return true;
}

bool LineReader::readPattern(Condition *condition)
{
    m_wantsValue = true;
    const Token token = take();
    m_wantsValue = false;
    if (token.kind != Token::Kind::Pattern && token.kind != Token::Kind::Text)
        return fail(words("Behind ~ stands a pattern between slashes, such as /ok|done/i, not %1.")
                        .arg(shown(token)));
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    for (const QChar flag : token.flags) {
        if (flag == u'i')
            options |= QRegularExpression::CaseInsensitiveOption;
        else if (flag == u's')
            options |= QRegularExpression::DotMatchesEverythingOption;
        else if (flag == u'm')
            options |= QRegularExpression::MultilineOption;
        else
            return fail(
                words("Behind a pattern stands i, m or s, or nothing; “%1” is none of these.").arg(flag));
    }
    condition->pattern = QRegularExpression(token.text, options);
    if (condition->pattern.isValid())
        return true;
    return fail(words("The pattern %1 is none: %2.").arg(shown(token), condition->pattern.errorString()));
}

bool LineReader::readTest(Condition *condition)
{
    using Test = Condition::Test;
    constexpr std::array tests{std::pair{"==", Test::Equals},         std::pair{"!=", Test::Differs},
                               std::pair{"contains", Test::Contains}, std::pair{"lacks", Test::Lacks},
                               std::pair{"~", Test::Matches},         std::pair{"!~", Test::MatchesNot},
                               std::pair{"exists", Test::Exists},     std::pair{"missing", Test::IsMissing}};
    const Token token = take();
    const auto found = std::find_if(tests.begin(), tests.end(), [&token](const auto &each) {
        return token.kind == Token::Kind::Word && token.text == QLatin1String(each.first);
    });
    if (found == tests.end()) {
        if (token.text == "="_L1)
            return fail(words("“=” is written “==” here."));
        return fail(words("Behind “%1” stands ==, !=, contains, lacks, ~, !~, exists or missing, not %2.")
                        .arg(condition->path, shown(token)));
    }
    condition->test = found->second;
    return true;
}

bool LineReader::readCondition(Condition *condition)
{
    using Test = Condition::Test;
    const Token path = take();
    if (path.kind != Token::Kind::Word)
        return fail(
            words("A condition begins with a member's name, such as text or item.channel, not with %1.")
                .arg(shown(path)));
    condition->path = path.text;
    if (!readTest(condition))
        return false;
    const bool isPattern = condition->test == Test::Matches || condition->test == Test::MatchesNot;
    const bool hasValue = condition->test != Test::Exists && condition->test != Test::IsMissing;
    if (isPattern && !readPattern(condition))
        return false;
    if (hasValue && !isPattern) {
        const Token value = take();
        if (value.kind != Token::Kind::Text && value.kind != Token::Kind::Word)
            return fail(words("A value is missing before %1: a word, or a text in \"\".").arg(shown(value)));
        condition->value = value.text;
    }
    condition->source = m_line.sliced(path.begin, m_at - path.begin);
    return true;
}

bool LineReader::readConditions(QList<Condition> *conditions)
{
    do {
        Condition condition;
        if (!readCondition(&condition))
            return false;
        conditions->append(condition);
    } while (takeWord("and"));
    return true;
}

bool LineReader::readTrigger(Expectation *expectation)
{
    if (!takeWord("after"))
        return fail(
            words(
                "A line begins with “after” and the type of an event, such as “after message”, not with %1.")
                .arg(shown(peek())));
    const Token type = take();
    if (type.kind != Token::Kind::Word)
        return fail(
            words("Behind “after” stands the type of an event (message, app_mention, reaction_added, …, or "
                  "event for any), not %1.")
                .arg(shown(type)));
    expectation->type = type.text;
    if (takeWord("where") && !readConditions(&expectation->where))
        return false;
    const Token colon = take();
    if (colon.kind == Token::Kind::Sign && colon.text == ":"_L1)
        return true;
    return fail(
        words("A colon is expected where %1 stands, and behind it what the bot shall do.").arg(shown(colon)));
}

bool LineReader::readPlace(Expectation *expectation)
{
    if (!takeWord("in"))
        return true;
    const bool inThread = takeWord("thread");
    if (!inThread && !takeWord("channel"))
        return fail(words("Behind “in” stands thread or channel, not %1.").arg(shown(peek())));
    expectation->place = inThread ? Expectation::Place::InThread : Expectation::Place::InChannel;
    return true;
}

bool LineReader::readDeed(Expectation *expectation)
{
    using Deed = Expectation::Deed;
    constexpr std::array deeds{std::pair{"reply", Deed::Reply}, std::pair{"post", Deed::Post},
                               std::pair{"react", Deed::React}, std::pair{"call", Deed::Call},
                               std::pair{"ack", Deed::Ack},     std::pair{"answer", Deed::Answer}};
    expectation->wanted = !takeWord("no");
    const Token token = take();
    const auto found = std::find_if(deeds.begin(), deeds.end(), [&token](const auto &each) {
        return token.kind == Token::Kind::Word && token.text == QLatin1String(each.first);
    });
    if (found == deeds.end())
        return fail(
            words("What a bot does is reply, post, react, call, ack or answer (or “no” and one of these), "
                  "not %1.")
                .arg(shown(token)));
    expectation->deed = found->second;
    if (expectation->deed == Deed::Call) {
        const Token method = take();
        if (method.kind != Token::Kind::Word || !method.text.contains(u'.'))
            return fail(words("Behind “call” stands a method of the Web API, such as views.open, not %1.")
                            .arg(shown(method)));
        expectation->method = method.text;
    }
    return expectation->deed != Deed::Reply || readPlace(expectation);
}

bool LineReader::readTime(std::chrono::milliseconds *time)
{
    const Token token = take();
    const QString &text = token.text;
    const qsizetype unitAt =
        std::find_if(text.begin(), text.end(), [](QChar c) { return c.isLetter(); }) - text.begin();
    const QString unit = text.sliced(unitAt);
    bool ok = false;
    const double number = text.first(unitAt).toDouble(&ok);
    const double factor = unit == "ms"_L1 ? 1 : unit == "s"_L1 ? 1'000 : unit == "m"_L1 ? 60'000 : 0;
    const double ms = number * factor;
    if (token.kind != Token::Kind::Word || !ok || !(ms >= 1 && ms <= 24.0 * 3'600'000))
        return fail(
            words("Behind “within” stands a time such as 500ms, 2s or 1m, not %1.").arg(shown(token)));
    *time = std::chrono::milliseconds(qRound64(ms));
    return true;
}

bool LineReader::readRest(Expectation *expectation)
{
    while (m_problem.isEmpty()) {
        const Token next = peek();
        if (next.kind == Token::Kind::End)
            return true;
        if (next.kind == Token::Kind::Sign && next.text == ","_L1) {
            take();
            if (!readConditions(&expectation->checks))
                return false;
        } else if (takeWord("within")) {
            if (!readTime(&expectation->within))
                return false;
        } else {
            return fail(words("“within” and a time, or a comma and a condition, is expected where %1 stands.")
                            .arg(shown(next)));
        }
    }
    return false;
}

Result<Expectation> LineReader::read()
{
    Expectation expectation;
    expectation.line = m_number;
    expectation.source = m_line.simplified();
    if (readTrigger(&expectation) && readDeed(&expectation) && readRest(&expectation) && m_problem.isEmpty())
        return expectation;
    return Error{Error::Kind::Input, u"usage"_s, words("Line %1: %2").arg(m_number).arg(m_problem), {}, {}};
}

} // namespace

Result<QList<Expectation>> readExpectations(const QByteArray &text, int *problemLine)
{
    int ignored = 0;
    int &wrong = problemLine ? *problemLine : ignored;
    wrong = 0;
    if (!text.isValidUtf8())
        return Error{Error::Kind::Input, u"usage"_s, words("The expectations are not UTF-8."), {}, {}};
    QList<Expectation> expectations;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        Result<Expectation> read = LineReader(line, static_cast<int>(i) + 1).read();
        if (!read) {
            wrong = static_cast<int>(i) + 1;
            return read.error();
        }
        expectations.append(std::move(*read));
    }
    if (expectations.isEmpty())
        return Error{Error::Kind::Input,
                     u"usage"_s,
                     words("There is no expectation in it. A line looks like this: after message where text "
                           "contains \"deploy\": reply in thread within 2s, text ~ /ok/"),
                     {},
                     {}};
    return expectations;
}

} // namespace rtmscope
