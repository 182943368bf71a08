// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterparser.h"

#include "core/filter/filterlexer.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope::filter {

namespace {

//! Recursion must end somewhere.
constexpr int deepestNesting = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("FilterQuery", text);
}

bool hasSigil(const Token &token)
{
    return token.text.size() > 1 && (token.text.front() == u'#' || token.text.front() == u'@');
}

//! C024BE91L, USLACKBOT: members of frames are lower case, ids are not, so ids need no quotes.
bool looksLikeId(QStringView word)
{
    return word.size() > 1 && word.front() >= u'A' && word.front() <= u'Z' &&
           std::all_of(word.begin(), word.end(),
                       [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); });
}

bool isOperand(const Token &token)
{
    return token.kind == Token::Kind::Word || token.kind == Token::Kind::Quoted;
}

std::optional<Node::Kind> comparison(Token::Kind kind)
{
    switch (kind) {
    case Token::Kind::Equal:
        return Node::Kind::Equal;
    case Token::Kind::NotEqual:
        return Node::Kind::NotEqual;
    case Token::Kind::Less:
        return Node::Kind::Less;
    case Token::Kind::LessOrEqual:
        return Node::Kind::LessOrEqual;
    case Token::Kind::Greater:
        return Node::Kind::Greater;
    case Token::Kind::GreaterOrEqual:
        return Node::Kind::GreaterOrEqual;
    default:
        return std::nullopt;
    }
}

//! The comparison that says the same with its sides exchanged.
Node::Kind mirrored(Node::Kind kind)
{
    switch (kind) {
    case Node::Kind::Less:
        return Node::Kind::Greater;
    case Node::Kind::LessOrEqual:
        return Node::Kind::GreaterOrEqual;
    case Node::Kind::Greater:
        return Node::Kind::Less;
    case Node::Kind::GreaterOrEqual:
        return Node::Kind::LessOrEqual;
    default:
        return kind;
    }
}

bool holdsChannelOrUser(const Field &field)
{
    if (field.kind == Field::Kind::Channel || field.kind == Field::Kind::User)
        return true;
    return field.kind == Field::Kind::Path &&
           (field.path.back().key.endsWith("channel") || field.path.back().key.endsWith("user"));
}

//! Recursive descent: or > and > not > term. Every function returns nothing once a problem is found.
class Parser
{
public:
    Parser(std::vector<Token> tokens, const FilterQuery::Context &context)
        : m_tokens(std::move(tokens))
        , m_context(context)
        , m_names(context.names)
    {
    }

    std::optional<Node> whole();
    const FilterQuery::Problem &problem() const { return m_problem; }
    bool isRelative() const { return m_isRelative; }
    bool asksForThread() const { return m_asksForThread; }
    bool asksForMarks() const { return m_asksForMarks; }

private:
    using Maybe = std::optional<Node>;

    Maybe anyOf();
    Maybe allOf();
    Maybe negation();
    Maybe parenthesised();
    Maybe term();
    Maybe comparisonOf(const Token &left, Node::Kind kind);
    Maybe listOf(const Token &left);
    bool isListOfOthers(const Token &left) const;
    Maybe wordOperator(const Token &left, Node::Kind kind);
    Maybe expressionOf(const Token &left);
    Maybe timeOf(const Token &left);
    Maybe thisThread(const Token &right, Node::Kind kind);
    bool setField(Node *node, const Token &token);
    Maybe searchFor(const Token &token);

    std::optional<Field> field(const Token &token);
    bool literals(const Token &token, const Field &against, std::vector<Literal> *out);
    bool checked(const Token &token, const Field &against, Literal *literal);
    bool ids(const Token &token, std::vector<Literal> *out);

    const Token &peek(std::size_t ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }
    Token take() { return m_tokens[std::min(m_at++, m_tokens.size() - 1)]; }
    bool takeIf(Token::Kind kind);
    std::nullopt_t fail(const Token &at, const QString &words);

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    const FilterQuery::Context &m_context;
    const FilterQuery::NameLookup &m_names;
    FilterQuery::Problem m_problem;
    bool m_isRelative = false;
    bool m_asksForThread = false;
    bool m_asksForMarks = false;
};

