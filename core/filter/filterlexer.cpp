// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterlexer.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rtmscope::filter {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FilterQuery", text);
}

struct Sign
{
    QStringView text;
    Token::Kind kind;
};

// Two-letter signs first: "<=" must not be read as "<".
constexpr std::array signs{
    Sign{u"==", Token::Kind::Equal},       Sign{u"!=", Token::Kind::NotEqual},
    Sign{u"<=", Token::Kind::LessOrEqual}, Sign{u">=", Token::Kind::GreaterOrEqual},
    Sign{u"&&", Token::Kind::And},         Sign{u"||", Token::Kind::Or},
    Sign{u"<", Token::Kind::Less},         Sign{u">", Token::Kind::Greater},
    Sign{u"!", Token::Kind::Not},          Sign{u"(", Token::Kind::Open},
    Sign{u")", Token::Kind::Close},        Sign{u"{", Token::Kind::OpenBrace},
    Sign{u"}", Token::Kind::CloseBrace},   Sign{u",", Token::Kind::Comma},
};

// What other languages write for some of them.
constexpr std::array othersSigns{
    Sign{u"=", Token::Kind::Equal},
    Sign{u"&", Token::Kind::And},
    Sign{u"|", Token::Kind::Or},
};

//! A character that is written as a backslash and something else.
struct Escape
{
    QChar character;
    qsizetype length = 0; //!< 0: there is none
};

Escape escapeAt(QStringView text)
{
    constexpr std::array plain{std::pair(u'n', u'\n'), std::pair(u't', u'\t'), std::pair(u'r', u'\r'),
                               std::pair(u'b', u'\b'), std::pair(u'f', u'\f')};
    constexpr qsizetype codeLength = 6;
    if (text.size() < 2 || text[0] != u'\\')
        return {};
    for (const auto &[letter, character] : plain) {
        if (text[1] == letter)
            return {character, 2};
    }
    bool isNumber = false;
    const QStringView digits =
        text[1] == u'u' ? text.sliced(2, std::min(codeLength, text.size()) - 2) : QStringView();
    const ushort code = digits.size() == codeLength - 2 ? digits.toUShort(&isNumber, 16) : ushort(0);
    return isNumber ? Escape{QChar(code), codeLength} : Escape{};
}

class Lexer
{
public:
    Lexer(QStringView text, Spelling spelling)
        : m_text(text)
        , m_spelling(spelling)
    {
    }

    bool next(Token *token, FilterQuery::Problem *problem);

private:
    template<typename Signs>
    bool takeSign(const Signs &among, Token *token);
    bool takeQuoted(Token *token, FilterQuery::Problem *problem);
    void takeWord(Token *token);
    bool wordEndsAt(qsizetype at) const;

    bool isLenient() const { return m_spelling == Spelling::Lenient; }

    QStringView m_text;
    Spelling m_spelling;
    qsizetype m_at = 0;
};

bool Lexer::next(Token *token, FilterQuery::Problem *problem)
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
    *token = {Token::Kind::End, {}, m_at, 1, false};
    if (m_at == m_text.size())
        return true;
    if (m_text[m_at] == u'"' || m_text[m_at] == u'\'')
        return takeQuoted(token, problem);
    if (takeSign(signs, token) || (isLenient() && takeSign(othersSigns, token)))
        return true;
    const QStringView rest = m_text.sliced(m_at);
    if (rest.startsWith(u'=')) {
        *problem = {tr("Write == to compare."), m_at, 1};
        return false;
    }
    if (rest.startsWith(u'&') || rest.startsWith(u'|')) {
        *problem = {tr("Write && for \"and\", || for \"or\"."), m_at, 1};
        return false;
    }
    takeWord(token);
    return true;
}

template<typename Signs>
bool Lexer::takeSign(const Signs &among, Token *token)
{
    for (const Sign &sign : among) {
        if (m_text.sliced(m_at).startsWith(sign.text)) {
            *token = {sign.kind, sign.text.toString(), m_at, sign.text.size(), false};
            m_at += sign.text.size();
            return true;
        }
    }
    return false;
}

bool Lexer::takeQuoted(Token *token, FilterQuery::Problem *problem)
{
    const qsizetype begin = m_at;
    const QChar quote = m_text[m_at++];
    QString text;
    QString value;
    for (; m_at < m_text.size(); ++m_at) {
        const QChar character = m_text[m_at];
        if (character == quote) {
            ++m_at;
            *token = {Token::Kind::Quoted, text, begin, m_at - begin, false, value};
            return true;
        }
        if (const Escape escape = escapeAt(m_text.sliced(m_at)); escape.length > 0) {
            text += m_text.sliced(m_at, escape.length);
            value += escape.character;
            m_at += escape.length - 1;
            continue;
        }
        // Only the quote and the backslash need one, so that "\d+" stays what a regular expression wants.
        const bool escapes = character == u'\\' && m_at + 1 < m_text.size() &&
                             (m_text[m_at + 1] == quote || m_text[m_at + 1] == u'\\');
        text += escapes ? m_text[++m_at] : character;
        value += text.back();
    }
    if (isLenient()) {
        *token = {Token::Kind::Quoted, text, begin, m_at - begin, true, value};
        return true;
    }
    *problem = {tr("This quotation has no end: the closing %1 is missing.").arg(quote), begin, m_at - begin};
    return false;
}

bool Lexer::wordEndsAt(qsizetype at) const
{
    const QChar character = m_text[at];
    if (character.isSpace() || QStringView(u"(){},\"<>=").contains(character))
        return true;
    const QStringView rest = m_text.sliced(at);
    return rest.startsWith(u"!=") || rest.startsWith(u"&&") || rest.startsWith(u"||");
}

void Lexer::takeWord(Token *token)
{
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && !wordEndsAt(m_at)) {
        // A quoted key, ["odd key"], is part of its path whatever stands in it.
        m_at += std::max<qsizetype>(1, quotedNameAt(m_text.sliced(m_at)).length);
    }
    *token = {Token::Kind::Word, m_text.sliced(begin, m_at - begin).toString(), begin, m_at - begin, false};
}

} // namespace

QuotedName quotedNameAt(QStringView text)
{
    if (!text.startsWith(u"[\""))
        return {};
    QString name;
    for (qsizetype at = 2; at < text.size(); ++at) {
        if (text.sliced(at).startsWith(u"\"]"))
            return {at + 2, name};
        if (const Escape escape = escapeAt(text.sliced(at)); escape.length > 0) {
            name += escape.character;
            at += escape.length - 1;
            continue;
        }
        const bool escapes =
            text[at] == u'\\' && at + 1 < text.size() && QStringView(u"\"\\/").contains(text[at + 1]);
        name += escapes ? text[++at] : text[at];
    }
    return {};
}

bool tokenize(const QString &text, std::vector<Token> *tokens, FilterQuery::Problem *problem,
              Spelling spelling)
{
    Lexer lexer(text, spelling);
    Token token;
    do {
        if (!lexer.next(&token, problem))
            return false;
        tokens->push_back(token);
    } while (token.kind != Token::Kind::End);
    return true;
}

} // namespace rtmscope::filter
