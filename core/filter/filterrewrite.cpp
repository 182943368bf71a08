// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterrewrite.h"

#include "core/filter/filterlexer.h"
#include "core/filter/filterparser.h"
#include "core/json/json.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::filter {

namespace {

//! Members that people ask for by "name:value", beside the fields of our own.
constexpr std::array usualMembers{u"ts",       u"thread_ts", u"event_ts",   u"bot_id",       u"app_id",
                                  u"team",     u"reaction",  u"reply_to",   u"item_user",    u"username",
                                  u"presence", u"name",      u"id",         u"channel_type", u"envelope_id",
                                  u"command",  u"action_id", u"callback_id"};

bool isOperand(const Token &token)
{
    return token.kind == Token::Kind::Word || token.kind == Token::Kind::Quoted;
}

bool isWord(const Token &token, QStringView word)
{
    return token.kind == Token::Kind::Word && token.text.compare(word, Qt::CaseInsensitive) == 0;
}

bool isOperatorWord(const Token &token)
{
    return token.kind == Token::Kind::Word &&
           (token.text == "exists"_L1 || token.text == "contains"_L1 || token.text == "matches"_L1);
}

bool isComparison(const Token &token)
{
    return token.kind >= Token::Kind::Equal && token.kind <= Token::Kind::GreaterOrEqual;
}

//! Walks over the terms of a filter and notes what is to be replaced.
class Rewriter
{
public:
    Rewriter(const QString &text, std::vector<Token> tokens, const FilterQuery::NameLookup &names)
        : m_text(text)
        , m_tokens(std::move(tokens))
        , m_names(names)
    {
    }

    QString run()
    {
        while (peek().kind != Token::Kind::End)
            step();
        // A sign before a field may have been put before the field's own name was mended.
        std::stable_sort(m_edits.begin(), m_edits.end(),
                         [](const Edit &one, const Edit &other) { return one.position < other.position; });
        QString result;
        qsizetype at = 0;
        for (const Edit &edit : m_edits) {
            result += QStringView(m_text).sliced(at, edit.position - at);
            result += edit.replacement;
            at = edit.position + edit.length;
        }
        return result + m_text.sliced(at);
    }

private:
    struct Edit
    {
        qsizetype position;
        qsizetype length;
        QString replacement;
    };