bool Parser::takeIf(Token::Kind kind)
{
    if (peek().kind != kind)
        return false;
    ++m_at;
    return true;
}

std::nullopt_t Parser::fail(const Token &at, const QString &words)
{
    m_problem = {words, at.position, std::max<qsizetype>(1, at.length)};
    return std::nullopt;
}

Parser::Maybe Parser::whole()
{
    if (peek().kind == Token::Kind::End)
        return Node{};
    Maybe node = anyOf();
    if (!node || peek().kind == Token::Kind::End)
        return node;
    switch (peek().kind) {
    case Token::Kind::Close:
        return fail(peek(), tr("This parenthesis closes nothing."));
    case Token::Kind::OpenBrace:
    case Token::Kind::CloseBrace:
        return fail(peek(), tr("Braces belong to a list: type in {message, hello}."));
    case Token::Kind::Comma:
        return fail(peek(),
                    tr("Commas stand between the values of a list only. Write && or || between terms."));
    default:
        return fail(peek(), tr("A field is missing before this comparison."));
    }
}

Parser::Maybe Parser::anyOf()
{
    Maybe first = allOf();
    if (!first || peek().kind != Token::Kind::Or)
        return first;
    Node either{.kind = Node::Kind::Or};
    either.children.push_back(*std::move(first));
    while (takeIf(Token::Kind::Or)) {
        Maybe next = allOf();
        if (!next)
            return std::nullopt;
        either.children.push_back(*std::move(next));
    }
    return either;
}

//! Terms that merely follow each other must all hold, so that two words search for both.
Parser::Maybe Parser::allOf()
{
    Maybe first = negation();
    if (!first)
        return std::nullopt;
    Node all{.kind = Node::Kind::And};
    all.children.push_back(*std::move(first));
    for (;;) {
        const bool joined = takeIf(Token::Kind::And);
        const Token::Kind next = peek().kind;
        const bool begins = isOperand(peek()) || next == Token::Kind::Not || next == Token::Kind::Open;
        if (!joined && !begins)
            break;
        Maybe term = negation();
        if (!term)
            return std::nullopt;
        all.children.push_back(*std::move(term));
    }
    return all.children.size() == 1 ? Maybe(std::move(all.children.front())) : Maybe(std::move(all));
}

Parser::Maybe Parser::negation()
{
    const Token sign = peek();
    if (!takeIf(Token::Kind::Not))
        return peek().kind == Token::Kind::Open ? parenthesised() : term();
    if (++m_depth > deepestNesting)
        return fail(sign, tr("This is nested too deep."));
    Maybe inner = negation();
    --m_depth;
    if (!inner)
        return std::nullopt;
    Node node{.kind = Node::Kind::Not};
    node.children.push_back(*std::move(inner));
    return node;
}

Parser::Maybe Parser::parenthesised()
{
    const Token open = take();
    if (++m_depth > deepestNesting)
        return fail(open, tr("This is nested too deep."));
    Maybe inner = anyOf();
    --m_depth;
    if (inner && !takeIf(Token::Kind::Close)) {
        return peek().kind == Token::Kind::End
                   ? fail(open, tr("This parenthesis is not closed."))
                   : fail(peek(), tr("A closing parenthesis is missing before this."));
    }
    return inner;
}

Parser::Maybe Parser::term()
{
    const Token left = take();
    if (!isOperand(left)) {
        if (left.kind == Token::Kind::End)
            return fail(left, tr("A term is missing here."));
        if (comparison(left.kind))
            return fail(left, tr("A field is missing before this comparison."));
        return fail(left, tr("A term is expected here, such as a word or type == \"message\"."));
    }
    if (const auto kind = comparison(peek().kind)) {
        take();
        return comparisonOf(left, *kind);
    }
    // Only behind a word that can be a field are these operators; else they are words to search for.
    if (left.kind == Token::Kind::Word && peek().kind == Token::Kind::Word) {
        const QString &word = peek().text;
        if (word == "exists"_L1)
            return wordOperator(left, Node::Kind::Exists);
        if (word == "contains"_L1)
            return wordOperator(left, Node::Kind::Contains);
        if (word == "matches"_L1)
            return wordOperator(left, Node::Kind::Matches);
        if (word.startsWith(u'~') && (word.size() == 1 || word[1] == u'/'))
            return fail(peek(),
                        tr("~ compares nothing here. For a regular expression write %1 matches \"…\"; "
                           "to search for ~ itself, put it in quotes.")
                            .arg(left.text));
        if (word == "in"_L1 && peek(1).kind == Token::Kind::OpenBrace)
            return listOf(left);
        if (isTimeWord(left, peek(), peek(1)))
            return timeOf(left);
        if (word == "in"_L1 && isListOfOthers(left))
            return fail(peek(1), tr("A list stands in braces: %1 in {first, second}.").arg(left.text));
    }
    return searchFor(left);
}

