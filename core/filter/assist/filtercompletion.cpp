// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/filtercompletion.h"

#include "core/filter/filterlexer.h"
#include "core/filter/filterparser.h"
#include "core/filter/filterrewrite.h"

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using filter::Token;
using What = FilterCompletion::What;

bool isOperand(const Token &token)
{
    return token.kind == Token::Kind::Word || token.kind == Token::Kind::Quoted;
}

bool isOneOf(const QString &word, std::initializer_list<QLatin1StringView> words)
{
    return std::find(words.begin(), words.end(), word.toLower()) != words.end();
}

//! What stands before the cursor, term by term.
class Grammar
{
public:
    void take(const Token &token)
    {
        switch (m_state) {
        case State::Term:
            return beginTerm(token);
        case State::BehindLeft:
            return behindLeft(token);
        case State::Value:
            m_state = isOperand(token) ? State::BehindTerm : State::Term;
            return;
        case State::List:
            if (token.kind == Token::Kind::CloseBrace)
                m_state = State::BehindTerm;
            else if (isOperand(token))
                m_state = State::BehindElement;
            return;
        case State::BehindElement:
            if (token.kind == Token::Kind::Comma)
                m_state = State::List;
            else if (token.kind == Token::Kind::CloseBrace)
                m_state = State::BehindTerm;
            return;
        case State::BehindTerm:
            if (isOperand(token) && !isOneOf(token.text, {"and"_L1, "or"_L1, "not"_L1}))
                return beginTerm(token);
            m_state = token.kind == Token::Kind::Close ? State::BehindTerm : State::Term;
            return;
        }
    }

    What what() const
    {
        switch (m_state) {
        case State::BehindLeft:
            return What::Operator;
        case State::Value:
        case State::List:
            return What::Value;
        case State::BehindElement:
            return What::Nothing;
        case State::Term:
        case State::BehindTerm:
            break;
        }
        return What::Field;
    }
    QString field() const { return m_left; }

private:
    enum class State : quint8 { Term, BehindLeft, Value, List, BehindElement, BehindTerm };

    void beginTerm(const Token &token)
    {
        if (!isOperand(token) || isOneOf(token.text, {"not"_L1})) {
            m_state = token.kind == Token::Kind::Close ? State::BehindTerm : State::Term;
            return;
        }
        m_left = token.text;
        const qsizetype colon = m_left.indexOf(u':');
        const QString field = colon > 0 ? filter::fieldBeforeColon(m_left.first(colon)) : QString();
        if (field.isEmpty()) {
            m_state = State::BehindLeft;
            return;
        }
        m_state = colon + 1 == m_left.size() ? State::Value : State::BehindTerm;
        m_left = field;
    }

    void behindLeft(const Token &token)
    {
        if (token.kind >= Token::Kind::Equal && token.kind <= Token::Kind::GreaterOrEqual)
            m_state = State::Value;
        else if (token.kind == Token::Kind::OpenBrace)
            m_state = State::List;
        else if (token.kind == Token::Kind::Word && isOneOf(token.text, {"contains"_L1, "matches"_L1}))
            m_state = State::Value;
        else if (token.kind == Token::Kind::Word && isOneOf(token.text, {"exists"_L1}))
            m_state = State::BehindTerm;
        else if (token.kind == Token::Kind::Word && isOneOf(token.text, {"and"_L1, "or"_L1}))
            m_state = State::Term;
        else if (token.kind == Token::Kind::Word && isOneOf(token.text, {"in"_L1}))
            m_state = State::BehindLeft; // a brace follows
        else if (isOperand(token))
            beginTerm(token);
        else
            m_state = token.kind == Token::Kind::Close ? State::BehindTerm : State::Term;
    }

    State m_state = State::Term;
    QString m_left;
};

} // namespace

FilterCompletion FilterCompletion::at(const QString &text, qsizetype cursor)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    std::vector<Token> tokens;
    FilterQuery::Problem unused;
    if (text.size() > filter::longestText ||
        !filter::tokenize(text.first(cursor), &tokens, &unused, filter::Spelling::Lenient))
        return {};
    tokens.pop_back(); // the end
    Token typed{.kind = Token::Kind::Word, .position = cursor};
    if (!tokens.empty()) {
        const Token &last = tokens.back();
        const bool isOpen = last.kind == Token::Kind::Quoted ? last.isOpen : last.kind == Token::Kind::Word;
        if (isOpen && last.position + last.length == cursor) {
            typed = last;
            tokens.pop_back();
        }
    }
    Grammar grammar;
    for (const Token &token : tokens)
        grammar.take(token);

    FilterCompletion completion{grammar.what(), grammar.field(), typed.text, typed.position, 0};
    const qsizetype colon = typed.kind == Token::Kind::Word ? typed.text.indexOf(u':') : -1;
    const QString before = colon > 0 ? filter::fieldBeforeColon(typed.text.first(colon)) : QString();
    if (completion.what == What::Field && !before.isEmpty()) {
        completion.what = What::Value;
        completion.field = before;
        completion.prefix = typed.text.sliced(colon + 1);
        completion.position = typed.position + colon + 1;
    } else if ((completion.what == What::Field || completion.what == What::Operator) &&
               (typed.text.startsWith(u'#') || typed.text.startsWith(u'@'))) {
        completion.what = What::Name;
    } else if (completion.what == What::Field && typed.kind == Token::Kind::Quoted) {
        completion.what = What::Nothing;
    }
    // The rest of the word that the cursor is in goes as well.
    qsizetype end = cursor;
    if (typed.kind == Token::Kind::Quoted) {
        const qsizetype closing = text.indexOf(text[typed.position], cursor);
        end = closing < 0 ? cursor : closing + 1;
    } else {
        while (end < text.size() && !text[end].isSpace() &&
               !QStringView(u"(){},\"<>=!&|").contains(text[end]))
            ++end;
    }
    completion.length = end - completion.position;
    return completion;
}

} // namespace rtmscope