    const Token &peek(std::size_t ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    bool beginsTerm(const Token &token) const
    {
        return isOperand(token) || token.kind == Token::Kind::Not || token.kind == Token::Kind::Open;
    }
    void replace(const Token &token, const QString &by)
    {
        m_edits.push_back({token.position, token.length, by});
    }
    void replace(qsizetype from, qsizetype to, const QString &by)
    {
        m_edits.push_back({from, to - from, by});
    }

    void step();
    bool joinsTerms();
    bool negates();
    void term();
    bool colonTerm();
    void colonValue(const QString &field, const QString &value, qsizetype from, qsizetype to, bool negated);
    void comparison(const Token &left);
    void list();
    void fieldName(const Token &left);

    const QString &m_text;
    std::vector<Token> m_tokens;
    const FilterQuery::NameLookup &m_names;
    std::vector<Edit> m_edits;
    std::size_t m_at = 0;
    bool m_behindTerm = false;
};

void Rewriter::step()
{
    if (joinsTerms() || negates())
        return;
    const Token &token = peek();
    if (isOperand(token))
        return term();
    if (token.kind == Token::Kind::And && token.text.size() == 1)
        replace(token, u"&&"_s);
    else if (token.kind == Token::Kind::Or && token.text.size() == 1)
        replace(token, u"||"_s);
    m_behindTerm = token.kind == Token::Kind::Close;
    ++m_at;
}

bool Rewriter::joinsTerms()
{
    const bool isAnd = isWord(peek(), u"and");
    if (!m_behindTerm || !(isAnd || isWord(peek(), u"or")) || !beginsTerm(peek(1)) || isOperatorWord(peek(1)))
        return false;
    replace(peek(), isAnd ? u"&&"_s : u"||"_s);
    m_behindTerm = false;
    ++m_at;
    return true;
}

bool Rewriter::negates()
{
    // "not exists": there it is a field, as odd as that is.
    if (!isWord(peek(), u"not") || !beginsTerm(peek(1)) || isOperatorWord(peek(1)))
        return false;
    replace(peek().position, peek(1).position, u"!"_s);
    m_behindTerm = false;
    ++m_at;
    return true;
}

void Rewriter::term()
{
    m_behindTerm = true;
    if (colonTerm())
        return;
    const Token left = peek();
    ++m_at;
    const bool isMatchSign =
        peek(1).text == "="_L1 && peek(2).text.startsWith(u'~') && peek(2).position == peek(1).position + 1;
    if (isWord(peek(), u"not") && (isOperatorWord(peek(1)) || isMatchSign) &&
        !fieldBeforeColon(left.text).isEmpty()) { // "text not contains x"
        replace(left.position, left.position, u"!"_s);
        replace(peek().position, peek(1).position, {});
        ++m_at;
    }
    if (isComparison(peek()))
        return comparison(left);
    if (left.kind != Token::Kind::Word || peek().kind != Token::Kind::Word)
        return;
    const QString word = peek().text;
    if (word == "exists"_L1) {
        fieldName(left);
        ++m_at;
    } else if (word == "contains"_L1 || word == "matches"_L1) {
        fieldName(left);
        m_at += isOperand(peek(1)) ? 2 : 1;
    } else if (word == "in"_L1 && peek(1).kind == Token::Kind::OpenBrace) {
        fieldName(left);
        list();
    } else if (isTimeWord(left, peek(), peek(1))) {
        m_at += isWord(peek(), u"in") ? 3 : 2; // what follows is its value
        while (peek().kind == Token::Kind::Word && isTimeUnit(peek().text))
            ++m_at;
    }
}

void Rewriter::list()
{
    while (peek().kind != Token::Kind::End && peek().kind != Token::Kind::CloseBrace)
        ++m_at;
    ++m_at;
    m_at = std::min(m_at, m_tokens.size() - 1);
}

//! "Type" is "type".
void Rewriter::fieldName(const Token &left)
{
    const QString lower = left.text.toLower();
    if (left.kind == Token::Kind::Word && lower != left.text && fieldNames().contains(lower))
        replace(left, lower);
}

void Rewriter::comparison(const Token &left)
{
    fieldName(left);
    const Token sign = peek();
    ++m_at;
    const Token value = peek();
    if (sign.text != "="_L1) {
        m_at += isOperand(value) ? 1 : 0;
        return;
    }
    const bool spaced = sign.position > left.position + left.length;
    if (value.kind == Token::Kind::Word && value.text.startsWith(u'~') &&
        value.position == sign.position + sign.length) { // text =~ "…"
        const bool alone = value.text.size() == 1;
        replace(sign.position, sign.position + sign.length + 1,
                (spaced ? QString() : u" "_s) + u"matches"_s + (alone ? QString() : u" "_s));
        m_at += alone && isOperand(peek(1)) ? 2 : 1;
        return;
    }
    replace(sign, u"=="_s);
    if (!isOperand(value))
        return;
    ++m_at;
    if (value.kind == Token::Kind::Word && left.kind == Token::Kind::Word) {
        const QString spelled = spelledValue(left.text.toLower(), value.text, m_names);
        if (spelled != value.text)
            replace(value, spelled);
    }
}

//! "type:message", "text:\"out of memory\"", "from:@mira", "size:>4000", "-subtype:bot_message"
bool Rewriter::colonTerm()
{
    const Token word = peek();
    const qsizetype colon = word.kind == Token::Kind::Word ? word.text.indexOf(u':') : -1;
    if (colon <= 0)
        return false;
    const bool negated = word.text.startsWith(u'-');
    const QString field = fieldBeforeColon(QStringView(word.text).sliced(negated, colon - negated));
    if (field.isEmpty())
        return false;
    const QString value = word.text.sliced(colon + 1);
    const qsizetype end = word.position + word.length;
    if (!value.isEmpty()) {
        ++m_at;
        colonValue(field, value, word.position, end, negated);
        return true;
    }
    const Token next = peek(1);
    const QString sign = negated ? u"!"_s : QString();
    if (isComparison(next)) {
        replace(word, sign + field + u' ');
        m_at += isOperand(peek(2)) ? 3 : 2;
        return true;
    }
    if (!isOperand(next))
        return false;
    m_at += 2;
    if (next.kind == Token::Kind::Quoted)
        replace(word.position, next.position,
                sign + field + (field == "text"_L1 ? u" contains "_s : u" == "_s));
    else
        colonValue(field, next.text, word.position, next.position + next.length, negated);
    return true;
}

void Rewriter::colonValue(const QString &field, const QString &value, qsizetype from, qsizetype to,
                          bool negated)
{
    const bool isText = field == "text"_L1;
    const QString sign = negated ? u"!"_s : QString();
    replace(from, to,
            sign + field + (isText ? u" contains "_s : u" == "_s) + spelledValue(field, value, m_names));
}

} // namespace

QString fieldBeforeColon(QStringView name)
{
    const QString lower = name.toString().toLower();
    if (lower == "from"_L1)
        return u"user"_s;
    if (lower == "in"_L1)
        return u"channel"_s;
    const bool isOurs = fieldNames().contains(lower);
    return isOurs || std::find(usualMembers.begin(), usualMembers.end(), lower) != usualMembers.end()
               ? lower
               : QString();
}

QString spelledValue(const QString &field, const QString &value, const FilterQuery::NameLookup &names)
{
    const auto known = Field::parse(field);
    const Token token{.kind = Token::Kind::Word, .text = value};
    if ((known && takesWords(known->kind)) || isValue(token) || (value == "this"_L1 && field == "thread"_L1))
        return value;
    const QString sigil = field == "user"_L1 ? u"@"_s : field == "channel"_L1 ? u"#"_s : QString();
    if (!sigil.isEmpty() && names && !names(sigil + value).isEmpty())
        return sigil + value;
    return QString::fromUtf8(json::quoted(value));
}

QString rewritten(const QString &text, const FilterQuery::NameLookup &names)
{
    std::vector<Token> tokens;
    FilterQuery::Problem unused;
    if (!tokenize(text, &tokens, &unused, Spelling::Lenient))
        return text;
    return Rewriter(text, std::move(tokens), names).run();
}

} // namespace rtmscope::filter