Parser::Maybe Parser::comparisonOf(const Token &left, Node::Kind kind)
{
    const Token right = take();
    if (!isOperand(right))
        return fail(right, tr("Something to compare with is missing here."));
    Node node{.kind = kind};
    if (isValue(left)) {
        if (isValue(right))
            return fail(left, tr("One of the two sides must be a field, such as type or channel."));
        node.kind = mirrored(kind);
        if (!setField(&node, right) || !literals(left, *node.left.field, &node.right.literals))
            return std::nullopt;
        return node;
    }
    if (!setField(&node, left))
        return std::nullopt;
    const Field::Kind leftKind = node.left.field->kind;
    const bool mayBeThis = kind == Node::Kind::Equal || kind == Node::Kind::NotEqual;
    if (leftKind == Field::Kind::Thread && mayBeThis && right.kind == Token::Kind::Word &&
        right.text == "this"_L1)
        return thisThread(right, kind);
    if (!isValue(right) && !takesWords(leftKind)) {
        node.right.field = field(right);
        node.right.position = right.position;
        node.right.length = right.length;
        return node.right.field ? Maybe(std::move(node)) : std::nullopt;
    }
    if (!literals(right, *node.left.field, &node.right.literals))
        return std::nullopt;
    if (leftKind == Field::Kind::Subtype && right.text.isEmpty()) // rows do not tell it from none
        node.left.field = Field::parse(u"[\"subtype\"]");
    return node;
}

Parser::Maybe Parser::listOf(const Token &left)
{
    take(); // in
    const Token brace = take();
    Node node{.kind = Node::Kind::Equal};
    if (!setField(&node, left))
        return std::nullopt;
    do {
        if (peek().kind == Token::Kind::End)
            return fail(brace, tr("This list is not closed: } is missing."));
        const Token value = take();
        if (!isOperand(value))
            return fail(value, tr("A value is missing here."));
        if (!literals(value, *node.left.field, &node.right.literals))
            return std::nullopt;
    } while (takeIf(Token::Kind::Comma));
    if (!takeIf(Token::Kind::CloseBrace)) {
        return peek().kind == Token::Kind::End ? fail(brace, tr("This list is not closed: } is missing."))
                                               : fail(peek(), tr("A comma is missing before this value."));
    }
    return node;
}

//! "channel in (a, b)", "type in [a]", "user in a, b": lists as other languages write them. Behind a word
//! that is no field of ours, parentheses may well group words to search for.
bool Parser::isListOfOthers(const Token &left) const
{
    const Token &first = peek(1);
    const bool commaFollows = isOperand(first) && peek(2).kind == Token::Kind::Comma;
    const bool bracket = first.kind == Token::Kind::Word && first.text.startsWith(u'[');
    if (first.kind != Token::Kind::Open)
        return bracket || commaFollows;
    const auto known = Field::parse(left.text);
    return (known && known->kind != Field::Kind::Path) || peek(3).kind == Token::Kind::Comma;
}

Parser::Maybe Parser::wordOperator(const Token &left, Node::Kind kind)
{
    take(); // the operator
    if (kind == Node::Kind::Matches)
        return expressionOf(left);
    Node node{.kind = kind};
    if (!setField(&node, left))
        return std::nullopt;
    if (kind == Node::Kind::Contains) {
        const Token value = take();
        if (!isOperand(value))
            return fail(value, tr("The text to look for is missing here."));
        node.right.literals.push_back(Literal::fromWord(value.asValue(), true));
        node.right.literals.back().spelled = value.text;
    }
    return node;
}

bool Parser::setField(Node *node, const Token &token)
{
    node->left.field = field(token);
    node->left.position = token.position;
    node->left.length = token.length;
    return node->left.field.has_value();
}

//! The thread of the selected event: its messages, and the one that it is about.
Parser::Maybe Parser::thisThread(const Token &right, Node::Kind kind)
{
    m_asksForThread = true;
    if (m_context.thread.isEmpty())
        return fail(right, tr("\"this\" is the thread of the selected event. Select one of a thread first."));
    Node either{.kind = Node::Kind::Or};
    for (const QStringView name : {QStringView(u"thread"), QStringView(u"ts")}) {
        Node node{.kind = Node::Kind::Equal};
        node.left.field = Field::parse(name);
        node.right.literals.push_back(Literal::fromWord(m_context.thread, true));
        either.children.push_back(std::move(node));
    }
    either.sought = u"this"_s;
    if (kind == Node::Kind::Equal)
        return either;
    Node node{.kind = Node::Kind::Not};
    node.children.push_back(std::move(either));
    return node;
}

//! "time in last 5m", "time since 14:00", "time on 2026-11-27", "time before yesterday"
Parser::Maybe Parser::timeOf(const Token &left)
{
    Node node{.kind = Node::Kind::GreaterOrEqual};
    if (!setField(&node, left))
        return std::nullopt;
    QString word = take().text;
    if (word == "in"_L1)
        word = take().text; // last
    const Token value = take();
    if (!isOperand(value))
        return fail(value, word == "last"_L1 ? tr("How long is missing here: time in last 5m.")
                                             : tr("A time is missing here, like 14:02 or 2026-11-27."));
    QString spelled = value.text;
    const bool isLast = word == "last"_L1;
    if (isLast && peek().kind == Token::Kind::Word && isTimeUnit(peek().text))
        spelled += u' ' + take().text; // "5 minutes"
    auto literal =
        isLast ? Literal::ago(spelled, m_context.nowUs) : Literal::moment(spelled, m_context.nowUs);
    if (!literal)
        return fail(value, isLast ? tr("Write a time that has passed like 30s, 5m, 2h or 3d.")
                                  : tr("Write a time like 14:02, 2026-11-27, today or yesterday."));
    m_isRelative = m_isRelative || isLast;
    literal->spelled = isLast ? u"last "_s + spelled : spelled;
    if (word == "on"_L1)
        node.kind = Node::Kind::Equal;
    else if (word == "before"_L1)
        node.kind = Node::Kind::Less;
    node.right.literals.push_back(*std::move(literal));
    return node;
}

Parser::Maybe Parser::expressionOf(const Token &left)
{
    Node node{.kind = Node::Kind::Matches};
    if (!setField(&node, left))
        return std::nullopt;
    const Token pattern = take();
    if (!isOperand(pattern))
        return fail(pattern, tr("The regular expression is missing here."));
    QString words;
    node.expression = BoundedExpression::make(pattern.text, &words);
    if (!node.expression)
        return fail(pattern, words);
    return node;
}

//! A name searches for the ids that bear it: the events of that person, and those that mention it.
Parser::Maybe Parser::searchFor(const Token &token)
{
    Node node{.kind = Node::Kind::Search};
    node.sought = token.text;
    if (token.kind == Token::Kind::Word && hasSigil(token) && m_names) {
        const QStringList found = m_names(token.text);
        for (const QString &id : found)
            node.searches.emplace_back(id);
    }
    if (node.searches.empty())
        node.searches.emplace_back(token.text);
    return node;
}

std::optional<Field> Parser::field(const Token &token)
{
    auto field = isValue(token) ? std::nullopt : Field::parse(token.text);
    if (!field)
        return fail(token, tr("This is not a field. Write it like type, item.channel or blocks[0].type."));
    if (field->isNoted()) {
        field->marks = m_context.marks;
        m_asksForMarks = true;
    }
    return field;
}

bool Parser::literals(const Token &token, const Field &against, std::vector<Literal> *out)
{
    const bool quoted = token.kind == Token::Kind::Quoted;
    if (hasSigil(token) && (!quoted || holdsChannelOrUser(against)))
        return ids(token, out);
    Literal literal = Literal::fromWord(token.asValue(), quoted);
    if (!checked(token, against, &literal))
        return false;
    literal.spelled = token.text;
    literal.position = token.position;
    literal.length = token.length;
    out->push_back(std::move(literal));
    return true;
}

//! Fields of our own take certain values only; anything else would silently never match.
bool Parser::checked(const Token &token, const Field &against, Literal *literal)
{
    if (against.kind == Field::Kind::Dir) {
        if (token.text == "in"_L1 || token.text == "out"_L1 || token.text == "note"_L1)
            return true;
        fail(token, tr("The direction is in, out or note."));
        return false;
    }
    if (against.kind == Field::Kind::Size && !literal->number) {
        fail(token, tr("The size is a number of bytes."));
        return false;
    }
    if (against.kind == Field::Kind::Connection && !literal->number) {
        fail(token, tr("A connection is a number: 1 is the first."));
        return false;
    }
    if (against.kind == Field::Kind::Time) {
        auto time = Literal::fromTime(token.text);
        if (!time) {
            fail(token,
                 tr("%1 is no day or time. Write one like 14:02 or \"2026-11-22 14:02\".").arg(token.text));
            return false;
        }
        *literal = *std::move(time);
    }
    return true;
}

bool Parser::ids(const Token &token, std::vector<Literal> *out)
{
    const bool isChannel = token.text.front() == u'#';
    if (!m_names) {
        fail(token, isChannel ? tr("Channel names are not known here. Write the channel's id.")
                              : tr("People's names are not known here. Write the user's id."));
        return false;
    }
    const QStringList found = m_names(token.text);
    if (found.isEmpty()) {
        fail(token, isChannel ? tr("No channel is called %1.").arg(token.text)
                              : tr("Nobody is called %1.").arg(token.text));
        return false;
    }
    for (const QString &id : found) {
        out->push_back(Literal::fromWord(id, true));
        out->back().spelled = token.text;
    }
    return true;
}

} // namespace

//! A word that can only be meant as a value.
bool isValue(const Token &token)
{
    return token.kind == Token::Kind::Quoted || hasSigil(token) || looksLikeId(token.text) ||
           Literal::fromWord(token.text, false).kind != Literal::Kind::Text;
}

bool takesWords(Field::Kind kind)
{
    return kind == Field::Kind::Dir || kind == Field::Kind::Type || kind == Field::Kind::Subtype ||
           kind == Field::Kind::Time || kind == Field::Kind::Size || kind == Field::Kind::Envelope ||
           kind == Field::Kind::Connection || kind == Field::Kind::Label;
}

bool isTimeWord(const Token &field, const Token &word, const Token &next)
{
    if (field.kind != Token::Kind::Word || field.text != "time"_L1 || word.kind != Token::Kind::Word ||
        !isOperand(next))
        return false;
    if (word.text == "in"_L1)
        return next.text == "last"_L1;
    if (word.text == "last"_L1)
        return !next.text.isEmpty() && next.text.front().isDigit();
    if (word.text == "on"_L1) // "time on task" are words to look for
        return Literal::moment(next.text, 0).has_value();
    return word.text == "since"_L1 || word.text == "before"_L1;
}

bool isTimeUnit(QStringView text)
{
    return timeUnitUs(text).has_value();
}

std::optional<Parsed> parse(const QString &text, const FilterQuery::Context &context,
                            FilterQuery::Problem *problem)
{
    if (text.size() > longestText) {
        *problem = {tr("This filter is too long."), longestText, text.size() - longestText};
        return std::nullopt;
    }
    std::vector<Token> tokens;
    if (!tokenize(text, &tokens, problem))
        return std::nullopt;
    Parser parser(std::move(tokens), context);
    auto node = parser.whole();
    if (!node) {
        *problem = parser.problem();
        return std::nullopt;
    }
    return Parsed{*std::move(node), parser.isRelative(), parser.asksForThread(), parser.asksForMarks()};
}

} // namespace rtmscope::filter
